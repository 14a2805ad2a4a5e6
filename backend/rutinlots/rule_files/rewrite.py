"""A rule file with other values: each value that differs is written by itself, so that what stands around it stays as it is."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from rutinlots.rule_files.document import read_document
from rutinlots.rule_files.edit import REMOVED, KeyPath, edited

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
    inside: Iterable[tuple[str | int, Any, Any]] = ()
    if isinstance(old, Mapping) and isinstance(new, Mapping) and old and new:
        inside = [(key, old.get(key, REMOVED), new.get(key, REMOVED)) for key in {**new, **old}]
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        inside = _items(old, new)
    for key, one, other in inside:
        text = _rewritten(text, (*path, key), one, other, order)
    return text if inside else edited(text, path, new, order)


def _items(old: list[Any], new: list[Any]) -> list[tuple[int, Any, Any]]:
    """What to do to the items of a list, one after the other; nothing where it is simpler to write the list."""
    kept = [each for each in old if each in new]
    if len(old) == len(new) or old == new[: len(old)]:
        found = [(at, one, other) for at, (one, other) in enumerate(zip_longest(old, new, fillvalue=REMOVED)) if one != other]
    elif kept and kept == new[: len(kept)]:
        gone = [(at, each, REMOVED) for at, each in enumerate(old) if each not in new]
        more = [(at, REMOVED, each) for at, each in enumerate(new) if at >= len(kept)]
        found = [*reversed(gone), *more]
    else:
        found = []
    return found if len(found) <= _MOST_EDITED else []
