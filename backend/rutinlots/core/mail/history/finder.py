"""Where quoted history is: below what mail programs announce it with, and behind the marks they put before it.

Everything is decided line by line with plain string tests or patterns without nested repetition, so a hostile mail
costs no more time than its length.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rutinlots.core.kept import by_line
from rutinlots.core.mail.greeting import greeting_of
from rutinlots.core.mail.history.attribution import attribution, may_begin, may_hold
from rutinlots.core.mail.history.headers import header_block, key_of, may_separate, separator
from rutinlots.core.mail.history.wording import KEYS
from rutinlots.core.mail.lines import Line

Range = tuple[int, int]
_MOST_TRIED = 1_000  # lines of a mail that may begin an attribution; no mail that people wrote has as many
_LONG = 60  # characters of a line that can have been wrapped
_WIDTH = 78  # where mail programs wrap
_SHORT_ITEM = 6  # words of an item in the writer's own list


@dataclass(kw_only=True)
class History:
    """What is known of each line of a text: is it quoted, announced as such, marked by an angle or by the HTML?"""

    lines: Sequence[Line]
    taken: list[bool]
    heading: list[bool]  # says that history follows
    marked: list[bool]
    loose: list[bool]  # marked by an angle, and nothing above announces it

    def ranges(self, text: str, tails: Mapping[int, int] | None = None) -> list[Range]:
        """The taken lines as stretches; blank lines between two taken ones belong to them.

        :param tails: where in a taken line (by index) the writer's own words begin.
        """
        found: list[Range] = []
        since: int | None = None
        until = 0
        for index, line in enumerate(self.lines):
            if self.taken[index]:
                since = line.start if since is None else since
                until = line.end
                if tails and index in tails:
                    found.append((since, tails[index]))
                    since = None
            elif line.text and since is not None:
                found.append((since, until))
                since = None
        if since is not None:
            found.append((since, len(text)))
        return found


def quoted(text: str, lines: Sequence[Line], known: Sequence[Range] = ()) -> list[Range]:
    """The stretches of ``text`` that are quoted history, in order; ``lines`` are the text's.

    :param known: stretches known to be quoted (from the mail's HTML); a line that begins in one counts as marked.
    """
    if not (known or any(line.text and _may_belong(line.text) for line in lines)):
        return []
    history = find_history(text, lines, known)
    return history.ranges(text) if True in history.taken else []


@by_line
def _may_belong(text: str) -> bool:
    """A quick test, that all lines of most drafts fail, for what a quoted line, or one that announces such, must have."""
    return text[0] == ">" or may_separate(text) or key_of(text) in KEYS or may_hold(text.casefold())


def find_history(text: str, lines: Sequence[Line], known: Sequence[Range] = (), boxes: Sequence[Range] = ()) -> History:
    """What is quoted in a text.

    :param boxes: stretches that the HTML sets off and that may be quoted: those that look like a mail of their own, and
        those that are announced, are taken to be.
    """
    angled = [line.text[:1] == ">" and line.text not in (">:", "> :") for line in lines]
    marked = _inside(lines, known, angled) if known else list(angled)
    boxed = _boxed(lines, boxes)
    heading = [False] * len(lines)
    taken = list(marked)
    announced = [False] * len(lines)
    since = len(lines)  # what is marked from here on was announced, answers between or not
    keyed = any(key_of(line.text) in KEYS for line in lines)
    attributed = may_hold(text.casefold())
    index, last, tried = 0, len(lines), 0
    while index < last:
        height = 0
        if lines[index].text and not angled[index]:
            height = separator(lines, index)
            if not height and keyed:
                height = header_block(lines, index)
            if not height and attributed and tried < _MOST_TRIED and may_begin(lines[index].text):
                height = attribution(lines, index, marked)
                tried += 1
        if not height:
            index += 1
            continue
        heading[index : index + height] = [True] * height
        if taken[index]:
            index += height
            continue
        first = next((i for i in range(index + height, last) if lines[i].text), last)
        if first < last and boxed[first]:
            until = first + 1
            while until < last and boxed[until] == boxed[first]:
                until += 1
            announced[first:until] = [True] * (until - first)
        elif first < last and marked[first]:
            until = first
            since = min(since, first)
        else:
            until = last
        taken[index:until] = [True] * (until - index)
        index += height
    _take_boxes(lines, boxed, taken)
    loose = [angle and index < since and not announced[index] for index, angle in enumerate(angled)]
    if True in loose:
        _leave_own(lines, loose, taken, marked)
    _take_wrapped(lines, marked, taken)
    return History(lines=lines, taken=taken, heading=heading, marked=marked, loose=loose)


def _inside(lines: Sequence[Line], known: Sequence[Range], angled: Sequence[bool]) -> list[bool]:
    marked = list(angled)
    spot = 0
    ordered = sorted(known)
    for index, line in enumerate(lines):
        while spot < len(ordered) and ordered[spot][1] <= line.start:
            spot += 1
        if spot < len(ordered) and line.text and ordered[spot][0] <= line.start:
            marked[index] = True
    return marked


def _boxed(lines: Sequence[Line], boxes: Sequence[Range]) -> list[int]:
    """The number of the box that each line stands in, from 1; 0 for none."""
    found = [0] * len(lines)
    spot = 0
    ordered = sorted(boxes)
    for index, line in enumerate(lines if ordered else ()):
        while spot < len(ordered) and ordered[spot][1] <= line.start:
            spot += 1
        if spot < len(ordered) and ordered[spot][0] <= line.start:
            found[index] = spot + 1
    return found


def _take_boxes(lines: Sequence[Line], boxed: Sequence[int], taken: list[bool]) -> None:
    """A box with a greeting on top and more below it is a mail; one in the writer's own text is their emphasis."""
    inside: dict[int, list[int]] = {}
    for index, box in enumerate(boxed):
        if box and lines[index].text:
            inside.setdefault(box, []).append(index)
    for indexes in inside.values():
        if len(indexes) > 1 and greeting_of(lines[indexes[0]]) is not None:
            for index in indexes:
                taken[index] = True


def _leave_own(lines: Sequence[Line], loose: list[bool], taken: list[bool], marked: list[bool]) -> None:
    """Lines that begin with an angle and are the writer's own: "> 20 000 kWh", or a list drawn with arrows."""
    index = 0
    while index < len(lines):
        if not loose[index]:
            index += 1
            continue
        end = index
        while end < len(lines) and loose[end]:
            end += 1
        if _is_own(lines, index, end):
            for each in range(index, end):
                taken[each] = marked[each] = loose[each] = False
        index = end


def _is_own(lines: Sequence[Line], start: int, end: int) -> bool:
    above = lines[start - 1].text if start else ""
    inside = [line.text.lstrip("> ") for line in lines[start:end]]
    if any(text.startswith(">") or not text for text in (line.text[1:].strip() for line in lines[start:end])):
        return False  # a quote in a quote, or its blank lines
    compares = end == start + 1 and inside[0][:1].isdigit()
    goes_on = bool(above) and (above[-1] not in ".!?" or compares)
    if compares:
        return goes_on
    listed = all(len(text.split()) <= _SHORT_ITEM and text[-1] not in ".!?:" for text in inside)
    return goes_on and listed and (end > start + 1 or inside[0][0].islower())


def _take_wrapped(lines: Sequence[Line], marked: Sequence[bool], taken: list[bool]) -> None:
    """A long quoted line that was wrapped leaves a rest without its mark between two marked lines.

    The line above the rest is as long as lines become there and no finished sentence, and the sentence is finished in the
    rest or below it; else it is an answer.
    """
    if True not in marked:
        return
    width = max(len(line.text) for line, mark in zip(lines, marked, strict=True) if mark)
    for index in range(1, len(lines) - 1):
        line = lines[index].text
        if taken[index] or not line or not line[0].islower() or not marked[index - 1] or not marked[index + 1]:
            continue
        before, after = lines[index - 1].text, lines[index + 1].text.lstrip("> ")
        full = len(before) + 1 + len(line.split(maxsplit=1)[0]) > min(width, _WIDTH)
        if len(before) >= _LONG and before[-1] not in ".!?:" and full and (line[-1] in ".!?:," or after[:1].islower()):
            taken[index] = True
