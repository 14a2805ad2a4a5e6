"""Puts a scenario up in a mock account, and reads what was sent from it as the engine's situation."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from rutinlots.core.rulefile.settings import Settings
from rutinlots.core.scenarios.model import Scenario
from rutinlots.core.situation import Address, Agent, Attachment, Draft, LogHistory, Moment, Situation
from rutinlots.core.situation import Message as Mail
from rutinlots.core.situation import Ticket as Case
from rutinlots.stage.mock import fields, mailtext
from rutinlots.stage.mock import tickets as desk
from rutinlots.stage.mock.state import Mock, Sent

_USUAL = {"group": "Kundservice", "agent": "Sandra Lind", "priority": "Låg"}


def put_up(mock: Mock, scenario: Scenario, settings: Settings) -> int:
    """Leave nothing in the account but the scenario's ticket and draft, at the scenario's time. Returns the ticket's number.

    For a new mail the ticket is only there to say who the customer is, and the draft waits where new mails are written.
    """
    if scenario.inbox:
        return _put_up_all(mock, scenario, settings)
    case = scenario.start.ticket
    assert case is not None, f"{scenario.id} has no ticket"
    assert case.id is not None
    mock.now = scenario.start.now
    draft = scenario.start.situation("write", settings).draft
    if is_new_mail(scenario):
        mock.tickets = {}
        if draft is not None:
            mock.composed = {"to": list(draft.to), "subject": draft.subject or "", "html": _paragraphs(draft.text)}
        return case.id
    mock.tickets = {case.id: _ticket(case, scenario.start.now)}
    if draft is not None and draft.kind == "reply":
        mock.drafts[case.id, "reply"] = _paragraphs(draft.text)
        if draft.to != (case.requester.email,) or draft.cc:
            mock.addressed[case.id] = {"to": list(draft.to), "cc": list(draft.cc)}
    return case.id


def _put_up_all(mock: Mock, scenario: Scenario, settings: Settings) -> int:
    """Each scenario of an inbox beside the others. Returns the first ticket's number."""
    tickets: dict[int, desk.Ticket] = {}
    numbers = []
    for part in scenario.inbox:
        numbers.append(put_up(mock, part, settings))
        tickets |= mock.tickets
    mock.tickets = tickets
    return numbers[0]


def is_new_mail(scenario: Scenario) -> bool:
    """Whether the scenario is solved by a mail that answers none."""
    return scenario.solved is not None and scenario.solved.kind == "new"


def situation_of(sent: Sent, scenario: Scenario, mock: Mock, history: LogHistory, settings: Settings) -> Situation:
    """What was sent, as the engine would have been asked just before it left."""
    case = scenario.start.ticket
    assert case is not None
    assert case.id is not None
    moment: Moment = "note" if sent.kind == "note" else "send"
    required = tuple(item.label for item in fields.FIELDS if item.required)
    closing = sent.set_status == settings.closing_status
    draft = Draft(
        kind=sent.kind,  # type: ignore[arg-type]
        text=sent.body_text,
        sender=sent.sender,
        to=tuple(sent.to),
        cc=tuple(sent.cc),
        bcc=tuple(sent.bcc),
        subject=sent.subject if sent.kind == "new" else None,
        attachments=tuple(Attachment(name) for name in sent.attachments),
        send_mode="send-and-close" if closing else "send",
    )
    if sent.kind == "new":
        customer = Address("", sent.to[0] if sent.to else "")
        ticket = Case(subject=sent.subject or "", properties=_labelled(sent.properties), required=required, requester=customer)
    else:
        ticket = replace(case, properties={**case.properties, **mock.properties(case.id)}, required=required)
    agent = Agent("1", scenario.start.agent)
    return Situation(moment=moment, now=scenario.start.now, ticket=ticket, draft=draft, agent=agent, history=history)


def _labelled(properties: Mapping[str, str | None]) -> dict[str, str | None]:
    return {fields.BY_KEY[key].label: value for key, value in properties.items() if key in fields.BY_KEY}


def _ticket(case: Case, now: datetime) -> desk.Ticket:
    requester = desk.Person.of(case.requester.name or None, case.requester.email)
    labels = {item.label: item.key for item in fields.FIELDS}
    known = {labels[label]: value for label, value in case.properties.items() if label in labels}
    properties: dict[str, str | None] = {item.key: _USUAL.get(item.key) for item in fields.FIELDS}
    return desk.Ticket(
        id=case.id or 0,
        subject=case.subject,
        requester=requester,
        shows="",
        messages=[_message(mail, requester, now, number) for number, mail in enumerate(case.conversation)],
        properties={**properties, "status": case.status, **known},
    )


def _message(mail: Mail, requester: desk.Person, now: datetime, number: int) -> desk.Message:
    sender = desk.Person.of(mail.sender.name or None, mail.sender.email) if mail.sender.email else desk.AGENT
    kind: str = mail.direction
    if mail.direction == "in" and mail.sender.email in ("", requester.email):
        sender = requester
    elif mail.direction == "in":
        kind = "external"
    return desk.Message(
        id=43_000_101 + number,
        kind=kind,
        sender=sender,
        to=mail.to,
        cc=mail.cc,
        at=mail.sent_at or now,
        html=mail.html or mailtext.to_html(mail.text, look=""),  # the page allows no styles but its own
        attachments=tuple(desk.Attachment(each.name) for each in mail.attachments),
    )


def _paragraphs(text: str) -> str:
    """A draft as the editor keeps it."""
    return "".join(f"<p>{mailtext.escaped(line) or '<br>'}</p>" for line in text.split("\n"))
