"""Several processes that share one listening socket, and a parent that starts them, starts again what ends, and stops them.

The parent has loaded everything, so that what is never changed lies in memory once. It has no threads: forking it is safe at any
time.
"""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

log = logging.getLogger(__name__)

STOP: int = getattr(signal, "SIGUSR1", signal.SIGTERM)  # what the parent tells its processes, which heed nothing else
HANGUP: int = getattr(signal, "SIGHUP", 0)  # a terminal was closed; shell and system may both tell, so a second is none
_SHORT_S = 5.0  # a process that lives no longer has failed to start
_MOST_SHORT = 5  # of them in a row, before the server gives up
_HOPELESS = 78  # the exit code of a process that isn't to be started again: sysexits.h calls it EX_CONFIG
_PAUSE_S = 0.5  # before a process is started again
_USUALLY_AT_MOST = 4  # processes; two answer for over a thousand agents


class Hopeless(Exception):
    """To start the process again would lead to the same. The message says why; it contains no data."""


def can_fork() -> bool:
    """Whether processes can be started so here: on Linux and macOS."""
    return hasattr(os, "fork") and hasattr(signal, "sigwait")


def usual_count() -> int:
    """How many processes are best here: on Linux as many as this one may use cores, up to four; elsewhere one.

    macOS wakes whichever process is first for a connection, so that a second one does little there.
    """
    return min(len(os.sched_getaffinity(0)), _USUALLY_AT_MOST) if sys.platform == "linux" else 1


def stop_signals() -> set[int]:
    """The signals that stop this process: those that it doesn't ignore, as it does a closed terminal under ``nohup``."""
    all_of_them: set[int] = {signal.SIGTERM, signal.SIGINT, HANGUP, STOP}
    return {each for each in all_of_them if each and signal.getsignal(each) != signal.SIG_IGN}


class Family:
    """``count`` processes that do ``work`` with their number, from 0, until they get :data:`STOP`."""

    def __init__(self, work: Callable[[int], None], count: int):
        self._work = work
        self._count = count
        self._running: dict[int, tuple[int, float]] = {}  # process id: its number, and when it was started
        self._short = 0
        self._stops = 0
        self._failed = False

    def run(self) -> bool:
        """Run until a stop signal comes, or processes can't be started; returns whether it ended as it should.

        The first process stops last, since the others need it. A second signal stops all of them at once.
        """
        self._signals = stop_signals() | {signal.SIGCHLD}
        before = signal.pthread_sigmask(signal.SIG_BLOCK, self._signals)
        self._lifeline = os.pipe()
        try:
            for number in range(self._count):
                self._start(number)
            while self._running:
                received = signal.sigwait(self._signals)
                if received == signal.SIGCHLD:
                    self._reap()
                elif not (self._stops and received == HANGUP):
                    self._stops += 1
                    self._stop()
        finally:
            os.close(self._lifeline[0])
            os.close(self._lifeline[1])
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        return not self._failed

    def _start(self, number: int) -> None:
        child = os.fork()
        if child:
            self._running[child] = number, time.monotonic()
            return
        code = 1
        try:
            os.setpgid(0, 0)  # Ctrl+C is for the parent, which passes it on
            os.close(self._lifeline[1])
            threading.Thread(target=_stop_without_parent, args=(self._lifeline[0],), daemon=True).start()
            for each in stop_signals() - {STOP}:
                signal.signal(each, signal.SIG_IGN)  # service managers send theirs to all: only the parent knows the order
            signal.pthread_sigmask(signal.SIG_UNBLOCK, self._signals)
            self._work(number)
            code = 0
        except Hopeless as error:
            log.error("The server has stopped. %s", error)
            code = _HOPELESS
        except BaseException as error:
            log.error("A server process failed (%s)", type(error).__name__)
        finally:
            logging.shutdown()
            os._exit(code)

    def _reap(self) -> None:
        while True:
            child, status = os.waitpid(-1, os.WNOHANG) if self._running else (0, 0)
            if not child:
                return
            number, since = self._running.pop(child, (0, 0.0))
            if self._stops:
                if not any(number for number, _ in self._running.values()):  # those that still stop are not to be told twice
                    self._stop()
                continue
            code = os.waitstatus_to_exitcode(status)
            self._short = self._short + 1 if time.monotonic() - since < _SHORT_S else 0
            if code == _HOPELESS or self._short >= _MOST_SHORT:
                self._failed = True
                self._stops += 1
                self._stop()
                continue
            log.error("Server process %d ended (%d); it is started again", number, code)
            time.sleep(_PAUSE_S)
            self._start(number)

    def _stop(self) -> None:
        """Stop the helpers, and when they are gone the first; all of them after a second signal."""
        helpers = [child for child, (number, _) in self._running.items() if number]
        for child in list(self._running) if self._stops > 1 else helpers or list(self._running):
            os.kill(child, STOP)


def _stop_without_parent(lifeline: int) -> None:
    """Stop when the parent is gone: the pipe that it alone can write to ends then."""
    os.read(lifeline, 1)
    os.kill(os.getpid(), STOP)
