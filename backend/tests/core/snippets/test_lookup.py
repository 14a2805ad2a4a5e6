"""The agent's search box."""

import pytest

from rutinlots.core.snippets import Index
from rutinlots.core.snippets.snippet import Snippet


def ids(index: Index, q: str) -> list[str]:
    return [snippet.id for snippet in index.search(q)]


def test_no_words_give_all_snippets_by_theme(index: Index, library: list[Snippet]):
    found = index.search("", limit=100)

    assert len(found) == len(library)
    assert [snippet.theme for snippet in found] == sorted(snippet.theme for snippet in library)


@pytest.mark.parametrize(
    ("q", "snippet"),
    [
        ("anst", "betalningsanstand"),
        ("dödsbo", "dodsbo"),
        ("dodsbo", "dodsbo"),
        ("solceller", "solceller"),
        ("elmätarens", "elmatare-data"),
        ("påminnelser", "pamminnelse-avgift"),
        ("laddboxar", "laddbox"),
        ("GodEl", "anvisat-elavtal"),
        ("street light", "gatubelysning"),
    ],
)
def test_beginnings_inflections_and_other_languages_find_it(index: Index, q: str, snippet: str):
    assert snippet in ids(index, q)[:2]


def test_a_beginning_finds_all_that_begin_so_titles_first(index: Index):
    assert set(ids(index, "faktu")[:3]) <= {
        "fakturakopia-bifogad", "fakturakopia-mina-sidor", "fakturakopia-per-post", "faktura-forklaring",
        "fakturaadress-andring", "felaktig-faktura", "e-faktura",
    }  # fmt: skip


def test_a_word_in_the_title_goes_before_the_same_word_elsewhere(index: Index):
    assert ids(index, "fullmakt")[0] == "fullmakt"


def test_several_words_must_all_be_there(index: Index):
    assert ids(index, "kopia post")[0] == "fakturakopia-per-post"


def test_where_no_snippet_has_all_words_those_with_most_are_given(index: Index):
    assert ids(index, "autogiro zebra")[0] == "autogiro"


def test_a_misspelt_word_still_finds_something(index: Index):
    assert "solceller" in ids(index, "sollceller")


def test_nonsense_finds_nothing(index: Index):
    assert ids(index, "qqqqxz") == []
    assert ids(index, "!?") == []


def test_no_more_are_given_than_asked_for(index: Index):
    assert len(index.search("faktura", limit=3)) == 3
