"""Waiting no longer for a database than one wants to: it is asked in other threads, which may be left behind."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from queue import SimpleQueue
from time import monotonic
from typing import Any, TypeVar

T = TypeVar("T")


class TooLate(Exception):
    """There was no answer in time, or so many are waited for already that nobody was left to ask."""


class Room:
    """Places for ``most`` at a time. Others wait while places are let go of, and ``stuck`` seconds where none is."""

    def __init__(self, most: int):
        self._most = most
        self._changed = threading.Condition()
        self._taken = self._left = 0

    @contextmanager
    def place(self, stuck: float) -> Iterator[None]:
        """Have a place within the block. :raises TooLate:"""
        with self._changed:
            while self._taken >= self._most:
                left = self._left
                if not self._changed.wait_for(lambda left=left: self._left != left, stuck):
                    raise TooLate
            self._taken += 1
        try:
            yield
        finally:
            with self._changed:
                self._taken -= 1
                self._left += 1
                self._changed.notify_all()


class Helpers:
    """Up to ``most`` threads. A database that has frozen holds them until it goes on or its connections end."""

    def __init__(self, most: int):
        self._most = most
        self._free = threading.BoundedSemaphore(most)
        self._tasks: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._started = 0

    def run(self, work: Callable[[], T], seconds: float) -> T:
        """What ``work`` answers, or raises, within the time. :raises TooLate:"""
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
                raise  # the work's own
            raise TooLate from None

    def _start(self) -> None:
        with self._lock:
            if self._started < self._most:
                self._started += 1
                threading.Thread(target=self._work, name="store-helper", daemon=True).start()

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            future, work = task
            try:
                future.set_result(work())
            except BaseException as error:
                future.set_exception(error)
            self._free.release()

    def close(self) -> None:
        """Let the threads end when they are done."""
        for _ in range(self._started):
            self._tasks.put(None)
