"""The only reader of YAML: parses a rule file into plain values with their lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from rutinlots.core.rulefile.errors import RuleFileError

NOT_YAML = "filen är inte rätt skriven"  # how a fault of the text as a whole begins
_DEEPEST = 20  # nested lists and mappings; the rules have six levels


@dataclass(frozen=True)
class Document:
    """A YAML file as plain values (every scalar is a text), with the line of each path."""

    values: Any
    text: str = field(repr=False)

    @cached_property
    def lines(self) -> Mapping[tuple[str | int, ...], int]:
        """The lines of the values; found when they are first asked for, since few files have a fault."""
        lines: dict[tuple[str | int, ...], int] = {}
        _built(self.text, lines)
        return lines

    def line(self, path: tuple[str | int, ...]) -> int:
        """The line of a path, or of its nearest parent."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_document(text: str) -> Document:
    """Parse YAML, keeping "no", "12:30" and "01234" as texts. :raises RuleFileError: naming the line."""
    try:
        return Document(_built(text), text)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        raise RuleFileError((), f"{NOT_YAML} ({problem.problem})", mark.line + 1 if mark else 0) from None
    except yaml.YAMLError:
        raise RuleFileError((), "filen har tecken som inte kan stå i en text; spara om den som UTF-8") from None


def _built(text: str, lines: dict[tuple[str | int, ...], int] | None = None) -> Any:
    builder, loader = _Builder(lines), yaml.CSafeLoader(text)
    try:  # as yaml.parse does, which asks twice for each event
        while (event := loader.get_event()) and not isinstance(event, yaml.StreamEndEvent):
            builder.take(event)
    finally:
        loader.dispose()
    return builder.root


@dataclass
class _Open:
    """A list or mapping that is not complete yet, and its name in the one around it; of a mapping the next key."""

    values: Any
    name: str | int
    key: str | None = None


class _Builder:
    """Builds plain values from the parser's events, and notes their ``lines`` if wanted.

    The library's own composer recurses in C, and crashes on deep nesting.
    """

    def __init__(self, lines: dict[tuple[str | int, ...], int] | None) -> None:
        self.root: Any = {}
        self._lines = lines
        self._begun = False
        self._open: list[_Open] = []

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._place(event.value, event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(self._open) == _DEEPEST:
                what = f"här är mer än {_DEEPEST} nivåer i varandra; ta bort parenteser eller indrag"
                raise RuleFileError((), what, _line(event))
            values: Any = [] if isinstance(event, yaml.SequenceStartEvent) else {}
            self._open.append(_Open(values, self._place(values, event)))
        elif isinstance(event, yaml.AliasEvent):
            raise RuleFileError(self._path(*self._next()), "använd inte & och *; skriv ut texten igen", _line(event))
        elif isinstance(event, yaml.DocumentStartEvent) and self._begun:
            raise RuleFileError((), "filen ska ha ett enda stycke; ta bort raden med ---", _line(event))

    def _path(self, *names: str | int | None) -> tuple[str | int, ...]:
        """The path of a value in the innermost that is open."""
        return (*(each.name for each in self._open[1:]), *names)  # type: ignore[arg-type]

    def _next(self) -> tuple[str | int | None, ...]:
        """The name of the next value, if it is in another."""
        around = self._open[-1] if self._open else None
        return () if around is None else (around.key if isinstance(around.values, dict) else len(around.values),)

    def _place(self, value: Any, event: yaml.Event) -> str | int:
        """Put a value in its place; returns its name there."""
        if not self._open:
            self.root, self._begun = value, True
            self._note(event)
            return ""
        around = self._open[-1]
        if isinstance(around.values, list):
            around.values.append(value)
            self._note(event, len(around.values) - 1)
            return len(around.values) - 1
        if around.key is None:
            if not isinstance(value, str):
                raise RuleFileError(self._path(), "en nyckel ska vara en text", _line(event))
            if value in around.values:
                raise RuleFileError(self._path(value), f"”{value}” står två gånger", _line(event))
            around.key = value
            self._note(event, value)
            return ""
        name, around.key = around.key, None
        around.values[name] = value
        return name

    def _note(self, event: yaml.Event, *names: str | int) -> None:
        if self._lines is not None:
            self._lines[self._path(*names)] = _line(event)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0
