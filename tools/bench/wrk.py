"""Callers without pause by wrk, where it is installed: they take a twentieth of what the server does, ours in Python a third."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tools.server import Address

_MS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
_SCRIPT = """
local templates, number = {{}}, 0
for line in io.lines("{templates}") do templates[#templates + 1] = line end
request = function()
  number = number + 1
  local body = string.gsub(templates[number % #templates + 1], "{mark}", string.format("1%08d", number))
  return wrk.format("POST", "{path}", {{["Content-Type"] = "application/json"}}, body)
end
"""


class Figures(NamedTuple):
    """Answers a second, and milliseconds."""

    rate: float
    p50: float
    p99: float


def installed() -> bool:
    """Whether there is a wrk."""
    return shutil.which("wrk") is not None


def ask(address: Address, path: str, templates: Sequence[str], mark: str, seconds: float) -> Figures:
    """Ask over one connection for each template, in each of which a number takes the place of the mark, another each time.

    Raises RuntimeError where anything but 200 is answered.
    """
    host, port = address
    with tempfile.TemporaryDirectory() as folder:
        lines, script = Path(folder, "templates"), Path(folder, "ask.lua")
        lines.write_text("\n".join(templates), "utf-8")
        script.write_text(_SCRIPT.format(templates=lines.as_posix(), mark=mark, path=path), "utf-8")
        many = str(len(templates))
        command = ["wrk", "-t1", "-c", many, "-d", f"{max(1, round(seconds))}s", "--latency", "-s", str(script), f"http://{host}:{port}"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(said)
    return read(said)


def read(said: str) -> Figures:
    """What wrk says. Raises RuntimeError where it says anything else."""
    rate = re.search(r"Requests/sec: *([\d.]+)", said)
    times = {share: float(number) * _MS[unit] for share, number, unit in re.findall(r"(\d\d)% +([\d.]+)(us|ms|s)\b", said)}
    if rate is None or not {"50", "99"} <= times.keys():
        raise RuntimeError(said)
    return Figures(float(rate[1]), times["50"], times["99"])
