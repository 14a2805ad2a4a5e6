"""Measures how fast a server starts, and how fast changed rules are in force.

    python -m tools.start [--times 1 10 50] [--snippets 20000]
"""

import argparse
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from rutinlots.core.calendar import STOCKHOLM
from rutinlots.live_rules import LiveRules
from rutinlots.rule_loader import load
from rutinlots.web.config import SHIPPED_RULES
from tools.server import serving

STARTS = 5
TIMES, SNIPPETS = [1, 10, 50], [2_000, 20_000]
CHANGED = "checks/halsning/double-greeting.yaml"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--times", type=int, nargs="+", default=TIMES, help="how many times the shipped rules (%(default)s)")
    parser.add_argument("--snippets", type=int, nargs="+", default=SNIPPETS, help="how many snippets (%(default)s)")
    chosen = parser.parse_args()
    measure(chosen.times, chosen.snippets)


def measure(times: list[int], snippets: list[int]) -> None:
    """Print the table: seconds that pass, and seconds of a processor."""
    print(f"{'':58} {'passed':>9} {'processor':>10}")
    with tempfile.TemporaryDirectory() as folder:
        _print("start with an empty data folder, until it listens", *_middle(lambda number: _start(Path(folder) / str(number))))
        _print("start again, until it listens", *_middle(lambda number: _start(Path(folder) / "0")))
    for many in times:
        with tempfile.TemporaryDirectory() as folder:
            _reload(multiplied(Path(folder), checks=many, snippets=many), f"the shipped rules × {many}")
    for many in snippets:
        with tempfile.TemporaryDirectory() as folder:
            shipped = len(list((SHIPPED_RULES / "snippets").rglob("*.yaml")))
            rules = multiplied(Path(folder), checks=1, snippets=-(-many // shipped))
            _print(f"{many} snippets: read them", *_timed(partial(load, rules)))
            _print(f"{many} snippets: count their words", *_timed(load(rules).index.prepare))


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


def _start(data: Path) -> None:
    with serving(data) as (server, _):
        pass
    server.wait()


def _reload(folder: Path, what: str) -> None:
    started: list[LiveRules] = []
    begun = _timed(lambda: started.append(LiveRules(folder, load, lambda: datetime.now(STOCKHOLM))))
    _print(f"{what}: read and try them", *begun)
    live = started[0]
    _print(f"{what}: put a changed check in force", *_middle(lambda number: _take(live), lambda number: _change(live, number)))
    _print(f"{what}: look whether a file has changed", *_middle(lambda number: live.look()))


def _change(live: LiveRules, number: int) -> None:
    file = live.folder / CHANGED
    text = re.sub(r"^title: .*$", f"title: Två hälsningar {number}", file.read_text("utf-8"), count=1, flags=re.M)
    file.write_text(text, "utf-8")
    live.look()  # a change is read when a second look sees the same


def _take(live: LiveRules) -> None:
    if not live.look() or live.in_force.problems:
        raise RuntimeError(f"the change was refused: {live.in_force.problems}")


def _middle(work: Callable[[int], object], before: Callable[[int], object] = lambda number: None) -> tuple[float, float]:
    """The median of several runs, each with something before it that isn't measured."""
    taken = []
    for number in range(STARTS):
        before(number)
        taken.append(_timed(partial(work, number)))
    return sorted(taken)[len(taken) // 2]


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds passed, and seconds of a processor that this process and those that it has started and awaited have used."""
    began, used = time.perf_counter(), _processor()
    work()
    return time.perf_counter() - began, _processor() - used


def _processor() -> float:
    return sum(os.times()[:4])


def _print(what: str, passed: float, processor: float) -> None:
    print(f"{what:58} {passed:7.3f} s {processor:8.3f} s", flush=True)


if __name__ == "__main__":
    main()
