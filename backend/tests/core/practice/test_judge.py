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


def test_a_mail_of_greeting_and_signature_alone_is_no_answer() -> None:
    text = answered(ATTACHMENT, shipped()).draft.text
    signature = text[text.index("Med vänlig hälsning") :]
    found = judged(ATTACHMENT, text=f"{text.splitlines()[0]}\n\n{signature}", attachments=())

    assert not found.written
    assert not found.solved
    assert judged(ATTACHMENT).written


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


def test_a_wrong_way_to_send_is_one_slip() -> None:
    found = judged(ATTACHMENT, send_mode="send")

    assert (found.sent, found.missed, found.tips) == (False, (), ())
    assert "plain-send" not in {check.id for check in found.caught}


def test_a_scenario_that_is_about_the_way_to_send_counts_it_once_too() -> None:
    about = replace(ATTACHMENT, solved=replace(ATTACHMENT.solved, gone=("plain-send",)))
    found = judged(about, send_mode="send")

    assert (found.sent, found.missed) == (False, ())
    assert "plain-send" not in {check.id for check in found.caught}
    assert not found.solved
    assert "plain-send" in {check.id for check in judged(about).caught}


def test_a_required_field_that_was_to_be_set_is_missed_once_and_another_by_itself() -> None:
    scenario = replace(ATTACHMENT, solved=replace(ATTACHMENT.solved, properties={"Typ": "Fråga"}))
    sent = answered(ATTACHMENT, shipped())

    def left(**filled: str | None) -> Outcome:
        ticket = replace(sent.ticket, properties=filled, required=("Typ", "Kategori"))
        return judge(scenario, replace(sent, ticket=ticket), "yes", shipped())

    one, both = left(Kategori="Faktura"), left()
    assert (one.properties, one.missed) == ((("Typ", "Fråga"),), ())
    assert both.properties == (("Typ", "Fråga"),)
    assert [(finding.check.id, finding.fields) for finding in both.missed] == [("empty-required-field", ("Kategori",))]


def test_a_note_instead_of_a_reply_is_not_missed_again_for_how_it_was_sent() -> None:
    found = judged(ATTACHMENT, logged=None, kind="note", send_mode="send")

    assert (found.kind, found.sent, found.solved) == (False, None, False)
