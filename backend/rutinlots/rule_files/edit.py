"""Changes one value of a rule file and leaves every other line as it is, comments too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.rule_files.document import read_document
from rutinlots.rule_files.items import block_style, end_of, start_of, with_items
from rutinlots.rule_files.writing import Brackets, Lines, block

KeyPath = tuple[str | int, ...]
REMOVED: Any = object()
"""As a value: take the key or the list's item away."""


def edited(text: str, path: KeyPath, value: Any, order: Sequence[str] = ()) -> str:
    """The text with a value (texts, lists and mappings of texts) at a path.

    :param order: the keys of the whole file in the order they should stand, for a key that is new.
    :raises RuleFileError: if the text is not a rule file.
    """
    old = read_document(text).values
    values = with_value(old, path, value)
    if not text.endswith("\n"):
        text += "\n"
    root = yaml.compose(text, yaml.CSafeLoader)  # it recurses: the reader above has refused deep nesting
    if not isinstance(root, yaml.CollectionNode):
        return block({path[0]: _at(values, path[:1])}, 0, indented=True)
    return _written(text, root, path, old, values, order if value is not REMOVED else None)


def with_value(values: Any, path: KeyPath, value: Any) -> Any:
    """A copy of plain values with another value at a path; a list grows when the path names its end."""
    if not path:
        return value
    key, rest = path[0], path[1:]
    if isinstance(key, int):
        items = list(values or ())
        changed = with_value(items[key] if key < len(items) else None, rest, value)
        items[key : key + 1] = [] if changed is REMOVED else [changed]
        return items
    kept = dict(values or {})
    changed = with_value(kept.get(key), rest, value)
    if changed is REMOVED:
        kept.pop(key, None)
    else:
        kept[key] = changed
    return kept


def sorted_keys(text: str, order: Sequence[str]) -> str:
    """The text with the blocks of its top-level keys in the order they should stand; unknown keys stay last."""
    read_document(text)
    root = yaml.compose(text, yaml.CSafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return text
    keys = [key.value for key, _ in root.value]
    wanted = sorted(keys, key=lambda key: order.index(key) if key in order else len(order))
    if keys == wanted:
        return text
    lines = (text if text.endswith("\n") else text + "\n").splitlines(keepends=True)
    starts = [key.start_mark.line for key, _ in root.value]
    for number, start in enumerate(starts):  # a comment above a key belongs to it
        while start and lines[start - 1].startswith("#") and start - 1 > (starts[number - 1] if number else -1):
            start -= 1
        starts[number] = start
    ends = [*starts[1:], len(lines)]
    blocks = {key: "".join(lines[start:end]) for key, start, end in zip(keys, starts, ends, strict=True)}
    return "".join([*lines[: starts[0]], *(blocks[key] for key in wanted)])


@dataclass(frozen=True, kw_only=True)
class _Entry:
    """A key with its value, or an item of a list, as it stands in lines: from ``start`` to before ``end``."""

    key: str | int
    node: Any
    start: int
    end: int
    column: int


def _written(text: str, root: Any, path: KeyPath, old: Any, values: Any, order: Sequence[str] | None) -> str:
    """``order`` is None when the value is taken away."""
    lines = text.splitlines(keepends=True)
    at, node = 0, root
    while True:
        entries = _entries(node, lines)
        found = next((entry for entry in entries if entry.key == path[at]), None)
        deeper = found is not None and at + 1 < len(path) and block_style(found.node)
        if not deeper or not _splits(found, path, at, values, lines, order is None):
            break
        at, node = at + 1, found.node  # type: ignore[union-attr]
    if (listed := _in_list(text, root, path[: at + 1], node, found, old, values)) is not None:
        return listed
    key = path[at]
    new = REMOVED if order is None and at + 1 == len(path) else _at(values, path[: at + 1])
    column = entries[0].column
    if new is REMOVED:
        if found:
            lines[found.start : found.end] = []
        return "".join(lines)
    item = isinstance(node, yaml.SequenceNode)
    indented = not _indentless(root)
    if found and isinstance(found.node, yaml.SequenceNode) and new:
        new = (Brackets if found.node.flow_style and all(isinstance(each, str) for each in new) else Lines)(new)
    written = block(Lines([new]) if item else {key: new}, column, indented=indented)
    if found is None:
        place = _place(key, entries, (order or ()) if at == 0 else ())
        lines[place:place] = written.splitlines(keepends=True)
        return "".join(lines)
    first = lines[found.start]
    if first[:column].strip():  # the first key of a list's item: "- name: …"
        written = first[:column] + written[column:]
    comment = _comment(found, lines)
    if comment and written.count("\n") == 1:
        written = written.rstrip("\n") + comment
    lines[found.start : found.end] = [written]
    return "".join(lines)


def _in_list(text: str, root: Any, path: KeyPath, node: Any, entry: _Entry | None, old: Any, values: Any) -> str | None:
    """The text with other items in the list at a path, or around it; None where that has to be written as a whole."""
    inner = ((path, entry.node, entry.column),) if entry else ()
    for there, each, column in (*inner, (path[:-1], node, node.start_mark.column)):
        was, new = _at(old, there), _at(values, there)
        if isinstance(each, yaml.SequenceNode) and isinstance(new, list | tuple):
            after = with_items(text, each, was, new, column=column, indented=not _indentless(root))
            if after is not None and _reads(after, values):
                return after
    return None


def _reads(text: str, values: Any) -> bool:
    """Does a text say these values, but for the lines' ends?"""
    try:
        return bool(_bare(read_document(text).values) == _bare(values))
    except RuleFileError:
        return False


def _bare(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _bare(each) for key, each in value.items()}
    return value.strip() if isinstance(value, str) else [_bare(each) for each in value]


def _splits(entry: _Entry | None, path: KeyPath, at: int, values: Any, lines: list[str], removing: bool) -> bool:
    """Can a value inside the entry be written without the rest of it? Not when it empties it or takes away its first key."""
    if entry is None:
        return False
    inside = _at(values, path[: at + 1])
    if not inside or inside is REMOVED:
        return False
    entries = _entries(entry.node, lines)
    if removing and at + 2 == len(path) and entries and entries[0].key == path[at + 1]:
        return not isinstance(entries[0].key, str) and entries[0].start > entry.start
    return bool(entries)


def _at(values: Any, path: KeyPath) -> Any:
    for key in path:
        try:
            values = values[key]
        except (KeyError, IndexError, TypeError):
            return REMOVED
    return values


def _indentless(root: Any) -> bool:
    """Does the file write its lists without indenting them?"""
    lists = [value for _, value in root.value if isinstance(value, yaml.SequenceNode) and block_style(value)]
    return bool(lists) and all(each.start_mark.column == 0 for each in lists)


def _entries(node: Any, lines: list[str]) -> list[_Entry]:
    if isinstance(node, yaml.MappingNode):
        return [
            _Entry(
                key=key.value,
                node=value,
                start=key.start_mark.line,
                end=end_of(key, value, lines),
                column=key.start_mark.column,
            )
            for key, value in node.value
        ]
    column = node.start_mark.column
    return [
        _Entry(key=number, node=value, start=start_of(value, column, lines), end=end_of(value, value, lines), column=column)
        for number, value in enumerate(node.value)
    ]


def _comment(entry: _Entry, lines: list[str]) -> str:
    """What stands after the value on its line."""
    mark = entry.node.end_mark
    if entry.end - entry.start != 1 or mark.line != entry.start:
        return ""
    rest = lines[entry.start][mark.column :]
    return rest if rest.strip().startswith("#") else ""


def _place(key: str | int, entries: list[_Entry], order: Sequence[str]) -> int:
    """The line at which a new key or item belongs."""
    if key in order:
        before = order[: order.index(str(key))]
        earlier = [entry for entry in entries if entry.key in before]
        return earlier[-1].end if earlier else entries[0].start
    return entries[-1].end
