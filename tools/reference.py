"""Write docs/checks.md, the reference of the language of checks: ``python3 tasks.py docs``.

Names and keys come from the code, descriptions from docstrings and :mod:`tools.reference_texts`; a test proves that
nothing is missing and that the file is up to date.
"""

import inspect
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rutinlots import rule_loader
from rutinlots.core.checks import when, yields
from rutinlots.core.checks.check import ACTIONS, Check, read_check
from rutinlots.core.checks.detectors import DETECTORS
from rutinlots.core.checks.exceptions import read_exceptions
from rutinlots.core.checks.fix import read_fix
from rutinlots.core.checks.kinds import KINDS
from rutinlots.core.checks.scopes import SCOPES
from rutinlots.core.context import Context
from rutinlots.core.finding import LEVELS
from rutinlots.core.handbook.coverage import Carried, coverage
from rutinlots.core.rulefile.patterns import read_patterns
from rutinlots.core.rulefile.reader import MappingReader
from rutinlots.core.rulefile.status import STATUSES
from rutinlots.core.rules import Rules
from rutinlots.core.situation import DRAFTS, MOMENTS
from rutinlots.core.validation.examples import LEAST_BAD, LEAST_GOOD, LEAST_STERN
from rutinlots.rule_files.memory import Memory
from rutinlots.rule_loader import load
from tools import reference_texts as texts

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "shared_rules"
PAGE = ROOT / "docs" / "checks.md"


@cache
def keys_by_place() -> Mapping[str, list[str]]:
    """The keys that each mapping of a check file may have, in order, by its place (``bad.*.ticket``).

    Recorded while every shipped check is read, so a place that no shipped check has is missing.
    """
    seen: dict[str, dict[str, None]] = defaultdict(dict)
    close = MappingReader.close

    def recording(reader: MappingReader, in_order: bool = False) -> None:
        place = ".".join("*" if isinstance(part, int) else part for part in reader.path)
        if place or in_order:  # a reader without a place is the file's own or a default's
            seen[place].update(dict.fromkeys(reader.known))
        close(reader, in_order)

    def read_recorded(values: Mapping[str, Any], theme: str, lists: Mapping[str, str]) -> Check:
        with patch.object(MappingReader, "close", recording):
            return read_check(values, theme, lists)

    # What was read before is kept, and would not be read again.
    with patch.object(rule_loader, "read_check", read_recorded), patch.object(rule_loader, "_MEMORY", Memory()):
        load(RULES)
    return {place: list(keys) for place, keys in seen.items()}


def values_by_kind(rules: Rules) -> Mapping[str, list[str]]:
    """The values that a kind or detector gives to messages, by its name; collected from the checks' own examples."""
    seen: dict[str, dict[str, None]] = defaultdict(dict)
    find = {check.id: check.find for check in rules.checks}
    for check in rules.checks:
        for example in check.bad:
            situation = example.situation(example.moment or check.moments[0], rules.knowledge.settings)
            for hit in check.find(Context(situation, rules.knowledge, find)):
                seen[check.kind].update(dict.fromkeys(hit.values))
    return {kind: sorted(values) for kind, values in seen.items()}


def plain(docstring: str | None) -> str:
    """A docstring as Markdown, on one line for each paragraph and list item."""
    text = inspect.cleandoc(docstring or "")
    text = re.sub(r":(?:mod|class|func):`~?([\w.]+)`", r"`\1`", text.replace("``", "`"))
    text = re.sub(r":raises \w+:.*", "", text)
    text = re.sub(r":param \w+: ", "", text).replace(":returns: ", "Returns ")
    parts = (re.sub(r" *\n +" if part.startswith("- ") else r"\s+", " ", part) for part in text.split("\n\n"))
    return "\n\n".join(parts).strip()


def summary(docstring: str | None) -> str:
    """A docstring's first paragraph as Markdown."""
    return plain(docstring).split("\n\n")[0]


def kind_summary(name: str) -> str:
    """What a kind looks for, from its module's docstring."""
    return summary(inspect.getmodule(KINDS[name]).__doc__).removeprefix(f"`{name}`: ").rstrip(".")


def detector_summary(name: str) -> str:
    """What a detector is about, from its module's docstring."""
    return plain(inspect.getmodule(DETECTORS[name].find).__doc__)


def page() -> str:
    """The whole reference."""
    rules = load(RULES)
    return "\n".join(_lines(rules, keys_by_place())).rstrip() + "\n"


def _lines(rules: Rules, keys: Mapping[str, list[str]]) -> Iterator[str]:
    words = rules.vocabulary
    yield from (texts.INTRODUCTION, "## Keys", "", texts.ABOUT_KEYS, "")
    yield from _table(("Key", "Meaning"), ((f"`{key}`", texts.KEYS[key]) for key in keys[""] if key in texts.KEYS))
    yield from (f"Then one way of looking: {_listed([*KINDS, 'detector'])}. It goes between `when` and `except`.", "")
    for title, names, english, swedish in (
        ("Levels", LEVELS, texts.LEVELS, words.levels),
        ("Statuses", STATUSES, texts.STATUSES, words.statuses),
        ("Moments", MOMENTS, texts.MOMENTS, words.moments),
        ("Drafts", DRAFTS, texts.DRAFTS, words.drafts),
        ("Scopes", SCOPES, texts.SCOPES, words.scopes),
    ):
        yield from (f"## {title}", "")
        yield from _table(("Name", "Meaning", "In Swedish"), ((f"`{name}`", english[name], swedish[name]) for name in names))
    yield from ("## Actions", "")
    yield from _table(("Name", "Meaning"), ((f"`{name}`", texts.ACTIONS[name]) for name in ACTIONS))
    yield from ("## Yielding: `yields_to`", "", plain(yields.told.__doc__), "", texts.ABOUT_YIELDING, "")
    yield from ("## Conditions: `when`", "", plain(when.read_when.__doc__), "")
    yield from _kinds(rules, keys)
    yield from ("## Patterns", "", plain(inspect.getmodule(read_patterns).__doc__), "", plain(read_patterns.__doc__), "")
    yield from _detectors(rules)
    yield from ("## Exceptions: `except`", "", plain(read_exceptions.__doc__), "")
    yield from ("## Fixes: `fix`", "", plain(read_fix.__doc__), "")
    yield from _examples(keys)
    yield from _requirements(rules)
    yield from _checks(rules.checks)


def _kinds(rules: Rules, keys: Mapping[str, list[str]]) -> Iterator[str]:
    values = values_by_kind(rules)
    yield from ("## Kinds", "", texts.ABOUT_KINDS, "")
    for name, read in KINDS.items():
        yield from (f"### `{name}`", "", f"{_sentence(kind_summary(name))} In Swedish: {rules.vocabulary.kinds[name]}.", "")
        yield from (plain(read.__doc__), "")
        if found := values.get(name):
            yield from (f"Values for the message: {_listed(found)}.", "")


def _detectors(rules: Rules) -> Iterator[str]:
    values = values_by_kind(rules)
    yield from ("## Detectors", "", texts.ABOUT_DETECTORS, "")
    for name, detector in DETECTORS.items():
        yield from (f"### `{name}`", "", detector_summary(name), "", plain(detector.find.__doc__), "")
        for key, allowed in detector.parameters.items():
            yield from (f"- `{key}`: {_listed(allowed) if allowed else 'a text'}",)
        if detector.parameters:
            yield ""
        if found := values.get(f"detector {name}"):
            yield from (f"Values for the message: {_listed(found)}.", "")
        users = [check.id for check in rules.checks if check.kind == f"detector {name}"]
        yield from (f"Used by {_listed(users)}.", "")


def _examples(keys: Mapping[str, list[str]]) -> Iterator[str]:
    about = texts.ABOUT_EXAMPLES.format(bad=LEAST_BAD, good=LEAST_GOOD, stern=LEAST_STERN)
    yield from ("## Examples: `bad` and `good`", "", about, "")
    for title, place in texts.EXAMPLE_PLACES.items():
        yield from (f"### {title}", "")
        yield from _table(("Key", "Meaning"), ((f"`{key}`", texts.EXAMPLES[place, key]) for key in keys[f"good.*{place}"]))


def _requirements(rules: Rules) -> Iterator[str]:
    yield from ("## Requirements", "", texts.ABOUT_REQUIREMENTS, "")
    carried = {item.id: (each.section.title, item) for each in coverage(rules) for item in each.carried}
    rows = (
        (name, section, _listed(check.id for check in item.checks), _otherwise(item))
        for name, (section, item) in sorted(carried.items())
    )
    yield from _table(("Requirement", "Section", "Checks", "Also"), rows)


def _otherwise(item: Carried) -> str:
    guides = [f"guide `{guide.id}`" for guide in item.guides]
    count = len(item.snippets)
    snippets = [f"{count} snippet{'s' if count > 1 else ''}"] if count else []
    return ", ".join((*guides, *snippets, *(["the product itself"] if item.product else [])))


def _checks(checks: Iterable[Check]) -> Iterator[str]:
    yield from ("## Shipped checks", "")
    rows = (
        (f"`{check.id}`", check.theme, check.level, ", ".join(check.moments), check.kind, ", ".join(check.covers))
        for check in checks
    )
    yield from _table(("Check", "Theme", "Level", "Moments", "Looks with", "Covers"), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:].rstrip('.')}."


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(f"Wrote {PAGE.relative_to(ROOT)}")
