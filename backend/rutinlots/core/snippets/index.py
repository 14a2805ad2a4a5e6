"""Snippets by the words that customers use."""

import math
from collections.abc import Sequence

from rutinlots.core.finding import Suggestion
from rutinlots.core.mail.farewell import farewell_start
from rutinlots.core.snippets.lookup import Lookup
from rutinlots.core.snippets.out_of_scope import OutOfScope
from rutinlots.core.snippets.reasons import Said, reasons
from rutinlots.core.snippets.snippet import Snippet
from rutinlots.core.snippets.weights import Phrases, Postings, Tuning, Weights
from rutinlots.core.snippets.wording import LONGEST, STOP_WORDS, Word, words

# Set by tools/ranking.
# How far the best snippet must be ahead of the best out-of-scope matter: in a mail of a few words each one counts, in
# a longer one a single word that fits may be chance.
MARGIN_SHORT, MARGIN_LONG = 0.8, 1.3
SHORT, LONG = 3, 7  # words that say something
OURS = 1.0  # what a word that is ours adds to it
MOST_OURS = 2
SURE = 3.0  # the margin at which a score is 0.63; at three times as much it is 0.95
FEWEST_SHARE = 0.4  # of the best one's weight, that the second and third must have
REPLY_SUBJECT = 0.5  # the subject of a reply may be about what was answered long ago
MOST_SAID = 12  # words and pairs that reasons are chosen from
GREETING_WORDS = 3  # a mail with no more than this before its courtesies has no matter but them

_REPLY = ("re:", "sv:", "vb:", "fw:", "fwd:")


class Index:
    """The active snippets, to be suggested for a customer's mail or found by the agent."""

    def __init__(
        self, snippets: Sequence[Snippet], out_of_scope: OutOfScope | None = None, *, tuning: Tuning | None = None
    ):
        tuning = tuning or Tuning()
        out_of_scope = out_of_scope or OutOfScope()
        self._out_of_scope = out_of_scope
        self._snippets = tuple(snippet for snippet in snippets if snippet.status == "active")
        groups: list[Phrases] = [
            (
                (snippet.title, tuning.title),
                *((keyword, 1.0) for keyword in snippet.keywords),
                *((mail, tuning.example) for mail in snippet.should),
            )
            for snippet in self._snippets
        ]
        groups += [tuple((keyword, 1.0) for keyword in matter.keywords) for matter in out_of_scope.matters]
        self._weights = Weights(groups, tuning)
        self._ours = {key: out_of_scope.has(key) for key in self._weights.known}
        self._lookup = Lookup(self._snippets)

    def suggest(self, query: str, *, subject: str = "", earlier: Sequence[str] = (), limit: int = 3) -> list[Suggestion]:
        """The snippets that fit what the customer wrote, the best first; none when nothing fits.

        :param query: the customer's own text, without quoted history.
        :param subject: the ticket's subject.
        :param earlier: the mails before it that wait for an answer too, the latest first.
        """
        read = _Read(self._weights, "\n\n".join((_matter(query), *map(_matter, earlier)))[:LONGEST], subject)
        margin = self._margin(read)
        best = self._best(read.totals, limit)
        if not best or margin < read.least_margin:
            return []
        top = read.totals[best[0]]
        certainty = 1 - math.exp(-margin / SURE)
        said = read.said_for(best)
        return [
            Suggestion(
                snippet=(snippet := self._snippets[place]).id,
                title=snippet.title,
                score=round(certainty * read.totals[place] / top, 3),
                reasons=reasons(read.texts, said[place]),
                text=snippet.text,
            )
            for place in best
            if read.totals[place] >= FEWEST_SHARE * top
        ]

    def weigh(self, query: str, *, subject: str = "") -> list[float]:
        """What the mail says for each active snippet, in their order, and then for each out-of-scope matter."""
        return _Read(self._weights, _matter(query), subject).totals

    def _margin(self, read: "_Read") -> float:
        """How far the best snippet is ahead of the best out-of-scope matter; words that are ours count for it."""
        count, out_of_scope = len(self._snippets), self._out_of_scope
        known = self._ours
        ours = sum(known[key] if key in known else out_of_scope.has(key) for key in read.keys)
        ahead = max(read.totals[:count], default=0.0) - max(read.totals[count:], default=0.0)
        return ahead + OURS * min(ours, MOST_OURS)

    def search(self, q: str, limit: int = 20) -> list[Snippet]:
        """The agent's own search, tolerant of beginnings and endings of words; without words, all snippets by theme."""
        return self._lookup.search(q, limit)

    def _best(self, totals: Sequence[float], limit: int) -> list[int]:
        places = sorted(range(len(self._snippets)), key=lambda place: -totals[place])
        return [place for place in places[:limit] if totals[place] > 0]


class _Read:
    """A mail's words and pairs, their weight for each group, and their places."""

    def __init__(self, weights: Weights, query: str, subject: str):
        self.texts = (query, subject)
        self.totals = [0.0] * weights.groups
        self.keys: set[str] = set()
        self._said: list[tuple[Postings, float, int, Word, Word]] = []
        self._read(weights, 0, self.texts[0], 1.0)
        self._read(weights, 1, subject, REPLY_SUBJECT if subject.lower().startswith(_REPLY) else 1.0)

    def _read(self, weights: Weights, which: int, text: str, share: float) -> None:
        totals, said, entry_of, pairs = self.totals, self._said, weights.entry, weights.pairs
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
            if pair in pairs and pair not in seen and before is not None:
                seen.add(pair)
                said.append((pairs[pair], share, which, before, word))
                for group, weight in pairs[pair]:
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


def _matter(query: str) -> str:
    """The mail without its closing courtesies, which would speak for thanks, unless they are all there is."""
    query = query[:LONGEST]
    matter = query[: farewell_start(query, 0, len(query))]
    return matter if len(matter.split()) > GREETING_WORDS else query
