"""Recognizes HTML that would be too costly to parse.

A parser that follows the HTML standard reopens formatting elements in every block after the one where they were left open:
490 open ``<b>`` before 2,000 ``<p>`` become a million elements. Its time also grows with the square of the depth. Here the
parser's stack is followed without building a tree, until it is clear that there would be too many elements.
"""

import re

_DEEPEST = 500  # open elements
_MOST_TAGS = 40_000  # in the 200 000 characters that are read; a long thread has a tenth of that
_COPIES_PER_CHARACTER = 0.1  # reopened formatting elements; sloppy mails have a few in each block
_COPIED_CHARACTERS = 20  # characters of reopened tags, for each character of the mail

_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_CELLS = frozenset("td th caption".split())
_TABLE_PARTS = frozenset("td th caption tr tbody thead tfoot colgroup".split())
_SPECIAL = frozenset(
    """
    address article aside blockquote center dd details dir div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6
    header hgroup li listing main menu nav ol p pre section summary table tbody td tfoot th thead tr ul caption colgroup
    """.split()
)
_VOID = frozenset("area base basefont bgsound br col embed hr img input keygen link meta param source track wbr".split())
_INVISIBLE = frozenset("html head body base basefont bgsound link meta".split())  # nothing is reopened for them
_IN_TABLES = _TABLE_PARTS | {"table"}
_SOFT = frozenset("address div p".split())  # a list item ends despite them
_ANY, _FIRM, _MOVED = "any special element", "any but the soft ones", "no name any more"
_ITEMS = frozenset("li dd dt".split())
# Elements that change how the parser reads their content, and that no mail program writes: not followed.
_EXOTIC = re.compile(
    r"<(?:svg|math|select|template|frameset|plaintext|object|marquee|applet|button|form|ruby|!\[CDATA\[)(?![a-z])", re.I
)
_START = re.compile(r"<([a-z][^\s/>]*)", re.I)
_TOKEN = re.compile(
    r"""
      <!--(?:-?>|.*?(?:--!?>|\Z))
    | <(/?)([a-z][^\s/>]*+)((?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?|["'])*+)(?:>|\Z)
    | <[!?/][^>]*+
    """,
    re.I | re.S | re.X,
)
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])|\Z", re.I) for name in "iframe noembed noframes script style textarea title xmp".split()
}


def is_costly(html: str) -> bool:
    """Whether the HTML is too costly for the parser."""
    tags = html.count("<")
    if tags > _MOST_TAGS:
        return True
    return not _is_plain(html, tags) and (_EXOTIC.search(html) is not None or _Stack(html).overflows())


def _is_plain(html: str, tags: int) -> bool:
    """Whether the HTML is cheap in any order of its tags, as most mails are."""
    started = [name.lower() for name in _START.findall(html)]
    opened = sum(name not in _VOID for name in started)
    formatting = sum(name in _FORMATTING for name in started)
    return opened < _DEEPEST and formatting * tags < len(html) * _COPIES_PER_CHARACTER


class _Stack:
    """The open elements and, in ``_owed``, the formatting elements that the next text or inline element reopens."""

    def __init__(self, html: str):
        self._html = html
        self._open: list[tuple[str, int]] = []  # name, length of its tag where that is copied
        self._owed: list[tuple[str, int]] = []
        self._hidden: list[list[tuple[str, int]]] = []  # what was owed outside of each open cell
        self._places: dict[str, list[int]] = {}
        self._copies = self._copied = 0

    def overflows(self) -> bool:
        """Whether following the tags exceeds a limit."""
        html, place = self._html, 0
        most, longest = max(200, len(html) * _COPIES_PER_CHARACTER), len(html) * _COPIED_CHARACTERS
        while (start := html.find("<", place)) >= 0:
            if start > place:
                self._inline()
            found = _TOKEN.match(html, start)
            if found is None:
                self._inline()
                place = start + 1
                continue
            place = found.end()
            if name := (found.group(2) or "").lower():
                if found.group(1):
                    self._ends(name)
                else:
                    self._begins(name, place - start)
                    if name in _RAW:
                        place = _RAW[name].search(html, place).start()  # type: ignore[union-attr]
            if len(self._open) > _DEEPEST or self._copies > most or self._copied > longest:
                return True
        return False

    def _begins(self, name: str, length: int) -> None:
        if name in _INVISIBLE or (name in _TABLE_PARTS and self._last("table") < 0):
            return
        self._closes_before(name)
        if name not in _SPECIAL and name != "hr":
            self._inline()
        if name not in _VOID:
            self._push(name, length if name in _FORMATTING else 0)

    def _closes_before(self, name: str) -> None:
        """Close the elements that a start tag ends implicitly."""
        table = self._last("table")
        if name in _TABLE_PARTS:
            outer = {"tr": ("tbody", "thead", "tfoot"), "td": ("tr",), "th": ("tr",)}.get(name, ())
            self._cut(max((table, *map(self._last, outer))) + 1)
        elif name == "table" and table > max(map(self._last, _CELLS)):
            self._cut(table)
        elif name in _ITEMS:
            same = max(map(self._last, ("dd", "dt") if name != "li" else ("li",)))
            if same >= 0 and same >= self._last(_FIRM):
                self._cut(same)
        elif name in ("a", "nobr"):
            self._ends(name)
        if (name in _SPECIAL or name == "hr") and name not in _IN_TABLES and (paragraph := self._last("p")) > self._barrier():
            self._cut(paragraph)

    def _ends(self, name: str) -> None:
        place = self._last(name)
        if name in _FORMATTING:
            self._ends_formatting(name, place)
        elif name in _IN_TABLES:
            reached = place >= self._last("table")
        elif name in _SPECIAL:
            reached = place > self._barrier()
        else:
            reached = place > self._last(_ANY)
        if name not in _FORMATTING and place >= 0 and reached:
            self._cut(place)

    def _ends_formatting(self, name: str, place: int) -> None:
        for index in range(len(self._owed) - 1, -1, -1):
            if self._owed[index][0] == name:
                del self._owed[index]
                return
        self._copies += len(self._owed) // 4  # looking for it took time
        if place < 0 or place < self._barrier():
            return
        if place > self._last(_ANY):
            self._cut(place)
            if self._owed:
                del self._owed[0]  # the one that is ended
            return
        # It contains a block: the parser rearranges elements, reopens up to three, and the block stays.
        self._copies += 4
        self._copied += 4 * self._open[place][1]
        self._open[place] = (_MOVED, 0)
        self._places[name].pop()
        self._places.setdefault(_MOVED, []).append(place)

    def _inline(self) -> None:
        """Text or an inline element: reopen what is owed."""
        if self._owed:
            self._copies += len(self._owed)
            self._copied += sum(length for _, length in self._owed)
            owed, self._owed = self._owed, []
            for name, length in owed:
                self._push(name, length)

    def _push(self, name: str, length: int) -> None:
        for kind in self._kinds(name):
            self._places.setdefault(kind, []).append(len(self._open))
        self._open.append((name, length))
        if name in _CELLS:
            self._hidden.append(self._owed)
            self._owed = []

    def _cut(self, place: int) -> None:
        """Remove the elements from ``place`` upwards."""
        left: list[tuple[str, int]] = []
        while len(self._open) > place:
            name, length = self._open.pop()
            for kind in self._kinds(name):
                self._places[kind].pop()
            if name in _CELLS:
                left = []
                self._owed = self._hidden.pop()
            elif name in _FORMATTING:
                left.append((name, length))
        self._owed = left[::-1] + self._owed

    @staticmethod
    def _kinds(name: str) -> tuple[str, ...]:
        if name not in _SPECIAL:
            return (name,)
        return (name, _ANY) if name in _SOFT else (name, _ANY, _FIRM)

    def _last(self, name: str) -> int:
        places = self._places.get(name)
        return places[-1] if places else -1

    def _barrier(self) -> int:
        """The innermost element that end tags of blocks can't leave."""
        return max(self._last("table"), self._last("td"), self._last("th"), self._last("caption"))
