"""Whom a mail goes to: what the display name, the address and the customer's signatures say of the person's name."""

import re
from dataclasses import dataclass
from functools import cached_property

from rutinlots.core.names.parsed import ParsedName, local_words, parse_name, tidy
from rutinlots.core.names.register import Names
from rutinlots.core.names.spelling import fold

_BARE = re.compile(r"[^a-z0-9]+")
_MOST_INITIALS = 4

ADDRESS_WHOLE = "är första delen av kundens mejladress"
ADDRESS_START = "är början på kundens mejladress"
ADDRESS_PART = "är en del av kundens mejladress"


@dataclass(frozen=True)
class Evidence:
    """Evidence about the recipient of the mail.

    :ivar name: the display name. :ivar email: the address; either may be empty.
    :ivar signed: what the customer signed with, the latest mail first.
    :ivar others: display names and signatures of the other people in the conversation, and the names told in the customer's mails.
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


class Recipient:
    """The evidence, interpreted with the name register; each derived value is computed once, when first needed."""

    def __init__(self, evidence: Evidence, names: Names):
        self.evidence = evidence
        self.names = names

    @cached_property
    def display(self) -> ParsedName:
        """The display name."""
        return parse_name(self.evidence.name, self.names)

    @cached_property
    def signatures(self) -> tuple[ParsedName, ...]:
        """The signatures that give a name, the latest mail's first.

        Beside a display name in our letters, one in another script (Olga, signed Ольга) says nothing else.
        """
        read = (parse_name(signed, self.names) for signed in self.evidence.signed)
        ours = self.display.certain and in_our_letters(self.display.given)
        told = tuple(calling for calling in read if calling.givens and (not ours or in_our_letters(calling.given)))
        return tuple(calling for calling in told if not (self.display.certain and self._is_shortened(calling.written)))

    def _is_shortened(self, signed: str) -> bool:
        """Is it the display name's first letters: "JO" or "JS" of Jan-Olof Svensson? It says nothing new."""
        if not (2 <= len(signed) <= _MOST_INITIALS and signed.isalpha() and signed.isupper()):
            return False
        parts = [part for word in self.display.words for part in _BARE.split(fold(word)) if part]
        return fold(signed) in {fold("".join(word[0] for word in words)) for words in (parts, parts[:-1], parts[:1] + parts[-1:])}

    @cached_property
    def signed_givens(self) -> tuple[str, ...]:
        """The given names that the customer has signed with."""
        return tuple(given for calling in self.signatures for given in calling.givens)

    @cached_property
    def is_foreign(self) -> bool:
        """Is all that we know of the customer's name in another script? What it is in our letters is the agent's to say."""
        known = (*self.signed_givens, *self.display.givens)
        return bool(known) and not any(map(in_our_letters, known))

    @cached_property
    def other_givens(self) -> tuple[str, ...]:
        """The given names of the others in the conversation."""
        return tuple(given for other in self.evidence.others for given in parse_name(other, self.names).givens)

    @cached_property
    def display_words(self) -> frozenset[str]:
        """The display name's words and their parts, folded."""
        words = {fold(word).strip(",.()\"'") for word in (*self.evidence.name.split(), *self.display.words)}
        return frozenset(words | {part for word in words for part in _BARE.split(word) if part})

    @cached_property
    def _local(self) -> tuple[str, ...]:
        return local_words(self.evidence.email)

    @cached_property
    def _local_joined(self) -> str:
        return "".join(self._local)

    @cached_property
    def has_digits(self) -> bool:
        """Has the address digits before its @?"""
        return any(character.isdigit() for character in self._local_joined)

    def is_automatic(self, text: str) -> bool:
        """Does a greeted name come from the contact's name or address, rather than from the agent?"""
        if not self.evidence.name and not self.evidence.email:
            return True
        folded = fold(text).strip(".")
        return folded in self.display_words or folded == fold(self.evidence.name) or self.in_address(text) != ""

    def in_address(self, text: str) -> str:
        """Where in the address it occurs, as a Swedish half sentence; empty if it doesn't."""
        bare = _BARE.sub("", fold(text))
        if len(bare) < 2 or not self._local:
            return ""
        if bare == self._local_joined:
            return ADDRESS_WHOLE
        if self._local_joined.startswith(bare):
            return ADDRESS_START
        return ADDRESS_PART if bare in self._local or (len(bare) > 3 and bare in self._local_joined) else ""

    def surname_follows(self, first: str) -> bool:
        """Is the address "first.surname@…" and nothing more?"""
        return len(self._local) == 2 and self._local[0] == fold(first) and self.names.is_surname(self._local[1])

    def word_follows(self, first: str) -> bool:
        """Is the address a name and then a word of letters, as in first.something84@…?"""
        rest = [word for word in self._local if not word.startswith(fold(first))]
        return bool(rest) and rest[0].isalpha()

    def is_domain(self, word: str) -> bool:
        """Is it the name of the address' domain, as a company's is?"""
        domain = self.evidence.email.partition("@")[2].casefold()
        return len(word) > 3 and _BARE.sub("", fold(word)) in {_BARE.sub("", part) for part in domain.split(".")[:-1]}

    def proposals(self) -> list[Proposal]:
        """The names to greet with, best first: the signatures', then the display name's."""
        found = [
            Proposal(calling.given, f"kunden skrev under med {calling.written}", calling.certain)
            for calling in self.signatures
            if calling.given
        ]
        display = self.display
        if display.given and self._speaks(display):
            certain = display.certain and display.kind == "person"
            found.append(Proposal(display.given, f"avsändarnamnet är {display.written}", certain))
        return found

    def guess(self) -> str | None:
        """The name that an address like anna.svensson84@… begins with."""
        first = self._local[0] if len(self._local) > 1 else ""
        if not first.isalpha() or self.names.rank(first) != "common":
            return None
        # The address has no å: beside "Björn" it says nothing new.
        return None if any(fold(each.name) == first for each in self.proposals()) else tidy(first)

    def _speaks(self, display: ParsedName) -> bool:
        if self.names.rank(display.given or "") == "common":
            return True
        return display.kind == "person" and (display.certain or not self.names.is_word(display.words[0]))


def in_our_letters(name: str | None) -> bool:
    """Is a name written in Latin letters, at least in part?"""
    return name is not None and any(character.isascii() for character in fold(name))
