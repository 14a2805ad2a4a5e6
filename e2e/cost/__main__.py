"""Measures what the extension costs the page's main thread: with it and without it, by turns, in a real browser.

    make bench ARGS=page                     (python -m e2e.cost)
    make bench ARGS="page --rounds 3 --write"

Tickets of 10 and of 300 messages, all on the page, on a processor as it is and made four times slower. The figures are
processor time of the browser's own trace, so that other programs count little; those of marks and dialogs are time that passes.
With ``--write`` the table goes into docs/measurements.md.
"""

import argparse
import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from e2e.cost import figures, floor
from e2e.cost.agent import Agent, add_thread
from e2e.cost.figures import Case, Row
from e2e.harness.harness import EXTENSION, Harness, open_harness

PAGE = Path(__file__).parents[2] / "docs" / "measurements.md"
BEGIN, END = '<!-- made by make bench ARGS="page --write" -->\n', "<!-- end of page -->\n"
IDLE_S = 12.0  # the extension looks at everything again every ten
OFF, ON = False, True
WARM, COLD = "warm", "cold"


class Found:
    """Everything measured in one case: lists of figures by their name, and by whether the extension was there."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, bool], list[float]] = defaultdict(list)

    def add(self, name: str, side: bool, *values: float) -> None:
        """Keep what was measured."""
        self._values[name, side] += values

    def more(self, name: str, share: float = 0.5, digits: int = 1) -> str:
        """How much higher a percentile is with the extension."""
        return figures.more(self._values[name, OFF], self._values[name, ON], share, digits)

    def times(self, name: str, share: float, factor: int, digits: int = 0) -> str:
        """A percentile of what only the extension does, so many times."""
        values = self._values[name, ON]
        return f"{figures.at(share, values) * factor:.{digits}f}" if values else "–"

    def own(self, name: str, *shares: float, digits: int = 0) -> str:
        """Percentiles of what only the extension does."""
        values = self._values[name, ON]
        return " / ".join(f"{figures.at(share, values):.{digits}f}" for share in shares) if values else "–"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=2, help="how often each case is measured, with and without (%(default)s)")
    parser.add_argument("--messages", type=int, nargs="+", default=[10, 300], help="in the thread (%(default)s)")
    parser.add_argument("--slower", type=int, nargs="+", default=[1, 4], help="how many times slower (%(default)s)")
    parser.add_argument("--sends", type=int, default=3, help="of each kind and case (%(default)s)")
    parser.add_argument("--extension", type=Path, default=EXTENSION, help="its folder, to measure an older one")
    parser.add_argument("--write", action="store_true", help="write the table into docs/measurements.md")
    chosen = parser.parse_args()
    cases = [Case(messages, slower) for messages in chosen.messages for slower in chosen.slower]
    found = {case: Found() for case in cases}
    with ExitStack() as running:
        sides = {
            ON: running.enter_context(open_harness(["optional-fields"], extension=chosen.extension.resolve())),
            OFF: running.enter_context(open_harness(["optional-fields"], with_backend=False, with_extension=False)),
        }
        for harness in sides.values():
            prepare(harness, chosen.messages)
        for turn in range(chosen.rounds):
            for case in cases:
                for side in (ON, OFF) if turn % 2 else (OFF, ON):
                    measure(sides[side], side, case, found[case])
                    print(f"round {turn + 1} of {chosen.rounds}, {case}, {'with' if side else 'without'}", flush=True)
        for case in cases:
            send(sides[ON], case, found[case], chosen.sends)
    with ExitStack() as running:  # afterwards: a browser more takes its share of the two cores
        folder = floor.write(Path(running.enter_context(TemporaryDirectory())))
        counting = running.enter_context(open_harness(["optional-fields"], with_backend=False, extension=folder))
        prepare(counting, chosen.messages)
        for case in cases * chosen.rounds:
            count(counting, case, found[case])
    text = report(cases, found)
    print(text)
    if chosen.write:
        before, _, after = PAGE.read_text("utf-8").partition(BEGIN)
        PAGE.write_text(before + BEGIN + text + END + after.partition(END)[2], "utf-8")


def prepare(harness: Harness, threads: Sequence[int]) -> None:
    """A ticket with each of the numbers of messages, on a page that does nothing by itself in the middle of a key."""
    harness.mock.delays.rerender = harness.mock.delays.updates = 0
    for messages in threads:
        add_thread(harness, messages)


def measure(harness: Harness, side: bool, case: Case, found: Found) -> None:
    """Open, write, wait."""
    agent = Agent(harness, case)
    opening = agent.opening()
    found.add("opening", side, sum(task.cost for task in opening.tasks))
    agent.reply()
    writing = agent.writing()
    for name, some in (("", writing.tasks), ("own ", writing.own)):
        keys = figures.by_key(writing, some)
        found.add(f"{name}key", side, *keys)
        found.add(f"{name}key of ten", side, *figures.shares(keys))
        found.add(f"{name}stop", side, *figures.by_pause(writing, some))
    idle = agent.idle(IDLE_S)
    found.add("idle", side, sum(task.cost for task in idle.tasks) / (10 * IDLE_S))
    found.add("own idle", side, sum(task.cost for task in idle.own) / (10 * IDLE_S))
    found.add("heap", side, agent.heap())
    for name, trace in (("opening", opening), ("writing", writing)):
        found.add(f"longest {name}", side, figures.longest(trace.tasks))
        found.add(f"own longest {name}", side, figures.longest(trace.own))
        found.add(f"long {name}", side, figures.long_tasks(trace.tasks))
    agent.close()


def count(harness: Harness, case: Case, found: Found) -> None:
    """Write where another extension hears the keys."""
    agent = Agent(harness, case)
    agent.open()
    agent.reply()
    writing = agent.writing()
    keys = figures.by_key(writing, writing.own)
    found.add("counted key", ON, *keys)
    found.add("counted key of ten", ON, *figures.shares(keys))
    agent.close()


def send(harness: Harness, case: Case, found: Found, times: int) -> None:
    """What only the extension does: marks, and a mail or note on its way."""
    agent = Agent(harness, case)
    for _ in range(times):
        found.add("marks", ON, agent.marks_after_data())
    agent.reply()
    for each in [WARM, COLD] * times:
        found.add(f"asked {each}", ON, agent.asked(warm=each == WARM))
    agent.open()
    for each in [WARM, COLD] * times:
        found.add(f"passed {each}", ON, agent.passed(warm=each == WARM))
    agent.close()


def report(cases: Sequence[Case], found: dict[Case, Found]) -> str:
    """The table, in Markdown."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    head = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores; the machine's load was {load:.0f}.\n\n"

    def row(name: str, aim: str, cell: Callable[[Found], str]) -> Row:
        return Row(name, aim, {case: cell(found[case]) for case in cases})

    slower = {case: found.get(Case(case.messages, 1), Found()).times("own key", 0.95, case.slower, 2) for case in cases}
    rows = [
        row("a key, own script, p50 / p95, ms", "under 1", lambda one: one.own("own key", 0.5, 0.95, digits=2)),
        Row("… p95 at CPU ÷ 1, as many times", "under 1", slower),
        row("… a key's share of ten in a row", "under 1", lambda one: one.own("own key of ten", 0.5, 0.95, digits=2)),
        row("an extension that only counts keys, p50 / p95, ms", "", lambda one: one.own("counted key", 0.5, 0.95, digits=2)),
        row("… a key's share of ten in a row", "", lambda one: one.own("counted key of ten", 0.5, 0.95, digits=2)),
        row("a key, p50, ms", "", lambda one: one.more("key", digits=2)),
        row("a stop in writing, own script, p50 / p95, ms", "", lambda one: one.own("own stop", 0.5, 0.95, digits=1)),
        row("a stop in writing, p50, ms", "", lambda one: one.more("stop")),
        row("the longest call of own script in writing, ms", "under 50", lambda one: one.own("own longest writing", 1, digits=1)),
        row("tasks over 50 ms in writing", "none", lambda one: one.more("long writing", 1, 0)),
        row("opening the ticket, ms", "", lambda one: one.more("opening", digits=0)),
        row("the longest call of own script in opening, ms", "under 50", lambda one: one.own("own longest opening", 1, digits=1)),
        row("tasks over 50 ms in opening", "none", lambda one: one.more("long opening", 1, 0)),
        row("a restless page, own script, % of a core", "under 1", lambda one: one.own("own idle", 0.5, digits=2)),
        row("a restless page, % of a core", "", lambda one: one.more("idle", digits=2)),
        row("heap, MB", "under 10", lambda one: one.more("heap")),
        row("Freshdesk's data → first marks, p50 / worst, ms", "under 300", lambda one: one.own("marks", 0.5, 1)),
        row("Send → dialog, p50 / worst, ms", "under 50", lambda one: one.own(f"asked {WARM}", 0.5, 1)),
        row("… right after a key", "", lambda one: one.own(f"asked {COLD}", 0.5, 1)),
        row("Send on a clean note → the page, p50 / worst, ms", "under 50", lambda one: one.own(f"passed {WARM}", 0.5, 1)),
        row("… right after a key", "", lambda one: one.own(f"passed {COLD}", 0.5, 1)),
    ]
    return head + figures.table(cases, rows)


if __name__ == "__main__":
    main()
