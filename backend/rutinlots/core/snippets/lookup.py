"""The agent's search box over the snippets."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from rutinlots.core.snippets.texts.snippet import Snippet
from rutinlots.core.snippets.words.wording import parts, stem, words

_TITLE, _KEYWORD, _TEXT = 5.0, 2.0, 1.0
_OFTEN = 0.1  # what each further keyword with the word adds, for at most five
_WHOLE, _STEM, _BEGINNING, _INSIDE, _LIKE = 1.0, 0.9, 0.5, 0.3, 0.2
_SHORTEST_INSIDE = 4  # letters that may be found in the middle of a word ("faktura" in "pappersfaktura")
_LIKENESS = 0.4  # share of parts in common that makes a word a misspelt one

Worths = Mapping[int, float]  # snippet (by its place) → what a word is worth there


class Lookup:
    """Snippets by what their titles, keywords and texts say."""

    def __init__(self, snippets: Sequence[Snippet]):
        self._snippets = tuple(sorted(snippets, key=lambda each: (each.theme, each.title)))

    def search(self, q: str, limit: int, uses: Mapping[str, int] | None = None) -> list[Snippet]:
        """The snippets that have every word asked for or, where none has, those that have most of them.

        Of two that are equally good, the one with more ``uses`` (by id) is first.
        """
        asked = list(dict.fromkeys(word.key for word in words(q)))
        if not asked:
            return list(self._snippets[:limit]) if not q.strip() else []
        found: dict[int, list[float]] = {}
        for key in asked:
            for place, worth in self._fits(key).items():
                found.setdefault(place, []).append(worth)
        most = max(map(len, found.values()), default=0)
        often = uses or {}
        kept = sorted(
            (place for place in found if len(found[place]) == most),
            key=lambda p: (-sum(found[p]), -often.get(self._snippets[p].id, 0), p),
        )
        return [self._snippets[place] for place in kept[:limit]]

    @cached_property
    def _vocabulary(self) -> Mapping[str, Worths]:
        vocabulary: dict[str, dict[int, float]] = {}
        for place, snippet in enumerate(self._snippets):
            for word in words(f"{snippet.text}\n{snippet.english}"):
                vocabulary.setdefault(word.key, {})[place] = _TEXT
            keys: dict[str, int] = {}
            for keyword in snippet.keywords:
                for word in words(keyword):
                    keys[word.key] = keys.get(word.key, 0) + 1
            for key, times in keys.items():
                vocabulary.setdefault(key, {})[place] = _KEYWORD * (1 + _OFTEN * min(times - 1, 5))
            for word in words(snippet.title):
                vocabulary.setdefault(word.key, {})[place] = _TITLE
        return vocabulary

    @cached_property
    def _stems(self) -> Mapping[str, str]:
        return {word: stem(word) for word in self._vocabulary}

    def _fits(self, key: str) -> Worths:
        """What each snippet's best word for the one asked for is worth."""
        root = stem(key)
        best: dict[int, float] = {}
        for word, word_stem in self._stems.items():
            if word == key:
                share = _WHOLE
            elif word_stem == root:
                share = _STEM
            elif word.startswith(key):
                share = _BEGINNING
            elif len(key) >= _SHORTEST_INSIDE and key in word:
                share = _INSIDE
            else:
                continue
            self._raise(best, word, share)
        if not best:
            asked = set(parts(key))
            for word in self._stems:
                there = set(parts(word))
                if len(asked & there) >= _LIKENESS * max(len(asked), len(there)):
                    self._raise(best, word, _LIKE)
        return best

    def _raise(self, best: dict[int, float], word: str, share: float) -> None:
        for place, worth in self._vocabulary[word].items():
            best[place] = max(best.get(place, 0.0), share * worth)
