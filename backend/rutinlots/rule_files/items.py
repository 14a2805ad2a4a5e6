"""The items of a list in a rule file: what is as it was keeps its lines, and what is new is written as its neighbours are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

import yaml

from rutinlots.rule_files.matching import MOST_LINES, matches
from rutinlots.rule_files.writing import WIDEST, Lines, Styled, block, on_one_line

_NEAR = 20  # items before and after a place whose quotes are looked at
_SIGN = re.compile(r"[^\w\s-]")  # what makes a pattern of a word


def aligned(old: Sequence[Any], new: Sequence[Any]) -> tuple[list[Any], list[list[Any]]]:
    """What is new before the first of the old items; and for each of them what is in its place: itself or another, then more.

    :returns: for an item that is gone an empty list.
    """
    match = matches([repr(each) for each in old], [repr(each) for each in new])
    first, places = list[Any](), list[list[Any]]([] for _ in old)
    found = {number: at for at, number in match.items()}
    here = first
    for number, each in enumerate(new):
        here = places[found[number]] if number in found else here
        here.append(each)
    return first, places


def with_items(
    text: str, node: yaml.SequenceNode, old: Sequence[Any], new: Sequence[Any], *, column: int, indented: bool
) -> str | None:
    """The text with other items in a list; None where the list has to be written as a whole.

    :param column: of the key or dash that the list is behind.
    :param indented: whether the file indents its lists.
    """
    if not (old and new) or len(old) + len(new) > MOST_LINES:
        return None
    first, places = aligned(old, new)
    kept = {number for number, each in enumerate(old) if each in places[number][:1]}
    gone = {repr(each): number for number, each in enumerate(old) if number not in kept}
    kind = _InBrackets if node.flow_style else _InLines
    return kind(text=text, node=node, kept=kept, gone=gone, column=column, indented=indented).written(first, places)


def block_style(node: Any) -> bool:
    """Is it a list or mapping with a line for each item or key?"""
    return isinstance(node, yaml.CollectionNode) and not node.flow_style and bool(node.value)


def start_of(item: Any, column: int, lines: list[str]) -> int:
    """The line with the dash of an item of a list that is at a column."""
    line = int(item.start_mark.line)
    while line and lines[line][column : column + 1] != "-":
        line -= 1
    return line


def end_of(key: Any, value: Any, lines: list[str]) -> int:
    """The line after the last one of a value."""
    if block_style(value):
        last = value.value[-1]
        key, value = last if isinstance(last, tuple) else (last, last)
        return end_of(key, value, lines)
    mark = max((key.end_mark, value.end_mark), key=lambda mark: (mark.line, mark.column))
    end = mark.line + 1 if mark.column else mark.line
    if isinstance(value, yaml.ScalarNode) and value.style in ("|", ">"):
        while end > key.start_mark.line + 1 and not lines[end - 1].strip():
            end -= 1
    return int(max(end, key.start_mark.line + 1))


@dataclass(frozen=True, kw_only=True)
class _List:
    """A list as it is written, with the numbers of the items that stay where they are, and of each that doesn't."""

    text: str
    node: yaml.SequenceNode
    kept: set[int]
    gone: dict[str, int]
    column: int
    indented: bool

    def written(self, first: list[Any], places: list[list[Any]]) -> str | None:
        """The text with other items, as ``aligned`` has them."""
        raise NotImplementedError

    def _source(self, at: int, value: Any, *, is_there: bool) -> int | None:
        """The number of the item whose signs a value keeps: that in its place, or where it has been moved from."""
        return at if is_there and at in self.kept else self.gone.get(repr(value))

    def _written(self, at: int, value: Any) -> str | None:
        """A value on one line, as the items near a place are; None if it needs lines of its own."""
        near = range(max(0, at - _NEAR), min(at + _NEAR, len(self.node.value)))
        nodes = [self.node.value[number] for number in sorted(near, key=lambda number: abs(number - at))]
        if isinstance(value, str):
            texts = [each for each in nodes if isinstance(each, yaml.ScalarNode) and each.style not in ("|", ">")]
            like = [each for each in texts if bool(_SIGN.search(each.value)) == bool(_SIGN.search(value))]
            if "\n" in value.strip() or not (texts or self.node.flow_style):
                return None
            style = next((each.style for each in (*like, *texts)), None)
            return on_one_line(Styled(value.strip(), style), in_brackets=bool(self.node.flow_style))
        others = [each for each in nodes if isinstance(each, yaml.CollectionNode)]
        flat = bool(others and others[0].flow_style) and not _has_lines(value)
        return on_one_line(value, in_brackets=True) if flat else None


class _InLines(_List):
    """A list with a line, or some, for each item."""

    def written(self, first: list[Any], places: list[list[Any]]) -> str:
        """The text with other items; comments between them stay where they are."""
        lines = self.text.splitlines(keepends=True)
        column = self.node.start_mark.column
        spans = [(start_of(item, column, lines), end_of(item, item, lines)) for item in self.node.value]
        made = [lines[start:end] for start, end in spans]
        for at, (start, end) in reversed(list(enumerate(spans))):
            here = [self._chunk(at, value, made, is_there=number == 0) for number, value in enumerate(places[at])]
            before = [self._chunk(0, value, made, is_there=False) for value in first] if at == 0 else []
            lines[start:end] = chain(*before, *here)
        return "".join(lines)

    def _chunk(self, at: int, value: Any, made: list[list[str]], *, is_there: bool) -> list[str]:
        """A value's lines, in an item's place or behind it."""
        if (source := self._source(at, value, is_there=is_there)) is not None:
            return made[source]
        column, old = self.node.start_mark.column, self.node.value[at]
        head, tail, widest = " " * column + "- ", "\n", WIDEST
        if is_there and len(made[at]) == 1 and not block_style(old):
            [line] = made[at]
            head, tail, widest = line[: old.start_mark.column], line[old.end_mark.column :], max(WIDEST, len(line))
        written = self._written(at, value)
        if written is not None and len(head + written) <= widest:
            return [head + written + tail]
        return block(Lines([value]), column, indented=self.indented).splitlines(keepends=True)


class _InBrackets(_List):
    """A list in brackets, on one line or more."""

    def written(self, first: list[Any], places: list[list[Any]]) -> str | None:
        """The text with other items; None if a comment between them would be in the way."""
        start, end = self.node.value[0].start_mark, self.node.value[-1].end_mark
        gaps = self._gaps()
        made = list(self._items(first, places, gaps))
        if "".join(gap for gap, _, _ in made[1:]).count("#") < "".join(gaps).count("#"):
            return None
        line = " " * next(
            (self.node.value[at + 1].start_mark.column for at, gap in enumerate(gaps) if "\n" in gap), self.column + 2
        )
        column, is_new, written = start.column, False, ""
        for number, (gap, item, other) in enumerate(made):
            is_new = other or (is_new and "\n" not in gap)
            ends = column + len(gap) + len(item.partition("\n")[0]) + 1
            if number and is_new and "\n" not in gap and ends > WIDEST:
                gap = f",\n{line}"
            piece = (gap if number else "") + item
            column = column + len(piece) if "\n" not in piece else len(piece) - piece.rindex("\n") - 1
            written += piece
        return self.text[: start.index] + written + self.text[end.index :]

    def _gaps(self) -> list[str]:
        nodes = self.node.value
        return [self.text[one.end_mark.index : other.start_mark.index] for one, other in pairwise(nodes)]

    def _items(self, first: list[Any], places: list[list[Any]], gaps: list[str]) -> Iterator[tuple[str, str, bool]]:
        """Each item with what is before it, and whether its line is another than it was."""
        usual = gaps[0] if gaps and all("\n" in gap and "#" not in gap for gap in gaps) else ", "
        yield from ((usual, self._item(0, value, is_there=False), True) for value in first)
        left = None
        for at, here in enumerate(places):
            gap = gaps[at - 1] if at else usual if first else ""
            gap = gap if left is None else max(left, gap, key=lambda each: ("#" in each, "\n" in each))
            for number, value in enumerate(here):
                is_new = left is not None or number > 0 or at not in self.kept
                yield usual if number else gap, self._item(at, value, is_there=number == 0), is_new
            left = None if here else gap

    def _item(self, at: int, value: Any, *, is_there: bool) -> str:
        if (source := self._source(at, value, is_there=is_there)) is not None:
            old = self.node.value[source]
            return self.text[old.start_mark.index : old.end_mark.index]
        return self._written(at, value) or on_one_line(value, in_brackets=True)


def _has_lines(value: Any) -> bool:
    return any("\n" in each.strip() for each in _texts(value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
