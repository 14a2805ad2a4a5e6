"""A mail's words and pairs, and what they say for each group of words."""

import math
from collections.abc import Sequence

from rutinlots.core.snippets.words.counting import Postings
from rutinlots.core.snippets.words.reasons import Said
from rutinlots.core.snippets.words.weights import Weights
from rutinlots.core.snippets.words.wording import STOP_WORDS, Word, words

# How far the best snippet must be ahead of the best out-of-scope matter: in a mail of a few words each one counts, in
# a longer one a single word that fits may be chance.
MARGIN_SHORT, MARGIN_LONG = 0.8, 1.3
SHORT, LONG = 3, 7  # words that say something
REPLY_SUBJECT = 0.5  # the subject of a reply may be about what was answered long ago
MOST_SAID = 12  # words and pairs that reasons are chosen from

_REPLY = ("re:", "sv:", "vb:", "fw:", "fwd:")


class MailRead:
    """A mail's words and pairs, their weight for each group, and their places."""

    def __init__(self, weights: Weights, query: str, subject: str):
        self.texts = (query, subject)
        self.totals = [0.0] * weights.groups
        self.keys: set[str] = set()
        self._said: list[tuple[Postings, float, int, Word, Word]] = []
        self._read(weights, 0, self.texts[0], 1.0)
        self._read(weights, 1, subject, REPLY_SUBJECT if subject.lower().startswith(_REPLY) else 1.0)

    def _read(self, weights: Weights, which: int, text: str, share: float) -> None:
        totals, said, entry_of, said_by_pair = self.totals, self._said, weights.entry, weights.pairs.by
        times: dict[str, int] = {}
        seen: set[str] = set()
        before, root_before = None, ""
        for word in words(text, weights.known):
            key = word[0]
            root, postings = entry_of(key)
            if key in times:
                times[key] += 1
            else:
                times[key] = 1
                if postings:
                    said.append((postings, share, which, word, word))
                    for group, weight in postings:
                        totals[group] += share * weight
            if key[0] in "#@":
                continue
            pair = f"{root_before} {root}"
            if pair not in seen and before is not None and (postings := said_by_pair(pair)):
                seen.add(pair)
                said.append((postings, share, which, before, word))
                for group, weight in postings:
                    totals[group] += share * weight
            before, root_before = word, root
        for key, count in times.items():
            if count > 1:  # said again: a little more
                more = share * (math.log2(count + 1) - 1)
                for group, weight in entry_of(key)[1]:
                    totals[group] += more * weight
        self.keys.update(times)

    @property
    def least_margin(self) -> float:
        """How far ahead a snippet must be of what speaks against any."""
        said = sum(key not in STOP_WORDS for key in self.keys)
        share = (min(max(said, SHORT), LONG) - SHORT) / (LONG - SHORT)
        return MARGIN_SHORT + (MARGIN_LONG - MARGIN_SHORT) * share

    def said_for(self, groups: Sequence[int]) -> dict[int, list[Said]]:
        """For each group what speaks for it, the strongest first; a pair counts together with its words."""
        alone: dict[int, dict[tuple[int, str], float]] = {group: {} for group in groups}
        found: dict[int, list[tuple[float, int]]] = {group: [] for group in groups}
        twos: list[tuple[int, int, float]] = []
        for place, (postings, share, which, first, last) in enumerate(self._said):
            for group, weight in postings:
                if group in found:
                    if first is last:
                        alone[group][which, first[0]] = share * weight
                        found[group].append((-share * weight, place))
                    else:
                        twos.append((group, place, share * weight))
        for group, place, weight in twos:
            _, _, which, first, last = self._said[place]
            own = alone[group]
            found[group].append((-weight - own.get((which, first[0]), 0.0) - own.get((which, last[0]), 0.0), place))
        return {
            group: [Said(-weight, *self._said[place][2:]) for weight, place in sorted(each)[:MOST_SAID]]
            for group, each in found.items()
        }
