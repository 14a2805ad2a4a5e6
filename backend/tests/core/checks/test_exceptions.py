"""``except``: what excuses a check's hits, whatever its way of looking, and what is said of those that can't be used."""

from collections.abc import Mapping
from typing import Any

import pytest

from backend.tests.core.invented import answer, check_of, context_of, hits_of, mail, pointed_at, rules_of
from rutinlots.core.explain import explain
from rutinlots.core.rulefile.errors import RuleFileError

ENOUGH = {"because": "Kunden har bett om det.", "patterns": ["på begäran", "som du bad om"]}


def excused(**changed: Any) -> list[Mapping[str, Any]]:
    return [{**ENOUGH, **changed}]


def found(draft: str, *conversation: Any, exceptions: Any = None, **changed: Any) -> list[str]:
    context = context_of(*conversation, draft=draft)
    return pointed_at(context, hits_of(context, **{"except": exceptions or excused(), **changed}))


def test_a_hit_is_none_in_a_sentence_with_the_words_and_one_in_another_sentence_stays():
    assert found("Tyvärr stängs elen, på begäran. Tyvärr dröjer det.") == ["Tyvärr"]
    assert found("Tyvärr stängs elen. Det sker på begäran.") == ["Tyvärr"]


def test_the_words_are_whole_words_in_any_case():
    assert found("Tyvärr stängs elen PÅ BEGÄRAN.") == []
    assert found("Tyvärr stängs elen på begäranden.") == ["Tyvärr"]


def test_an_exception_may_look_at_the_hit_itself():
    exceptions = excused(patterns=["tyvärr inte"], **{"in": "match"})
    looks = {"in": "draft", "any": ["tyvärr", "tyvärr inte"]}
    assert found("Det går tyvärr inte. Det är tyvärr så.", exceptions=exceptions, present=looks) == ["tyvärr"]


def test_an_exception_may_look_in_all_of_the_mail_but_what_it_quotes():
    exceptions = excused(**{"in": "text"})
    assert found("Tyvärr stängs elen.\n\nDet sker på begäran.", exceptions=exceptions) == []
    quoted = "Tyvärr stängs elen.\n\nDen 9 mars 2026 kl. 10:00 skrev Anna <anna@example.com>:\n> Det sker på begäran."
    assert found(quoted, exceptions=exceptions) == ["Tyvärr"]


def test_an_exception_may_look_in_the_customers_mails_and_not_in_ours():
    exceptions = excused(**{"in": "customer"})
    assert found("Tyvärr stängs elen.", mail("Stäng elen på begäran av mig."), exceptions=exceptions) == []
    assert found("Tyvärr stängs elen.", mail("Hej"), answer("På begäran."), exceptions=exceptions) == ["Tyvärr"]


def test_where_something_is_missing_the_whole_draft_is_looked_through():
    missing = {"present": None, "absent": {"in": "draft", "any": ["ring oss"]}}
    assert found("Hej Anna,\n\nElen stängs.", **missing) == [""]
    assert found("Hej Anna,\n\nElen stängs.\n\nDet sker på begäran.", **missing) == []


def test_what_a_detector_finds_in_the_customers_mail_is_excused_too():
    topic = {"present": None, "detector": {"name": "topic", "is": "moving"}, "message": "Flytt."}
    context = context_of(mail("Jag ska flytta till gården."), moment="open")
    exceptions = [{"because": "Gården är vår egen.", "pattern": "till gården"}]
    assert hits_of(context, **topic)
    assert hits_of(context, **topic, **{"except": exceptions}) == []


def test_too_few_hits_that_are_left_are_none():
    looks = {"in": "draft", "any": ["tyvärr"], "at_least": "2"}
    assert found("Tyvärr, på begäran. Tyvärr. Tyvärr.", present=looks) == ["Tyvärr", "Tyvärr"]
    assert found("Tyvärr, på begäran. Tyvärr.", present=looks) == []


def test_no_click_changes_what_is_excused():
    context = context_of(draft="Tyvärr stängs elen, på begäran. Tyvärr dröjer det.")
    fix = {"remove": "match", "label": "Ta bort"}
    assert len([each for hit in hits_of(context, fix=fix, **{"except": excused()}) for each in hit.fixes]) == 1


def test_the_reason_for_the_silence_names_the_hit_and_why():
    context = context_of(mail("Hej"), draft="Tyvärr stängs elen, på begäran.", moment="write")
    (silent,) = explain(context.situation, rules_of(check_of(**{"except": excused()})))
    assert [(each.cause, each.text) for each in silent.reasons] == [
        ("excused", "Den hittar ”Tyvärr”, men ett undantag gäller: Kunden har bett om det.")
    ]


def test_without_a_hit_the_silence_has_the_reason_that_it_would_have_had():
    context = context_of(mail("Hej"), draft="Det sker på begäran.", moment="write")
    (silent,) = explain(context.situation, rules_of(check_of(**{"except": excused()})))
    assert silent.reasons[0].cause == "nothing"


def test_what_decides_where_a_check_finds_something_holds_its_exceptions():
    assert check_of().looks != check_of(**{"except": excused()}).looks


def refused(**changed: Any) -> str:
    item = {key: value for key, value in {**ENOUGH, **changed}.items() if value is not None}
    with pytest.raises(RuleFileError) as caught:
        check_of(**{"except": [item]})
    return str(caught.value)


def test_an_exception_that_can_not_be_used_is_refused_with_its_place():
    assert "except.0: ”because” saknas" in refused(because=None)
    assert "except.0: ”patterns” saknas: skriv minst ett ord eller uttryck" in refused(patterns=None)
    assert "except.0.patterns" in refused(patterns=[])
    assert "except.0.patterns.1" in refused(patterns=["ja", "(nej"])
    assert "except.0.in: ”mening” finns inte" in refused(**{"in": "mening"})
    assert "except.0.why: okänd nyckel ”why”" in refused(why="-")


def test_an_exception_that_fits_nothing_at_all_would_hold_everywhere_and_is_refused():
    assert "passar på ingenting alls" in refused(patterns=[".*"])
