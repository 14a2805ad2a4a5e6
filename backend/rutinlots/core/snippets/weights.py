"""What each feature of a text says for each group of words (a snippet's, or an out-of-scope matter's).

BM25's idea in a closed form: a feature counts more the fewer groups have it, less for every time it is repeated, and
less in a group that has many. Nothing is trained, so a snippet that a team leader adds works at once.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rutinlots.core.snippets.wording import STOP_WORDS, parts, stem, words

Phrases = Sequence[tuple[str, float]]  # with how much each counts
Postings = tuple[tuple[int, float], ...]  # (group, weight)
Entry = tuple[str, Postings]  # a word's stem and what the word says


@dataclass(frozen=True, kw_only=True)
class Tuning:
    """The dials, set by the experiment in tools/ranking."""

    title: float = 1.0  # how much a word of the title counts beside a keyword's
    example: float = 1.0  # … and a word of an example mail
    ask: float = 0.5  # … and of what is only there for its meaning, a snippet's or an out-of-scope matter's
    word: float = 1.0
    part: float = 0.5
    pair: float = 1.0
    repeat: float = 1.0  # at this many times a feature has half of its full weight
    length: float = 0.25  # how much a group with many features is held back, 0–1
    longest: int = 12  # groups that a feature may speak for; the weakest are dropped, so that time doesn't follow size
    least: float = 0.3  # share of a word's greatest weight below which it doesn't speak for a group


class Weights:
    """The weights of words (with their parts) and of pairs.

    ``known`` are the words that the groups use; ``pairs`` says what two neighbouring stems, with a space, say.
    """

    def __init__(self, groups: Sequence[Phrases], tuning: Tuning):
        self.groups = len(groups)
        self._least = tuning.least
        self._stems: dict[str, str] = {}
        self._entries: dict[str, Entry] = {}
        counts = [self._count(phrases) for phrases in groups]
        self.known = frozenset(self._stems)
        dials = (tuning.word, tuning.part, tuning.pair)
        self._words, self._parts, self.pairs = _weigh(counts, dials, tuning)

    def entry(self, key: str) -> Entry:
        """A word's stem, and what the word and its parts say (nothing, for a stop word).

        Only the entries of words that the groups use are kept: never the customer's own.
        """
        entry = self._entries.get(key)
        if entry is None:
            root = self._stems.get(key) or stem(key)
            entry = root, () if key in STOP_WORDS else self._postings(key, root)
            if key in self.known:
                self._entries[key] = entry
        return entry

    def _postings(self, key: str, root: str) -> Postings:
        sums = dict(self._words.get(root, ()))
        if key[0] not in "#@":
            found = self._parts
            for part in parts(key):
                for group, weight in found.get(part, ()):
                    sums[group] = sums.get(group, 0.0) + weight
        if not sums:
            return ()
        least = self._least * max(sums.values())
        return tuple((group, weight) for group, weight in sums.items() if weight >= least)

    def _count(self, phrases: Phrases) -> tuple[Mapping[str, float], ...]:
        """How often the group has each stem, part and pair."""
        keys: dict[str, float] = {}
        twos: dict[str, float] = {}
        stems = self._stems
        for phrase, share in phrases:
            before = ""
            for word in words(phrase):
                key = word.key
                keys[key] = keys.get(key, 0.0) + share
                root = stems.get(key)
                if root is None:
                    root = stems[key] = stem(key)
                if key[0] not in "#@":
                    if before:
                        two = f"{before} {root}"
                        twos[two] = twos.get(two, 0.0) + share
                    before = root
        ones: dict[str, float] = {}
        pieces: dict[str, float] = {}
        for key, times in keys.items():
            if key not in STOP_WORDS:
                ones[stems[key]] = ones.get(stems[key], 0.0) + times
                for part in parts(key) if key[0] not in "#@" else ():
                    pieces[part] = pieces.get(part, 0.0) + times
        return ones, pieces, twos


def _weigh(
    counts: Sequence[tuple[Mapping[str, float], ...]], dials: Sequence[float], tuning: Tuning
) -> list[dict[str, Postings]]:
    """Counts per group and kind of feature → postings per kind of feature."""
    raw: list[dict[str, list[tuple[int, float]]]] = []
    squares = [0.0] * len(counts)
    for kind, dial in enumerate(dials):
        spread = Counter(feature for count in counts for feature in count[kind])
        most = math.log1p(len(counts))
        rarity = [0.0] + [dial * (math.log1p(len(counts) / groups) / most) ** 2 for groups in range(1, len(counts) + 1)]
        found: dict[str, list[tuple[int, float]]] = {feature: [] for feature in spread}
        for group, count in enumerate(counts):
            square = 0.0
            for feature, times in count[kind].items():
                weight = times / (times + tuning.repeat) * rarity[spread[feature]]
                square += weight * weight
                found[feature].append((group, weight))
            squares[group] += square
        raw.append(found)
    middle = sum(map(math.sqrt, squares)) / len(squares) if squares else 1.0
    held = [(middle / math.sqrt(square)) ** tuning.length if square else 0.0 for square in squares]
    return [{feature: _strongest(each, held, tuning.longest) for feature, each in found.items()} for found in raw]


def _strongest(postings: list[tuple[int, float]], held: list[float], longest: int) -> Postings:
    if len(postings) == 1:
        group, weight = postings[0]
        return ((group, weight * held[group]),)
    weighed = [(group, weight * held[group]) for group, weight in postings]
    if len(weighed) > longest:
        weighed = sorted(weighed, key=lambda each: -each[1])[:longest]
    return tuple(weighed)
