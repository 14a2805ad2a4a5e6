"""A server to attack: checks asked meanwhile, and its memory and log."""

import http.client
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tools.server import Address, family, peak, server_address

Outcome = tuple[str, bool]  # what an attack cost, in words, and whether that is within its limit
_STILL_S = 4  # without more memory, after which a server that has just started is taken to be done
_LONGEST_SETTLING_S = 60
CHECK_S = 0.9  # after which the extension lets the mail go
JSON = {"Content-Type": "application/json"}
ROOT = Path(__file__).resolve().parents[2]
SITUATION = {
    "moment": "send",
    "ticket": {"id": 5, "conversation": [{"direction": "in", "text": "Hej! Varför är fakturan så hög?"}]},
    "draft": {"kind": "reply", "to": ["anna.berg@example.com"], "text": "Hej Anna,\n\nTack."},
}


@dataclass
class Target:
    """A running server: where it is, its process and its log."""

    address: Address
    process: "subprocess.Popen[str]"
    log: Path

    def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: dict[str, str] | None = None,
        source: str = "127.0.0.1",
        wait: float = 150,
    ) -> tuple[int, bytes, http.client.HTTPMessage]:
        """One request over a connection of its own."""
        connection = http.client.HTTPConnection(*self.address, timeout=wait, source_address=(source, 0))
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return response.status, response.read(), response.headers
        finally:
            connection.close()

    def check(self, wait: float = 60) -> float:
        """The seconds that an agent's check took; ``wait`` if there was no answer."""
        began = time.monotonic()
        with suppress(OSError, http.client.HTTPException):
            body = json.dumps(SITUATION).encode()
            status, _, _ = self.ask("POST", "/api/v1/checks", body, {"Content-Type": "application/json"}, "127.0.0.9", wait)
            return time.monotonic() - began if status == 200 else wait
        return wait

    @contextmanager
    def checked(self, wait: float = 60) -> Iterator[list[float]]:
        """Ask for checks one after the other during the block; gives a list of the seconds of each."""
        stopping = threading.Event()
        waits: list[float] = []

        def ask() -> None:
            while not stopping.wait(0.1):
                waits.append(self.check(wait))

        asking = threading.Thread(target=ask)
        asking.start()
        try:
            yield waits
        finally:
            stopping.set()
            asking.join()

    def settle(self) -> None:
        """Wait until what the server does after its start is done, or its cost would count as the attack's."""
        end = time.monotonic() + _LONGEST_SETTLING_S
        before = -1.0
        while (now := self.megabytes()) > before and time.monotonic() < end:
            before = now
            time.sleep(_STILL_S)

    def megabytes(self) -> float:
        """The server's peak memory, of several processes that of all; Linux only."""
        return sum(peak(each) for each in family(self.process.pid))


@contextmanager
def serving(*options: str) -> Iterator[Target]:
    """A server with its default limits."""
    with tempfile.TemporaryDirectory() as folder, open(Path(folder) / "log", "w") as log:
        command = [sys.executable, "-m", "rutinlots", "serve", "--port", "0", "--data", folder, *options]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as process:
            try:
                target = Target(server_address(process), process, Path(folder) / "log")
                target.check()  # warms up caches
                target.settle()
                yield target
            finally:
                process.kill()
