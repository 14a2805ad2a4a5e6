"""A customer who can't be found in CAB from the mail, and a reply that asks for too little."""

import re
from collections.abc import Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.entities.facility import ids_in
from rutinlots.core.entities.identifiers import customer_number, invoice_number, postal_address
from rutinlots.core.finding import Hit

_IDENTITY = re.compile(r"(?<!\d)(?:19|20)?\d{6}[-+ ]?\d{4}(?!\d)")  # personal identity or organisation number
_LONG_NUMBER = re.compile(r"(?<![\d-])\d{7,}(?!\d)")  # a customer number without the word
_MATTER = (
    r"(?:faktur|räkning|avtal|abonnemang|mätare|elmätare|anläggning|autogiro|flytt|säkring|betal|skuld|påminnelse|ersättning|"
    r"solcell|konto|bostad|lägenhet|hus|villa|invoice|bill|contract|meter|payment)"
)
# The sender's own matter: something of mine, what I did or want, or an order.
_MINE = re.compile(
    rf"\b(?:min|mina|mitt|vår|våra|vårt|my|our)\b[^.!?\n]{{0,40}}?{_MATTER}|\b(?:hos|till) (?:mig|oss)\b", re.IGNORECASE
)
_TOLD = re.compile(
    r"(?:hej(?:san)?[,!. ]*)?(?:(?:och|men|nu|hello|hi)[, ]*)*"
    r"(?:(?:jag|vi|i|we)\b|säg upp|ta bort|avsluta|ändra|byt|stoppa|starta|flytta)"
    rf"[^.!?\n]{{0,60}}?{_MATTER}",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_ASKS = re.compile(
    r"(?:kund(?:nummer|nr)|person(?:nummer|nr)|organisationsnummer|identifiera|customer number|"
    r"personal (?:identity )?number)",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"\?|skicka|behöver|svara med|återkom|uppge|ange|meddela|ber dig|kan du|skriv|please|need|send", re.IGNORECASE
)
_MORE = {
    "vilken adress det gäller": re.compile(r"adress|anläggning|bostad|lägenhet|address|property", re.IGNORECASE),
    "vilken faktura det gäller": re.compile(r"faktur|ocr|räkning|period|invoice|bill", re.IGNORECASE),
    "från vilket datum det gäller": re.compile(r"datum|dag\b|från och med|när\b|date", re.IGNORECASE),
}
# What a matter needs beside the number, by words of the customer's mail.
_NEEDS = (
    (re.compile(r"flytt|inflytt|utflytt|säga upp|avsluta|tillträd|\bmov(?:e|ing)\b", re.IGNORECASE),
     ("vilken adress det gäller", "från vilket datum det gäller")),
    (re.compile(r"faktur|räkning|betal|påminnelse|autogiro|invoice|bill", re.IGNORECASE), ("vilken faktura det gäller",)),
    (re.compile(r"mätare|avbrott|ström|säkring|anslut|solcell|elnät|meter|outage|power", re.IGNORECASE),
     ("vilken adress det gäller",)),
    (re.compile(r"ändra|byta|adress|gälla från|change", re.IGNORECASE), ("från vilket datum det gäller",)),
)  # fmt: skip

PARAMETERS = {"fault": ("unknown", "asks-too-little")}


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """``fault``: ``unknown`` finds a personal matter without identification, ``asks-too-little`` what the draft should ask for."""
    text = "\n".join(context.messages[index].own for index in context.waiting)
    if not text or _identified(context):
        return []
    if parameters["fault"] == "unknown":
        return [Hit()] if _own_matter(text) else []
    written = context.draft.body.text
    asked = next((line for line in re.split(r"(?<=[.!?])\s|\n", written) if _ASKS.search(line) and _REQUEST.search(line)), None)
    if asked is None:
        return []
    needed = next((needs for words, needs in _NEEDS if words.search(text)), ())
    return [Hit(values={"more": more}) for more in needed if not _MORE[more].search(written)]


def _own_matter(text: str) -> bool:
    """Is the mail about the sender's own matter, rather than a general question?"""
    if _MINE.search(text):
        return True
    sentences = (found.group().strip() for found in _SENTENCE.finditer(text))
    return any(not sentence.endswith("?") and _TOLD.match(sentence) for sentence in sentences)


def _identified(context: Context) -> bool:
    """Is there a number, or a full address, in any of the customer's mails?"""
    ticket = context.situation.ticket
    for message, parts in zip(ticket.conversation if ticket else (), context.messages, strict=True):
        if message.direction != "in":
            continue
        text = parts.text if not parts.quote else parts.own + "\n" + parts.signature
        if any(find(text) for find in (customer_number, invoice_number, postal_address)):
            return True
        if _IDENTITY.search(text) or _LONG_NUMBER.search(text) or next(ids_in(text), None):
            return True
    return bool(ticket and (customer_number(ticket.subject) or _LONG_NUMBER.search(ticket.subject)))
