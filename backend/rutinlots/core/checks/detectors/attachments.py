"""Attachments in the customer's mail that CAB can't open, since it takes only PDF, and those that are dangerous to open."""

import re
from collections.abc import Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.finding import Hit, shown
from rutinlots.core.situation import Attachment

# Pictures of a mail signature and what mail programs add, which are not put into CAB.
_DECORATION = re.compile(
    r"(?:(?:image|bild)\d{3}(?: ?\(\d\))?|[\w -]*(?:signature|sigill)|(?:e-?)?mail[ _-]?sign\w*|cid[_-]\w+|"
    r"(?:tracking|track|open|beacon|spy)?[ _-]?pixel|spacer|blank|transparent|1x1|divider|"
    r"(?:img|logo|icon|outlook|signatur)(?![\w -]*\d{4})[\w -]{0,12}|[\w -]*logo[\w -]*|(?:[\w -]*[ _-])?logga|~wrd\d*|ii_\w+|"
    r"facebook|instagram|linkedin|twitter|youtube|tiktok|[\w-]*banner[\w-]*|footer)\.(?:png|gif|jpe?g|bmp|svg)(?:@[\w.]+)?|"
    r"oledata\.mso|themedata\.thmx|colorschememapping\.xml|untitled attachment \d+\.(?:html?|txt)|"
    r"winmail\.dat|(?:att|~wrd)\d+\.(?:html?|txt|dat|bin|png|gif|jpe?g)|noname(?:\.eml)?"
)
_SMALL = 15_000  # bytes; a scanned document is larger
_NO_DOCUMENT = (".ics", ".vcs", ".vcf", ".p7s", ".p7m", ".asc")
_PICTURES = (".png", ".gif", ".jpg", ".jpeg", ".svg", ".heic", ".webp", ".bmp", ".tif", ".tiff")
_PAPER = "<dokument>"
_RUNS = frozenset(
    """
    exe scr com bat cmd pif msi msix js jse vbs vbe wsf wsh hta ps1 psm1 jar lnk reg cpl iso img vhd vhdx dll gadget inf scf url
    docm dotm xlsm xltm xlam pptm potm ppam sldm xll one chm apk appx
    """.split()
)
_TURNED = re.compile(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f]")  # makes a name read otherwise than it is

PARAMETERS = {"which": ("no-pdf", "dangerous")}
WORDS = (_PAPER,)


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """Files of the customer's latest mail that has some, by their names as they are.

    :param parameters: ``which``: ``no-pdf`` (papers that CAB can't open; a photo counts when the mail or its name speaks of
        a paper) or ``dangerous`` (programs, macros, names that hide what they are).
    """
    ticket = context.situation.ticket
    conversation = ticket.conversation if ticket else ()
    for message, parts in zip(reversed(conversation), reversed(context.messages), strict=True):
        if message.direction != "in" or not message.attachments:
            continue
        files = message.attachments
        if parameters["which"] == "dangerous":
            return [Hit(values={"file": shown(file.name)}) for file in files if _dangerous(file.name)]
        paper = context.knowledge.words.any(_PAPER, f"{ticket.subject if ticket else ''}\n{parts.own}")
        return [Hit(values={"file": shown(file.name)}) for file in files if _for_cab(file, paper, context)]
    return []


def _for_cab(file: Attachment, paper: bool, context: Context) -> bool:
    """Is it a document that would go into CAB, and no PDF?"""
    if not _document(file) or _pdf(file) or _dangerous(file.name):
        return False
    name = file.name.casefold()
    return not name.endswith(_PICTURES) or paper or context.knowledge.words.any(_PAPER, re.sub(r"[\d_.-]+", " ", name))


def _dangerous(name: str) -> bool:
    stem, _, ending = _TURNED.sub("", name).rstrip(". ").rpartition(".")
    return (stem != "" and ending.casefold() in _RUNS) or _TURNED.search(name) is not None


def _pdf(file: Attachment) -> bool:
    return file.name.casefold().endswith(".pdf") or file.type == "application/pdf"


def _document(file: Attachment) -> bool:
    name = file.name.casefold()
    picture = name.endswith(_PICTURES)
    tiny = picture and file.size is not None and file.size < _SMALL
    return not (name.endswith(_NO_DOCUMENT) or _DECORATION.fullmatch(name) or tiny)
