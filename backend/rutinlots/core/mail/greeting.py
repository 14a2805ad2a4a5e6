"""A greeting at the beginning of a line, and the name in it."""

import re
from typing import NamedTuple

from rutinlots.core.kept import by_line
from rutinlots.core.mail.lines import Line
from rutinlots.core.mail.words import JOINERS, NEVER_NAMES, NOT_NAMES, SENTENCE_WORDS

_WORD = re.compile(
    r"(?:hej(?:san)?(?:,? hej(?:san)?)?|hejhej|hallå|halloj|tjena(?:re)?|tja(?:ba)?|goddag|godmorgon|godkväll|"
    r"god (?:jul|fortsättning)|gott nytt år|glad (?:påsk|midsommar|jul)|merry christmas|happy (?:new year|easter)|"
    r"god (?:dag|morgon|kväll|eftermiddag|förmiddag|natt|morgen|kveld)|"
    r"hello|hi|hey|good (?:morning|afternoon|evening|day)|heisann|hei|morr?n|moin|"
    r"(?P<fond>bästa|bäste|kära|käre|kjære|kære|dear))(?![\w@]|[-.]\w)",
    re.I,
)
_FILLER = re.compile(
    r"(?:bästa|bäste|kära|käre)(?= [^\W\d_])|(?:(?:på|till) (?:dig|er)|igen|där|there|again|alla|allesammans|"
    r"hela|hej|själva?|också)(?!\w)|"
    r"(?:ni|er|du|dig|dej)(?: (?:alla|båda|bägge|två|tre|tillsammans|allihopa?))*(?=\s*[,!]|\s*$)|"
    r"(?:båda(?: två)?|bägge|allihopa?|samtliga)(?=\s*[,!]|\s*$)",
    re.I,
)
_PLACED = re.compile(  # "alla på Östbergagruppen"
    r" (?:i|på|hos|från|vid) (?:[A-ZÅÄÖ]|brf |föreningen |styrelsen|familjen)[^,!.?]{0,50}(?=[,!]|$)"
)
_LETTER = re.compile(  # how a letter begins
    r"Till (?:(?:dödsboet|styrelsen|familjen|delägarna|de anhöriga)\b[^.!?]{0,90}|"
    r"(?:kassören|ordföranden|sekreteraren|förvaltaren|konkursförvaltaren|ägaren|ägarna|medlemmarna|hyresgästerna|"
    r"(?:bostadsrätts|samfällighets|väg)?föreningen|samfälligheten|[Bb]rf)\b[^.!?,:]{0,60}[,:!])"
)
_GOODBYE = re.compile(r"(?:då|svejs|så länge|rå|leve|konsument)(?!\w)", re.I)  # "Hallå konsument" is an authority's service
_CLOSERS = ",!?;:"
_ENTITY = re.compile(r"&#?\w+$")
_NOT_A_NAME = re.compile(r"(?:[^\w\s,!]++ *+)++(?=[,!])")  # "Hej - -,": what a name that came out empty leaves
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_TURNED = re.compile(  # "Anna, hej!"
    rf"({_CAPITAL}[\w'’-]+(?: (?:och |& )?{_CAPITAL}[\w'’-]+)?), ?(?:hej|hejsan|god (?:morgon|dag)|hello|hi)[!,.]*$"
)
_MORE_NAMES = re.compile(rf"(?:, {_CAPITAL}[\w-]+){{1,4}} (?:och|samt|and|&) {_CAPITAL}[\w-]+(?=\s*[,!]|\s*$)")
_DRAWN = frozenset("-–—_.…?*/\\|~#=")
_SMILEY = r"(?:(?:[:;=]-?[)D(P3]|<3)(?!\w)|[\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff])"
_SMILING = re.compile(_SMILEY)
_BEFORE = re.compile(rf"(?:{_SMILEY} *)+")
_AFTER = re.compile(rf"(?:\s*{_SMILEY}|[,!.:;?]|[-–—](?=\s*$))+")
_ALSO = JOINERS | {"eller", "med", "or", "with"}  # between two names
_AT = frozenset({"i", "på", "hos", "från", "vid", "for", "at"})  # before a company or a place
_LONGEST_NAME = 6  # words, before a comma
_GLUED_NAME = 4  # words, before a sentence that goes on
_FORMULAS = frozenset(
    {"sir or madam", "sir/madam", "sir", "madam", "sirs", "all", "everyone", "everybody", "both", "alla", "båda"}
)
_SHORTENED = frozenset({"dr", "mr", "mrs", "ms", "st", "hr", "fr", "prof"})
_NO_KIND_OF = frozenset("hälsningar hälsning sättet tänkbara möjliga vägen lösningen tiden regards wishes".split())


class Greeting(NamedTuple):
    """Offsets into the whole text; ``name`` is the stretch of the name, empty where its place is ("Hej ,"), or None."""

    start: int
    end: int
    name: tuple[int, int] | None


def greeting_of(line: Line) -> Greeting | None:
    """The greeting that a line begins with, if need be after a smiley, up to and including its comma or exclamation mark."""
    smiling = _BEFORE.match(line.text[:300])
    before = smiling.end() if smiling else 0
    found = _greeting(line.text[before:300])
    start = line.start + before
    if found is None or not start:
        return found
    name = found.name
    return Greeting(start, start + found.end, name and (start + name[0], start + name[1]))


@by_line
def _greeting(text: str) -> Greeting | None:
    """The same for a line that begins the text."""
    word = _WORD.match(text)
    if word is None:
        if turned := _TURNED.match(text):
            return Greeting(0, len(text), turned.span(1))
        return Greeting(0, len(text), None) if _LETTER.fullmatch(text) else None
    place = word.end()
    fond = word.group("fond") is not None
    if _GOODBYE.match(text, _skip(text, place)):
        return None
    if not fond:
        while filler := _FILLER.match(text, _skip(text, place)):
            place = filler.end()
            if at := _PLACED.match(text, place):
                place = at.end()
    begin = _skip(text, place)
    if begin >= len(text):
        return None if fond else Greeting(0, place, None)
    if text[begin] in ",!.:;?–-—":
        if (empty := _empty_name(text, place, begin, fond)) or fond:
            return empty and Greeting(0, _past_marks(text, empty[1]), empty)
        name = _after_comma(text, begin)
        if name:
            return Greeting(0, _past_marks(text, name[1]), name)
        return Greeting(0, _past_marks(text, begin), None)
    if name := _closed_name(text, begin, fond):
        if more := _MORE_NAMES.match(text, name[1]):
            name = name[0], more.end()
        shown = None if text[name[0] : name[1]].casefold() in _FORMULAS else name
        return Greeting(0, _past_marks(text, name[1]), shown)
    if fond:
        return None
    if name := _glued_name(text, begin):
        return Greeting(0, name[1], name)
    return Greeting(0, place, None)


def _empty_name(text: str, place: int, begin: int, fond: bool) -> tuple[int, int] | None:
    """The place of a name that came out empty: "Hej ,", "Hej - -,", "Bästa,". A blank before "!" is only typed so."""
    if text[begin] == ",":
        return (begin, begin) if (begin > place or fond) and not text[begin + 1 :].strip() else None
    marks = _NOT_A_NAME.match(text, begin)
    if marks is None or not set(marks.group()) & _DRAWN or _AFTER.fullmatch(marks.group().strip()) and begin == place:
        return None
    return begin, begin + len(marks.group().rstrip())


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place] == " ":
        place += 1
    return place


def _past_marks(text: str, place: int) -> int:
    """The end of the comma, the exclamation marks or the smiley at ``place``, with a blank before them."""
    after = _AFTER.match(text, _skip(text, place))
    return after.end() if after else place


def _after_comma(text: str, begin: int) -> tuple[int, int] | None:
    """ "Hej, Anna!": one to three capitalised words that end the line."""
    if text[begin] != ",":
        return None
    start = _skip(text, begin + 1)
    words = text[start:].rstrip(_CLOSERS + ". ").split(" ")
    names = [word for word in words if word.casefold() not in JOINERS]  # "God jul, Stina och Lasse!"
    if not 1 <= len(names) <= 3 or len(words) > len(names) + 1 or not all(word[:1].isupper() for word in names):
        return None
    if words[0].casefold() in SENTENCE_WORDS | NOT_NAMES or text[start:].rstrip().endswith("?"):
        return None
    return start, start + len(" ".join(words))


def _closed_name(text: str, begin: int, fond: bool) -> tuple[int, int] | None:
    """The text between the greeting word and the mark or line end that closes it, if it can be a name."""
    end = begin
    while end < len(text) and not _closes(text, begin, end):
        end += 1
    stop = end
    while stop > begin and text[stop - 1] == " ":
        stop -= 1
    words = text[begin:stop].split()
    if not 1 <= len(words) <= _LONGEST_NAME:
        return None
    folded = [word.casefold().strip(",.!") for word in words]
    # "Maria de la", "Anna på Bygg AB": no sentence.
    following = [words[i + 1 :] for i in range(len(words))]
    plain = [
        i for i, (word, rest) in enumerate(zip(folded, following, strict=True))
        if not _is_particle(word, rest) and not (i and _is_place(word, rest))
    ]
    folded, words = [folded[i] for i in plain], [words[i] for i in plain]
    at_line_end = end >= len(text)
    if len(words) == 1:
        if fond and folded[0] in _FORMULAS:
            return begin, stop
        if folded[0] in NEVER_NAMES or (fond and folded[0] in _NO_KIND_OF):
            return None
        return None if fond and at_line_end and words[0].islower() else (begin, stop)
    if any(word in SENTENCE_WORDS and word not in _ALSO and not original[:1].isupper()
           for word, original in zip(folded, words, strict=True)):
        return (begin, stop) if " ".join(folded) in _FORMULAS else None
    if folded[0] in SENTENCE_WORDS or folded[0] in _NO_KIND_OF:
        return None
    if fond and not words[0][0].isupper() and len(words) > 2:
        return None
    return begin, stop


def _is_particle(word: str, following: list[str]) -> bool:
    """Is it the "de" of a surname: before nothing, an article, or a capital?"""
    return word == "de" and (not following or following[0] in ("la", "las", "los") or following[0][0].isupper())


def _is_place(word: str, following: list[str]) -> bool:
    """Does it say where the person is at: "på Bygg AB", "i Brf Eken"?"""
    return word in _AT and bool(following) and (following[0][0].isupper() or following[0] in ("brf", "ab"))


def _closes(text: str, begin: int, place: int) -> bool:
    character = text[place]
    if _SMILING.match(text, place):
        return any(map(str.isalnum, text[begin:place]))
    if character in _CLOSERS:
        # A mark inside a word closes nothing: "Bj?rn", "=?utf-8?Q?Bj=C3=B6rn?=", "Anna &amp; Per".
        within = place + 1 < len(text) and not text[place + 1].isspace() and text[place + 1] not in _CLOSERS
        return not (character in "?:;" and within) and not (character == ";" and _ENTITY.search(text[begin:place]))
    if character in "–—-":
        return place > begin and text[place - 1] == " "
    if character != "." or (place + 1 < len(text) and text[place + 1] != " "):
        return False
    # "J. Berg", "Dr. Berg": the stop of an initial or a title closes nothing.
    word = text[begin:place].rpartition(" ")[2]
    return place + 1 >= len(text) or (len(word) > 1 and word.casefold() not in _SHORTENED)


def _glued_name(text: str, begin: int) -> tuple[int, int] | None:
    """The name in "hej sparkcykel123 för att …": words that can be part of one, until the sentence begins."""
    words = text[begin : begin + 120].split(" ")
    first = words[0].strip(".")
    folded = first.casefold()
    if not first or folded in SENTENCE_WORDS or folded in NOT_NAMES:
        return None
    following = words[1].casefold() if len(words) > 1 else ""
    if first[0].islower() and first.isalpha() and following not in SENTENCE_WORDS:
        return None
    end = begin + len(words[0])
    last = end
    for word in words[1:_GLUED_NAME]:
        end += 1 + len(word)
        bare = word.casefold().rstrip(_CLOSERS + ".")
        if bare in JOINERS or word == "&":
            continue
        if not word[:1].isupper() or not first[0].isupper() or bare in SENTENCE_WORDS:
            break
        last = end - (len(word) - len(word.rstrip(_CLOSERS + ".")))
        if word[-1] in _CLOSERS:
            break
    return begin, last
