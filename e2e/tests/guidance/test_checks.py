"""Each check's first bad example, typed for real: the overlay says what the check's file says."""

import pytest
from playwright.sync_api import expect

from e2e.harness.harness import EXTENSION, Harness
from e2e.harness.pages import Overlay, Ticket
from rutinlots.core.checks.check import Check
from rutinlots.core.checks.example import Example
from rutinlots.core.evaluate import evaluate
from rutinlots.rule_loader import load
from rutinlots.stage.mock.tickets import AGENT, Person

RULES = load(EXTENSION.parent / "shared_rules")
TICKET = 90150
TEXT = "e => [...e.children].filter(c => c.isContentEditable).map(c => c.innerText.trim()).join('\\n').trim()"
BASE = 90104  # its thread is replaced
CHECKS = [check for check in RULES.checks if check.level != "guide" and "list" not in check.moments]


def put_on(harness: Harness, example: Example) -> None:
    """The example's ticket in the mock: customer, thread and the properties that the page has."""
    ticket = example.situation("write", RULES.knowledge.settings).ticket
    known = harness.mock.properties(BASE)
    customer = Person.of(ticket.requester.name, ticket.requester.email)
    harness.mock.add_ticket(BASE, TICKET, subject=ticket.subject, requester=customer)
    shown = harness.mock.ticket(TICKET)
    shown.properties.update(harness.mock.ticket(BASE).properties)
    for message in ticket.conversation:
        harness.mock.add_message(
            TICKET, message.text, kind=message.direction,
            sender=(message.sender.name, message.sender.email) if message.sender.email else None,
            to=message.to, cc=message.cc, attachments=[file.name for file in message.attachments],
        )  # fmt: skip
    del shown.messages[: -len(ticket.conversation)]
    harness.mock.set_properties(TICKET, {name: value for name, value in ticket.properties.items() if name in known})
    if ticket.required is None:
        harness.mock.set_properties(TICKET, {"Typ": "Fråga", "Interna kategorier": "Faktura"})


def write(harness: Harness, example: Example, ticket: Ticket) -> None:
    """Type the draft as the agent would: reply, note, forward or new mail."""
    draft = example.draft
    text = as_agent(draft.text + example.tail(RULES.knowledge.settings))
    {"reply": ticket.reply, "forward": ticket.forward, "note": ticket.note}[draft.kind]()
    if draft.kind != "note":
        expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.write(text)


def as_agent(text: str) -> str:
    """The examples' agent is called what the mock's is."""
    return text.replace("Sandra Ek", AGENT.name)


def folded(text: str) -> str:
    """The words, one space apart: how many paragraphs a line break makes is the editor's business."""
    return " ".join(text.split())


def can_be_played(check: Check) -> bool:
    """Recipients, a new mail's subject and a fixed clock are set on the page in tests of their own."""
    example = check.bad[0]
    draft = example.draft
    own_recipients = draft is not None and (draft.cc or draft.bcc or draft.kind == "new" or check.id.endswith("-recipient"))
    return not own_recipients and check.id not in {"early-weekend", "escalated-in-open-hours", "thin-escalation-note"}


def teller(check: Check) -> Check:
    """The check that tells of the first bad example: this one, or one that it yields to there."""
    example = check.bad[0]
    findings = evaluate(example.situation(check.moments[0], RULES.knowledge.settings), RULES).findings
    found = [finding.check.id for finding in findings]
    return next((RULES.by_id[other] for other in check.yields_to if check.id not in found and other in found), check)


@pytest.mark.parametrize("check", [c for c in CHECKS if can_be_played(c)], ids=lambda check: check.id)
def test_the_first_bad_example_is_found_on_the_page_and_its_fix_gives_what_the_file_promises(harness: Harness, check: Check):
    example = check.bad[0]
    put_on(harness, example)
    page = harness.open(TICKET)
    ticket, overlay = Ticket(page), Overlay(page)
    if example.draft is not None:
        write(harness, example, ticket)
    if check.level == "mark":
        return expect(overlay.marks).to_contain_text(check.title)
    if check.moments == ("send",):
        ticket.send()
        return expect(overlay.dialog.finding(check.title)).to_be_visible()
    expect(overlay.finding(teller(check).title)).to_be_visible()
    if example.becomes is not None:
        overlay.finding(check.title).locator(".remedies button").first.click()
        wanted = as_agent(example.becomes + example.tail(RULES.knowledge.settings))
        shown = [ticket.editor.element_handle(), folded(wanted)]
        page.wait_for_function(f"([e, wanted]) => ({TEXT})(e).split(/\\s+/).join(' ') === wanted", arg=shown)
    return None
