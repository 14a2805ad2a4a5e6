"""Personal addresses and telephone numbers in the agent's own text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.entities.addresses import addresses, is_company, is_noreply, is_ours
from rutinlots.core.entities.phone import Phone, is_written, phones
from rutinlots.core.finding import Fix, Hit, Span, shown
from rutinlots.core.mail.draft import Stretch
from rutinlots.core.names.register import Names
from rutinlots.core.names.spelling import apart_by_one, fold
from rutinlots.core.sentences import around

_PARTS = re.compile(r"[._+-]+")
# "… ditt telefonnummer till 070-…": what comes before a number that is the customer's though no mail of theirs holds it.
_YOURS = re.compile(r"\b(?:ditt|ert|your)(?: \w+){0,2} (?:(?:telefon|mobil)-?)?(?:nummer|nr|number)\b[^,;]{0,25}$", re.IGNORECASE)
# The same by what is done with it: "vi ringer dig på 070-…", "numret vi har till dig är 070-…", "070-… som ditt mobilnummer".
_REACHES_YOU = re.compile(
    r"\b(?:ring\w*|nå(?:r|dde|tt)?|sök\w*|kontakta\w*|call\w*|reach\w*)(?: \w+){0,2} (?:dig|er|you)(?: \w+){0,2} (?:på|via|on|at)"
    r"(?: (?:nummer|numret|mobil|telefon|number))?:? ?$|"
    r"\b(?:du|ni) får[^,;]{0,20} sms(?:et)? till ?$|"
    r"\b(?:nummer|numret|nr) (?:som )?(?:vi|jag) har (?:till|på|för) (?:dig|er)\b[^,;]{0,15}$|"
    r"\b(?:ditt|ert) nya (?:(?:telefon|mobil)-?)?nummer, $",
    re.IGNORECASE,
)
_IS_YOURS = re.compile(
    r" som (?:ditt|ert) (?:nya )?(?:telefon|mobil)?nummer\b|"
    r"[^,;.!?]{0,30} (?:rätt nummer (?:till|för) (?:dig|er)|(?:från|på|i) (?:ditt|ert) kund\w+|som kontaktnummer)\b|"
    r"[^,;.!?]{0,30} (?:som|mot) (?:ditt|ert) (?:\w+ )?\w*nummer\b|"
    r" (?:fortfarande |ännu |still )?(?:ditt|ert|your) (?:\w+ )?(?:\w*nummer|number)\b",
    re.IGNORECASE,
)
# The same by where it is kept and what is sent to it: "på ditt kundkort är 070-…", "du har nu 070-…", "avisering till 070-…".
_KEPT_OF_YOU = re.compile(
    r"\b(?:ditt|ert) (?:kund\w+|nummer i (?:vårt|våra) \w+) är ?$|"
    r"\b(?:du har|har du|ni har|har ni)(?: (?:nu|redan|angett|uppgett|lämnat|gett|registrerat|skrivit|mobil\w*)){0,3} ?$|"
    r"\b(?:vi|jag) skickar[^,;]{0,20}\bsms\b[^,;]{0,15} (?:till|på) ?$|\bavisering\w*[^,;]{0,40} (?:för|till|på) ?$|"
    r"\btag (?:på|i) (?:dig|er) (?:på|via) ?$|\b(?:du|ni) nås (?:på|via) ?$|"
    r"\b(?:din|er) mobil(?:telefon)? ?$|\bpå (?:ditt|ert) nummer ?$|"
    r"\b\w*uppgifter\w* (?:som )?(?:vi har|om dig|om er|på dig|på er)\b[^.!?]{0,60}$",
    re.IGNORECASE,
)
_NOT_YOURS = re.compile(r"\b(?:mig|min|mitt|kolleg\w*|me|my|colleague\w*)\b", re.IGNORECASE)
# "Montören ringer 070-… innan": the one who calls it has another number.
_CALLED = re.compile(r"\b(?:ringer(?: upp)?|will call) ?$", re.IGNORECASE)
_CALLER_IS_YOU = re.compile(r"\b(?:du|ni|you)\b", re.IGNORECASE)
_OURS = re.compile(r"\b(?:mig|min|mitt|oss|vår|vårt|kolleg\w*|tekniker\w*|montör\w*|ring|ringa|me|my|our|us|call)\b", re.IGNORECASE)
# "Ring oss på 020-…", "vår felanmälan", and without anyone else's name before it "felanmälan", is a number of ours.
_CALLED_OURS = re.compile(r"\b(?:oss|vår\w*|us|our)\b|(?<!s )\b(?:felanmälan|driftcentral\w*)\b", re.IGNORECASE)

# "Numret 08-… är inte vårt": a call or a mail that the customer asks about, which is not to be answered.
_NOT_OURS = re.compile(
    r" (?:är|tillhör|hör|kommer|går)(?: alltså| tyvärr)? inte (?:(?:ett|något) )?(?:(?:av|från|till|hos) )?(?:vårt?|våra|oss)\b|"
    r" (?:is not|isn['’]t|does not belong to) (?:one of )?(?:ours?|us)\b",
    re.IGNORECASE,
)

# What is taken away together with an address or number: "dig på 070-…", "dig (070-…)".
_LEADS_TO = re.compile(r"(?<=[\w.]) (?:(?:på|till|via|från|under|at|on|to) |(?P<bracket>\())$", re.IGNORECASE)
_AND = re.compile(r"\)?(?: (?:och|eller|samt|and|or)\b|, ?[\d+])", re.IGNORECASE)
_NEAR = 10  # characters

_MOST_SOUGHT = 40  # numbers of a draft that are looked for in the customer's mails; one with more is a table
_SHORTEST = 4  # letters of a word in a compound, and of an address that is more than initials
_SHORTEST_NAME = 3  # letters of a given name that an address begins with: annab

PARAMETERS = {"whose": ("colleague", "customer", "unknown", "unlisted")}


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """One hit for each that belongs to ``whose``: a colleague, the customer, an unknown person, or ``unlisted``: an address of
    ours that is no person's, nor among those that customers may have."""
    if context.situation.draft is None:
        return []
    hits = [hit for whose, hit in context.once(_details) if whose == parameters["whose"]]
    return hits if len(hits) < 2 else [_labelled(hit) for hit in hits]


def _labelled(hit: Hit) -> Hit:
    """The hit, one of several, with its own match in the labels: "Byt 070-… mot 0771-…", "Ta bort 08-…"."""
    match = hit.values["match"]
    labels = [f"Byt {match} mot {fix.text}" if fix.text else f"Ta bort {match}" for fix in hit.fixes]
    return replace(hit, fixes=tuple(replace(fix, label=label) for fix, label in zip(hit.fixes, labels, strict=True)))


def _details(context: Context) -> list[tuple[str, Hit]]:
    return [*_addresses(context), *_numbers(context)]


def _hit(own: Stretch, at: int, written: str, instead: str | None) -> Hit:
    span = Span("draft", own.start + at, own.start + at + len(written))
    if instead:
        fixes: tuple[Fix, ...] = (Fix(f"Byt mot {instead}", span, instead),)
    else:
        fixes = tuple(Fix("Ta bort", place, "") for place in _removable(own, at, at + len(written)))
    return Hit(spans=(span,), fixes=fixes, values={"match": shown(written)})


def _removable(own: Stretch, start: int, end: int) -> Iterator[Span]:
    """What can go so that the sentence still reads: the brackets or the preposition goes with it. Nothing, if none can."""
    before = _LEADS_TO.search(own.text, max(0, start - _NEAR), start)
    if before and (not before["bracket"] or own.text.startswith(")", end)) and not _AND.match(own.text, end):
        yield Span("draft", own.start + before.start(), own.start + end + bool(before["bracket"]))


def _addresses(context: Context) -> list[tuple[str, Hit]]:
    settings, own = context.knowledge.settings, context.draft.spoken
    written_out = list(addresses(own.text))
    if not written_out:
        return []
    known = {*settings.function_addresses, settings.own_sender, settings.collections_address}
    signatures = "\n".join((*settings.signature, *settings.signature_english))
    known |= {match.group().rstrip(".-_").casefold() for match in addresses(signatures)}
    customers = _customer_addresses(context)
    found = []
    for match in written_out:
        address = match.group().rstrip(".-_").casefold()
        inside = is_ours(address, settings)
        written = match.group()[: len(address)]
        function = _is_function(address, context.knowledge.names, by_word=inside)
        shared = address in known or is_noreply(address, settings) or function
        internal = address == settings.internal_sender and address not in known
        if inside and (internal or not shared):
            whose = "unlisted" if _is_unlisted(address, context) else "colleague"
            if whose == "colleague" or address not in context.once(_folded_texts):
                found.append((whose, _hit(own, match.start(), written, settings.own_sender)))
        elif address in customers and not function:
            found.append(("customer", _hit(own, match.start(), written, None)))
    return found


def _numbers(context: Context) -> list[tuple[str, Hit]]:
    settings, own = context.knowledge.settings, context.draft.spoken
    unknown = [phone for phone in phones(own.text) if phone.number not in context.knowledge.phones]
    if not unknown:
        return []
    theirs = "\n".join(_texts_of_theirs(context))
    instead = settings.function_phones[0] if settings.function_phones else None
    found = []
    sought = {phone.number for phone in unknown[:_MOST_SOUGHT]}
    known = {number for number in sought if is_written(number, theirs)}
    for phone in unknown:
        written = own.text[phone.start : phone.end]
        if _NOT_OURS.match(own.text, phone.end):
            continue
        is_theirs = not phone.service and phone.number in known
        if not is_theirs and (_given_by_telephone(own.text, phone) or _is_anothers_service(own.text, phone, context)):
            continue
        whose = "customer" if is_theirs else "colleague" if phone.mobile else "unknown"
        found.append((whose, _hit(own, phone.start, written, instead if whose == "colleague" else None)))
    return found


def _folded_texts(context: Context) -> str:
    return "\n".join(_texts_of_theirs(context)).casefold()


def _texts_of_theirs(context: Context) -> list[str]:
    """What the customer has written and quoted, and the subject of a ticket that they have begun."""
    ticket = context.situation.ticket
    if ticket is None:
        return []
    pairs = zip(ticket.conversation, context.messages, strict=True)
    texts = [parts.text for message, parts in pairs if message.direction == "in"]
    return [*texts, ticket.subject] if ticket.conversation and ticket.conversation[0].direction == "in" else texts


def _is_unlisted(address: str, context: Context) -> bool:
    """Is an address of ours, one that customers are not to have, no person's? Of the staffing firm's, each is taken for one."""
    settings = context.knowledge.settings
    return address == settings.internal_sender or (
        is_company(address, settings) and not _is_persons(address.partition("@")[0], context.knowledge.names)
    )


def _is_persons(local: str, names: Names) -> bool:
    """Does an address look like a person's: karin.lund, klind, karinlund, annab, msu, xadb01?"""
    if not local.isalpha() or len(local) <= _SHORTEST or _is_name(local, names):
        return True
    if _is_name(local[1:], names):
        return True
    return any(
        names.rank(local[:cut]) == "common" and (len(local) - cut < _SHORTEST_NAME or _is_name(local[cut:], names))
        for cut in range(_SHORTEST_NAME, len(local))
    )


def _is_function(address: str, names: Names, *, by_word: bool) -> bool:
    """Is it a shared mailbox: faktura@, kundservice.elnat@; with ``by_word`` also any word that is no name: kapacitet@?

    With ``by_word`` a role may have anything beside it that is no name: projekt-ekgatan@. A role may have a number: faktura2@.
    """
    local = address.partition("@")[0]
    parts = [part for part in _PARTS.split(local) if part]
    parts = [role if (role := part.rstrip("0123456789")) and names.is_role(role) else part for part in parts]
    if fold("".join(parts)) in names.roles:  # mina-sidor
        return True
    if by_word and any(map(names.is_role, parts)):
        return not any(_is_name(part, names) for part in parts if not names.is_role(part))
    return all(names.is_role(part) or (by_word and _is_only_a_word(part, names)) for part in parts)


def _is_name(part: str, names: Names) -> bool:
    return names.rank(part) is not None or names.is_surname(part)


def _is_only_a_word(part: str, names: Names) -> bool:
    if _is_name(part, names):
        return False
    if _is_plain_word(part, names):
        return True
    cuts = range(_SHORTEST, len(part) - _SHORTEST + 1)  # effekt-abonnemang, elnats-avgift
    return any(
        _is_plain_word(part[cut:], names)
        and (_is_plain_word(part[:cut], names) or _is_plain_word(part[:cut].removesuffix("s"), names))
        for cut in cuts
    )


def _is_plain_word(part: str, names: Names) -> bool:
    return names.is_role(part) or names.is_legal_form(part) or names.is_word_without_marks(part)


def _given_by_telephone(text: str, phone: Phone) -> bool:
    """Does the sentence say that the number is the customer's own, though no mail of theirs has it?"""
    lead = text[around(text, phone.start, phone.end)[0] : phone.start]
    if _REACHES_YOU.search(lead) or _IS_YOURS.match(text, phone.end):
        return True
    if (_KEPT_OF_YOU.search(lead) and not _NOT_YOURS.search(lead)) or (_CALLED.search(lead) and not _CALLER_IS_YOU.search(lead)):
        return True
    return bool(_YOURS.search(lead)) and not _OURS.search(lead)


def _is_anothers_service(text: str, phone: Phone, context: Context) -> bool:
    """Is it a service number, which is no person's? One that is called ours, or is a digit from one of ours, may be a wrong one."""
    settings = context.knowledge.settings
    if not phone.service or any(apart_by_one(phone.number, ours) for ours in context.knowledge.phones):
        return False
    sentence = text[slice(*around(text, phone.start, phone.end))]
    named = any(name.casefold() in sentence.casefold() for name in (settings.company, settings.collections_name))
    return not named and not _CALLED_OURS.search(sentence)


def _customer_addresses(context: Context) -> set[str]:
    ticket = context.situation.ticket
    if ticket is None:
        return set()
    senders = {message.sender.email.casefold() for message in ticket.conversation if message.direction == "in"}
    return (senders | {ticket.requester.email.casefold()}) - {""}
