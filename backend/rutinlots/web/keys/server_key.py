"""The key with which the server seals cookies. It lies beside the database, not in it: a copy of the database opens nothing."""

import logging
import secrets
from pathlib import Path

from rutinlots.store.sql.private_files import make_private, make_private_folder, write_once

log = logging.getLogger(__name__)
FILE = "server.key"
_BYTES = 32


def server_key(folder: Path) -> bytes:
    """Read the key in a folder, or make one that only this user may read.

    Where none can be kept, the key lasts as long as the process, and a restart ends the passes.
    """
    file = folder / FILE
    try:
        make_private_folder(folder)
        make_private(file)
        if not file.exists():
            write_once(file, secrets.token_hex(_BYTES) + "\n")
        if len(key := _bytes(file.read_bytes())) == _BYTES:
            return key
        log.warning("%s is no key of 64 hexadecimal digits; remove it, and a new one is made", file)
    except OSError as error:
        log.warning("The key %s can't be kept (%s); passes end when the server stops", file, error.strerror)
    return secrets.token_bytes(_BYTES)


def _bytes(written: bytes) -> bytes:
    """The bytes that hexadecimal digits stand for; none for anything else."""
    try:
        return bytes.fromhex(written.decode("ascii").strip())
    except ValueError:
        return b""
