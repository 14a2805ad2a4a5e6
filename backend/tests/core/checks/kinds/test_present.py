"""``present``: something stands there that should not."""

import pytest

from backend.tests.core.invented import answer, context_of, hits_of, pointed_at
from rutinlots.core.rulefile.errors import RuleFileError

DRAFT = "Hej Anna,\n\nTyvärr går det inte. Det är tyvärr så."


def found(draft: str = DRAFT, **present) -> list[str]:
    context = context_of(draft=draft)
    return pointed_at(context, hits_of(context, present={"in": "draft", "any": ["tyvärr"], **present}))


def test_every_match_is_a_hit_at_its_place():
    assert found() == ["Tyvärr", "tyvärr"]


def test_nothing_is_found_where_it_does_not_stand():
    assert found("Hej Anna,\n\nDet går bra.") == []


def test_a_hit_says_what_was_written():
    (hit,) = hits_of(context_of(draft="Det går tyvärr inte."))
    assert hit.values == {"match": "tyvärr", "quoted": "”tyvärr”"}


def test_each_of_several_matches_is_quoted_by_itself():
    draft = "Det går tyvärr inte. Tyvärr!"
    assert [hit.values["quoted"] for hit in hits_of(context_of(draft=draft))] == ["”tyvärr”", "”Tyvärr”"]


@pytest.mark.parametrize(("at_least", "hits"), [("1", 2), ("2", 2), ("3", 0)])
def test_fewer_matches_than_it_takes_are_none(at_least: str, hits: int):
    assert len(found(at_least=at_least)) == hits


@pytest.mark.parametrize("at_least", ["0", "101"])
def test_no_matches_at_all_and_more_than_a_mail_has_are_no_number_to_ask_for(at_least: str):
    with pytest.raises(RuleFileError, match="skriv ett heltal, 1 till 100"):
        found(at_least=at_least)


def test_a_text_that_is_not_looked_in_holds_nothing():
    context = context_of(answer("Tyvärr!"), draft="Det går bra.")
    assert hits_of(context) == []
    assert pointed_at(context, hits_of(context, present={"in": "thread.out", "any": ["tyvärr"]})) == ["Tyvärr"]


def test_what_is_looked_for_in_several_places_is_found_in_each():
    context = context_of(answer("Tyvärr!"), draft="Det går tyvärr inte.")
    hits = hits_of(context, present={"in": ["thread.out", "draft"], "any": ["tyvärr"]})
    assert [hit.spans[0].where for hit in hits] == ["conversation/0", "draft"]
