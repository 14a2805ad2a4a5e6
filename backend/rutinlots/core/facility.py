"""Facilities ("anläggningar", "konfigs"): their ids, and how many of them a customer writes about.

A facility id is a GSRN: 735999, three digits for the network company, eight more and a GS1 check digit.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ID_LENGTH = 18
_ID = re.compile(r"(?<!\d)735999(?:[ .\-\u2013]?\d){12}(?![ .\-]?\d)")
_WORDS = {
    word: number
    for number, words in {
        2: "två", 3: "tre", 4: "fyra", 5: "fem", 6: "sex", 7: "sju", 8: "åtta", 9: "nio", 10: "tio", 11: "elva",
        12: "tolv", 13: "tretton", 14: "fjorton", 15: "femton", 16: "sexton", 17: "sjutton", 18: "arton",
        19: "nitton", 20: "tjugo", 30: "trettio", 40: "fyrtio", 50: "femtio", 100: "hundra",
    }.items()
    for word in words.split()
}  # fmt: skip
_NOUN = (
    r"(?:anläggning(?:ar|arna|s-?id(?:n|:n)?)?|konfigs?|konfigurationer|lägenheter|lägenheterna|elanläggningar|"
    r"elmätare|elmätarna|abonnemang|elnätsavtal|nätavtal|uttagspunkter|mätpunkter|mätarplatser|lokaler)"
)
_COUNT = re.compile(
    rf"(?<![\w/.,-])(\d{{1,4}}|{'|'.join(_WORDS)})\s?(?:st\.?\s|stycken\s)?(?:\w+\s){{0,2}}?{_NOUN}(?!\w)",
    re.IGNORECASE,
)
_ROW = re.compile(r"^[\s\-•*\d.)]*(?:[A-ZÅÄÖ][\w .'-]{1,40}\s\d{1,4}\s?[A-Za-z]?\b|(?:lgh|lägenhet|objekt)\.?\s*:?\s*\d)")
_FEW_ROWS = 3  # fewer lines with addresses are a letterhead, not a list
_LONGEST = 100_000


@dataclass(frozen=True)
class Evidence:
    """What a count stands on: the stretch of the text, and in ``ids`` the ids there (none for a number or a row)."""

    start: int
    end: int
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Count:
    """How many facilities a text is about; 0 when it doesn't say."""

    number: int
    evidence: tuple[Evidence, ...] = ()


def only_digits(text: str) -> str:
    """The digits of a number that was written in groups, or "" when anything but separators stands between."""
    bare = re.sub(r"[\s.\-\u2013]", "", text)
    return bare if bare.isascii() and bare.isdigit() else ""


def right_check_digit(number: str) -> bool:
    """Does the last digit agree with the others, by GS1's rule (weights 3 and 1 from the right)?"""
    weighted = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(number[:-1])))
    return (10 - weighted % 10) % 10 == int(number[-1])


def ids_in(text: str) -> Iterator[Evidence]:
    """Every facility id in a text, in order, right check digit or not."""
    for match in _ID.finditer(text[:_LONGEST]):
        yield Evidence(match.start(), match.end(), (only_digits(match.group()),))


def count_in(text: str) -> Count:
    """How many facilities a text is about: of its ids, the numbers it names and its rows, the most."""
    text = text[:_LONGEST]
    found = tuple(ids_in(text))
    ids = Count(len({id for each in found for id in each.ids}), found)
    return max((ids, _named(text), _rows(text)), key=lambda count: count.number)


def _named(text: str) -> Count:
    best = Count(0)
    for match in _COUNT.finditer(text):
        word = match.group(1).casefold()
        number = int(word) if word.isdecimal() else _WORDS[word]
        if number > best.number:
            best = Count(number, (Evidence(match.start(), match.end()),))
    return best


def _rows(text: str) -> Count:
    """Lines in a row that each begin with an address or the number of a flat."""
    best: list[Evidence] = []
    run: list[Evidence] = []
    position = 0
    for line in text.split("\n"):
        if _ROW.match(line[:200]):
            run.append(Evidence(position, position + len(line.rstrip())))
        elif line.strip():
            run = []
        if len(run) > len(best):
            best = list(run)
        position += len(line) + 1
    return Count(len(best), tuple(best)) if len(best) >= _FEW_ROWS else Count(0)
