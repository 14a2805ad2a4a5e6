"""A changed set is proven: what a change may have touched, and nothing that can't be."""

from dataclasses import replace
from datetime import time

import pytest

from rutinlots.core.finding import Hit
from rutinlots.core.rulefile.settings import OpeningHours
from rutinlots.core.rules import Rules
from rutinlots.core.validation import whole
from rutinlots.core.validation.whole import disproofs, file_of

CHECK = "wrong-filter"


def changed(rules: Rules, file: str, **more: object) -> Rules:
    return replace(rules, sources={**rules.sources, file: "changed"}, **more)


def with_check(rules: Rules, name: str, **more: object) -> Rules:
    check = replace(rules.by_id[name], **more)
    checks = tuple(check if each.id == name else each for each in rules.checks)
    return changed(rules, file_of(check), checks=checks)


def test_a_set_that_is_the_same_is_not_tried_again(rules: Rules, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(whole, "faults_of", lambda check, rules: pytest.fail("tried"))
    assert list(disproofs(rules, rules)) == []
    assert list(disproofs(changed(rules, "routines/brev.yaml"), rules)) == []


def test_a_changed_check_is_tried_with_those_that_refer_to_it(rules: Rules, monkeypatch: pytest.MonkeyPatch):
    tried: list[str] = []
    monkeypatch.setattr(whole, "faults_of", lambda check, rules: tried.append(check.id) or iter(()))
    other = next(check for check in rules.checks if check.yields_to)
    list(disproofs(with_check(rules, other.yields_to[0], level="hint"), rules))
    assert {other.id, other.yields_to[0]} <= set(tried)
    assert len(tried) < len(rules.checks) / 2


def test_a_check_that_fails_its_examples_is_named_with_its_file(rules: Rules):
    found = list(disproofs(with_check(rules, CHECK, find=lambda context: []), rules))
    assert {each.file for each in found} == {f"checks/lista/{CHECK}.yaml"}


def test_a_check_that_would_stop_mails_in_other_checks_good_examples_is_told(rules: Rules):
    noisy = with_check(rules, "double-greeting", find=lambda context: [Hit()], looks="everywhere")
    found = [each.what for each in disproofs(noisy, rules) if "larmar i ett bra exempel för" in each.what]
    assert found
    assert len(found) == len(set(found)), "once for each example, not for each moment at which it is tried"


@pytest.mark.parametrize(("more", "tried"), [({"title": "Hej"}, False), ({"looks": "other"}, True), ({"level": "block"}, True)])
def test_a_check_of_which_only_the_words_have_changed_is_not_tried_in_the_others_examples(
    rules: Rules, monkeypatch: pytest.MonkeyPatch, more: dict[str, str], tried: bool
):
    seen: list[str] = []
    monkeypatch.setattr(whole, "_elsewhere", lambda check, rules: seen.append(check.id) or iter(()))
    list(disproofs(with_check(rules, "double-greeting", **more), rules))
    assert seen == ["double-greeting"] * tried


@pytest.mark.parametrize(
    ("file", "checks"),
    [("checks/halsning/double-greeting.yaml", {"double-greeting"}), ("snippets/faktura/e-faktura.yaml", set()),
     ("routines/brev.yaml", set()), ("settings.yaml", None), ("words/tid.yaml", None), ("names/egna.txt", None)],
)  # fmt: skip
def test_which_checks_have_changed_is_known_unless_all_may_depend_on_what_has(rules: Rules, file: str, checks: set[str] | None):
    assert whole.changed_checks(changed(rules, file), rules) == checks
    assert whole.changed_checks(rules, rules) is None


def test_a_reply_whose_mails_bring_up_another_is_told(rules: Rules):
    snippet = rules.snippets[0]
    off = replace(snippet, should=("Hej, jag är en giraff på månen.",), should_not=(snippet.should[0],))
    snippets = tuple(off if each.id == snippet.id else each for each in rules.snippets)
    wrong = [what for _, _, what in whole.mails_missed(off, changed(rules, file_of(off), snippets=snippets))]
    assert ["ska ge svaret" in wrong[0], "ska inte ge svaret" in wrong[1]] == [True, True]


TEAMS = {
    "closed": {"second_line": OpeningHours({})},
    "open late": {
        "second_line": OpeningHours({day: ((time(11), time(23)),) for day in range(1, 8)}),
        "few_facilities": 8,
        "many_facilities": 40,
        "letter_days": 7,
        "closing_status": "Löst",
    },
    "another company": {
        "company": "Vattendal",
        "domains": ("vattendal.se",),
        "staffing_domains": ("bemanna.se",),
        "function_addresses": ("kund@vattendal.se",),
        "function_phones": ("0771-11 22 33",),
        "collections_name": "Inkasso",
        "collections_address": "inkasso@vattendal.se",
        "own_sender": "kund@vattendal.se",
        "signature_closing": "Vänliga hälsningar,",
        "signature": ("Kundtjänst", "Vattendal Nät AB", "0771-11 22 33"),
        "signature_english": ("Customer Care", "Vattendal"),
        "list_filter": {"Status": ("Öppen",)},
        "escalation_group": "Specialisterna",
    },
}


@pytest.mark.parametrize("team", TEAMS)
def test_the_examples_that_come_with_the_program_hold_whatever_a_team_has_set(rules: Rules, team: str):
    own = replace(rules.knowledge, settings=replace(rules.knowledge.settings, **TEAMS[team]))
    assert list(disproofs(replace(rules, knowledge=own, shipped=rules.knowledge))) == []


def test_an_example_that_holds_neither_with_the_teams_settings_nor_with_those_of_the_program_is_told(rules: Rules):
    check = rules.by_id["handover-not-told"]
    loud = replace(check, good=(*check.good, replace(check.bad[0], name="som ska höras")))
    own = replace(rules.knowledge, settings=replace(rules.knowledge.settings, letter_days=7))
    told = list(disproofs(replace(with_check(rules, check.id, good=loud.good), knowledge=own, shipped=rules.knowledge), rules))
    assert ["som ska höras" in each.what for each in told]
    assert all(each.file == file_of(check) for each in told)


def test_a_teams_own_example_holds_with_the_teams_settings_alone(rules: Rules):
    check = rules.by_id["handover-not-told"]
    seven = next(example for example in check.bad if example.name == "sju id")
    own = replace(rules.knowledge, settings=replace(rules.knowledge.settings, few_facilities=8))
    with_it = with_check(rules, check.id, good=(*check.good, replace(seven, name="sju räknas som få", marks=())))
    assert list(disproofs(replace(with_it, knowledge=own, shipped=rules.knowledge), rules)) == []
    assert list(disproofs(with_it, rules)) != []
