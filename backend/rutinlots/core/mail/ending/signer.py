"""Whether a line is the name under a mail.

Precision goes first: the name becomes evidence for how the customer is addressed, and none is better than a wrong one.
"""

from rutinlots.core.kept import by_line
from rutinlots.core.mail.words import (
    JOINERS,
    NOT_NAMES,
    ORGANISATION_ENDINGS,
    ORGANISATIONS,
    ROLE_ENDINGS,
    SENTENCE_WORDS,
    STOPPERS,
    TITLES,
)

_LONGEST = 120  # characters of a line
_LONGEST_REST = 12  # words after the name
_MOST_NAMES = 4
_LONG_ROLE = 8  # letters; shorter words with a role's ending may be names (Karen, Verna)
_INSIDE = frozenset("-'’.´`")
_EDGES = ",.;:!?\"”“()*_–-~/\\"
_PREPOSITIONS = frozenset("på i hos genom via för med till av om vid från".split())
_PARTING = "(|/–-,*"
THROUGH = frozenset({"gm", "gnm", "genom"})  # "Samfälligheten Viken gm Berit Falk"
_MOST_OFFICE = 2  # words in lower case before the name: "genom vår kassör Berit Falk"


def signed_name(text: str, *, lower_case: bool = False) -> str | None:
    """The name that a signature line begins with, as it was written: "Anna Berg, 070-…" gives "Anna Berg".

    :param lower_case: accept a name without capitals, as after "mvh".
    :returns: None for a company, a department, a sentence, or nothing.
    """
    return _known(text, lower_case)[0]


def begins_with_name(text: str, *, lower_case: bool = False) -> bool:
    """Is this a name, or an organisation's name, and nothing more than a title or a number after it?"""
    return _known(text, lower_case)[1]


def _known(text: str, lower_case: bool) -> tuple[str | None, bool]:
    return (_in_lower_case if lower_case else _with_capitals)(text)


@by_line
def _with_capitals(text: str) -> tuple[str | None, bool]:
    return _read(text, False)


@by_line
def _in_lower_case(text: str) -> tuple[str | None, bool]:
    return _read(text, True)


def _read(text: str, lower_case: bool) -> tuple[str | None, bool]:
    """The person's name, and whether the whole line can be a signature."""
    tokens = text[:_LONGEST].split()
    if len(text) <= _LONGEST and (name := _signs_for_others(tokens)):
        return name, True
    kept: list[str] = []
    names, organisation, marked, end = 0, False, False, len(tokens)
    for index, token in enumerate(tokens):
        bare = token.strip(_EDGES)
        folded = bare.casefold()
        if kept and _joins(tokens, index, lower_case and names < 2):
            kept.append(token)
            continue
        if (kept and token[0] in _PARTING) or not _is_name_word(bare, lower_case) or folded in STOPPERS | JOINERS:
            marked, end = token[0] in _PARTING, index
            break
        if folded in TITLES and not kept and index + 1 < len(tokens):
            continue
        if _is_organisation(folded):
            organisation = True
        elif folded in NOT_NAMES and len(folded) > 1:
            return None, False
        kept.append(token)
        names += 1
        if token[-1] in ",;:|" or (token[-1] in ".!?)" and len(bare) > 1 and "." not in bare):
            marked, end = token[-1] in ",;:|", index + 1
            break
    if not names or names > _MOST_NAMES + 2 * organisation or _is_prose(tokens[end:], marked):
        return None, False
    if organisation or len(text) > _LONGEST:
        return None, organisation
    whole = any(len(word.strip(_EDGES)) > 1 and "." not in word.strip(_EDGES) for word in kept)
    return (" ".join(kept).strip(_EDGES + " ") if whole else None), True


def _signs_for_others(tokens: list[str]) -> str | None:
    """The person of "Klass 5B gm Majken Frid, lärare": what is before is named or numbered, and is no sentence."""
    at = next((index for index, token in enumerate(tokens[: _MOST_NAMES + 2]) if token.strip(_EDGES).casefold() in THROUGH), 0)
    if not at or not all(token[0].isupper() or token[0].isdigit() or token in ("&", "+") for token in tokens[:at]):
        return None
    person = tokens[at + 1 :]
    while person and len(tokens) - at - len(person) <= _MOST_OFFICE and person[0][0].islower():
        person = person[1:]
    return _read(" ".join(person), False)[0] if person else None


def _joins(tokens: list[str], index: int, lower_case: bool) -> bool:
    """Is this the "och" of "Anna och Per"?"""
    if tokens[index].casefold() not in JOINERS and tokens[index] not in ("&", "+"):
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else ""
    return following[:1].isupper() or (lower_case and following[:1].isalpha())


def _is_organisation(folded: str) -> bool:
    """ "Kundservice", "Ekonomiavdelningen", and those who sign by what they are: "Teamledaren", "Fastighetsägarna"."""
    return (
        folded in ORGANISATIONS
        or folded.endswith(ORGANISATION_ENDINGS)
        or (len(folded) >= _LONG_ROLE and folded.endswith(ROLE_ENDINGS))
    )


def _is_name_word(word: str, lower_case: bool) -> bool:
    if not word or not word[0].isalpha() or not all(letter.isalpha() or letter in _INSIDE for letter in word):
        return False
    return lower_case or word[0].isupper() or _is_organisation(word.casefold())


def _is_prose(rest: list[str], marked: bool) -> bool:
    """Does a sentence go on after the name? Titles, numbers and places are not sentences.

    :param marked: a comma, a bracket or the like parts it from the name.
    """
    if not rest or (rest[0][0] == "(" and rest[-1][-1] == ")"):  # "Anna Berg (skriver från makens mejl)"
        return False
    first = rest[0].strip(_EDGES).casefold()
    if first in STOPPERS or first in TITLES or any(map(str.isdigit, rest[0])) or _is_organisation(first):
        sentence = first in _PREPOSITIONS and rest[-1][-1] == "." and all(word[0].islower() for word in rest)
        return sentence or len(rest) > _LONGEST_REST
    if first in SENTENCE_WORDS or rest[-1][-1] in "?!":
        return True
    return sum(word[0].islower() for word in rest) > 3 if marked else len(rest) > 1 and rest[0] not in ("&", "+")
