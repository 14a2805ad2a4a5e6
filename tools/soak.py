"""Kills a server (kill -9) in the middle of a stream of events, again and again, and checks the database.

    python -m tools.soak [--runs 50] [--seconds 0.6]

Nothing that was acknowledged may be missing, and nothing may be there twice.
"""

import argparse
import http.client
import json
import random
import sqlite3
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.server import Address, serving

_SENDERS = 4
_BATCH = 5

Event = dict[str, Any]  # as it is sent


@dataclass(frozen=True)
class Outcome:
    """Outcome of a kill: events acknowledged, events missing of those, duplicates, and whether the file is intact."""

    acknowledged: int
    missing: int
    double: int
    sound: bool

    @property
    def whole(self) -> bool:
        """Whether nothing was lost."""
        return self.sound and not self.missing and not self.double


def kills(folder: Path, runs: int, seconds: float) -> Iterator[Outcome]:
    """Start a server on ``folder``, send events for up to ``seconds``, kill it and check; ``runs`` times.

    What had no answer is sent to the next server under the same ids, as the extension does.
    """
    acknowledged: set[str] = set()
    unanswered: list[list[Event]] = []
    for _ in range(runs):
        with serving(folder) as (server, address):
            again, unanswered = unanswered, []
            for batch in again:
                if _post(address, batch) == 200:
                    acknowledged.update(event["id"] for event in batch)
            senders = [threading.Thread(target=_send, args=(address, acknowledged, unanswered)) for _ in range(_SENDERS)]
            for sender in senders:
                sender.start()
            time.sleep(random.uniform(0.05, seconds))
            server.kill()
        for sender in senders:
            sender.join()
        yield _look(folder / "rutinlots.db", acknowledged)


def _send(address: Address, acknowledged: set[str], unanswered: list[list[Event]]) -> None:
    while True:
        batch = [_event() for _ in range(_BATCH)]
        try:
            status = _post(address, batch)
        except (OSError, http.client.HTTPException):
            unanswered.append(batch)
            return
        if status == 200:
            acknowledged.update(event["id"] for event in batch)
        else:
            unanswered.append(batch)


def _event() -> Event:
    ticket = random.randint(1, 500)
    return {"id": str(uuid.uuid4()), "at": "2026-03-10T10:15:00Z", "kind": "logged", "ticket": ticket}


def _post(address: Address, batch: list[Event]) -> int:
    with closing(http.client.HTTPConnection(*address, timeout=30)) as connection:
        connection.request("POST", "/api/v1/events", json.dumps({"events": batch}), {"Content-Type": "application/json"})
        response = connection.getresponse()
        response.read()
        return response.status


def _look(file: Path, acknowledged: set[str]) -> Outcome:
    with closing(sqlite3.connect(file)) as connection:
        kept = [row[0] for row in connection.execute("SELECT id FROM events")]
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    return Outcome(len(acknowledged), len(acknowledged - set(kept)), len(kept) - len(set(kept)), sound)


def main() -> None:
    """Run and print; exit code 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=50, help="how many times (%(default)s)")
    parser.add_argument("--seconds", type=float, default=0.6, help="how long each stream lasts at most (%(default)s)")
    chosen = parser.parse_args()
    lost = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, outcome in enumerate(kills(Path(folder), chosen.runs, chosen.seconds), start=1):
            lost += not outcome.whole
            print(f"kill {number:3}: {outcome}", flush=True)
    print(f"{chosen.runs} kills, {lost} with a loss")
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
