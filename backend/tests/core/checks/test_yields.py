"""Yielding: two checks that say the same of the same words are one finding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.tests.core.invented import check_of, context_of, rules_of
from rutinlots.core.checks.yields import same_place, told
from rutinlots.core.evaluate import Finding, evaluate
from rutinlots.core.finding import Fix, Hit, Span


def seeking(name: str, *words: str, **more):
    """A check that finds the words, covers a requirement of its own name, and says its name."""
    present = {"in": "draft", "any": list(words)}
    return check_of(id=name, message=f"{name}: {{match}}", covers=[name.upper()], present=present, **more)


def lacking(name: str, **more):
    """A check that misses a word, so that its finding has no place."""
    return check_of(id=name, message=name, covers=[name.upper()], present=None, absent={"in": "draft", "any": ["glömt"]}, **more)


def findings(*checks, draft: str = "Tyvärr, ack, tyvärr.", moment: str = "write") -> tuple[Finding, ...]:
    return evaluate(context_of(draft=draft, moment=moment).situation, rules_of(*checks)).findings


def said(*checks, **more) -> list[str]:
    return [finding.message for finding in findings(*checks, **more)]


def test_a_check_that_yields_is_quiet_where_the_other_finds_something_at_the_same_place():
    assert said(seeking("a", "tyvärr", yields_to=["b"]), seeking("b", "tyvärr")) == ["b: Tyvärr och tyvärr"]


def test_it_speaks_of_the_places_that_the_other_does_not_point_at():
    assert said(seeking("a", "tyvärr", "ack", yields_to=["b"]), seeking("b", "tyvärr")) == ["a: ack", "b: Tyvärr och tyvärr"]


def test_it_speaks_where_the_other_finds_nothing():
    assert said(seeking("a", "ack", yields_to=["b"]), seeking("b", "hurra")) == ["a: ack"]


def test_it_speaks_where_the_other_does_not_look_at_this_moment():
    assert said(seeking("a", "ack", yields_to=["b"]), seeking("b", "ack", moments=["send"])) == ["a: ack"]


def test_it_speaks_while_the_other_is_on_trial():
    assert said(seeking("a", "ack", yields_to=["b"]), seeking("b", "ack", status="trial")) == ["a: ack"]


def test_places_that_only_touch_are_two_things():
    assert not same_place(Hit(spans=(Span("draft", 0, 4),)), Hit(spans=(Span("draft", 4, 8),)))
    assert not same_place(Hit(spans=(Span("draft", 4, 8),)), Hit(spans=(Span("draft", 0, 4),)))


def test_the_same_place_in_another_text_is_another_place():
    assert not same_place(Hit(spans=(Span("draft", 0, 4),)), Hit(spans=(Span("subject", 0, 4),)))


@pytest.mark.parametrize("without", ["one", "other", "both"])
def test_what_has_no_place_may_be_anywhere(without: str):
    placed = Hit(spans=(Span("draft", 0, 4),))
    assert same_place(placed if without == "other" else Hit(), placed if without == "one" else Hit())


def test_something_missing_yields_to_any_finding_of_the_other():
    assert said(lacking("a", yields_to=["b"]), seeking("b", "ack")) == ["b: ack"]


def test_the_one_that_tells_covers_what_both_do():
    (told,) = findings(seeking("a", "ack", yields_to=["b"]), seeking("b", "ack"))
    assert told.covers == ("B", "A")


def test_a_check_alone_covers_its_own():
    assert [told.covers for told in findings(seeking("a", "ack"), seeking("b", "ack"))] == [("A",), ("B",)]


def test_the_other_s_repair_comes_along_where_there_is_none():
    mended = seeking("a", "ack", yields_to=["b"], fix={"replace": "hurra", "label": "Skriv hurra"})

    (told,) = findings(mended, seeking("b", "ack"))
    assert [fix.label for fix in told.fixes] == ["Skriv hurra"]


def test_its_own_repair_is_enough():
    mended = seeking("a", "ack", yields_to=["b"], fix={"replace": "hurra", "label": "Skriv hurra"})

    (told,) = findings(mended, seeking("b", "ack", fix={"remove": "match"}))
    assert [fix.label for fix in told.fixes] == ["Ta bort"]


def test_a_third_tells_of_what_the_second_would_have():
    (told,) = findings(seeking("a", "ack", yields_to=["b"]), seeking("b", "ack", yields_to=["c"]), seeking("c", "ack"))
    assert (told.message, set(told.covers)) == ("c: ack", {"A", "B", "C"})


def test_the_first_named_that_has_the_place_tells():
    checks = (seeking("a", "ack", yields_to=["b", "c", "d"]), seeking("b", "hurra"), seeking("c", "ack"), seeking("d", "ack"))
    assert [told.covers for told in findings(*checks)] == [("C", "A"), ("D",)]


def test_a_check_that_yields_has_found_something_all_the_same():
    verdict = evaluate(
        context_of(draft="Ack.", moment="write").situation, rules_of(seeking("a", "ack", yields_to=["b"]), seeking("b", "ack"))
    )
    assert [check.id for check in verdict.triggered] == ["a", "b"]


HERE, THERE = seeking("a", "x", yields_to=["b"]), seeking("b", "x")
OURS, THEIRS = (Fix(label, Span("draft", 0, 1), "") for label in ("ours", "theirs"))
SPANS = st.builds(
    lambda where, start, length: Span(where, start, start + length),
    st.sampled_from(["draft", "subject"]),
    st.integers(0, 9),
    st.integers(0, 4),
)


@given(st.lists(st.lists(SPANS, max_size=2).map(tuple), max_size=8), st.lists(SPANS, max_size=2).map(tuple))
def test_of_several_hits_at_the_same_place_the_first_one_tells(placed: list[tuple[Span, ...]], place: tuple[Span, ...]):
    hit = Hit(spans=place, fixes=(OURS,))
    first = next((number for number, spans in enumerate(placed) if same_place(hit, Hit(spans=spans))), None)
    for without in range(len(placed)):  # the one that tells for ours has ours where it has no fix itself
        hits = [Hit(spans=spans, fixes=() if number == without else (THEIRS,)) for number, spans in enumerate(placed)]
        groups = told([(HERE, [hit]), (THERE, hits)])
        assert any(OURS in group.fixes for group in groups) is (first in (None, without))
