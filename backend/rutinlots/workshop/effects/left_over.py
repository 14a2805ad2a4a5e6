"""Where a setting's old value stands as words, which don't change with it: a group's name in a routine, a number in a reply."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from rutinlots.core.rules import Rules
from rutinlots.rule_files.document import read_document
from rutinlots.workshop.search import items_of

_SETTINGS = "settings.yaml"
_SHORTEST = 5  # characters of a value that stands for nothing else
_MOST = 4  # titles that are named


def left_over(before: Rules, after: Rules) -> tuple[str, ...]:
    """For each value that the settings no longer have, what still says it, in Swedish."""
    old, new = (set(_values(read_document(rules.sources[_SETTINGS]).values)) for rules in (before, after))
    return tuple(words for value in sorted(old - new) if len(value) >= _SHORTEST and (words := _said(value, after)))


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner)


def _said(value: str, rules: Rules) -> str:
    words = r"\s+".join(map(re.escape, value.split()))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)")
    titles = [f"”{item.title}”" for item in items_of(rules) if item.file != _SETTINGS and any(map(pattern.search, item.texts))]
    if not titles:
        return ""
    more = f" och {len(titles) - _MOST} till" if len(titles) > _MOST else ""
    return f"”{value}” står också i texten i {', '.join(titles[:_MOST])}{more}. Där ändras det inte av sig självt."
