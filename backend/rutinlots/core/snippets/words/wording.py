"""A text as features that can be counted: words, parts of words, and pairs of words.

Folding makes mails without å, ä and ö the same as others (and Norwegian ø and æ). Parts of words, four letters at a
time, meet compounds and misspellings; pairs meet what a single word can't say ("flyttar in", "gått bort").
"""

import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

LONGEST = 10_000  # characters of a mail that are read: the matter comes early, and time must have a limit
LONGEST_WORD = 40  # letters
PART = 4  # letters in a part of a word
IDENTIFIED = "#identified"  # a customer number or the like, with its digits
FEW_FACILITIES = 5  # facility ids in one mail; more is a large change

_PLAIN = tuple(zip("åäöøæéèêëüáàóòíñç", "aaooaeeeeuaaooinc", strict=True))
_FOLD = str.maketrans(dict(_PLAIN))
_TOKEN = re.compile(r"[^\W\d_]+(?:[-–'’][^\W\d_]+)*|\d+")
_JOINTS = str.maketrans("", "", "-–'’")
_TOKEN_OR_END, _JOINTS_AND_END = re.compile(rf"{_TOKEN.pattern}|\0"), str.maketrans("", "", "-–'’\0")
_DIGIT = re.compile(r"\d")
_CHUNK = re.compile(r"\S+")
_MORE_THAN_WORDS = re.compile(r"[\d@/]|e (?:fak|post)")
_SENTENCE_END = re.compile(r"[.!?:\n]")
_FACILITY = re.compile(r"\b735\d{15}\b")
_IDENTIFIED = re.compile(
    r"\b(?:mitt |my |vart )?(?:kund(?:nummer|nr|numret)|customer (?:number|no)|anlaggnings-?(?:id|nummer)|ocr(?:-?(?:nr|nummer))?"
    r"|faktura(?:nummer|nr)|org(?:anisations)?\.?(?:nr|nummer)|person(?:nummer|nr))[.:]? ?(?:ar |is )?\d{4}[\d -]*"
)
_SHAPE = re.compile(
    r"\b(?:16|20|25|35|50|63|80|1\d\d|2\d\d) ?(?P<ampere>a|amp|amps|ampere)\b"
    r"|\b\d{1,3} ?(?P<hours>h|tim|timmar|timmars|hours)\b"
    r"|\b(?:[6-9]|[1-9]\d{1,3}) (?:st |stycken |olika |of our |av vara )?(?P<many>anlaggning|hyreslagenhet|lagenhet|fastighet"
    r"|konfig|abonnemang|matpunkt|butik|objekt|facilit|apartment|propert|anlegg|leilighet)"
)
_STREET = ("vagen", "gatan", "stigen", "grand", "torget", "backen", "allen", "esplanaden")
_ENDINGS: dict[str, tuple[str, ...]] = {}  # by their last letter, the longest first
for _ending in sorted(
    "heterna heten heter arnas ernas ornas andes anden andet arens orna erna arna aste ande ades aren aret ader are ade "
    "ens ets ers ern ena an ar as at ad en er es et or a e s t n".split(),
    key=len,
    reverse=True,
):
    _ENDINGS[_ending[-1]] = (*_ENDINGS.get(_ending[-1], ()), _ending)
STOP_WORDS = frozenset(
    "jag du han hon vi ni de dem dom den det en ett och o men så att som om på i av för med till från är e var vara varit "
    "blir bli blev har hade ha kan kunde ska skall skulle vill ville måste får få fick inte ej nu då här där när hur vad "
    "va vem vilken vilket vilka min mitt mina din ditt dina sin sitt sina vår vårt våra er ert era oss mig mej dig dej "
    "sig sej hej hejsan hallå tjena mvh tack hälsningar hälsning vänlig vänliga också oxå bara även redan igen samt "
    "utan under över efter innan mot hos vid ut in upp ner detta denna dessa man ju väl nog eller där ja nej kl st "
    "mycket väldigt ganska alltid aldrig fortfarande nyligen nyss precis sedan sen själv själva enligt hela kommer kom "
    "januari februari mars april maj juni juli augusti september oktober november december "
    "måndag tisdag onsdag torsdag fredag lördag söndag "
    "a an the is are was were be been have has had do does did i you he she it we they my your our their to of on at "
    "for from with and or but not this that me us will would can could should please hello hi dear regards thanks "
    "thank am as if so "
    "jeg dere på til fra og ikke det hva hvor når skal mitt hei takk".translate(_FOLD).split()
)


class Word(NamedTuple):
    """A word of a mail: ``key`` is folded and bare, ``start`` and ``end`` are its place."""

    key: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case without å, ä, ö and accents, one character for each (so that offsets still hold)."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return lower.translate(_FOLD)


def stem(key: str) -> str:
    """The word without its ending, roughly; the same for "anläggningarna" and "anläggning"."""
    if len(key) > PART:
        for ending in _ENDINGS.get(key[-1], ()):
            if key.endswith(ending) and len(key) - len(ending) >= 3:
                return key[: -len(ending)]
    return key


def parts(key: str) -> list[str]:
    """The overlapping parts of a word, its edges marked."""
    marked = f"_{key}_"
    return [marked[start : start + PART] for start in range(max(1, len(marked) - PART + 1))]


def words(text: str, known: Container[str] | None = None) -> list[Word]:
    """The words of a text in order, and its telling shapes: ``#ampere``, ``#hours``, ``#many``, ``@local-part`` …

    :param known: words that may begin with a capital without being a name. With it, names of people and places and
        addresses are left out: they say nothing about the matter. None reads every word.
    """
    text = text[:LONGEST]
    folded = fold(text)
    found: list[Word] = []
    if _DIGIT.search(folded):
        folded = _IDENTIFIED.sub(lambda match: _blank(match, IDENTIFIED, found), folded)
        found += _shapes(folded)
    if "@" in folded or "/" in folded:
        folded = _CHUNK.sub(lambda match: _without_address(match, found), folded)
    previous_end, after_name, joined = 0, False, -1
    for match in _TOKEN.finditer(folded):
        key = match[0]
        start, end = match.span()
        if not key.isalpha():
            key = key.translate(_JOINTS)
        if key == "e" and folded.startswith((" fak", " post"), end):  # "e faktura"
            joined = start
            continue
        if not 1 < len(key) <= LONGEST_WORD or key.isdigit():
            after_name = False
            continue
        if joined >= 0:
            key, start, joined = "e" + key, joined, -1
        if known is not None and text[start].isupper() and not text[end - 1].isupper():
            strange = key not in known
            inside = previous_end > 0 and not _SENTENCE_END.search(text, previous_end, start)
            named = (inside and (strange or after_name)) or (key.endswith(_STREET) and len(key) > 7)
            previous_end, after_name = end, strange
            if named:
                continue
        else:
            previous_end, after_name = end, False
        found.append(Word(key, start, end))
    return found


def keys_in_turn(texts: Sequence[str]) -> list[str]:
    """The keys of :func:`words` of each text, and after each text an empty one: a fifth of the time where nearly all texts are
    without digits, addresses and links. Those with any come first."""
    found: list[str] = []
    bare: list[str] = []
    for text, folded in zip(texts, _folded(texts), strict=True):
        if _MORE_THAN_WORDS.search(folded):
            found.extend(word.key for word in words(text))
            found.append("")
        else:
            bare.append(folded)
    keys = _TOKEN_OR_END.findall("".join(f"{folded}\0" for folded in bare))
    keys = [key if key.isalpha() else key.translate(_JOINTS_AND_END) for key in keys]
    return found + [key for key in keys if len(key) != 1 and len(key) <= LONGEST_WORD and not key.isdigit()]


def _folded(texts: Sequence[str]) -> list[str]:
    """Each text, as far as it is read, as :func:`fold` has it: folded together, letter by letter, which is faster."""
    joined = "\0".join(text[:LONGEST] for text in texts)
    lower = joined.lower()
    if len(lower) != len(joined) or joined.count("\0") != len(texts) - 1:
        return [fold(text[:LONGEST]).replace("\0", " ") for text in texts]
    for letter, plain in _PLAIN:
        lower = lower.replace(letter, plain)
    return lower.split("\0")


def _shapes(folded: str) -> Iterator[Word]:
    for match in _SHAPE.finditer(folded):
        yield Word(f"#{match.lastgroup}", *match.span())
    ids = {match[0]: match for match in _FACILITY.finditer(folded)}
    if len(ids) > FEW_FACILITIES:
        yield Word("#many", *next(iter(ids.values())).span())


def _without_address(match: re.Match[str], found: list[Word]) -> str:
    """Blank out an e-mail address or a link; the part before @ stays as a word of its own."""
    chunk = match[0]
    if "@" in chunk:
        local = "".join(letter for letter in chunk.partition("@")[0] if letter.isalnum())
        return _blank(match, f"@{local}", found)
    if chunk == "c/o":
        return _blank(match, "#care-of", found)
    return " " * len(chunk) if "://" in chunk or chunk.startswith("www.") else chunk


def _blank(match: re.Match[str], key: str, found: list[Word]) -> str:
    found.append(Word(key, *match.span()))
    return " " * len(match[0])
