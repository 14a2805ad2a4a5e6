"""Searching the handbook: sections, checks, guides and reply snippets, by Swedish word stems.

A word counts with any ending ("fakturan" finds "fakturor"), and half as part of a compound
("avbrott" finds "strömavbrott").
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rutinlots.core.checks.check import Check
from rutinlots.core.guides.model import Routine
from rutinlots.core.handbook.markup import plain
from rutinlots.core.rules import Rules
from rutinlots.core.snippets.texts.snippet import Snippet
from rutinlots.core.stems import stem

_NAME = re.compile(r"\{\w+\}\.?")
_SENTENCES = re.compile(r"(?<=[.!?]) +")
_WORD = re.compile(r"[^\W_]{2,40}")
_IN_TITLE = 1.0  # added for a word of the title; a body alone comes to less, however often it repeats the word
_SHORTEST_PART = 4  # a shorter stem occurs in too many words
_SATURATION = 1.5  # how fast repeating a word stops adding
_EXCERPT = 160
# Words that say nothing of what is looked for.
_EMPTY = frozenset("jag du vi ni man en ett den det de som och i på att för till av med om hur vad när var kan ska är inte".split())

Kind = Literal["section", "check", "guide", "snippet"]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing in the handbook that can be found; ``where`` says what it belongs to."""

    kind: Kind
    title: str
    where: str
    url: str
    text: str


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word) for word in _WORD.findall(text.casefold())]


class Handbook:
    """An index over everything in a set of rules that can be looked up."""

    def __init__(self, entries: Iterable[Entry]):
        self.entries: Sequence[Entry] = tuple(entries)

    @cached_property
    def _places(self) -> Mapping[str, Mapping[int, float]]:
        """How strongly each entry is about a stem; counted for the first search, since it takes a tenth of a start."""
        places: dict[str, dict[int, float]] = defaultdict(dict)
        for number, entry in enumerate(self.entries):
            for root, count in Counter(stems(entry.text)).items():
                places[root][number] = count / (count + _SATURATION)
            for root in set(stems(entry.title)):
                places[root][number] = places[root].get(number, 0.0) + _IN_TITLE
        return dict(places)

    def search(self, words: str, limit: int = 20) -> list[Entry]:
        """The entries that fit best, the best first; none when no word is found."""
        scores: Counter[int] = Counter()
        for root in dict.fromkeys(stem(word) for word in _WORD.findall(words.casefold()) if word not in _EMPTY):
            best: dict[int, float] = {}
            for known, weight in self._known(root):
                places = self._places[known]
                rarity = math.log(1 + len(self.entries) / len(places))
                for number, strength in places.items():
                    best[number] = max(best.get(number, 0.0), weight * rarity * strength)
            scores.update(best)
        ranked = sorted(scores, key=lambda number: (-scores[number], number))
        return [self.entries[number] for number in ranked[:limit]]

    def _known(self, root: str) -> list[tuple[str, float]]:
        known = [(root, 1.0)] if root in self._places else []
        if len(root) >= _SHORTEST_PART:
            known += [(other, 0.5) for other in self._places if root in other and other != root]
        return known


def handbook_of(rules: Rules) -> Handbook:
    """The index of a set of rules."""
    return Handbook(entries(rules.routines, rules.checks, rules.library))


def entries(routines: Iterable[Routine], checks: Iterable[Check], snippets: Iterable[Snippet]) -> Iterator[Entry]:
    """Everything in the rules that can be looked up, each with its address in the handbook."""
    titles = {}
    for routine in routines:
        titles[routine.id] = routine.title
        page = f"/handbok/{routine.id}"
        for section in routine.sections:
            yield Entry(
                kind="section",
                title=section.title,
                where=routine.title,
                url=f"{page}#avsnitt-{section.anchor}",
                text=plain(section.text),
            )
        for guide in routine.guides:
            text = " ".join((guide.intro, *(step.text for step in guide.steps)))
            yield Entry(
                kind="guide", title=guide.title, where=routine.title, url=f"{page}#guide-{guide.id}", text=_filled(text)
            )
    for check in checks:
        if check.status == "active":
            page, text = f"/handbok/{check.source.routine}", f"{check.message} {check.why}"
            yield Entry(
                kind="check",
                title=check.title,
                where=titles[check.source.routine],
                url=f"{page}#{check.id}",
                text=_filled(text),
            )
    for snippet in snippets:
        if snippet.status == "active":
            text = f"{' '.join(snippet.text.split())} {' '.join(snippet.keywords)}"
            yield Entry(kind="snippet", title=snippet.title, where="Svar", url=f"/svar#{snippet.id}", text=text)


def _filled(text: str) -> str:
    """The text with an ellipsis for each {blank}, without the sentences that say nothing beside theirs."""
    told = (each for each in _SENTENCES.split(text) if not _NAME.search(each) or _WORD.search(_NAME.sub("", each)))
    return _NAME.sub("…", " ".join(told))


def excerpt(text: str) -> str:
    """The beginning of a text, cut between words."""
    if len(text) <= _EXCERPT:
        return text
    return text[:_EXCERPT].rsplit(" ", 1)[0].rstrip(",.;: ") + " …"
