"""The engine: which checks are asked, in which order, and what becomes of their hits."""

import pytest

from backend.tests.core.invented import check_of, context_of, rules_of
from rutinlots.core.checks.check import STATUSES
from rutinlots.core.evaluate import evaluate


def verdict(*checks, draft="Tyvärr, ack, tyvärr.", moment="write"):
    return evaluate(context_of(draft=draft, moment=moment).situation, rules_of(*checks))


def test_an_active_check_is_asked():
    assert [check.id for check in verdict(check_of()).triggered] == ["sorry"]


@pytest.mark.parametrize("status", [status for status in STATUSES if status != "active"])
def test_a_check_that_is_not_active_is_never_asked(status: str):
    found = verdict(check_of(status=status))
    assert (found.findings, found.triggered) == ((), ())


def test_a_check_is_asked_at_its_own_moments_only():
    assert verdict(check_of(), moment="send").triggered == ()
    assert len(verdict(check_of(moments=["write", "send"]), moment="send").triggered) == 1


def test_all_hits_of_a_check_are_one_finding_that_says_each_value_once():
    (found,) = verdict(check_of(present={"in": "draft", "any": ["tyvärr", "ack"]})).findings

    assert found.message == "Skriv inte ”Tyvärr, ack och tyvärr”."
    assert len(found.spans) == 3


def test_findings_come_by_severity():
    levels = ("hint", "block", "confirm")
    found = verdict(*(check_of(id=f"check-{level}", level=level) for level in levels)).findings
    assert [each.check.level for each in found] == ["block", "confirm", "hint"]


def test_a_paused_check_is_not_asked_until_its_day():
    assert verdict(check_of(paused_until="2026-03-11")).triggered == ()
    assert len(verdict(check_of(paused_until="2026-03-10")).triggered) == 1
    assert len(verdict(check_of(paused_from="2026-03-11", paused_until="2026-03-12")).triggered) == 1
    assert verdict(check_of(paused_from="2026-03-10", paused_until="2026-03-11")).triggered == ()


def test_nothing_yields_to_a_check_that_is_paused():
    teller = check_of(id="teller", paused_until="2026-03-11")
    assert [each.check.id for each in verdict(check_of(yields_to=["teller"]), teller).findings] == ["sorry"]
