"""Short conversations for tests of what is logged."""

from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from rutinlots.core.context import Context, Knowledge
from rutinlots.core.situation import Address, Agent, Attachment, Draft, LogHistory, Message, Situation, Ticket

STOCKHOLM = ZoneInfo("Europe/Stockholm")
CUSTOMER = Address("Anna Berg", "anna@example.com")
US = Address("Ellevio", "kundservice@ellevio.se")
NOW = datetime(2026, 3, 10, 10, 15, tzinfo=STOCKHOLM)
PDF = Attachment("faktura.pdf")
DRAFT = Draft(kind="reply", text="Hej Anna,\n\nDet stämmer.\n\nMed vänlig hälsning,\nSandra", sender=US.email)


def incoming(text: str, hour: int | None = 8, **more) -> Message:
    sent = None if hour is None else NOW.replace(hour=hour)
    return Message(direction="in", sender=CUSTOMER, to=(US.email,), sent_at=sent, text=text, **more)


def outgoing(text: str, hour: int | None = 9) -> Message:
    return Message(
        direction="out", sender=US, to=(CUSTOMER.email,), sent_at=None if hour is None else NOW.replace(hour=hour), text=text
    )


def note(text: str) -> Message:
    return Message(direction="note", sender=Address("Sandra"), sent_at=NOW.replace(hour=9), text=text)


def context_of(
    *conversation: Message,
    draft: Draft | None = DRAFT,
    history: LogHistory = LogHistory(),  # noqa: B008
    requester: Address = CUSTOMER,
    moment: str = "send",
    now: datetime = NOW,
) -> Context:
    settings = SimpleNamespace(
        company="Ellevio", domains=("ellevio.se",), staffing_domains=("releasy.se",), log_code="MAICCDIS",
        log_status="Avslutat", noreply_words=("noreply",), collections_address="kravgruppen@ellevio.se",
    )  # fmt: skip
    ticket = Ticket(id=90103, subject="Faktura", requester=requester, conversation=conversation)
    situation = Situation(moment=moment, now=now, ticket=ticket, draft=draft, agent=Agent("1", "Sandra Ek"), history=history)  # type: ignore[arg-type]
    return Context(situation, Knowledge(settings=settings, names=None))  # type: ignore[arg-type]


