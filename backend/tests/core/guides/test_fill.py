"""What a card shows for given answers."""

from collections.abc import Callable
from typing import Any

from rutinlots.core.guides.fill import Card
from rutinlots.core.guides.model import Guide
from rutinlots.core.situation import Ticket

Make = Callable[..., Guide]
Filled = Callable[..., Card]
Mail = Callable[..., Ticket]

CHOICE = {"id": "svar", "label": "Svar", "type": "choice", "options": ["Ja", "Nej"]}


def field(id: str, type: str = "text", **keys: Any) -> dict[str, Any]:
    return {"id": id, "label": id.capitalize(), "type": type, **keys}


def copied(card: Card, id: str) -> str:
    return next(each.text for each in card.copies if each.copy.id == id)


def test_a_field_shows_when_its_needs_are_met(make: Make, card: Filled) -> None:
    guide = make(fields=[CHOICE, field("mer", needs={"svar": "Ja"})])

    assert [each.field.id for each in card(guide).fields] == ["svar"]
    assert [each.field.id for each in card(guide, {"svar": "Ja"}).fields] == ["svar", "mer"]


def test_an_answer_to_a_field_that_no_longer_shows_counts_for_nothing(make: Make, card: Filled) -> None:
    guide = make(
        fields=[CHOICE, field("mer", needs={"svar": "Ja"})],
        steps=[{"id": "s", "text": "Gör {mer}.", "needs": {"mer": "*"}}],
    )

    assert card(guide, {"svar": "Nej", "mer": "något"}).steps == ()


def test_needs_in_a_list_are_alternatives(make: Make, card: Filled) -> None:
    guide = make(
        fields=[CHOICE, field("mer")],
        steps=[{"id": "s", "text": "Gör.", "needs": [{"svar": "Ja"}, {"mer": "*"}]}],
    )

    assert len(card(guide, {"svar": "Ja"}).steps) == 1
    assert len(card(guide, {"svar": "Nej", "mer": "x"}).steps) == 1
    assert card(guide, {"svar": "Nej"}).steps == ()


def test_a_step_says_what_it_sets_with_the_names_filled_in(make: Make, card: Filled) -> None:
    guide = make(steps=[{"id": "s", "text": "Gör.", "set": {"Grupp": "{escalation_group}", "Status": "Öppen"}}])

    assert card(guide).steps[0].set == {"Grupp": "Produktspecialist Releasy", "Status": "Öppen"}


def test_the_first_outcome_that_fits_is_the_cards(make: Make, card: Filled) -> None:
    guide = make(
        fields=[CHOICE],
        outcomes=[
            {"text": "Ja alltså.", "tone": "do", "needs": {"svar": "Ja"}},
            {"text": "Annars detta.", "tone": "stop"},
        ],
    )

    assert card(guide, {"svar": "Ja"}).outcome[1] == "Ja alltså."
    assert card(guide, {"svar": "Nej"}).outcome[1] == "Annars detta."


def test_required_fields_without_an_answer_are_named(make: Make, card: Filled) -> None:
    guide = make(
        fields=[field("namn", required="ja"), field("ort"), field("dold", required="ja", needs={"ort": "*"})],
        copies=[{"id": "c", "label": "Text", "text": "{namn} bor i {ort}"}, {"id": "d", "label": "Text", "text": "{ort}"}],
    )

    filled = card(guide)

    assert filled.missing == ("Namn",)
    assert [each.missing for each in filled.copies] == [("Namn",), ()]


def test_a_gap_in_a_text_is_named_where_it_is(make: Make, card: Filled) -> None:
    guide = make(fields=[field("namn", required="ja")], copies=[{"id": "c", "label": "Text", "text": "Hej {namn}!"}])

    assert copied(card(guide), "c") == "Hej [Namn]!"
    assert copied(card(guide, {"namn": "Anna"}), "c") == "Hej Anna!"


def test_a_line_about_something_nobody_answered_is_left_out(make: Make, card: Filled) -> None:
    guide = make(fields=[field("ort")], copies=[{"id": "c", "label": "Text", "text": "Rad ett\nOrt: {ort}\nRad tre"}])

    assert copied(card(guide), "c") == "Rad ett\nRad tre"
    assert copied(card(guide, {"ort": "Luleå"}), "c") == "Rad ett\nOrt: Luleå\nRad tre"


def test_a_row_keeps_its_columns_however_much_is_missing(make: Make, card: Filled) -> None:
    guide = make(
        fields=[field("a", required="ja"), field("b"), field("c", required="ja")],
        copies=[{"id": "r", "label": "Rad", "row": {"A": "{a}", "B": "{b}", "AC": "{a}, {c}", "Status": "Ny"}}],
    )

    assert copied(card(guide), "r") == "\t\t\tNy"
    assert copied(card(guide, {"a": "1"}), "r") == "1\t\t\tNy"
    assert copied(card(guide, {"a": "1", "b": "2", "c": "3"}), "r") == "1\t2\t1, 3\tNy"


def test_what_is_missing_from_a_computed_value_is_missing_from_the_text(make: Make, card: Filled) -> None:
    guide = make(
        fields=[{**CHOICE, "required": "ja"}],
        computed=[{"id": "kod", "rule": "lookup", "of": "svar", "table": {"Ja": "INVOICE", "Nej": "CUIN"}}],
        copies=[{"id": "c", "label": "Kod", "text": "Kod {kod}"}],
    )

    assert card(guide).copies[0].missing == ("Svar",)
    assert copied(card(guide), "c") == "Kod [Svar]"
    assert copied(card(guide, {"svar": "Nej"}), "c") == "Kod CUIN"


def test_a_default_stands_until_the_agent_empties_it(make: Make, card: Filled) -> None:
    guide = make(fields=[field("dag", "date", default="{today}")])

    assert card(guide).fields[0].value == "2026-03-10"
    assert card(guide, {"dag": ""}).fields[0].value == ""


def test_what_the_thread_says_is_filled_in_and_can_be_changed(make: Make, card: Filled, mail: Mail) -> None:
    guide = make(fields=[field("nr", found="customer-number")])
    ticket = mail("Hej, mitt kundnummer är 4410927.")

    found = card(guide, ticket=ticket).fields[0]
    changed = card(guide, {"nr": "1111"}, ticket=ticket).fields[0]

    assert (found.value, found.found.where) == ("4410927", "i kundens mejl 10 mars")
    assert (changed.value, changed.found.value) == ("1111", "4410927")


def test_an_answer_of_the_wrong_kind_is_shown_but_not_used(make: Make, card: Filled) -> None:
    guide = make(
        fields=[field("n", "number"), field("d", "date"), CHOICE],
        steps=[{"id": "s", "text": "x", "needs": [{"n": "*"}, {"d": "*"}, {"svar": "*"}]}],
    )

    filled = card(guide, {"n": "tolv", "d": "10/3", "svar": "Kanske"})

    assert [each.value for each in filled.fields] == ["tolv", "10/3", "Kanske"]
    assert ["heltal" in filled.fields[0].problem, "ÅÅÅÅ" in filled.fields[1].problem, "Ja, Nej" in filled.fields[2].problem] == [
        True, True, True,
    ]  # fmt: skip
    assert filled.steps == ()


def test_an_answer_that_begins_otherwise_than_it_should_is_used_with_a_warning(make: Make, card: Filled) -> None:
    guide = make(fields=[field("sign", begins="x")], copies=[{"id": "c", "label": "Signatur", "text": "{sign}"}])

    filled = card(guide, {"sign": "sast00"})

    assert filled.fields[0].problem == "Svaret ska börja på x. Se över: sast00."
    assert copied(filled, "c") == "sast00"
    assert [card(guide, {"sign": right}).fields[0].problem for right in ("xabc12", "XABC12", "")] == ["", "", ""]


def test_a_number_may_be_written_in_groups(make: Make, card: Filled) -> None:
    assert card(make(fields=[field("n", "number")]), {"n": " 1 200 "}).fields[0].value == "1200"


def test_ids_are_read_from_any_list_and_each_kept_once(make: Make, card: Filled) -> None:
    guide = make(fields=[field("ids", "ids")])
    text = "735999123456789018; 735999 123 456 789 018\n735999123456789117,"

    filled = card(guide, {"ids": text}).fields[0]

    assert filled.value == ("735999123456789018", "735999123456789117")
    assert filled.problem == ""


def test_an_id_with_the_wrong_check_digit_is_used_with_a_warning(make: Make, card: Filled) -> None:
    guide = make(fields=[field("ids", "ids")], copies=[{"id": "c", "label": "Id", "text": "{ids}"}])

    filled = card(guide, {"ids": "735999123456789017"})

    assert "Kontrollsiffran" in filled.fields[0].problem
    assert copied(filled, "c") == "735999123456789017"


def test_an_id_of_the_wrong_length_is_pointed_out(make: Make, card: Filled) -> None:
    filled = card(make(fields=[field("ids", "ids")]), {"ids": "73599912345678901"})

    assert "18 siffror" in filled.fields[0].problem
