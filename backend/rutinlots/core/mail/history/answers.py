"""Tells a sender's answers from the history they were written into, by what the thread has already.

History that isn't marked line by line swallows what is written into it or below it, and history whose header isn't
known passes for the sender's words. Where the mails before are known, both can be told.
"""

from collections.abc import Iterator, Sequence

from rutinlots.core.mail.boilerplate import is_furniture
from rutinlots.core.mail.history.finder import History
from rutinlots.core.mail.history.headers import may_head
from rutinlots.core.mail.history.repeats import RUN, Earlier, word_places
from rutinlots.core.mail.lines import Line

_KNOWN = 0.5  # of a passage's words: then it is a mail of the thread, and what else stands in it an answer
_SURE = 8  # known words in a row of lines that make it ours wherever it stands
_HEADINGS = 8  # lines above it that may belong to a header that isn't known
_REPLIES = frozenset("ja nej jo japp jajamen nope ok okej nix stämmer ingen inga inget båda alla vet ej inte yes no".split())


class _Row:
    """One line's words: how many, how many of them the thread has, how many of those our mails."""

    def __init__(self, line: Line) -> None:
        self.places = word_places(line.text)
        self.words = [word for word, _, _ in self.places]
        self.known: list[bool] = []
        self.ours: list[bool] = []

    @property
    def is_known(self) -> bool:
        return bool(self.words) and sum(self.known) * 4 >= 3 * len(self.words)

    @property
    def is_ours(self) -> bool:
        return bool(self.words) and sum(self.ours) * 10 >= 9 * len(self.words)

    @property
    def tail(self) -> int | None:
        """The first word after what is known, when all from there on is new and all before it known."""
        count = next((place for place, known in enumerate(self.known) if not known), len(self.known))
        return count if count >= 3 and count < len(self.known) and not any(self.known[count:]) else None


def find_answers(history: History, earlier: Earlier, *, incoming: bool) -> dict[int, int]:
    """Correct ``history.taken`` by what the thread has; answers in the line of their question are told by the result:
    the index of the line, and the offset in the text where the answer begins."""
    rows = [_Row(line) for line in history.lines]
    words = [word for row in rows for word in row.words]
    known = earlier.known(words)
    if True not in known:
        return {}
    ours = earlier.known(words, ours=True) if incoming and earlier.has_ours else [False] * len(words)
    place = 0
    for row in rows:
        end = place + len(row.words)
        row.known, row.ours, place = known[place:end], ours[place:end], end
    if True in ours:
        _take_ours(history, rows, earlier)
    tails: dict[int, int] = {}
    for passage in list(_passages(history)):
        _leave_answers(history, rows, passage, earlier, tails)
    return tails


def _passages(history: History) -> Iterator[list[int]]:
    """The lines of each stretch of history that isn't marked by angles, headings left out, from one heading to the next."""
    passage: list[int] = []
    for index, line in enumerate(history.lines):
        if not line.text:
            continue
        if history.taken[index] and not history.heading[index] and line.text[0] != ">":
            passage.append(index)
        elif passage:
            yield passage
            passage = []
    if passage:
        yield passage


def _leave_answers(
    history: History, rows: Sequence[_Row], passage: Sequence[int], earlier: Earlier, tails: dict[int, int]
) -> None:
    total = sum(len(rows[index].words) for index in passage)
    known = sum(sum(rows[index].known) for index in passage)
    text = "\n".join(history.lines[index].text for index in passage)
    if not known or (known < _KNOWN * total and not earlier.has(text)):
        return
    asked = False
    for index in passage:
        row, line = rows[index], history.lines[index]
        if not row.words or is_furniture(line.text):
            continue
        if (tail := row.tail) is not None and line.text[row.places[tail - 1][2] :][:1] in tuple(".?!:;–-—"):
            begins = line.text.find(line.text[row.places[tail][1] :], row.places[tail - 1][2])
            tails[index] = line.start + begins
        elif not row.is_known and not (_is_brief(row) and earlier.has_line(row.words) and not (asked and _replies(row))):
            history.taken[index] = False
        asked = line.text.endswith("?")


def _is_brief(row: _Row) -> bool:
    return len(row.words) < RUN


def _replies(row: _Row) -> bool:
    return set(row.words) <= _REPLIES


def _take_ours(history: History, rows: Sequence[_Row], earlier: Earlier) -> None:
    """Lines of a mail that we sent are ours wherever they stand, and so is what heads them."""
    index, last = 0, len(rows)
    found = False
    while index < last:
        if history.taken[index] or not rows[index].is_ours:
            if found and not history.taken[index] and len(rows[index].words) >= RUN and all(rows[index].known):
                history.taken[index] = True  # the customer's own earlier mail, quoted below ours
            index += 1
            continue
        start = _from(history, rows, index, earlier)
        end = index
        while end < last and not history.taken[end] and _goes_along(history, rows, end, earlier):
            end += 1
        if sum(len(row.words) for row in rows[start:end]) >= (RUN if found else _SURE):
            head = _head(history, rows, start)
            history.heading[head:start] = [True] * (start - head)
            for each in range(head, end):
                history.taken[each] = history.taken[each] or bool(history.lines[each].text)
            found = True
        index = end


def _goes_along(history: History, rows: Sequence[_Row], index: int, earlier: Earlier) -> bool:
    row = rows[index]
    return not history.lines[index].text or row.is_ours or not row.words or (_is_brief(row) and earlier.has_line(row.words))


def _from(history: History, rows: Sequence[_Row], index: int, earlier: Earlier) -> int:
    """Where a stretch of ours begins: short lines of ours above the first long one ("Hej Anna,") belong to it."""
    start = index
    while start and not history.taken[start - 1] and _goes_along(history, rows, start - 1, earlier):
        start -= 1
    while start < index and not rows[start].words:
        start += 1
    return start


def _head(history: History, rows: Sequence[_Row], start: int) -> int:
    """Where the header above a stretch of ours begins, in whatever language it is."""
    head = place = start
    for place in range(start - 1, max(start - _HEADINGS, 0) - 1, -1):
        text = history.lines[place].text
        if not text:
            if head < start:
                break
            continue
        if history.taken[place] or not may_head(text):
            break
        head = place
    return head
