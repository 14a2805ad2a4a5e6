"""The name register: given names, surnames, roles, company words, ordinary words and pet names.

Built from the texts of ``shared_rules/names`` by :func:`names_from_texts`. Letters are folded on both sides, so that
"Åsa" and "asa", "Łukasz" and "lukasz" match; a name with parts is known when each part is.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from marisa_trie import Trie

from rutinlots.core.names.spelling import apart_by_one, fold, fold_text, sound
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.shown import unseen

Rank = Literal["common", "rare"]

_PARTS = re.compile(r"[-\s]+")
_SURNAMES = re.compile(
    r".{2,}(?:sson|sen|qvist|kvist|strom|berg|gren|lund|holm|stedt|stad|skog|blad|blom|feldt|ovic|evic|ski|sky|oglu|ov|ova|enko)$"
)
_PATRONYMS = re.compile(r".{2,}(?:sson|qvist|kvist|strom|gren)$")
_MIDDLE_NAMES = frozenset("thi van huu ngoc duc minh quoc thanh hong kim xuan anh".split())  # between family and given name
_SHORTENED = re.compile(r"(?:(?:([b-df-hj-np-tv-z])\1|ck)(?:e|an|is|en)|[iouy]|ie)$")  # Danne, Vickan, Sussi
_HERS = re.compile(r"na|ia|la|lla|ina|ine|ella|elle")  # what makes a woman's name of a man's: Johanna, Emilia
_LEAST_SOUND = 5  # letters; shorter names sound like too much else


@dataclass(frozen=True, kw_only=True, eq=False)
class Names:
    """All that is known of names. Everything is folded except ``words``, which are case-folded only."""

    common: Collection[str] = frozenset()
    rare: Collection[str] = frozenset()
    surnames: Collection[str] = frozenset()
    nordic_surnames: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    role_endings: tuple[str, ...] = ()
    legal_forms: frozenset[str] = frozenset()
    company_words: frozenset[str] = frozenset()
    company_endings: tuple[str, ...] = ()
    titles: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    family_first: frozenset[str] = frozenset()
    family_maybe_first: frozenset[str] = frozenset()
    words: Collection[str] = frozenset()
    marked_words: Collection[str] = frozenset()  # those of them that have å, ä, ö or their like, folded
    never: frozenset[str] = frozenset()
    pet_names: Mapping[str, frozenset[int]] = field(default_factory=dict)
    sounds: Collection[str] = frozenset()

    def rank(self, name: str) -> Rank | None:
        """How well a given name is known: common in Sweden, rare, or not at all. Parts are looked up one by one."""
        folded = fold(name).strip("-'. ")
        if len(folded) < 2 or folded in self.never:
            return None
        if folded in self.common:
            return "common"
        parts = [part for part in _PARTS.split(folded) if part]
        if 2 <= len(parts) <= 3:
            each = [self.rank(part) for part in parts]
            return None if None in each else "common" if set(each) == {"common"} else "rare"
        return "rare" if folded in self.rare or self._sounds_known(folded) else None

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

    def is_particle(self, word: str) -> bool:
        """Is it a small word of a surname: van, der, af?"""
        return fold(word) in self.particles

    def has_family_first(self, words: Sequence[str]) -> bool:
        """Is the family name written first, as in Vietnamese names: Nguyễn Thị Lan?"""
        first = fold(words[0])
        sure = first in self.family_first and not (len(words) == 2 and self.is_patronymic(words[1]))
        asian = len(words) > 2 and fold(words[1]) in _MIDDLE_NAMES
        return len(words) > 1 and (sure or (first in self.family_maybe_first and asian))

    def is_filler(self, word: str) -> bool:
        """Is it a word of the greeting itself, as in "Hej igen Anna"?"""
        return fold(word) in self.fillers

    def is_word(self, word: str) -> bool:
        """Is it an ordinary Swedish word (that can be a name too)?"""
        return word.casefold() in self.words

    def is_word_without_marks(self, word: str) -> bool:
        """Is it such a word as addresses write it: storning?"""
        return self.is_word(word) or fold(word) in self.marked_words

    def is_surname(self, word: str) -> bool:
        """Is it known or built as a surname (that can be a given name too)?"""
        folded = fold(word)
        return folded in self.surnames or (_SURNAMES.match(folded) is not None and not self.is_word(word))

    def is_patronymic(self, word: str) -> bool:
        """Is it built as only surnames are: Svensson, Lindqvist?"""
        folded = fold(word)
        return folded not in self.common and _PATRONYMS.match(folded) is not None

    def is_only_surname(self, word: str) -> bool:
        """Is it a surname that is never given as a first name: Svensson, Lindqvist?"""
        folded = fold(word)
        given = folded in self.rare or folded in self.common
        return self.is_patronymic(word) or (folded in self.nordic_surnames and not given)

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
        if len(short) < 3 or not long.startswith(short[: max(3, len(short) - 1)]):
            return False
        rest = long[len(short) :]  # "Evasvensson" is no other way of writing Eva
        return not (long.startswith(short) and len(rest) > 3 and self.rank(long) is None and self.is_surname(rest))

    def begin_alike_only(self, one: str, other: str) -> bool:
        """Are they two well-known names that only begin alike: Anna and Annika, Johan and Johanna?

        Not so where one can be short for the other (Lena, Madde), its pet name, or a slip of one letter.
        """
        first, second = fold(one), fold(other)
        near = first == second or sound(first) == sound(second) or apart_by_one(first, second)
        if near or not (first in self.common and second in self.common) or _PARTS.search(first) or _PARTS.search(second):
            return False
        if self.pet_names.get(first, frozenset()) & self.pet_names.get(second, frozenset()):
            return False
        short, long = sorted((first, second), key=len)
        if _SHORTENED.search(short):
            return False
        return not long.startswith(short) or _HERS.fullmatch(long[len(short) :]) is not None

    def _sounds_known(self, folded: str) -> bool:
        return len(folded) >= _LEAST_SOUND and not self.is_surname(folded) and sound(folded) in self.sounds


class NameListError(RuleFileError):
    """A line in one of the name files can't be used; ``file`` and ``line`` say where."""

    def __init__(self, file: str, line: int, what: str):
        super().__init__((file,), what, line)
        self.file = file


class _Known(Trie):
    """Thousands of words in a thirtieth of a set's room, which was 6 MB of the server's; a look takes 0.3 µs longer."""

    def __contains__(self, word: object) -> bool:
        try:
            return super().__contains__(word)
        except UnicodeEncodeError:  # half of a sign, which a mail may hold
            return False


_LISTS = (
    "roles.txt", "not-names.txt", "given-words.txt", "given-sweden.txt", "given-common.txt", "given-abroad.txt", "titles.txt",
    "greeting-words.txt", "particles.txt", "words.txt",
)  # fmt: skip
_OWN_LINE = re.compile(r"[^\W\d_]+(?:[-' ’][^\W\d_]+)*", re.UNICODE)


def names_from_texts(files: Mapping[str, str]) -> Names:
    """Build the names from the files of ``shared_rules/names``: file name → content. A missing file counts as empty.

    :raises NameListError: a line in ``egna.txt`` that is no name.
    """
    own, never = _own(files.get("egna.txt", ""))
    plain = {name: _words(files.get(name, "")) for name in _LISTS}
    roles, role_endings = _with_endings(plain["roles.txt"])
    forms, company_entries = _marked(files.get("companies.txt", ""))
    companies, company_endings = _with_endings(company_entries)
    family_first, family_maybe_first = _marked(files.get("family-first.txt", ""))
    nordic, foreign = _marked(files.get("surnames.txt", ""))
    words = {word for _, line in _lines(files.get("words.txt", "")) for word in line.casefold().split()}
    not_names = set(plain["not-names.txt"])
    certain = own | set(plain["given-words.txt"])
    # A double name is also written in one word: Annlouise.
    near = {*plain["given-sweden.txt"], *plain["given-common.txt"]}
    joined = {name.replace("-", "") for name in near if "-" in name}
    no_proof = not_names | roles | set(plain["words.txt"])
    common = (near - no_proof | certain) - never
    return Names(
        common=_Known(common),
        rare=_Known({*near, *joined, *plain["given-abroad.txt"]} - common - not_names - roles - set(forms) - never),
        surnames=_Known({*nordic, *foreign}),
        nordic_surnames=frozenset(nordic),
        roles=frozenset(roles - own),
        role_endings=role_endings,
        legal_forms=frozenset(forms) - common,
        company_words=frozenset(companies - own),
        company_endings=company_endings,
        titles=frozenset(plain["titles.txt"]) - common,
        fillers=frozenset(plain["greeting-words.txt"]),
        particles=frozenset(plain["particles.txt"]),
        family_first=frozenset(family_first),
        family_maybe_first=frozenset(family_maybe_first),
        words=_Known(words | not_names),
        marked_words=_Known(fold_text("\n".join(word for word in words if not word.isascii())).split()),
        never=frozenset(never),
        pet_names=_groups(files.get("nicknames.txt", "")),
        sounds=_Known(sound("\n".join(name for name in common if len(name) >= _LEAST_SOUND)).split()),
    )


def _lines(text: str) -> list[tuple[int, str]]:
    return [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip() and line.lstrip()[0] != "#"]


def _words(text: str) -> list[str]:
    return fold_text("\n".join(line for _, line in _lines(text))).split()


def _with_endings(entries: list[str]) -> tuple[set[str], tuple[str, ...]]:
    """The words, and the word endings (written after a star)."""
    endings = sorted({entry[1:] for entry in entries if entry[0] == "*"})
    return {entry for entry in entries if entry[0] != "*"}, tuple(endings)


def _marked(text: str) -> tuple[list[str], list[str]]:
    """The words of the lines that begin with "=" (legal forms, Nordic surnames), and those of the others."""
    marked = [line[1:] for _, line in _lines(text) if line[0] == "="]
    return _words("\n".join(marked)), _words("\n".join(line for _, line in _lines(text) if line[0] != "="))


def _groups(text: str) -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(fold_text("\n".join(line for _, line in _lines(text))).splitlines()):
        for name in line.split():
            groups.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


def can_be_own(entry: str) -> bool:
    """Can it be a line of the team's own names?"""
    return _OWN_LINE.fullmatch(entry) is not None


def _own(text: str) -> tuple[set[str], set[str]]:
    """The team's own names, one on a line, and the words (after a minus) that it wants stopped."""
    names: set[str] = set()
    never: set[str] = set()
    for number, line in _lines(text):
        if fault := unseen(line):
            raise NameListError("egna.txt", number, f"raden {fault}")
        entry = line.removeprefix("-").strip()
        if not can_be_own(entry):
            what = f"”{line}” är inget namn; skriv ett på varje rad, med bara bokstäver"
            raise NameListError("egna.txt", number, what)
        (never if line[0] == "-" else names).add(fold(entry))
    return names, never
