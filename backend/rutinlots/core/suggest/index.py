"""Snippets by the words that customers use."""

import math
from collections.abc import Sequence

from rutinlots.core.finding import Suggestion
from rutinlots.core.mail.farewell import farewell_start
from rutinlots.core.snippet import Snippet
from rutinlots.core.suggest.elsewhere import Elsewhere
from rutinlots.core.suggest.lookup import Lookup
from rutinlots.core.suggest.reasons import Said, reasons
from rutinlots.core.suggest.weights import Phrases, Postings, Tuning, Weights
from rutinlots.core.suggest.wording import LONGEST, STOP_WORDS, Word, words

# Set by backend/experiments/ranking: how far the best snippet must be ahead of the best matter of elsewhere, what the
# score is even odds at, and how small a share of the best one's weight the second and third may have.
MARGIN = 1.3
STEEPNESS = 1.2
FEWEST_SHARE = 0.3
REPLY_SUBJECT = 0.5  # the subject of a reply may be about what was answered long ago
GREETING_WORDS = 3  # a mail with no more than this before its courtesies has no matter but them

_REPLY = ("re:", "sv:", "vb:", "fw:", "fwd:")


class Index:
    """The active snippets, to be suggested for a customer's mail or found by the agent."""

    def __init__(
        self, snippets: Sequence[Snippet], elsewhere: Sequence[Elsewhere] = (), *, tuning: Tuning | None = None
    ):
        tuning = tuning or Tuning()
        self._snippets = tuple(snippet for snippet in snippets if snippet.status == "active")
        groups: list[Phrases] = [
            (
                (snippet.title, tuning.title),
                *((keyword, 1.0) for keyword in snippet.keywords),
                *((mail, tuning.example) for mail in snippet.should),
            )
            for snippet in self._snippets
        ]
        groups += [tuple((keyword, 1.0) for keyword in matter.keywords) for matter in elsewhere]
        self._weights = Weights(groups, tuning)
        self._lookup = Lookup(self._snippets)

    def suggest(self, query: str, *, subject: str = "", limit: int = 3) -> list[Suggestion]:
        """The snippets that fit what the customer wrote, the best first; none when nothing fits.

        :param query: the customer's own text, without quoted history.
        :param subject: the ticket's subject.
        """
        read = _Read(self._weights, query, subject)
        margin = self.margin(read.totals)
        best = self._best(read.totals, limit)
        if not best or margin < MARGIN:
            return []
        top = read.totals[best[0]]
        certainty = 1 / (1 + math.exp(-STEEPNESS * (margin - MARGIN) - 1))
        said = read.said_for(best)
        return [
            Suggestion(
                (snippet := self._snippets[place]).id,
                snippet.title,
                round(certainty * read.totals[place] / top, 3),
                reasons(read.texts, said[place]),
                snippet.text,
            )
            for place in best
            if read.totals[place] >= FEWEST_SHARE * top
        ]

    def weigh(self, query: str, *, subject: str = "") -> tuple[dict[str, float], float]:
        """For the experiment: every snippet's weight by id, and how far the best one is ahead of elsewhere."""
        totals = _Read(self._weights, query, subject).totals
        return {snippet.id: totals[i] for i, snippet in enumerate(self._snippets)}, self.margin(totals)

    def margin(self, totals: Sequence[float]) -> float:
        """How far the best snippet is ahead of the best matter of elsewhere."""
        count = len(self._snippets)
        return max(totals[:count], default=0.0) - max(totals[count:], default=0.0)

    def search(self, q: str, limit: int = 20) -> list[Snippet]:
        """The agent's own search: beginnings and endings of words are forgiven; all snippets by theme for no words."""
        return self._lookup.search(q, limit)

    def _best(self, totals: Sequence[float], limit: int) -> list[int]:
        places = sorted(range(len(self._snippets)), key=lambda place: -totals[place])
        return [place for place in places[:limit] if totals[place] > 0]


class _Read:
    """A mail's words and pairs, what they say for each group, and where they stand."""

    def __init__(self, weights: Weights, query: str, subject: str):
        self.texts = (_matter(query), subject)
        self.totals = [0.0] * weights.groups
        self._said: list[tuple[Postings, float, int, Word, Word]] = []
        self._read(weights, 0, self.texts[0], 1.0)
        self._read(weights, 1, subject, REPLY_SUBJECT if subject.lower().startswith(_REPLY) else 1.0)

    def _read(self, weights: Weights, which: int, text: str, share: float) -> None:
        totals, said = self.totals, self._said
        already = len(said)
        found = words(text, weights.known)
        times: dict[str, int] = {}
        for word in found:
            key = word.key
            if key in times:
                times[key] += 1
            else:
                times[key] = 1
                if key not in STOP_WORDS and (postings := weights.word(key)):
                    said.append((postings, share, which, word, word))
        for postings, _, _, word, _ in said[already:]:
            factor = share if times[word.key] == 1 else share * math.log2(times[word.key] + 1)
            for group, weight in postings:
                totals[group] += factor * weight
        seen: set[int] = set()
        plain = [word for word in found if word.key[0] not in "#@"]
        stems = [weights.stem(word.key) for word in plain]
        for first, second, root, next_root in zip(plain, plain[1:], stems, stems[1:], strict=False):
            if (postings := weights.pair(root, next_root)) and id(postings) not in seen:
                seen.add(id(postings))
                said.append((postings, share, which, first, second))
                for group, weight in postings:
                    totals[group] += share * weight

    def said_for(self, groups: Sequence[int]) -> dict[int, list[Said]]:
        """For each group what speaks for it, the strongest first; a pair counts together with its words."""
        found: dict[int, list[Said]] = {group: [] for group in groups}
        alone: dict[tuple[int, int, str], float] = {}
        for postings, share, which, first, second in self._said:
            for group, weight in postings:
                if group in found:
                    weight *= share
                    if first is second:
                        alone[group, which, first.key] = weight
                    else:
                        weight += alone.get((group, which, first.key), 0.0) + alone.get((group, which, second.key), 0.0)
                    found[group].append(Said(weight, which, first.start, second.end))
        return {group: sorted(each, reverse=True) for group, each in found.items()}


def _matter(query: str) -> str:
    """The mail without its closing courtesies, which would speak for thanks, unless they are all there is."""
    query = query[:LONGEST]
    matter = query[: farewell_start(query, 0, len(query))]
    return matter if len(matter.split()) > GREETING_WORDS else query
