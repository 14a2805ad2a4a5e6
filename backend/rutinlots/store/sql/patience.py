"""Limits the time spent waiting for a database: its queries run in helper threads, which can be abandoned."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from queue import SimpleQueue
from time import monotonic
from typing import Any, TypeVar

T = TypeVar("T")


class TooLate(Exception):
    """There was no answer in time, or no free thread or place."""


class Room:
    """At most ``most`` at a time. Others wait as long as places become free, giving up when none has for ``stuck`` seconds."""

    def __init__(self, most: int):
        self._most = most
        self._changed = threading.Condition()
        self._taken = self._left = 0

    @contextmanager
    def place(self, stuck: float) -> Iterator[None]:
        """Hold a place within the block. :raises TooLate:"""
        with self._changed:
            while self._taken >= self._most:
                if not self._changed.wait_for(partial(self._has_changed, self._left), stuck):
                    raise TooLate
            self._taken += 1
        try:
            yield
        finally:
            with self._changed:
                self._taken -= 1
                self._left += 1
                self._changed.notify_all()

    def _has_changed(self, left: int) -> bool:
        return self._left != left


class Helpers:
    """Up to ``most`` threads. A frozen database holds them until it continues or its connections end."""

    def __init__(self, most: int):
        self._most = most
        self._free = threading.BoundedSemaphore(most)
        self._tasks: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._started: list[threading.Thread] = []
        self._afterwards: Callable[[], object] = lambda: None

    def run(self, work: Callable[[], T], seconds: float) -> T:
        """Run ``work`` in a thread; returns or raises what it does. :raises TooLate: after ``seconds``."""
        end = monotonic() + seconds
        if not self._free.acquire(timeout=seconds):
            raise TooLate
        future: Future[T] = Future()
        self._tasks.put((future, work))
        self._start()
        try:
            return future.result(max(0.0, end - monotonic()))
        except TimeoutError:
            if future.done():
                raise  # raised by the work itself
            raise TooLate from None

    def _start(self) -> None:
        with self._lock:
            if len(self._started) < self._most:
                self._started.append(threading.Thread(target=self._work, name="store-helper", daemon=True))
                self._started[-1].start()

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            future, work = task
            try:
                future.set_result(work())
            except BaseException as error:
                future.set_exception(error)
            self._free.release()
        self._afterwards()

    def close(self, afterwards: Callable[[], object] = lambda: None) -> None:
        """End the threads when their work is done; each calls ``afterwards`` last."""
        self._afterwards = afterwards
        for _ in self._started:
            self._tasks.put(None)

    def disband(self) -> None:
        """End the threads, and wait for it: a process that is forked now has none, and starts its own when it needs them."""
        self.close()
        for each in self._started:
            each.join()
        self._started.clear()
