"""Patterns of check files, compiled for a linear-time engine.

A pattern is RE2 syntax without regard to case. It matches whole words, in Swedish: ``\\b`` and ``\\w`` of the engine
know ASCII only, so the boundaries are put around it here and ``\\w`` is read as a letter, digit or underscore of any
alphabet. ``…`` around a pattern's end (``faktur\\w*``) is how inflection is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import re2

from rutinlots.core.definition.errors import Invalid
from rutinlots.core.definition.shape import Path, Shape

_STOPS = (". ", "! ", "? ", "\n")
_WORD = r"[\pL\pN_]"
_BEFORE = r"(?:^|[^\pL\pN_])"
_AFTER = r"(?:$|[^\pL\pN_])"


def _options() -> Any:
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    options.one_line = False
    options.max_mem = 64 << 20
    return options


_OPTIONS = _options()


def compiled(source: str, path: Path, whole_words: bool = True) -> Any:
    """Compile one pattern; its match is group 1. :raises Invalid: when the engine does not take it."""
    if r"\b" in source:
        raise Invalid(path, r"skriv inte \b: mönster gäller redan hela ord")
    source = source.replace(r"\w", _WORD)
    wrapped = f"{_BEFORE}({source}){_AFTER}" if whole_words else f"({source})"
    try:
        expression = re2.compile(wrapped, _OPTIONS)
    except re2.error as problem:
        reason = problem.args[0].decode() if isinstance(problem.args[0], bytes) else str(problem)
        raise Invalid(path, f"mönstret går inte att läsa: {reason}") from None
    if expression.search("") is not None:
        raise Invalid(path, "mönstret passar på ingenting alls; gör det mer bestämt")
    return expression


@dataclass(frozen=True)
class Match:
    """A stretch of the searched text, what it says, and what the matching pattern means."""

    start: int
    end: int
    text: str
    means: str = ""
    to: str | None = None


def sentence(text: str, start: int, end: int) -> str:
    """The sentence, or line, that holds a stretch."""
    first = max(text.rfind(stop, 0, start) for stop in _STOPS) + 1
    last = min((found for stop in _STOPS if (found := text.find(stop, end)) >= 0), default=len(text))
    return text[first:last]


@dataclass(frozen=True)
class Pattern:
    """One pattern; ``to`` is what a swap puts instead.

    A match is no match when ``unless`` is found in it, or ``not_in`` in the sentence around it.
    """

    expression: Any
    means: str = ""
    to: str | None = None
    unless: Any = None
    not_in: Any = None

    def matches(self, text: str) -> Iterator[Match]:
        """Every match, left to right. Neighbours may share the character between them."""
        position = 0
        while (found := self.expression.search(text, position)) is not None:
            start, end = found.span(1)
            excused = (self.unless and self.unless.search(found.group(1))) or (
                self.not_in and self.not_in.search(sentence(text, start, end))
            )
            if not excused:
                yield Match(start, end, found.group(1), self.means, self.to)
            position = max(end, position + 1)


@dataclass(frozen=True)
class Patterns:
    """Several patterns and one that finds out fast whether any of them can match at all."""

    patterns: tuple[Pattern, ...]
    gist: Any = field(repr=False)

    def any(self, text: str) -> bool:
        """Is there any match?"""
        if self.gist.search(text) is None:
            return False
        return next(self._first(text), None) is not None

    def _first(self, text: str) -> Iterator[Match]:
        for pattern in self.patterns:
            yield from pattern.matches(text)

    def matches(self, text: str) -> list[Match]:
        """All matches by place; of those that overlap, the first and longest."""
        if self.gist.search(text) is None:
            return []
        kept: list[Match] = []
        for match in sorted(self._first(text), key=lambda m: (m.start, -m.end)):
            if not kept or match.start >= kept[-1].end:
                kept.append(match)
        return kept


def read_patterns(shape: Shape, key: str = "any", swap: bool = False) -> Patterns:
    """Read a list of patterns: texts, or ``{pattern, means, to, unless, not_in, anywhere}``. :raises Invalid:"""
    patterns: list[Pattern] = []
    sources: list[str] = []
    for path, item in shape.items(key):
        entry = Shape({"pattern": item} if isinstance(item, str) else item, path)
        source = entry.text("pattern")
        words = not entry.yes("anywhere", False)
        expression = compiled(source, entry.at("pattern"), words)
        unless, not_in = entry.text("unless", ""), entry.text("not_in", "")
        patterns.append(
            Pattern(
                expression,
                entry.text("means", ""),
                entry.text("to") if swap else None,
                compiled(unless, entry.at("unless"), False) if unless else None,
                compiled(not_in, entry.at("not_in")) if not_in else None,
            )
        )
        sources.append(expression.pattern)
        entry.close()
    if not patterns:
        raise Invalid(shape.path, f"”{key}” saknas: skriv minst ett mönster")
    return Patterns(tuple(patterns), re2.compile("|".join(sources), _OPTIONS))

