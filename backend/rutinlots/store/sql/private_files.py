"""Files and folders that only the user who runs Rutinlots may read."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

OURS = ("rutinlots.db", "server.key", "identity.pem")


def make_private_folder(folder: Path) -> None:
    """Create the folder, closed to other users; an existing one is closed if there is nothing but our files in it.

    :raises OSError:
    """
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        return
    with suppress(OSError):  # another user's folder, or one on a read-only disk
        if all(entry.name.startswith(OURS) for entry in folder.iterdir()) and any(folder.iterdir()):
            folder.chmod(0o700)


def make_private(file: Path, *, create: bool = False) -> None:
    """Close a file to other users; with ``create``, make an empty one if it is missing. Leaves alone what can't be changed."""
    with suppress(OSError):
        if create:
            os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
        if file.is_file() and file.stat().st_mode & 0o077:
            file.chmod(0o600)


def write_once(file: Path, content: str) -> None:
    """Write a private file as a whole, unless it exists; of two servers that start at once, one wins. :raises OSError:"""
    aside = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    try:
        with open(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        try:
            os.link(aside, file)
        except FileExistsError:
            pass
        except OSError:  # a disk without links
            os.replace(aside, file)
    finally:
        aside.unlink(missing_ok=True)
