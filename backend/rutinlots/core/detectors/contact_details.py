"""Addresses and numbers of people in the agent's own text: a colleague's, the customer's own, or an unknown one's."""

import re
from collections.abc import Mapping
from typing import Any

from rutinlots.core.definition.pattern import sentence
from rutinlots.core.entities.phone import Phone, phones
from rutinlots.core.finding import Fix, Hit, Span
from rutinlots.core.mail.noreply import unread
from rutinlots.core.people.names import Names
from rutinlots.core.reading import Reading

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PARTS = re.compile(r"[._+-]+")
# "… ditt telefonnummer till 070-…": what comes before a number that is the customer's though no mail of theirs holds it.
_YOURS = re.compile(r"\b(?:ditt|ert|your)(?: \w+){0,2} (?:(?:telefon|mobil)-?)?(?:nummer|nr|number)\b[^,;]{0,25}$", re.IGNORECASE)
_OURS = re.compile(r"\b(?:mig|min|mitt|oss|vår|vårt|kolleg\w*|tekniker\w*|montör\w*|ring|ringa|me|my|our|us|call)\b", re.IGNORECASE)

PARAMETERS = {"whose": ("colleague", "customer", "unknown")}


def detect(reading: Reading, parameters: Mapping[str, Any]) -> list[Hit]:
    """``whose`` is colleague, customer or unknown."""
    if reading.situation.draft is None:
        return []
    if "contact-details" not in reading.memo:
        reading.memo["contact-details"] = [*_addresses(reading), *_numbers(reading)]
    return [hit for whose, hit in reading.memo["contact-details"] if whose == parameters["whose"]]


def _hit(start: int, written: str, instead: str | None) -> Hit:
    span = Span("draft", start, start + len(written))
    fixes = (Fix(f"Byt mot {instead}", span, instead),) if instead else (Fix("Ta bort", span, ""),)
    return Hit((span,), fixes, {"match": written})


def _addresses(reading: Reading) -> list[tuple[str, Hit]]:
    settings, own = reading.facts.settings, reading.draft.own
    known = {*settings.function_addresses, settings.own_sender, settings.internal_sender, settings.collections_address}
    customers = _customer_addresses(reading)
    found = []
    for match in _ADDRESS.finditer(own.text):
        address = match.group().rstrip(".-_").casefold()
        domain = address.rpartition("@")[2]
        inside = any(domain == d or domain.endswith("." + d) for d in (*settings.domains, *settings.staffing_domains))
        start, written = own.start + match.start(), match.group()[: len(address)]
        shared = address in known or unread(address, settings) or _is_function(address, reading.facts.names)
        if inside and not shared:
            found.append(("colleague", _hit(start, written, settings.own_sender)))
        elif address in customers:
            found.append(("customer", _hit(start, written, None)))
    return found


def _numbers(reading: Reading) -> list[tuple[str, Hit]]:
    settings, own = reading.facts.settings, reading.draft.own
    unknown = [phone for phone in phones(own.text) if phone.number not in reading.facts.phones]
    if not unknown:
        return []
    ticket = reading.situation.ticket
    theirs = {
        phone.number
        for message, parts in zip(ticket.conversation, reading.messages, strict=True)
        if message.direction == "in"
        for phone in phones(parts.text)
    } if ticket else set()  # fmt: skip
    instead = settings.function_phones[0] if settings.function_phones else None
    found = []
    for phone in unknown:
        written = own.text[phone.start : phone.end]
        if phone.number not in theirs and _told_by_telephone(own.text, phone):
            continue
        whose = "customer" if phone.number in theirs else "colleague" if phone.mobile else "unknown"
        found.append((whose, _hit(own.start + phone.start, written, instead if whose == "colleague" else None)))
    return found


def _is_function(address: str, names: Names) -> bool:
    """Is it a mailbox of several people: faktura@, kundservice.elnat@?"""
    return all(map(names.is_role, filter(None, _PARTS.split(address.partition("@")[0]))))


def _told_by_telephone(text: str, phone: Phone) -> bool:
    """Does the sentence say that the number is the customer's own, which no mail of theirs holds?"""
    around = sentence(text, phone.start, phone.end)
    lead = around[: max(0, around.find(text[phone.start : phone.end]))]
    return bool(_YOURS.search(lead)) and not _OURS.search(lead)


def _customer_addresses(reading: Reading) -> set[str]:
    ticket = reading.situation.ticket
    if ticket is None:
        return set()
    senders = {message.sender.email.casefold() for message in ticket.conversation if message.direction == "in"}
    return (senders | {ticket.requester.email.casefold()}) - {""}
