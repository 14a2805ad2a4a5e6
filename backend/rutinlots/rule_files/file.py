"""Reads a file of the rules folder safely, whatever kind of file it is."""

import os
import stat
from pathlib import Path

from rutinlots.core.rulefile.errors import RuleFileError

OFFICE = Path(__file__).resolve().parent / "office.yaml"  # the settings that the shipped examples are written for

LARGEST = 4 * 1024 * 1024  # bytes; the longest list of names is a quarter of it
# Without O_NONBLOCK, opening a pipe waits until another program writes to it.
_HOW = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_rule_file(path: Path) -> bytes:
    """The file's content. :raises RuleFileError: for a pipe, device or folder, and for a file that is too large or unreadable."""
    try:
        _must_be_file(os.stat(path))  # before opening it: opening a device may have effects
        with os.fdopen(os.open(path, _HOW), "rb") as file:
            _must_be_file(os.fstat(file.fileno()))  # it may have been replaced meanwhile
            data = file.read(LARGEST + 1)
    except OSError as problem:
        raise RuleFileError((), f"filen går inte att läsa ({problem.strerror})") from None
    if len(data) > LARGEST:
        raise RuleFileError((), f"filen är större än {LARGEST // 1024**2} MB; det är ingen regelfil, så flytta bort den")
    return data


def _must_be_file(state: os.stat_result) -> None:
    if not stat.S_ISREG(state.st_mode):
        raise RuleFileError((), "det är ingen vanlig fil; flytta bort den")
