"""Which connections are ready to be read or written, asked of the system once for all.

Waitress asks every connection at every look what it waits for, and tells the system again: with 400 agents that rest, 0.27 ms for
each check of another. Here only those are asked that something has happened to, and all of them twice a second.
"""

import selectors
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

from waitress import wasyncore

_ALL_S = 0.5  # often enough for the time limits, which waitress looks after when it is asked


class Ready:
    """The connections of ``map``, by their descriptors, as waitress keeps them."""

    def __init__(self, map: Mapping[int, Any], clock: Callable[[], float] = time.monotonic):
        self._map = map
        self._clock = clock
        self._selector = selectors.DefaultSelector()
        self._changed: deque[int] = deque()
        self._all_at = 0.0

    def changed(self, number: int | None) -> None:
        """Tell, from any thread, that a connection may wait for something else now."""
        if number is not None:
            self._changed.append(number)

    def gone(self, number: int | None) -> None:
        """Tell that a connection is about to be closed, whose number another one may get."""
        if number is not None and number in self._selector.get_map():
            self._selector.unregister(number)

    def look(self, seconds: float) -> None:
        """Read and write what is ready; waits for it so long."""
        if (now := self._clock()) >= self._all_at:
            self._all_at = now + _ALL_S
            self._changed.extend(list(self._map))
        while self._changed:
            self._ask(self._changed.popleft())
        for key, events in self._selector.select(seconds):
            one: Any = self._map.get(key.fd)
            if one is None:
                continue
            if events & selectors.EVENT_READ:
                wasyncore.read(one)
            still_open = self._map.get(key.fd) is one
            if events & selectors.EVENT_WRITE and still_open:
                wasyncore.write(one)
            self._ask(key.fd)

    def _ask(self, number: int) -> None:
        one = self._map.get(number)
        if one is None:
            return
        events = selectors.EVENT_READ if one.readable() else 0
        if one.writable() and not one.accepting:
            events |= selectors.EVENT_WRITE
        known = self._selector.get_map().get(number)
        if known is None and events:
            self._selector.register(number, events)
        elif known is not None and not events:
            self._selector.unregister(number)
        elif known is not None and known.events != events:
            self._selector.modify(number, events)
