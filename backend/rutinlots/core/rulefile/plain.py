"""Texts in few letters, for which small expressions say the same as those with whole alphabets.

In a plain text every letter and digit beyond :data:`LAST` is exchanged for one that stands for it, sign by sign. There an
expression's letters need go no further, which makes it a fraction as large: each ``\\pL`` costs 1 300 instructions.

In a text in bytes each sign is one. Of other signs beyond :data:`LAST` those of print (…) have a byte of their own there, and the
rest share one that no expression names; capitals are small letters, since of these the engine knows only ASCII's in bytes. That
halves the expressions that name no other signs, and the engine's tables.
"""

import re
from functools import cached_property, lru_cache

import re2

from rutinlots.core.rulefile.engine import OPTIONS

LAST = "ÿ"
LETTERS, DIGITS = f"A-Za-zªµºÀ-ÖØ-öø-{LAST}", "0-9²³¹¼-¾"
_LETTER, _DIGIT, _SIGN = "ª", "¾", "\x81"  # stand for those beyond
_IN_PRINT = "€‚„…†‡‰‹‘’“”•–—™›"  # the bytes of Windows-1252, which are controls in Latin-1
_SAME = {"\u017f": "s", "\u0178": "ÿ", "\u212a": "k", "\u212b": "å", "\u1e9e": "ß"}  # the same without regard to case
_LONGEST_RANGE = 1024  # signs of a range that are looked at one by one

# Signs of an expression, of which all that is not known to say the same in a plain text rules it out.
_OTHER_ESCAPE = re.compile(r"\\(?:[^pdDsSnrt\W_]|p(?![LN])|\\-)")
_OTHER_GROUP = re.compile(r"\(\?(?!:|m\))|\[:")
_OTHER_SIGN = re.compile(f"[{_LETTER}{_DIGIT}µ]")
_BEYOND = re.compile(f"[^\\0-{LAST}]")
_RANGE = re.compile(r"([^\\])-([^\0-\x7f])")


class _Table(dict[int, str]):
    """What each sign becomes, worked out when it is first met."""

    def __missing__(self, number: int) -> str:
        sign = chr(number)
        self[number] = sign if sign <= LAST else _SAME.get(sign) or _stand_in(sign)
        return self[number]


class _ByteTable(dict[int, str]):
    def __missing__(self, number: int) -> str:
        sign = _TABLE[number].translate(_OWN)
        self[number] = _SIGN if sign > LAST or chr(number) in _CONTROLS else sign
        return self[number]


_TABLE = _Table()
_BYTE_TABLE = _ByteTable()
_OWN = str.maketrans(_IN_PRINT, _IN_PRINT.encode("windows-1252").decode("latin-1"))
_CONTROLS = "".join(map(chr, range(0x80, 0xA0)))
_CAPITALS = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ"
_SMALL = bytes.maketrans(_CAPITALS.encode("latin-1"), _CAPITALS.lower().encode("latin-1"))
_SMALL_WITHOUT_CONTROLS = _SMALL.translate(bytes.maketrans(_CONTROLS.encode("latin-1"), len(_CONTROLS) * _SIGN.encode("latin-1")))
_NOT_IN_BYTES = re.compile(f"[{_CONTROLS}{_CAPITALS}]|[^\\0-{LAST}{_IN_PRINT}]")


@lru_cache(1)
def _alphabets() -> re2._Regexp:
    return re2.compile(r"(\pL)|\pN", OPTIONS)


def _stand_in(sign: str) -> str:
    found = _alphabets().search(sign.encode("utf-8", "surrogatepass"))
    return sign if found is None else _DIGIT if found.span(1)[0] < 0 else _LETTER


def plain(text: str) -> str:
    """The text in few letters, as long as it was."""
    try:
        text.encode("latin-1")  # a tenth of the time that looking for one beyond takes
    except UnicodeEncodeError:
        return text.translate(_TABLE)
    return text


def is_plain(units: bytes) -> bool:
    """Is a text in UTF-8 a plain one as it is?"""
    if units.isascii():
        return True
    text = units.decode("utf-8", "surrogatepass")
    return plain(text) == text


@lru_cache(8192)
def says_the_same(source: str) -> bool:
    """Does an expression find in a plain text what it finds in the text itself, if its alphabets are :data:`LETTERS` and
    :data:`DIGITS`? No, where it names a letter or digit that plain texts don't have, or may."""
    if _OTHER_ESCAPE.search(source) or _OTHER_GROUP.search(source) or _OTHER_SIGN.search(source):
        return False
    if not all(map(_is_bare, _BEYOND.findall(source))):
        return False
    return all(_is_safe(*ends) for ends in _RANGE.findall(source))


def is_in_bytes(source: str) -> bool:
    """Does an expression that says the same in a plain text so in a text in bytes? Not where it names a sign that those don't have,
    or has a range with one of those that stand for others."""
    if _NOT_IN_BYTES.search(source):
        return False
    return not any(first < "\xa0" <= last or {first, last} & set(_IN_PRINT) for first, last in _RANGE.findall(source))


def as_bytes(source: str) -> bytes:
    """Such an expression as the engine takes it for texts in bytes."""
    try:
        return source.encode("latin-1")  # a tenth of the time that exchanging the signs of print takes
    except UnicodeEncodeError:
        return source.translate(_OWN).encode("latin-1")


def _is_bare(sign: str) -> bool:
    """Is it a sign of no alphabet, and without another case?"""
    return _stand_in(sign) == sign and sign.upper() == sign == sign.lower()


def _is_safe(first: str, last: str) -> bool:
    """Has a range none of the letters that stand for others, and none of the others?"""
    if last <= LAST:
        return last < _LETTER or first > _DIGIT
    numbers = range(ord(first), ord(last) + 1)
    return first > LAST and len(numbers) <= _LONGEST_RANGE and all(_is_bare(chr(number)) for number in numbers)


class Encoded:
    """A text and its UTF-8, in which the engine counts: made once, since making it for each match takes a square's time."""

    def __init__(self, text: str):
        self.text = text
        self.units = text.encode("utf-8", "surrogatepass")

    @cached_property
    def plain(self) -> bytes:
        """The same of the plain text."""
        found = plain(self.text)
        return self.units if found is self.text else found.encode("utf-8", "surrogatepass")

    @cached_property
    def in_bytes(self) -> bytes:
        """A byte for each sign of the text, small letters for capitals."""
        try:
            return self.text.encode("latin-1").translate(_SMALL_WITHOUT_CONTROLS)
        except UnicodeEncodeError:
            return self.text.translate(_BYTE_TABLE).encode("latin-1").translate(_SMALL)


def as_encoded(text: str | Encoded) -> Encoded:
    """The text, encoded if it isn't yet."""
    return Encoded(text) if isinstance(text, str) else text


def after(units: bytes, position: int) -> int:
    """Where the next character begins."""
    position += 1
    while position < len(units) and units[position] & 0xC0 == 0x80:
        position += 1
    return position
