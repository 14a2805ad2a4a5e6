"""A customer who can't be found in CAB from the mail, and a reply that asks for too little."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.entities.dates import MONTHS
from rutinlots.core.entities.facility import ids_in
from rutinlots.core.entities.identifiers import Hit as Identifier
from rutinlots.core.entities.identifiers import customer_number, invoice_number, postal_address
from rutinlots.core.finding import Hit, Span, shown
from rutinlots.core.mail.words import STREET_ENDINGS
from rutinlots.core.rulefile.patterns import Words
from rutinlots.core.sentences import sentences

_IDENTITY = re.compile(r"(?<!\d)(?:19|20)?\d{6}[-+ ]?\d{4}(?!\d)")  # personal identity or organisation number
_LONG_NUMBER = re.compile(r"(?<![\d-])\d{7,}(?!\d)")  # a customer number without the word
# What a number is that doesn't identify the customer here: a telephone, a reading, a case or a customer of another company's.
_OTHER_NUMBER = re.compile(
    r"(?:tel(?:efon|efonnummer|\.)?|mobil(?:nummer)?|ring(?:a|er)?|sms|nås|nummer till mig|mätarställning(?:en)?|ställning(?:en)?|"
    r"avläsning(?:en)?|(?:mätaren?|den) (?:står på|visar)|står på|hos (?:vattenfall|e\.?on|fortum|tibber)|"
    r"order(?:nummer|nr)?|beställning(?:en)?|bokning(?:en)?|bankgiro|plusgiro|konto(?:nummer|nr)?|clearing(?:nummer)?)\b[^\d\n]{0,40}$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r" (?:hos|från|på) (?:vattenfall|e\.?on|fortum|tibber|min (?:bank|elhandlare)|banken)\b", re.IGNORECASE)
# A street and number, and the same with its town or postcode: enough to find a facility by, but no one who moves.
_STREET = rf"(?<![^\W\d_])[^\W\d_]{{2,30}}(?:{'|'.join((*STREET_ENDINGS, 'gård', 'gården'))}) \d{{1,4}} ?[a-z]?(?!\w)"
_TIMES = "|".join(("natt", "dag", "går", "morgon", "förra", "min", "mitt", "ett", *MONTHS))
_NO_TOWN = r"(?-i:Mvh|Med|Vänlig\w*|Hälsn\w*|Tack|Hej|Kund\w*|Kan|Jag|Vi|Ni|Det|Mitt|Min|Har|När|Hur)\b"
_IN_TOWN = (
    rf"(?:,? \d{{3}} ?\d{{2}} | i (?!(?:{_TIMES})\b)[^\W\d_]{{3,}}|(?:,\s?|\s)(?!{_NO_TOWN})(?-i:[A-ZÅÄÖ])[^\W\d_]{{2,}})"
)
_NAMED_STREET = re.compile(_STREET, re.IGNORECASE)
# "Ingegerd Storm, Hån 3", "min stuga i Västra Ämtervik 212": in the country an address is a place and a number.
_NUMBERED_PLACE = re.compile(
    r"(?:,|\b[Pp]å|\b[Ii]) (?!(?:Vecka|Lgh|Lägenhet|Faktura|Kund|Fas|Januari|Februari|Mars|April|Maj|Ju[nl]i|Augusti)\b)"
    r"[A-ZÅÄÖ][^\W\d_]{1,30}(?: [A-ZÅÄÖ][^\W\d_]{1,30})? [1-9]\d{0,2}(?![\w:-])"
)
_PROPERTY = re.compile(r"\b(?:fastighet|tomt|gård)\w* (?:\w+ ){0,2}?[A-ZÅÄÖ][\w-]+ \d{1,4}:\d{1,4}(?!\d)")  # "tomten Ängsvik 1:44"
# Who lives at a place is found by it; who is about to move there is not.
_LIVES = re.compile(r"\b(?:flyttade in|flyttat in|(?:har )?bott här|bor (?:på|här|i)\b)", re.IGNORECASE)
_MOVES_A_THING = re.compile(
    r"\b(?:stolp|ledning|skåp|mätar|kabel)\w*[^.?!\n]{0,60} flytt|\bflytt\w* (?:\w+ ){0,3}(?:stolp|ledning|skåp|mätar|kabel)",
    re.IGNORECASE,
)
# Who is to stay unknown isn't asked who they are.
_CONSIDERS = re.compile(r"\b(?:funderar|överväger)\b", re.IGNORECASE)  # asks what holds for all
_PROTECTED = re.compile(r"\bskyddad\w* (?:identitet|folkbokf|(?:person)?uppgift|adress)|\bsekretess(?:mark|skydd)", re.IGNORECASE)
_APPLICATION = re.compile(r"\b(?:för|färdig)?anmälan (?:nr |nummer )?\d{4,}", re.IGNORECASE)
_DAY = re.compile(
    rf"\bden \d{{1,2}}\b|\b\d{{1,2}}[/.]\d{{1,2}}\b|\b\d{{1,2}}:?[ea]\b|\b\d{{1,2}} (?:{'|'.join(MONTHS)})", re.IGNORECASE
)
_PLACE = re.compile(_STREET + r"(?:,? (?:lgh|lägenhet)\.? ?\d{3,4})?" + _IN_TOWN, re.IGNORECASE)
# The sender's own matter: something of mine, what I did or want, or an order.
_MINE = r"(min|mina|mitt|vår|våra|vårt|my|our)( \w+){0,2} <kundens-sak>|(hos|till) mig|<kundens-sak>[^.!?\n]{0,60} (hos|till) oss"
_TOLD = (
    r"^(hej(san)?[,!. ]*)?((och|men|nu|hello|hi)[, ]*)*"
    r"((jag|vi|i|we)[^\pL\pN_.!?\n]|säg upp|ta bort|avsluta|ändra|byt|stoppa|starta|flytta)[^.!?\n]{0,60}<kundens-sak>"
)
# A move told in few words, without who it is.
_MOVED = (
    r"^(hej(san)?[,!. ]{0,3})?((jag|vi|har|nu|nyss|precis|just)[, ]{1,2}){0,3}"
    r"(flyttat|flyttade|flyttar) (in|ut|hit|till|från)"
)
_NUMBER, _REQUEST = "<nummer>", "<ber-om>"
_ADDRESS, _INVOICE, _DATE = "vilken adress det gäller", "vilken faktura det gäller", "från vilket datum det gäller"
_MORE = {_ADDRESS: "<ber-om-adress>", _INVOICE: "<ber-om-faktura>", _DATE: "<ber-om-datum>"}
# What a matter needs beside the number, by words of the customer's mail.
_NEEDS = (
    ("<om-flytt>", (_ADDRESS, _DATE)),
    ("<om-övertagande>", (_ADDRESS, _DATE)),
    ("<om-faktura>", (_INVOICE,)),
    ("<om-anläggning>", (_ADDRESS,)),
    ("<om-ändring>", (_DATE,)),
)

WORDS = (_MINE, _TOLD, _MOVED, _NUMBER, _REQUEST, *_MORE.values(), *(pattern for pattern, _ in _NEEDS))
# "Skicka ditt kundnummer", "Vad är ditt kundnummer?"; not "Skriv ditt kundnummer i bankens app".
_ASKS_AGAIN = re.compile(
    r"\b(?:skicka|mejla|uppge|ange|svara|återkom|komplettera|skriv|meddela|vad är|vilket är|vilket|kan du|behöver (?:jag|vi)|"
    r"(?:jag|vi) behöver)\b[^.?!]{0,60}\b(?:ditt|ert|vilket|med) (?:kundnummer|kundnr)\b|"
    r"\bvad har (?:du|ni) för (?:kundnummer|kundnr)\b|\bvilket (?:kundnummer|kundnr) har (?:du|ni)\b",
    re.IGNORECASE,
)
_TELLS_IT = re.compile(r"(?:,? som är| är|:|,)? ?\(?\d{5}")  # "ange ditt kundnummer 12345678"
_NAMED = "kundn"  # stands in all that it finds
_ELSEWHERE_TO = re.compile(
    r"\b(?:när du|om du|\w{0,15}bank\w*|mina sidor|logga\w*|betal\w*|formulär\w*|blankett\w*|ring\w*|annat|nya|andra|ny)\b",
    re.IGNORECASE,
)

PARAMETERS = {"fault": ("unknown", "asks-too-little", "asks-again")}


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """What the customer or the draft leaves out, or asks for in vain.

    :param parameters: ``fault``: ``unknown`` finds a personal matter without identification, ``asks-too-little`` what the draft
        should ask for as well, ``asks-again`` a request for the customer number that the customer has given.
    """
    if parameters["fault"] == "asks-again":
        return _asked_again(context)
    words = context.knowledge.words
    text = context.of_thread("unidentified", lambda: _unidentified(context))
    if not text:
        return []
    if parameters["fault"] == "unknown":
        return [Hit()] if context.of_thread("own matter", lambda: _own_matter(text, words)) else []
    written = context.draft.body.text
    asked = any(words.any(_NUMBER, each) and ("?" in each or words.any(_REQUEST, each)) for each in _sentences(written))
    if not asked:
        return []
    needed = next((needs for pattern, needs in _NEEDS if words.any(pattern, text)), ())
    named = {what for what, found in ((_ADDRESS, _NAMED_STREET), (_ADDRESS, _NUMBERED_PLACE), (_DATE, _DAY)) if found.search(text)}
    return [Hit(values={"more": more}) for more in needed if more not in named and not words.any(_MORE[more], written)]


def _unidentified(context: Context) -> str:
    """The mails that wait for an answer, if nothing in the thread identifies whom or what they are about; else nothing."""
    text = "\n".join(context.messages[index].own for index in context.waiting)
    if not text or _identified(context) or any(map(_PROTECTED.search, _customers_words(context))):
        return ""
    placed = any(_PLACE.search(each) or _PROPERTY.search(each) for each in _customers_words(context))
    found = placed and (_LIVES.search(text) or _MOVES_A_THING.search(text) or not context.knowledge.words.any(_NEEDS[0][0], text))
    return "" if found else text


def _asked_again(context: Context) -> list[Hit]:
    given = context.of_thread("customer number", lambda: _given(context))
    if given is None:
        return []
    body, hits = context.draft.body, []
    if _NAMED not in body.text.casefold():  # ten times as fast as to search each sentence
        return []
    for start, end in sentences(body.text):
        asks = _ASKS_AGAIN.search(body.text, start, end)
        if asks and not _TELLS_IT.match(body.text, asks.end()) and not _ELSEWHERE_TO.search(body.text, start, end):
            span = Span("draft", body.start + asks.start(), body.start + asks.end())
            hits.append(Hit(spans=(span,), values={"given": shown(given.value)}))
    return hits[:1]


def _given(context: Context) -> Identifier | None:
    return next(filter(None, map(customer_number, _customers_words(context))), None)


def _own_matter(text: str, words: Words) -> bool:
    """Is the mail about the sender's own matter, rather than a general question?"""
    if words.any(_MINE, text):
        return True
    told = [sentence for sentence in _sentences(text) if not sentence.endswith("?") and not _CONSIDERS.search(sentence)]
    return any(words.any(_TOLD, sentence) or words.any(_MOVED, sentence) for sentence in told)


def _sentences(text: str) -> Iterator[str]:
    return (text[start:end] for start, end in sentences(text))


def _identifying(text: str) -> bool:
    """Is there an identity number, or a long one without leading zero, that isn't said to be something else?"""
    numbers = [*_IDENTITY.finditer(text), *(found for found in _LONG_NUMBER.finditer(text) if found.group()[0] != "0")]
    return any(
        not _OTHER_NUMBER.search(text[max(0, found.start() - 80) : found.start()]) and not _ELSEWHERE.match(text, found.end())
        for found in numbers
    )


def _customers_words(context: Context) -> Iterator[str]:
    """What the customer wrote in each mail, signatures too; the whole mail where nothing is quoted in it."""
    for message, parts in zip(context.conversation, context.messages, strict=True):
        if message.direction == "in":
            yield parts.text if not parts.quote else parts.own + "\n" + parts.signature


def _identified(context: Context) -> bool:
    """Is there a number, or a full address, in any of the customer's mails?"""
    for text in _customers_words(context):
        if any(find(text) for find in (customer_number, invoice_number, postal_address)):
            return True
        if _identifying(text) or _APPLICATION.search(text) or next(ids_in(text), None):
            return True
    ticket = context.situation.ticket
    return bool(ticket and (customer_number(ticket.subject) or _identifying(ticket.subject)))
