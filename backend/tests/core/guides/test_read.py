"""A routine file that can't be used says where and why."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rutinlots.core.guides.computed import RULES
from rutinlots.core.guides.model import FIELD_TYPES, PLACES, TONES, Guide
from rutinlots.core.guides.prefill import READERS
from rutinlots.core.guides.read import read_routine
from rutinlots.core.rulefile.errors import RuleFileError

Make = Callable[..., Guide]

FIELD = {"id": "svar", "label": "Svar", "type": "choice", "options": ["Ja", "Nej"]}


def routine(**changes: Any) -> dict[str, Any]:
    values = {
        "id": "rutin", "title": "Rutin", "summary": "Kort.",
        "sections": [{"title": "1 Ett", "anchor": "ett", "asks": ["KM-01"], "text": "Text."}],
    }  # fmt: skip
    return values | changes


def test_a_routine_has_sections_with_what_they_ask_and_in_whose_words() -> None:
    read = read_routine(routine(), "rutin")

    assert read.sections[0].asks == ("KM-01",)
    assert read.sections[0].text == "Text."
    assert read.guides == ()


def test_a_routine_is_called_what_its_file_is_called() -> None:
    with pytest.raises(RuleFileError, match="annan-rutin"):
        read_routine(routine(), "annan-rutin")


def test_two_sections_may_not_have_the_same_anchor() -> None:
    sections = [{"title": title, "anchor": "ett", "text": "Text."} for title in ("1 Ett", "2 Två")]

    with pytest.raises(RuleFileError) as refused:
        read_routine(routine(sections=sections), "rutin")

    assert refused.value.path == ("sections", 1, "anchor")


def test_what_the_product_does_must_be_about_something_the_section_asks() -> None:
    section = {"title": "1 Ett", "anchor": "ett", "asks": ["KM-01"], "product": {"KM-02": "Rutan."}, "text": "Text."}

    with pytest.raises(RuleFileError, match="KM-02"):
        read_routine(routine(sections=[section]), "rutin")


def test_a_guide_belongs_to_one_of_the_sections() -> None:
    guide = {"id": "g", "title": "G", "covers": ["KM-01"], "section": "9 Nio"}

    with pytest.raises(RuleFileError) as refused:
        read_routine(routine(guides=[guide]), "rutin")

    assert refused.value.path == ("guides", 0, "section")


def test_keys_in_another_order_are_refused() -> None:
    section = {"anchor": "ett", "title": "1 Ett", "text": "Text."}

    with pytest.raises(RuleFileError, match="fel plats"):
        read_routine(routine(sections=[section]), "rutin")


def test_an_unknown_key_is_named(make: Make) -> None:
    with pytest.raises(RuleFileError, match="etikett"):
        make(fields=[{**FIELD, "etikett": "x"}])


def test_a_need_must_be_of_a_field_or_something_worked_out(make: Make) -> None:
    with pytest.raises(RuleFileError, match="okänd"):
        make(fields=[FIELD], steps=[{"id": "s", "text": "Gör.", "needs": {"okänd": "Ja"}}])


def test_a_need_of_an_option_that_is_not_there_is_refused(make: Make) -> None:
    with pytest.raises(RuleFileError, match="Kanske"):
        make(fields=[FIELD], outcomes=[{"text": "Klart.", "tone": "do", "needs": {"svar": "Kanske"}}])


def test_a_text_with_an_unknown_name_is_refused(make: Make) -> None:
    with pytest.raises(RuleFileError, match="kundnumer"):
        make(copies=[{"id": "c", "label": "Text", "text": "{kundnumer}"}])


def test_a_step_may_only_point_at_a_text_that_is_there(make: Make) -> None:
    with pytest.raises(RuleFileError, match="rad"):
        make(steps=[{"id": "s", "text": "Gör.", "copy": "rad"}])


def test_a_step_may_only_set_a_property_to_what_is_known(make: Make) -> None:
    with pytest.raises(RuleFileError, match="gruppen"):
        make(steps=[{"id": "s", "text": "Gör.", "set": {"Grupp": "{gruppen}"}}])


def test_a_text_goes_into_a_place_that_there_is(make: Make) -> None:
    with pytest.raises(RuleFileError, match="into"):
        make(copies=[{"id": "c", "label": "Text", "text": "x", "into": "brev"}])


def test_only_a_text_begins_with_something(make: Make) -> None:
    assert make(fields=[{"id": "a", "label": "A", "type": "text", "begins": "x"}]).fields[0].begins == "x"
    with pytest.raises(RuleFileError, match="begins"):
        make(fields=[{"id": "a", "label": "A", "type": "number", "begins": "1"}])


def test_only_a_choice_has_options_and_a_choice_always_has(make: Make) -> None:
    with pytest.raises(RuleFileError, match="options"):
        make(fields=[{"id": "a", "label": "A", "type": "choice"}])
    with pytest.raises(RuleFileError, match="options"):
        make(fields=[{"id": "a", "label": "A", "type": "text", "options": ["x"]}])


def test_a_rule_gets_just_the_keys_it_asks_for(make: Make) -> None:
    with pytest.raises(RuleFileError, match="band"):
        make(fields=[FIELD], computed=[{"id": "b", "rule": "band", "until": "14:00"}])


@pytest.mark.parametrize("until", ["25:00", "kvart över två", "14:00+02:00"])
def test_a_time_to_count_down_to_is_a_time_of_day(make: Make, until: str) -> None:
    computed = {"id": "kvar", "rule": "time-left", "until": until}
    with pytest.raises(RuleFileError, match="inget klockslag; skriv som 14:00") as refused:
        make(fields=[FIELD], computed=[computed])
    assert refused.value.path[-1] == "until"


def test_a_text_to_copy_is_either_a_text_or_a_row(make: Make) -> None:
    with pytest.raises(RuleFileError, match="antingen"):
        make(copies=[{"id": "c", "label": "Text", "text": "x", "row": {"Kolumn": "y"}}])
    with pytest.raises(RuleFileError, match="antingen"):
        make(copies=[{"id": "c", "label": "Text"}])


def test_a_name_is_used_once(make: Make) -> None:
    with pytest.raises(RuleFileError, match="två gånger"):
        make(fields=[FIELD, FIELD])
    with pytest.raises(RuleFileError, match="två gånger"):
        make(fields=[FIELD], computed=[{"id": "svar", "rule": "words", "of": "svar"}])
    with pytest.raises(RuleFileError, match="två gånger"):
        make(fields=[{**FIELD, "id": "today"}])


def test_the_team_leaders_guide_to_the_format_names_every_rule_reader_and_tone() -> None:
    text = (Path(__file__).resolve().parents[4] / "shared_rules" / "routines" / "README.md").read_text("utf-8")

    assert [name for name in (*RULES, *READERS, *FIELD_TYPES, *TONES, *PLACES) if name not in text] == []
