"""Expressions of a linear-time engine, compiled when they are first needed.

``\\w`` and ``\\b`` of the engine know ASCII only, so :data:`WORD` is a letter, digit or underscore of any alphabet. Alphabets are
what makes compiling slow and the engine's tables large: each takes 1 300 instructions. So an expression reads plain texts
(:mod:`rutinlots.core.rulefile.plain`), which have few letters. Where it says something that plain texts can't have, a thin one is
asked first, in which a letter is anything from U+00F8 on. It finds all that the whole one does, and now and then more. Where it
finds something, one in few letters decides if the text has no others, and only else is the whole one compiled: that of a check for
forgotten placeholders took 25 MB, of which 9 stayed.

Before there were plain texts, six checks' whole expressions took 310 ms and 38 MB of trying the shipped rules at a start.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

import re2

from rutinlots.core.rulefile.engine import compiled
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.plain import DIGITS, LETTERS, Encoded, after, as_bytes, is_in_bytes, is_plain, says_the_same

WORD = r"[\pL\pN_]"
BEFORE, AFTER = r"(?:^|[^\pL\pN_])", r"(?:$|[^\pL\pN_])"
# Alphabets as ranges: for what is to be found more than all of it, and less for what is not to be found.
_LETTERS = r"A-Za-zªµºÀ-ÖØ-öø-\x{10FFFF}"
_MORE = {"L": _LETTERS, "{Lu}": _LETTERS, "{Ll}": _LETTERS, "N": r"0-9²³¹¼-¾\x{660}-\x{10FFFF}"}
_ANY_CASE = {"L": r"\pL", "{Lu}": r"\pL", "{Ll}": r"\pL", "N": r"\pN"}
_LESS = {"L": r"A-Za-zªµºÀ-ÖØ-öø-\x{24F}", "N": DIGITS}
# Beyond the last letter come those of which another case isn't beyond it, for where case is disregarded.
_FEW = {"L": LETTERS, "{Lu}": r"A-ZÀ-ÖØ-Þ\x{178}\x{39C}\x{1E9E}", "{Ll}": "a-zµß-öø-ÿ", "N": DIGITS}
_SIGN = r"\\p(?P<alphabet>[LN]|\{L[ul]\})|\\."
ALPHABET = re.compile(_SIGN, re.DOTALL)
_CLASS = re.compile(_SIGN + r"|\[(?P<but>\^?)(?P<signs>\]?(?:\[:\^?[a-z]+:\]|\\.|[^\]\\])*)\]", re.DOTALL)
_GROUP = re.compile(r"\\.|\[\^?\]?(?:\[:\^?[a-z]+:\]|\\.|[^\]\\])*\]|\((?!\?)", re.DOTALL)
_OTHER_CASE = re.compile(r"\(\?-i:[^)]*\[\^")  # all but small letters is not all but letters
_FEW_ENOUGH = 20_000  # instructions, with which the whole is surely small enough, as it has at most 64 times as many
_KEPT = 8192  # expressions: several versions of the rules


class Expression:
    """One expression; its match is group 1. ``first`` is compiled; ``exact`` says whether it decides alone, on plain texts or those
    in bytes.

    If it doesn't, it finds at least what the whole one does.
    """

    def __init__(self, pattern: str, first: re2._Regexp | None, *, exact: bool = False, in_bytes: bool = False):
        """Without a first one, the whole is compiled at once. :raises re2.error:"""
        self.pattern = pattern
        self._whole = compiled(pattern) if first is None else None
        self._few: re2._Regexp | None = None
        self.first = first or self._compiled()
        self.exact = exact
        self._in_bytes = in_bytes

    def units(self, encoded: Encoded) -> bytes:
        """What of a text it is searched in."""
        if self._in_bytes:
            return encoded.in_bytes
        return encoded.plain if self.exact else encoded.units

    def characters(self, units: bytes, start: int, end: int) -> int:
        """How many characters a stretch of :meth:`units` has."""
        return end - start if self._in_bytes else len(units[start:end].decode("utf-8", "surrogatepass"))

    def after(self, units: bytes, position: int) -> int:
        """Where in :meth:`units` the next character begins."""
        return position + 1 if self._in_bytes else after(units, position)

    def search(self, units: bytes, position: int = 0) -> re2._Match | None:
        """The first match in :meth:`units` from a position in them."""
        if self.exact:
            return self.first.search(units, position)
        if self._whole is None and self.first.search(units, position) is None:
            return None
        if self._whole is None and is_plain(units):
            return self._in_few_letters().search(units, position)
        return self._compiled().search(units, position)

    def is_in(self, text: str) -> bool:
        """Does it match anywhere in a text?"""
        return self.search(self.units(Encoded(text))) is not None

    def may_be_in(self, encoded: Encoded) -> bool:
        """Can it match in a text, as far as is seen without compiling the whole?"""
        return self.first.search(self.units(encoded)) is not None

    def _in_few_letters(self) -> re2._Regexp:
        if self._few is None:
            self._few = compiled(in_few_letters(self.pattern))
        return self._few

    def _compiled(self) -> re2._Regexp:
        if self._whole is None:
            self._whole = compiled(self.pattern)
        return self._whole


@lru_cache(_KEPT)
def expression(source: str, *, only_whether: bool = False) -> Expression:
    """An expression, kept: a change of the rules leaves most of them as they were.

    :param only_whether: it is never asked where it matches.
    :raises RuleFileError: when it is too large.
    """
    exact = says_the_same(source)
    try:
        if exact and is_in_bytes(source):
            found = compiled(as_bytes(in_few_letters(source)), only_whether=only_whether)
            if found.programsize <= _FEW_ENOUGH:
                return Expression(source, found, exact=True, in_bytes=True)
        few = compiled(in_few_letters(source) if exact else thin(source), only_whether=only_whether or not exact)
        if few.programsize > _FEW_ENOUGH:
            return Expression(source, None)
        return Expression(source, few, exact=exact)
    except re2.error:  # each pattern by itself is small enough
        raise RuleFileError((), "mönstren tar för stor plats tillsammans; skriv färre, eller mindre tal inom {}") from None


def ungrouped(source: str) -> str:
    """The pattern without groups of its own, each of which takes as long as a short search."""
    return source if r"\Q" in source else _GROUP.sub(lambda found: "(?:" if found[0] == "(" else found[0], source)


def thin(source: str) -> str:
    """A pattern that matches at least what this one does, and compiles fast."""
    return _with_alphabets(source, _MORE, _LESS)


def of_any_case(source: str) -> str:
    """A pattern that matches at least what this one does, whether letters are large or small: most often one for texts in bytes."""
    return source if _OTHER_CASE.search(source) else _with_alphabets(source.replace("(?-i:", "(?:"), _ANY_CASE, {})


def in_few_letters(source: str) -> str:
    """The pattern for plain texts."""
    return _with_alphabets(source, _FEW, _FEW)


def _with_alphabets(source: str, among: Mapping[str, str], but: Mapping[str, str]) -> str:
    """The pattern with these signs for its alphabets, and others in a class of all but them."""

    def replaced(found: re.Match[str]) -> str:
        if found["alphabet"]:
            return f"[{among[found['alphabet']]}]"
        if found["signs"] is None:
            return found[0]
        alphabets = but if found["but"] else among
        signs = ALPHABET.sub(lambda each: alphabets.get(each["alphabet"], each[0]), found["signs"])
        return f"[{found['but']}{signs}]"

    return _CLASS.sub(replaced, source)
