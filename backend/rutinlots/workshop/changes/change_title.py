"""What a change of a rule file is called: by what it changed, where the file holds much that has nothing to do with each other."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.rule_files.document import read_document
from rutinlots.workshop.words import HOURS, HOURS_KEYS, SETTINGS


def change_title(file: str, before: str, after: str, title: str) -> str:
    """The settings' parts that differ, by their headings; else ``title``, or what a file that is gone was called."""
    if title and file != "settings.yaml":
        return title
    try:
        old, new = (_values(text) for text in (before, after))
    except RuleFileError:
        return title or file
    if file != "settings.yaml":
        return str(new.get("title") or old.get("title") or file)
    parts = {HOURS: HOURS_KEYS, **SETTINGS}
    changed = [part for part, keys in parts.items() if any(old.get(key) != new.get(key) for key in keys)]
    *most, last = changed or [title]
    return f"{', '.join(most)} och {last}" if most else last


def _values(text: str) -> Mapping[str, Any]:
    values = read_document(text).values if text else {}
    return values if isinstance(values, Mapping) else {}
