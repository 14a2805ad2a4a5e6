"""The only reader of YAML: parses a rule file into plain values with their lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from rutinlots.core.rulefile.errors import RuleFileError

_DEEPEST = 20  # nested lists and mappings; the rules have six levels


@dataclass(frozen=True)
class Document:
    """A YAML file as plain values (every scalar is a text), with the line of each path."""

    values: Any
    lines: Mapping[tuple[str | int, ...], int]

    def line(self, path: tuple[str | int, ...]) -> int:
        """The line of a path, or of its nearest parent."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_document(text: str) -> Document:
    """Parse YAML, keeping "no", "12:30" and "01234" as texts. :raises RuleFileError: naming the line."""
    builder = _Builder()
    try:
        for event in yaml.parse(text, yaml.CSafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        raise RuleFileError((), f"filen är inte rätt skriven ({problem.problem})", mark.line + 1 if mark else 0) from None
    except yaml.YAMLError:
        raise RuleFileError((), "filen har tecken som inte kan stå i en text; spara om den som UTF-8") from None
    return Document(builder.root, builder.lines)


@dataclass
class _Open:
    """A list or mapping that is not complete yet; for a mapping, the key whose value comes next, and its line."""

    values: Any
    path: tuple[str | int, ...]
    key: str | None = None
    line: int = 0


class _Builder:
    """Builds plain values from the parser's events. The library's own composer recurses in C, and crashes on deep nesting."""

    def __init__(self) -> None:
        self.root: Any = {}
        self.lines: dict[tuple[str | int, ...], int] = {}
        self._open: list[_Open] = []

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.ScalarEvent):
            self._place(event.value, line)
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(self._open) == _DEEPEST:
                raise RuleFileError((), f"här är mer än {_DEEPEST} nivåer i varandra; ta bort parenteser eller indrag", line)
            values: Any = [] if isinstance(event, yaml.SequenceStartEvent) else {}
            self._open.append(_Open(values, self._place(values, line)))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise RuleFileError(self._path(), "använd inte & och *; skriv ut texten igen", line)
        elif isinstance(event, yaml.DocumentStartEvent) and self.lines:
            raise RuleFileError((), "filen ska ha ett enda stycke; ta bort raden med ---", line)

    def _path(self) -> tuple[str | int, ...]:
        """The path of the next value."""
        if not self._open:
            return ()
        around = self._open[-1]
        return (*around.path, around.key if isinstance(around.values, dict) else len(around.values))  # type: ignore[arg-type]

    def _place(self, value: Any, line: int) -> tuple[str | int, ...]:
        around = self._open[-1] if self._open else None
        if around and isinstance(around.values, dict) and around.key is None:
            if not isinstance(value, str):
                raise RuleFileError(around.path, "en nyckel ska vara en text", line)
            if value in around.values:
                raise RuleFileError((*around.path, value), f"”{value}” står två gånger", line)
            around.key, around.line = value, line
            return ()
        path = self._path()
        if around is None:
            self.root = value
        elif isinstance(around.values, list):
            around.values.append(value)
        else:
            around.values[around.key], around.key, line = value, None, around.line
        self.lines[path] = line
        return path
