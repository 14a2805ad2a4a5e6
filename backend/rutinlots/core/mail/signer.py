"""Is this how somebody writes their name under a mail?

Precision goes first: the name becomes evidence for how the customer is addressed, and none is better than a wrong one.
"""

from rutinlots.core.mail.words import (
    JOINERS,
    NOT_NAMES,
    ORGANISATION_ENDINGS,
    ORGANISATIONS,
    ROLE_ENDINGS,
    STOPPERS,
    TITLES,
)

_LONGEST_NAME = 4  # words
_LONG_ROLE = 8  # letters; shorter words with a role's ending may be names (Karen, Verna)
_INSIDE = frozenset("-'’.´`")
_EDGES = ",.;:!?\"”“()*_–-~/\\"


def signed_name(text: str, *, lower_case: bool = False) -> str | None:
    """The name that a signature line begins with, as it was written: "Anna Berg, 070-…" gives "Anna Berg".

    :param lower_case: accept a name without capitals, as after "mvh".
    :returns: None for a company, a department, a sentence, or nothing.
    """
    names, _ = _read(text, lower_case)
    return names


def begins_with_name(text: str, *, lower_case: bool = False) -> bool:
    """Is this a name, or an organisation's name, and nothing more than a title or a number after it?"""
    _, fits = _read(text, lower_case)
    return fits


def _read(text: str, lower_case: bool) -> tuple[str | None, bool]:
    """The person's name, and whether the line as a whole can stand under a mail."""
    tokens = text[:120].split()
    kept: list[str] = []
    names = 0
    organisation = False
    rest: list[str] = []
    for index, token in enumerate(tokens):
        bare = token.strip(_EDGES)
        folded = bare.casefold()
        if folded in JOINERS or token in ("&", "+"):
            after = tokens[index + 1] if index + 1 < len(tokens) else ""
            if kept and after[:1].isalpha() and (after[:1].isupper() or (lower_case and names < 2)):
                kept.append(token)
                continue
            rest = tokens[index:]
            break
        if token[0] in "(|/–-,*" and kept and not (token[0] == "/" and names == 0):
            rest = tokens[index:]
            break
        if not bare or folded in STOPPERS or not (_is_name_word(bare, lower_case) or _is_organisation(folded)):
            rest = tokens[index:]
            break
        if folded in TITLES and not kept and index + 1 < len(tokens):
            continue
        if _is_organisation(folded):
            organisation = True
        elif folded in NOT_NAMES:
            return None, False
        kept.append(token)
        names += 1
        if names > _LONGEST_NAME + 2 * organisation:
            return None, organisation
        if token[-1] in ",;:|" or (token[-1] in ".!?)" and len(bare) > 1 and "." not in bare):
            rest = tokens[index + 1 :]
            break
    if not names or _is_prose(rest, tokens):
        return None, False
    if organisation or len(text) > 120:
        return None, organisation
    name = " ".join(kept).strip(_EDGES + " ")
    if not any(len(word.strip(_EDGES)) > 1 and "." not in word.strip(_EDGES) for word in name.split()):
        return None, True
    return name, True


def _is_organisation(folded: str) -> bool:
    """ "Kundservice", "Ekonomiavdelningen", and those who sign by what they are: "Teamledaren", "Fastighetsägarna"."""
    return (
        folded in ORGANISATIONS
        or folded.endswith(ORGANISATION_ENDINGS)
        or (len(folded) >= _LONG_ROLE and folded.endswith(ROLE_ENDINGS))
    )


def _is_name_word(word: str, lower_case: bool) -> bool:
    if not all(character.isalpha() or character in _INSIDE for character in word) or not word[0].isalpha():
        return False
    return lower_case or word[0].isupper()


def _is_prose(rest: list[str], tokens: list[str]) -> bool:
    """Does a sentence go on after the name? Titles, numbers and addresses are not sentences."""
    if not rest:
        return False
    if rest[0].casefold().strip(_EDGES) in STOPPERS or any(any(map(str.isdigit, word)) for word in rest):
        return len(tokens) > 14
    lower = sum(word[:1].islower() for word in rest)
    return lower > 3 or rest[-1][-1] in "?!" or (len(rest) > 1 and rest[-1][-1] == "." and lower > 1)
