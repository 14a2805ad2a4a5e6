"""Which reply snippets fit a customer's mail, and why; and the agent's own search among them."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from rutinlots.core.finding import Suggestion
from rutinlots.core.snippet import Snippet, parse_snippet

__all__ = ["Index", "Snippet", "parse_snippet"]

_FOLD = str.maketrans({"å": "a", "ä": "a", "ö": "o", "ø": "o", "æ": "a", "é": "e", "ü": "u"})
_WORD = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*")


class Index:
    """Snippets by the words that customers use."""

    def __init__(self, snippets: Sequence[Snippet]):
        self._snippets = [snippet for snippet in snippets if snippet.status == "active"]
        counts = [Counter(_grams(" ".join((s.title, *s.keywords, *s.should)))) for s in self._snippets]
        self._weights: dict[str, list[tuple[int, float]]] = defaultdict(list)
        found = Counter(gram for each in counts for gram in each)
        for i, each in enumerate(counts):
            length = math.sqrt(sum(math.log1p(n) ** 2 for n in each.values()))
            for gram, n in each.items():
                self._weights[gram].append((i, math.log1p(n) * math.log(len(counts) / found[gram] + 1) / length))

    def suggest(self, query: str, *, subject: str = "", limit: int = 3) -> list[Suggestion]:
        """The snippets that fit, the best first."""
        scores: Counter[int] = Counter()
        for gram in _grams(f"{subject} {query}"):
            for i, weight in self._weights.get(gram, ()):
                scores[i] += weight
        return [
            Suggestion(self._snippets[i].id, self._snippets[i].title, min(1.0, score / 10), (), self._snippets[i].text)
            for i, score in scores.most_common(limit)
            if score > 2
        ]

    def search(self, q: str, limit: int = 20) -> list[Snippet]:
        """Snippets for what the agent writes in the search box."""
        return [s for s in self._snippets if q.lower() in f"{s.title} {' '.join(s.keywords)}".lower()][:limit]


def _grams(text: str) -> list[str]:
    words = _WORD.findall(text.lower().translate(_FOLD))
    return [f"_{word}_"[i : i + 4] for word in words for i in range(len(word) - 1)]
