"""A rule file with other values: each value that differs is written by itself, so that what stands around it stays as it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from rutinlots.rule_files.document import read_document
from rutinlots.rule_files.edit import REMOVED, KeyPath, edited
from rutinlots.rule_files.items import aligned
from rutinlots.rule_files.matching import MOST_LINES

_MOST_EDITED = 20  # items of a list that are written one by one, each in the time of the whole file


def rewritten(text: str, values: Mapping[str, Any], order: Sequence[str] = ()) -> str:
    """The text with these values and no others.

    :param order: the keys of the whole file in the order they should stand, for a key that is new.
    :raises RuleFileError: if the text is not a rule file.
    """
    return _rewritten(text, (), read_document(text).values, values, order)


def _rewritten(text: str, path: KeyPath, old: Any, new: Any, order: Sequence[str]) -> str:
    if old == new:
        return text
    if isinstance(old, Mapping) and isinstance(new, Mapping) and old and new:
        for key in {**new, **old}:
            text = _rewritten(text, (*path, key), old.get(key, REMOVED), new.get(key, REMOVED), order)
        return text
    if isinstance(old, list) and isinstance(new, list) and len(old) + len(new) <= MOST_LINES:
        for at, one, other in _changed_inside(old, new):
            text = _rewritten(text, (*path, at), one, other, order)
            old = [*old[:at], other, *old[at + 1 :]]
    return text if old == new else edited(text, path, new, order)


def _changed_inside(old: list[Any], new: list[Any]) -> list[tuple[int, Any, Any]]:
    """The items of which something inside is another, with what they become; none where they are many."""
    _, places = aligned(old, new)
    pairs = ((at, old[at], here[0]) for at, here in enumerate(places) if here)
    found = [
        (at, one, other) for at, one, other in pairs if one != other and isinstance(one, Mapping) and isinstance(other, Mapping)
    ]
    return found if len(found) <= _MOST_EDITED else []
