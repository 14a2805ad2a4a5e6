"""The agent's search box."""

from dataclasses import replace

import pytest

from rutinlots.core.snippets import Index, Likeness
from rutinlots.core.snippets.texts.snippet import Snippet


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


class Means:
    """Every text means the same: one snippet, this far above the others."""

    def __init__(self, index: Index, snippet: str, above: float):
        spiked = [above if each.id == snippet else (-1.0) ** place for place, each in enumerate(index.starter)]
        self.found = Likeness(titles=spiked, examples=spiked, replies=[], scope=1.0)

    def likeness(self, text: str) -> Likeness | None:
        """The same for every text."""
        return self.found


def test_what_certainly_means_the_same_is_first_though_it_has_none_of_the_words(index: Index):
    found = index.search("faktura", meaning=Means(index, "autogiro", 50.0))

    assert found[0].id == "autogiro"
    assert [each.id for each in found[1:]] == [each for each in ids(index, "faktura") if each != "autogiro"][: len(found) - 1]


def test_what_may_mean_the_same_is_last_and_what_hardly_does_is_left_out(index: Index):
    words = [each.id for each in index.search("laddbox")]

    assert [each.id for each in index.search("laddbox", meaning=Means(index, "autogiro", 3.0))] == [*words, "autogiro"]
    assert [each.id for each in index.search("laddbox", meaning=Means(index, "autogiro", 1.5))] == words


def test_of_two_that_are_equally_good_the_one_that_is_used_more_is_first(library: list[Snippet]):
    twins = [replace(library[0], id=id, title="Elcykel", keywords=(), text="Elcykel.", should=()) for id in ("a", "b")]

    assert [each.id for each in Index(twins).search("elcykel")] == ["a", "b"]
    assert [each.id for each in Index(twins).search("elcykel", uses={"b": 3})] == ["b", "a"]
