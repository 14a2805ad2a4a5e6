"""What is known of names."""

from pathlib import Path

import pytest
from faker.providers.person.sv_SE import Provider

from backend.tests.core.invented import KNOWLEDGE
from rutinlots.core.names.register import NameListError, names_from_texts
from rutinlots.core.names.spelling import apart_by_one, fold, sound


def test_letters_are_folded_on_both_sides():
    names = names_from_texts({"given-sweden.txt": "Åsa Łukasz Đức Søren Tuğba"})
    for written in ("asa", "ÅSA", "Lukasz", "Duc", "soren", "Søren", "Tugba"):
        assert names.rank(written) == "common"


def test_decomposed_letters_are_the_same_letters():
    assert fold("A\u030asa") == fold("Åsa") == "asa"


def test_half_of_a_sign_is_no_name():
    names = names_from_texts({"given-sweden.txt": "Anna", "words.txt": "anna", "surnames.txt": "Ek"})
    half = "Anna\ud83d"
    assert (names.rank(half), names.is_word(half), names.is_surname(half)) == (None, False, False)


def test_a_double_name_is_known_when_each_part_is():
    names = names_from_texts({"given-sweden.txt": "Karl Johan", "given-abroad.txt": "Xiaoming"})
    assert names.rank("Karl-Johan") == "common"
    assert names.rank("Karl Johan") == "common"
    assert names.rank("Karl-Xiaoming") == "rare"
    assert names.rank("Karl-Sparkcykel") is None


def test_a_double_name_written_in_one_word_is_a_rare_name():
    names = names_from_texts({"given-sweden.txt": "Per-Olof"})
    assert names.rank("Perolof") == "rare"
    assert names.rank("Olofper") is None


def test_a_spelling_that_is_heard_the_same_is_a_rare_name():
    names = names_from_texts({"given-sweden.txt": "Kristoffer Sofia"})
    assert names.rank("Christopher") == "rare"
    assert names.rank("Sophia") == "rare"
    assert names.rank("Sparkcykel") is None


def test_a_word_in_the_name_lists_is_only_a_rare_name():
    names = names_from_texts({"given-sweden.txt": "Storm Anna", "words.txt": "storm"})
    assert names.rank("Storm") == "rare"
    assert names.rank("Anna") == "common"


def test_a_name_listed_as_name_and_word_is_common_all_the_same():
    names = names_from_texts({"given-words.txt": "Björn", "words.txt": "björn"})
    assert names.rank("Björn") == "common"
    assert names.is_word("björn")


def test_the_team_can_add_a_name_and_stop_a_word():
    names = names_from_texts({"given-common.txt": "Panda", "egna.txt": "# våra\nFaktura\n-Panda\n"})
    assert names.rank("Faktura") == "common"
    assert not names.is_role("Faktura")
    assert names.rank("Panda") is None
    assert names.is_role("Panda")


def test_a_bad_line_in_the_teams_file_is_told_with_its_line():
    with pytest.raises(NameListError) as problem:
        names_from_texts({"egna.txt": "Anna\n\nSparkcykel123\n"})
    assert (problem.value.file, problem.value.line) == ("egna.txt", 3)
    assert "Sparkcykel123" in problem.value.what


def test_no_files_give_no_names():
    assert names_from_texts({}).rank("Anna") is None


def test_roles_are_known_by_word_and_by_ending():
    names = names_from_texts({"roles.txt": "info *avdelningen"})
    assert names.is_role("INFO")
    assert names.is_role("Ekonomiavdelningen")
    assert not names.is_role("Anna")


def test_a_legal_form_is_told_from_a_company_word():
    names = names_from_texts({"companies.txt": "= ab brf\nmåleri *bolaget"})
    assert names.is_legal_form("AB")
    assert not names.is_legal_form("måleri")
    assert names.is_company_word("Måleri")
    assert names.is_company_word("Elbolaget")


def test_a_given_name_is_no_legal_form():
    names = names_from_texts({"companies.txt": "= asa", "given-sweden.txt": "Åsa"})
    assert not names.is_legal_form("Åsa")


def test_surnames_are_known_by_their_ending():
    names = names_from_texts({"surnames.txt": "= ek\nnguyen"})
    assert names.is_only_surname("Svensson")
    assert names.is_only_surname("Ek")
    assert names.is_surname("Nguyen")
    assert not names.is_only_surname("Nguyen")
    assert not names.is_surname("Anna")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Lars", "Lasse"), ("Karl", "Carl"), ("Alex", "Alexandra"), ("Anna", "Anna-Karin"), ("Sofia", "Sophia"), ("Åsa", "asa")],
)
def test_pet_names_spellings_and_parts_are_one_person(one, other):
    names = names_from_texts({"nicknames.txt": "Lars Lasse"})
    assert names.same_person(one, other)
    assert names.same_person(other, one)


@pytest.mark.parametrize(("one", "other"), [("Anna", "Maria"), ("Lars", "Bo"), ("Per", "Pia")])
def test_other_names_are_another_person(one, other):
    assert not names_from_texts({"nicknames.txt": "Lars Lasse"}).same_person(one, other)


SHIPPED = KNOWLEDGE.names


@pytest.mark.parametrize(
    ("one", "other"), [("Anna", "Annika"), ("Johan", "Johanna"), ("Emil", "Emilia"), ("Klas", "Klara"), ("Viktor", "Viktoria")]
)
def test_two_known_names_that_begin_alike_are_not_one(one, other):
    assert SHIPPED.begin_alike_only(one, other)
    assert SHIPPED.begin_alike_only(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna", "Anna"), ("Anna", "Ann"), ("Anna", "Anna-Maria"), ("Ann-Marie", "Anna-Maria"), ("Ann-Marie", "Annmarie"),
        ("Lars", "Lasse"), ("Karl", "Kalle"), ("Sofia", "Sofie"), ("Sam", "Samuel"), ("Abdi", "Abdullahi"), ("Sami", "Samuel"),
        ("Kristin", "Kristina"), ("Mikael", "Micke"), ("Margareta", "Maggan"), ("Annika", "Anki"), ("Erik", "Erika"),
        ("Anna", "Annaqxz"), ("Katarina", "Katta"),
    ],
)  # fmt: skip
def test_a_pet_name_a_short_one_a_double_one_and_a_slip_may_be_the_same(one, other):
    assert not SHIPPED.begin_alike_only(one, other)
    assert not SHIPPED.begin_alike_only(other, one)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [("anna", "ana", True), ("anna", "anan", True), ("anna", "anne", True), ("anna", "anna", False), ("anna", "maria", False)],
)
def test_one_letter_apart(one, other, near):
    assert apart_by_one(one, other) is near
    assert apart_by_one(other, one) is near


def test_a_text_is_heard_word_by_word():
    assert sound("christopher sarah").split() == [sound("christopher"), sound("sarah")]


def test_the_thousand_commonest_swedish_names_are_common_in_the_shipped_files():
    folder = Path(__file__).parents[4] / "shared_rules" / "names"
    names = names_from_texts({path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.txt")})
    assert [name for name in Provider.first_names if names.rank(name) != "common"] == []
    assert [name for name in Provider.first_names if names.is_role(name) or names.is_legal_form(name)] == []


def test_a_name_with_its_surname_in_one_word_is_not_another_way_of_writing_it():
    names = names_from_texts({"given-sweden.txt": "Eva Annalena", "surnames.txt": "=Svensson"})

    assert not names.same_person("Evasvensson", "Eva")
    assert names.same_person("Annalena", "Anna")
