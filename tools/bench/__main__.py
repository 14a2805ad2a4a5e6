"""Measures how fast this machine answers checks: in one process, over HTTP, and beside other checkers; then a start, and agents.

    python -m tools.bench [--seconds 3] [--agents 16] [--peers tools/peers] [--only checks agents start] [--write]

The first table is processor time, so that other programs count little: of the engine, of a whole question to the API, and of an
empty Flask application that echoes the same body, by turns. The checkers beside them (``tools/peers``: npm ci) know other rules
and know English. With ``--write`` the tables go into docs/measurements.md, and plots of them beside it.
"""

import argparse
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import playwright
from flask import Flask, request

from rutinlots import create_app
from rutinlots.api.wire.situation import build
from rutinlots.core.evaluate import evaluate
from rutinlots.schemas.question import QuestionSchema
from rutinlots.web.server.wsgi import CHECKS
from tools.bench import callers, load, report, start, wrk
from tools.bench.plot import plot
from tools.bench.situations import SIZES, situation
from tools.server import Address, processor, serving

ROUNDS = 25  # warm up before the measurement
PEERS = Path(__file__).parents[1] / "peers"
PARTS = ("checks", "agents", "start")
AGENTS = [100, 400]
RATE = 700  # questions a second
MARK = "987654321"  # the number in a draft that is another one in each question


class Times(NamedTuple):
    """Milliseconds, in order of size."""

    name: str
    size: str
    sorted: list[float]

    def at(self, share: float) -> float:
        """A percentile."""
        return self.sorted[min(len(self.sorted) - 1, int(len(self.sorted) * share))]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, default=3, help="how long each measurement takes (%(default)s)")
    parser.add_argument("--agents", type=int, default=16, help="how many ask at once over HTTP (%(default)s)")
    parser.add_argument("--peers", type=Path, default=PEERS, help="folder of other checkers (%(default)s)")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="what is measured (%(default)s)")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/measurements.md")
    chosen = parser.parse_args()
    for part in chosen.only:
        text, bars = report.when(), []
        if part == "checks":
            measured = [*in_process(chosen.seconds), *peers(chosen.peers)]
            text += f"{checks(measured)}\n{over_http(chosen.agents, chosen.seconds)}"
            bars = [(f"{each.name}, {each.size}", each.at(0.5)) for each in measured]
            print(text, flush=True)
        elif part == "agents":
            text += load.measure(AGENTS, 4 * chosen.seconds, pause=2)
        else:
            rows = start.measure(start.TIMES, start.SNIPPETS)
            text += start.table(rows)
            bars = [(each.what, 1000 * each.processor) for each in rows]
        if chosen.write:
            report.write(part, text)
            if bars:
                (report.DOCS / f"{part}.svg").write_text(plot(bars), "utf-8")


def in_process(seconds: float) -> Iterator[Times]:
    """Echo, engine and API in this process, by turns."""
    app = create_app({"TESTING": True})
    bare = Flask("echo")
    bare.add_url_rule("/", view_func=lambda: request.get_json(), methods=["POST"])
    client, echo, schema, rules = app.test_client(), bare.test_client(), QuestionSchema(), app.extensions["rutinlots"].rules
    for size in SIZES:
        times: dict[str, list[float]] = {"echo": [], "engine": [], "API": []}
        end, number = time.perf_counter() + 3 * seconds, 0
        while time.perf_counter() < end or number < 2 * ROUNDS:
            number += 1
            body = situation(size, number)
            read, _ = build(schema.load(body), datetime.now(UTC))
            for name, work in (
                ("echo", partial(echo.post, "/", json=body)),
                ("engine", partial(evaluate, read, rules)),
                ("API", partial(client.post, "/api/v1/checks", json={**body, "agent": {"id": str(number)}})),
            ):
                began = time.thread_time()
                answer: Any = work()
                if number > ROUNDS:
                    times[name].append(1000 * (time.thread_time() - began))
                if name != "engine" and answer.status_code != 200:
                    raise RuntimeError(f"{name} answered {answer.status_code}")
        yield from (Times(name, size, sorted(found)) for name, found in times.items())


def peers(folder: Path) -> Iterator[Times]:
    """The other checkers, where they have been fetched."""
    if not (folder / "node_modules").is_dir():
        return
    texts = json.dumps([situation(size)["draft"]["text"] for size in SIZES[:2]])
    node = shutil.which("node") or str(Path(playwright.__file__).parent / "driver" / "node")
    done = subprocess.run([node, "peers.mjs"], cwd=folder, input=texts, capture_output=True, text=True, check=True)
    for name, found in json.loads(done.stdout).items():
        yield from (Times(name, size, times) for size, times in zip(SIZES, found, strict=False))


def checks(measured: list[Times]) -> str:
    """The table of processor times."""
    floors = {each.size: each.at(0.5) for each in measured if each.name == "echo"}
    head = ("Processor time in ms", "", "p50", "p95", "p99", "p50 to the echo's")
    rows = (
        (each.name, each.size, *(f"{each.at(share):.2f}" for share in (0.5, 0.95, 0.99)), f"{each.at(0.5) / floors[each.size]:.1f}")
        for each in measured
    )
    return report.table(head, rows, texts=2)


def over_http(agents: int, seconds: float) -> str:
    """The table of questions a second over HTTP: as many as come back, and at a rate that is kept whatever comes back."""
    cores = os.cpu_count() or 1
    if report.load() > 2 * cores:
        return "The machine was too busy to measure answers over HTTP.\n"
    head = (f"Over HTTP, {agents} connections", "questions/s", "p50 ms", "p99 ms", "server's CPU ms", "callers")
    runs = ((count, rate) for rate in (0, RATE) for count in dict.fromkeys((1, cores)))
    return report.table(head, (_served(agents, seconds, count, rate) for count, rate in runs))


def _served(agents: int, seconds: float, processes: int, rate: int) -> tuple[str, ...]:
    options = ("--waiting", "1000", "--processes", str(processes))
    by_wrk = wrk.installed() and not rate
    with tempfile.TemporaryDirectory() as folder, serving(folder, *options) as (server, address):
        ask = partial(_by_wrk if by_wrk else _by_ours, address, [_template(agent) for agent in range(agents)])
        ask(1, 0)
        used = processor(server.pid)
        answered, *times = ask(seconds, rate)
        used = 1000 * (processor(server.pid) - used) / max(1, answered)
    name = "1 process" if processes == 1 else f"{processes} processes"
    name += f", {rate} a second" if rate else ", without pause"
    return name, f"{answered / seconds:.0f}", *(f"{each:.1f}" for each in times), f"{used:.2f}", "wrk" if by_wrk else "Python"


def _by_wrk(address: Address, templates: list[str], seconds: float, _rate: float) -> tuple[float, float, float]:
    """The number of answers, and p50 and p99 in milliseconds."""
    found = wrk.ask(address, CHECKS, templates, MARK, seconds)
    return found.rate * seconds, found.p50, found.p99


def _by_ours(address: Address, templates: list[str], seconds: float, rate: float) -> tuple[float, float, float]:
    requests = [callers.drafts(address, CHECKS, each, MARK, 5_000_000 * number) for number, each in enumerate(templates)]
    taken = Times("HTTP", SIZES[0], sorted(1000 * each for each in callers.ask(address, requests, seconds, rate)))
    return len(taken.sorted), taken.at(0.5), taken.at(0.99)


def _template(agent: int) -> str:
    body = situation(SIZES[0], int(MARK))
    body["ticket"]["id"] = 90_000 + agent
    return json.dumps(body)


if __name__ == "__main__":
    main()
