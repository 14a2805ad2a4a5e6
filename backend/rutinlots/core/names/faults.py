"""What is wrong with the name in a greeting, from plain values that the detector collects.

Evidence for a name, in this order: the customer's own signature, a display name of two words or more whose first is
no role and no ordinary word, the list of names.
"""

import re
from typing import Literal

from rutinlots.core.names.parsed import is_capitals, is_initials
from rutinlots.core.names.recipient import ADDRESS_START, ADDRESS_WHOLE, Recipient, in_our_letters
from rutinlots.core.names.register import Names
from rutinlots.core.names.spelling import apart_by_one, fold, sound

Verdict = Literal["sure", "unsure", "fine"]
Fault = tuple[Verdict, str]

_PLACEHOLDER = re.compile(
    r"[{}\[\]<>…]|\.{3}|_{2,}|^(?:x{2,}|nn|null|undefined|(?:för|efter|kund)?namn(?:et)?|(?:kundens|ditt) namn|customer name)$",
    re.I,
)
_ADDRESS = re.compile(r"@|://|^www\.|\.(?:se|com|nu|net|org|eu|info|io)$", re.I)
_ODD = re.compile(r"[^\w\s\-'’´`.]|_")
_INNER_STOP = re.compile(r"[^\W\d_]\.[^\W\d_]{2}|[^\W\d_]{2}\.[^\W\d_]")
_AND = re.compile(r"\s+(?:och|(?-i:o)|and|samt|eller|med|or|with)\s+|\s*[&+/]\s*", re.I)
QUOTES = "'’‘´`\"”“"
_SPOILT = re.compile(r"=\?|\?=|&#?\w+;?|\ufffd|[^\W\d_]\?[^\W\d_]")
_PET_NAME = re.compile(r"(?:([b-df-hj-np-tv-z])\1|ck)(?:e|an|is|en)$")
_VOWELS = frozenset("aeiouyäöå")
_LONGEST_ABBREVIATION = 4
_SHORT_TITLES = frozenset({"hr", "frk"})  # before a name only: HR alone is a department
_AND_WORDS = frozenset({"och", "o", "&", "and"})
_OFFICES = frozenset({"styrelsen", "kassören", "ordföranden", "sekreteraren", "förvaltaren", "medlemmarna"})
_ORDER = ("fine", "unsure", "sure")
_FINE: Fault = ("fine", "")

SURNAME = "är ett efternamn"
SURNAME_FIRST = "är efternamnet, inte förnamnet"
WORD = "är ett vanligt ord, inget namn"
DIGITS = "innehåller siffror"
COMPANY = "är ett företag eller en förening, ingen person"
ROLE = "är inte en persons namn"
UNKNOWN = "finns inte bland de namn vi känner till"
CUT = "är bara en del av kundens namn"
PLACEHOLDER = "är en platshållare som inte är ifylld"
BROKEN = "innehåller tecken som inte hör till ett namn"
OTHER_WRITER = "har skrivit tidigare mejl, men inte det senaste"
MISSPELT = "stavas inte som kundens namn"
ANOTHER = "är inte kundens namn, vad vi kan se"
CHOICE = "är två namn att välja mellan"


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

    def fault(self) -> Fault:
        """The worst fault of the name, or fine."""
        for look in (self._obvious, self._titled, self._company, self._digits, self._signed, self._role, self._choice):
            if (fault := look()) is not None:
                return fault
        people = [part.split() for part in _AND.split(self.name) if part.strip() and not any(map(str.isdigit, part))]
        return max((self._person(words, len(people)) for words in people), key=_weight, default=_FINE)

    def _if_automatic(self, text: str) -> Verdict:
        """Freshdesk's own greeting is interrupted; what the agent wrote by hand gets a hint at most."""
        return "sure" if self.recipient.is_automatic(text) else "unsure"

    def _obvious(self) -> Fault | None:
        if is_placeholder(self.name):
            return "sure", PLACEHOLDER
        if is_spoilt(self.name):
            return "sure", BROKEN
        if _ADDRESS.search(self.name):
            return "sure", "är en mejladress"
        if self.name[0] in QUOTES or self.name[-1] in QUOTES:
            return self._if_automatic(self.words[0].strip(QUOTES)), "har ett citattecken kvar"
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
        return _FINE if known and rest[-1][0].isupper() else None

    def _cut(self) -> Fault | None:
        """Is it the beginning of a name, up to a small word of the surname: "Edwin van der", "van"?"""
        last = self.words[-1]
        following = fold(self.recipient.evidence.name).partition(fold(self.name) + " ")[2]
        whole = last[0].isupper() and (not following or (len(self.words) == 1 and self.names.rank(last) is not None))
        if not self.names.is_particle(last) or whole:
            return None
        return self._if_automatic(self.words[0]), CUT

    def _company(self) -> Fault | None:
        names, recipient, first = self.names, self.recipient, self.words[0]
        address = recipient.in_address(self.name)
        if all(names.is_legal_form(word) for word in self.words):
            # "Hej Brf," says nothing; "Hej Stiftelsen," may be how the customer is called.
            short = all(len(word) <= _LONGEST_ABBREVIATION for word in self.words)
            return ("sure" if address or (short and recipient.is_automatic(self.name)) else "unsure"), COMPANY
        display = recipient.display
        if any(names.same_person(first, given) for given in recipient.signed_givens):
            return None
        if display.kind == "company" and len(display.words) > 1:
            if display.givens and fold(first) == fold(display.givens[0]):
                return _FINE
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
        if not _AND.search(self.name) and self._signed_before(self.words[0]):
            return "unsure", OTHER_WRITER
        swapped = {calling.written for calling in self.recipient.signatures if calling.surname_first}
        signed = {fold(part) for each in self.recipient.evidence.signed for part in (each, *each.split()[: each not in swapped])}
        return _written(self.name, self.names) if fold(self.name) in signed else None

    def _role(self) -> Fault | None:
        first, display = self.words[0], self.recipient.display
        part = display.kind == "role" and self.names.is_role("".join(display.words)) and fold(first) == fold(display.words[0])
        if not (part or any(map(self.names.is_role, self.words))) or self.names.rank(first) == "common":
            return None
        if first in _OFFICES:
            return _FINE  # written by hand: Freshdesk begins with a capital
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

    def _person(self, words: list[str], people: int) -> Fault:
        names = self.names
        while len(words) > 1 and names.is_title(words[0]):
            words = words[1:]
            if len(words) == 1 and names.is_surname(words[0]):
                return _FINE
        first, text = words[0], " ".join(words)
        if names.is_title(first):
            return self._if_automatic(first), "är ett tilltal utan namn"
        if not any(map(str.isalpha, text)) or _ODD.search(text) or _INNER_STOP.search(text):
            return self._if_automatic(first), BROKEN
        if not in_our_letters(first):
            return _FINE  # another script: nothing that we can judge
        if (
            is_initials(first)
            or is_capitals(first, names)
            or (len(first) <= 3 and not _VOWELS & set(fold(first)) and names.rank(first) is None)
        ):
            known = (len(words) > 1 and names.rank(words[1])) or self._is_double(first) or text in self.recipient.evidence.others
            return _FINE if known else (self._if_automatic(first), "är bara initialer")
        if self.recipient.is_foreign and not names.is_word(first):
            return _written(text, names)
        fault = self._by_signature(first, people) or self._by_display_name(first, words, people)
        fault = fault or self._by_list(first, words)
        return fault if fault[0] != "fine" else _written(text, names)

    def _is_double(self, first: str) -> bool:
        """Is it the initials of a double name, with the hyphen that they are called by, as the sender's name begins: P-O Stål?"""
        sender = self.recipient.evidence.name.split()
        return "-" in first.strip("-") and len(sender) > 1 and fold(sender[0]).replace("-", "") == fold(first).replace("-", "")

    def _by_signature(self, first: str, people: int) -> Fault | None:
        names, recipient = self.names, self.recipient
        signed = recipient.signed_givens
        if any(names.same_person(first, given) for given in (*recipient.other_givens, *signed)):
            if any(self._runs_on(first, given) for given in signed):
                return "sure", ADDRESS_WHOLE
            if self._is_another(first):
                return "unsure", ANOTHER
            return ("unsure", MISSPELT) if self._is_misspelt(first) else _FINE
        if any(_is_near(first, given) for given in signed):
            return _FINE if recipient.is_automatic(first) else ("unsure", MISSPELT)
        if not signed or people > 1 or recipient.is_domain(first):
            return None
        for calling in recipient.signatures:
            if fold(first) in map(fold, calling.words):
                if calling.surname_first and fold(first) == fold(calling.words[0]):
                    return self._if_automatic(first), SURNAME_FIRST
                return _FINE if names.rank(first) else ("unsure", SURNAME)
        latest = recipient.signatures[0]
        # The same person may sign with a second given name or a pet name that we don't know.
        doubt = not latest.certain or any(
            fold(given) in recipient.display_words or _PET_NAME.search(fold(given)) for given in latest.givens
        )
        return ("unsure" if doubt else self._if_automatic(first)), "är inte namnet under mejlet"

    def _is_misspelt(self, first: str) -> bool:
        """Is it another spelling of the only name that the customer goes by: Sarah for Sara, Ann-Sofi for Ann-Sofie?"""
        recipient, display = self.recipient, self.recipient.display
        known = {fold(given) for given in (*recipient.signed_givens, *recipient.other_givens, *display.givens)}
        if len(known) != 1 or recipient.is_automatic(first):
            return False
        (right,), greeted = known, fold(first)
        double = "-" in greeted and "-" in right and _is_near(greeted, right)
        return greeted != right and (double or sound(greeted) == sound(right))

    def _is_another(self, first: str) -> bool:
        """Is it a name that only begins like each that the customer goes by: Annika for Anna?"""
        recipient = self.recipient
        known = (*recipient.signed_givens, *recipient.other_givens, *recipient.display.givens)
        if not known or recipient.is_automatic(first):
            return False
        return all(not self.names.same_person(first, given) or self.names.begin_alike_only(first, given) for given in known)

    def _signed_before(self, first: str) -> bool:
        """Did the customer sign so in an earlier mail, and in the latest with another name?"""
        recipient, same = self.recipient, self.names.same_person
        if len(recipient.signatures) < 2 or not recipient.is_automatic(first) or not recipient.signatures[0].certain:
            return False
        latest = recipient.signatures[0].givens
        known = any(same(first, given) for given in recipient.signed_givens)
        return known and not any(same(first, given) or _PET_NAME.search(fold(given)) for given in latest)

    def _runs_on(self, first: str, given: str) -> bool:
        """Is it the customer's name and more, as the address has it: "Annabe" of Anna Berg, "Elinochjens"?"""
        whole = self.recipient.in_address(first) == ADDRESS_WHOLE and self.names.rank(first) is None
        return whole and fold(first).startswith(fold(given)) and len(fold(first)) - len(fold(given)) > 1

    def _by_display_name(self, first: str, words: list[str], people: int) -> Fault | None:
        names, display = self.names, self.recipient.display
        if display.kind != "person":
            return None
        known = names.rank(first) is not None
        if any(names.same_person(first, given) for given in display.givens):
            if self._is_another(first):
                return "unsure", ANOTHER
            return ("unsure", WORD) if not known and names.is_word(first) else _FINE
        in_display = fold(first) in self.recipient.display_words
        if display.surname_first and len(words) > 2 and fold(words[-1]) in map(fold, display.givens):
            return _FINE  # the whole name
        if display.surname_first and in_display and len(words) <= 2:
            certain = "," in self.recipient.evidence.name or names.is_only_surname(first)
            return ("sure" if certain else "unsure"), SURNAME_FIRST
        if any(_is_near(first, given) for given in display.givens):
            return "unsure", MISSPELT
        if in_display:
            return _FINE if known else ("sure", SURNAME_FIRST)
        if people > 1:
            return _FINE if known else ("unsure", UNKNOWN)
        return "unsure", ANOTHER

    def _by_list(self, first: str, words: list[str]) -> Fault:
        """Nothing to go by but one word, or a name made up from the address."""
        names, recipient, rank = self.names, self.recipient, self.names.rank(first)
        address = recipient.in_address(first)
        whole = address == ADDRESS_WHOLE
        if rank == "common":
            if "-" in first and first[1:].islower() and whole:  # Erik-selin
                return "unsure", "har liten bokstav efter bindestrecket"
            part = address and not whole and recipient.has_digits and not recipient.word_follows(first)
            return ("unsure", address) if part else _FINE
        odd = names.is_word(first) or names.is_only_surname(first)
        if rank == "rare":
            if odd:
                return ("sure" if whole else "unsure"), (address or WORD)
            return ("unsure", address) if address and not recipient.surname_follows(first) else _FINE
        if names.is_only_surname(first) and len(words) == 2 and names.rank(words[1]) == "common":
            return self._if_automatic(first), SURNAME_FIRST
        if address:
            plausible = address == ADDRESS_START and recipient.surname_follows(first) and not odd
            return ("unsure" if plausible else "sure"), address
        if names.is_only_surname(first):
            return self._if_automatic(first), SURNAME
        if names.is_word(first) and len(words) == 1:
            return self._if_automatic(first), WORD
        return "unsure", (COMPANY if recipient.is_domain(first) else UNKNOWN)


def _weight(fault: Fault) -> int:
    return _ORDER.index(fault[0])


def _is_near(one: str, other: str) -> bool:
    """Is one probably a slip of the pen for the other?"""
    return min(len(one), len(other)) > 2 and apart_by_one(fold(one), fold(other))


def _written(name: str, names: Names) -> Fault:
    """Is a name that is right also written right?"""
    first = name.split()[0]
    if name.islower() or (first.islower() and names.rank(first)):
        return "unsure", "är skrivet med liten bokstav"
    if name.isupper() and len(name) > 2 and not is_initials(name):
        return "unsure", "är skrivet med bara stora bokstäver"
    return _FINE
