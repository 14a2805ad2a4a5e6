"""Judges the name in a greeting, and offers the names that the customer may have instead."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rutinlots.core.names.faults import QUOTES, GreetedName, is_placeholder, is_spoilt
from rutinlots.core.names.parsed import tidy
from rutinlots.core.names.recipient import ADDRESS_WHOLE, Evidence, Proposal, Recipient
from rutinlots.core.names.register import Names
from rutinlots.core.names.verdict import PLACEHOLDER, Verdict

_SMILEY = re.compile(r"[\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff]+|(?:^|\s)[:;=]-?[)D(P](?=\s|$)")
_JOINERS = frozenset("och o and samt eller or".split())
# "Hej Anna m.fl.", "Hej Anna (och Björn)", "Hej Anna och familj": who is meant besides is the agent's matter.
_ADDITION = re.compile(
    r"[\s,]+(?:\([^()]*\)|m\.? ?fl\.?|et al\.?|(?:och|o|&|samt|med) (?:co|familj(?:en)?|fam\.?|flera|alla|övriga|styrelsen|"
    r"sambo|make|maka|hustru|man|fru|gänget|kolleg(?:a|or|er)))$",
    re.I,
)
_DOTS = re.compile(r"(?<=[\w)])\s*(?:…|\.{2,})[…., ]*$")  # "Hej Anna …": a pause, no part of the name
_PLACED = re.compile(r"(?<=\w) (?:i|på|hos|från|vid) (?:(?-i:[A-ZÅÄÖ])|brf\b|ab\b).*$", re.I)  # "Anna på Bygg AB"

EMPTY = "saknar namn"
SIGNS = "är bara tecken, inget namn"


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """``reason`` is a Swedish half sentence ("innehåller siffror").

    ``proposals`` come best first; with none, the greeting has no name. ``guess`` is a name that only the address gives.
    """

    verdict: Verdict
    name: str = ""
    reason: str = ""
    proposals: tuple[Proposal, ...] = ()
    guess: str | None = None


@lru_cache(1024)  # the same greeting comes again with each question while the reply is written
def judge_greeting(greeted: str, evidence: Evidence, names: Names) -> Judgement:
    """Judge the name in a greeting.

    :param greeted: the text between the greeting word and its comma, as written: "Sparkcykel123", "Anna och Per".
    """
    recipient = Recipient(evidence, names)
    if not any(map(str.isalnum, greeted)):
        return _nameless(greeted, recipient)
    greeted = _DOTS.sub("", greeted)
    while (shorter := _ADDITION.sub("", greeted)) != greeted:
        greeted = shorter
    if (placed := _PLACED.sub("", greeted)) != greeted:
        if any(map(names.is_role, placed.split())):
            return Judgement(verdict="fine", name=greeted)  # "Hej styrelsen i Brf Eken,": by hand, to all of them
        greeted = placed
    parts = greeted.split() if is_spoilt(greeted) else [word.strip(",;:!?") for word in _SMILEY.sub("", greeted).split()]
    written = [part for part in parts if part]  # "Anna !" has one word
    words = written[:]
    while words and names.is_filler(words[0]):
        words.pop(0)
    while words and names.is_filler(words[-1]):
        words.pop()
    if not words and recipient.in_address(greeted) == ADDRESS_WHOLE:
        words = written  # hejsan@…
    if not words:
        return Judgement(verdict="fine")
    name = GreetedName(words, recipient)
    verdict, reason = name.fault()
    if verdict == "fine":
        return Judgement(verdict="fine", name=name.name)
    guess = recipient.guess()
    return Judgement(
        verdict=verdict,
        name=name.name,
        reason=reason,
        proposals=_proposals(name),
        guess=guess if guess != tidy(words[0]) else None,
    )


def _nameless(greeted: str, recipient: Recipient) -> Judgement:
    """The judgement of a greeting in whose name there is no letter: empty, dashes, a heart. A smiley is only friendly."""
    if is_placeholder(greeted):
        return Judgement(verdict="sure", name=greeted, reason=PLACEHOLDER, proposals=tuple(recipient.proposals()))
    automatic = greeted in recipient.evidence.name.split()
    if greeted and not automatic and not _SMILEY.sub("", greeted).strip():
        return Judgement(verdict="fine")
    return Judgement(
        verdict="sure",
        name=greeted,
        reason=SIGNS if greeted else EMPTY,
        proposals=tuple(recipient.proposals()),
        guess=recipient.guess(),
    )


def _proposals(name: GreetedName) -> tuple[Proposal, ...]:
    """The recipient's names and the greeted one with its capitals; what is greeted already is left out."""
    found = name.recipient.proposals()
    words = [word.strip(QUOTES) for word in name.words]
    tidied = " ".join(word.lower() if word.casefold() in _JOINERS else tidy(word) if len(word) > 1 else word for word in words)
    if name.names.rank(words[0]) and not name.names.is_particle(words[-1]):
        found.append(Proposal(tidied, "", True))
    unique: dict[str, Proposal] = {}
    for proposal in found:
        unique.setdefault(proposal.name, proposal)
    unique.pop(name.name, None)
    return tuple(unique.values())
