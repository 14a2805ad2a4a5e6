"""Recognises phrases: that mail is not read, that a company writes, what a text is about."""

import re
from collections import Counter

from rutinlots.core.entities.identifiers import LONGEST, Hit, without_identity
from rutinlots.core.sentences import around
from rutinlots.core.stems import stem

_COMPANY = re.compile(
    r"(?<!\w)(?:(?i:organisations(?:nummer|nr)|org\.? ?(?:nr|nummer)|bostadsrättsförening(?:en)?|brf|aktiebolag(?:et)?)|"
    r"(?:[A-ZÅÄÖ][\w&-]{1,30} ){1,3}(?:AB|HB|KB))(?!\w)"
)
_NOT = "(?:inte|ej)"
_NOREPLY = re.compile(
    "|".join(
        (
            rf"(?:går|gick) {_NOT} att (?:svara|besvara)",
            rf"(?:kan|går) (?:du )?{_NOT} (?:svara på|besvara)",
            rf"(?:ska|skall|bör|får|kan) {_NOT} besvaras",
            rf"{_NOT} (?:ska|skall|bör|får|kan) besvaras",
            rf"{_NOT} (?:går|kan) att (?:svara|besvara)",
            rf"svara {_NOT} på (?:det här|detta|denna|den här|mejlet|mailet|meddelandet|utskicket)",
            rf"(?:besvara[rs]?|läse[rs]|bevakas|hanteras|tas) (?:vi )?{_NOT}(?! av)",
            rf"{_NOT} (?:att )?(?:svara på|besvara) (?:detta|det här|denna|den här)",
            r"(?:do not|don['’]t|please do not|cannot|can['’]t) reply",
            r"not monitored|unattended|unmonitored",
        )
    ),
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{4,30}")
_STOP = frozenset(
    re.findall(
        r"\w+",
        """
        alla allt andra att bara behöver blev bli blir borde både den denna dess dessa det detta dock därför efter
        eftersom eller endast era eran ert ett finns fick från fått för före försöker förut genom gick gjort gäller
        gärna göra gör hade har hallå hans hela hennes hejsan hjälp hjälpa hoppas hälsning hälsningar härmed igen
        ingen inget inte istället just kanske kommer kunde kundnummer kunna lite låta man med mejl mail mellan mig
        min mina mitt mot mycket måste naturligtvis nog någon något några när och också olika oss sedan senaste sig
        sin sina sitt själv skall ska skriver skulle snarast som svar svara säga tack tacksam tidigare till tror
        undrar under upp ut utan vad var vara varit varför vet vid vilken vill vilka visa vore vänlig vänliga
        vänligen vår våra vårt åter även över
        """,
    )
)


def company_in(text: str, ours: str) -> Hit | None:
    """Does the text say that a company or an association writes? ``ours`` is the company that is written to."""
    matches = _COMPANY.finditer(text[:LONGEST])
    match = next((match for match in matches if ours not in match.group()), None)
    return Hit("Företag", match.start(), match.end()) if match else None


def noreply_statement(text: str) -> Hit | None:
    """The sentence that says that mail to this address isn't answered."""
    match = _NOREPLY.search(text[:LONGEST])
    return _sentence(text, match.start(), match.end()) if match else None


def _sentence(text: str, start: int, end: int) -> Hit:
    """The sentence (or the quoted lines) around a stretch, on one line."""
    start, end = around(text, start, end)
    end = start + len(text[start:end].rstrip(" .!?"))
    words = text[start:end].replace(">", " ").split()
    lead = len(text[start:end]) - len(text[start:end].lstrip(" >"))
    return Hit(" ".join(words), start + lead, end)


def search_words(text: str, limit: int = 6) -> list[str]:
    """The words that say most about what a text is about: the longest and most repeated, one per stem."""
    words = [word.casefold() for word in _WORD.findall(without_identity(text)[:10_000])]
    words = [word for word in words if word not in _STOP]
    stems = {word: stem(word) for word in words}
    counts = Counter(stems[word] for word in words)
    unique = {stems[word]: word for word in reversed(words)}
    return sorted(unique.values(), key=lambda w: (-counts[stems[w]], -len(w), w))[:limit]
