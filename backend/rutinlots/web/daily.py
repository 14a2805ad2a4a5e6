"""Work that a server does when it starts and once a day."""

import threading
from collections.abc import Callable

DAY_S = 24 * 60 * 60.0


class Daily:
    """A thread that does the work at once and then once a day, until :meth:`close`. The work must raise nothing."""

    def __init__(self, work: Callable[[], None], interval: float = DAY_S):
        self._work = work
        self._interval = interval
        self._stop = threading.Event()
        threading.Thread(target=self._run, name="daily", daemon=True).start()

    def _run(self) -> None:
        while True:
            self._work()
            if self._stop.wait(self._interval):
                return

    def close(self) -> None:
        """Stop; work that has begun is not waited for."""
        self._stop.set()
