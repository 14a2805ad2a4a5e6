"""Is a greeted name the customer's? The judgement on plain values; where they come from is the detector's business.

What speaks for a name, in this order: the customer's own signature, a display name of two words or more whose first is
no role and no ordinary word, the list of names.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rutinlots.core.names import Names, apart_by_one, fold
from rutinlots.core.person import Calling, is_initials, local_words, read_calling, tidy

Verdict = Literal["sure", "unsure", "fine"]
Fault = tuple[Verdict, str]

_PLACEHOLDER = re.compile(r"[{}\[\]<>]|^x{2,}$|_{2,}|\.{3}|…|^(?:null|none|undefined|nan)$|^(?:för|efter)?namn(?:et)?$|^kundens namn$|^nn$", re.I)
_ADDRESS = re.compile(r"@|://|^www\.|\.(?:se|com|nu|net|org|eu|info|io)$", re.I)
_ODD = re.compile(r"[^\w\s\-'’´`.]|_")
_INNER_STOP = re.compile(r"[^\W\d_]\.[^\W\d_]{2}|[^\W\d_]{2}\.[^\W\d_]")
_VOWELS = frozenset("aeiouyäöå")
_AND = re.compile(r"\s+(?:och|o|and|samt)\s+|\s*[&+/]\s*", re.I)
_BARE = re.compile(r"[^a-z0-9]+")
_ORDER = ("fine", "unsure", "sure")
_FINE: Fault = ("fine", "")

ADDRESS_WHOLE = "är första delen av kundens mejladress"
ADDRESS_START = "är början på kundens mejladress"
ADDRESS_PART = "är en del av kundens mejladress"
SURNAME = "är ett efternamn"
WORD = "är ett vanligt ord, inget namn"
COMPANY = "är ett företag eller en förening, ingen person"
UNKNOWN = "finns inte bland de namn vi känner till"


@dataclass(frozen=True)
class Evidence:
    """What is known of whom the mail goes to.

    :ivar name: the display name. :ivar email: the address; either may be empty.
    :ivar signed: what the customer signed with, the latest mail first.
    :ivar others: display names and signatures of the other people in the conversation.
    """

    name: str = ""
    email: str = ""
    signed: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """A name to greet with, and the half sentence that says how we know; ``certain`` when nothing speaks against it."""

    name: str
    evidence: str
    certain: bool


@dataclass(frozen=True)
class Judgement:
    """``reason`` is a Swedish half sentence ("innehåller siffror").

    ``proposals`` come best first; with none, the greeting has no name. ``guess`` is a name that only the address gives.
    """

    verdict: Verdict
    name: str = ""
    reason: str = ""
    proposals: tuple[Proposal, ...] = ()
    guess: str | None = None


def judge_greeting(greeted: str, evidence: Evidence, names: Names) -> Judgement:
    """Judge the name in a greeting.

    :param greeted: what stands between the greeting word and its comma, as written: "Sparkcykel123", "Anna och Per".
    """
    words = [word.strip(",;:!?") for word in greeted.split()]
    while words and names.is_filler(words[0]):
        words.pop(0)
    while words and names.is_filler(words[-1]):
        words.pop()
    if not words:
        return Judgement("fine")
    case = _Case(" ".join(words), evidence, names)
    verdict, reason = case.fault()
    if verdict == "fine":
        return Judgement("fine", case.name)
    return Judgement(verdict, case.name, reason, case.proposals(), case.guess())


class _Case:
    """One greeted name against the evidence; each derived thing is worked out once."""

    def __init__(self, name: str, evidence: Evidence, names: Names):
        self.name = name
        self.evidence = evidence
        self.names = names
        self.words = name.split()

    @cached_property
    def display(self) -> Calling:
        return read_calling(self.evidence.name, self.names)

    @cached_property
    def signatures(self) -> tuple[Calling, ...]:
        read = (read_calling(signed, self.names) for signed in self.evidence.signed)
        return tuple(calling for calling in read if calling.givens)

    @cached_property
    def local(self) -> tuple[str, ...]:
        return local_words(self.evidence.email)

    @cached_property
    def local_joined(self) -> str:
        return "".join(self.local)

    @cached_property
    def display_words(self) -> frozenset[str]:
        words = {fold(word).strip(",.") for word in (*self.evidence.name.split(), *self.display.words)}
        return frozenset(words | {part for word in words for part in _BARE.split(word) if part})

    def is_automatic(self, text: str) -> bool:
        """Does it come from the contact's name or address, and not out of the agent's head?"""
        if not self.evidence.name and not self.evidence.email:
            return True
        folded = fold(text).strip(".")
        return folded in self.display_words or folded == fold(self.evidence.name) or self.in_address(text) != ""

    def in_address(self, text: str) -> str:
        """How it stands in the address, as a reason; empty when it doesn't."""
        bare = _BARE.sub("", fold(text))
        if len(bare) < 2 or not self.local:
            return ""
        if bare == self.local_joined:
            return ADDRESS_WHOLE
        if self.local_joined.startswith(bare):
            return ADDRESS_START
        return ADDRESS_PART if bare in self.local or (len(bare) > 3 and bare in self.local_joined) else ""

    # --- faults

    def fault(self) -> Fault:
        """The worst fault of the name, or fine."""
        for look in (self._obvious, self._company, self._digits, self._signed, self._role):
            if (fault := look()) is not None:
                return fault
        people = [part.split() for part in _AND.split(self.name) if part.strip()]
        return max((self._person(words, len(people)) for words in people), key=lambda f: _ORDER.index(f[0]), default=_FINE)

    def _obvious(self) -> Fault | None:
        if _PLACEHOLDER.search(self.name):
            return "sure", "är en platshållare som inte är ifylld"
        if _ADDRESS.search(self.name):
            return "sure", "är en mejladress"
        return None

    def _company(self) -> Fault | None:
        names, single = self.names, len(self.words) == 1
        if all(names.is_legal_form(word) for word in self.words):
            return ("sure" if self.is_automatic(self.name) else "unsure"), COMPANY
        of_display = self.display.kind == "company" and all(fold(w).strip(",.") in self.display_words for w in self.words)
        if of_display and len(self.display.words) > 1:
            if self.display.givens and fold(self.words[0]) == fold(self.display.givens[0]):
                return _FINE
            return ("unsure", COMPANY) if not single or not names.is_role(self.name) else None
        if any(names.is_company_word(word) for word in self.words) and self._is_unknown(self.words[0]):
            address = self.in_address(self.name)
            return ("sure", address) if single and address else ("unsure", COMPANY)
        return None

    def _digits(self) -> Fault | None:
        return ("sure", "innehåller siffror") if any(map(str.isdigit, self.name)) else None

    def _signed(self) -> Fault | None:
        """Is it what the customer signs with? Then it is right, however odd."""
        if any(is_initials(word) for word in self.words[:1]):
            return None
        folded = fold(self.name)
        for signed in self.evidence.signed:
            if folded in (fold(signed), fold(signed.split()[0]) if signed.split() else ""):
                return self._written(self.name)
        return None

    def _role(self) -> Fault | None:
        if not any(self.names.is_role(word) for word in self.words) or self.names.standing(self.words[0]) == "common":
            return None
        known = self.is_automatic(self.name) or any(self.is_automatic(word) for word in self.words)
        return ("sure" if known else "unsure"), "är en funktion eller en grupp, inte en persons namn"

    def _person(self, words: list[str], people: int) -> Fault:
        names = self.names
        while len(words) > 1 and names.is_title(words[0]):
            words = words[1:]
            if len(words) == 1 and names.is_surname(words[0]):
                return _FINE
        first, text = words[0], " ".join(words)
        automatic: Verdict = "sure" if self.is_automatic(first) else "unsure"
        if names.is_title(first):
            return automatic, "är en titel, inget namn"
        if not any(map(str.isalpha, text)) or _ODD.search(text) or _INNER_STOP.search(text):
            return automatic, "innehåller tecken som inte hör till ett namn"
        standing = names.standing(first)
        if is_initials(first) or (standing is None and len(first) <= 3 and not _VOWELS & set(first.casefold())):
            if len(words) > 1 and names.standing(words[1]):
                return _FINE
            return automatic, "är bara initialer"
        if not first.isascii() and not any(c.isascii() and c.isalpha() for c in fold(first)):
            return _FINE  # another script: nothing we could judge
        fault = self._known_person(first, words, people) or self._single(first, words)
        return fault if fault[0] != "fine" else self._written(text)

    def _known_person(self, first: str, words: list[str], people: int) -> Fault | None:
        """What signatures and a display name of two words or more say; None when they say nothing."""
        names, display = self.names, self.display
        others = [read_calling(other, names) for other in self.evidence.others]
        if any(names.same_person(first, given) for calling in others for given in calling.givens):
            return _FINE
        given = [given for calling in self.signatures for given in calling.givens]
        known = names.standing(first) is not None
        if any(names.same_person(first, each) for each in given):
            return _FINE
        if any(_is_near(first, each) for each in given):
            return _FINE if self.is_automatic(first) else ("unsure", "stavas inte som i kundens underskrift")
        if given and known and people == 1:
            signed = self.signatures[0]
            if any(fold(first) in map(fold, calling.words) for calling in self.signatures):
                return _FINE if known else ("unsure", SURNAME)
            doubt = not signed.certain or any(fold(each) in self.display_words for each in signed.givens)
            verdict: Verdict = "sure" if self.is_automatic(first) and not doubt else "unsure"
            return verdict, "är inte namnet som kunden skrev under med"
        if display.kind != "person":
            return None
        if display.surname_first and len(words) <= 2 and not any(names.same_person(first, each) for each in display.givens):
            if fold(first) in self.display_words:
                return ("sure" if "," in self.evidence.name or names.is_only_surname(first) else "unsure"), "är efternamnet, inte förnamnet"
        if any(names.same_person(first, each) for each in display.givens):
            return _FINE
        if any(_is_near(first, each) for each in display.givens):
            return "unsure", "stavas inte som i kundens namn"
        if fold(first) in self.display_words:
            return _FINE if known else ("sure", "är efternamnet, inte förnamnet")
        if people > 1:
            return _FINE if known else ("unsure", UNKNOWN)
        return "unsure", "stämmer inte med avsändarnamnet"

    def _single(self, first: str, words: list[str]) -> Fault:
        """Nothing but one word, or a name made up from the address."""
        names, standing, address = self.names, self.names.standing(first), self.in_address(first)
        whole = address == ADDRESS_WHOLE
        automatic = self.is_automatic(first)
        if standing == "common":
            if "-" in first and first[1:].islower() and whole:
                return "unsure", address
            rest = [word for word in self.local if not word.startswith(fold(first))]
            digits = any(character.isdigit() for character in self.local_joined)
            return ("unsure", address) if address and not whole and digits and not (rest and rest[0].isalpha()) else _FINE
        if standing == "rare":
            if names.is_word(first) or names.is_only_surname(first):
                return ("sure" if whole else "unsure"), (address or WORD)
            return ("unsure", address) if address and not self._surname_follows(first) else _FINE
        if names.is_only_surname(first) and len(words) == 2 and names.standing(words[1]) == "common":
            return ("sure" if automatic else "unsure"), "är efternamnet, inte förnamnet"
        if address:
            doubtful = address == ADDRESS_START and self._surname_follows(first) and not names.is_word(first) and not names.is_only_surname(first)
            return ("unsure" if doubtful else "sure"), address
        if automatic and names.is_only_surname(first):
            return "sure", SURNAME
        if names.is_word(first) and len(words) == 1:
            return ("sure" if automatic else "unsure"), WORD
        if self._is_domain(first):
            return "unsure", COMPANY
        return "unsure", UNKNOWN

    def _surname_follows(self, first: str) -> bool:
        """Is the address "first.surname@…" and nothing more?"""
        return len(self.local) == 2 and self.local[0] == fold(first) and self.names.is_surname(self.local[1])

    def _is_domain(self, word: str) -> bool:
        domain = self.evidence.email.partition("@")[2].casefold()
        return len(word) > 3 and _BARE.sub("", fold(word)) in {_BARE.sub("", part) for part in domain.split(".")[:-1]}

    def _is_unknown(self, word: str) -> bool:
        return self.names.standing(word) is None

    def _written(self, name: str) -> Fault:
        """Is a name that is right also written right?"""
        if not any(map(str.isalpha, name)) or not name.isascii() and name.lower() == name.upper():
            return _FINE
        if name.islower():
            return "unsure", "är skrivet med liten bokstav"
        if name.isupper() and len(name) > 2:
            return "unsure", "är skrivet med bara stora bokstäver"
        return _FINE

    # --- proposals

    def proposals(self) -> tuple[Proposal, ...]:
        """The names to greet with instead, best first: signature, display name, the greeted name with capitals."""
        found: list[Proposal] = []
        for calling in self.signatures:
            if calling.given:
                found.append(Proposal(calling.given, f"kunden skrev under med {calling.written}", calling.certain))
        display = self.display
        if display.given and (display.kind == "person" or self.names.standing(display.given) == "common"):
            found.append(Proposal(display.given, f"avsändarnamnet är {display.written}", display.certain and display.kind == "person"))
        tidied = " ".join(tidy(word) if len(word) > 1 else word for word in self.words)
        if tidied != self.name and self.name.lower() == tidied.lower() and self.names.standing(self.words[0]):
            found.append(Proposal(tidied, "", True))
        unique: dict[str, Proposal] = {}
        for proposal in found:
            if proposal.name != self.name:
                unique.setdefault(proposal.name, proposal)
        return tuple(unique.values())

    def guess(self) -> str | None:
        """The name that an address like anna.svensson84@… begins with."""
        if len(self.local) > 1 and self.local[0].isalpha() and self.names.standing(self.local[0]) == "common":
            guess = tidy(self.local[0])
            return guess if fold(guess) != fold(self.words[0]) else None
        return None


def _is_near(one: str, other: str) -> bool:
    """Is one probably a slip of the pen for the other?"""
    return min(len(one), len(other)) > 2 and apart_by_one(fold(one), fold(other))
