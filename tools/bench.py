"""Measures how fast this machine answers checks: in one process, over HTTP, and beside other checkers.

    python -m tools.bench [--seconds 3] [--agents 16] [--peers tools/peers] [--no-start] [--write]

The first table is processor time, so that other programs count little: of the engine, of a whole question to the API, and of an
empty Flask application that echoes the same body, by turns. The checkers beside them (``tools/peers``: npm ci) know other rules
and know English. With ``--write`` the tables go into docs/measurements.md, and a plot of the first beside it.
"""

import argparse
import http.client
import json
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import playwright
from flask import Flask, request

from rutinlots import create_app
from rutinlots.api.situation import build
from rutinlots.core.evaluate import evaluate
from rutinlots.schemas.question import QuestionSchema
from tools import start
from tools.bench_plot import plot
from tools.server import Address, serving

MAIL = """Hej!

Jag har fått en faktura på 2 340 kr för februari och det är nästan dubbelt så mycket som i januari. Hur kan det bli
så? Vi har varit bortrest i två veckor. Kan ni också skicka en kopia på januarifakturan?

Med vänlig hälsning
Anna Berg
Kundnummer 1234567
"""
REPLY = """Hej Anna,

Tack för att du hörde av dig. Fakturan för februari bygger på mätarens värden, och jag ser att förbrukningen steg de
kalla dagarna i början av månaden. Kopian hittar du på Mina sidor under Fakturor.

Har du frågor om elhandeln svarar ditt elhandelsbolag på dem.

Du är välkommen att återkomma om du har fler frågor.

Med vänlig hälsning,
Sandra
"""
ANNA = {"name": "Anna Berg", "email": "anna.berg@example.com"}
SITUATION: dict[str, Any] = {
    "moment": "write",
    "ticket": {
        "id": 90103,
        "subject": "Hög faktura",
        "status": "Öppen",
        "properties": {"Typ": "Fråga", "Interna kategorier": "Faktura"},
        "requester": ANNA,
        "conversation": [{"direction": "in", "from": ANNA, "to": ["kundservice@ellevio.se"], "text": MAIL}],
    },
    "draft": {"kind": "reply", "to": [ANNA["email"]], "send_mode": "send", "text": REPLY},
    "agent": {"id": "7", "name": "Sandra Ek"},
}

SIZES = ("450 characters", "11 000 characters", "a ticket of ten mails")
ROUNDS = 25  # warm up before the measurement
PEERS = Path(__file__).with_name("peers")
DOCS = Path(__file__).parents[1] / "docs"
BEGIN, END = "<!-- made by make bench ARGS=--write -->\n", "<!-- end -->\n"


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
    parser.add_argument("--write", action="store_true", help="write the tables into docs/measurements.md")
    parser.add_argument("--start", action=argparse.BooleanOptionalAction, default=True, help="whether starts and changed rules too")
    chosen = parser.parse_args()
    measured = [*in_process(chosen.seconds), *peers(chosen.peers)]
    cores = os.cpu_count() or 1
    counts = dict.fromkeys((1, cores)) if load() <= 2 * cores else ()
    served = [over_http(chosen.agents, chosen.seconds, processes) for processes in counts]
    text = report(measured, served, chosen.agents)
    print(text)
    if chosen.write:
        page = DOCS / "measurements.md"
        before, _, after = page.read_text("utf-8").partition(BEGIN)
        page.write_text(before + BEGIN + text + END + after.partition(END)[2], "utf-8")
        (DOCS / "speed.svg").write_text(plot([(f"{each.name}, {each.size}", each.at(0.5)) for each in measured]), "utf-8")
    if chosen.start:
        start.measure(start.TIMES, start.SNIPPETS)


def situation(size: str, number: int = 0) -> dict[str, Any]:
    """A question at the moment write; each ``number`` gives another draft."""
    chosen = deepcopy(SITUATION)
    if size == SIZES[2]:
        chosen["ticket"]["conversation"] = list(_thread())
    text = REPLY.replace("kalla dagarna", f"kalla dagarna {number}")
    if size == SIZES[1]:
        more = [text[15:330].replace("\n", f" {place}\n") for place in range(34)]  # no line is there twice
        text = text.replace("Har du", "\n\n".join(more) + "\n\nHar du")
    chosen["draft"]["text"] = text
    return chosen


def _thread() -> Iterator[dict[str, Any]]:
    """Ten mails with text and HTML, three quoted ones below each."""
    for number in range(10):
        own = MAIL.replace("2 340", f"{number + 2} 340")
        heads = [f"Den {day} mars 2026 kl. 10:0{day} skrev Kundservice <kundservice@ellevio.se>:" for day in (9, 8, 7)]
        quoted = [REPLY.replace("februari", f"vecka {number} {place}").split("\n") for place in range(3)]
        mails = list(zip(heads, quoted, strict=True))
        text = "".join(f"\n\n{head}\n" + "\n".join(f"> {line}" for line in lines) for head, lines in mails)
        html = "".join(
            f'<div class="gmail_quote"><div>{head.replace("<", "&lt;")}</div><blockquote>{_paragraphs(lines)}</blockquote></div>'
            for head, lines in mails
        )
        yield {
            "direction": "out" if number % 2 else "in",
            "from": {"name": "Kundservice", "email": "kundservice@ellevio.se"} if number % 2 else ANNA,
            "to": ["kundservice@ellevio.se"],
            "sent_at": f"2026-03-{number + 1:02}T10:00:00+01:00",
            "text": own + text,
            "html": f"<div>{_paragraphs(own.splitlines())}{html}</div>",
        }


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines if line)


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


def over_http(agents: int, seconds: float, processes: int) -> tuple[int, float, Times]:
    """Questions a second, and their durations, of agents who ask without pause."""
    with tempfile.TemporaryDirectory() as folder:
        options = ("--waiting", "1000", "--processes", str(processes))
        with serving(folder, *options) as (_, address):
            times: list[float] = []
            callers = [threading.Thread(target=_ask, args=(address, each, seconds, times)) for each in range(agents)]
            for each in callers:
                each.start()
            for each in callers:
                each.join()
    return processes, len(times) / seconds, Times("HTTP", SIZES[0], sorted(times))


def _ask(address: Address, agent: int, seconds: float, times: list[float]) -> None:
    connection = http.client.HTTPConnection(*address, timeout=30)
    end, number = time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        number += 1
        body = situation(SIZES[0], number)
        body["ticket"]["id"] = 90_000 + agent
        began = time.perf_counter()
        connection.request("POST", "/api/v1/checks", json.dumps(body), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"answered {answer.status}")
        times.append(1000 * (time.perf_counter() - began))
    connection.close()


def load() -> float:
    """How many programs want a core at once, over the last minute; 0 where the system doesn't say."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def report(measured: list[Times], served: list[tuple[int, float, Times]], agents: int) -> str:
    """The tables, in Markdown."""
    floors = {each.size: each.at(0.5) for each in measured if each.name == "echo"}
    lines = [f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores; the machine's load was {load():.0f}.", ""]
    lines += ["| Processor time in ms | | p50 | p95 | p99 | p50 to the echo's |", "|---|---|---:|---:|---:|---:|"]
    for each in measured:
        figures = " | ".join(f"{each.at(share):.2f}" for share in (0.5, 0.95, 0.99))
        lines.append(f"| {each.name} | {each.size} | {figures} | {each.at(0.5) / floors[each.size]:.1f} |")
    if not served:
        return "\n".join([*lines, "", "The machine was too busy to measure answers over HTTP."]) + "\n"
    lines += ["", f"| Over HTTP, {agents} agents without pause | questions/s | p50 ms | p99 ms |", "|---|---:|---:|---:|"]
    for processes, rate, times in served:
        name = "1 process" if processes == 1 else f"{processes} processes"
        lines.append(f"| {name} | {rate:.0f} | {times.at(0.5):.0f} | {times.at(0.99):.0f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
