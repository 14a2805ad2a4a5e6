"""An HTML mail as text, with the stretches of it that mail programs marked as quoted history."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rutinlots.core.mail.html_guard import is_costly
from rutinlots.core.mail.quote import Range
from rutinlots.core.mail.text import clean

_LONGEST = 200_000  # characters; the newest text comes first, so the rest is history or pictures

_QUOTES = (
    ".freshdesk_quote, .x_freshdesk_quote, .gmail_quote, .x_gmail_quote, blockquote[type=cite], .moz-cite-prefix, "
    ".yahoo_quoted, #mail-editor-reference-message-container, .ms-outlook-mobile-reference-message, "
    ".protonmail_quote, .tutanota_quote"
)
# From here to the end of the mail: Outlook puts the history beside its mark, not inside it.
_REST_IS_QUOTED = "#divRplyFwdMsg, #x_divRplyFwdMsg, #appendonsend, #x_appendonsend"
_OUTLOOK_LINE = '[style*="border-top:solid"], [style*="border-top: solid"]'
_OUTLOOK_HEADER = re.compile(r"(?:från|from|fra|von)\s?:", re.I)

_SILENT = frozenset("script style head title template noscript object svg math -comment".split())
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
_HIDDEN = re.compile(r"display\s?:\s?none", re.I)


@dataclass(frozen=True)
class Page:
    """A mail body as clean text; ``quotes`` are the stretches inside elements that hold quoted history."""

    text: str
    quotes: tuple[Range, ...]


def read_html(html: str) -> Page:
    """Read a mail's HTML. Too long a body is cut, and one that costs too much is only freed from its tags."""
    if len(html) > _LONGEST:
        html = html[: html.rfind("<", 0, _LONGEST) + 1 or _LONGEST].removesuffix("<")
    if is_costly(html):
        return Page(_BLANK_LINES.sub("\n\n", clean(unescape(_ANY_TAG.sub("\n", html))).text).strip(), ())
    body = LexborHTMLParser(html).body
    return _read(body) if body is not None else Page("", ())


def aligned_quotes(page: Page, text: str) -> tuple[Range, ...]:
    """The page's quotes as stretches of ``text``, another rendering of the same mail; empty when the two don't match.

    Renderings differ in blanks, bullets and line ends, so letters and digits are compared, and nothing else. Where
    the rest of the mail is one quote, it is enough that they agree up to there: one of them may be cut off.
    """
    if not page.quotes:
        return ()
    shown = [index for index, character in enumerate(text) if character.isalnum()]
    ours = "".join(text[index] for index in shown)
    theirs = "".join(filter(str.isalnum, page.text))
    counts = _letters_before([edge for quote in page.quotes for edge in quote], page.text)
    if ours == theirs:
        return tuple((shown[a], shown[b - 1] + 1) for a, b in zip(counts[::2], counts[1::2], strict=True) if a < b)
    before = counts[0]
    # The quote's first words must agree as well, or a text that lacks it would seem to match.
    if len(page.quotes) == 1 and counts[1] == len(theirs) and ours[: before + 12] == theirs[: before + 12]:
        return ((shown[before], len(text)),) if before < len(shown) else ()
    return ()


def _letters_before(edges: Sequence[int], text: str) -> list[int]:
    """How many letters and digits come before each of the ascending edges."""
    counts: list[int] = []
    count = place = 0
    for edge in edges:
        count += sum(map(str.isalnum, text[place:edge]))
        counts.append(count)
        place = edge
    return counts


def _read(body: LexborNode) -> Page:
    quoting, resting = _marks(body)
    text = _Text()
    inside, rest = 0, False
    for node, entering in _walk(body):
        tag = node.tag or ""
        step = (1 if entering else -1) * (node.mem_id in quoting)
        inside += step
        rest = rest or (not inside and node.mem_id in resting)
        if tag == "-text":
            if entering:
                parent = node.parent
                text.write(node.text_content or "", inside > 0 or rest, parent is not None and parent.tag == "pre")
        elif tag == "br":
            text.line_break(entering)
        elif tag in ("td", "th"):
            text.gap()
        elif tag in _PARAGRAPHS:
            text.block(1 if "MsoNormal" in _classes(node) else 2)
        elif tag in _BLOCKS:
            text.block(1)
    return text.page()


def _marks(body: LexborNode) -> tuple[set[int], set[int]]:
    """The elements that hold quoted history, and those from which on all is history."""
    quoting: set[int] = set()
    for node in body.css(_QUOTES):
        children = list(node.iter()) if node.tag == "div" and "gmail_quote" in _classes(node) else []
        if any(child.tag == "blockquote" for child in children):
            # Gmail's container also holds what is answered between and below the quotes.
            quoting.update(child.mem_id for child in children if "gmail_attr" in _classes(child))
        else:
            quoting.add(node.mem_id)
    resting = {node.mem_id for node in body.css(_REST_IS_QUOTED)}
    if lines := {node.mem_id for node in body.css(_OUTLOOK_LINE)}:
        resting |= _above_headers(body, lines)
    return quoting, resting


def _classes(node: LexborNode) -> str:
    return node.attributes.get("class") or ""


def _above_headers(body: LexborNode, lines: Set[int]) -> set[int]:
    """Those of the elements whose text begins with a mail's header. One walk for all: they may stand in each other."""
    found: set[int] = set()
    waiting: list[int] = []  # entered, and no text yet
    for node, entering in _walk(body):
        if not entering:
            if waiting and waiting[-1] == node.mem_id:
                waiting.pop()
        elif node.mem_id in lines:
            waiting.append(node.mem_id)
        elif waiting and node.tag == "-text" and (shown := (node.text_content or "").strip()):
            if _OUTLOOK_HEADER.match(shown):
                found.update(waiting)
            waiting.clear()
    return found


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Every shown node twice, when entered and when left; no recursion, so that depth costs nothing."""
    node, entering = root, True
    while True:
        child = None
        if entering:
            style = None if node.tag == "-text" else node.attributes.get("style")
            if node.tag not in _SILENT and not (style and _HIDDEN.search(style)):
                yield node, True
                child = node.child
                if child is None:
                    yield node, False
        else:
            yield node, False
        if child is not None:
            node = child
        elif node.mem_id == root.mem_id:
            return
        elif (following := node.next) is not None:
            node, entering = following, True
        else:
            above = node.parent
            if above is None:
                return
            node, entering = above, False


class _Text:
    """Text in the making: blanks and line ends are owed until something is written after them."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._breaks = 0
        self._blank = False
        self._quotes: list[Range] = []
        self._in_quote = False

    def block(self, breaks: int) -> None:
        self._breaks = max(self._breaks, breaks)
        self._blank = False

    def line_break(self, entering: bool) -> None:
        if entering:
            self._breaks = min(self._breaks + 1, 2)
            self._blank = False

    def gap(self) -> None:
        self._blank = True

    def write(self, raw: str, quoted: bool, preformatted: bool) -> None:
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
        if quoted and self._in_quote:
            self._quotes[-1] = (self._quotes[-1][0], self._length)
        elif quoted:
            self._quotes.append((start, self._length))
        self._in_quote = quoted

    def page(self) -> Page:
        return Page("".join(self._parts), tuple(self._quotes))
