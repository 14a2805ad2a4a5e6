"""The folder for the sockets between a server's processes.

A server that is killed leaves its folder behind; the next one removes it. The processes of one that runs hold a lock on theirs.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rutinlots.web.config import ConfigError

_PREFIX = "rutinlots-serve-"


@contextmanager
def socket_folder() -> Iterator[Path]:
    """A folder that no other user may open, and that is removed after the block.

    :raises ConfigError: when there is no place for it.
    """
    import fcntl  # not on Windows, where there is one process

    try:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    except OSError as error:
        raise ConfigError(
            "Several processes need a folder for temporary files, and there is none that the server may write to. "
            "Name one in TMPDIR, or start with --processes 1."
        ) from error
    held = os.open(folder, os.O_RDONLY)  # forked processes have it too: the lock lasts as long as any of them
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        _remove_left_ones(folder.parent)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def _remove_left_ones(place: Path) -> None:
    for folder in place.glob(f"{_PREFIX}*"):
        with suppress(OSError):  # another server's start was faster
            if folder.lstat().st_uid == os.geteuid() and not _is_in_use(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_in_use(folder: Path) -> bool:
    """Whether a server runs or starts there: one that starts has its lock before its first socket."""
    import fcntl

    if not any(folder.iterdir()):
        return True
    looked_at = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(looked_at, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(looked_at)
    return False
