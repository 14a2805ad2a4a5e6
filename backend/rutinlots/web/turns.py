"""Worker threads that let checks take turns: one begins when no other has just begun.

Only one thread of a process computes at a time, and the engine lets go of the interpreter at each search, so checks that are
answered at the same time interrupt each other some hundred times each: with eight threads a check took a quarter more of a
processor than with one. Here a check has the process for itself among checks; only when it takes so long that it may be waiting
for something, another begins. All other requests, which wait for the disk or a password's hash, begin as soon as there is a thread.
"""

import time
from collections.abc import Callable
from math import inf
from typing import Any

from waitress.task import ThreadedTaskDispatcher

PATIENCE_S = 0.03  # several times what a check takes


class Turns(ThreadedTaskDispatcher):
    """Waitress's worker threads with turns for those requests that ``takes_turn`` is true of."""

    def __init__(self, threads: int, takes_turn: Callable[[Any], bool], clock: Callable[[], float] = time.monotonic):
        super().__init__()
        self._takes_turn = takes_turn
        self._clock = clock
        self._begun: dict[int, float] = {}  # the requests in progress by thread, and when those that take turns began
        self._watching = 0  # threads that wait for one in progress to take too long
        self.set_thread_count(threads)

    @property
    def waiting(self) -> int:
        """How many requests wait for more than their turn: those for which there is no thread."""
        return max(0, len(self.queue) + len(self._begun) - len(self.threads))

    def handler_thread(self, thread_no: int) -> None:
        """Answer requests, in a thread, until the server stops."""
        while True:
            with self.lock:
                self._begun.pop(thread_no, None)
                while self.stop_count == 0 and (seconds := self._seconds()) != 0:
                    self._wait(seconds)
                if self.stop_count > 0:
                    self.active_count -= 1
                    self.stop_count -= 1
                    self.threads.discard(thread_no)
                    self.thread_exit_cv.notify()
                    return
                task = self.queue.popleft()
                self._begun[thread_no] = self._clock() if self._takes_turn(task) else -inf
                if self.queue and not self._watching:
                    self.queue_cv.notify()
            try:
                task.service()
            except BaseException:
                self.logger.exception("Exception when servicing %r", task)

    def add_task(self, task: Any) -> None:
        """Queue a request; wakes a thread only where it can begin, or is to watch."""
        with self.lock:
            self.queue.append(task)
            if not self._watching or self._seconds() == 0:
                self.queue_cv.notify()

    def _seconds(self) -> float | None:
        """How long until a request may begin; None without one."""
        if not self.queue:
            return None
        if not self._begun or not self._takes_turn(self.queue[0]):
            return 0
        return max(0.0, max(self._begun.values()) + PATIENCE_S - self._clock())

    def _wait(self, seconds: float | None) -> None:
        self.active_count -= 1
        self._watching += seconds is not None
        self.queue_cv.wait(seconds)
        self._watching -= seconds is not None
        self.active_count += 1
