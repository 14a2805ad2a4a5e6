"""The name by which the writer of a mail introduces themselves in its text: "Jag heter Siv", "Det är Siv som skriver".

A name alone after the last sentence, on its line, says the same: "Varför är räkningen så hög? Siv Ek kundnr 4410283".
"""

import re

from rutinlots.core.mail.ending.signer import signed_name

_NAME = r"(?P<name>[^\W\d_][\w'’-]*(?: [^\W\d_a-zåäö][\w'’-]+){0,2})"
_CAPITAL = r"(?=[^\W\d_a-zåäö])"
_KIN = (
    "dotter|son|mamma|pappa|mor|far|fru|hustru|man|make|maka|sambo|bror|syster|barnbarn|sonson|dotterson|svärson|svärdotter|"
    "granne|kollega|gode man|god man"
)
_INTRODUCED = (
    re.compile(rf"\b(?:jag heter|mitt namn är|my name is)(?-i: {_NAME})", re.IGNORECASE),
    re.compile(rf"(?:^|\n|[,!.] )[Jj]ag, {_CAPITAL}{_NAME},"),
    re.compile(rf"(?:^|\n|[.!?] |[Hh]ej(?:san)?[,!.]? ){_CAPITAL}{_NAME} här(?: igen)?(?:[,.!]| [(–-])"),
    re.compile(rf"(?:^|\n|[Hh]ej(?:san)?[,!.]? )[Dd]et är {_CAPITAL}{_NAME}(?:, [^,.!?\n]{{1,40}})?,? som skriver\b"),
    re.compile(
        rf"(?:^|\n|[Hh]ej(?:san)?(?: igen)?[,!.]? )(?:[Dd]et|[Jj]ag) är {_CAPITAL}[\w-]{{2,20}}s (?:{_KIN}),? {_CAPITAL}{_NAME}"
    ),
)
_LAST_SENTENCE = re.compile(r"[.!?)]\s+(?=[^\W\d_a-zåäö])(?!.*[!?])")
_LONGEST_END = 120
_LONGEST = 2_000  # characters from the beginning; who introduces themselves does it there


def introduced(text: str) -> str | None:
    """The name, as it was written; None when the writer doesn't say it."""
    found = next((match for pattern in _INTRODUCED if (match := pattern.search(text[:_LONGEST]))), None)
    return found["name"] if found else _at_the_end(text)


def _at_the_end(text: str) -> str | None:
    end = text.rstrip()[-_LONGEST_END:].rpartition("\n")[2]
    places = [found.end() for found in _LAST_SENTENCE.finditer(end)]
    return next(filter(None, (signed_name(end[place:]) for place in places)), None)
