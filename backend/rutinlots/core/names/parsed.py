"""Parses a display name or signature into the name to greet with."""

import re
from dataclasses import dataclass, replace
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from html import unescape
from typing import Literal

from rutinlots.core.names.register import Names
from rutinlots.core.names.spelling import fold

Kind = Literal["none", "single", "person", "company", "role", "other"]

_AND = re.compile(r"\s*[&+/]\s*|\s+(?:och|(?-i:o)|and|samt)\s+", re.I)  # the O of O'Connor begins a surname
_SPOILT = re.compile(r"=\?[^?\s]+\?[bq]\?|&#?\w+;", re.I)  # encoded for a header, or for a page
_SEPARATOR = re.compile(r"\s*(?:[|,(/]|\s[-–—]\s|\s(?:gm|genom|via|c/o|från|att|att\.|attn|kontaktperson)[ :.]\s*)\s*", re.I)
_OF_A_PERSON = frozenset({"firma", "firman", "enskild", "ab", "hb", "kb"})  # legal forms that a person's name may follow
_INITIALS = 3  # letters at most, in capitals: KJ, ABE
_ASIDE = re.compile(
    r"\s*(?:\(.*|<.*|\[.*|\|.*|\s[-–—]\s.*|\s(?:via|från|på|hos)\s.*|\si\s(?:brf|bostadsrätts|styrelsen|föreningen).*|\sgm\s.*|"
    r"\sc/o\s.*)$",
    re.I,
)
_LONGEST = 120
_LETTERS = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?")


@dataclass(frozen=True, kw_only=True)
class ParsedName:
    """A display name or signature, read.

    :ivar written: as written, without quotation marks and anything in brackets.
    :ivar kind: none (empty), single (one word), person (two words or more, or a known couple), company, role, other.
    :ivar words: its words.
    :ivar given: what to greet with ("Anna", "Anna och Per"), or None when it doesn't say.
    :ivar certain: is every given name in ``given`` a known one?
    :ivar givens: the given names one by one.
    :ivar surname_first: "Svensson, Anna" or "Svensson Anna".
    """

    written: str = ""
    kind: Kind = "none"
    words: tuple[str, ...] = ()
    given: str | None = None
    certain: bool = False
    givens: tuple[str, ...] = ()
    surname_first: bool = False


def parse_name(text: str, names: Names) -> ParsedName:
    """Read a display name ("Svensson, Anna", "KARL-JOHAN EK", "Anna & Per Berg", "Info Bostad AB") or a signature."""
    text = " ".join(text.split())[:_LONGEST]
    if _SPOILT.search(text) and (plain := _restored(text)) != text:
        return replace(parse_name(plain, names), certain=False)
    written = _ASIDE.sub("", text.strip("\"'“”„»«<>´`’‘").strip()).strip(" ,;:/\\-–")
    if not written:
        return ParsedName()
    if person := _beside_company(text, names):
        return person
    company = _is_company(written.replace(",", " ").split(), names)
    couple = [part for part in _AND.split(written.lower() if written.isupper() else written) if part]
    if len(couple) == 2 and not company and (both := _couple(couple, names)):
        return ParsedName(
            written=written, kind="person", words=tuple(written.split()), given=" och ".join(both), certain=True, givens=both
        )
    before, comma, after = written.partition(",")
    if comma and not company and (given := _after_surname(before.split(), after.split(), names)):
        return ParsedName(
            written=written,
            kind="person",
            words=(*after.split(), *before.split()),
            given=given,
            certain=True,
            givens=(given,),
            surname_first=True,
        )
    words = [word.strip(",;:") for word in written.split()]
    while len(words) > 1 and names.is_title(words[0]):
        words.pop(0)
    kind = _kind(words, company, names)
    if kind not in ("single", "person"):
        if kind == "company" and (given := _after_company(words, names)):
            return ParsedName(written=written, kind=kind, words=tuple(words), given=given, certain=False, givens=(given,))
        first = words[0]
        known = kind == "company" and len(words) > 1 and names.rank(first) == "common" and names.is_surname(words[1])
        return ParsedName(
            written=written,
            kind=kind,
            words=tuple(words),
            given=tidy(first) if known else None,
            certain=False,
            givens=(tidy(first),) if known else (),
        )
    return _person(written, kind, words, names)


def tidy(name: str) -> str:
    """A given name with capitals where they belong: ANNA, anna and KARL-JOHAN are Anna and Karl-Johan."""
    if name.isupper() or name.islower():
        return "-".join(part[:1].upper() + part[1:].lower() for part in name.split("-"))
    if "-" in name and name[:1].isupper() and name[1:].islower():
        return "-".join(part[:1].upper() + part[1:] for part in name.split("-"))
    return name


def is_initials(word: str) -> bool:
    """Is it one letter, or a few with stops between: J, J.K, A-K.?"""
    bare = word.strip(".-")
    return len(bare) <= 1 or (len(bare) <= 5 and re.fullmatch(r"[^\W\d_](?:[.-][^\W\d_])+", bare) is not None)


def is_capitals(word: str, names: Names) -> bool:
    """Is it initials in capitals, and no name: KJ, ABE?"""
    return 1 < len(word) <= _INITIALS and word.isalpha() and word.isupper() and names.rank(word) != "common"


def _restored(text: str) -> str:
    """A name that was encoded for a mail header or a web page, as it was."""
    try:
        return str(make_header(decode_header(unescape(text))))
    except (HeaderParseError, LookupError, ValueError):
        return unescape(text)


def _beside_company(text: str, names: Names) -> ParsedName | None:
    """The person of "Solgården AB - Anna Berg", "Solgården AB, Anna Berg" and "Solgården AB (Anna Berg)"."""
    found = _SEPARATOR.search(text)
    if found is None or not _is_company(text[: found.start()].split(), names):
        return None
    after = parse_name(text[found.end() :].strip(" )"), names)
    if after.kind not in ("single", "person") or not after.certain or names.is_surname(after.words[0]):
        return None
    return ParsedName(
        written=after.written, kind="company", words=tuple(text.split()), given=after.given, certain=True, givens=after.givens
    )


def _after_company(words: list[str], names: Names) -> str | None:
    """The given name in "Firma Anna Berg" and "Mäklarhuset Anna Berg"; a foundation is only named after a person."""
    if len(words) < 3:
        return None
    *company, first, last = words
    if any(names.is_legal_form(word) and fold(word).strip(".") not in _OF_A_PERSON for word in company):
        return None
    person = names.rank(first) == "common" and names.is_surname(last) and not names.is_company_word(last)
    return tidy(first) if person and _is_company(company, names) else None


def _is_company(words: list[str], names: Names) -> bool:
    """A legal form, or a company word without a surname: "Anders Skog" is a person, "Skog & Mark" a company."""
    if any(names.is_legal_form(word) for word in words):
        return True
    person = len(words) > 1 and names.rank(words[0]) is not None
    return any(names.is_company_word(word) for word in words[2 if person else 0 :])


def _couple(parts: list[str], names: Names) -> tuple[str, ...] | None:
    first, second = (part.split() for part in parts)
    if first and second and names.rank(first[0]) and names.rank(second[0]):
        return tidy(first[0]), tidy(second[0])
    return None


def _after_surname(before: list[str], after: list[str], names: Names) -> str | None:
    """The given name in "Svensson, Anna"; "Anna, ordförande" is something else."""
    if not before or not after or names.rank(after[0]) is None:
        return None
    return tidy(after[0]) if names.rank(before[0]) is None or names.is_surname(before[-1]) else None


def _kind(words: list[str], company: bool, names: Names) -> Kind:
    if company and (len(words) > 1 or names.rank(words[0]) is None):
        return "company"
    if any(names.is_role(word) for word in words) or names.is_role("".join(words)):
        known = names.rank(words[0]) is not None and len(words) > 1 and not names.is_word(words[0])
        return "person" if known else "role"
    if not all(_LETTERS.fullmatch(word) for word in words):
        return "other"
    return "single" if len(words) == 1 else "person"


def _person(written: str, kind: Kind, words: list[str], names: Names) -> ParsedName:
    listed = tuple(words)
    while len(words) > 1 and is_initials(words[0]):
        words = words[1:]
        if names.rank(words[0]) is None:
            return ParsedName(written=written, kind="other", words=listed)
    first = words[0]
    rank = names.rank(first)
    if is_capitals(first, names):
        return ParsedName(written=written, kind="single" if kind == "single" else "other", words=listed)
    if names.has_family_first(words) or (len(words) > 2 and names.is_particle(first) and names.rank(words[-1]) == "common"):
        given = tidy(words[-1])
        known = names.rank(words[-1]) is not None
        return ParsedName(
            written=written, kind="person", words=listed, given=given, certain=known, givens=(given,), surname_first=True
        )
    swapped = (
        len(words) == 2 and rank != "common" and names.is_surname(first)
        and names.rank(words[1]) == "common" and not names.is_only_surname(words[1])
    )  # fmt: skip
    if swapped:
        given = tidy(words[1])
        return ParsedName(
            written=written, kind="person", words=listed, given=given, certain=True, givens=(given,), surname_first=True
        )
    odd = is_initials(first) or "." in first or names.is_only_surname(first) or names.is_word(first)
    # "Glada Grisen" is no person; "Rota Hansson" can be.
    with_surname = len(words) > 1 and names.is_surname(words[-1]) and not names.is_patronymic(first)
    if rank is None and odd and (is_initials(first) or not with_surname):
        return ParsedName(written=written, kind="single" if kind == "single" else "other", words=listed)
    given = tidy(first)
    return ParsedName(written=written, kind=kind, words=listed, given=given, certain=rank is not None, givens=(given,))


def local_words(email: str) -> tuple[str, ...]:
    """The words of an address' local part, folded: "anna.svensson84@…" gives ("anna", "svensson84")."""
    local = fold(email.partition("@")[0].partition("+")[0])
    return tuple(word for word in re.split(r"[._+\-\s]+", local) if word)
