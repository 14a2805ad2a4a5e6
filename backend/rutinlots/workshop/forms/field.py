"""A field of a form on the team leader's pages, and the group that it stands in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from rutinlots.rule_files.edit import KeyPath
from rutinlots.workshop.words import Words

Kind = Literal["line", "long", "lines", "choice", "many"]
_LONG = 70  # characters from which a text gets a field of several lines


@dataclass(frozen=True, kw_only=True)
class Field:
    """``name`` is the path as one word; ``values`` are its lines, or its choices; ``options`` are pairs of value and words.

    ``partly``: the list has other items beside these, which stay as they are.
    ``needed``: an empty one is a fault of its own; others are left out of the file.
    """

    name: str
    path: KeyPath
    label: str
    help: str = ""
    kind: Kind = "line"
    values: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    partly: bool = False
    needed: bool = False

    @property
    def value(self) -> str:
        """The values as one text."""
        return "\n".join(self.values)


@dataclass(frozen=True)
class Group:
    """Fields that belong together; ``folded`` ones are opened by those who want them.

    ``remove`` is the name of what is taken away as a whole.
    """

    title: str
    fields: tuple[Field, ...]
    folded: bool = False
    remove: str = ""

    @property
    def removal(self) -> str:
        """What taking it away is called."""
        return "Ta bort undantaget" if self.remove.startswith("except/") else "Ta bort exemplet"


def name_of(path: KeyPath) -> str:
    """A path as the name of a field."""
    return "/".join(map(str, path))


def path_of(name: str) -> KeyPath:
    """The path that a field's name stands for."""
    return tuple(int(part) if part.isdigit() else part for part in name.split("/"))


def field_of(values: Any, path: KeyPath, words: Words, kind: Kind = "line", options: Iterable[tuple[str, str]] = ()) -> Field:
    """The field for the value at a path."""
    found: Any = values
    for key in path:
        found = found[key] if isinstance(found, Mapping) and key in found else found[key] if _has(found, key) else None
    lines: tuple[str, ...]
    if isinstance(found, Mapping):
        lines = (" · ".join(found.values()),)
    elif isinstance(found, list):
        lines = tuple(found)
    else:
        lines = tuple(line.rstrip() for line in (found or "").strip("\n").split("\n")) if found else ()
    if kind == "line" and (len(lines) > 1 or len("".join(lines)) > _LONG):
        kind = "long"
    label, help = words
    return Field(name=name_of(path), path=path, label=label, help=help, kind=kind, values=lines, options=tuple(options))


def _has(found: Any, key: Any) -> bool:
    return isinstance(found, list) and isinstance(key, int) and key < len(found)
