"""The files of a rules folder, read one by one, and the problems in them by file, line and key."""

import hashlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.shown import may_hide, refuse_unseen
from rutinlots.rule_files.document import Document, read_document
from rutinlots.rule_files.file import read_rule_file
from rutinlots.rule_files.memory import Reading, Texts

T = TypeVar("T")
_MOST_FILES = 25_000  # in one folder of rules


@dataclass(frozen=True)
class Problem:
    """One fault in a rule file; ``line`` counts from 1 (0 means the whole file)."""

    file: str
    line: int
    key: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}{f', rad {self.line}' if self.line else ''}{f', {self.key}' if self.key else ''}: {self.what}"


class RulesError(Exception):
    """The folder can't be used; ``problems`` are all faults found, not only the first."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def line_of(document: Document, invalid: RuleFileError) -> int:
    """The line that an error is about; 0 when it is about the whole file."""
    return invalid.line or (document.line(invalid.path) if document.lines else 0)


class RuleFolder:
    """The files as they are read, and every problem found so far.

    :param instead: texts that take the place of files, or stand beside them, by path from the folder; an empty one: no file.
    """

    def __init__(self, folder: Path, instead: Mapping[str, str], reading: Reading):
        self.path = folder
        self.instead = {folder / name: text for name, text in instead.items()}
        self.sources: dict[str, bytes] = {}
        self.prints: dict[str, bytes] = {}  # hashes of the sources, which would stay in memory as what something was read from
        self.problems: list[Problem] = []
        self.digest = hashlib.sha256()
        self.kept = reading.kept

    def paths(self, name: str, pattern: str) -> list[Path]:
        """The files in one of its folders."""
        found = list(islice((self.path / name).rglob(pattern), _MOST_FILES + 1))
        if len(found) > _MOST_FILES:
            raise RulesError([Problem(name, 0, "", f"här är mer än {_MOST_FILES} filer; flytta bort dem som inte är regler")])
        beside = (each for each in self.instead if each.is_relative_to(self.path / name) and each.match(pattern))
        return sorted(path for path in {*found, *beside} if self.instead.get(path) != "")

    def text(self, path: Path) -> str | None:
        """The text of a file; None, and a problem, where it can't be read."""
        try:
            data = self.instead[path].encode() if path in self.instead else read_rule_file(path)
        except RuleFileError as invalid:
            self.problem(path, 0, "", invalid.what)
            return None
        name = path.relative_to(self.path).as_posix()
        self.digest.update(name.encode() + b"\0" + data + b"\0")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.problem(path, 0, "", "filen är inte sparad som UTF-8; spara om den så")
            return None
        self.prints[name] = hashlib.sha256(data).digest()
        self.sources[name] = self.kept(("text", self.prints[name]), lambda: data)
        return text

    def _text_of(self, path: Path) -> str:
        """The text of a file that has been read."""
        return self.texts()[path.relative_to(self.path).as_posix()]

    def problem(self, path: Path, line: int, key: str, what: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(path.relative_to(self.path).as_posix(), line, key, what))

    def read(self, path: Path, read: Callable[[Mapping[str, Any], Path], T], known: Hashable = None) -> T | None:
        """What a file says; kept, as long as its text, its place and what is ``known`` besides are the same."""
        text = self.text(path)
        if text is None:
            return None
        place = path.relative_to(self.path).as_posix()
        try:
            return self.kept((place, self.prints[place], known), lambda: read(_seen(text), path))
        except RuleFileError as invalid:
            self.invalid(path, invalid)
        return None

    def invalid(self, path: Path, invalid: RuleFileError) -> None:
        """Add what is wrong in a file that has been read."""
        self.problem(path, _line(self._text_of(path), invalid), ".".join(map(str, invalid.path)), invalid.what)

    def texts(self) -> Texts:
        """The texts of all files that have been read."""
        return Texts(self.sources)


def _seen(text: str) -> Any:
    """The values of a file in which people see all there is."""
    values = read_document(text).values
    if may_hide(text):
        refuse_unseen(values)
    return values


def _line(text: str, invalid: RuleFileError) -> int:
    """The line of a fault; a file is seldom faulty, so the lines of its values are not kept."""
    try:
        return invalid.line or line_of(read_document(text), invalid)
    except RuleFileError:
        return 0
