"""What is wrong with a pattern by itself, before it is joined with others."""

import re
from functools import lru_cache

import re2

from rutinlots.core.rulefile.engine import OPTIONS
from rutinlots.core.rulefile.expressions import ALPHABET, WORD
from rutinlots.core.rulefile.plain import DIGITS, LETTERS

_KEPT = 8192  # verdicts: several versions of the rules

_AT_LEAST_ONCE = r"\+|\{[1-9]\}|\{1,[1-9]\}|\{2,[2-9]\}"


def _repeated(sign: str) -> str:
    return rf"(?:{sign})(?:[*?]|\{{0(?:,[0-9])?\}}|{_AT_LEAST_ONCE})?"


def _group(part: str) -> str:
    return rf"\((?:\?:)?(?:{part})*(?:\|(?:{part})*)*\)"


# Nine in ten patterns, of which it can be seen that the engine takes them, and that they match no empty text: signs and groups of
# them, at least one of which can't be left out.
_LETTER = rf"[{LETTERS}{DIGITS} '’–,:;!\"/&%@=<>-]"
_ONE = rf"{_LETTER}|\[[{LETTERS}{DIGITS} ,.!?/:;&+*]+-?\]|{re.escape(WORD)}|\\d|\\[!-/:-@\[-^`{{-~]"
_PART = _repeated(rf"{_ONE}|\\[WSsD]|\.")
_INNERMOST = rf"{_group(_PART)}[*+?]?"  # without a number: three of nine within each other are 729, and the engine takes 1 000
_INNER = _repeated(_group(f"{_PART}|{_INNERMOST}"))
_ANY = rf"(?:{_PART}|{_repeated(_group(f'{_PART}|{_INNER}'))})*"
_SOME = rf"(?:{_ONE}|\((?:\?:)?(?:{_LETTER})+(?:\|(?:{_LETTER})+)*\))(?:{_AT_LEAST_ONCE})?"
_SURE = rf"\^?{_ANY}{_SOME}{_ANY}\$?"

_SAID = {  # of the library's reasons those that one who writes words meets
    "missing )": "en parentes saknar sitt slut",
    "unexpected )": "en parentes saknar sin början",
    "missing ]": "en hakparentes saknar sitt slut",
    "no argument for repetition operator": "tecknet har inget framför sig att upprepa",
    "bad repetition operator": "bara ett av tecknen * + ? kan stå åt gången",
    "invalid escape sequence": r"\ framför den bokstaven betyder ingenting",
    "trailing \\": r"det slutar med \, som ska ha något efter sig",
}


def _is_sure(source: str) -> bool:
    return _sure().fullmatch(source.encode("utf-8", "surrogatepass")) is not None


@lru_cache(1)
def _sure() -> re2._Regexp:
    options = re2.Options()
    options.never_capture = True
    return re2.compile(_SURE, options)


@lru_cache(_KEPT)
def fault(source: str) -> str:
    """What is wrong with a pattern by itself, in Swedish, or nothing.

    It is compiled with a letter in place of each alphabet, by which it neither starts nor stops to match the empty text.
    """
    if _is_sure(source):
        return ""
    bare = source.replace(WORD, "w")
    try:
        if r"-\p" in bare:  # no end of a range, as a letter would be
            re2.Set.SearchSet(OPTIONS).Add(source)
        compiled = re2.compile(ALPHABET.sub(lambda each: "a" if each["alphabet"] else each[0], bare), OPTIONS)
    except re2.error:
        try:
            compiled = re2.compile(source, OPTIONS)
        except re2.error as problem:
            reason = problem.args[0].decode() if isinstance(problem.args[0], bytes) else str(problem)
            said, _, where = reason.partition(": ")
            return f"mönstret går inte att läsa: {_SAID.get(said, said)}{f': {where}' if where else ''}"
    return "mönstret passar på ingenting alls; gör det mer bestämt" if compiled.search("") is not None else ""
