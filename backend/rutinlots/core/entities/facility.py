"""Facilities ("anläggningar", "konfigs"): their ids, and how many of them a customer writes about.

A facility id is a GSRN: 735999, three digits for the network company, eight more and a GS1 check digit.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import re2

from rutinlots.core.entities.described import CONSIDERS, asks_change, is_described, is_works
from rutinlots.core.entities.numerals import NUMBER, number
from rutinlots.core.mail.words import STREET_ENDINGS
from rutinlots.core.sentences import around

ID_LENGTH = 18
_ID = re.compile(r"(?<!\d)7[ .\-\u2013]?3[ .\-\u2013]?5(?:[ .\-\u2013]?9){3}(?:[ .\-\u2013]?\d){12}(?!\d)")
# Nouns that are always counted, and those only counted in a mail that asks for a change.
_FACILITIES = (
    r"anläggning(?:ar|arna|s-?id(?:n|:n)?)|anl\.?(?! ?\d)|konfig(?:s|er|ar|urationer|urationerna)?|abonnemang(?:en)?|"
    r"(?:elnäts|nät)avtal(?:en)?|lägenhet(?:er|erna)|lgh(?:er)?\.?(?! ?\d)|elmätar(?:e|na)|(?:uttags|mät)punkt(?:er|erna)|"
    r"mätarplatser|(?:metering )?facilities|apartments|flats|(?:metering|delivery) points|installations|leiligheter|anlegg"
)
_PLACES = (
    r"mätar(?:e|na)|lokal(?:er|erna)|fastighet(?:er|erna)|objekt(?:en)?|byggnad(?:er|erna)|hus(?:en)?|villor(?:na)?|"
    r"stug(?:or|orna)|garage(?:n)?|butik(?:er|erna)|bostäder(?:na)?|hushåll(?:en)?|adress(?:er|erna)|förråd|elavtal(?:en)?|"
    r"meters|units|properties|premises|houses|addresses|målere"
)
_JOINED = (
    r"(?!(?:för|på|i|till|om|med|och|per|hos|från|som|att|är|har|eller|samt|men|kr|kronor|for|in|of|and|the|at|to)\b)"
    r"[^\W\d][\w-]*"
)
_COUNT = re.compile(
    rf"(?<![\w/.,-])(?:\d{{1,4}} ?[-\u2013] ?)?({NUMBER})(?:\s|(?<=\d))(?:st\.?\s|stycken\s)?"
    rf"(?:av\s(?:{_JOINED}\s){{0,2}}?(?:\d{{1,4}}\s)?)?(?:{_JOINED}\s){{0,2}}?\w{{0,20}}?(?:(?P<sure>{_FACILITIES})|{_PLACES})(?!\w)",
    re.IGNORECASE,
)
_COUNTED = re2.compile(rf"(?i){_FACILITIES}|{_PLACES}".replace(r"(?! ?\d)", ""))  # finds out fast that there is none of them
# The same nouns in a mail that reports an outage, or describes what the customer has.
_NO_CHANGE = re.compile(
    r"ström|avbrott|utan el\b|\bel(?:en)? (?:är|gick|försvann|borta)|släck|mörk|spänning|power|outage|"
    r"\ben av (?:dem|dessa|lägenheterna|husen)\b|\bvill en (?:boende|medlem|hyresgäst)\b|"
    r"\ben (?:boende|medlem|hyresgäst)\b|\bhyresgästen\b",
    re.IGNORECASE,
)
# A question about what something costs or how it is charged; the number then only describes who asks.
_TARIFF = re.compile(r"tariff|effektavgift|\bavgift|prissättning|prislist|\bpris(?:er|et|erna)?\b|kostar|kostnad", re.IGNORECASE)
# How many of those named are to be changed: "vi har 23, men bara två ska ha ny referens", "det gäller endast en av dem".
_PART = rf"({NUMBER}|en(?: enda)?|ett(?: enda)?|one)(?: (?:st|stycken|av (?:dem|dom|dessa|de|våra|alla)|of them)){{0,2}}"
_ONLY = re.compile(
    rf"\b(?:bara|endast|enbart|blott|only) (?:i |på |om |för )?{_PART}(?: som)? "
    r"(?:ska|skall|vill|behöver|måste|berörs|byter|byta|flyttas|avslutas|should|needs?)\b|"
    rf"\b(?:gäller|rör|berör|handlar om|är)(?: det)? (?:bara|endast|enbart) (?:i |på |om |för )?{_PART}(?=[.,;!?)]| som\b|$)|"
    r"\b(?:ska|gäller|byt|byter|byta)(?: det)? (?:bara|endast|enbart) ((?:lägenhet|lgh|anläggning))\.?(?: nr\.?)? \d|"
    r"(?:^|[,.;] )(?:men )?((?:en|ett) enda) (?:av dem |av dessa )?(?:ska|skall|behöver|måste|berörs)\b",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?:en|ett|one|lägenhet|lgh|anläggning)\b", re.IGNORECASE)
_ALL_BUT = re.compile(rf"\b(?:utom|förutom|except) {_PART}", re.IGNORECASE)
_HALF = re.compile(r"\bhälften (?:av (?:dem|dom|dessa|lägenheterna|anläggningarna)|ska|skall)\b", re.IGNORECASE)
_SUM = re.compile(r"(?: (?:i|på) [A-ZÅÄÖ]\w{2,20})?\s*(?:,|och|samt|plus|and|&|\+)\s*(?:våra |de |our |the )?", re.IGNORECASE)
_ROW = re.compile(
    r"[\s\-•*\d.)]*(?:(?:[A-ZÅÄÖ][\w:.'-]{0,30} ){0,3}(?:\w{2,30}?(?:gat[ae]?n?|väg(?:en)?|gränd(?:en)?|stig(?:en)?|torg(?:et)?|"
    r"plan|backe(?:n)?|all[ée]n?|gård(?:en)?|kaj(?:en)?|plats(?:en)?|led(?:en)?|ring(?:en)?|park(?:en)?|höjd(?:en)?|kulle(?:n)?|"
    r"[gv]\.?)|[Gg]atan|[Vv]ägen|[Gg]ränden|[Ss]tigen|[Bb]acken) \d{1,4}(?!\d)|"
    r"[A-ZÅÄÖ]\w{2,30} \d{1,3}:\d{1,3}(?!\d)|(?:[Ll]gh|[Ll]ägenhet|[Oo]bjekt)\.?\s?:?\s?\d)"
)
# Addresses in a row in running text: "Storgatan 1, Ekvägen 4 B och Lindgatan 9". Only a change is asked for so.
_STREET = re.compile(rf"(?<!\w)[A-ZÅÄÖ]\w{{0,25}}(?:{'|'.join(STREET_ENDINGS)}) \d{{1,3}}(?![\d:.,]?\d)(?: ?[A-H](?!\w))?")
_NEXT_STREET = re.compile(
    r"(?:,? (?:lgh|lägenhet) \d{3,4})?(?: i [A-ZÅÄÖ]\w{1,20})?(?:,|;| och| samt| &|, och) (?:på |även |också )?", re.IGNORECASE
)
# Flats by their four digits: "lgh 1001, 1002 och lgh 1003".
_FLATS = re.compile(
    r"(?<!\w)(?:lgh|lägenhet(?:er|erna)?)\.?:?(?: nr\.?)? [01]\d{3}"
    r"(?:(?:,| och| samt| &|, och) ?(?:(?:lgh|lägenhet)\.? )?[01]\d{3}(?![\d-]| \d))+",
    re.IGNORECASE,
)
# The same from the first to the last of one floor: "lgh 1001–1012".
_FLOOR = re.compile(
    r"(?<!\w)(?:lgh|lägenhet(?:er|erna)?)\.?:?(?: nr\.?)? ([01]\d)(\d\d)(?: ?[-–—] ?| till )\1(\d\d)(?![\w-])", re.IGNORECASE
)
_LIVED = re.compile(r"\b(?:bo[dt]de?|bott|hyrde|hyrt|tidigare|förut|mellan|korsningen|hörnet)\b", re.IGNORECASE)
_FEW_ROWS = 3  # fewer lines with addresses are a letterhead, not a list
_LONGEST = 100_000
_MOST_NUMBERS = 300  # that are looked at, each with its sentence; a text with more is a table
_NEAR = 300  # characters after a number in which its part is told
_LONGEST_STREET = 40
_LONGEST_SUM = 45  # characters between two numbers that are added: " i Mora och "


@dataclass(frozen=True)
class Evidence:
    """Evidence for a count: a stretch of the text, and in ``ids`` the ids in it (none for a number or a row)."""

    start: int
    end: int
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Count:
    """How many facilities a text is about; 0 when it doesn't say."""

    number: int
    evidence: tuple[Evidence, ...] = ()


def only_digits(text: str) -> str:
    """The digits of a number that was written in groups, or "" when it holds anything but digits and separators."""
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


def named_in(text: str) -> Count:
    """How many facilities a text names: the largest number ("8 lägenheter och 2 lokaler" is ten), or its rows."""
    text = text[:_LONGEST]
    return max((_numbers(text), _rows(text), _streets(text), _flats(text)), key=lambda count: count.number)


def _numbers(text: str) -> Count:
    if _COUNTED.search(text) is None:
        return Count(0)
    text = _ID.sub(lambda match: "·" * len(match.group()), text)  # the last group of an id counts nothing
    whole = _Whole(text)
    total = most = many = 0
    run: list[Evidence] = []  # numbers that are added
    best = run
    for match in islice(_COUNT.finditer(text), _MOST_NUMBERS):
        value = number(match.group(1))
        if 1900 <= value < 2100 or _house_number(text, match.start()):
            continue
        if match.group("sure") is None and not whole.changes:
            continue
        if _NO_CHANGE.search(text[slice(*around(text, match.start(), match.end()))]):
            continue
        if (whole.asks_the_price or whole.is_works) and not whole.changes:
            continue
        if is_described(text, match.start(), match.end(), changes=whole.changes, considers=whole.considers):
            continue
        here = Evidence(match.start(), match.end())
        if run and _SUM.fullmatch(text[run[-1].end : here.start][:_LONGEST_SUM]):
            total += value
            run.append(here)
        else:
            total, run = value, [here]
        if total > most:
            most, best, many = total, run, len(run)
    return _only_some(text, Count(most, tuple(best[:many])))


class _Whole:
    """What the whole text says. Each is looked for once, and not for every number in it."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def changes(self) -> bool:
        return asks_change(self._text)

    @cached_property
    def is_works(self) -> bool:
        return is_works(self._text)

    @cached_property
    def asks_the_price(self) -> bool:
        return _TARIFF.search(self._text) is not None

    @cached_property
    def considers(self) -> bool:
        return CONSIDERS.search(self._text) is not None


def _only_some(text: str, named: Count) -> Count:
    """The part of those named that is to be changed, when the text says after them that it is only a part."""
    if not named.evidence:
        return named
    start = named.evidence[-1].end
    for found, part in _parts(text, start, named.number):
        if 0 < part < named.number:
            return Count(part, (Evidence(found.start(), found.end()),))
    return named


def _parts(text: str, start: int, whole: int) -> Iterator[tuple[re.Match[str], int]]:
    """The ways of naming a part: "bara två", "alla utom tre", "hälften av dem"."""
    if only := _ONLY.search(text, start, start + _NEAR):
        yield only, _value(next(filter(None, only.groups())))
    if but := _ALL_BUT.search(text, start, start + _NEAR):
        yield but, whole - _value(but[1])
    if half := _HALF.search(text, start, start + _NEAR):
        yield half, whole // 2


def _value(written: str) -> int:
    return 1 if _ONE.match(written) else number(written)


def _house_number(text: str, start: int) -> bool:
    """Is there a street name before the number?"""
    before = text[max(0, start - _LONGEST_STREET) : start].split()
    return bool(before) and before[-1][0].isupper() and before[-1].casefold().endswith(STREET_ENDINGS)


def _streets(text: str) -> Count:
    """Addresses in one row of running text, where it asks for a change and neither tells of an outage nor of where one lived."""
    best: list[re.Match[str]] = []
    run: list[re.Match[str]] = []
    for street in _STREET.finditer(text):
        if run and not _NEXT_STREET.fullmatch(text[run[-1].end() : street.start()][:_LONGEST_SUM]):
            run = []
        run.append(street)
        if len(run) > len(best):
            best = run
    if len(best) < _FEW_ROWS:
        return Count(0)
    return _in_a_row(text, best[0].start(), best[-1].end(), {each.group() for each in best})


def _flats(text: str) -> Count:
    """The longest row of flats by number, under the same conditions."""
    folded = text.casefold()
    if "lgh" not in folded and "lägenhet" not in folded:
        return Count(0)
    rows = [(found, set(re.findall(r"\d{4}", found.group()))) for found in _FLATS.finditer(text)]
    for floor in _FLOOR.finditer(text):
        rows.append((floor, {f"{floor[1]}{flat:02}" for flat in range(int(floor[2]), int(floor[3]) + 1)}))
    found, flats = max(rows, key=lambda row: len(row[1]), default=(None, set[str]()))
    return _in_a_row(text, found.start(), found.end(), flats) if found else Count(0)


def _in_a_row(text: str, start: int, end: int, named: set[str]) -> Count:
    said = text[slice(*around(text, start, end))]
    if not asks_change(text) or _NO_CHANGE.search(said) or _LIVED.search(said):
        return Count(0)
    return Count(len(named), (Evidence(start, end),))


def _rows(text: str) -> Count:
    """Lines in a row that each begin with an address, a property or the number of a flat."""
    best: list[Evidence] = []
    run: list[Evidence] = []
    position = 0
    for line in text.split("\n"):
        if _ROW.match(line[:200]):
            run.append(Evidence(position, position + len(line.rstrip())))
        elif line.strip():
            run = []
        if len(run) > len(best):
            best = run
        position += len(line) + 1
    return Count(len(best), tuple(best)) if len(best) >= _FEW_ROWS else Count(0)
