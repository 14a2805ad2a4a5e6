"""Why checks are silent: each that is not in the verdict says so, by what keeps it from speaking."""

import pytest

from backend.tests.core.invented import check_of, context_of, mail, rules_of
from rutinlots.core.evaluate import evaluate
from rutinlots.core.explain import Silent, explain
from rutinlots.core.rules import Rules


def silent(*checks, draft="Det går bra.", **situation) -> list[Silent]:
    return explain(context_of(mail("Hej"), draft=draft, **{"moment": "write", **situation}).situation, rules_of(*checks))


def said(*checks, **situation) -> list[str]:
    """What the first check says of its silence."""
    return [reason.text for reason in silent(*checks, **situation)[0].reasons]


def finding(**changed):
    """A check that finds "tyvärr" at any moment."""
    return check_of(id="other", moments=["write", "send"], **changed)


def test_a_check_that_speaks_is_not_explained():
    assert silent(check_of(), draft="Tyvärr.") == []


def test_a_check_on_trial_is_silent_and_would_have_spoken():
    (each,) = silent(check_of(status="trial"), draft="Tyvärr.")
    assert (each.finds, [reason.cause for reason in each.reasons]) == (True, ["status"])


def test_a_paused_check_says_until_when():
    (each,) = silent(check_of(paused_until="2026-03-11"), draft="Tyvärr.")
    assert (each.finds, each.reasons[0].text) == (True, "Den är pausad till 2026-03-11.")


def test_another_moment_is_a_reason_even_where_there_is_something_to_find():
    (each,) = silent(check_of(), draft="Tyvärr.", moment="send")
    assert each.finds
    assert each.reasons[0].text == "Den tittar när svaret skrivs, inte när mejlet ska skickas."


def test_another_kind_of_draft_is_a_reason():
    assert said(check_of(drafts=["new"]))[0] == "Den läser nytt mejl, inte svar."


def test_a_silent_check_that_finds_nothing_at_another_moment_says_both():
    assert [reason.cause for reason in silent(check_of(), moment="send")[0].reasons] == ["moment", "nothing"]


@pytest.mark.parametrize(
    ("when", "text"),
    [
        ({"found": ["other"]}, "Villkoret found är inte uppfyllt: kontrollen ”other” hittar inget."),
        ({"topic": ["moving"]}, "Villkoret topic är inte uppfyllt: inget mejl som väntar på svar handlar om flytt."),
        ({"thread_topic": ["moving", "invoice"]},
         "Villkoret thread_topic är inte uppfyllt: inget av kundens mejl handlar om flytt eller faktura."),
        ({"no_match": {"in": "draft", "any": ["bra"]}}, "Villkoret no_match är inte uppfyllt: det står ”bra”."),
        ({"attachments": "some"}, "Villkoret attachments är inte uppfyllt: utkastet har ingen bilaga."),
        ({"weekdays": ["1"]}, "Villkoret weekdays är inte uppfyllt: det är tisdag."),
        ({"escalated": "ja"}, "Villkoret escalated är inte uppfyllt: ärendet ligger inte hos Produktspecialist."),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)  # fmt: skip
def test_a_condition_that_does_not_hold_is_named_with_its_key(when, text: str):
    assert said(check_of(when=when), finding()) == [text]


def test_a_condition_that_another_check_is_silent_names_the_one_that_speaks():
    (text,) = said(check_of(when={"not_found": ["other"]}), finding(), draft="Tyvärr.")
    assert text == "Villkoret not_found är inte uppfyllt: kontrollen ”other” hittar något."


def test_every_condition_that_does_not_hold_is_said():
    assert len(said(check_of(when={"weekdays": ["1"], "attachments": "some"}))) == 2


def test_a_pattern_that_is_not_there_is_a_reason():
    assert said(check_of()) == ["Inget av dess mönster finns i texten där den letar."]


def test_no_text_to_look_in_is_a_reason():
    assert said(check_of(present={"in": "draft.subject", "any": ["tyvärr"]})) == ["Det finns ingen text där den letar."]


@pytest.mark.parametrize("place", ["match", "sentence"])
def test_an_exception_that_excuses_a_match_is_said_with_its_reason(place: str):
    pattern = "tyvärr" if place == "sentence" else "\\w+ tyvärr"
    excepted = {"pattern": pattern, "except": [{"because": "Det är ett citat.", "pattern": "kallas", "in": place}]}
    check = check_of(present={"in": "draft", "any": [excepted]})

    (each,) = silent(check, draft="Det kallas tyvärr så.")

    assert each.reasons[0].cause == "excused"
    assert each.reasons[0].text.endswith("men ett undantag gäller: Det är ett citat.")


def test_an_exception_that_does_not_apply_is_not_said():
    excepted = {"pattern": "tyvärr", "except": [{"because": "Citat.", "pattern": "kallas"}]}
    check = check_of(present={"in": "draft", "any": [excepted, {"pattern": "ack"}], "at_least": "2"})
    assert said(check, draft="Det går tyvärr inte.") == ["Den hittar 1 ställen men säger till först vid 2."]


def test_what_is_there_after_all_is_pointed_at():
    assert said(check_of(present=None, absent={"in": "draft", "any": ["tack"]}), draft="Hej!\n\nTack.") == [
        "Det som ska stå där finns: ”Tack”."
    ]


def test_a_draft_of_the_template_only_lacks_nothing_yet():
    check = check_of(present=None, absent={"in": "draft", "any": ["tack"]})
    assert said(check, draft="Hej!")[0].startswith("Inget är skrivet än")
    assert said(check, draft=None) == ["Det finns inget utkast."]


def test_a_limit_says_how_near_it_is():
    check = check_of(present=None, limit={"in": "draft", "measure": "sentence-words", "max": "10"})
    assert said(check) == ["Det längsta är 3 ord, och gränsen är 10."]


def test_fields_that_are_right_are_a_reason():
    check = check_of(present=None, field={"names": ["Typ"], "must": "filled"})
    assert said(check, ticket={"properties": {"Typ": "Faktura"}})[0].startswith("Alla fält som den tittar på är ifyllda")


def test_code_that_finds_nothing_is_named():
    check = check_of(present=None, detector={"name": "topic", "is": "moving"})
    assert said(check) == ["Den letar med programkod (topic, moving) och hittar inget här."]


def test_a_check_that_yields_names_the_one_that_tells():
    teller = check_of(id="teller", title="Beklaganden", level="confirm")
    (each,) = silent(check_of(yields_to=["teller"]), teller, draft="Tyvärr.")
    assert (each.check.id, [reason.cause for reason in each.reasons]) == ("sorry", ["yields"])
    assert "”Beklaganden”" in each.reasons[0].text


def test_a_check_with_a_hit_of_its_own_is_not_silent_though_another_yields():
    teller = check_of(id="teller", present={"in": "draft", "any": ["tyvärr"]})
    yielding = check_of(yields_to=["teller"], present={"in": "draft", "any": ["tyvärr", "ack"]})
    assert silent(yielding, teller, draft="Tyvärr, ack.") == []


def test_every_shipped_check_is_either_in_the_verdict_or_explained(rules: Rules):
    for check in rules.checks:
        for example in (check.bad[0], check.good[0]):
            situation = example.situation(example.moment or check.moments[0], rules.knowledge.settings)
            verdict = evaluate(situation, rules)
            told = {each.check.id for each in (*verdict.findings, *verdict.marks)}
            spoken = told | {each.id for each in verdict.triggered if each.level == "guide"}
            explained = explain(situation, rules)
            assert {each.check.id for each in explained} == set(rules.by_id) - spoken
            assert all(each.reasons for each in explained)
