"""What is worked out once and kept in memory: a bounded cache, by how much room its values take."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_LEAST = 5_000  # bytes that are taken by what was read of a ticket, or of its thread, with a mail of one line
_LINES = 1_024  # that each function remembers; with twice as many a question of 400 agents by turns took as long
_LONGEST_LINE = 300  # characters


def by_line(work: Callable[[str], V]) -> Callable[[str], V]:
    """Remember what a function makes of single lines: between two pauses in the typing few lines of a draft change."""
    known = lru_cache(_LINES)(work)

    @wraps(work)
    def ask(line: str) -> V:
        return known(line) if len(line) <= _LONGEST_LINE else work(line)

    return ask


def memory_of(length: int) -> int:
    """About how many bytes are taken by what was read of a ticket, or made of its thread, that is ``length`` characters long."""
    return _LEAST + length * 3 // 2


class Kept(Generic[K, V]):
    """Values by key. Those asked for longest ago go when all together exceed ``room``; one of more than half of it is not kept."""

    def __init__(self, room: int):
        self._room = room
        self._taken = 0
        self._values: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: K) -> V | None:
        """The value kept for a key."""
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def put(self, key: K, value: V, size: int) -> None:
        """Keep a value that takes so much room."""
        if size > self._room // 2:
            return
        with self._lock:
            _, freed = self._values.pop(key, (None, 0))
            self._values[key] = value, size
            self._taken += size - freed
            while self._taken > self._room:
                _, (_, freed) = self._values.popitem(last=False)
                self._taken -= freed
