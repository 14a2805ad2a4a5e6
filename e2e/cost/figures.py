"""What a trace says of the page's main thread, and the table that it is told in. Nothing here knows a browser."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

LONG_MS = 50  # a task that takes longer is felt
TOGETHER = 10  # keys: some second of writing
KEY_MS = 110  # between two keys of somebody who types


class Task(NamedTuple):
    """One turn of the main thread: when it began in the browser's time, and the processor time that it took, both in ms."""

    at: float
    cost: float


class Trace(NamedTuple):
    """The main thread of the page that keys were pressed in, in order of time.

    ``keys`` are the beginnings of their tasks; ``own`` is what ran of the extension's script, with all that it made the browser do,
    and of a timer of its what went on afterwards, when something that was waited for was there.
    """

    tasks: list[Task]
    keys: list[float]
    own: list[Task]


class Case(NamedTuple):
    """What is measured side by side: messages in the thread, and how many times slower the processor is made."""

    messages: int
    slower: int

    def __str__(self) -> str:
        return f"{self.messages} messages, CPU ÷ {self.slower}"


class Row(NamedTuple):
    """A line of the table. ``cells`` are by case; ``aim`` is in words."""

    name: str
    aim: str
    cells: dict[Case, str]


def read(events: Iterable[dict[str, Any]]) -> Trace:
    """The trace of the thread on which keys were handled.

    :raises ValueError: when there is no key in it.
    """
    turns, calls, timers, pressed = (defaultdict[tuple[int, int], list[Task]](list) for _ in range(4))
    for event in events:
        data = event.get("args", {}).get("data", {})
        if event["name"] == "RunTask" and "dur" in event:
            kept = turns
        elif event["name"] == "FunctionCall" and "dur" in event and str(data.get("url")).startswith("chrome-extension:"):
            kept = calls
        elif event["name"] == "TimerFire" and "dur" in event:
            kept = timers
        elif event["name"] == "EventDispatch" and data.get("type") == "keydown":
            kept = pressed
        else:
            continue
        cost = event.get("tdur", event.get("dur", 0)) / 1000
        kept[event.get("pid", 0), event.get("tid", 0)].append(Task(event["ts"] / 1000, cost))
    if not pressed:
        raise ValueError("no key was pressed in the traced page")
    thread = max(pressed, key=lambda one: len(pressed[one]))
    tasks = sorted(turns[thread])
    begins = [task.at for task in tasks]
    keys = {begins[max(0, bisect_right(begins, key.at) - 1)] for key in pressed[thread]}
    own = sorted(calls[thread])
    return Trace(tasks, sorted(keys), _outermost(sorted(own + _with_any(timers[thread], [call.at for call in own]))))


def _with_any(timers: list[Task], calls: list[float]) -> list[Task]:
    """Those in which a call of the extension's began."""
    return [one for one in timers if bisect_right(calls, one.at) < bisect_right(calls, one.at + one.cost)]


def _outermost(calls: list[Task]) -> list[Task]:
    """Without those that ran inside another."""
    kept: list[Task] = []
    for call in calls:
        if not kept or call.at >= kept[-1].at + kept[-1].cost:
            kept.append(call)
    return kept


def by_key(trace: Trace, tasks: Sequence[Task], within: float = KEY_MS) -> list[float]:
    """Milliseconds that some of its tasks took from each key until the next one, ``within`` at most."""
    ends = [min(at + within, following) for at, following in zip(trace.keys, [*trace.keys[1:], float("inf")], strict=True)]
    return [_spent(tasks, at, end) for at, end in zip(trace.keys, ends, strict=True)]


def by_pause(trace: Trace, tasks: Sequence[Task], within: float = KEY_MS) -> list[float]:
    """Milliseconds that some of its tasks took in each stop between two keys that lasts longer than three others."""
    following = [*trace.keys[1:], trace.tasks[-1].at + 1]
    return [_spent(tasks, at + within, end) for at, end in zip(trace.keys, following, strict=True) if end - at > 3 * within]


def _spent(tasks: Sequence[Task], start: float, end: float) -> float:
    return sum(task.cost for task in tasks if start <= task.at < end)


def shares(values: Sequence[float], together: int = TOGETHER) -> list[float]:
    """What each took of so many that followed each other; those left over at the end don't count."""
    return [sum(values[place : place + together]) / together for place in range(0, len(values) - together + 1, together)]


def longest(tasks: Sequence[Task]) -> float:
    """Milliseconds of the longest of them."""
    return max((task.cost for task in tasks), default=0)


def long_tasks(tasks: Sequence[Task]) -> int:
    """How many of them are felt."""
    return sum(task.cost > LONG_MS for task in tasks)


def at(share: float, values: Sequence[float]) -> float:
    """A percentile; the share is 0 to 1."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def more(off: Sequence[float], on: Sequence[float], share: float, digits: int) -> str:
    """How much higher a percentile is with the extension, and what it is with and without."""
    if not on or not off:
        return "–"
    without, with_it = at(share, off), at(share, on)
    return f"{with_it - without:.{digits}f} ({with_it:.{digits}f} − {without:.{digits}f})"


def table(cases: Sequence[Case], rows: Sequence[Row]) -> str:
    """The rows in Markdown, with a column for each case."""
    lines = [f"| | {' | '.join(map(str, cases))} | aim |", f"|---|{'---:|' * len(cases)}---|"]
    lines += [f"| {row.name} | {' | '.join(row.cells.get(case, '–') for case in cases)} | {row.aim} |" for row in rows]
    return "\n".join(lines) + "\n"
