"""Searching the handbook in Swedish."""

import pytest

from rutinlots.core.handbook.search import Entry, Handbook, excerpt, handbook_of
from rutinlots.core.rules import Rules


def entry(title: str, text: str = "") -> Entry:
    return Entry(kind="section", title=title, where="Rutin", url=f"/{title}", text=text)


BOOK = Handbook(
    [
        entry("Fakturor", "Kopior av fakturan skickas av printleverantören."),
        entry("Strömavbrott", "När elen är borta."),
        entry("Hälsning", "Läs kundens namn i mejlet."),
        entry("Flytt", "Kunden flyttar. Fakturan följer med."),
    ]
)


def titles(words: str) -> list[str]:
    return [found.title for found in BOOK.search(words)]


@pytest.mark.parametrize("words", ["faktura", "fakturor", "fakturornas", "FAKTURAN"])
def test_any_form_of_a_word_finds_it_with_titles_first(words: str) -> None:
    assert titles(words) == ["Fakturor", "Flytt"]


@pytest.mark.parametrize("words", ["avbrott", "avbrottet", "strömavbrottet", "strömavbrotten"])
def test_part_of_a_compound_finds_it_in_any_form(words: str) -> None:
    assert titles(words) == ["Strömavbrott"]


def test_more_words_that_fit_go_first() -> None:
    assert titles("fakturan vid flytt")[0] == "Flytt"


def test_small_words_and_unknown_ones_find_nothing() -> None:
    assert titles("hur gör jag med den") == []
    assert titles("zxqv") == []
    assert titles("") == []


def test_an_excerpt_ends_between_words() -> None:
    text = "ord " * 100

    assert excerpt("kort") == "kort"
    assert excerpt(text).endswith("ord …")


def test_what_a_text_is_filled_in_with_is_left_out_and_a_sentence_of_little_else_too(rules: Rules) -> None:
    texts = {found.title: found.text for found in handbook_of(rules).entries if found.kind == "check"}

    assert texts["Hälsningen stämmer inte"].startswith("Freshdesk fyller själv i hälsningen")
    assert texts["Svar på ett noreply-mejl"].startswith("Kunden har svarat på ett mejl från … Guiden visar")


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("sekretess", "/handbok/returpost#avsnitt-sekretess"),
        ("2nd line öppet", "/handbok/eskalering#"),
        ("kravgruppens mejl", "/handbok/kundmail#"),
        ("sorteringen av posten", "/handbok/returpost#avsnitt-sortering"),
    ],
)
def test_the_shipped_handbook_is_found_by_ordinary_words(rules: Rules, words: str, address: str) -> None:
    assert any(found.url.startswith(address) for found in handbook_of(rules).search(words, limit=3))
