"""Nothing that a mail can hold makes what takes it apart fail: a few hundred cases here, a hundred thousand with ``make fuzz``."""

import pytest

from tools import fuzz


@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_whatever_comes_is_taken_apart_without_a_failure(name: str):
    assert fuzz.fuzz(name, 200, 1) >= 200


def test_a_failure_would_be_told_with_its_case(monkeypatch: pytest.MonkeyPatch):
    def fails_at_a_question_mark(text: str) -> None:
        if "?" in text:
            raise AssertionError("a question mark")

    monkeypatch.setitem(fuzz.TARGETS, "drafts", (fails_at_a_question_mark, fuzz.TARGETS["drafts"][1]))
    with pytest.raises(AssertionError, match="a question mark"):
        fuzz.fuzz("drafts", 5_000, 1)
