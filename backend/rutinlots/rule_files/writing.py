"""How values are written as YAML: a list or mapping of one entry as lines, an item as its neighbours are, a whole new file."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

WIDEST = 120  # columns of a line of the rules' files
_WIDTH = WIDEST - 4  # of what is written, with room for a dash and a quote
_ONE_LINE = 90  # characters of a text or a list beyond which it gets lines of its own
_TEXT, _LIST = "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq"


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
        return dumper.represent_scalar(_TEXT, "\n".join(lines) + "\n", style="|")
    style = ">" if len(value) > _ONE_LINE else None
    return dumper.represent_scalar(_TEXT, value.strip(), style=style)


def _list(dumper: yaml.SafeDumper, value: Sequence[Any]) -> yaml.SequenceNode:
    short = all(isinstance(each, str) and "\n" not in each and len(each) < 40 for each in value) and len(value) < 12
    flow = short and sum(len(each) + 2 for each in value) < _ONE_LINE
    return dumper.represent_sequence(_LIST, value, flow_style=flow)


class Lines(list[Any]):
    """A list with a line for each item."""


class Brackets(list[Any]):
    """A list in brackets."""


class Styled(str):
    """A text in quotes of a style, or in none."""

    style: str | None

    def __new__(cls, value: str, style: str | None) -> "Styled":
        made = super().__new__(cls, value)
        made.style = style
        return made


_Dumper.add_representer(Styled, lambda dumper, value: dumper.represent_scalar(_TEXT, str(value), style=value.style))
_Dumper.add_representer(Lines, lambda dumper, value: dumper.represent_sequence(_LIST, value, flow_style=False))
_Dumper.add_representer(Brackets, lambda dumper, value: dumper.represent_sequence(_LIST, value, flow_style=True))
_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(tuple, _list)


def block(value: Any, column: int, *, indented: bool) -> str:
    """A mapping or list of one entry as lines, at a column."""
    dumper = _Dumper if indented else _Indentless
    written = yaml.dump(value, Dumper=dumper, allow_unicode=True, width=_WIDTH - column, sort_keys=False, default_flow_style=False)
    pad = " " * column
    return "".join(f"{pad}{line}" if line.strip() else line for line in written.splitlines(keepends=True))


def dumped(values: Mapping[str, Any]) -> str:
    """A whole new file."""
    return block(dict(values), 0, indented=True)


def on_one_line(value: Any, *, in_brackets: bool) -> str:
    """A value as it can be on a line of its own behind a dash, or among others in brackets."""
    if not isinstance(value, str):
        return _unbroken(value, flow=True).rstrip("\n")
    return _unbroken([value], flow=True)[1:-2] if in_brackets else _unbroken([value], flow=False)[2:-1]


def _unbroken(value: Any, *, flow: bool) -> str:
    typed = (Brackets if flow else Lines)(value) if isinstance(value, list) else value
    written = yaml.dump(typed, Dumper=_Dumper, allow_unicode=True, width=float("inf"), sort_keys=False, default_flow_style=flow)
    return str(written)
