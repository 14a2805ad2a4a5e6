"""A greeting at the beginning of a line, and the name in it."""

import re
from typing import NamedTuple

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
_FILLER = re.compile(r"(?:på dig|på er|igen|där|there|again|alla|allesammans|hela|hej)(?!\w)", re.I)
_GOODBYE = re.compile(r"(?:då|svejs|så länge|rå|leve)(?!\w)", re.I)
_CLOSERS = ",!?;:"
_LONGEST_NAME = 6  # words, before a comma
_GLUED_NAME = 4  # words, before a sentence that goes on
_FORMULAS = frozenset(
    {
        "sir or madam", "sir/madam", "sir", "madam", "sirs", "all", "everyone", "everybody", "both", "team", "colleagues",
        "alla", "båda",
    }
)  # fmt: skip
_SHORTENED = frozenset({"dr", "mr", "mrs", "ms", "st", "hr", "fr", "prof"})
_NO_KIND_OF = frozenset("hälsningar hälsning sättet tänkbara möjliga vägen lösningen tiden regards wishes".split())


class Greeting(NamedTuple):
    """Offsets into the whole text; ``name`` is the stretch of the name, or None."""

    start: int
    end: int
    name: tuple[int, int] | None


def greeting_of(line: Line) -> Greeting | None:
    """The greeting that a line begins with, up to and including its comma or exclamation mark."""
    text = line.text[:300]
    word = _WORD.match(text)
    if word is None:
        return None
    place = word.end()
    fond = word.group("fond") is not None
    if _GOODBYE.match(text, _skip(text, place)):
        return None
    if not fond:
        while filler := _FILLER.match(text, _skip(text, place)):
            place = filler.end()
    begin = _skip(text, place)
    if begin >= len(text):
        return None if fond else _made(line, place, None)
    if text[begin] in ",!.:;?–-—":
        if fond:
            return None
        name = _after_comma(text, begin)
        if name:
            return _made(line, _past_marks(text, name[1]), name)
        return _made(line, _past_marks(text, begin), None)
    if name := _closed_name(text, begin, fond):
        shown = None if text[name[0] : name[1]].casefold() in _FORMULAS else name
        return _made(line, _past_marks(text, name[1]), shown)
    if fond:
        return None
    if name := _glued_name(text, begin):
        return _made(line, name[1], name)
    return _made(line, place, None)


def _made(line: Line, end: int, name: tuple[int, int] | None) -> Greeting:
    return Greeting(line.start, line.start + end, name and (line.start + name[0], line.start + name[1]))


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place] == " ":
        place += 1
    return place


def _past_marks(text: str, place: int) -> int:
    """The end of the comma or exclamation marks at ``place``, with a blank before them."""
    after = _skip(text, place)
    end = after
    while end < len(text) and text[end] in ",!.:;?":
        end += 1
    return end if end > after else place


def _after_comma(text: str, begin: int) -> tuple[int, int] | None:
    """ "Hej, Anna!": one to three capitalised words that end the line."""
    if text[begin] != ",":
        return None
    start = _skip(text, begin + 1)
    words = text[start:].rstrip(_CLOSERS + ". ").split(" ")
    if not 1 <= len(words) <= 3 or not words[0] or not all(word[:1].isupper() for word in words):
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
    at_line_end = end >= len(text)
    if len(words) == 1:
        if fond and folded[0] in _FORMULAS:
            return begin, stop
        if folded[0] in NEVER_NAMES or (fond and folded[0] in _NO_KIND_OF):
            return None
        return None if fond and at_line_end and words[0].islower() else (begin, stop)
    if any(word in SENTENCE_WORDS and word not in JOINERS and not original[:1].isupper()
           for word, original in zip(folded, words, strict=True)):
        return (begin, stop) if " ".join(folded) in _FORMULAS else None
    if folded[0] in SENTENCE_WORDS or folded[0] in _NO_KIND_OF:
        return None
    if fond and not words[0][0].isupper() and len(words) > 2:
        return None
    return begin, stop


def _closes(text: str, begin: int, place: int) -> bool:
    character = text[place]
    if character in _CLOSERS:
        return not (character == ":" and place + 1 < len(text) and text[place + 1].isalnum())
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
