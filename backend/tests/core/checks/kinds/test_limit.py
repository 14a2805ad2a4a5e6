"""``limit``: paragraphs and sentences that are too long, each by itself."""

import pytest

from backend.tests.core.invented import context_of, hits_of, pointed_at
from rutinlots.core.rulefile.errors import RuleFileError

FULL = "x" * 59 + "y"  # a line as long as a mail program makes it


def long_ones(text: str, largest: int, measure: str = "sentence-words") -> list[str]:
    context = context_of(draft=text)
    return pointed_at(context, found(context, largest, measure))


def found(context, largest: int, measure: str = "sentence-words"):
    limit = {"in": "draft", "measure": measure, "max": str(largest)}
    return hits_of(context, present=None, limit=limit)


def test_a_sentence_may_have_as_many_words_as_the_limit_and_no_more():
    assert long_ones("Ett två tre.", 3) == []
    assert long_ones("Ett två tre fyra.", 3) == ["Ett två tre fyra."]


def test_a_hit_says_how_many_there_are_and_how_many_there_may_be():
    (hit,) = found(context_of(draft="Ett två tre fyra."), 3)
    assert hit.values == {"size": "4", "max": "3"}


def test_each_sentence_is_measured_by_itself():
    assert long_ones("Kort. Den här är lång! Kort? Och den här är längre.", 3) == ["Den här är lång!", "Och den här är längre."]


@pytest.mark.parametrize("stop", [". ", "! ", "? ", ": ", "; ", "\n"])
def test_stops_and_line_breaks_end_a_sentence(stop: str):
    assert long_ones(f"Ett två{stop}tre fyra", 2) == []


def test_a_point_inside_a_word_ends_nothing():
    assert long_ones("Se www.ellevio.se kl.10 nu.", 3) == ["Se www.ellevio.se kl.10 nu."]


def test_blanks_around_a_sentence_are_no_part_of_it():
    assert long_ones("Kort.   Ett två tre fyra   \nslut", 3) == ["Ett två tre fyra"]


def paragraphs(text: str, largest: int) -> list[str]:
    return long_ones(text, largest, "paragraph-characters")


def test_a_paragraph_may_have_as_many_characters_as_the_limit_and_no_more():
    assert paragraphs("x" * 10, 10) == []
    assert paragraphs("x" * 11, 10) == ["x" * 11]


def test_a_paragraphs_size_is_in_characters():
    (hit,) = found(context_of(draft="Hej.\n\n" + "x" * 11), 10, "paragraph-characters")
    assert hit.values == {"size": "11", "max": "10"}


def test_a_line_is_a_paragraph_of_its_own():
    assert paragraphs("xxxxx\nyyyyy\n\nzzzzz", 6) == []
    assert paragraphs("xxxxx\nyyyyyyy\n\nzzzzzzz", 6) == ["yyyyyyy", "zzzzzzz"]


def test_blanks_around_a_line_do_not_count():
    assert paragraphs("a\n   xxxxx   \n\n  yyyyyy  ", 5) == ["yyyyyy"]


def test_lines_that_a_mail_program_broke_are_one_paragraph():
    assert paragraphs(f"{FULL}\n{FULL}\nslut.", 100) == [f"{FULL}\n{FULL}\nslut."]
    assert paragraphs(f"{FULL}\nslut.", 60) == [f"{FULL}\nslut."]


def test_a_paragraph_after_a_broken_one_is_found_at_its_own_place():
    assert paragraphs(f"{FULL}\nslut.\n\n{'z' * 70}", 66) == ["z" * 70]


def test_lines_that_are_not_full_are_not_broken():
    assert paragraphs(f"{FULL[1:]}\n{FULL[1:]}\nslut.", 100) == []


@pytest.mark.parametrize("stop", list(".!?:"))
def test_a_full_line_that_ends_a_sentence_is_not_broken(stop: str):
    line = "x" * 70 + stop
    assert paragraphs(f"{line}\n{line}\n{line}", 100) == []


@pytest.mark.parametrize("bullet", list("-–•*·1"))
def test_full_lines_of_a_list_are_not_broken(bullet: str):
    line = f"{bullet} {FULL}"
    assert paragraphs(f"{line}\n{line}\n{line}", 100) == []


def test_most_lines_must_be_cut_for_a_text_to_be_broken():
    assert paragraphs(f"{FULL}\nkort.\nkort.", 60) == []  # one of three
    assert paragraphs(f"{FULL}\n{FULL}\nkort.\nkort.", 130) == [f"{FULL}\n{FULL}\nkort.\nkort."]  # two of four


@pytest.mark.parametrize(("measure", "most"), [("sentence-words", 1_000), ("paragraph-characters", 20_000)])
def test_a_limit_that_every_text_is_above_or_none_is_refused(measure: str, most: int):
    for largest in (0, most + 1):
        with pytest.raises(RuleFileError, match=f"”max” är {largest}, .* skriv ett heltal, 1 till {most}"):
            found(context_of(draft=""), largest, measure)
    assert found(context_of(draft=""), most, measure) == []
