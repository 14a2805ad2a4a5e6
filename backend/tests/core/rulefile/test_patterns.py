"""Patterns match whole Swedish words in linear time."""

from dataclasses import replace
from typing import Any

import pytest

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.expressions import expression
from rutinlots.core.rulefile.patterns import read_patterns
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


def test_of_a_match_and_a_longer_one_at_its_place_the_order_of_the_lines_does_not_matter():
    assert stretches("vill ha faktura nu", "vill", "vill ha faktura") == ["vill ha faktura"]
    assert stretches("vill ha faktura nu", "vill ha faktura", "vill") == ["vill ha faktura"]


def test_an_exception_in_the_match_itself_is_left_out():
    exception = {"because": "Ett citat.", "in": "match", "pattern": "sic"}
    pattern = {"pattern": r"\[\pL+\]", "anywhere": "ja", "except": [exception]}
    assert stretches("[namn] sic [sic]", pattern) == ["[namn]"]


def test_an_exception_is_looked_for_in_the_sentence_unless_it_says_otherwise():
    pattern = {"pattern": r"\[\pL+\]", "anywhere": "ja", "except": [{"because": "Ett citat.", "pattern": "sic"}]}
    assert stretches("[namn] sic. [namn]", pattern) == ["[namn]"]


def test_each_exception_of_a_list_excuses_by_itself():
    exceptions = [
        {"because": "Den är tillbaka.", "patterns": ["åter", "igen"]},
        {"because": "Ett ord om mätaren.", "in": "match", "pattern": "mätar"},
    ]
    pattern = {"patterns": ["ström", r"mätar\w*"], "except": exceptions}
    assert stretches("ström åter. ström igen. mätaren. ström nu", pattern) == ["ström"]


def test_patterns_of_one_entry_share_its_exceptions_and_others_do_not():
    shared = {"patterns": ["ström", "el"], "except": [{"because": "Den är tillbaka.", "pattern": "åter"}]}
    assert stretches("ström åter. el åter. vatten åter", shared, "vatten") == ["vatten"]


@pytest.mark.parametrize(
    ("exception", "path", "says"),
    [
        ({"pattern": "åter"}, (), "”because” saknas"),
        ({"because": "Därför."}, (), "”pattern” saknas"),
        ({"because": "Därför.", "pattern": "("}, ("pattern",), "går inte att läsa"),
        ({"because": "Därför.", "patterns": ["åter", "("]}, ("patterns", 1), "går inte att läsa"),
        ({"because": "Därför.", "patterns": []}, ("patterns",), "är tom"),
        ({"because": "Därför.", "pattern": "åter", "in": "mejlet"}, ("in",), "välj bland: match, sentence"),
        ({"because": "Därför.", "pattern": "åter", "where": "match"}, ("where",), "okänd nyckel"),
    ],
)
def test_an_exception_that_cannot_be_read_is_pointed_at(exception: dict, path: tuple, says: str):
    with pytest.raises(RuleFileError, match=says) as refused:
        stretches("text", {"pattern": "ström", "except": [exception]})
    assert refused.value.path == ("any", 0, "except", 0, *path)


def with_words(text: str, words: object, *patterns: object, lists: dict[str, str] | None = None) -> list[str]:
    return [match.text for match in read_patterns(MappingReader({"words": words, "any": patterns}, (), lists)).matches(text)]


def test_a_name_in_angle_brackets_stands_for_any_word_of_its_list():
    words = {"dag": ["dag", "kväll"], "hälsning": [r"(god|fin) <dag>", "hej"]}
    assert with_words("God kväll! Hej, fin dag, god natt", words, "<hälsning>") == ["God kväll", "Hej", "fin dag"]


def test_a_list_of_the_folder_may_be_used_beside_those_of_the_file():
    assert with_words("5 maj, 5 juni", {"dag": [r"\d"]}, "<dag> <månad>", lists={"månad": "(?:maj)"}) == ["5 maj"]


def test_an_angle_bracket_that_holds_no_name_is_an_angle_bracket():
    assert stretches("skriv <här>", {"pattern": r"<[\pL]+>", "anywhere": "ja"}) == ["<här>"]


@pytest.mark.parametrize(
    ("words", "pattern", "says"),
    [
        ({"dag": ["dag"]}, "<dagg>", "<dagg> finns inte; menade du <dag>"),
        ({"dag": ["<kväll>"]}, "<dag>", "<kväll> finns inte; skriv listan"),
        ({"dag": []}, "<dag>", "listan är tom"),
        ({"Dag": ["dag"]}, "dag", "små bokstäver"),
        ({"månad": ["maj"]}, "<månad>", "redan en ordlista"),
        ({"dag": ["a*"]}, "<dag>", "passar på ingenting"),
    ],
)
def test_a_word_list_that_cannot_be_used_is_refused(words: dict, pattern: str, says: str):
    with pytest.raises(RuleFileError, match=says):
        with_words("text", words, pattern, lists={"månad": "(?:maj)"})


def test_anywhere_looks_inside_words():
    assert stretches("aXXXXb", {"pattern": "XXXX", "anywhere": "ja"}) == ["XXXX"]


@pytest.mark.parametrize("pattern", ["(", "a)|(b", "a*", r"\w*", r"[\pL]*|x", r"\bhej\b", r"(?=x)y", "(a)\\1"])
def test_a_pattern_the_engine_cannot_take_is_refused(pattern: str):
    with pytest.raises(RuleFileError):
        stretches("text", pattern)


@pytest.mark.parametrize(("pattern", "found"), [(r"[\pL]{3}\pN", "åäö7"), (r"[a-z\pN]+-\w", "7-ö"), (r"\\pL", r"\pL")])
def test_alphabets_are_written_as_the_engine_names_them(pattern: str, found: str):
    assert stretches(f"se {found}.", pattern) == [found]


def test_no_patterns_at_all_is_refused():
    with pytest.raises(RuleFileError, match="minst ett mönster"):
        read_patterns(MappingReader({"any": []}))


@pytest.mark.parametrize("text", ["ål ål,ål", "é ål 🙂ål🙂 ål\nål", "ål", "x\u0301ål ÅL", ""])
def test_a_match_stands_where_it_says_whatever_letters_come_before_it(text: str):
    found = read_patterns(MappingReader({"any": ["ål"]})).matches(text)
    assert [text[match.start : match.end] for match in found] == [match.text for match in found]
    assert len(found) == text.casefold().count("ål")


def test_an_exception_in_the_sentence_around_it_is_left_out_and_one_in_the_next_is_not():
    pattern = {"pattern": "ström", "except": [{"because": "Den är tillbaka.", "pattern": "åter"}]}
    assert stretches("Ingen ström. Åter ström! Ström?\nÅter", pattern) == ["ström", "Ström"]


class Counted:
    """An expression that counts what it reads: of a text all, since that is encoded each time; of units, what is looked at."""

    def __init__(self, expression: Any):
        self.expression, self.work = expression, 0
        self.units, self.characters, self.after = expression.units, expression.characters, expression.after

    def search(self, units: bytes, position: int = 0) -> Any:
        found = self.expression.search(units, position)
        self.work += (len(units) if found is None else found.end()) - position
        return found

    def is_in(self, text: str) -> bool:
        self.work += len(text)
        return self.expression.is_in(text)


@pytest.mark.parametrize("excepted", ["åter", "bort"])
def test_the_work_grows_with_the_text_though_every_word_is_a_match(excepted: str):
    def work(count: int) -> int:
        entry = {"pattern": "ström", "except": [{"because": "Ett exempel.", "pattern": excepted}]}
        pattern = read_patterns(MappingReader({"any": [entry]})).patterns[0]
        counted = [Counted(pattern.expression), Counted(expression(pattern.not_in.pattern))]
        read = replace(pattern, expression=counted[0], not_in=counted[1])
        list(read.matches("ström är bort " * count))
        return sum(each.work for each in counted)

    assert work(4000) < 2.5 * work(2000)


def test_patterns_that_are_too_large_together_are_a_fault_of_the_file():
    large = [rf"x{number}\w{{1000}}" for number in range(40)]
    with pytest.raises(RuleFileError, match="stor plats"):
        read_patterns(MappingReader({"any": large}))


@pytest.mark.parametrize("beside", ["", "y{0}", r"\\x{2}"])
def test_exceptions_that_are_too_large_together_are_a_fault_of_the_file_too(beside: str):
    large = [rf"x{number}{beside}\w{{1000}}" for number in range(40)]
    with pytest.raises(RuleFileError, match="stor plats"):
        read_patterns(MappingReader({"any": [{"pattern": "ström", "except": [{"because": "Ett exempel.", "patterns": large}]}]}))


def test_exceptions_are_compiled_when_a_match_is_first_found():
    entry = {"pattern": "ström", "except": [{"because": "Ett exempel.", "pattern": "på heden"}]}
    patterns = read_patterns(MappingReader({"any": [entry]}))
    before = expression.cache_info().currsize

    assert not patterns.any("ingenting")
    assert expression.cache_info().currsize == before
    assert not patterns.any("ström på heden")
    assert expression.cache_info().currsize == before + 1


def test_what_is_too_large_for_the_fast_way_is_looked_for_by_a_thin_expression():
    large = [{"pattern": rf"{letter}[\pL]{{3,60}}{letter}", "anywhere": "ja"} for letter in "%#"]
    patterns = read_patterns(MappingReader({"any": [*large, {"pattern": "kr", "anywhere": "ja"}]}))

    assert patterns.prefilter is not None
    assert patterns.prefilter.first.programsize < 5000  # joined as they are, they have 300 000 instructions
    assert [match.text for match in patterns.matches("#namn# 5 kr %datum%")] == ["#namn#", "kr", "%datum%"]
    assert not patterns.any("ingenting av det")
