"""The reason for a suggestion: a sentence of the customer's, or the part of it that says most, as written in the mail."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from rutinlots.core.sentences import sentences
from rutinlots.core.snippets.words.wording import STOP_WORDS, Word, words

MOST_WORDS = 8
LONGEST = 100  # characters
MOST_SENTENCES = 5  # that are compared by what they mean
LONGEST_COMPARED = 200  # characters of them all

_WORD = re.compile(r"\S+")
_ANY = 0.01  # what a word counts that says something, whatever it is about
_LEAST_CLAUSE = 4  # words
_CLAUSE_ENDS = (",", ";", ":", "–")
_CLAUSE_WORDS = frozenset("hur men när om var varför vad vem vilka vilken vilket how what when where why".split())
_EDGES = " \t,;:.–-*•()[]\"”'"
_CUT = "…"
_HELLO = re.compile(r"(?:hej(?:san)?|hallå|tjena|god ?dag|hello|hi)(?: på er| igen)?\s*[,!.]?\s+(?=\S)", re.IGNORECASE)


class Said(NamedTuple):
    """The weight of a word, or two neighbours, of what the customer wrote for a snippet; ``which`` text has them."""

    weight: float
    which: int
    first: Word
    last: Word


class Quote(NamedTuple):
    """Words of the customer's as written, and the same with … where their sentence is cut."""

    words: str
    shown: str


def quotable(text: str, most: int = LONGEST_COMPARED) -> list[str]:
    """The first sentences of what a customer wrote that say something, of at most so many characters together."""
    found: list[str] = []
    length = 0
    for start, end in sentences(text):
        sentence = text[start:end]
        length += end - start
        if length > most or len(found) == MOST_SENTENCES:
            break
        if sentence not in found and any(word.key not in STOP_WORDS for word in words(sentence)):
            found.append(sentence)
    return found


def reason(texts: Sequence[str], said: Sequence[Said], nearest: str | None = None) -> Quote | None:
    """At most eight words of the customer's that speak for a snippet; None where nothing does.

    :param texts: what the customer wrote: the mail and the subject.
    :param said: what its words say for the snippet.
    :param nearest: the sentence that is nearest to the snippet in meaning, if that is known.
    """
    found = _place(texts, nearest) if nearest else None
    found = found or _weightiest(texts, said)
    if found is None:
        return None
    which, start, end = found
    inside = [each for each in said if each.which == which and start <= each.first.start < end]
    quote = _shortened(texts[which], start, end, inside)
    return quote if quote and 0 < len(quote.words) <= LONGEST else None


def _place(texts: Sequence[str], sentence: str) -> tuple[int, int, int] | None:
    for which, text in enumerate(texts):
        start = text.find(sentence)
        if start >= 0:
            return which, start, start + len(sentence)
    return None


def _weightiest(texts: Sequence[str], said: Sequence[Said]) -> tuple[int, int, int] | None:
    """The sentence whose words say most."""
    best, most = None, 0.0
    for which in {each.which for each in said}:
        here = [each for each in said if each.which == which]
        latest = max(each.first.start for each in here)
        for start, end in sentences(texts[which]):
            if start > latest:
                break
            weight = sum(each.weight for each in here if start <= each.first.start < end)
            if weight > most:
                best, most = (which, start, end), weight
    return best


def _shortened(text: str, start: int, end: int, said: Sequence[Said]) -> Quote | None:
    """The sentence, or eight words of it with the one that says most: from where a clause begins, if one does there.

    What greets before it is no part of it.
    """
    if hello := _HELLO.match(text, start, end):
        start = hello.end()
    places = [(start + word.start(), start + word.end()) for word in _WORD.finditer(text[start:end])]
    first, count = 0, len(places)
    if count > MOST_WORDS:
        worth = [sum(each.weight for each in said if first <= each.first.start < last) for first, last in places]
        for place, (first, last) in enumerate(places):
            worth[place] += _ANY * any(word.key not in STOP_WORDS for word in words(text[first:last]))
        telling = max(range(len(places)), key=lambda at: (worth[at], -at))
        starts = range(max(0, telling - MOST_WORDS + 1), min(telling, len(places) - MOST_WORDS) + 1)
        tokens = [text[first:last] for first, last in places]
        clauses = [at for at in range(max(0, telling - MOST_WORDS + 1), telling + 1) if _begins_clause(tokens, at)]
        first = max(clauses or starts, key=lambda at: (sum(worth[at : at + MOST_WORDS]), -at))
        places = places[first : first + MOST_WORDS]
    if not places:
        return None
    quoted = text[places[0][0] : places[-1][1]].strip(_EDGES)
    before = f"{_CUT} " if first > 0 else ""
    after = f" {_CUT}" if first + len(places) < count else ""
    return Quote(quoted, f"{before}{quoted}{after}")


def _begins_clause(words: Sequence[str], at: int) -> bool:
    """Does the sentence, or a clause of it that is long enough to say something, begin with the word at this place?"""
    if at == 0:
        return True
    begins = words[at - 1].endswith(_CLAUSE_ENDS) or words[at].strip(_EDGES).casefold() in _CLAUSE_WORDS
    return begins and at + _LEAST_CLAUSE <= len(words)
