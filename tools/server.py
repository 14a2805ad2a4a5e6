"""A server in a process of its own, for what measures it from outside."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

Address = tuple[str, int]


@contextmanager
def serving(folder: str | Path, *options: str) -> Iterator[tuple["subprocess.Popen[str]", Address]]:
    """Start a server with its data in ``folder``; gives process and address. No rate limit: all callers share an address."""
    command = [sys.executable, "-m", "rutinlots", "serve", "--port", "0", "--rate", "0", "--data", str(folder), *options]
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as it is installed
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=compiled) as server:
        try:
            yield server, server_address(server)
        finally:
            server.terminate()


def server_address(server: "subprocess.Popen[str]") -> Address:
    """The address that a server prints when it listens. Raises RuntimeError if it did not start."""
    line = server.stdout.readline() if server.stdout else ""
    place = urlsplit(line.split()[-1] if line else "")
    if not place.hostname or not place.port:
        raise RuntimeError("the server did not start; try it by hand: rutinlots serve")
    return place.hostname, place.port
