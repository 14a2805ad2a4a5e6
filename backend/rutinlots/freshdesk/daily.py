"""Pulls the canned responses once a day, in a thread of the server."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from rutinlots.core.snippets.texts.reply import Canned
from rutinlots.freshdesk.client import Freshdesk, FreshdeskError
from rutinlots.freshdesk.pull import pull
from rutinlots.store import Store, StoreError

log = logging.getLogger(__name__)

EVERY = timedelta(days=1)
LOOK_S = 300.0  # interval between looks at whether it is time
REST = timedelta(hours=1)  # after a failure


class DailyPull:
    """Pulls from ``address`` with the key in ``key_file``, which is read each time so that it can be replaced."""

    def __init__(self, store: Store, address: str, key_file: Path, clock: Callable[[], datetime]):
        self._store = store
        self._address = address
        self._key_file = key_file
        self._clock = clock
        self._stop = threading.Event()
        self._tried: datetime | None = None

    def start(self) -> None:
        """Begin, in a thread, until :meth:`close`."""
        threading.Thread(target=self._keep_looking, name="daily-pull", daemon=True).start()

    def look(self) -> bool:
        """Pull if a day has passed since the last pull, by anyone; returns whether it was done."""
        now = self._clock()
        try:
            # Either may have been noted while the clock was ahead.
            last = self._store.replies.all().pulled_at
            if (last is not None and abs(now - last) < EVERY) or (self._tried is not None and abs(now - self._tried) < REST):
                return False
            self._tried = now
            done = self._store.replies.take(self._pulled(), now)
        except (FreshdeskError, StoreError, OSError, ValueError) as error:
            log.error("The daily pull of canned responses failed and is tried again within the hour: %s", _plain(error))
            return False
        log.info(
            "Canned responses pulled: %d new, %d changed, %d gone, %d as before",
            len(done.new), len(done.changed), len(done.gone), done.same,
        )  # fmt: skip
        return True

    def close(self) -> None:
        """Stop looking; a pull that has begun is abandoned with the process."""
        self._stop.set()

    def _pulled(self) -> list[Canned]:
        account = Freshdesk(self._address, self._key_file.read_text("utf-8").strip(), pause=self._pause)
        try:
            return pull(account)
        finally:
            account.close()

    def _pause(self, seconds: float) -> None:
        if self._stop.wait(seconds):
            raise FreshdeskError("the server is being stopped")

    def _keep_looking(self) -> None:
        self.look()
        while not self._stop.wait(LOOK_S):
            self.look()


def _plain(error: Exception) -> str:
    return f"the key file can't be read ({error.strerror})" if isinstance(error, OSError) else str(error)
