"""Telephone numbers in running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers

# A number starts with 0 or +; amounts, dates, OCR and identity numbers do not. No two parts can match the same digit.
_CANDIDATE = re.compile(r"(?<![\w.,/:-])(?:\+|0)\d*(?:[ \-–/()]{1,3}\d+){0,8}(?![\w@])")
_HOURS = re.compile(r"\d{4} ?[-–] ?\d{4}")


@dataclass(frozen=True)
class Phone:
    """A valid number: where it stands, in E.164, and whether it is a mobile."""

    start: int
    end: int
    number: str
    mobile: bool


def phones(text: str) -> Iterator[Phone]:
    """The valid telephone numbers of a text; those without a country code are read as Swedish."""
    for found in _CANDIDATE.finditer(text):
        written = found.group().rstrip(" -–/(.")
        if not 7 <= sum(map(str.isdigit, written)) <= 15 or _HOURS.fullmatch(written):
            continue
        try:
            number = phonenumbers.parse(written, "SE")
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            kind = phonenumbers.number_type(number)
            yield Phone(
                found.start(),
                found.start() + len(written),
                phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
                kind == phonenumbers.PhoneNumberType.MOBILE,
            )
