"""Other programs, run so that Ctrl+C and SIGTERM reach them too.

Standard library only, in syntax that an old Python can parse: tasks.py begins here.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from typing import Any

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Failed(Exception):
    """A command failed; the message says what to do, or is empty if it has been printed already."""

    def __init__(self, message: str = "", code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def call(*command: str, **how: Any) -> int:
    """Run a command in the repository and return its exit code; Ctrl+C and SIGTERM reach it too."""
    interrupted = signal.signal(signal.SIGINT, lambda *_: None)  # the child gets it too, and exits in its own way
    terminated = signal.getsignal(signal.SIGTERM)
    try:
        child = subprocess.Popen(command, cwd=ROOT, **how)
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        code = child.wait()
        return code if code >= 0 else 128 - code  # ended by a signal: the shells' convention
    finally:
        signal.signal(signal.SIGTERM, terminated)
        signal.signal(signal.SIGINT, interrupted)


def must(*command: str, **how: Any) -> None:
    """Run a command. :raises Failed: when it fails."""
    code = call(*command, **how)
    if code:
        raise Failed(code=code)


def call_all(commands: "Iterable[Sequence[str]]") -> int:
    """Run commands side by side, and print what each wrote in their order; returns the first exit code that is not 0."""
    interrupted = signal.signal(signal.SIGINT, lambda *_: None)
    terminated = signal.getsignal(signal.SIGTERM)
    children: list[subprocess.Popen[bytes]] = []

    def terminate(*_: Any) -> None:
        for child in children:
            child.terminate()

    try:
        children = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for command in commands]
        signal.signal(signal.SIGTERM, terminate)
        for child in children:
            sys.stdout.buffer.write(child.communicate()[0])
            sys.stdout.flush()
    finally:
        signal.signal(signal.SIGTERM, terminated)
        signal.signal(signal.SIGINT, interrupted)
    failed = [child.returncode for child in children if child.returncode]
    return (failed[0] if failed[0] > 0 else 128 - failed[0]) if failed else 0
