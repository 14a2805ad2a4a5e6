"""Patterns match whole Swedish words in linear time."""

from dataclasses import replace
from typing import Any

import pytest

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.patterns import read_patterns, sentence
from rutinlots.core.rulefile.reader import MappingReader


def stretches(text: str, *patterns: object) -> list[str]:
    return [match.text for match in read_patterns(MappingReader({"any": list(patterns)})).matches(text)]


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
    with pytest.raises(RuleFileError):
        stretches("text", pattern)


def test_no_patterns_at_all_is_refused():
    with pytest.raises(RuleFileError, match="minst ett mönster"):
        read_patterns(MappingReader({"any": []}))


@pytest.mark.parametrize("text", ["ål ål,ål", "é ål 🙂ål🙂 ål\nål", "ål", "x\u0301ål ÅL", ""])
def test_a_match_stands_where_it_says_whatever_letters_come_before_it(text: str):
    found = read_patterns(MappingReader({"any": ["ål"]})).matches(text)
    assert [text[match.start : match.end] for match in found] == [match.text for match in found]
    assert len(found) == text.casefold().count("ål")


def test_an_exception_in_the_sentence_around_it_is_left_out_and_one_in_the_next_is_not():
    pattern = {"pattern": "ström", "not_in": "åter"}
    assert stretches("Ingen ström. Åter ström! Ström?\nÅter", pattern) == ["ström", "Ström"]


def test_a_sentence_without_any_end_is_what_stands_near():
    far, near = "ja " * 400, "ja " * 300
    assert sentence(f"åter {near}ström {near}åter", 905, 910) == f"åter {near}ström {near}åter"
    assert "åter" not in sentence(f"åter {far}ström {far}åter", 1205, 1210)


class Counted:
    """An engine that counts what it reads: of a ``str`` all, since that is encoded each time; of bytes, what is looked at."""

    def __init__(self, expression: Any):
        self.expression, self.work = expression, 0

    def search(self, text: str | bytes, position: int = 0) -> Any:
        found = self.expression.search(text, position)
        end = len(text) if found is None or isinstance(text, str) else found.end()
        self.work += end - (0 if isinstance(text, str) else position)
        return found


@pytest.mark.parametrize("not_in", ["åter", "bort"])
def test_the_work_grows_with_the_text_though_every_word_is_a_match(not_in: str):
    def work(count: int) -> int:
        pattern = read_patterns(MappingReader({"any": [{"pattern": "ström", "not_in": not_in}]})).patterns[0]
        counted = [Counted(pattern.expression), Counted(pattern.not_in)]
        read = replace(pattern, expression=counted[0], not_in=counted[1])
        list(read.matches("ström är bort " * count))
        return sum(each.work for each in counted)

    assert work(4000) < 2.5 * work(2000)
