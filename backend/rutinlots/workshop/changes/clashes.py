"""What two have changed differently in a file, in words, for the one who chooses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rutinlots.core.rules import Vocabulary
from rutinlots.rule_files.edit import REMOVED, KeyPath
from rutinlots.workshop.changes.changed_names import spoken
from rutinlots.workshop.changes.difference import Piece, compared, flat, in_words, label_of
from rutinlots.workshop.changes.merge import LINES, Clash
from rutinlots.workshop.forms.field import name_of

_WHOLE = "Hela filen"


@dataclass(frozen=True)
class Choice:
    """A clash as it is shown: the name of its field in the form, its label, and both texts with what differs; none for nothing."""

    name: str
    label: str
    mine: tuple[Piece, ...]
    theirs: tuple[Piece, ...]


def choices(clashes: tuple[Clash, ...], words: Vocabulary) -> Iterator[Choice]:
    """The clashes in words."""
    for clash in clashes:
        pieces = compared(*(_text(clash.path, value, words) for value in _differing(clash.theirs, clash.mine)))
        mine, theirs = (tuple(piece for piece in pieces if piece[0] != other) for other in ("gone", "new"))
        yield Choice(name_of(clash.path), _label(clash.path), mine, theirs)


def _differing(one: Any, other: Any) -> tuple[Any, Any]:
    """Of two lists the items that are in one of them only, if they have any."""
    if not (isinstance(one, list) and isinstance(other, list)):
        return one, other
    left = [each for each in one if each not in other], [each for each in other if each not in one]
    return left if any(left) else (one, other)


def _label(path: KeyPath) -> str:
    if path[:1] == (LINES,):
        return "Samma rad i listan" if path[1:] else "Listan"
    return label_of(path) if path else _WHOLE


def _text(path: KeyPath, value: Any, words: Vocabulary) -> str:
    if value is REMOVED:
        return ""
    if path[:1] == (LINES,):
        return "\n".join(map(spoken, [value] if isinstance(value, str) else value))
    if isinstance(value, str):
        return in_words(path, value, words)
    if isinstance(value, list):
        return "\n".join(each if isinstance(each, str) else f"{_listed(path, each, words)}\n" for each in value).strip("\n")
    return _listed(path, value, words)


def _listed(around: KeyPath, value: Mapping[str, Any] | list[Any], words: Vocabulary) -> str:
    return "\n".join(f"{label_of(path, around)}: {in_words((*around, *path), text, words)}" for path, text in flat(value))
