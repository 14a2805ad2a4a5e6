"""Patterns of check files, compiled for a linear-time engine.

A pattern is RE2 syntax without regard to case. It matches whole words, in Swedish: ``\\b`` and ``\\w`` of the engine
know ASCII only, so the boundaries are put around it here and ``\\w`` is read as a letter, digit or underscore of any
alphabet. Inflection is written ``faktur\\w*``. ``<name>`` stands for any of the words of a list in ``words/``.

Patterns of a list that are read alike become one expression, and of what matches at a place the longest counts: neither
the number nor the order of the lines matters.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import NamedTuple

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.expressions import WORD, Expression, expression, of_any_case, ungrouped
from rutinlots.core.rulefile.fault import fault
from rutinlots.core.rulefile.joining import Later, compiled, when_needed
from rutinlots.core.rulefile.plain import Encoded, as_encoded
from rutinlots.core.rulefile.reader import MappingReader, Path
from rutinlots.core.sentences import around

_NAME = re.compile(r"[a-zåäö][a-zåäö-]*")
_LIST = re.compile(f"<({_NAME.pattern})>")


def checked(source: str, path: Path, lists: Mapping[str, str]) -> str:
    """One pattern as the engine takes it, tried by itself. :raises RuleFileError: when the engine does not take it."""
    if r"\b" in source:
        raise RuleFileError(path, r"skriv inte \b: mönster gäller redan hela ord")
    written = source.replace(r"\w", WORD)
    source = _LIST.sub(lambda named: _listed(named[1], path, lists), written)
    # A list has been tried where it stands: a letter says the same of what is around it, but in a class.
    if wrong := fault(source if "[" in written.replace(WORD, "") else _LIST.sub("(?:w)", written)):
        raise RuleFileError(path, wrong)
    return f"(?:{ungrouped(source)})"


def _listed(name: str, path: Path, lists: Mapping[str, str]) -> str:
    if name not in lists:
        near = get_close_matches(name, lists, 1, 0.7)
        meant = f"menade du <{near[0]}>? Annars: skriv" if near else "skriv"
        raise RuleFileError(path, f"ordlistan <{name}> finns inte; {meant} listan under ”words” eller i mappen words")
    return lists[name]


def read_lists(reader: MappingReader) -> Mapping[str, str]:
    """Read word lists: name to texts, each of which may use the reader's lists and those above it.

    :returns: each list as one pattern, with the reader's own lists.
    :raises RuleFileError: with the path of what is wrong.
    """
    lists = dict(reader.lists)
    for name in reader.values:
        if not _NAME.fullmatch(name):
            raise RuleFileError(reader.at(name), "skriv listans namn med små bokstäver och bindestreck")
        if name in lists:
            raise RuleFileError(reader.at(name), f"det finns redan en ordlista som heter {name}; välj ett annat namn")
        words = reader.texts(name)
        if not words:
            raise RuleFileError(reader.at(name), "listan är tom: skriv minst ett ord")
        lists[name] = f"(?:{'|'.join(checked(word, (*reader.at(name), index), lists) for index, word in enumerate(words))})"
    return lists


class Match(NamedTuple):
    """A stretch of the searched text, and what it says."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Excuse:
    """One exception by itself, for explanations: what it is found by, in the match or in the sentence around it, and why."""

    because: str
    in_match: bool
    sources: tuple[str, ...]

    def holds(self, text: str, match: Match) -> bool:
        """Does it excuse a match in a text?"""
        start, end = (match.start, match.end) if self.in_match else around(text, match.start, match.end)
        return compiled(self.sources, whole_words=not self.in_match).is_in(text[start:end])


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """One expression. A match is none when ``not_of`` is found in it, or ``not_in`` in the sentence around it.

    ``excuses`` are what these two are joined from.
    """

    expression: Expression
    not_of: Expression | Later | None = None
    not_in: Expression | Later | None = None
    excuses: tuple[Excuse, ...] = ()

    def is_in(self, encoded: Encoded) -> bool:
        """Is there any match?"""
        if self.not_of is None and self.not_in is None:
            return self.expression.search(self.expression.units(encoded)) is not None
        return next(self.matches(encoded), None) is not None

    def matches(self, text: str | Encoded) -> Iterator[Match]:
        """Every match, left to right. Neighbours may share the character between them."""
        encoded = as_encoded(text)
        text, units = encoded.text, self.expression.units(encoded)
        position = character = counted = 0  # ``character`` is how many come before the unit ``counted``
        sentence, in_sentence = (0, 0), False  # the latest one looked through, and whether an exception is in it
        while (found := self.expression.search(units, position)) is not None:
            first, last = found.span(1)
            start = character = character + self.expression.characters(units, counted, first)
            end = start + self.expression.characters(units, first, last)
            counted = first
            excused = self.not_of is not None and self.not_of.is_in(text[start:end])
            if self.not_in is not None and not excused:
                if (near := around(text, start, end)) != sentence:
                    sentence, in_sentence = near, self.not_in.is_in(text[slice(*near)])
                excused = in_sentence
            if not excused:
                yield Match(start=start, end=end, text=text[start:end])
            position = last if last > position else self.expression.after(units, position)


@dataclass(frozen=True, eq=False)
class Patterns:
    """Several patterns, and where there are some a thin ``prefilter`` that finds out fast whether any can match at all."""

    patterns: tuple[Pattern, ...]
    prefilter: Expression | None = field(repr=False)

    def any(self, text: str | Encoded) -> bool:
        """Is there any match?"""
        encoded = as_encoded(text)
        first, *others = self.patterns
        # Where the first has no exceptions, and it may be most of the list, finding it ends the matter.
        return first.is_in(encoded) or (bool(others) and self._can_match(encoded) and any(each.is_in(encoded) for each in others))

    def _can_match(self, encoded: Encoded) -> bool:
        return self.prefilter is None or self.prefilter.may_be_in(encoded)

    def matches(self, text: str | Encoded) -> list[Match]:
        """All matches by place; of those that overlap, the first and longest."""
        encoded = as_encoded(text)
        if not self._can_match(encoded):
            return []
        found = (match for pattern in self.patterns for match in pattern.matches(encoded))
        kept: list[Match] = []
        for match in sorted(found, key=lambda m: (m.start, -m.end)):
            if not kept or match.start >= kept[-1].end:
                kept.append(match)
        return kept

    def excused(self, text: str) -> list[tuple[Match, str]]:
        """Every match that is none because of an exception, with its reason; looked for one by one, so it is slow."""
        return [
            (match, excuse.because)
            for pattern in self.patterns
            if pattern.excuses
            for match in replace(pattern, not_of=None, not_in=None).matches(text)
            for excuse in pattern.excuses
            if excuse.holds(text, match)
        ]


def read_patterns(reader: MappingReader, key: str = "any") -> Patterns:
    """Read a list of patterns, each a text or a mapping:

    - ``pattern`` or ``patterns``: one pattern, or several that share the keys below;
    - ``means``: what it finds, for the reader of the file;
    - ``anywhere``: ``ja`` lets it match within words too;
    - ``except``: a list of exceptions, each with ``because``, ``pattern`` or ``patterns``, and ``in``: ``sentence`` (looks in
      the sentence around the match; the default) or ``match`` (looks in the match itself).

    :raises RuleFileError: with the path of what is wrong.
    """
    own = reader.mapping("words")
    lists = read_lists(own) if own else reader.lists
    plain: list[str] = []
    patterns: list[Pattern] = []
    for path, item in reader.items(key):
        entry = MappingReader({"pattern": item} if isinstance(item, str) else item, path, lists)
        sources = sources_of(entry)
        entry.text("means", "")  # for the people who read the file
        words = not entry.yes("anywhere", False)
        excuses = _read_exceptions(entry)
        entry.close()
        if words and not excuses:
            plain += sources
        else:
            of, around_it = ([s for each in excuses if each.in_match is here for s in each.sources] for here in (True, False))
            not_of = when_needed(of, whole_words=False) if of else None
            not_in = when_needed(around_it, whole_words=True) if around_it else None
            patterns.append(Pattern(expression=compiled(sources, words), not_of=not_of, not_in=not_in, excuses=excuses))
    if plain:
        patterns.insert(0, Pattern(expression=compiled(plain)))
    if not patterns:
        raise RuleFileError(reader.path, f"”{key}” saknas: skriv minst ett mönster")
    joined = "|".join(each.expression.pattern for each in patterns)
    return Patterns(tuple(patterns), expression(of_any_case(joined), only_whether=True) if len(patterns) > 1 else None)


def sources_of(entry: MappingReader) -> list[str]:
    """``pattern`` or ``patterns``, whichever the entry has, as the engine takes them."""
    if "patterns" not in entry.values:
        return [checked(entry.text("pattern"), entry.at("pattern"), entry.lists)]
    sources = [checked(source, (*entry.at("patterns"), index), entry.lists) for index, source in enumerate(entry.texts("patterns"))]
    if not sources:
        raise RuleFileError(entry.at("patterns"), "”patterns” är tom: skriv minst ett mönster")
    return sources


def _read_exceptions(entry: MappingReader) -> tuple[Excuse, ...]:
    found: list[Excuse] = []
    for path, item in entry.items("except"):
        each = MappingReader(item, path, entry.lists)
        because = each.text("because")
        in_match = each.one_of("in", ("match", "sentence"), "sentence") == "match"
        found.append(Excuse(because=because, in_match=in_match, sources=tuple(sources_of(each))))
        each.close()
    return tuple(found)


class Words:
    """The word lists of ``words/`` for detectors, which look for them with patterns of their own."""

    def __init__(self, lists: Mapping[str, str] | None = None):
        self.lists = lists or {}
        self._compiled: dict[str, Expression] = {}

    def any(self, pattern: str, text: str) -> bool:
        """Does a pattern match whole words anywhere in a text? ``<name>`` in it stands for a list."""
        if pattern not in self._compiled:
            self._compiled[pattern] = compiled([checked(pattern, (), self.lists)])
        return self._compiled[pattern].is_in(text)

    def lacks(self, patterns: Iterable[str]) -> list[str]:
        """The lists that patterns use and that are missing."""
        return sorted({name for pattern in patterns for name in _LIST.findall(pattern)} - set(self.lists))
