"""What of a mail the thread has already: to tell quoted history whose form isn't known from what the sender wrote.

Mail programs' own lines, marks and wrapping differ, so runs of words are compared.
"""

import re
from collections import Counter
from collections.abc import Sequence

_WORDS = re.compile(r"[^\W_]+")
RUN = 4  # words in a row that are compared
_REPEATED = 0.5
_BRIEF = 40  # words; a quote no longer than this repeats even a very short mail, when it holds it
_Run = tuple[str, ...]


class Earlier:
    """The mails of a thread that came before, oldest first; they are indexed when something is asked about them."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, bool]] = []
        self._origin: dict[_Run, int] = {}  # by which text a run was brought
        self._ours: set[_Run] = set()
        self._brought: list[int] = []
        self._texts: list[str] = []  # their words, blanks around each
        self._lines: set[str] = set()
        self.has_ours = False

    def add(self, text: str, *, ours: bool = False) -> None:
        """Take in a mail's text; ``ours`` are those that went out."""
        if text.strip():
            self._waiting.append((text, ours))
            self.has_ours = self.has_ours or ours

    def __bool__(self) -> bool:
        return bool(self._waiting or self._texts)

    def has(self, quote: str) -> bool:
        """Does a quote repeat the thread? It does when half of its runs are known, or when it holds half of the runs
        that one mail brought."""
        self._index()
        words = words_of(quote)
        runs = _runs(words)
        found = Counter(self._origin[run] for run in runs if run in self._origin)
        if runs and found.total() >= _REPEATED * len(runs):
            return True
        if any(count >= _REPEATED * self._brought[origin] for origin, count in found.items()):
            return True
        joined = _joined(words)
        if len(words) < RUN:
            return any(joined in text for text in self._texts)
        return len(words) <= _BRIEF and any(text in joined for text in self._texts)

    def known(self, words: Sequence[str], *, ours: bool = False) -> list[bool]:
        """Which of the words stand in a run that the thread has; with ``ours`` in a mail that went out."""
        self._index()
        runs = self._ours if ours else self._origin
        found = [False] * len(words)
        for place, run in enumerate(zip(*(words[start:] for start in range(RUN)), strict=False)):
            if run in runs:
                found[place : place + RUN] = [True] * RUN
        return found

    def has_line(self, words: Sequence[str]) -> bool:
        """Is there a line of just these words?"""
        self._index()
        return " ".join(words) in self._lines

    def _index(self) -> None:
        for text, ours in self._waiting:
            words = words_of(text)
            runs = _runs(words)
            new = runs - self._origin.keys()
            self._origin.update(dict.fromkeys(new, len(self._brought)))
            self._brought.append(len(new))
            self._lines.update(" ".join(words_of(line)) for line in text.split("\n"))
            if ours:
                self._ours |= runs
            if words:
                self._texts.append(_joined(words))
        self._waiting.clear()


def words_of(text: str) -> list[str]:
    """The words of a text, case-folded."""
    return _WORDS.findall(text.casefold())


def word_places(text: str) -> list[tuple[str, int, int]]:
    """The words of a text with where each begins and ends."""
    return [(found.group().casefold(), found.start(), found.end()) for found in _WORDS.finditer(text)]


def _joined(words: Sequence[str]) -> str:
    return f" {' '.join(words)} "


def _runs(words: Sequence[str]) -> set[_Run]:
    return set(zip(*(words[start:] for start in range(RUN)), strict=False))
