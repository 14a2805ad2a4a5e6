"""The rules in force, kept in step with their folder while the server runs.

A changed folder is read aside; only a set without faults takes the old one's place, all at once. Whatever is wrong with
a changed folder, the old set stays in force and the faults are told.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from time import monotonic

from rutinlots.core.checks.check import Check
from rutinlots.core.handbook.search import Handbook, handbook_of
from rutinlots.core.rules import Rules
from rutinlots.core.validation.smoke import smoke_test
from rutinlots.rule_loader import Problem, RulesError

log = logging.getLogger(__name__)

LOOK_S = 2.0  # so often the folder is looked at; some hundred files take a few milliseconds
REHEARSE_S = 0.3  # so long a set is tried on its own examples before it is used
_SUFFIXES = frozenset({".yaml", ".txt"})

_Fingerprint = frozenset[tuple[str, int, int]]


@dataclass(frozen=True, kw_only=True)
class RulesInForce:
    """What is in force ``since`` when, and what kept a newer set from it: ``problems``, found at ``refused_at``."""

    rules: Rules
    handbook: Handbook
    since: datetime
    problems: tuple[Problem, ...] = ()
    refused_at: datetime | None = None


class LiveRules:
    """Holds the rules of a folder. Raises :class:`RulesError` when there are none to begin with."""

    def __init__(self, folder: Path, read: Callable[[Path], Rules], clock: Callable[[], datetime]):
        self.folder = folder
        self._read = read
        self._clock = clock
        self._known = self._seen = _fingerprint(folder)
        self._stop = threading.Event()
        rules = read(folder)
        _try_out(rules)
        self.in_force = RulesInForce(rules=rules, handbook=handbook_of(rules), since=clock())

    def look(self) -> bool:
        """Read the folder anew if it has changed, and answer whether it was read.

        A change is acted on when two looks in a row see the same, so that nobody's half-done saving is read.
        """
        seen, before = _fingerprint(self.folder), self._seen
        self._seen = seen
        if seen == self._known or seen != before:
            return False
        self._known = seen
        self.in_force = self._next(self.in_force)
        return True

    def _next(self, now: RulesInForce) -> RulesInForce:
        try:
            rules = self._read(self.folder)
            if rules.hash == now.rules.hash:
                return replace(now, problems=(), refused_at=None)
            _try_out(rules)
            _ = rules.active  # worked out before a request waits for it
            handbook = handbook_of(rules)
        except RulesError as error:
            return self._refused(now, tuple(error.problems))
        except OSError as error:
            what = f"mappen går inte att läsa ({error.strerror})"
            return self._refused(now, (Problem(str(self.folder), 0, "", what),))
        except Exception as error:
            log.exception("The rules can't be read")
            what = f"reglerna kunde inte läsas ({type(error).__name__}); serverns logg säger var"
            return self._refused(now, (Problem(str(self.folder), 0, "", what),))
        log.info("New rules are in force: %s, in place of %s", rules.hash, now.rules.hash)
        return RulesInForce(rules=rules, handbook=handbook, since=self._clock())

    def _refused(self, now: RulesInForce, problems: tuple[Problem, ...]) -> RulesInForce:
        told = "\n".join(f"  {problem}" for problem in problems)
        log.error("The changed rules are not used; %s stays in force. Mend this:\n%s", now.rules.hash, told)
        return replace(now, problems=problems, refused_at=self._clock())

    def watch(self) -> None:
        """Look at the folder from time to time, in a thread, until :meth:`close`."""
        threading.Thread(target=self._keep_looking, name="live-rules", daemon=True).start()

    def _keep_looking(self) -> None:
        while not self._stop.wait(LOOK_S):
            try:
                self.look()
            except Exception:  # whatever it is: a folder that is away today may be back tomorrow
                log.exception("The folder of rules can't be looked at")

    def close(self) -> None:
        """Look no more."""
        self._stop.set()


def _try_out(rules: Rules) -> None:
    """Ask the rules about some of their own examples. :raises RulesError: naming the check that fails to answer."""
    ends = monotonic() + REHEARSE_S
    for broken in smoke_test(rules):
        for each in broken:
            log.error("The check %s fails on an example of the rules", each.check.id, exc_info=each.error)
        if broken:
            raise RulesError([_unusable(each.check, each.error) for each in broken])
        if monotonic() > ends:
            return


def _unusable(check: Check, error: Exception) -> Problem:
    what = f"kontrollen ”{check.id}” går inte att använda ({type(error).__name__}); ändra tillbaka, serverns logg säger mer"
    return Problem(f"checks/{check.theme}/{check.id}.yaml", 0, "", what)


def _fingerprint(folder: Path) -> _Fingerprint:
    """Every rule file with its size and when it was changed; a file that goes while we look is not there."""
    seen = set()
    for path in folder.rglob("*"):
        if path.suffix in _SUFFIXES:
            try:
                state = path.stat()
            except OSError:
                continue
            seen.add((path.relative_to(folder).as_posix(), state.st_mtime_ns, state.st_size))
    return frozenset(seen)
