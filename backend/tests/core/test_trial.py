"""Checks on trial: what they would have said, without saying it."""

from dataclasses import replace

from backend.tests.core.invented import check_of, context_of, rules_of
from rutinlots.core.trial import on_trial


def tried(*checks, draft="Tyvärr.", moment="write") -> list[str]:
    found = on_trial(context_of(draft=draft, moment=moment).situation, rules_of(*checks))
    return [check.id for check, error in found if error is None]


def test_those_that_would_have_spoken_are_named():
    other = check_of(id="other", status="trial", present={"in": "draft", "any": ["ack"]})
    assert tried(check_of(status="trial"), other) == ["sorry"]


def test_checks_in_use_are_not():
    assert tried(check_of()) == []


def test_moment_draft_and_pause_hold_for_them_too():
    assert tried(check_of(status="trial"), moment="send") == []
    assert tried(check_of(status="trial", drafts=["new"])) == []
    assert tried(check_of(status="trial", paused_until="2026-03-11")) == []


def test_one_that_crashes_keeps_no_other_from_being_tried():
    def crash(context):
        raise RuntimeError

    broken = replace(check_of(id="a-broken", status="trial"), find=crash)
    rules = rules_of(broken, check_of(status="trial"))
    found = list(on_trial(context_of(draft="Tyvärr.", moment="write").situation, rules))
    assert [(check.id, type(error)) for check, error in found] == [("a-broken", RuntimeError), ("sorry", type(None))]
