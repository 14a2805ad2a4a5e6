"""Finding single facts in mail text: numbers, dates, addresses and phrases.

Every pattern is bounded, so the time is proportional to the text whatever a mail holds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rutinlots.core.entities.addresses import addresses
from rutinlots.core.entities.dates import MONTHS

LONGEST = 100_000


@dataclass(frozen=True)
class Hit:
    """A fact and the stretch of the text that says it."""

    value: str
    start: int
    end: int


_IS = r"(?:et)?(?:[ \t]{0,3}[:#=]|[ \t]{1,3}(?:är|is|er|ist|on))?\s{0,3}"
# In Swedish, English, Norwegian and Danish, German, Finnish.
_CUSTOMER = re.compile(
    r"(?<!\w)(?:kund[ -]?(?:nummer|numret|nr\.?|id)|(?:customer|client)[ -]?(?:number|no\.?|nr\.?|id)"
    r"|kunden?[ -]?(?:nummeret|nummer|nr\.?)|asiakas[ -]?(?:numeroni|numero|nro))"
    rf"{_IS}(\d(?: ?\d){{3,9}})(?![\d-])",
    re.IGNORECASE,
)
_INVOICE = re.compile(
    r"(?<!\w)(?:faktura(?:[ -]?(?:nummer|numret|nr\.?))?|ocr(?:[ -]?(?:nummer|nr\.?))?|referens(?:nummer|nr\.?))"
    rf"{_IS}(\d(?: ?\d){{6,24}})(?![\d-])",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"(?<!\w)((?:[A-ZÅÄÖÉ][\w'.-]{1,30} ){0,2}[A-ZÅÄÖÉ][\w'.:-]{1,40}(?: [a-zåäö]{1,12}){0,2} \d{1,4} ?[A-Za-z]?(?!\w)"
    r"(?:,? (?:lgh|lägenhet)\.? ?\d{3,4})?)"
    r"[, \t]*\n?[ \t]*((?:SE-?)?\d{3} ?\d{2}[ \t]{1,3}[A-ZÅÄÖÉ][\w-]{1,30}(?: [A-ZÅÄÖÉ][\w-]{1,30})?)"
)
_BOX = re.compile(r"(?<!\w)(Box \d{1,6})[, \t]*\n?[ \t]*(\d{3} ?\d{2}[ \t]{1,3}[A-ZÅÄÖÉ][\w-]{1,30})")
_ISO = re.compile(r"(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)(?!\d|-\d)")
_SPOKEN = re.compile(
    rf"(?<!\w)(?:den )?(\d{{1,2}})(?::[ea])?[ .]?({'|'.join(m[:3] for m in MONTHS)})\w{{0,6}}\.?(?: (20\d\d))?",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:[ /-](20\d\d))?(?![\d/])")
_IDENTITY = re.compile(r"(?<!\d)(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[6-8]\d|9[01])[-+ ]?\d{4}(?!\d)")
_PHONE = re.compile(r"(?<!\d)0\d{1,3}[- ]?\d(?:[ -]?\d){4,8}(?!\d)")


def _numbered(pattern: re.Pattern[str], text: str) -> Hit | None:
    for match in pattern.finditer(text[:LONGEST]):
        digits = match.group(1).replace(" ", "")
        if not _IDENTITY.fullmatch(digits):
            return Hit(digits, match.start(1), match.end(1))
    return None


def customer_number(text: str) -> Hit | None:
    """The number that the text calls a customer number."""
    return _numbered(_CUSTOMER, text)


def invoice_number(text: str) -> Hit | None:
    """The number that the text calls an invoice or OCR number."""
    return _numbered(_INVOICE, text)


def postal_address(text: str) -> Hit | None:
    """Street or box, postcode and town."""
    match = _STREET.search(text[:LONGEST]) or _BOX.search(text[:LONGEST])
    return Hit(f"{match.group(1)}, {' '.join(match.group(2).split())}", match.start(), match.end()) if match else None


def mail_addresses(text: str) -> Iterator[Hit]:
    """Every e-mail address in a text."""
    for match in addresses(text[:LONGEST]):
        yield Hit(match.group().rstrip("."), match.start(), match.end())


def date_in(text: str, today: date) -> Hit | None:
    """The first date, as ÅÅÅÅ-MM-DD; one without a year is the one nearest to today."""
    text = text[:LONGEST]
    hits = [(match, _day(int(match[1]), int(match[2]), int(match[3]))) for match in _ISO.finditer(text)]
    hits += [(match, _near(today, match[3], _month(match[2]), int(match[1]))) for match in _SPOKEN.finditer(text)]
    hits += [(match, _near(today, match[3], int(match[2]), int(match[1]))) for match in _SLASHED.finditer(text)]
    real = [(match.start(), match.end(), day) for match, day in hits if day]
    return next((Hit(day.isoformat(), start, end) for start, end, day in sorted(real)), None)


def _month(beginning: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(beginning.casefold()))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _near(today: date, year: str | None, month: int, day: int) -> date | None:
    years = [int(year)] if year else [today.year - 1, today.year, today.year + 1]
    days = [found for y in years if (found := _day(y, month, day))]
    return min(days, key=lambda found: abs((found - today).days), default=None)


def without_identity(text: str) -> str:
    """The text with personal identity numbers replaced by a word."""
    return _IDENTITY.sub("(personnummer)", text)


def contact_in(text: str, address: str) -> Hit | None:
    """The lines around an address: the address itself, and the telephone line next to it where any mention has one."""
    lowered, at, bare = text.casefold(), -1, None
    while (at := lowered.find(address, at + 1)) >= 0:
        end = at + len(address)
        bare = bare or Hit(text[at:end], at, end)
        if phone := _PHONE.search(text, at, at + 300) or _PHONE.search(text, max(0, at - 200), at):
            line = text.find("\n", phone.end())
            tail = text[phone.start() : min(line if line >= 0 else len(text), phone.end() + 80)]
            return Hit(f"{text[at:end]}, {' '.join(tail.replace('>', ' ').split())}", at, max(end, phone.end()))
    return bare
