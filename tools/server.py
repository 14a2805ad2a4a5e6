"""A server in a process of its own, for what measures it from outside."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from math import nan
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


def processor(process: int) -> float:
    """Processor time that a process and those it has started have used, in seconds; Linux only."""
    ticks = 0
    for each in family(process):
        with suppress(OSError):
            ticks += sum(map(int, Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK") if Path("/proc/self/stat").exists() else float("nan")


def memory(process: int) -> str:
    """The peak memory in MB of a process or, where it has started others, of each of them; Linux only."""
    _, *others = every = family(process)
    return "+".join(f"{peak(each):.0f}" for each in others or every)


def peak(process: int) -> float:
    """The peak memory of one process in MB; not a number where it can't be known."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:  # it has ended, or this is not Linux
        return nan
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), nan)


def family(process: int) -> list[int]:
    """A process and those it has started; Linux tells of the others."""
    children = Path(f"/proc/{process}/task/{process}/children")
    return [process, *map(int, children.read_text().split())] if children.exists() else [process]
