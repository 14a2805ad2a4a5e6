"""docs/checks.md names and describes everything in the language of checks."""

import inspect
import re

import pytest

from rutinlots.core.checks.check import ACTIONS
from rutinlots.core.checks.detectors import DETECTORS
from rutinlots.core.checks.fix import read_fix
from rutinlots.core.checks.kinds import KINDS
from rutinlots.core.checks.scopes import SCOPES
from rutinlots.core.checks.when import read_when
from rutinlots.core.finding import LEVELS
from rutinlots.core.rulefile.patterns import read_patterns
from rutinlots.core.rulefile.status import STATUSES
from rutinlots.core.rules import Rules
from rutinlots.core.situation import DRAFTS, MOMENTS
from tools import reference
from tools import reference_texts as texts

PATTERNS = [(read_patterns, "present.any.*"), (read_patterns, "present.any.*.except.*")]


def test_the_reference_of_checks_is_up_to_date():
    """Otherwise: ``python3 tasks.py docs``."""
    assert reference.page() == reference.PAGE.read_text("utf-8")


@pytest.mark.parametrize(
    ("described", "existing"),
    [
        (texts.LEVELS, LEVELS),
        (texts.STATUSES, STATUSES),
        (texts.MOMENTS, MOMENTS),
        (texts.DRAFTS, DRAFTS),
        (texts.SCOPES, SCOPES),
        (texts.ACTIONS, ACTIONS),
    ],
    ids=["levels", "statuses", "moments", "drafts", "scopes", "actions"],
)
def test_every_name_of_the_language_is_described(described: dict[str, str], existing: object):
    assert list(described) == list(existing)


def test_every_key_of_a_check_file_is_described():
    assert [key for key in reference.keys_by_place()[""] if key not in (*KINDS, "detector")] == list(texts.KEYS)


def test_every_key_of_an_example_is_described():
    keys = reference.keys_by_place()
    existing = {(place, key) for place in texts.EXAMPLE_PLACES.values() for key in keys[f"good.*{place}"]}

    assert existing == set(texts.EXAMPLES)


@pytest.mark.parametrize(
    ("read", "place"),
    [*((read, name) for name, read in KINDS.items()), (read_when, "when"), (read_fix, "fix"), *PATTERNS],
    ids=[*KINDS, "when", "fix", "patterns", "exceptions"],
)
def test_every_key_that_is_read_is_in_the_readers_docstring(read: object, place: str):
    keys = reference.keys_by_place()[place]

    assert keys
    described = reference.plain(read.__doc__) + texts.ABOUT_KINDS
    assert [key for key in keys if not re.search(rf"`[^`]*\b{key}\b[^`]*`", described)] == []


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_says_what_it_looks_for(name: str):
    assert reference.kind_summary(name)


@pytest.mark.parametrize("name", DETECTORS)
def test_every_detector_says_what_it_finds_and_what_its_parameters_are(name: str):
    detector = DETECTORS[name]

    assert reference.detector_summary(name)
    assert [key for key in detector.parameters if f"``{key}``" not in inspect.getdoc(detector.find)] == []


def test_every_detector_is_used_by_a_check(rules: Rules):
    used = {check.kind for check in rules.checks}

    assert [name for name in DETECTORS if f"detector {name}" not in used] == []
