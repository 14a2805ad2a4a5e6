"""What is said of a mail that was sent in a scenario."""

from dataclasses import replace

import pytest

from backend.tests.shipped import shipped
from rutinlots.core.practice.judge import Logged, Outcome, answered, judge
from rutinlots.core.scenarios.model import Scenario

BY_ID = {each.id: each for each in shipped().scenarios}
ATTACHMENT, NIGHT, AGAIN = (BY_ID[name] for name in ("glomd-bilaga", "eskalera-pa-kvallen", "kunden-aterkommer"))


def judged(scenario: Scenario, logged: Logged | None = "yes", **changes: object) -> Outcome:
    sent = answered(scenario, shipped())
    return judge(scenario, replace(sent, draft=replace(sent.draft, **changes)), logged, shipped())


def test_a_line_that_was_right_and_has_gone_is_a_needless_change() -> None:
    text = answered(ATTACHMENT, shipped()).draft.text
    found = judged(ATTACHMENT, text=text.replace("Ha en fin dag!", "Välkommen åter!"))

    assert found.needless == ("Ha en fin dag!",)
    assert found.solved


def test_what_must_be_put_right_counts_though_the_scenario_is_about_something_else() -> None:
    text = answered(ATTACHMENT, shipped()).draft.text
    found = judged(ATTACHMENT, text=text.replace("Ha en fin dag!", "Ring min kollega på gunnar.blom@ellevio.se. Ha en fin dag!"))

    assert [finding.check.id for finding in found.missed] == ["colleague-contact"]
    assert [check.id for check in found.caught] == ["forgotten-attachment"]
    assert not found.solved


@pytest.mark.parametrize(
    ("scenario", "logged", "right"),
    [
        (ATTACHMENT, "new", True),
        (ATTACHMENT, "yes", True),
        (ATTACHMENT, "append", False),
        (ATTACHMENT, None, False),
        (AGAIN, "append", True),
        (AGAIN, "new", False),
        (NIGHT, None, True),
        (NIGHT, "new", False),
    ],
)
def test_the_log_is_judged_by_what_the_engine_would_have_asked_for(scenario: Scenario, logged: Logged | None, right: bool) -> None:
    found = judged(scenario, logged)

    assert found.log is right
    assert found.solved is right


def test_a_reply_must_leave_as_the_scenario_says() -> None:
    found = judged(ATTACHMENT, send_mode="send")

    assert found.sent is False
    assert not found.solved


def test_a_note_must_be_a_note_and_the_group_must_be_changed() -> None:
    sent = answered(NIGHT, shipped())
    kept = replace(sent, ticket=replace(sent.ticket, properties={}))
    found = judge(NIGHT, kept, None, shipped())
    assert (found.kind, found.properties, found.solved) == (True, (("Grupp", "Produktspecialist Releasy"),), False)

    mail = replace(sent, draft=replace(sent.draft, kind="reply", to=("ola.nord@example.com",)))
    assert judge(NIGHT, mail, None, shipped()).kind is False
