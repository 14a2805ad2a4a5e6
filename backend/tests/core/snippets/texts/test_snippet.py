"""A snippet file: what it must hold, and how its faults are told."""

from typing import Any

import pytest

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.snippets.texts.snippet import Snippet, parse_snippet


def values(**changed: Any) -> dict[str, Any]:
    whole = {
        "id": "flytt-klar",
        "title": "Flytten är klar",
        "covers": ["KM-07"],
        "status": "active",
        "keywords": ["flytt", "ny adress"],
        "fields": {"datum": {"label": "När", "example": "1 maj"}},
        "text": "Tack för ditt mejl.\n\nFlytten gäller\nfrån [datum].",
        "mails": {"should": ["a", "b", "c"], "should_not": ["d", "e"]},
    }
    whole.update(changed)
    return {key: value for key, value in whole.items() if value is not None}


def fault(**changed: Any) -> RuleFileError:
    with pytest.raises(RuleFileError) as raised:
        parse_snippet(values(**changed), "flytt")
    return raised.value


def test_a_snippet_is_read_with_its_theme():
    snippet = parse_snippet(values(), "flytt")

    assert (snippet.id, snippet.theme, snippet.covers) == ("flytt-klar", "flytt", ("KM-07",))
    assert snippet.fields["datum"].example == "1 maj"
    assert (snippet.should, snippet.should_not) == (("a", "b", "c"), ("d", "e"))


def test_line_breaks_inside_a_paragraph_are_only_the_files():
    assert parse_snippet(values(), "flytt").text == "Tack för ditt mejl.\n\nFlytten gäller från [datum]."


def test_rows_of_a_list_stay_rows():
    text = "Tack för ditt mejl.\n\nSkicka med:\n- ditt\n  namn\n- [datum]"

    assert parse_snippet(values(text=text), "flytt").text == "Tack för ditt mejl.\n\nSkicka med:\n- ditt namn\n- [datum]"


def test_fields_may_be_missing_when_the_text_has_none():
    snippet = parse_snippet(values(fields=None, text="Tack för ditt mejl.\n\nDet är klart."), "flytt")

    assert snippet.fields == {}


@pytest.mark.parametrize("key", ["id", "title", "covers", "status", "keywords", "text", "mails"])
def test_a_missing_key_is_named(key: str):
    assert f"”{key}” saknas" in fault(**{key: None}).what


@pytest.mark.parametrize(
    ("changed", "path", "what"),
    [
        ({"colour": "red"}, ("colour",), "okänd nyckel"),
        ({"status": "old"}, ("status",), "”old” finns inte"),
        ({"text": "Tack för ditt mejl. Flytten gäller från [datum]."}, ("text",), "dela texten i stycken"),
        ({"text": "Hej Anna,\n\nFlytten gäller från [datum]."}, ("text",), "ta bort hälsningen"),
        ({"text": "Tack för ditt mejl.\n\nFrån [datum].\n\nMed vänlig hälsning"}, ("text",), "ta bort avslutet"),
        ({"text": "Tack för ditt mejl.\n\nFrån [datum] på [adress]."}, ("text",), "[adress] står inte under ”fields”"),
        ({"text": "Tack för ditt mejl.\n\nDet är klart."}, ("fields", "datum"), "texten har inget [datum]"),
        ({"fields": {"Datum": {"label": "När", "example": "1 maj"}}}, ("fields", "Datum"), "små bokstäver"),
        ({"fields": {"datum": {"label": "När"}}}, ("fields", "datum"), "”example” saknas"),
        ({"mails": {"should": ["a"], "should_not": ["b", "c"]}}, ("mails", "should"), "minst 3 mejl"),
        ({"mails": {"should": ["a", "b", "c"], "should_not": ["d"]}}, ("mails", "should_not"), "minst 2 mejl"),
        ({"keywords": "flytt"}, ("keywords",), "ska vara en lista"),
    ],
)
def test_a_fault_is_told_with_its_key_and_what_to_do(changed: dict[str, Any], path: tuple[str, ...], what: str):
    invalid = fault(**changed)

    assert invalid.path == path
    assert what in invalid.what


def test_keys_stand_in_one_order():
    shuffled = dict(sorted(values().items()))

    with pytest.raises(RuleFileError, match="på fel plats"):
        parse_snippet(shuffled, "flytt")


def test_a_fault_is_a_value_error_that_names_the_key():
    assert isinstance(fault(status="old"), ValueError)
    assert "status" in str(fault(status="old"))


def test_the_shipped_snippets_have_the_starter_ids(library: list[Snippet]):
    assert {snippet.id for snippet in library} >= set(STARTER)


STARTER = (
    "hanvisning-till-krav fakturakopia-mina-sidor fakturakopia-bifogad fakturakopia-per-post e-faktura autogiro "
    "betalningsanstand pamminnelse-avgift faktura-forklaring felaktig-faktura aterbetalning fakturaadress-andring "
    "faktureringsintervall elnat-och-elhandel anvisat-elavtal elnatsavgift effektavgift energiskatt inflyttning "
    "utflyttning flytt-bekraftelse dodsbo pagaende-avbrott planerat-avbrott avbrottsersattning skadestand elmatarbyte "
    "elmatare-data sakringsandring nyanslutning solceller laddbox kabelanvisning trad-vid-ledning gatubelysning "
    "fullmakt skyddad-identitet personuppgifter kontaktuppgifter mina-sidor-inloggning identifiering-komplettera "
    "stora-arenden-mottaget stora-arenden-klart aterkommer noreply-svar"
).split()
