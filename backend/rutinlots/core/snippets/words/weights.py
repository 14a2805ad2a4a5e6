"""What each feature of a text says for each group of words (a snippet's, or an out-of-scope matter's).

BM25's idea in a closed form: a feature counts more the fewer groups have it, less for every time it is repeated, and
less in a group that has many. Nothing is trained, so a snippet that a team leader adds works at once.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from marisa_trie import Trie

from rutinlots.core.snippets.words.counting import Counting, Features, Phrases, Postings
from rutinlots.core.snippets.words.wording import STOP_WORDS, parts, stem

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


class Spoken:
    """What each of many features says. In tries 31 000 of them take 0.4 MB, which in mappings took 2.7; a look takes 0.6 µs longer,
    and a mail's suggestions as long."""

    def __init__(self, postings: Mapping[str, Postings]):
        self._features = Trie(postings)
        self._postings: list[Postings] = [()] * len(postings)
        for feature, each in postings.items():
            self._postings[self._features[feature]] = each

    def by(self, feature: str) -> Postings:
        """What a feature says: nothing, where no group has it."""
        try:
            number = self._features.get(feature)
        except UnicodeEncodeError:  # half of a sign, which a mail may hold
            return ()
        return () if number is None else self._postings[number]


class Weights:
    """The weights of words (with their parts) and of pairs.

    ``known`` are the words that the groups use; ``pairs`` says what two neighbouring stems, with a space, say.
    """

    def __init__(self, groups: Sequence[Phrases], tuning: Tuning):
        self.groups = len(groups)
        self._least = tuning.least
        self._entries: dict[str, Entry] = {}
        counting = Counting()
        for phrases in groups:
            counting.add(phrases)
        self.known: Mapping[str, str] = dict(counting.stems)  # with their stems
        kinds = ((counting.words, tuning.word), (counting.parts, tuning.part), (counting.pairs, tuning.pair))
        del counting  # what only counting needs goes before weighing takes its room
        self._words, self._parts, self.pairs = _weigh(kinds, len(groups), tuning)

    def entry(self, key: str) -> Entry:
        """A word's stem, and what the word and its parts say (nothing, for a stop word).

        Only the entries of words that the groups use are kept: never the customer's own.
        """
        entry = self._entries.get(key)
        if entry is None:
            root = self.known.get(key) or stem(key)
            entry = root, () if key in STOP_WORDS else self._postings(key, root)
            if key in self.known:
                self._entries[key] = entry
        return entry

    def _postings(self, key: str, root: str) -> Postings:
        sums = dict(self._words.by(root))
        if key[0] not in "#@":
            said_by = self._parts.by
            for part in parts(key):
                for group, weight in said_by(part):
                    sums[group] = sums.get(group, 0.0) + weight
        if not sums:
            return ()
        least = self._least * max(sums.values())
        return tuple((group, weight) for group, weight in sums.items() if weight >= least)


def _weigh(kinds: Sequence[tuple[Features, float]], groups: int, tuning: Tuning) -> list[Spoken]:
    """Counts per kind of feature, each with its dial → what the features of each kind say."""
    squares, most = [0.0] * groups, math.log1p(groups)
    raw = []
    for features, dial in kinds:
        rarity = [0.0] + [dial * (math.log1p(groups / having) / most) ** 2 for having in range(1, groups + 1)]
        weights = features.weights(rarity, tuning.repeat)
        raw.append(weights)
        for group, each in enumerate(weights):
            squares[group] += sum(map(mul, each, each))
    middle = sum(map(math.sqrt, squares)) / len(squares) if squares else 1.0
    held = [(middle / math.sqrt(square)) ** tuning.length if square else 0.0 for square in squares]
    return [Spoken(features.strongest(raw.pop(0), held, tuning.longest)) for features, _ in kinds]
