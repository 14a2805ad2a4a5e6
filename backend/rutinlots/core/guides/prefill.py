"""Prefills a guide card from the thread, each answer with its place.

Personal identity numbers are never used: no card needs them, and others may see the screen.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.context import Context
from rutinlots.core.entities import identifiers
from rutinlots.core.entities.addresses import is_ours
from rutinlots.core.entities.dates import date_words
from rutinlots.core.entities.facility import ids_in
from rutinlots.core.facts.collections import collections_mails
from rutinlots.core.facts.facilities import facility_count
from rutinlots.core.facts.noreply import noreply_address
from rutinlots.core.finding import Span
from rutinlots.core.guides import phrases
from rutinlots.core.guides.model import Guide
from rutinlots.core.situation import Ticket


@dataclass(frozen=True)
class Found:
    """An answer from the thread; ``where`` says in Swedish where it is, ``span`` exactly where."""

    value: str | tuple[str, ...]
    where: str
    span: Span | None = None


@dataclass(frozen=True)
class Part:
    """A stretch of the thread to look in; ``start`` is where ``text`` begins in ``place``."""

    where: str
    place: str
    start: int
    text: str

    def found(self, value: str, start: int, end: int) -> Found:
        """An answer at a stretch of this part."""
        span = Span(self.place, self.start + start, self.start + end) if self.place != "ticket" else None
        return Found(value, self.where, span)


def look(guide: Guide, context: Context | None) -> dict[str, Found]:
    """What the thread says about a guide's fields, by field id."""
    if context is None or context.situation.ticket is None:
        return {}
    answers = {field.id: READERS[field.found](context) for field in guide.fields if field.found}
    return {id: found for id, found in answers.items() if found is not None}


def _mails(context: Context) -> list[int]:
    """The customer's mails, the latest first."""
    return [i for i in reversed(range(len(context.messages))) if context.conversation[i].direction == "in"]


def _ticket(context: Context) -> Ticket:
    """The ticket; readers are only asked when there is one."""
    return context.situation.ticket or Ticket()


def where_words(context: Context, index: int, quoted: bool = False) -> str:
    """Where a message is, in words: "i kundens mejl 10 mars"."""
    message = context.conversation[index]
    sender = {"in": "i kundens mejl", "out": "i vårt mejl", "note": "i anteckningen"}[message.direction]
    if quoted:
        sender = f"i citatet {sender}"
    return f"{sender} {date_words(message.sent_at.astimezone(STOCKHOLM).date())}" if message.sent_at else sender


def _written(context: Context) -> Iterator[Part]:
    """What the customer wrote, signature included, the latest mail first; then the subject."""
    for index in _mails(context):
        parts = context.messages[index]
        end = len(parts.text) - len(parts.quote) if parts.quote and parts.text.endswith(parts.quote) else len(parts.text)
        yield Part(where_words(context, index), f"conversation/{index}", 0, parts.text[:end])
    yield Part("i ärendets ämnesrad", "ticket", 0, _ticket(context).subject)


def _quoted(context: Context) -> Iterator[Part]:
    """What the customer's mails quote, and what was sent to the customer."""
    for index in reversed(range(len(context.messages))):
        parts = context.messages[index]
        direction = context.conversation[index].direction
        if direction == "out":
            yield Part(where_words(context, index), f"conversation/{index}", 0, parts.text)
        elif direction == "in" and parts.quote and (start := parts.text.rfind(parts.quote)) >= 0:
            yield Part(where_words(context, index, quoted=True), f"conversation/{index}", start, parts.quote)


def _first(parts: Iterator[Part], search: Callable[[str], identifiers.Hit | None]) -> Found | None:
    for part in parts:
        if hit := search(part.text):
            return part.found(hit.value, hit.start, hit.end)
    return None


def _in_own_words(search: Callable[[str], identifiers.Hit | None]) -> Callable[[Context], Found | None]:
    return lambda context: _first(_written(context), search)


def _date(context: Context) -> Found | None:
    today = context.situation.now.astimezone(STOCKHOLM).date()
    return _first(_written(context), lambda text: identifiers.date_in(text, today))


def _facility_ids(context: Context) -> Found | None:
    ids: dict[str, None] = {}
    first: Found | None = None
    for part in _written(context):
        for hit in ids_in(part.text):
            first = first or part.found("", hit.start, hit.end)
            ids.update(dict.fromkeys(hit.ids))
    if first is None:
        return None
    return Found(tuple(ids), first.where, first.span)


def _facility_count(context: Context) -> Found | None:
    """The number that the mark shows."""
    count = facility_count(context)
    if count.number < 2:
        return None
    number, first = str(count.number), count.spans[0]
    if first.where == "ticket":
        return Found(number, "i ärendets ämnesrad")
    return Found(number, where_words(context, int(first.where.removeprefix("conversation/"))), first)


def _customer_text(context: Context) -> Found | None:
    """The customer's latest mail in its own words, personal identity numbers left out."""
    index, parts = context.latest_customer, context.customer_parts
    if index is None or parts is None or not parts.own.strip():
        return None
    return Found(identifiers.without_identity(parts.own.strip()), where_words(context, index))


def _customer_name(context: Context) -> Found | None:
    for index in _mails(context):
        if (signer := context.messages[index].signer) and " " in signer:
            return Found(signer, where_words(context, index))
    name = _ticket(context).requester.name.strip()
    return Found(name, "i avsändarens namn") if " " in name and "@" not in name else None


def _customer_address(context: Context) -> Found | None:
    """An e-mail address that reaches the customer: not one of ours."""

    def foreign(address: str) -> bool:
        return not is_ours(address, context.knowledge.settings)

    requester = _ticket(context).requester.email
    if "@" in requester and foreign(requester):
        return Found(requester, "som avsändare av ärendet")
    for index in _mails(context):
        sender = context.conversation[index].sender.email
        passed = context.messages[index].passed
        for address in (sender, passed.writer if passed else ""):
            if "@" in address and foreign(address):
                return Found(address, where_words(context, index))
    return _first(_written(context), lambda text: next((h for h in identifiers.mail_addresses(text) if foreign(h.value)), None))


def _noreply_address(context: Context) -> Found | None:
    found = noreply_address(context)
    return Found(found.address, where_words(context, found.message, quoted=found.span is not None), found.span) if found else None


def _collections_contact(context: Context) -> Found | None:
    settings = context.knowledge.settings
    return _first(_quoted(context), lambda text: identifiers.contact_in(text, settings.collections_address))


def _collections_mail(context: Context) -> Found | None:
    for found in collections_mails(context):
        return Found("Ja", where_words(context, found.message) if found.span else "som avsändare i tråden", found.span)
    return None


def _noreply_stated(context: Context) -> Found | None:
    statement = READERS["noreply-statement"](context)
    return Found("Ja", statement.where, statement.span) if statement else None


def _customer_kind(context: Context) -> Found | None:
    """Privat or Företag, when the customer's name or mail says that it is a company."""
    return _first(_written(context), lambda text: phrases.company_in(text, context.knowledge.settings.company))


def _mail_words(context: Context) -> Found | None:
    """What the mail is about, as words to search for."""
    parts = context.customer_parts
    subject = _ticket(context).subject
    words = phrases.search_words(f"{subject}\n{parts.own}" if parts else subject)
    return Found(" ".join(words), "i ärendets ämne och mejl") if words else None


def _agent(context: Context) -> Found | None:
    name = context.situation.agent.name.strip()
    return Found(name, "i ditt namn i Freshdesk") if name else None


def _subject(context: Context) -> Found | None:
    subject = _ticket(context).subject.strip()
    return Found(identifiers.without_identity(subject), "i ärendets ämnesrad") if subject else None


READERS: Mapping[str, Callable[[Context], Found | None]] = {
    "customer-number": _in_own_words(identifiers.customer_number),
    "invoice-number": _in_own_words(identifiers.invoice_number),
    "postal-address": _in_own_words(identifiers.postal_address),
    "date": _date,
    "facility-ids": _facility_ids,
    "facility-count": _facility_count,
    "customer-text": _customer_text,
    "customer-name": _customer_name,
    "customer-address": _customer_address,
    "customer-kind": _customer_kind,
    "noreply-address": _noreply_address,
    "noreply-stated": _noreply_stated,
    "noreply-statement": lambda context: _first(_quoted(context), phrases.noreply_statement),
    "collections-mail": _collections_mail,
    "collections-contact": _collections_contact,
    "mail-words": _mail_words,
    "subject": _subject,
    "agent": _agent,
}
