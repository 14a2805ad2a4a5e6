"""Why checks are silent: each that is not in the verdict says so, by what keeps it from speaking."""

import pytest

from backend.tests.core.invented import check_of, context_of, mail, rules_of
from rutinlots.core.explain import Silent, explain


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


def test_a_pause_to_come_silences_nothing_yet():
    assert silent(check_of(paused_from="2026-03-11", paused_until="2026-03-12"), draft="Tyvärr.") == []


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
        ({"found": ["other"]}, "Kontrollen ”Tyvärr” hittar inget."),
        ({"topic": ["moving"]}, "Inget mejl som väntar på svar handlar om flytt."),
        ({"thread_topic": ["moving", "invoice"]},
         "Inget av kundens mejl handlar om flytt eller faktura."),
        ({"no_match": {"in": "draft", "any": ["bra"]}}, "Det står ”bra”."),
        ({"attachments": "some"}, "Utkastet har ingen bilaga."),
        ({"weekdays": ["1"]}, "Det är tisdag."),
        ({"escalated": "ja"}, "Ärendet ligger inte hos Produktspecialist."),
        ({"to_customer": "nej"}, "Det går till en kund."),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)  # fmt: skip
def test_a_condition_that_does_not_hold_says_what_is_instead(when, text: str):
    assert said(check_of(when=when), finding()) == [text]


def test_a_condition_that_another_check_is_silent_names_the_one_that_speaks():
    (text,) = said(check_of(when={"not_found": ["other"]}), finding(), draft="Tyvärr.")
    assert text == "Kontrollen ”Tyvärr” hittar något."


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


def test_a_limit_on_paragraphs_counts_characters():
    check = check_of(present=None, limit={"in": "draft", "measure": "paragraph-characters", "max": "100"})
    assert said(check, draft="Hej!\n\nDet går bra.") == ["Det längsta är 12 tecken, och gränsen är 100."]


@pytest.mark.parametrize(("must", "state"), [("filled", "ifyllda"), ("empty", "tomma")])
def test_fields_that_are_right_are_a_reason(must: str, state: str):
    check = check_of(present=None, field={"names": ["Typ"], "must": must})
    right = {"Typ": "Faktura" if must == "filled" else ""}
    assert said(check, ticket={"properties": right}) == [f"Alla fält som den tittar på är {state}, eller så finns inga."]


def test_a_mail_that_is_sent_and_closed_is_a_reason():
    check = check_of(present=None, field={"names": ["send_mode"], "must": "send-and-close"})
    assert said(check) == ["Mejlet skickas inte utan att ärendet ställs in."]


LACKING = {"in": "draft", "any": ["tack"]}


@pytest.mark.parametrize(
    ("kind", "draft"),
    [
        ({"absent": LACKING}, None),
        ({"absent": LACKING}, "Hej!"),
        ({"absent": LACKING}, "Hej!\n\nTack."),
        ({"field": {"names": ["Typ"], "must": "empty"}}, "Hej!"),
        ({"field": {"names": ["send_mode"], "must": "send-and-close"}}, "Hej!"),
        ({"limit": {"in": "draft", "measure": "sentence-words", "max": "10"}}, "Hej!\n\nDet går bra."),
        ({"present": {"in": "draft.subject", "any": ["tack"]}}, "Hej!"),
        ({"present": {"in": "draft", "any": ["tack"]}}, "Hej!\n\nDet går bra."),
        ({"present": {"in": "draft", "any": ["bra"], "at_least": "2"}}, "Hej!\n\nDet går bra."),
    ],
)
def test_what_a_check_does_not_find_is_a_reason_by_itself(kind, draft):
    (each,) = silent(check_of(**{"present": None, **kind}), draft=draft)
    assert [reason.cause for reason in each.reasons] == ["nothing"]


def test_a_condition_that_does_not_hold_is_a_reason_of_its_own():
    (each,) = silent(check_of(when={"weekdays": ["1"]}), draft="Tyvärr.")
    assert [reason.cause for reason in each.reasons] == ["when"]


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
