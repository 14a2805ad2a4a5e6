"""Publishes rule files: proven, written as a whole, noted in the history; and hears of changes made in the folder itself."""

import logging
import os
import re
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rutinlots.core.rules import Rules
from rutinlots.core.validation.whole import changed_files
from rutinlots.live_rules import LiveRules, disproven
from rutinlots.rule_loader import Problem, RulesError
from rutinlots.store import Author, Overtaken, RuleChanges, StoreError, hash_of

log = logging.getLogger(__name__)

_FILE = re.compile(
    r"(checks|snippets)/[a-z]+(-[a-z]+)*/[a-z0-9]+(-[a-z0-9]+)*\.yaml|(routines|words|scenarios)/[a-z0-9-]+\.yaml|[a-z]+\.yaml"
)
_FOLDER = Author("filerna i mappen", "the folder")


class Refused(Exception):
    """The file can't be published; ``problems`` say why, in Swedish."""

    def __init__(self, problems: tuple[Problem, ...]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class Conflict(Exception):
    """The file was changed by another while it was open; ``text`` is what it is now."""

    def __init__(self, text: str):
        super().__init__("changed meanwhile")
        self.text = text


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A file to publish: its new text (empty: remove it), a hash of the text it was opened with, who wants it and why."""

    file: str
    text: str
    opened: str
    author: Author
    reason: str


class Publisher:
    """Puts changed files into the folder or, where it can't be written or ``to_database``, into the database."""

    def __init__(self, live: LiveRules, changes: RuleChanges, clock: Callable[[], datetime], *, to_database: bool = False):
        self._live = live
        self._changes = changes
        self._clock = clock
        self._to_database = to_database
        self._writing = threading.Lock()
        self._proven: tuple[str, tuple[Problem, ...]] = ("", ())

    @property
    def in_database(self) -> bool:
        """Is it the database that changes go to?"""
        return self._to_database or bool(self._live.published) or not os.access(self._live.folder, os.W_OK)

    def text(self, file: str) -> str:
        """A file as it is now: the published text, else the folder's; empty when there is none."""
        published = self._live.published.get(file)
        return published.text if published else self.in_folder(file)

    def in_folder(self, file: str) -> str:
        """A file as the folder has it."""
        try:
            return self._path(file).read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return ""

    def faults(self, rules: Rules) -> tuple[Problem, ...]:
        """What a changed set doesn't do that its examples say; the answer is kept for when it is published."""
        if self._proven[0] != rules.hash:
            self._proven = (rules.hash, disproven(rules, self._live.in_force.read))
        return self._proven[1]

    def publish(self, wish: Wish) -> Rules:
        """Publish a file.

        :raises Refused: when the set with it has faults or doesn't do what its examples say; nothing is changed then.
        :raises Conflict: when the file isn't as it was opened.
        :raises StoreError: when the database is away and the change must go there.
        """
        with self._writing:
            before = self.text(wish.file)
            if hash_of(before) != wish.opened:
                raise Conflict(before)
            try:
                rules = self._live.read({wish.file: wish.text})
            except RulesError as error:
                raise Refused(tuple(error.problems)) from error
            if problems := self.faults(rules):
                raise Refused(problems)
            self._keep(wish, before)
            self._live.take(rules)
            return rules

    def keep_published(self, file: str, author: Author) -> None:
        """Let what is published stand, though the folder's file has been changed since."""
        text = self.text(file)
        self._changes.publish(author, file, text, text, "Behöll den publicerade", self._clock(), folder=self.in_folder(file))
        self._live.look()

    def _keep(self, wish: Wish, before: str) -> None:
        now = self._clock()
        if self.in_database:
            try:
                self._changes.publish(
                    wish.author, wish.file, before, wish.text, wish.reason, now, folder=self.in_folder(wish.file)
                )
            except Overtaken as overtaken:
                self._live.look()
                raise Conflict(self.text(wish.file)) from overtaken
            return
        path = self._path(wish.file)
        try:
            if wish.text:
                _write(path, wish.text)
            else:
                path.unlink()
        except OSError as error:
            what = f"filen går inte att skriva ({error.strerror}); be den som sköter servern"
            raise Refused((Problem(wish.file, 0, "", what),)) from error
        with suppress(StoreError):  # the next look at the folder notes it again
            self._changes.note(wish.author, wish.file, before, wish.text, wish.reason, now)

    def _path(self, file: str) -> Path:
        """Where a file lies. :raises ValueError: for a name that is none of the rules' files."""
        if not is_rule_file(file):
            raise ValueError(file)
        return self._live.folder / file

    def heard(self, before: Rules, after: Rules) -> None:
        """Note what was changed in the folder by other means than this."""
        for file in sorted(changed_files(before, after)):
            try:
                now = self._clock()
                self._changes.note(
                    _FOLDER, file[:200], before.sources.get(file, ""), after.sources.get(file, ""), "", now
                )
            except StoreError as error:
                log.warning("A change of %s is not in the history: %s", file, error)


def is_rule_file(file: str) -> bool:
    """Is it a name that a YAML file of the rules can have?"""
    return _FILE.fullmatch(file) is not None


def _write(path: Path, text: str) -> None:
    """Write a file as a whole: a reader sees the old text or the new one, also after a crash."""
    path.parent.mkdir(exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, path.stat().st_mode if path.exists() else 0o644)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
