"""Measures how many agents a server on this machine carries: they open, write with pauses and send, in another process.

    python -m tools.bench.load [--agents 10 50 100] [--seconds 20] [--pause 2] [--processes 2]

Each agent asks about a ticket, then about the draft at every pause in the typing, and then at send, as the extension does:
over a persistent connection; it gives up after 0.9 seconds, and after a refusal it asks nothing until the time that
``Retry-After`` gives. Every number of agents gets a server of its own. "waiting" is the longest queue, "unclear" counts
refusals without ``Retry-After``. "CPU ms" is processor time for each request, the figure least affected by other load; "load"
is the machine's before the row.
"""

import argparse
import asyncio
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.request import urlopen

from tools.bench.report import load, table
from tools.bench.situations import SITUATION
from tools.server import Address, memory, processor, serving

_WRITES = 12  # pauses in the typing of one reply
_HEAD = (
    "agents", "checks/s", "p50 ms", "p95 ms", "p99 ms", "CPU ms", "refused", "unclear", "given up", "waiting", "memory MB", "load"
)  # fmt: skip
_PATIENCE_S = 0.9  # then the extension lets the mail go and closes the connection
_AWAY = ("429", "503")


class Tally:
    """Measurements: the seconds of each answered check, and the count of each status ("none": no answer in time)."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.statuses: Counter[str] = Counter()
        self.unclear = 0


@dataclass(frozen=True)
class Answer:
    """A response: its status, and the seconds of ``Retry-After`` if given."""

    status: str
    again: float | None


class Line:
    """One agent's connection; reopened when it is lost."""

    def __init__(self, address: Address):
        self._address = address
        self._open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, body: bytes) -> Answer:
        """Post a check. Raises OSError, EOFError or TimeoutError when there is no answer."""
        try:
            return await asyncio.wait_for(self._exchange(body), _PATIENCE_S)
        except (OSError, EOFError, TimeoutError):
            self.close()
            raise

    async def _exchange(self, body: bytes) -> Answer:
        if self._open is None:
            self._open = await asyncio.open_connection(*self._address)
        reader, writer = self._open
        head = f"POST /api/v1/checks HTTP/1.1\r\nHost: {self._address[0]}\r\nContent-Type: application/json\r\n"
        writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        await reader.readexactly(int(headers["content-length"]))
        if headers.get("connection", "").lower() == "close":
            self.close()
        again = headers.get("retry-after")
        return Answer(first.split()[1], None if again is None else float(again))

    def close(self) -> None:
        """Close the connection."""
        if self._open:
            self._open[1].close()
            self._open = None


async def _agent(line: Line, pause: float, end: float, tally: Tally) -> None:
    bodies = {moment: json.dumps({**SITUATION, "moment": moment}).encode() for moment in ("open", "write", "send")}
    await asyncio.sleep(random.uniform(0, pause))
    while True:
        for moment in ("open", *["write"] * _WRITES, "send"):
            if time.perf_counter() > end:
                return line.close()
            rest = random.expovariate(1 / pause)
            began = time.perf_counter()
            try:
                answer = await line.ask(bodies[moment])
            except (OSError, EOFError, TimeoutError):
                answer = Answer("none", None)
            tally.statuses[answer.status] += 1
            if answer.status == "200":
                tally.seconds.append(time.perf_counter() - began)
            elif answer.status in _AWAY:
                tally.unclear += answer.again is None
                rest = max(rest, answer.again or 0)
            await asyncio.sleep(rest)


async def _play(address: Address, agents: int, pause: float, seconds: float) -> Tally:
    tally = Tally()
    end = time.perf_counter() + seconds
    await asyncio.gather(*(_agent(Line(address), pause, end, tally) for _ in range(agents)))
    return tally


def _waiting(address: Address) -> str:
    """The longest queue, to the precision of the server's histogram."""
    with urlopen(f"http://{address[0]}:{address[1]}/metrics", timeout=30) as response:
        lines: list[str] = response.read().decode().splitlines()
    buckets = [[*line.split('"')[1::2], line.split()[-1]] for line in lines if line.startswith("rutinlots_waiting_bucket")]
    return next(le.removesuffix(".0") for le, count in buckets if count == buckets[-1][1])


def measure(agents: Iterable[int], seconds: float, pause: float, options: Sequence[str] = ()) -> str:
    """A table with a row for each number of agents, printed as it is measured."""
    lines = [table(_HEAD, (), texts=0)]
    print(lines[0], end="", flush=True)
    for count in agents:
        before = load()
        with tempfile.TemporaryDirectory() as folder, serving(folder, *options) as (server, address):
            asyncio.run(_play(address, 1, 0.05, 1))  # warms up caches
            used = processor(server.pid)
            tally = asyncio.run(_play(address, count, pause, seconds))
            spent = processor(server.pid) - used
            row = [count, *_figures(tally, seconds, spent), _waiting(address), memory(server.pid), f"{before:.0f}"]
        lines.append(f"| {' | '.join(map(str, row))} |\n")
        print(lines[-1], end="", flush=True)
    return "".join(lines)


def _figures(tally: Tally, seconds: float, used: float) -> Iterator[str]:
    took = sorted(tally.seconds) or [float("nan")]
    answered, none = tally.statuses["200"], tally.statuses["none"]
    yield f"{answered / seconds:.0f}"
    yield from (f"{1000 * took[int(len(took) * share)]:.0f}" for share in (0.50, 0.95, 0.99))
    yield f"{1000 * used / max(1, tally.statuses.total() - none):.1f}"
    yield f"{sum(tally.statuses[status] for status in _AWAY) / max(1, tally.statuses.total()):.1%}"
    yield from (str(tally.unclear), str(none))


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--agents", type=int, nargs="+", default=[10, 50, 100, 200, 300, 400], help="how many (%(default)s)")
    parser.add_argument("--seconds", type=float, default=20, help="how long each measurement takes (%(default)s)")
    parser.add_argument("--pause", type=float, default=2, help="seconds between an agent's questions (%(default)s)")
    parser.add_argument("--processes", type=int, default=1, help="of the server (%(default)s)")
    chosen = parser.parse_args()
    measure(chosen.agents, chosen.seconds, chosen.pause, ("--processes", str(chosen.processes)))


if __name__ == "__main__":
    main()
