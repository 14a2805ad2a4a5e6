"""What is wrong with the name in a greeting, from plain values that the detector collects."""

import re

from rutinlots.core.names.parsed import is_initials
from rutinlots.core.names.person import Person, if_automatic, written
from rutinlots.core.names.recipient import Recipient
from rutinlots.core.names.spelling import fold
from rutinlots.core.names.verdict import BROKEN, CHOICE, COMPANY, CUT, DIGITS, FINE, OTHER_WRITER, PLACEHOLDER, ROLE, Fault

_PLACEHOLDER = re.compile(
    r"[{}\[\]<>…]|\.{3}|_{2,}|^(?:x{2,}|nn|null|undefined|(?:för|efter|kund)?namn(?:et)?|(?:kundens|ditt) namn|customer name)$",
    re.I,
)
_ADDRESS = re.compile(r"@|://|^www\.|\.(?:se|com|nu|net|org|eu|info|io)$", re.I)
_AND = re.compile(r"\s+(?:och|(?-i:o)|and|samt|eller|med|or|with)\s+|\s*[&+/]\s*", re.I)
QUOTES = "'’‘´`\"”“"
_SPOILT = re.compile(r"=\?|\?=|&#?\w+;?|\ufffd|[^\W\d_]\?[^\W\d_]")
_LONGEST_ABBREVIATION = 4
_SHORT_TITLES = frozenset({"hr", "frk"})  # before a name only: HR alone is a department
_AND_WORDS = frozenset({"och", "o", "&", "and"})
_OFFICES = frozenset({"styrelsen", "kassören", "ordföranden", "sekreteraren", "förvaltaren", "medlemmarna"})
_ORDER = ("fine", "unsure", "sure")


def is_placeholder(text: str) -> bool:
    """Is it a place of a template that was never filled in?"""
    return _PLACEHOLDER.search(text) is not None


def is_spoilt(text: str) -> bool:
    """Has it letters that were lost on the way: "Bj?rn", "=?utf-8?", "&amp;"?"""
    return _SPOILT.search(text) is not None


class GreetedName:
    """One greeted name against what is known of the recipient."""

    def __init__(self, words: list[str], recipient: Recipient):
        self.words = words
        self.name = " ".join(words)
        self.recipient = recipient
        self.names = recipient.names
        self.person = Person(recipient)

    def fault(self) -> Fault:
        """The worst fault of the name, or fine."""
        for look in (self._obvious, self._titled, self._company, self._digits, self._signed, self._role, self._choice):
            if (fault := look()) is not None:
                return fault
        people = [part.split() for part in _AND.split(self.name) if part.strip() and not any(map(str.isdigit, part))]
        return max((self.person.fault(words, len(people)) for words in people), key=_weight, default=FINE)

    def _obvious(self) -> Fault | None:
        if is_placeholder(self.name):
            return "sure", PLACEHOLDER
        if is_spoilt(self.name):
            return "sure", BROKEN
        if _ADDRESS.search(self.name):
            return "sure", "är en mejladress"
        if self.name[0] in QUOTES or self.name[-1] in QUOTES:
            return if_automatic(self.recipient, self.words[0].strip(QUOTES)), "har ett citattecken kvar"
        return self._cut()

    def _titled(self) -> Fault | None:
        """Is it a title and the surname that the customer has: "Herr Ek", "fru van der Berg", "herr och fru Ek"?"""
        rest = self.words[:]
        while len(rest) > 1 and (self.names.is_title(rest[0]) or fold(rest[0]) in _SHORT_TITLES or fold(rest[0]) in _AND_WORDS):
            rest.pop(0)
        if len(rest) == len(self.words) or self.recipient.display.kind in ("company", "role"):
            return None
        surname = [fold(word) for word in rest]
        whole = [each for each in (self.recipient.display, *self.recipient.signatures) if len(each.words) > 1]
        ends = [each.words[-len(rest) :] for each in whole] + [each.words[: len(rest)] for each in whole if each.surname_first]
        known = any([fold(word).strip(",.") for word in end] == surname for end in ends)
        return FINE if known and rest[-1][0].isupper() else None

    def _cut(self) -> Fault | None:
        """Is it the beginning of a name, up to a small word of the surname: "Edwin van der", "van"?"""
        last = self.words[-1]
        following = fold(self.recipient.evidence.name).partition(fold(self.name) + " ")[2]
        whole = last[0].isupper() and (not following or (len(self.words) == 1 and self.names.rank(last) is not None))
        if not self.names.is_particle(last) or whole:
            return None
        return if_automatic(self.recipient, self.words[0]), CUT

    def _company(self) -> Fault | None:
        names, recipient, first = self.names, self.recipient, self.words[0]
        address = recipient.in_address(self.name)
        if all(names.is_legal_form(word) for word in self.words):
            # "Hej Brf," says nothing; "Hej Stiftelsen," may be how the customer is called.
            short = all(len(word) <= _LONGEST_ABBREVIATION for word in self.words)
            return ("sure" if address or (short and recipient.is_automatic(self.name)) else "unsure"), COMPANY
        display = recipient.display
        if any(names.same_person(first, given) for given in (*recipient.signed_givens, *recipient.other_givens)):
            return None
        if display.kind == "company" and len(display.words) > 1:
            if display.givens and fold(first) == fold(display.givens[0]):
                return FINE
            if all(fold(word).strip(",.") in recipient.display_words for word in self.words):
                return None if len(self.words) == 1 and names.is_role(first) else ("unsure", COMPANY)
        if names.rank(first) is None and any(names.is_company_word(word) for word in self.words):
            return ("sure", address) if len(self.words) == 1 and address else ("unsure", COMPANY)
        return None

    def _digits(self) -> Fault | None:
        """Has it digits? "Majken och klass 5B" is by hand, to a person whom we know and those around her."""
        numbered = [word for word in self.words if any(map(str.isdigit, word))]
        if not numbered:
            return None
        recipient, named = self.recipient, [word for word in self.words if word not in numbered]
        of_group = bool(named) and all(word[0].isdigit() for word in numbered)
        known = (*recipient.signed_givens, *recipient.other_givens, *recipient.display.givens)
        if of_group and _AND.search(self.name) and any(self.names.same_person(word, given) for word in named for given in known):
            return None
        automatic = not of_group or any(map(recipient.is_automatic, (self.name, *numbered)))
        return ("sure" if automatic else "unsure"), DIGITS

    def _signed(self) -> Fault | None:
        """Is it what the customer signs with? Then it is right, however odd, but for initials: P-O is a name, A.K. is none."""
        if is_initials(self.words[0]) and "-" not in self.words[0]:
            return None
        if not _AND.search(self.name) and self.person.signed_before(self.words[0]):
            return "unsure", OTHER_WRITER
        swapped = {calling.written for calling in self.recipient.signatures if calling.surname_first}
        signed = {fold(part) for each in self.recipient.evidence.signed for part in (each, *each.split()[: each not in swapped])}
        return written(self.name, self.names) if fold(self.name) in signed else None

    def _role(self) -> Fault | None:
        first, display = self.words[0], self.recipient.display
        part = display.kind == "role" and self.names.is_role("".join(display.words)) and fold(first) == fold(display.words[0])
        if not (part or any(map(self.names.is_role, self.words))) or self.names.rank(first) == "common":
            return None
        if first in _OFFICES:
            return FINE  # written by hand: Freshdesk begins with a capital
        automatic = any(map(self.recipient.is_automatic, (self.name, *self.words)))
        return ("sure" if automatic else "unsure"), ROLE

    def _choice(self) -> Fault | None:
        """Is it two first names with a slash, of which one is nowhere in the ticket: a template's, or a colleague's copy?"""
        recipient, names = self.recipient, self.names
        parts = [part.split() for part in self.name.split("/") if part.strip()]
        known = (*recipient.signed_givens, *recipient.other_givens, *recipient.display.givens)
        if len(parts) != 2 or not known or any(len(part) > 2 or names.rank(part[0]) is None for part in parts):
            return None
        strange = [
            not any(names.same_person(part[0], given) for given in known) and not recipient.is_automatic(part[0]) for part in parts
        ]
        return ("unsure", CHOICE) if any(strange) else None

def _weight(fault: Fault) -> int:
    return _ORDER.index(fault[0])
