"""Expressions of a linear-time engine, compiled when they are first needed.

``\\w`` and ``\\b`` of the engine know ASCII only, so :data:`WORD` is a letter, digit or underscore of any alphabet. Alphabets are
what makes compiling slow: each takes 1 300 instructions. So each expression also has a thin one, in which a letter is anything
from U+00F8 on. It finds all that the whole one does, and now and then more; the whole one is compiled where it finds something.
Reading the shipped rules takes half the time so.
"""

import re
from functools import lru_cache

import re2

from rutinlots.core.rulefile.errors import RuleFileError

WORD = r"[\pL\pN_]"
BEFORE, AFTER = r"(?:^|[^\pL\pN_])", r"(?:$|[^\pL\pN_])"
# Alphabets as ranges: for what is to be found more than all of it, and less for what is not to be found.
_LETTERS = r"A-Za-zªµºÀ-ÖØ-öø-\x{10FFFF}"
_MORE = {"L": _LETTERS, "{Lu}": _LETTERS, "{Ll}": _LETTERS, "N": r"0-9²³¹¼-¾\x{660}-\x{10FFFF}"}
_LESS = {"L": r"A-Za-zªµºÀ-ÖØ-öø-\x{24F}", "N": "0-9²³¹¼-¾"}
_SIGN = r"\\p(?P<alphabet>[LN]|\{L[ul]\})|\\."
_ALPHABET = re.compile(_SIGN, re.DOTALL)
_CLASS = re.compile(_SIGN + r"|\[(?P<but>\^?)(?P<signs>\]?(?:\[:\^?[a-z]+:\]|\\.|[^\]\\])*)\]", re.DOTALL)
_GROUP = re.compile(r"\\.|\[\^?\]?(?:\[:\^?[a-z]+:\]|\\.|[^\]\\])*\]|\((?!\?)", re.DOTALL)
_THIN_ENOUGH = 20_000  # instructions, with which the whole is surely small enough, as it has at most 64 times as many
_KEPT = 8192  # expressions and verdicts on patterns: several versions of the rules


def _options(*, captures: bool = True) -> re2.Options:
    options = re2.Options()
    options.never_capture = not captures
    options.log_errors = False
    options.case_sensitive = False
    options.one_line = False
    options.longest_match = True
    options.max_mem = 64 << 20
    return options


OPTIONS = _options()
_ONLY_WHETHER = _options(captures=False)  # a search that says where its groups are takes five times as long


class Expression:
    """One expression; its match is group 1. ``thin`` finds at least where it matches, and costs little."""

    def __init__(self, pattern: str, thin: re2._Regexp | None):
        """Without a thin one, the whole is compiled at once. :raises re2.error:"""
        self.pattern = pattern
        self._whole = re2.compile(pattern, OPTIONS) if thin is None else None
        self.thin = thin or self._compiled()

    def search(self, text: str | bytes, position: int = 0) -> re2._Match | None:
        """The first match from a position, which counts units when the text is bytes."""
        if self._whole is None and self.thin.search(text, position) is None:
            return None
        return self._compiled().search(text, position)

    def _compiled(self) -> re2._Regexp:
        if self._whole is None:
            self._whole = re2.compile(self.pattern, OPTIONS)
        return self._whole


@lru_cache(_KEPT)
def expression(source: str) -> Expression:
    """An expression, kept: a change of the rules leaves most of them as they were.

    :raises RuleFileError: when it is too large.
    """
    try:
        few = re2.compile(thin(source), _ONLY_WHETHER)
        return Expression(source, few if few.programsize <= _THIN_ENOUGH else None)
    except re2.error:  # each pattern by itself is small enough
        raise RuleFileError((), "mönstren tar för stor plats tillsammans; skriv färre, eller mindre tal inom {}") from None


def ungrouped(source: str) -> str:
    """The pattern without groups of its own, each of which takes as long as a short search."""
    return source if r"\Q" in source else _GROUP.sub(lambda found: "(?:" if found[0] == "(" else found[0], source)


def thin(source: str) -> str:
    """A pattern that matches at least what this one does, and compiles fast."""
    return _CLASS.sub(_thin_class, source)


def _thin_class(found: re.Match[str]) -> str:
    if found["alphabet"]:
        return f"[{_MORE[found['alphabet']]}]"
    if found["signs"] is None:
        return found[0]
    alphabets = _LESS if found["but"] else _MORE
    signs = _ALPHABET.sub(lambda each: alphabets.get(each["alphabet"], each[0]), found["signs"])
    return f"[{found['but']}{signs}]"


@lru_cache(_KEPT)
def fault(source: str) -> str:
    """What is wrong with a pattern by itself, in Swedish, or nothing.

    It is compiled with a letter in place of each alphabet, by which it neither starts nor stops to match the empty text.
    """
    bare = source.replace(WORD, "w")
    try:
        if "[" in bare or r"\p" in bare:  # what is wrong with a class may be so with an alphabet in it only
            re2.Set.SearchSet(OPTIONS).Add(source)
        compiled = re2.compile(_ALPHABET.sub(lambda each: "a" if each["alphabet"] else each[0], bare), OPTIONS)
    except re2.error:
        try:
            compiled = re2.compile(source, OPTIONS)
        except re2.error as problem:
            reason = problem.args[0].decode() if isinstance(problem.args[0], bytes) else str(problem)
            return f"mönstret går inte att läsa: {reason}"
    return "mönstret passar på ingenting alls; gör det mer bestämt" if compiled.search("") is not None else ""
