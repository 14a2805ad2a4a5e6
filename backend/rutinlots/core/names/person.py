"""A name in a greeting against the person it is meant for.

Evidence for a name, in this order: the customer's own signature, a display name of two words or more whose first is
no role and no ordinary word, the list of names.
"""

import re

from rutinlots.core.names.parsed import is_capitals, is_initials
from rutinlots.core.names.recipient import ADDRESS_START, ADDRESS_WHOLE, Recipient, in_our_letters
from rutinlots.core.names.register import Names
from rutinlots.core.names.spelling import apart_by_one, fold, sound
from rutinlots.core.names.verdict import (
    ANOTHER,
    BROKEN,
    COMPANY,
    FINE,
    MISSPELT,
    SURNAME,
    SURNAME_FIRST,
    UNKNOWN,
    WORD,
    Fault,
    Verdict,
)

_ODD = re.compile(r"[^\w\s\-'’´`.]|_")
_INNER_STOP = re.compile(r"[^\W\d_]\.[^\W\d_]{2}|[^\W\d_]{2}\.[^\W\d_]")
_PET_NAME = re.compile(r"(?:([b-df-hj-np-tv-z])\1|ck)(?:e|an|is|en)$")
_VOWELS = frozenset("aeiouyäöå")


def if_automatic(recipient: Recipient, text: str) -> Verdict:
    """Freshdesk's own greeting is interrupted; what the agent wrote by hand gets a hint at most."""
    return "sure" if recipient.is_automatic(text) else "unsure"


class Person:
    """What is known of the person that a mail goes to."""

    def __init__(self, recipient: Recipient):
        self.recipient = recipient
        self.names = recipient.names

    def fault(self, words: list[str], people: int) -> Fault:
        """What is wrong with one name, given as its words, in a greeting of so many people; or fine."""
        names = self.names
        while len(words) > 1 and names.is_title(words[0]):
            words = words[1:]
            if len(words) == 1 and names.is_surname(words[0]):
                return FINE
        first, text = words[0], " ".join(words)
        if names.is_title(first):
            return if_automatic(self.recipient, first), "är ett tilltal utan namn"
        if not any(map(str.isalpha, text)) or _ODD.search(text) or _INNER_STOP.search(text):
            return if_automatic(self.recipient, first), BROKEN
        if not in_our_letters(first):
            return FINE  # another script: nothing that we can judge
        if (
            is_initials(first)
            or is_capitals(first, names)
            or (len(first) <= 3 and not _VOWELS & set(fold(first)) and names.rank(first) is None)
        ):
            known = (len(words) > 1 and names.rank(words[1])) or self._is_double(first) or text in self.recipient.evidence.others
            return FINE if known else (if_automatic(self.recipient, first), "är bara initialer")
        if self.recipient.is_foreign and not names.is_word(first):
            return written(text, names)
        fault = self._by_signature(first, people) or self._by_display_name(first, words, people)
        fault = fault or self._by_list(first, words)
        return fault if fault[0] != "fine" else written(text, names)

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
            return ("unsure", MISSPELT) if self._is_misspelt(first) else FINE
        if any(_is_near(first, given) for given in signed):
            return FINE if recipient.is_automatic(first) else ("unsure", MISSPELT)
        if not signed or people > 1 or recipient.is_domain(first):
            return None
        for calling in recipient.signatures:
            if fold(first) in map(fold, calling.words):
                if calling.surname_first and fold(first) == fold(calling.words[0]):
                    return if_automatic(self.recipient, first), SURNAME_FIRST
                return FINE if names.rank(first) else ("unsure", SURNAME)
        latest = recipient.signatures[0]
        # The same person may sign with a second given name or a pet name that we don't know.
        displayed = fold(first) in recipient.display_words
        doubt = not latest.certain or any(
            (displayed and fold(given) in recipient.display_words) or _PET_NAME.search(fold(given)) for given in latest.givens
        )
        return ("unsure" if doubt else if_automatic(self.recipient, first)), "är inte namnet under mejlet"

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
            return ("unsure", WORD) if not known and names.is_word(first) else FINE
        in_display = fold(first) in self.recipient.display_words
        if display.surname_first and len(words) > 2 and fold(words[-1]) in map(fold, display.givens):
            return FINE  # the whole name
        if display.surname_first and in_display and len(words) <= 2:
            certain = "," in self.recipient.evidence.name or names.is_only_surname(first)
            return ("sure" if certain else "unsure"), SURNAME_FIRST
        if any(_is_near(first, given) for given in display.givens):
            return "unsure", MISSPELT
        if in_display:
            return FINE if known else ("sure", SURNAME_FIRST)
        if people > 1:
            return FINE if known else ("unsure", UNKNOWN)
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
            return ("unsure", address) if part else FINE
        odd = names.is_word(first) or names.is_only_surname(first)
        if rank == "rare":
            if odd:
                return ("sure" if whole else "unsure"), (address or WORD)
            return ("unsure", address) if address and not recipient.surname_follows(first) else FINE
        if names.is_only_surname(first) and len(words) == 2 and names.rank(words[1]) == "common":
            return if_automatic(self.recipient, first), SURNAME_FIRST
        if address:
            plausible = address == ADDRESS_START and recipient.surname_follows(first) and not odd
            return ("unsure" if plausible else "sure"), address
        if names.is_only_surname(first):
            return if_automatic(self.recipient, first), SURNAME
        if names.is_word(first) and len(words) == 1:
            return if_automatic(self.recipient, first), WORD
        return "unsure", (COMPANY if recipient.is_domain(first) else UNKNOWN)

    def signed_before(self, first: str) -> bool:
        """Did the customer sign so in an earlier mail, and in the latest with another name?"""
        recipient, same = self.recipient, self.names.same_person
        if len(recipient.signatures) < 2 or not recipient.is_automatic(first) or not recipient.signatures[0].certain:
            return False
        latest = recipient.signatures[0].givens
        known = any(same(first, given) for given in recipient.signed_givens)
        return known and not any(same(first, given) or _PET_NAME.search(fold(given)) for given in latest)


def _is_near(one: str, other: str) -> bool:
    """Is one probably a slip of the pen for the other?"""
    return min(len(one), len(other)) > 2 and apart_by_one(fold(one), fold(other))


def written(name: str, names: Names) -> Fault:
    """Is a name that is right also written right?"""
    first = name.split()[0]
    if name.islower() or (first.islower() and names.rank(first)):
        return "unsure", "är skrivet med liten bokstav"
    if name.isupper() and len(name) > 2 and not is_initials(name):
        return "unsure", "är skrivet med bara stora bokstäver"
    return FINE
