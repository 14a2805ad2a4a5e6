"""Telephone numbers in running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import phonenumbers

# A number starts with 0 or +; amounts, dates, OCR and identity numbers do not. No two parts can match the same digit.
# What is before the first sign is looked at after it, so that only such signs are stopped at.
_CANDIDATE = re.compile(
    r"[0+](?<!\w[0+])(?<!\d[.,/:–-][0+])"
    r"(?:(?<=0)\d{1,3}(?:\.\d{2,3}){3,4}(?![\w@]|\.\d)|\d*(?:[ \-–‑/()]{1,3}\d+){0,8}(?![\w@]))"
)
_NEXT = re.compile(r"[ /–-]{1,3}(?=0\d|\+)")  # where another number may begin
_HOURS = re.compile(r"\d{4} ?[-–] ?\d{4}|(?:[01]\d|2[0-4]) [0-5]\d ?[-–] ?(?:[01]\d|2[0-4]) [0-5]\d")
_IDENTITY = re.compile(r"\d{6}[-–+]\d{4}")  # a personal identity or organisation number
# A number that is called something else is that.
_OTHER_NUMBER = re.compile(
    r"(?:(?:kund|person|organisations|faktura|ärende|referens|konto|mätar|serie|anläggnings?|order|avtals|clearing|diarie|skade|"
    r"försäkrings|artikel|modell|spårnings|kolli|försändelse|post|sim-?korts|samtals|projekt|mål|protokolls|registrerings|stolp)-?"
    r"(?:nummer|numret|nr\.?|id)|ocr(?:[- ]?(?:nummer|numret|nr\.?))?|org\.? ?nr\.?|(?:bank|plus)giro(?:t|nummer|numret)?|bg|pg|"
    r"projekt(?:et)?|littera|mätaren?|(?:mätar)?ställning(?:en)?|"
    r"(?:fakturan?|räkningen|ärendet|mätaren|anläggningen|avtalet|ordern|kontot)(?: \w{1,10}){1,2} (?:nummer|numret|nr\.?)|"
    r"\b(?:nummer|numret|nr) (?:för|på|till) (?:din|ditt|er|ert) (?:ärende|faktura|beställning|anmälan|order|avtal|mätare)|"
    r"anläggning(?:en)?|faktur(?:an?|or|orna)|ref|id|dnr|(?:customer|invoice|account|meter|reference) (?:number|no\.?))"
    r"(?: (?:hos|för|till|på)(?: (?:din|ditt|er|ert|det här|den här))? \w{2,20})?(?: är|:|,)?"
    r"(?: 0[\d -]{6,14}(?:,| och| samt))? ?$",
    re.IGNORECASE,
)
_LOOK_BACK = 50
_SERVICES = {phonenumbers.PhoneNumberType.TOLL_FREE, phonenumbers.PhoneNumberType.SHARED_COST}
# What may come before the digits of a number: the end of something else, the country, zeros. Other digits belong to it.
_PREFIX = re.compile(r"(?:.*[^\d])?(?:(?:00)?46[\W_]{0,3})?(?:0{1,2}[\W_]{0,3})?", re.DOTALL)
_LONGEST_PREFIX = 14
_FEWEST, _MOST = 7, 15  # digits
_KEPT = 512  # numbers, as they are written
_MOST_CANDIDATES = 300  # of a text; one with more is a table of something else


@dataclass(frozen=True, kw_only=True)
class Phone:
    """A valid number: its place, its E.164 form, whether it is a mobile, and whether a service line (020, 0771), no person's."""

    start: int
    end: int
    number: str
    mobile: bool
    service: bool


def phones(text: str) -> Iterator[Phone]:
    """The valid telephone numbers of a text; those without a country code are read as Swedish."""
    for found in islice(_CANDIDATE.finditer(text), _MOST_CANDIDATES):
        if _OTHER_NUMBER.search(text[max(0, found.start() - _LOOK_BACK) : found.start()]):
            continue
        written = found.group()
        if whole := _phone(found.start(), written):
            yield whole
            continue
        cuts, start = list(_NEXT.finditer(written)), 0
        for cut in (*cuts, None) if cuts else ():  # several numbers, one after the other
            if each := _phone(found.start() + start, written[start : cut.start() if cut else len(written)]):
                yield each
                start = cut.end() if cut else len(written)


def _phone(start: int, written: str) -> Phone | None:
    written = written.rstrip(" -–‑/(.")
    read = _read(written)
    return read and Phone(start=start, end=start + len(written), number=read.number, mobile=read.mobile, service=read.service)


class _Read(NamedTuple):
    number: str
    mobile: bool
    service: bool


@lru_cache(_KEPT)
def _read(written: str) -> _Read | None:
    """What a number says: most of a draft's are there in each question, and those of our signature in each draft."""
    if not _FEWEST <= sum(map(str.isdigit, written)) <= _MOST or _HOURS.fullmatch(written) or _IDENTITY.fullmatch(written):
        return None
    try:
        number = phonenumbers.parse(written, "SE")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    kind = phonenumbers.number_type(number)
    form = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return _Read(form, mobile=kind == phonenumbers.PhoneNumberType.MOBILE, service=kind in _SERVICES)


def is_written(number: str, text: str) -> bool:
    """Are the digits of a number (E.164) in a text, however they are written: 70-123 45 67, mob0701234567, 0046 70 …?"""
    digits = number.removeprefix("+46") if number.startswith("+46") else number[1:]
    found = re.finditer(r"[\W_]{0,3}".join(digits) + r"(?!\d)", text)
    return any(_PREFIX.fullmatch(text, max(0, each.start() - _LONGEST_PREFIX), each.start()) for each in found)
