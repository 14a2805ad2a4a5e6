"""Two changes of a rule file that were made from the same text, as one text: where no field was changed by both."""

import difflib
from collections.abc import Iterator, Mapping
from itertools import pairwise, takewhile

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.rule_files.document import read_document
from rutinlots.rule_files.edit import KeyPath
from rutinlots.workshop.difference import MOST_LINES, flat
from rutinlots.workshop.fields import in_order
from rutinlots.workshop.lists import name_groups

_Change = tuple[int, int, list[str]]  # lines of the old text, from and to, and what stands there instead


def merged(file: str, base: str, mine: str, theirs: str) -> str | None:
    """Both changes of the text ``base``; None where they disagree about a field, or about more than fields can tell.

    Lines are merged, so that comments stay; that each field is then what one of them wrote is looked at by itself.
    """
    if not (base and mine and theirs):
        return None
    try:
        old, my, their = (_fields(file, text) for text in (base, mine, theirs))
        changed = _changed(old, their), _changed(old, my)
        if any(path in changed[0] and changed[0][path] != value for path, value in changed[1].items()):
            return None
        text = _lines_of_both(base, theirs, mine)
        wanted = {path: value for path, value in {**old, **changed[0], **changed[1]}.items() if value is not None}
        return in_order(file, text) if text is not None and _fields(file, text) == wanted else None
    except RuleFileError:
        return None


def _fields(file: str, text: str) -> Mapping[KeyPath, str]:
    if file.startswith("names/"):
        return {field.path: field.value for group in name_groups(file, text) for field in group.fields}
    values = read_document(text).values
    mails = values.get("mails") if file.startswith("snippets/") and isinstance(values, Mapping) else None
    if isinstance(mails, Mapping):  # each is a field of its own
        values = {**values, "mails": {key: dict(enumerate(each)) for key, each in mails.items() if isinstance(each, list)}}
    return dict(flat(values))


def _changed(old: Mapping[KeyPath, str], new: Mapping[KeyPath, str]) -> dict[KeyPath, str | None]:
    """The fields that differ, with their new values; None for one that is gone."""
    return {path: new.get(path) for path in {**old, **new} if old.get(path) != new.get(path)}


def _lines_of_both(base: str, theirs: str, mine: str) -> str | None:
    old, *both = (text.splitlines(keepends=True) for text in (base, theirs, mine))
    if len(old) + max(map(len, both)) > MOST_LINES:
        return None
    first, second = (list(_changes(old, new)) for new in both)
    changes = sorted([*first, *_without_same(second, first)], key=lambda change: change[:2])
    if any(after[0] < before[1] for before, after in pairwise(changes)):
        return None
    for start, end, new in reversed(changes):
        old[start:end] = new
    return "".join(old)


def _changes(old: list[str], new: list[str]) -> Iterator[_Change]:
    """What differs, line for line as far as that goes."""
    for kind, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            both = min(j - i, m - k)
            yield from ((i + at, i + at + 1, [new[k + at]]) for at in range(both))
            if j - i != m - k:
                yield i + both, j, new[k + both : m]


def _without_same(changes: list[_Change], others: list[_Change]) -> list[_Change]:
    """The changes without those that the others have too, and without the lines with which both begin in the same place."""
    there = {(start, end): new for start, end, new in others}
    left = []
    for start, end, new in changes:
        other = there.get((start, end))
        if new != other:
            same = takewhile(lambda pair: pair[0] == pair[1], zip(new, other or () if start == end else (), strict=False))
            left.append((start, end, new[len(list(same)) :]))
    return left
