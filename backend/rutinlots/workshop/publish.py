"""Publishes rule files: proven, written as a whole, noted in the history; and hears of changes made in the folder itself."""

import logging
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rutinlots.core.rules import Rules
from rutinlots.core.validation.whole import changed_files
from rutinlots.live_rules import LiveRules
from rutinlots.published_rules import folder_text, is_inside
from rutinlots.rule_loader import Problem, RulesError
from rutinlots.store import Author, Overtaken, RuleChanges, StoreError, hash_of
from rutinlots.workshop.proofs import Proofs, ended
from rutinlots.workshop.words import EDITED_NAMES

log = logging.getLogger(__name__)

_FILE = re.compile(
    r"(checks|snippets)/[a-z]+(-[a-z]+)*/[a-z0-9]+(-[a-z0-9]+)*\.yaml|(routines|words|scenarios)/[a-z0-9-]+\.yaml|"
    r"(elsewhere|extension|settings|topics|vocabulary)\.yaml|"
    rf"names/({'|'.join(map(re.escape, EDITED_NAMES))})"
)
_LOOKED_BACK = 20  # changes of a file since it was opened in a form
FOLDER = Author("filerna i mappen", "the folder")


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

    def __init__(
        self,
        live: LiveRules,
        changes: RuleChanges,
        clock: Callable[[], datetime],
        *,
        tell: Callable[[Author, str], None] = lambda author, about: None,
        to_database: bool = False,
    ):
        self._tell = tell  # of whose change it is, for the audit trail
        self._live = live
        self._changes = changes
        self._clock = clock
        self._to_database = to_database
        self.proofs = Proofs(live)

    @property
    def in_database(self) -> bool:
        """Is it the database that changes go to?"""
        return self._to_database or bool(self._live.published) or not os.access(self._live.folder, os.W_OK)

    def text(self, file: str) -> str:
        """A file as it is now: the published text, else the folder's; empty when there is none."""
        published = self._live.published.get(file)
        return published.text if published else self.in_folder(file)

    def in_folder(self, file: str) -> str:
        """A file as the folder has it; empty for no file."""
        return folder_text(self._live.folder, self._path(file))

    def as_opened(self, file: str, opened: str) -> str | None:
        """The text of a file that a hash is of, as far as the history knows it; None for one that it doesn't."""
        if opened == hash_of(""):
            return ""
        try:
            changes = self._changes.latest(_LOOKED_BACK, file)
        except StoreError:
            return None
        return next((text for each in changes for text in (each.before, each.after) if hash_of(text) == opened), None)

    def publish(self, wish: Wish) -> Rules:
        """Publish a file.

        :raises Busy: when another is published or tried.
        :raises Refused: when the set with it has faults or doesn't do what its examples say; nothing is changed then.
        :raises Conflict: when the file isn't as it was opened.
        :raises StoreError: when the database is away, so that the change can't be kept with its author; nothing is changed then.
        """
        with self.proofs.alone():
            before = self.text(wish.file)
            if hash_of(before) != wish.opened:
                raise Conflict(before)
            try:
                rules = self._live.read({wish.file: wish.text})
            except RulesError as error:
                raise Refused(tuple(error.problems)) from error
            if problems := ended(self.proofs.proving(rules)):
                raise Refused(problems)
            self._keep(wish, before)
            self._live.take(rules)
            self._tell(wish.author, f"{rules.hash} {wish.file}")
            return rules

    def keep_published(self, file: str, author: Author) -> None:
        """Let what is published stand, though the folder's file has been changed since."""
        text = self.text(file)
        self._changes.publish(author, file, text, text, "Behöll den publicerade", self._clock(), folder=self.in_folder(file))
        self._live.look()
        self._tell(author, f"{self._live.in_force.read.hash} {file}, as published")

    def _keep(self, wish: Wish, before: str) -> None:
        now = self._clock()
        if self.in_database:
            try:
                self._changes.publish(wish.author, wish.file, before, wish.text, wish.reason, now, folder=self.in_folder(wish.file))
            except Overtaken as overtaken:
                self._live.look()
                raise Conflict(self.text(wish.file)) from overtaken
            return
        path = self._path(wish.file)
        try:
            if not is_inside(self._live.folder, path.parent):
                raise OSError(0, "mappen är en länk till en annan plats")
            with _prepared(path, wish.text) as put_in_place:
                # First, since a look at the folder would take a change that isn't noted for one made there.
                self._changes.note(wish.author, wish.file, before, wish.text, wish.reason, now)
                put_in_place()
        except OSError as error:
            what = f"filen går inte att skriva ({error.strerror}); be den som sköter servern"
            raise Refused((Problem(wish.file, 0, "", what),)) from error

    def _path(self, file: str) -> Path:
        """Where a file lies. :raises ValueError: for a name that is none of the rules' files."""
        if not is_rule_file(file):
            raise ValueError(file)
        return self._live.folder / file

    def heard(self, before: Rules, after: Rules) -> None:
        """Note what was changed in the folder by other means than this; the lists of names that are built come with the program."""
        for file in sorted(changed_files(before, after)):
            if file.startswith("names/") and not is_rule_file(file):
                continue
            try:
                now = self._clock()
                self._changes.note(FOLDER, file[:200], before.sources.get(file, ""), after.sources.get(file, ""), "", now)
            except StoreError as error:
                log.warning("A change of %s is not in the history: %s", file, error)


def is_rule_file(file: str) -> bool:
    """Is it a name that a file of the rules can have, of those that team leaders change?"""
    return _FILE.fullmatch(file) is not None


@contextmanager
def _prepared(path: Path, text: str) -> Iterator[Callable[[], None]]:
    """A file, ready to be put in place as a whole: a reader sees the old text or the new one, also after a crash. Empty: to go."""
    if not text:
        yield path.unlink
        return
    path.parent.mkdir(exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, path.stat().st_mode if path.exists() else 0o644)
        yield lambda: os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
