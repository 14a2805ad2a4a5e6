"""What is known of names: given names, surnames, roles, company words, ordinary words and pet names.

Built from the texts of ``shared_rules/names`` by :func:`names_from_texts`. Letters are folded on both sides, so that
"Åsa", "asa" and "Łukasz", "lukasz" meet; a name with parts is known when each part is.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from rutinlots.core.errors import Invalid

Standing = Literal["common", "rare"]

_LETTERS = str.maketrans({
    "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss", "ħ": "h", "ŧ": "t",
    "’": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "–": "-",
})  # fmt: skip
_PARTS = re.compile(r"[-\s]+")
_PATRONYMS = re.compile(r".{2,}(?:sson|sen|qvist|kvist|strom|berg|gren|lund|holm|stedt|stad|skog|blad|blom|feldt|ovic|evic|ski|sky|wski|oglu|ov|ova|enko)$")
_CERTAIN_SURNAMES = re.compile(r".{2,}(?:sson|qvist|kvist|strom|gren)$")
# Spellings that are heard as one: a name that sounds like a common one is a name.
_SOUNDS = (
    ("ph", "f"), ("th", "t"), ("sch", "s"), ("sh", "s"), ("ch", "k"), ("ck", "k"), ("qu", "k"), ("dj", "j"), ("kh", "k"),
    ("gh", "g"), ("x", "ks"), ("q", "k"), ("c", "k"), ("z", "s"), ("w", "v"), ("y", "i"), ("j", "i"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("ae", "e"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")
_LEAST_SOUND = 5  # letters; shorter names sound like too much else


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text without case and without marks on its letters; æ, ø, ł and their like become plain letters."""
    folded = text.strip().casefold()
    if folded.isascii():
        return folded
    plain = unicodedata.normalize("NFD", folded.translate(_LETTERS))
    return "".join(character for character in plain if not unicodedata.combining(character))


def sound(folded: str) -> str:
    """How a folded name is heard, roughly: Kristoffer and Christopher, Sofia and Sophia are the same."""
    for written, heard in _SOUNDS:
        folded = folded.replace(written, heard)
    folded = _TWICE.sub(r"\1", folded)
    return folded[:-1] if folded.endswith("h") else folded


@dataclass(frozen=True)
class Names:
    """All that is known of names. Everything is folded except ``words``, which are case-folded only."""

    common: frozenset[str] = frozenset()
    rare: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    nordic_surnames: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    role_endings: tuple[str, ...] = ()
    legal_forms: frozenset[str] = frozenset()
    company_words: frozenset[str] = frozenset()
    company_endings: tuple[str, ...] = ()
    titles: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    pet_names: Mapping[str, frozenset[int]] = field(default_factory=dict)
    sounds: frozenset[str] = frozenset()

    def standing(self, name: str) -> Standing | None:
        """How well a given name is known: common in Sweden, rare, or not at all. Parts are looked up one by one."""
        folded = fold(name).strip("-'. ")
        if len(folded) < 2 or folded in self.never:
            return None
        if folded in self.common:
            return "common"
        parts = [part for part in _PARTS.split(folded) if part]
        if 2 <= len(parts) <= 3:
            each = [self.standing(part) for part in parts]
            return None if None in each else "common" if set(each) == {"common"} else "rare"
        if folded in self.rare:
            return "rare"
        return "rare" if self._sounds_known(folded) or self._is_two_in_one(folded) else None

    def is_role(self, word: str) -> bool:
        """Is it a mailbox, a function or a relation: info, faktura, styrelsen?"""
        folded = fold(word).strip(".:")
        if folded in self.never:
            return True
        if folded in self.common:
            return False
        return folded in self.roles or (len(folded) > 5 and folded.endswith(self.role_endings))

    def is_legal_form(self, word: str) -> bool:
        """Is it the form of a company or an association and no name in itself: AB, Brf, Stiftelsen?"""
        return fold(word).strip(".:,()") in self.legal_forms

    def is_company_word(self, word: str) -> bool:
        """Does the word show that a name is a company's: Bygg, Fastigheter, AB?"""
        folded = fold(word).strip(".:,()")
        if folded in self.legal_forms or folded in self.company_words:
            return True
        return folded not in self.common and len(folded) > 5 and folded.endswith(self.company_endings)

    def is_title(self, word: str) -> bool:
        """Is it a title before a name: Herr, Dr.?"""
        return fold(word) in self.titles

    def is_filler(self, word: str) -> bool:
        """Is it a word of the greeting itself, as in "Hej igen Anna"?"""
        return fold(word) in self.fillers

    def is_word(self, word: str) -> bool:
        """Is it an ordinary Swedish word (that can be a name too)?"""
        return word.casefold() in self.words

    def is_surname(self, word: str) -> bool:
        """Is it known or built as a surname (that can be a given name too)?"""
        folded = fold(word)
        return folded in self.surnames or _PATRONYMS.match(folded) is not None

    def is_only_surname(self, word: str) -> bool:
        """Is it a surname that is never given as a first name: Svensson, Lindqvist?"""
        folded = fold(word)
        if folded in self.common:
            return False
        return _CERTAIN_SURNAMES.match(folded) is not None or (folded in self.nordic_surnames and folded not in self.rare)

    def same_person(self, one: str, other: str) -> bool:
        """Can two given names be one person's: a pet name, another spelling, a part of a double name?"""
        first, second = fold(one).strip("-'. "), fold(other).strip("-'. ")
        if first == second or sound(first) == sound(second):
            return True
        if self.pet_names.get(first, frozenset()) & self.pet_names.get(second, frozenset()):
            return True
        parts, others = _PARTS.split(first), _PARTS.split(second)
        if len(parts) + len(others) > 2:
            return any(self.same_person(a, b) for a in parts for b in others)
        short, long = sorted((first, second), key=len)
        return len(short) >= 3 and long.startswith(short[: max(3, len(short) - 1)])

    def _sounds_known(self, folded: str) -> bool:
        return len(folded) >= _LEAST_SOUND and not self.is_surname(folded) and sound(folded) in self.sounds

    def _is_two_in_one(self, folded: str) -> bool:
        """Two common names written together: Annlouise, Perolof."""
        return any(
            folded[:cut] in self.common and folded[cut:] in self.common and folded[cut:] not in self.surnames
            for cut in range(3, len(folded) - 2)
        )


def apart_by_one(one: str, other: str) -> bool:
    """Do two words differ by one letter: put in, left out, exchanged, or two that changed places?"""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        return one[at + 1 :] == other[at + 1 :] or (
            one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
        )
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[at + 1 :] == shorter[at:]


class NamesInvalid(Invalid):
    """A line in one of the name files can't be used; ``file`` and ``line`` say where."""

    def __init__(self, file: str, line: int, what: str):
        super().__init__((file,), what, line)
        self.file = file


_OWN_LINE = re.compile(r"[^\W\d_]+(?:[-' ’][^\W\d_]+)*", re.UNICODE)


def names_from_texts(files: Mapping[str, str]) -> Names:
    """Build the names from the files of ``shared_rules/names``: file name → content. A missing file counts as empty.

    :raises NamesInvalid: a line in ``egna.txt`` that is no name.
    """
    given = {name: _entries(files.get(name, "")) for name in ("given-sweden.txt", "given-common.txt", "given-abroad.txt")}
    also_words = {fold(entry) for entry in _entries(files.get("given-words.txt", ""))}
    words = {entry.casefold() for entry in _entries(files.get("words.txt", ""))}
    own, never = _own(files.get("egna.txt", ""))
    roles, role_endings = _with_endings(files.get("roles.txt", ""))
    forms, _ = _marked(files.get("companies.txt", ""))
    companies, company_endings = _with_endings(_unmarked(files.get("companies.txt", "")))
    nordic, others = _marked(files.get("surnames.txt", ""))
    certain = also_words | own
    ambiguous = ({fold(word) for word in words} | roles) - certain
    sweden = {fold(entry) for entry in given["given-sweden.txt"]}
    common = (sweden | {fold(entry) for entry in given["given-common.txt"]}) - ambiguous | certain
    rare = ({fold(entry) for entry in given["given-abroad.txt"]} | sweden | {fold(e) for e in given["given-common.txt"]}) - common
    return Names(
        common=frozenset(common - never),
        rare=frozenset(rare - never - roles),
        surnames=frozenset(nordic | others),
        nordic_surnames=frozenset(nordic),
        roles=frozenset(roles - own),
        role_endings=role_endings,
        legal_forms=frozenset(forms - own),
        company_words=frozenset(companies - own),
        company_endings=company_endings,
        titles=frozenset(fold(entry) for entry in _entries(files.get("titles.txt", ""))),
        fillers=frozenset(fold(entry) for entry in _entries(files.get("greeting-words.txt", ""))),
        words=frozenset(words),
        never=frozenset(never),
        pet_names=_groups(files.get("nicknames.txt", "")),
        sounds=frozenset(sound(name) for name in common if len(name) >= _LEAST_SOUND),
    )


def _lines(text: str) -> list[tuple[int, str]]:
    return [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip() and line.lstrip()[0] != "#"]


def _entries(text: str) -> list[str]:
    return [entry for _, line in _lines(text) for entry in line.split()]


def _with_endings(text: str) -> tuple[set[str], tuple[str, ...]]:
    entries = _entries(text)
    words = {fold(entry) for entry in entries if entry[0] != "*"}
    return words, tuple(sorted({fold(entry[1:]) for entry in entries if entry[0] == "*"}))


def _marked(text: str) -> tuple[set[str], set[str]]:
    """The words of the lines that begin with "=" (legal forms, Nordic surnames), and those of the others."""
    marked = {fold(word) for _, line in _lines(text) if line[0] == "=" for word in line[1:].split()}
    return marked, {fold(word) for word in _unmarked(text).split()}


def _unmarked(text: str) -> str:
    return "\n".join(line for _, line in _lines(text) if line[0] != "=")


def _groups(text: str) -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, line in _lines(text):
        for name in line.split():
            groups.setdefault(fold(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


def _own(text: str) -> tuple[set[str], set[str]]:
    """The team's own names, one on a line, and the words (after a minus) that it wants stopped."""
    names: set[str] = set()
    never: set[str] = set()
    for number, line in _lines(text):
        entry = line.removeprefix("-").strip()
        if not _OWN_LINE.fullmatch(entry):
            raise NamesInvalid("egna.txt", number, f"”{line}” är inget namn; skriv ett namn per rad, eller -ord för ett ord som inte är ett namn")
        (never if line[0] == "-" else names).add(fold(entry))
    return names, never
