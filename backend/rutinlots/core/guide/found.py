"""What a guide card can read out of the thread by itself, each thing with where it stands.

Personal identity numbers are never picked up: no card needs them, and a card is read over shoulders.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rutinlots.core.detectors import collections, facilities, noreply
from rutinlots.core.entities.dates import STOCKHOLM, date_words
from rutinlots.core.entities.facility import ids_in
from rutinlots.core.finding import Span
from rutinlots.core.guide import phrases, scan
from rutinlots.core.reading import Reading

if TYPE_CHECKING:
    from rutinlots.core.guide.format import Guide


@dataclass(frozen=True)
class Found:
    """An answer from the thread; ``where`` says in Swedish where it stands, ``span`` exactly where."""

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


def look(guide: "Guide", reading: Reading | None) -> dict[str, Found]:
    """What the thread says about a guide's fields, by field id."""
    if reading is None or reading.situation.ticket is None:
        return {}
    answers = {field.id: READERS[field.found](reading) for field in guide.fields if field.found}
    return {id: found for id, found in answers.items() if found is not None}


def _mails(reading: Reading) -> list[int]:
    """The customer's mails, the latest first."""
    return [i for i in reversed(range(len(reading.messages))) if _message(reading, i).direction == "in"]


def _message(reading: Reading, index: int):
    return reading.situation.ticket.conversation[index]


def where_words(reading: Reading, index: int, quoted: bool = False) -> str:
    """Where a message is, in words: "i kundens mejl 10 mars"."""
    message = _message(reading, index)
    sender = {"in": "i kundens mejl", "out": "i vårt mejl", "note": "i anteckningen"}[message.direction]
    if quoted:
        sender = f"i citatet {sender}"
    return f"{sender} {date_words(message.sent_at.astimezone(STOCKHOLM).date())}" if message.sent_at else sender


def _written(reading: Reading) -> Iterator[Part]:
    """What the customer wrote, signature included, the latest mail first; then the subject."""
    for index in _mails(reading):
        parts = reading.messages[index]
        end = len(parts.text) - len(parts.quote) if parts.quote and parts.text.endswith(parts.quote) else len(parts.text)
        yield Part(where_words(reading, index), f"conversation/{index}", 0, parts.text[:end])
    ticket = reading.situation.ticket
    yield Part("i ärendets ämnesrad", "ticket", 0, ticket.subject)


def _quoted(reading: Reading) -> Iterator[Part]:
    """What the customer's mails quote, and what was sent to the customer."""
    for index in reversed(range(len(reading.messages))):
        parts = reading.messages[index]
        direction = _message(reading, index).direction
        if direction == "out":
            yield Part(where_words(reading, index), f"conversation/{index}", 0, parts.text)
        elif direction == "in" and parts.quote and (start := parts.text.rfind(parts.quote)) >= 0:
            yield Part(where_words(reading, index, quoted=True), f"conversation/{index}", start, parts.quote)


def _first(parts: Iterator[Part], search: Callable[[str], scan.Hit | None]) -> Found | None:
    for part in parts:
        if hit := search(part.text):
            return part.found(hit.value, hit.start, hit.end)
    return None


def _in_own_words(search: Callable[[str], scan.Hit | None]) -> Callable[[Reading], Found | None]:
    return lambda reading: _first(_written(reading), search)


def _date(reading: Reading) -> Found | None:
    today = reading.situation.now.astimezone(STOCKHOLM).date()
    return _first(_written(reading), lambda text: scan.date_in(text, today))


def _facility_ids(reading: Reading) -> Found | None:
    ids: dict[str, None] = {}
    first: Found | None = None
    for part in _written(reading):
        for hit in ids_in(part.text):
            first = first or part.found("", hit.start, hit.end)
            ids.update(dict.fromkeys(hit.ids))
    if first is None:
        return None
    return Found(tuple(ids), first.where, first.span)


def _facility_count(reading: Reading) -> Found | None:
    """The number that the mark shows."""
    number, spans = facilities.counted(reading)
    if number < 2:
        return None
    if spans[0].where == "ticket":
        return Found(str(number), "i ärendets ämnesrad")
    return Found(str(number), where_words(reading, int(spans[0].where.removeprefix("conversation/"))), spans[0])


def _customer_text(reading: Reading) -> Found | None:
    """The customer's latest mail in its own words, personal identity numbers left out."""
    index, parts = reading.latest_customer, reading.customer_parts
    if parts is None or not parts.own.strip():
        return None
    return Found(scan.without_identity(parts.own.strip()), where_words(reading, index))


def _customer_name(reading: Reading) -> Found | None:
    for index in _mails(reading):
        if (signer := reading.messages[index].signer) and " " in signer:
            return Found(signer, where_words(reading, index))
    name = reading.situation.ticket.requester.name.strip()
    return Found(name, "i avsändarens namn") if " " in name and "@" not in name else None


def _customer_address(reading: Reading) -> Found | None:
    """An e-mail address that reaches the customer: not one of ours."""
    ours = reading.facts.settings.domains

    def foreign(address: str) -> bool:
        return address.rpartition("@")[2].casefold() not in ours

    requester = reading.situation.ticket.requester.email
    if "@" in requester and foreign(requester):
        return Found(requester, "som avsändare av ärendet")
    for index in _mails(reading):
        sender = _message(reading, index).sender.email
        if "@" in sender and foreign(sender):
            return Found(sender, where_words(reading, index))
    return _first(_written(reading), lambda text: next((h for h in scan.mail_addresses(text) if foreign(h.value)), None))


def _noreply_address(reading: Reading) -> Found | None:
    """The address that the customer answered to, one that nobody reads."""
    index = reading.latest_customer
    for hit in noreply.detect(reading, {}):
        span = hit.spans[0] if hit.spans else None
        return Found(hit.values["address"], where_words(reading, index, quoted=span is not None), span)
    return None


def _collections_contact(reading: Reading) -> Found | None:
    settings = reading.facts.settings
    return _first(_quoted(reading), lambda text: scan.contact_in(text, settings.collections_address))


def _collections_mail(reading: Reading) -> Found | None:
    for hit in collections.detect(reading, {}):
        if not hit.spans:
            return Found("Ja", "som avsändare i tråden")
        index = int(hit.spans[0].where.removeprefix("conversation/"))
        return Found("Ja", where_words(reading, index), hit.spans[0])
    return None


def _noreply_stated(reading: Reading) -> Found | None:
    statement = READERS["noreply-statement"](reading)
    return Found("Ja", statement.where, statement.span) if statement else None


def _attachments(reading: Reading) -> Found | None:
    for index in _mails(reading):
        if names := [attachment.name for attachment in _message(reading, index).attachments]:
            return Found(", ".join(names), where_words(reading, index))
    return None


def _customer_kind(reading: Reading) -> Found | None:
    """Privat or Företag, when the customer's name or mail says that it is a company."""
    return _first(_written(reading), lambda text: phrases.company_in(text, reading.facts.settings.company))


def _mail_words(reading: Reading) -> Found | None:
    """What the mail is about, as words to search for."""
    parts = reading.customer_parts
    subject = reading.situation.ticket.subject
    words = phrases.search_words(f"{subject}\n{parts.own}" if parts else subject)
    return Found(" ".join(words), "i ärendets ämne och mejl") if words else None


def _agent(reading: Reading) -> Found | None:
    name = reading.situation.agent.name.strip()
    return Found(name, "i ditt namn i Freshdesk") if name else None


def _subject(reading: Reading) -> Found | None:
    subject = reading.situation.ticket.subject.strip()
    return Found(scan.without_identity(subject), "i ärendets ämnesrad") if subject else None


READERS: Mapping[str, Callable[[Reading], Found | None]] = {
    "customer-number": _in_own_words(scan.customer_number),
    "invoice-number": _in_own_words(scan.invoice_number),
    "postal-address": _in_own_words(scan.postal_address),
    "date": _date,
    "facility-ids": _facility_ids,
    "facility-count": _facility_count,
    "customer-text": _customer_text,
    "customer-name": _customer_name,
    "customer-address": _customer_address,
    "customer-kind": _customer_kind,
    "noreply-address": _noreply_address,
    "noreply-stated": _noreply_stated,
    "noreply-statement": lambda reading: _first(_quoted(reading), phrases.noreply_statement),
    "collections-mail": _collections_mail,
    "collections-contact": _collections_contact,
    "attachments": _attachments,
    "mail-words": _mail_words,
    "subject": _subject,
    "agent": _agent,
}
