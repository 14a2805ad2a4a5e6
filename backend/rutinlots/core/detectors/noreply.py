"""The customer has answered a mail that the company sent from an address nobody reads."""

import re
from collections.abc import Mapping
from typing import Any

from rutinlots.core.finding import Hit, Span
from rutinlots.core.mail.noreply import unread
from rutinlots.core.reading import Reading

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,190}\.\w{2,24}")


def detect(reading: Reading, parameters: Mapping[str, Any]) -> list[Hit]:
    """A hit with the address: as recipient of the customer's latest mail, in its quoted history, or as our sender."""
    index, parts, message = reading.latest_customer, reading.customer_parts, reading.customer_message
    if index is None or parts is None or message is None:
        return []
    settings = reading.facts.settings
    quote_start = len(parts.text) - len(parts.quote) if parts.quote and parts.text.endswith(parts.quote) else None
    if quote_start is not None:
        for found in _ADDRESS.finditer(parts.text, quote_start):
            if unread(found.group(), settings):
                span = Span(f"conversation/{index}", *found.span())
                return [Hit((span,), values={"address": found.group().lower()})]
    earlier = reading.situation.ticket.conversation[:index] if reading.situation.ticket else ()
    senders = [each.sender.email for each in earlier if each.direction == "out"][-1:]
    for address in (*message.to, *message.cc, *senders):
        if unread(address, settings):
            return [Hit(values={"address": address.lower()})]
    return []
