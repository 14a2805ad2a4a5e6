"""The vectors of the latest mails, in memory only."""

import hashlib
import secrets
import threading
from collections import OrderedDict
from typing import Any

REMEMBERED = 1000  # mails; 1.5 kB each, and as much for each sentence


class Memory:
    """Vectors by a keyed hash of the mail: what is kept says nothing outside this process."""

    def __init__(self, most: int = REMEMBERED):
        self._most = most
        self._secret = secrets.token_bytes(32)
        self._known: OrderedDict[bytes, Any] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._known)

    def key(self, text: str) -> bytes:
        """What a mail is remembered by."""
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=self._secret, digest_size=16).digest()

    def get(self, key: bytes) -> Any:
        """A mail's vectors, or None."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
            return self._known.get(key)

    def put(self, key: bytes, vector: Any) -> None:
        """Remember a mail's vectors, and forget the one that was asked for longest ago."""
        with self._lock:
            self._known[key] = vector
            while len(self._known) > self._most:
                self._known.popitem(last=False)
