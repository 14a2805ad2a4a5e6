"""Measures how fast a server starts, and how fast changed rules are in force.

    python -m tools.bench.start [--times 1 10 50] [--snippets 20000]
"""

import argparse
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from rutinlots import rule_loader
from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.rules import Rules
from rutinlots.live_rules import LiveRules
from rutinlots.rule_files.memory import Memory
from rutinlots.rule_loader import load
from rutinlots.web.config import SHIPPED_RULES
from tools.bench import report
from tools.server import processor, serving

STARTS = 5
HEAD = ("Start and changed rules, seconds", "passed", "of a processor")
TIMES, SNIPPETS = [1, 10, 50], [2_000, 20_000]
CHANGED = "checks/halsning/double-greeting.yaml"


class Row(NamedTuple):
    """Something that was measured: seconds that passed, and seconds of a processor."""

    what: str
    passed: float
    processor: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--times", type=int, nargs="+", default=TIMES, help="how many times the shipped rules (%(default)s)")
    parser.add_argument("--snippets", type=int, nargs="+", default=SNIPPETS, help="how many snippets (%(default)s)")
    chosen = parser.parse_args()
    measure(chosen.times, chosen.snippets)


def table(rows: Iterable[Row]) -> str:
    """The rows in Markdown."""
    return report.table(HEAD, ((each.what, f"{each.passed:.3f}", f"{each.processor:.3f}") for each in rows))


def measure(times: list[int], snippets: list[int]) -> list[Row]:
    """All rows, each printed when it is measured."""
    print(table(()), end="", flush=True)
    rows = []
    for row in _measured(times, snippets):
        rows.append(row)
        print(table((row,)).splitlines()[-1], flush=True)
    return rows


def _measured(times: list[int], snippets: list[int]) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        _start(Path(folder) / "first")  # compiles the package, which an installed one is
        first = (_start(Path(folder) / str(number)) for number in range(STARTS))
        yield Row("a start with an empty data folder, until it listens", *_middle(first))
        yield Row("a start again, until it listens", *_middle(_start(Path(folder) / "0") for _ in range(STARTS)))
    for many in times:
        with tempfile.TemporaryDirectory() as folder:
            yield from _reload(multiplied(Path(folder), checks=many, snippets=many), f"the shipped rules × {many}")
    for many in snippets:
        with tempfile.TemporaryDirectory() as folder:
            shipped = len(list((SHIPPED_RULES / "snippets").rglob("*.yaml")))
            rules = multiplied(Path(folder), checks=1, snippets=-(-many // shipped))
            yield from _count(rules, many)


def multiplied(folder: Path, *, checks: int, snippets: int) -> Path:
    """A folder with the shipped rules, and so many copies of each check and snippet under other names."""
    rules = Path(shutil.copytree(SHIPPED_RULES, folder / "rules"))
    for kind, many in (("checks", checks), ("snippets", snippets)):
        for file in list((rules / kind).rglob("*.yaml")):
            text = file.read_text("utf-8")
            for number in range(2, many + 1):
                name = f"{file.stem}-x{number}"
                copy = re.sub(rf"^id: {file.stem}$", f"id: {name}", text, count=1, flags=re.M)
                file.with_name(f"{name}.yaml").write_text(copy, "utf-8")
    return rules


def _count(folder: Path, many: int) -> Iterator[Row]:
    rule_loader._MEMORY = Memory()  # what was read before is read once more
    read: list[Rules] = []
    yield Row(f"{many} snippets: read them", *_timed(lambda: read.append(load(folder))))
    yield Row(f"{many} snippets: count their words", *_timed(read[0].index.prepare))


def _start(data: Path) -> tuple[float, float]:
    began = time.perf_counter()
    with serving(data) as (server, _):
        taken = time.perf_counter() - began, processor(server.pid)
    server.wait()
    return taken


def _reload(folder: Path, what: str) -> Iterator[Row]:
    rule_loader._MEMORY = Memory()
    started: list[LiveRules] = []
    begun = _timed(lambda: started.append(LiveRules(folder, load, lambda: datetime.now(STOCKHOLM))))
    yield Row(f"{what}: read and try them", *begun)
    live = started[0]
    yield Row(f"{what}: put a changed check in force", *_middle(_taken(live, number) for number in range(STARTS)))
    yield Row(f"{what}: look whether a file has changed", *_middle(_timed(live.look) for _ in range(STARTS)))


def _taken(live: LiveRules, number: int) -> tuple[float, float]:
    _change(live, number)
    return _timed(partial(_take, live))


def _change(live: LiveRules, number: int) -> None:
    file = live.folder / CHANGED
    text = re.sub(r"^title: .*$", f"title: Två hälsningar {number}", file.read_text("utf-8"), count=1, flags=re.M)
    file.write_text(text, "utf-8")
    live.look()  # a change is read when a second look sees the same


def _take(live: LiveRules) -> None:
    if not live.look() or live.in_force.problems:
        raise RuntimeError(f"the change was refused: {live.in_force.problems}")


def _middle(taken: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The median of several runs."""
    ordered = sorted(taken)
    return ordered[len(ordered) // 2]


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds passed, and seconds of a processor that this process has used."""
    began, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - used


if __name__ == "__main__":
    main()
