"""Blanks of a reply that the customer's own mails answer: "[kundnummer]" where one customer number is in them."""

import re
from collections.abc import Callable, Sequence
from html import escape

from rutinlots.core.entities import identifiers
from rutinlots.core.entities.dates import MONTHS
from rutinlots.core.entities.facility import ids_in

_BLANK = re.compile(r"\[([^\[\]\n]{1,80})\]")
_MONTH = re.compile(rf"(?<!\w)(?:{'|'.join(MONTHS)})(?!\w)", re.IGNORECASE)

Filled = tuple[tuple[str, str], ...]  # each blank's name with what is put there


def _all_of(search: Callable[[str], identifiers.Hit | None]) -> Callable[[str], list[str]]:
    """The first and the second find of a search, for a text in which there may be several."""

    def find(text: str) -> list[str]:
        first = search(text)
        second = search(text[first.end :]) if first else None
        return [each.value for each in (first, second) if each]

    return find


_customer = _all_of(identifiers.customer_number)
_invoice = _all_of(identifiers.invoice_number)
_address = _all_of(identifiers.postal_address)


def _facilities(text: str) -> list[str]:
    return [number for each in ids_in(text) for number in each.ids]


def _months(text: str) -> list[str]:
    return [month[0].casefold() for month in _MONTH.finditer(text[: identifiers.LONGEST])]


_FINDERS: dict[str, Callable[[str], list[str]]] = {
    "kundnummer": _customer,
    "fakturanummer": _invoice,
    "ocr-nummer": _invoice,
    "adress": _address,
    "anläggningsadress": _address,
    "anläggnings-id": _facilities,
    "månad": _months,
    "period": _months,
}


def answered(text: str, mails: Sequence[str]) -> Filled:
    """The blanks of a text for which the mails have exactly one answer."""
    found = {}
    for name in dict.fromkeys(match[1] for match in _BLANK.finditer(text)):
        if find := _FINDERS.get(name.casefold()):
            values = {value for mail in mails for value in find(mail)}
            if len(values) == 1:
                found[name] = values.pop()
    return tuple(found.items())


def put_in(text: str, filled: Filled, *, html: bool = False) -> str:
    """The text, or HTML, with those blanks filled."""
    for name, value in filled:
        text = text.replace(f"[{name}]", escape(value) if html else value)
    return text
