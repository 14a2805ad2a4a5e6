"""How many agents a server on this machine carries: agents that open, write with pauses and send, in a process of their own.

    python backend/experiments/load.py [--agents 25 50 100] [--seconds 10] [--pause 2]

Each agent asks about a ticket, then about the draft at every pause in the typing, and then at send.
"""

import argparse
import asyncio
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from urllib.parse import urlsplit

from speed import SITUATION

_WRITES = 12  # pauses in the typing of one reply
_GOAL_MS = 100


class Tally:
    """What the agents met: the seconds of each answered check, and how often each other status."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.statuses: Counter[str] = Counter()


async def _agent(address: tuple[str, int], pause: float, end: float, tally: Tally) -> None:
    await asyncio.sleep(random.uniform(0, pause))
    while time.perf_counter() < end:
        for moment in ("open", *["write"] * _WRITES, "send"):
            body = json.dumps({**SITUATION, "moment": moment})
            began = time.perf_counter()
            try:
                status = await asyncio.wait_for(_post(address, body), 10)
            except (OSError, TimeoutError, IndexError):
                status = "none"
            if status == "200":
                tally.seconds.append(time.perf_counter() - began)
            tally.statuses[status] += 1
            if time.perf_counter() > end:
                return
            await asyncio.sleep(random.expovariate(1 / pause))


async def _post(address: tuple[str, int], body: str) -> str:
    reader, writer = await asyncio.open_connection(*address)
    data = body.encode()
    head = f"POST /api/v1/checks HTTP/1.1\r\nHost: {address[0]}\r\nContent-Type: application/json\r\n"
    writer.write(f"{head}Content-Length: {len(data)}\r\nConnection: close\r\n\r\n".encode() + data)
    answer = await reader.read()
    writer.close()
    return answer.split(None, 2)[1].decode()


async def _play(address: tuple[str, int], agents: int, pause: float, seconds: float) -> Tally:
    tally = Tally()
    end = time.perf_counter() + seconds
    await asyncio.gather(*(_agent(address, pause, end, tally) for _ in range(agents)))
    return tally


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--agents", type=int, nargs="+", default=[25, 50, 100, 200, 400], help="how many (%(default)s)")
    parser.add_argument("--seconds", type=float, default=10, help="how long each measurement takes (%(default)s)")
    parser.add_argument("--pause", type=float, default=2, help="seconds between an agent's questions (%(default)s)")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "rutinlots", "serve", "--port", "0", "--rate", "0", "--data", folder]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            place = urlsplit(server.stdout.readline().split()[-1])
            print("agents  checks/s   p50 ms   p95 ms   p99 ms   sent away   no answer")
            for agents in chosen.agents:
                tally = asyncio.run(_play((place.hostname, place.port), agents, chosen.pause, chosen.seconds))
                _tell(agents, tally, chosen.seconds)
        finally:
            server.terminate()
            server.wait()
            server.stdout.close()


def _tell(agents: int, tally: Tally, seconds: float) -> None:
    times = sorted(tally.seconds) or [float("nan")]
    p50, p95, p99 = (1000 * times[int(len(times) * share)] for share in (0.50, 0.95, 0.99))
    answered, away, none = (tally.statuses[status] for status in ("200", "503", "none"))
    carried = "  carried" if p99 < _GOAL_MS and not away and not none else ""
    print(f"{agents:6} {answered / seconds:9.1f} {p50:8.1f} {p95:8.1f} {p99:8.1f} {away:11} {none:11}{carried}", flush=True)


if __name__ == "__main__":
    main()
