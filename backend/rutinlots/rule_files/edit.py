"""The only writer of YAML: changes one value of a rule file and leaves every other line as it is, comments too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from rutinlots.rule_files.document import read_document

KeyPath = tuple[str | int, ...]
REMOVED: Any = object()
"""As a value: take the key or the list's item away."""
_WIDTH = 116  # columns; the rules' files are at most 120 wide
_ONE_LINE = 90  # characters of a text or a list beyond which it gets lines of its own


def edited(text: str, path: KeyPath, value: Any, order: Sequence[str] = ()) -> str:
    """The text with a value (texts, lists and mappings of texts) at a path.

    :param order: the keys of the whole file in the order they should stand, for a key that is new.
    :raises RuleFileError: if the text is not a rule file.
    """
    values = with_value(read_document(text).values, path, value)
    if not text.endswith("\n"):
        text += "\n"
    root = yaml.compose(text, yaml.CSafeLoader)  # it recurses: the reader above has refused deep nesting
    if not isinstance(root, yaml.CollectionNode):
        return _block({path[0]: _at(values, path[:1])}, 0, indented=True)
    return _written(text, root, path, values, order if value is not REMOVED else None)


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


def _written(text: str, root: Any, path: KeyPath, values: Any, order: Sequence[str] | None) -> str:
    """``order`` is None when the value is taken away."""
    lines = text.splitlines(keepends=True)
    at, node = 0, root
    while True:
        entries = _entries(node, lines)
        found = next((entry for entry in entries if entry.key == path[at]), None)
        deeper = found is not None and at + 1 < len(path) and _block_style(found.node)
        if not deeper or not _splits(found, path, at, values, lines, order is None):
            break
        at, node = at + 1, found.node  # type: ignore[union-attr]
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
        new = (_Flow if found.node.flow_style and all(isinstance(each, str) for each in new) else _Lines)(new)
    written = _block(_Lines([new]) if item else {key: new}, column, indented=indented)
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


def _splits(entry: _Entry | None, path: KeyPath, at: int, values: Any, lines: list[str], removing: bool) -> bool:
    """Can a value inside the entry be written without the rest of it? Not when it empties it or takes away its first key."""
    if entry is None:
        return False
    inside = _at(values, path[: at + 1])
    if not inside or inside is REMOVED:
        return False
    entries = _entries(entry.node, lines)
    gone = removing and at + 2 == len(path)
    return bool(entries) and not (gone and isinstance(entries[0].key, str) and entries[0].key == path[at + 1])


def _at(values: Any, path: KeyPath) -> Any:
    for key in path:
        try:
            values = values[key]
        except (KeyError, IndexError, TypeError):
            return REMOVED
    return values


def _block_style(node: Any) -> bool:
    return isinstance(node, yaml.CollectionNode) and not node.flow_style and bool(node.value)


def _indentless(root: Any) -> bool:
    """Does the file write its lists without indenting them?"""
    lists = [value for _, value in root.value if isinstance(value, yaml.SequenceNode) and _block_style(value)]
    return bool(lists) and all(each.start_mark.column == 0 for each in lists)


def _entries(node: Any, lines: list[str]) -> list[_Entry]:
    if isinstance(node, yaml.MappingNode):
        return [
            _Entry(
                key=key.value,
                node=value,
                start=key.start_mark.line,
                end=_end(key, value, lines),
                column=key.start_mark.column,
            )
            for key, value in node.value
        ]
    column = node.start_mark.column
    return [
        _Entry(key=number, node=value, start=value.start_mark.line, end=_end(value, value, lines), column=column)
        for number, value in enumerate(node.value)
    ]


def _end(key: Any, value: Any, lines: list[str]) -> int:
    """The line after the last one of a value."""
    if _block_style(value):
        last = value.value[-1]
        key, value = last if isinstance(last, tuple) else (last, last)
        return _end(key, value, lines)
    mark = max((key.end_mark, value.end_mark), key=lambda mark: (mark.line, mark.column))
    end = mark.line + 1 if mark.column else mark.line
    if isinstance(value, yaml.ScalarNode) and value.style in ("|", ">"):
        while end > key.start_mark.line + 1 and not lines[end - 1].strip():
            end -= 1
    return int(max(end, key.start_mark.line + 1))


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


class _Dumper(yaml.SafeDumper):
    """Writes texts as the rules' files do: nothing but texts is read from them, so that "ja" and 12:30 need no quotes."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012
    indented = True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        return super().increase_indent(flow, indentless and not self.indented)

    def ignore_aliases(self, data: Any) -> bool:
        return True


class _Indentless(_Dumper):
    indented = False


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    lines = [line.rstrip() for line in value.strip("\n").splitlines()]
    if len(lines) > 1:
        return dumper.represent_scalar("tag:yaml.org,2002:str", "\n".join(lines) + "\n", style="|")
    style = ">" if len(value) > _ONE_LINE else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value.strip(), style=style)


def _list(dumper: yaml.SafeDumper, value: Sequence[Any]) -> yaml.SequenceNode:
    short = all(isinstance(each, str) and "\n" not in each and len(each) < 40 for each in value) and len(value) < 12
    flow = short and sum(len(each) + 2 for each in value) < _ONE_LINE
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=flow)


class _Lines(list[Any]):
    """A list with a line for each item."""


class _Flow(list[Any]):
    """A list in brackets."""


_Dumper.add_representer(_Lines, lambda dumper, value: dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=False))
_Dumper.add_representer(_Flow, lambda dumper, value: dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True))
_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(tuple, _list)


def _block(value: Any, column: int, *, indented: bool) -> str:
    """A mapping or list of one entry as lines, at a column."""
    dumper = _Dumper if indented else _Indentless
    written = yaml.dump(value, Dumper=dumper, allow_unicode=True, width=_WIDTH - column, sort_keys=False, default_flow_style=False)
    pad = " " * column
    return "".join(f"{pad}{line}" if line.strip() else line for line in written.splitlines(keepends=True))


def dumped(values: Mapping[str, Any]) -> str:
    """A whole new file."""
    return _block(dict(values), 0, indented=True)
