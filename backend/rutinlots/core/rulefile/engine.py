"""How expressions are read: without regard to case, the longest of those that begin at a place, in linear time."""

import re
from functools import lru_cache

import re2

_MOST = 64 << 20  # bytes for an expression and what the engine remembers of texts
_USUAL = 1 << 20
_TIMES = re.compile(r"\\x\{\w+\}|\\.|\{(?:\d+,)?(?P<most>\d+),?\}", re.DOTALL)


@lru_cache
def _options(room: int, *, captures: bool = True, in_bytes: bool = False) -> re2.Options:
    options = re2.Options()
    if in_bytes:
        options.encoding = re2.Options.Encoding.LATIN1
    options.never_capture = not captures
    options.log_errors = False
    options.case_sensitive = False
    options.one_line = False
    options.longest_match = True
    options.max_mem = room
    return options


OPTIONS = _options(_MOST)


def compiled(source: str | bytes, *, only_whether: bool = False) -> re2._Regexp:
    """An expression that remembers of texts what its size asks for: each would else take its 64 MB, in time.

    Bytes are an expression for texts with a byte for each sign.

    :param only_whether: without groups: a search that says where those are takes five times as long.
    :raises re2.error: when it is too large.
    """
    kind = {"captures": not only_whether, "in_bytes": isinstance(source, bytes)}
    given = min(max(_least_room(_guessed(source)), _USUAL), _MOST)
    try:
        found = re2.compile(source, _options(given, **kind))
    except re2.error:
        given, found = _MOST, re2.compile(source, _options(_MOST, **kind))
    wanted = min(max(_least_room(found.programsize), _USUAL), _MOST)
    return found if wanted <= given < _MOST else re2.compile(source, _options(wanted, **kind))


def _guessed(source: str | bytes) -> int:
    """How many instructions an expression may have: each number in braces repeats some."""
    return len(source) * 3 // 4 + 5 * sum(times(source if isinstance(source, str) else source.decode("latin-1")))


def times(source: str) -> list[int]:
    """How often what is repeated by a number is so at most: the numbers in braces."""
    return [int(most) for most in _TIMES.findall(source) if most]


def forget_tried() -> None:
    """Let go of what was compiled only to find out whether it can be, or how large it is: 1 MB."""
    re2.purge()


def _least_room(instructions: int) -> int:
    """With less the engine goes a slow way. In each direction it wants room for twenty of the largest states that there can be, 8
    bytes for each instruction and 2 kB, which is most often room for hundreds; backwards it has a third of all."""
    return 3 * (210 * instructions + (48 << 10))
