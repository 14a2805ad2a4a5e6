"""Mails as people write them, asked of the API from opening the ticket to sending (see ``backend/tests/corpus/case.py``).

What a case expects is found, marked and counted; a well-written one is left in peace. What goes wrong today stands in the
case itself under ``known`` with its reason; what no longer does is to be struck out.
"""

from collections import Counter
from collections.abc import Callable

import pytest

from backend.tests.corpus.case import Case, read_cases
from backend.tests.corpus.judged import Judged, judge
from rutinlots import create_app

CASES = read_cases()


@pytest.fixture(scope="module")
def judged() -> Callable[[Case], Judged]:
    """Asks one app about a case."""
    app = create_app({"TESTING": True})
    client, rules = app.test_client(), app.extensions["rutinlots"].rules
    return lambda case: judge(case, client, rules)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.name}")
def test_the_checks_say_what_the_case_expects(case: Case, judged: Callable[[Case], Judged]) -> None:
    found = judged(case)

    assert [str(wrong) for wrong in found.unexpected()] == []
    assert set(case.known) <= {wrong.id for wrong in found.wrong}, "known faults that are gone: strike them out"


def test_no_two_cases_have_the_same_name() -> None:
    assert [name for name, times in Counter((case.file, case.name) for case in CASES).items() if times > 1] == []


def test_there_are_well_written_mails_enough_to_tell_false_alarms() -> None:
    written = [case for case in CASES if case.good and case.example.draft]

    assert len(written) >= 150
    assert sum(case.held_out for case in CASES) >= 0.3 * len(CASES)


def test_every_kind_of_fault_is_in_the_corpus() -> None:
    ids = {each for case in CASES for each in case.expect}

    assert ids >= {f"KM-{n:02}" for n in (1, 2, 3, 6, *range(8, 12), *range(13, 27), 28, 29)} | {"SA-01", "SA-04", "FB-01", "ES-02"}
