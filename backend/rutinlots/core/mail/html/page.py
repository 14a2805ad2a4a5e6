"""An HTML mail as text, with the stretches of it that mail programs marked as quoted history."""

import re
from dataclasses import dataclass
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rutinlots.core.mail.history.finder import Range
from rutinlots.core.mail.html.guard import is_costly
from rutinlots.core.mail.html.marks import classes, marks_in, walk
from rutinlots.core.mail.text import clean

_LONGEST = 200_000  # characters; the newest text comes first, so the rest is history or pictures

_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre".split())
_BLOCKS = frozenset(
    """
    address article aside center dd details div dl dt fieldset figure footer form header hr li main nav section
    tr tbody thead
    """.split()
)
_ANY_TAG = re.compile(r"<[^<>]*>")
_BLANK_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"[ \t\r\n\f]+")  # not the no-break space: that one is seen
_EMBEDDED = re.compile(r"data:[a-z]+/[^\"'\s<>]*", re.I)  # a picture in the mail itself, longer than all its words


@dataclass(frozen=True)
class Page:
    """A mail body as clean text; ``quotes`` are the stretches inside elements that hold quoted history, ``boxes`` those
    that are set off and may hold it."""

    text: str
    quotes: tuple[Range, ...] = ()
    boxes: tuple[Range, ...] = ()


def read_html(html: str) -> Page:
    """Read a mail's HTML. Too long a body is cut, and one that is costly to parse is only freed from its tags."""
    if "data:" in html:
        html = _EMBEDDED.sub("", html)
    if len(html) > _LONGEST:
        html = html[: html.rfind("<", 0, _LONGEST) + 1 or _LONGEST].removesuffix("<")
    if is_costly(html):
        return Page(_BLANK_LINES.sub("\n\n", clean(unescape(_ANY_TAG.sub("\n", html))).text).strip())
    body = LexborHTMLParser(html).body
    return _read(body) if body is not None else Page("")


def _read(body: LexborNode) -> Page:
    marks = marks_in(body)
    text = _Text()
    inside, boxed, rest = 0, 0, False
    for node, entering in walk(body, marks.quoting):
        tag = node.tag or ""
        step = 1 if entering else -1
        inside += step * (node.mem_id in marks.quoting)
        boxed += step * (node.mem_id in marks.boxes)
        rest = rest or (not inside and node.mem_id in marks.resting)
        if tag == "-text":
            if entering:
                parent = node.parent
                preformatted = parent is not None and parent.tag == "pre"
                text.write(node.text_content or "", preformatted, quoted=inside > 0 or rest, boxed=boxed > 0)
        elif tag == "br":
            text.line_break(entering)
        elif tag in ("td", "th"):
            text.gap()
        elif tag in _PARAGRAPHS:
            text.block(1 if "MsoNormal" in classes(node) else 2)
        elif tag in _BLOCKS:
            text.block(1)
    return text.page()


class _Text:
    """Text in the making: blanks and line ends are owed until something is written after them."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._breaks = 0
        self._blank = False
        self._quotes = _Ranges()
        self._boxes = _Ranges()

    def block(self, breaks: int) -> None:
        self._breaks = max(self._breaks, breaks)
        self._blank = False

    def line_break(self, entering: bool) -> None:
        if entering:
            self._breaks = min(self._breaks + 1, 2)
            self._blank = False

    def gap(self) -> None:
        self._blank = True

    def write(self, raw: str, preformatted: bool, *, quoted: bool, boxed: bool) -> None:
        shown = clean(raw if preformatted else _SPACES.sub(" ", raw)).text
        if not shown.strip():
            if "\xa0" in raw and self._breaks:
                self._breaks = 2  # a paragraph with a no-break space is how editors write a blank line
            self._blank = self._blank or bool(shown)
            return
        self._blank = self._blank or shown[0] == " "
        lead = "\n" * self._breaks or " " * self._blank if self._length else ""
        ends_blank = shown[-1] == " "
        shown = shown.strip("\n") if preformatted else shown.strip(" ")
        start = self._length + len(lead)
        self._parts += (lead, shown)
        self._length = start + len(shown)
        self._breaks, self._blank = 0, ends_blank
        self._quotes.add(start, self._length, quoted)
        self._boxes.add(start, self._length, boxed)

    def page(self) -> Page:
        return Page("".join(self._parts), tuple(self._quotes.found), tuple(self._boxes.found))


class _Ranges:
    """Stretches of the text in the making; those written one after the other are one."""

    def __init__(self) -> None:
        self.found: list[Range] = []
        self._open = False

    def add(self, start: int, end: int, inside: bool) -> None:
        if inside and self._open:
            self.found[-1] = (self.found[-1][0], end)
        elif inside:
            self.found.append((start, end))
        self._open = inside
