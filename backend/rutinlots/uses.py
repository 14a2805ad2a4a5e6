"""How often each reply has been inserted lately, looked up now and then."""

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from rutinlots.store import Statistics, StoreError

log = logging.getLogger(__name__)

DAYS = 90
LOOK = timedelta(minutes=10)


class Uses:
    """The whole team's uses of each reply, by its id; those last known while the database is away."""

    def __init__(self, statistics: Statistics, clock: Callable[[], datetime]):
        self._statistics = statistics
        self._clock = clock
        self._lock = threading.Lock()
        self._known: Mapping[str, int] = {}
        self._looked: datetime | None = None

    def known(self) -> Mapping[str, int]:
        """Uses in the last :data:`DAYS` days, at most ten minutes old."""
        now = self._clock()
        with self._lock:
            if self._looked is None or not self._looked <= now < self._looked + LOOK:
                self._looked = now
                try:
                    self._known = self._statistics.inserted(now - timedelta(days=DAYS))
                except StoreError as error:
                    log.warning("How often replies are used can't be read: %s", error)
            return self._known
