"""Worker threads that take turns: one begins when none has just begun.

Only one thread of a process computes at a time, and the engine lets go of the interpreter at each search, so threads that answer
at the same time interrupt each other some hundred times a request: with eight of them a request took a quarter more of a
processor than with one. Here a request has the process for itself; only when it takes so long that it may be waiting for
something, another begins.
"""

import time
from collections.abc import Callable
from typing import Any

from waitress.task import ThreadedTaskDispatcher

PATIENCE_S = 0.03  # several times what a check takes


class Turns(ThreadedTaskDispatcher):
    """Waitress's worker threads with turns; the ``patience_s`` is how long a request has the process for itself."""

    def __init__(self, threads: int, patience_s: float = PATIENCE_S, clock: Callable[[], float] = time.monotonic):
        super().__init__()
        self._patience_s = patience_s
        self._clock = clock
        self._begun: dict[int, float] = {}  # the requests in progress, by thread
        self._watching = 0  # threads that wait for one in progress to take too long
        self.set_thread_count(threads)

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
                self._begun[thread_no] = self._clock()
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
        if not self._begun:
            return 0
        return max(0.0, max(self._begun.values()) + self._patience_s - self._clock())

    def _wait(self, seconds: float | None) -> None:
        self.active_count -= 1
        self._watching += seconds is not None
        self.queue_cv.wait(seconds)
        self._watching -= seconds is not None
        self.active_count += 1
