"""A changed set is proven: what a change may have touched, and nothing that can't be."""

from dataclasses import replace

import pytest

from rutinlots.core.finding import Hit
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


def test_other_hours_try_only_the_checks_that_ask_for_them(rules: Rules, monkeypatch: pytest.MonkeyPatch):
    tried: list[str] = []
    monkeypatch.setattr(whole, "faults_of", lambda check, rules: tried.append(check.kind) or iter(()))
    settings = replace(rules.knowledge.settings, second_line=replace(rules.knowledge.settings.second_line, hours={}))
    list(disproofs(changed(rules, "settings.yaml", knowledge=replace(rules.knowledge, settings=settings)), rules))
    assert "detector second-line" in tried
    assert len(tried) < len(rules.checks) / 2
