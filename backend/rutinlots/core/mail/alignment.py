"""From one rendering of a mail to another: where a stretch of the text read from the HTML is in the text sent beside it.

Renderings differ in blanks, bullets and line ends, so letters and digits are compared, and nothing else.
"""

from bisect import bisect_left

_MOST_SOUGHT = 200  # stretches where the two differ before and after; each is looked for in all of the text


class Alignment:
    """The way from one rendering to the other."""

    def __init__(self, read: str, sent: str) -> None:
        self._texts = read, sent
        self._read = [index for index, character in enumerate(read) if character.isalnum()]
        self._sent = [index for index, character in enumerate(sent) if character.isalnum()]
        self._letters = "".join(read[index] for index in self._read)
        self._theirs = "".join(sent[index] for index in self._sent)
        self._before = _common(self._letters, self._theirs)
        self._after = _common(self._letters[self._before :][::-1], self._theirs[self._before :][::-1])
        self._sought = 0

    def stretch(self, start: int, end: int) -> tuple[int, int] | None:
        """The stretch in the sent text; None where the two don't agree on it."""
        first, last = bisect_left(self._read, start), bisect_left(self._read, end)
        if first >= last:
            return None
        if last <= self._before:
            place = first
        elif first >= len(self._letters) - self._after:
            place = first + len(self._theirs) - len(self._letters)
        elif self._sought == _MOST_SOUGHT:
            return None
        else:
            self._sought += 1
            letters = self._letters[first:last]
            place = self._theirs.find(letters)
            if place < 0 or self._theirs.find(letters, place + 1) >= 0:
                return None
        begins, ends = self._sent[place], self._sent[place + last - first - 1] + 1
        read, sent = self._texts
        for mark in read[self._read[last - 1] + 1 : end]:  # "?" belongs to a question
            if sent[ends : ends + 1] != mark:
                break
            ends += 1
        return begins, ends


def _common(one: str, other: str) -> int:
    """How many characters the two begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one.startswith(other[:middle]):
            low = middle
        else:
            high = middle - 1
    return low
