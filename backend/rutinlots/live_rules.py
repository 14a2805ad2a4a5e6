"""The rules in force, reloaded when their folder or the company's replies change.

Only a rule set that does what its examples say replaces the old one, all at once. Otherwise the old set stays in force and the
faults are reported. Files that are published to the database take the place of the folder's. While the database is away, what was
last read of it stays.
"""

import logging
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Literal

from rutinlots.core.handbook.search import Handbook, handbook_of
from rutinlots.core.rules import Rules
from rutinlots.core.validation.whole import changed_checks, disproofs
from rutinlots.published_rules import told
from rutinlots.rule_loader import Problem, RulesError
from rutinlots.rule_trying import in_time, try_at_first, try_out
from rutinlots.store import Library, Published, Replies, RuleChanges, StoreError

log = logging.getLogger(__name__)

LOOK_S = 2.0  # interval between looks at the folder; some hundred files take a few milliseconds
PROVE_AFTER_S = 30.0  # after the start, when there is time for all examples of the set that it began with
_CLOSE_S = 10.0  # how long the end waits for what is being tried
MOST_DISPROOFS = 20  # that are shown
_SUFFIXES = (".yaml", ".txt")

Change = Literal["rules-changed", "rules-refused"]
_Fingerprint = frozenset[tuple[str, int, int]]


@dataclass(frozen=True, kw_only=True)
class RulesInForce:
    """The rules in force ``since`` a time, and the ``problems`` of a newer set that was refused at ``refused_at``.

    ``read`` are the rules as the folder has them, ``rules`` the same with the company's replies. ``failing`` is what the rules in
    force don't do that their examples say, where the server began with such a set.
    """

    read: Rules
    rules: Rules
    handbook: Handbook
    since: datetime
    problems: tuple[Problem, ...] = ()
    refused_at: datetime | None = None
    failing: tuple[Problem, ...] = ()


class LiveRules:
    """The rules of a folder. Raises :class:`RulesError` if they can't be used at the start."""

    def __init__(
        self,
        folder: Path,
        read: Callable[..., Rules],
        clock: Callable[[], datetime],
        replies: Replies | None = None,
        changes: RuleChanges | None = None,
    ):
        self.folder = folder
        self._replies = replies
        self._changes = changes
        self._last = 0
        self.published: Mapping[str, Published] = {}
        self.library = Library()
        self._away = False
        self._looking = threading.Lock()
        self._read = read
        self._clock = clock
        self._known = self._seen = _fingerprint(folder)
        self._stop = threading.Event()
        self._watching: threading.Thread | None = None
        self.notice: Callable[[Change, str], None] = lambda what, about: None
        """Called with ``rules-changed`` or ``rules-refused`` and the version or the number of faults."""
        self.replaced: Callable[[Rules, Rules], None] = lambda before, after: None
        """Called with the rules before and after a change of the folder."""
        self.unusable: Callable[[RulesError], None] = lambda error: log.error("%s", error)
        """Called when the set that it began with crashes on one of its own examples after all."""
        self._look_at_published()
        try:
            rules = self.read()
            try_at_first(rules)
        except RulesError as error:
            raise told(error, self.published) from error
        self.library = self._library()
        self.in_force = self._in_force(rules)

    def read(self, instead: Mapping[str, str] | None = None) -> Rules:
        """Read the folder with what is published in the database, and with ``instead`` over both. :raises RulesError:"""
        texts = {**{name: each.text for name, each in self.published.items()}, **(instead or {})}
        return self._read(self.folder, texts) if texts else self._read(self.folder)

    def look(self) -> bool:
        """Reload the folder if it has changed, and the replies; returns whether the folder was read.

        A change is read when two looks in a row see the same files, so that half-saved files are not.
        """
        with self._looking:
            self._look_at_replies()
            return self._look_at_folder(self._look_at_published())

    def _look_at_published(self) -> bool:
        """Follow what any server has published; whether it is something new."""
        if self._changes is None:
            return False
        try:
            if (last := self._changes.last()) == self._last:
                return False
            published, self._last = self._changes.published(), last
        except StoreError as error:
            log.warning("The published rules can't be read, those known stay: %s", error)
            return False
        new, self.published = published != self.published, published
        return new

    def take(self, rules: Rules) -> None:
        """Put a set in force at once: one that has been proven, and that the folder or the database has by now.

        Gives no notice: it is for the caller, who knows whose change it is, to tell of it.
        """
        with self._looking:
            self._look_at_published()
            self.in_force = self._in_force(rules)  # the next look reads the folder, in case something else was changed too

    def _in_force(self, rules: Rules) -> RulesInForce:
        whole = _with_replies(rules, self.library)
        _ = whole.active  # computed before a request needs it
        return RulesInForce(read=rules, rules=whole, handbook=handbook_of(whole), since=self._clock())

    def _look_at_folder(self, published: bool) -> bool:
        seen, before = _fingerprint(self.folder), self._seen
        self._seen = seen
        if not published and (seen == self._known or seen != before):
            return False
        self._known = seen
        before_it = self.in_force
        self.in_force = self._next(before_it)
        if self.in_force.read is not before_it.read:
            self.replaced(before_it.read, self.in_force.read)
        if self.in_force.rules.hash != before_it.rules.hash:
            self.notice("rules-changed", self.in_force.rules.hash)
        elif self.in_force.problems:
            self.notice("rules-refused", f"{len(self.in_force.problems)} faults")
        return True

    def _next(self, now: RulesInForce) -> RulesInForce:
        try:
            rules = self.read()
            if rules.hash == now.rules.hash:
                return replace(now, problems=(), refused_at=None)
            try_out(rules, in_time(), changed_checks(rules, now.read))
            if problems := disproven(rules, now.read):
                return self._refused(now, problems)
            new = self._in_force(rules)
        except RulesError as error:
            return self._refused(now, tuple(error.problems))
        except OSError as error:
            what = f"mappen går inte att läsa ({error.strerror})"
            return self._refused(now, (Problem(str(self.folder), 0, "", what),))
        except Exception as error:
            log.exception("Reading the rules failed")
            what = f"reglerna kunde inte läsas ({type(error).__name__}); serverns logg säger var"
            return self._refused(now, (Problem(str(self.folder), 0, "", what),))
        log.info("New rules are in force: %s, replacing %s", rules.hash, now.rules.hash)
        return new

    def look_at_replies(self) -> None:
        """Take in what has changed in the company's replies: at once, for those who have just changed it."""
        with self._looking:
            self._look_at_replies()

    def _look_at_replies(self) -> None:
        library = self._library()
        if library.version == self.library.version:
            return
        self.library = library
        whole = _with_replies(self.in_force.read, library)
        _ = whole.active
        self.in_force = replace(self.in_force, rules=whole, handbook=handbook_of(whole))
        log.info("The company's replies are in force: %d", len(library.replies))

    def _library(self) -> Library:
        """The library if it has changed, else the one that is known."""
        try:
            if self._replies is None:
                return self.library
            version = self._replies.version()
            self._away = False
            return self.library if version == self.library.version else self._replies.all()
        except StoreError as error:
            if not self._away:  # once, not at every look
                log.warning("The company's replies can't be read, those known stay: %s", error)
            self._away = True
            return self.library

    def _refused(self, now: RulesInForce, problems: tuple[Problem, ...]) -> RulesInForce:
        listed = "\n".join(f"  {problem}" for problem in problems)
        log.error("The changed rules are refused; %s stays in force. Correct this:\n%s", now.rules.hash, listed)
        return replace(now, problems=problems, refused_at=self._clock())

    def watch(self) -> None:
        """Look at the folder at intervals, in a thread, until :meth:`close`."""
        self._watching = threading.Thread(target=self._keep_looking, name="live-rules", daemon=True)
        self._watching.start()

    def try_out(self) -> None:
        """Do what a start leaves for when the server listens: count the library's words, and try the set on more examples."""
        now = self.in_force
        try:
            now.rules.index.prepare()
            try_out(now.read, self._stop.is_set)
        except RulesError as error:
            self.unusable(error)

    def _keep_looking(self) -> None:
        self.try_out()
        begun, proven = monotonic(), False
        while not self._stop.wait(LOOK_S):
            try:
                self.look()
                if not proven and monotonic() - begun > PROVE_AFTER_S:
                    proven = True
                    self.prove()
            except Exception:  # a folder that is missing now may be back later
                log.exception("Looking at the rules folder failed")

    def prove(self) -> None:
        """Try all examples of the set in force: one that the server began with may fail them, and is told of then."""
        tried = self.in_force.read
        found = tuple(Problem(each.file, 0, "", each.what) for each in islice(disproofs(tried), MOST_DISPROOFS))
        with self._looking:
            if found and self.in_force.read is tried:
                self.in_force = replace(self.in_force, failing=found)
        if found:
            listed = "\n".join(f"  {problem}" for problem in found)
            log.error("The rules in force fail their own examples. Correct this:\n%s", listed)

    def close(self) -> None:
        """Stop watching, and wait for what the thread is doing: RE2 aborts a process that ends while a thread of it searches."""
        self._stop.set()
        if self._watching not in (None, threading.current_thread()):
            self._watching.join(_CLOSE_S)


def disproven(rules: Rules, proven: Rules) -> tuple[Problem, ...]:
    """What a set doesn't do that its examples say, the first of it; ``proven`` is a set that does."""
    found = islice(disproofs(rules, proven), MOST_DISPROOFS)
    return tuple(Problem(each.file, 0, "", each.what) for each in found)


def _with_replies(rules: Rules, library: Library) -> Rules:
    return rules.with_replies(library.replies, starter_off=library.starter_off) if library.version else rules


def _fingerprint(folder: Path) -> _Fingerprint:
    """Every rule file with its size and modification time; files that vanish meanwhile are left out."""
    seen = set()
    # A third of the time that pathlib takes, every two seconds.
    for place, _, names in os.walk(folder):
        for name in names:
            if name.endswith(_SUFFIXES):
                path = os.path.join(place, name)
                try:
                    state = os.stat(path)
                except OSError:
                    continue
                seen.add((path, state.st_mtime_ns, state.st_size))
    return frozenset(seen)
