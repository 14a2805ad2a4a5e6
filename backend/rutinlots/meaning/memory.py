"""The vectors of the latest mails, in memory only."""

import hashlib
import secrets
from typing import Any

from rutinlots.core.kept import Kept

REMEMBERED = 1000  # mails; 1.5 kB each, and as much for each sentence


class Memory:
    """Vectors by a keyed hash of the mail: what is kept says nothing outside this process."""

    def __init__(self, most: int = REMEMBERED):
        self._secret = secrets.token_bytes(32)
        self._known: Kept[bytes, Any] = Kept(most)

    def __len__(self) -> int:
        return len(self._known)

    def key(self, text: str) -> bytes:
        """What a mail is remembered by."""
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=self._secret, digest_size=16).digest()

    def get(self, key: bytes) -> Any:
        """A mail's vectors, or None."""
        return self._known.get(key)

    def put(self, key: bytes, vector: Any) -> None:
        """Remember a mail's vectors, and forget the one that was asked for longest ago."""
        self._known.put(key, vector, 1)
