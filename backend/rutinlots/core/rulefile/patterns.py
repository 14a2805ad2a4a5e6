"""Patterns of check files, compiled for a linear-time engine.

A pattern is RE2 syntax without regard to case. It matches whole words, in Swedish: ``\\b`` and ``\\w`` of the engine
know ASCII only, so the boundaries are put around it here and ``\\w`` is read as a letter, digit or underscore of any
alphabet. ``…`` around a pattern's end (``faktur\\w*``) is how inflection is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import re2
from re2 import _Regexp as Expression

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.reader import MappingReader, Path

_STOPS = (". ", "! ", "? ", "\n")
_FARTHEST = 1000  # characters to either side of a match; no sentence is longer, but a text without any stop is
_WORD = r"[\pL\pN_]"
_BEFORE = r"(?:^|[^\pL\pN_])"
_AFTER = r"(?:$|[^\pL\pN_])"


def _options() -> re2.Options:
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    options.one_line = False
    options.max_mem = 64 << 20
    return options


_OPTIONS = _options()


def compiled(source: str, path: Path, whole_words: bool = True) -> Expression:
    """Compile one pattern; its match is group 1. :raises RuleFileError: when the engine does not take it."""
    if r"\b" in source:
        raise RuleFileError(path, r"skriv inte \b: mönster gäller redan hela ord")
    source = source.replace(r"\w", _WORD)
    wrapped = f"{_BEFORE}({source}){_AFTER}" if whole_words else f"({source})"
    try:
        expression = re2.compile(wrapped, _OPTIONS)
    except re2.error as problem:
        reason = problem.args[0].decode() if isinstance(problem.args[0], bytes) else str(problem)
        raise RuleFileError(path, f"mönstret går inte att läsa: {reason}") from None
    if expression.search("") is not None:
        raise RuleFileError(path, "mönstret passar på ingenting alls; gör det mer bestämt")
    return expression


@dataclass(frozen=True, kw_only=True)
class Match:
    """A stretch of the searched text, and what it says."""

    start: int
    end: int
    text: str


def sentence(text: str, start: int, end: int) -> str:
    """The sentence, or line, that holds a stretch; of one without an end, what is near."""
    least, most = max(0, start - _FARTHEST), min(len(text), end + _FARTHEST)
    before = text[least:start]
    first = least + max(before.rfind(stop) for stop in _STOPS) + 1
    after = text[end : most + 1]  # a stop may have two characters
    last = min((found for stop in _STOPS if (found := after.find(stop)) >= 0), default=most - end)
    return text[first : end + last]


class Encoded:
    """A text and its UTF-8, in which the engine counts: made once, since making it for each match takes a square's time."""

    def __init__(self, text: str):
        self.text = text
        self.units = text.encode("utf-8", "surrogatepass")

    def after(self, position: int) -> int:
        """Where the next character begins."""
        position += 1
        while position < len(self.units) and self.units[position] & 0xC0 == 0x80:
            position += 1
        return position


def _characters(units: bytes, start: int, end: int) -> int:
    return len(units[start:end].decode("utf-8", "surrogatepass"))


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """One pattern.

    A match is no match when ``unless`` is found in it, or ``not_in`` in the sentence around it.
    """

    expression: Expression
    unless: Expression | None = None
    not_in: Expression | None = None

    def matches(self, text: str) -> Iterator[Match]:
        """Every match, left to right. Neighbours may share the character between them."""
        return self.matches_in(Encoded(text))

    def matches_in(self, encoded: Encoded) -> Iterator[Match]:
        """The same for a text that several patterns are looked for in."""
        text, units = encoded.text, encoded.units
        position = character = counted = 0  # ``character`` is how many come before the unit ``counted``
        while (found := self.expression.search(units, position)) is not None:
            first, last = found.span(1)
            start = character = character + _characters(units, counted, first)
            end = start + _characters(units, first, last)
            counted = first
            excused = (self.unless and self.unless.search(text[start:end])) or (
                self.not_in and self.not_in.search(sentence(text, start, end))
            )
            if not excused:
                yield Match(start=start, end=end, text=text[start:end])
            position = last if last > position else encoded.after(position)


@dataclass(frozen=True)
class Patterns:
    """Several patterns and one that finds out fast whether any of them can match at all."""

    patterns: tuple[Pattern, ...]
    prefilter: Expression = field(repr=False)

    def any(self, text: str) -> bool:
        """Is there any match?"""
        encoded = Encoded(text)
        return self.prefilter.search(encoded.units) is not None and next(self._first(encoded), None) is not None

    def _first(self, encoded: Encoded) -> Iterator[Match]:
        for pattern in self.patterns:
            yield from pattern.matches_in(encoded)

    def matches(self, text: str) -> list[Match]:
        """All matches by place; of those that overlap, the first and longest."""
        encoded = Encoded(text)
        if self.prefilter.search(encoded.units) is None:
            return []
        kept: list[Match] = []
        for match in sorted(self._first(encoded), key=lambda m: (m.start, -m.end)):
            if not kept or match.start >= kept[-1].end:
                kept.append(match)
        return kept


def read_patterns(reader: MappingReader, key: str = "any") -> Patterns:
    """Read a list of patterns: texts, or ``{pattern, means, unless, not_in, anywhere}``. :raises RuleFileError:"""
    patterns: list[Pattern] = []
    sources: list[str] = []
    for path, item in reader.items(key):
        entry = MappingReader({"pattern": item} if isinstance(item, str) else item, path)
        source = entry.text("pattern")
        entry.text("means", "")  # for the people who read the file
        words = not entry.yes("anywhere", False)
        expression = compiled(source, entry.at("pattern"), words)
        unless, not_in = entry.text("unless", ""), entry.text("not_in", "")
        patterns.append(
            Pattern(
                expression=expression,
                unless=compiled(unless, entry.at("unless"), False) if unless else None,
                not_in=compiled(not_in, entry.at("not_in")) if not_in else None,
            )
        )
        sources.append(expression.pattern)
        entry.close()
    if not patterns:
        raise RuleFileError(reader.path, f"”{key}” saknas: skriv minst ett mönster")
    return Patterns(tuple(patterns), re2.compile("|".join(sources), _OPTIONS))

