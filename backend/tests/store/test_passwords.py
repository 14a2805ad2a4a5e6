"""Passwords that are guessed first are refused; the passwords of a few unrelated words are not."""

import pytest

from rutinlots.store.access.passwords import WeakPassword, require_good


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaa", " " * 10, "password123", "qwertyuiop", "1234567890", "Sommar2026", "rutinlots1", "kundservice2026",
        "Ellevio2026!", "Maria Berg 1", "abcdefghij" * 8, "iloveyou2026",
    ],
)  # fmt: skip
def test_what_is_guessed_first_is_refused(password: str):
    with pytest.raises(WeakPassword) as refused:
        require_good(password, "Maria Berg")
    assert refused.value.why == "common"


@pytest.mark.parametrize("password", ["många små gröna äpplen", "korrekt häst batteri", "x7!kP2qLm9", "ett långt lösenord"])
def test_what_is_hard_to_guess_is_accepted(password: str):
    require_good(password, "Maria Berg")


@pytest.mark.parametrize(("password", "why"), [("kort", "short"), ("många små gröna äpplen " * 40, "long")])
def test_the_length_is_limited_in_both_directions(password: str, why: str):
    with pytest.raises(WeakPassword) as refused:
        require_good(password, "Maria")
    assert refused.value.why == why
