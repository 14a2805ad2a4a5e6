"""Judges checks on trial in the background, so that no answer waits for them, and counts what they would have shown."""

import logging
import queue
import threading
from datetime import datetime

from rutinlots.core.rules import Rules
from rutinlots.core.situation import Situation
from rutinlots.core.trial import on_trial
from rutinlots.store import StoreError, TrialHits
from rutinlots.store.trial_hits import Key

log = logging.getLogger(__name__)

_WAITING = 64  # situations; under load others are left uncounted
_KNOWN = 10_000  # hits that are remembered as stored

_Job = tuple[Situation, Rules, datetime, str]


class Trials:
    """A queue of situations, in memory only, and a thread that judges them; it starts with the first one."""

    def __init__(self, hits: TrialHits):
        self._hits = hits
        self._jobs: queue.Queue[_Job | None] = queue.Queue(_WAITING)
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._stored: set[Key] = set()

    def judge(self, situation: Situation, rules: Rules, now: datetime, tenant: str = "") -> None:
        """Have the checks on trial judge a situation of a Freshdesk account, soon; at once over where no check is on trial."""
        if not rules.on_trial[situation.moment]:
            return
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="trials", daemon=True)
                self._thread.start()
        try:
            self._jobs.put_nowait((situation, rules, now, tenant))
        except queue.Full:
            log.warning("A situation was not judged by the checks on trial: too many are waiting")

    def settle(self) -> None:
        """Wait until everything so far is judged and counted."""
        self._jobs.join()

    def close(self) -> None:
        """Stop, leaving what still waits."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        while True:
            try:
                self._jobs.put_nowait(None)
                break
            except queue.Full:
                self._jobs.get_nowait()
                self._jobs.task_done()
        thread.join(timeout=5)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                self._count(*job)
            except StoreError as error:
                log.warning("What checks on trial would have shown was not counted: %s", error)
            except Exception as error:  # the thread must live, and the message may have mail text in it
                log.error("Checks on trial could not judge a situation (%s)", type(error).__name__)
            finally:
                self._jobs.task_done()
        self._jobs.task_done()

    def _count(self, situation: Situation, rules: Rules, now: datetime, tenant: str) -> None:
        ticket = situation.ticket.id if situation.ticket else None
        found = []
        for check, error in on_trial(situation, rules):
            if error is None:
                found.append(self._hits.key(check.id, ticket, now, tenant))
            else:
                log.warning("The check on trial %s crashes (%s)", check.id, type(error).__name__)
        fresh = [key for key in found if key not in self._stored]
        if fresh:
            self._hits.count(fresh)
            self._stored = {*fresh, *(self._stored if len(self._stored) < _KNOWN else ())}
