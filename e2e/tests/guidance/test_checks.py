"""Each check's first bad example, typed for real: the overlay says what the check's file says."""

from itertools import groupby

import pytest
from playwright.sync_api import Error, expect

from backend.tests.shipped import shipped
from e2e.harness.harness import Harness
from e2e.harness.mails import REPLY
from e2e.harness.pages import Overlay, Ticket, go_to
from rutinlots.core.checks.check import Check
from rutinlots.core.checks.example import Example
from rutinlots.core.evaluate import evaluate
from rutinlots.stage.mock.tickets import AGENT, Person

RULES = shipped()
TICKETS = 90150  # the first of those that are made here
TEXT = "e => [...e.children].filter(c => c.isContentEditable).map(c => c.innerText.trim()).join('\\n').trim()"
AS_IT_SHOULD_BE = REPLY.replace("Björn", "Anna")
BASE = 90104  # its thread is replaced
CHECKS = [check for check in RULES.checks if check.level != "guide" and "list" not in check.moments]


def put_on(harness: Harness, example: Example, ticket_id: int) -> None:
    """The example's ticket in the mock, by that number: customer, thread and the properties that the page has."""
    ticket = example.situation("write", RULES.knowledge.settings).ticket
    known = harness.mock.properties(BASE)
    customer = Person.of(ticket.requester.name, ticket.requester.email)
    harness.mock.add_ticket(BASE, ticket_id, subject=ticket.subject, requester=customer)
    shown = harness.mock.ticket(ticket_id)
    shown.properties.update(harness.mock.ticket(BASE).properties)
    for message in ticket.conversation:
        harness.mock.add_message(
            ticket_id, message.text, kind=message.direction,
            sender=(message.sender.name, message.sender.email) if message.sender.email else None,
            to=message.to, cc=message.cc, attachments=[file.name for file in message.attachments],
        )  # fmt: skip
    del shown.messages[: -len(ticket.conversation)]
    harness.mock.set_properties(ticket_id, {name: value for name, value in ticket.properties.items() if name in known})
    if ticket.required is None:
        harness.mock.set_properties(ticket_id, {"Typ": "Fråga", "Interna kategorier": "Faktura"})


def write(harness: Harness, example: Example, ticket: Ticket) -> None:
    """Type the draft as the agent would, in the editor that is open or a new one: reply, note or forward."""
    open_editor(ticket, example.draft.kind)
    ticket.write(as_agent(example.draft.text + example.tail(RULES.knowledge.settings)))


def open_editor(ticket: Ticket, kind: str) -> None:
    if not ticket.editor.is_visible():
        {"reply": ticket.reply, "forward": ticket.forward, "note": ticket.note}[kind]()
        if kind != "note":
            expect(ticket.editor).to_contain_text("Med vänlig hälsning")


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


def customers(check: Check) -> str:
    """What the check's example has beside its draft: those that are alike are tried on one page."""
    example = check.bad[0]
    ticket = example.situation("write", RULES.knowledge.settings).ticket
    return repr((example.draft and example.draft.kind, ticket.subject, ticket.requester, ticket.conversation, ticket.properties))


def tickets() -> list[list[Check]]:
    """The checks that can be played, those of one ticket together, the most first."""
    played = sorted(filter(can_be_played, CHECKS), key=customers)
    return sorted((list(same) for _, same in groupby(played, customers)), key=len, reverse=True)


def traits(check: Check) -> set[str]:
    """What is read for the check, and what the browser does with it: one of each will do, each check is proved by its file."""
    draft = check.bad[0].draft
    return {check.kind, repr((check.level, check.moments, draft and draft.kind, check.bad[0].becomes is not None))}


def shared_out() -> tuple[list[list[Check]], list[list[Check]]]:
    """By ticket, the checks with which something new is tried, and the others."""
    tried: set[str] = set()
    new, others = [], []
    for checks in tickets():
        firsts = []
        for check in checks:
            if not traits(check) <= tried:
                firsts.append(check)
                tried |= traits(check)
        new.append(firsts)
        others.append([check for check in checks if check not in firsts])
    return list(filter(None, new)), list(filter(None, others))


TOGETHER = 6  # tickets to a page, one after the other


def pages(of: list[list[Check]]) -> list[list[list[Check]]]:
    return [of[start : start + TOGETHER] for start in range(0, len(of), TOGETHER)]


NEW, OTHERS = map(pages, shared_out())
PAGES = NEW + OTHERS
NUMBERS = [*range(len(NEW)), *(pytest.param(number, marks=pytest.mark.soak) for number in range(len(NEW), len(PAGES)))]


@pytest.mark.parametrize("number", NUMBERS)
def test_the_first_bad_example_is_found_on_the_page_and_its_fix_gives_what_the_file_promises(harness: Harness, number: int):
    page = None
    for ticket_id, checks in enumerate(PAGES[number], TICKETS):
        put_on(harness, checks[0].bad[0], ticket_id)
        page = go_to(page, ticket_id) if page else harness.open(ticket_id)
        for check in checks:
            try:
                holds(harness, Ticket(page), check, check is checks[0])
            except Error as error:
                raise AssertionError(f"{check.id} on ticket {ticket_id}: {error.message}") from error


def holds(harness: Harness, ticket: Ticket, check: Check, first: bool) -> None:
    """The example is played on the open page. Waits are those of the browser, which looks at every frame: expect is slower."""
    example, overlay = check.bad[0], Overlay(ticket.page)
    told = overlay.finding(teller(check).title)
    if not first:
        ticket.write(AS_IT_SHOULD_BE)
        overlay.findings.first.wait_for(state="hidden")
    elif example.becomes is not None:  # what is said of the page's own template is not what is said of the example
        open_editor(ticket, example.draft.kind)
        ticket.write(AS_IT_SHOULD_BE)
        told.wait_for(state="hidden")
    if example.draft is not None:
        write(harness, example, ticket)
    if check.level == "mark":
        expect(overlay.marks, check.id).to_contain_text(check.title)
        return
    if check.moments == ("send",):
        ticket.send()
        expect(overlay.dialog.finding(check.title), check.id).to_be_visible()
        overlay.dialog.back.click()
        return
    told.wait_for()
    if example.becomes is not None:
        overlay.finding(check.title).locator(".remedies button").first.click()
        wanted = folded(as_agent(example.becomes + example.tail(RULES.knowledge.settings)))
        shown = [ticket.editor.element_handle(), wanted]
        ticket.page.wait_for_function(f"([e, wanted]) => ({TEXT})(e).split(/\\s+/).join(' ') === wanted", arg=shown)
