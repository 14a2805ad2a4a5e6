"""The agent's search box over the snippets."""

from collections.abc import Sequence

from rutinlots.core.snippet import Snippet
from rutinlots.core.suggest.wording import stem, words

_TITLE, _KEYWORD, _TEXT = 4.0, 2.0, 1.0
_WHOLE, _STEM, _BEGINNING, _INSIDE = 1.0, 0.9, 0.8, 0.4
_SHORTEST_INSIDE = 4  # letters that may be found in the middle of a word ("faktura" in "pappersfaktura")


class Lookup:
    """Snippets by what their titles, keywords and texts say."""

    def __init__(self, snippets: Sequence[Snippet]):
        self._snippets = tuple(sorted(snippets, key=lambda each: (each.theme, each.title)))
        self._words = [_vocabulary(snippet) for snippet in self._snippets]

    def search(self, q: str, limit: int) -> list[Snippet]:
        """The snippets that have every word asked for, or, where none has, those that have most of them."""
        asked = list(dict.fromkeys(word.key for word in words(q))) or list(q.split())
        if not asked:
            return list(self._snippets[:limit])
        found = []
        for snippet, vocabulary in zip(self._snippets, self._words, strict=True):
            fits = [_fit(key, vocabulary) for key in asked]
            if any(fits):
                found.append((sum(1 for fit in fits if fit), sum(fits), snippet))
        most = max((count for count, _, _ in found), default=0)
        kept = [(total, snippet) for count, total, snippet in found if count == most]
        return [snippet for _, snippet in sorted(kept, key=lambda each: -each[0])[:limit]]


def _vocabulary(snippet: Snippet) -> dict[str, float]:
    vocabulary: dict[str, float] = {}
    for worth, text in ((_TEXT, snippet.text), (_KEYWORD, " , ".join(snippet.keywords)), (_TITLE, snippet.title)):
        for word in words(text):
            vocabulary[word.key] = worth
    return vocabulary


def _fit(key: str, vocabulary: dict[str, float]) -> float:
    """How well the best word of the snippet answers to the one asked for."""
    if key in vocabulary:
        return _WHOLE * vocabulary[key]
    root = stem(key)
    best = 0.0
    for word, worth in vocabulary.items():
        if word.startswith(key):
            best = max(best, _BEGINNING * worth)
        elif stem(word) == root:
            best = max(best, _STEM * worth)
        elif len(key) >= _SHORTEST_INSIDE and key in word:
            best = max(best, _INSIDE * worth)
    return best
