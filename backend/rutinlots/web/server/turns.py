"""Checks are answered by the thread that reads them, one after the other; another thread stands in for it while one takes long.

Only one thread of a process computes at a time, and the engine lets go of the interpreter at each search, so checks that are
answered at the same time interrupt each other some hundred times each, and so do a check and the thread that reads the next one.
Here nothing is handed from one thread to another, which spares a quarter of the processor time of a check over HTTP. When a check
takes so long that it may be waiting for something, the thread that stands in reads on, and hands what comes to worker threads.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

log = logging.getLogger(__name__)

PATIENCE_S = 0.03  # several times what a check takes
_BETWEEN_S = 0.005  # checks that wait are answered for so long before connections are looked at again
_LOOK_S = 1.0  # a look waits no longer, since connections have time limits


class Task(Protocol):
    """A complete request."""

    def service(self) -> None:
        """Answer it."""


class _Turn(NamedTuple):
    """A check that is being answered: when that began, and by which thread."""

    number: int
    begun: float
    thread: int


class Turns:
    """The checks that wait, in their order.

    ``look`` handles what connections are ready for, having waited for it at most so many seconds; ``hand_over`` gives a request to
    a worker thread, and ``wake`` ends a look that waits.
    """

    def __init__(
        self,
        look: Callable[[float], None],
        hand_over: Callable[[Any], None],
        wake: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ):
        self._look = look
        self._hand_over = hand_over
        self._wake = wake
        self._clock = clock
        self._queue: deque[Task] = deque()
        self._turn: _Turn | None = None
        self._number = 0
        self._lock = threading.Lock()  # of the three above
        self._looking = threading.Lock()
        self._stands_in = False
        self._watching = threading.Event()
        self._closed = threading.Event()
        threading.Thread(target=self._watch, name="stand-in", daemon=True).start()

    def add(self, task: Task) -> None:
        """Let a check wait for its turn."""
        self._queue.append(task)

    def __len__(self) -> int:
        """How many checks wait or are being answered in their turn."""
        return len(self._queue) + (self._turn is not None)

    @property
    def is_mine(self) -> bool:
        """Whether this thread is answering a check in its turn, after which it looks at the connections itself."""
        turn = self._turn
        return turn is not None and turn.thread == threading.get_ident()

    def once(self) -> None:
        """Look at the connections, and answer checks for a moment. To be called by one thread again and again."""
        with self._looking:
            self._look(0 if self._queue else _LOOK_S)
        end = self._clock() + _BETWEEN_S
        while (task := self._next()) is not None:
            try:
                task.service()
            except Exception:
                log.exception("A check failed in the server")
            finally:
                self._turn = None
            if self._stands_in:
                self._wake()
            if self._clock() >= end:
                break

    def _next(self) -> Task | None:
        with self._lock:
            if not self._queue:
                return None
            self._number += 1
            self._turn = _Turn(self._number, self._clock(), threading.get_ident())
            task = self._queue.popleft()
        if not self._watching.is_set():
            self._watching.set()
        return task

    def _watch(self) -> None:
        before: _Turn | None = None
        while True:
            self._watching.wait()
            if self._closed.is_set():
                return
            turn = self._turn
            if turn is None and before is None:  # nothing is asked
                self._watching.clear()
                if self._turn or self._closed.is_set():
                    self._watching.set()
            elif turn is None or (left := turn.begun + PATIENCE_S - self._clock()) > 0:
                self._closed.wait(PATIENCE_S if turn is None else left)
            else:
                try:
                    self._stand_in(turn)
                except Exception:
                    log.exception("Connections could not be looked at")
                    self._closed.wait(PATIENCE_S)
            before = turn

    def _stand_in(self, turn: _Turn) -> None:
        """Look at the connections while a check is being answered, and hand the others over."""
        with self._looking:
            self._stands_in = True
            try:
                while self._turn is turn and not self._closed.is_set():
                    for task in self._taken(turn):
                        self._hand_over(task)
                    self._look(_LOOK_S)
            finally:
                self._stands_in = False

    def _taken(self, turn: _Turn) -> list[Task]:
        with self._lock:
            taken = list(self._queue) if self._turn is turn else []
            for _ in taken:
                self._queue.popleft()
        return taken

    def close(self) -> None:
        """End the thread that stands in."""
        self._closed.set()
        self._watching.set()
