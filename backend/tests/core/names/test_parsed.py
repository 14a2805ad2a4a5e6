"""Display names and signatures, read into what to greet a person with."""

import pytest

from rutinlots.core.names.parsed import local_words, parse_name, tidy
from rutinlots.core.names.register import names_from_texts

NAMES = names_from_texts(
    {
        "given-sweden.txt": "Anna Per Karl Johan Maria Björn",
        "surnames.txt": "= ek berg",
        "companies.txt": "= ab brf\nbygg skog mark",
        "roles.txt": "info kundtjänst",
        "titles.txt": "herr dr dr.",
        "words.txt": "glada grisen",
    }
)


@pytest.mark.parametrize(
    ("display", "given"),
    [
        ("Anna Berg", "Anna"),
        ("anna berg", "Anna"),
        ("KARL-JOHAN EK", "Karl-Johan"),
        ("Berg, Anna", "Anna"),
        ("Svensson Anna", "Anna"),
        ("Anna & Per Berg", "Anna och Per"),
        ("Anna Berg och Per Berg", "Anna och Per"),
        ('"Anna Berg"', "Anna"),
        ("Anna Berg (Solgården)", "Anna"),
        ("Anna Berg - Solgården AB", "Anna"),
        ("Dr. Björn Ek", "Björn"),
        ("J. Anna Berg", "Anna"),
        ("Oluwaseun Adeyemi", "Oluwaseun"),
        ("Øyvind Ek", "Øyvind"),
        ("Anna Berg, ordförande", "Anna"),
        ("Anna Skog", "Anna"),
        ("Anna O'Per", "Anna"),
        ("Anna O’Per", "Anna"),
        ("Anna O Per", "Anna"),
        ("Anna o Per", "Anna och Per"),
        ("ANNA O PER", "Anna och Per"),
    ],
)
def test_a_name_gives_what_to_greet_with(display, given):
    calling = parse_name(display, NAMES)
    assert calling.given == given
    assert calling.kind == "person"


@pytest.mark.parametrize(
    "display", ["Info Solgården", "Solgården Bygg AB", "Brf Eken", "Glada Grisen", "J Berg", "Anna.svensson84", "Svensson", ""]
)
def test_what_is_nobodys_name_gives_nothing_to_greet_with(display):
    assert parse_name(display, NAMES).given is None


def test_an_unknown_name_is_not_certain():
    assert not parse_name("Oluwaseun Adeyemi", NAMES).certain
    assert parse_name("Anna Adeyemi", NAMES).certain


def test_a_surname_before_the_given_name_is_told():
    assert parse_name("Svensson, Anna", NAMES).surname_first
    assert not parse_name("Anna Svensson", NAMES).surname_first


def test_a_company_named_after_a_person_can_be_greeted_as_the_person():
    calling = parse_name("Karl Svensson Bygg AB", NAMES)
    assert (calling.kind, calling.given) == ("company", "Karl")


@pytest.mark.parametrize(
    ("written", "tidied"), [("ANNA", "Anna"), ("karl-johan", "Karl-Johan"), ("Karl-johan", "Karl-Johan"), ("McDonald", "McDonald")]
)
def test_capitals_go_where_they_belong(written, tidied):
    assert tidy(written) == tidied


def test_a_local_part_is_taken_apart_without_its_tag():
    assert local_words("Anna.Öberg-84+faktura@mail.example") == ("anna", "oberg", "84")
