"""Is second line there to ask?"""

import pytest

from backend.tests.core.invented import TUESDAY, context_of
from rutinlots.core.checks.detectors.second_line import detect
from rutinlots.core.finding import Hit


@pytest.mark.parametrize(
    ("hour", "state", "change"),
    [(10, "open", "stänger i dag klockan 17.00"), (7, "closed", "öppnar i dag klockan 08.00")],
)
def test_it_is_told_when_that_changes(hour: int, state: str, change: str):
    context = context_of(now=TUESDAY.replace(hour=hour))
    other = {"open": "closed", "closed": "open"}[state]

    assert detect(context, {"is": state}) == [Hit(values={"change": change})]
    assert detect(context, {"is": other}) == []
