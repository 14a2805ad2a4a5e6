"""Numbers written as digits and as words."""

import re

import pytest

from rutinlots.core.entities.numerals import NUMBER, number


@pytest.mark.parametrize(
    ("written", "value"),
    [("12", 12), ("1 200", 1200), ("åtta", 8), ("Tjugofem", 25), ("tjugo", 20), ("nittionio", 99), ("hundra", 100), ("seven", 7),
     ("twenty-five", 25), ("dozen", 12)],
)  # fmt: skip
def test_a_number_is_read_whole(written: str, value: int) -> None:
    match = re.fullmatch(NUMBER, written, re.IGNORECASE)

    assert match is not None
    assert number(match.group()) == value
