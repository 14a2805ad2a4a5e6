"""Patterns match whole Swedish words in linear time."""

import pytest

from rutinlots.core.definition.errors import Invalid
from rutinlots.core.definition.pattern import read_patterns
from rutinlots.core.definition.shape import Shape


def stretches(text: str, *patterns: object) -> list[str]:
    return [match.text for match in read_patterns(Shape({"any": list(patterns)})).matches(text)]


def test_a_word_is_found_only_as_a_word():
    assert stretches("Målet med ål är mål.", "ål") == ["ål"]


def test_a_word_beside_another_match_is_found_too():
    assert stretches("ål ål,ål", "ål") == ["ål", "ål", "ål"]


def test_case_is_not_looked_at_in_swedish_either():
    assert stretches("ÅTERKOM", "återkom") == ["ÅTERKOM"]


def test_inflection_is_written_with_any_letters():
    assert stretches("Fakturaöversikten kom", r"faktura\w*") == ["Fakturaöversikten"]


def test_of_overlapping_matches_the_first_and_longest_is_kept():
    assert stretches("se bifogad fil", "bifogad", "se bifogad fil") == ["se bifogad fil"]


def test_an_exception_is_left_out():
    assert stretches("[namn] [sic]", {"pattern": r"\[\pL+\]", "anywhere": "ja", "unless": "sic"}) == ["[namn]"]


def test_anywhere_looks_inside_words():
    assert stretches("aXXXXb", {"pattern": "XXXX", "anywhere": "ja"}) == ["XXXX"]


@pytest.mark.parametrize("pattern", ["(", "a*", r"\bhej\b", r"(?=x)y", "(a)\\1"])
def test_a_pattern_the_engine_cannot_take_is_refused(pattern: str):
    with pytest.raises(Invalid):
        stretches("text", pattern)


def test_no_patterns_at_all_is_refused():
    with pytest.raises(Invalid, match="minst ett mönster"):
        read_patterns(Shape({"any": []}))
