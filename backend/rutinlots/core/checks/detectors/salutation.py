"""A name in the greeting that is not the customer's (KM-06): Freshdesk makes one up from the address."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.entities.addresses import is_noreply, is_ours
from rutinlots.core.facts.recipients import is_unaddressed
from rutinlots.core.finding import Fix, Hit, Span, shown
from rutinlots.core.mail.draft import Stretch
from rutinlots.core.mail.greeting import greeting_of
from rutinlots.core.mail.lines import lines_of
from rutinlots.core.mail.thread import MessageParts
from rutinlots.core.names.recipient import ADDRESS_PART, ADDRESS_START, ADDRESS_WHOLE, Evidence, Recipient
from rutinlots.core.names.salutation import Judgement, judge_greeting
from rutinlots.core.names.spelling import fold
from rutinlots.core.names.verdict import CHOICE
from rutinlots.core.situation import Address, Message

_MOST_FIXES = 2
_LONGEST_HEADING = 80  # characters
_NEAR_END = 40  # characters of a mail in which the sender signs
_FROM_ADDRESS = (ADDRESS_WHOLE, ADDRESS_START, ADDRESS_PART)
# Openings that need a name after them, and what to say without one.
_NEED_A_NAME = {"dear": "Hello", "bästa": "Hej", "bäste": "Hej", "kära": "Hej", "käre": "Hej", "kjære": "Hei", "kære": "Hej"}
_FILLED_WITH = " ,"
# What may stand before a name that greets without a greeting: nothing, "Till", or a mistyped "Hej".
_ALMOST_HEJ = re.compile(r"(?:till\b|he+j+s?|h?ej+|hje|ehj|he[hklu]|h[rw]j|[gj]ej)?[ ,]*", re.I)

PARAMETERS = {"verdict": ("sure", "unsure", "missing")}


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """A hit if the judgement of the name is the ``verdict`` that the check asks for.

    :param parameters: ``verdict``: ``sure``, ``unsure``, or ``missing`` (the draft has no greeting; fixes and ``proposal`` only).
    :returns: at most one hit: the name as span, new greetings as fixes, and the values ``name``, ``reason``, ``evidence``
        (half sentences, the last may be empty), ``proposal`` (the new greeting) and ``advice`` (a sentence, without its stop).
    """
    if is_unaddressed(context):
        return []
    if parameters["verdict"] == "missing":
        return _missing(context)
    judgement = judge(context)
    parts = context.draft
    if judgement.verdict != parameters["verdict"] or parts.greeting is None or parts.greeting_name is None:
        return []
    lines = _new_greetings(parts.greeting, parts.greeting_name, judgement)
    where = Span("draft", parts.greeting.start, parts.greeting.end)
    return [
        Hit(
            spans=(_place(parts.greeting, parts.greeting_name),),
            fixes=tuple(Fix(line, where, line) for line in lines),
            values={
                "name": shown(judgement.name or parts.greeting.text),
                "reason": judgement.reason,
                "evidence": judgement.proposals[0].evidence if judgement.proposals else "",
                "proposal": shown(lines[0]),
                "advice": _advice(judgement, lines[0]),
            },
        )
    ]


def _missing(context: Context) -> list[Hit]:
    """A draft without greeting, with the recipient's name to begin with when we are certain of it.

    A mail that is passed on to colleagues needs none.
    """
    draft = context.situation.draft
    if draft is None or context.draft.greeting is not None or _has_heading(context):
        return []
    if draft.kind == "forward" and draft.to and all(is_ours(each, context.knowledge.settings) for each in draft.to):
        return []
    if context.situation.moment == "write" and not context.draft.body.text.strip():
        return []
    name, hello = certain_name(context), "Hello" if context.in_english else "Hej"
    lines = [*([f"{hello} {name},"] if name else []), f"{hello},"]
    almost = _almost_greeting(context)
    place, after = (almost, "") if almost else (Span("draft", 0, 0), "\n\n")
    return [Hit(fixes=tuple(Fix(f"Börja med ”{shown(line)}”", place, line + after) for line in lines))]


def _almost_greeting(context: Context) -> Span | None:
    """The first line, if it is nothing but the customer's name and a greeting gone wrong: "Anna,", "Hejj Anna!"."""
    own = context.draft.own
    line = next((line for line in lines_of(own.text) if line.text), None)
    if line is None or len(line.text) > _LONGEST_HEADING:
        return None
    evidence = _evidence(context)
    known = Recipient(evidence, context.knowledge.names).display_words | {fold(w) for w in " ".join(evidence.signed).split()}
    words = fold(_ALMOST_HEJ.sub("", line.text, count=1)).rstrip(" ,!.:").split()
    if not words or not known.issuperset(words):
        return None
    return Span("draft", own.start + line.start, own.start + line.end)


def _has_heading(context: Context) -> bool:
    """Is there a heading above the greeting: "Angående mätaren"?"""
    lines = [line for line in lines_of(context.draft.own.text) if line.text][:2]
    if len(lines) < 2 or len(lines[0].text) > _LONGEST_HEADING or lines[0].text[-1] in ".!?,":
        return False
    greeting = greeting_of(lines[1])
    return greeting is not None and greeting.end == lines[1].end


def certain_name(context: Context) -> str | None:
    """The recipient's name to greet with, when we are certain of it: never a user name or a company's."""
    best = next(iter(Recipient(_evidence(context), context.knowledge.names).proposals()), None)
    return best.name if best and best.certain else None


def _place(greeting: Stretch, name: Stretch) -> Span:
    """The name, or the whole greeting when its name is empty."""
    shown = name if name.text else greeting
    return Span("draft", shown.start, shown.end)


def judge(context: Context) -> Judgement:
    """The judgement of the greeted name; worked out once however many checks ask."""
    return context.once(_judged)


def _judged(context: Context) -> Judgement:
    draft = context.situation.draft
    if draft is None or draft.kind == "note" or context.draft.greeting is None or context.draft.greeting_name is None:
        return Judgement(verdict="fine")
    name, ticket = context.draft.greeting_name.text, context.situation.ticket
    given = name, draft.to, ticket and ticket.requester, context.situation.agent.name
    return context.of_thread_with("judged", given, lambda: _of_name(name, context))


def _of_name(name: str, context: Context) -> Judgement:
    evidence = _evidence(context)
    settings = context.knowledge.settings
    if is_ours(evidence.email, settings) and not is_noreply(evidence.email, settings):
        return Judgement(verdict="fine")  # a colleague, greeted as colleagues are
    if settings.company.casefold() in name.casefold().split():
        proposals = tuple(Recipient(evidence, context.knowledge.names).proposals())
        return Judgement(verdict="sure", name=name, reason="är vi själva, inte kunden", proposals=proposals)
    judgement = judge_greeting(name, evidence, context.knowledge.names)
    if judgement.reason == CHOICE and _has_all(context, judgement.name.split("/")):
        return Judgement(verdict="fine", name=judgement.name)
    if judgement.verdict == "unsure" and judgement.reason in _FROM_ADDRESS and _ends_with(context, judgement.name):
        return Judgement(verdict="fine", name=judgement.name)
    return judgement


def _ends_with(context: Context, name: str) -> bool:
    """Does the customer's latest mail end with the name, in a line too odd for a signature: "hälsn ante i klappen"?"""
    if context.latest_customer is None:
        return False
    end = context.messages[context.latest_customer].own.rstrip()[-_NEAR_END:]
    return re.search(rf"\b{re.escape(name)}\b", end, re.IGNORECASE) is not None


def _has_all(context: Context, names: Sequence[str]) -> bool:
    """Does the customer write all of the names, in whatever way: "Mvh Anna/Björn"?"""
    ticket = context.situation.ticket
    written = " ".join(each.text for each in ticket.conversation if each.direction == "in").casefold() if ticket else ""
    return all(name.split() and re.search(rf"\b{re.escape(name.split()[0].casefold())}\b", written) for name in names)


def _evidence(context: Context) -> Evidence:
    """The recipient, their signatures, and the other participants."""
    ticket, draft = context.situation.ticket, context.situation.draft
    if ticket is None:
        return Evidence()
    recipient = _recipient(ticket.requester, ticket.conversation, draft.to if draft else ())
    signed: list[str] = []
    others: list[str] = []
    for message, parts in zip(reversed(context.conversation), reversed(context.messages), strict=True):
        if message.direction != "in":
            continue
        # What a form's own address sends is signed by the customer.
        same = _same_address(message.sender, recipient) or is_noreply(message.sender.email, context.knowledge.settings)
        signer = parts.signer or (_passed_on_by_machine(message, parts, recipient, context) if same else None)
        if signer and not _is_staff(signer, parts.signature, context):
            (signed if same else others).append(signer)
        if same and parts.introduced:
            others.append(parts.introduced)  # the writer, perhaps at another person's address
        if not same and message.sender.name:
            others.append(message.sender.name)
    return Evidence(recipient.name, recipient.email, tuple(signed), tuple(others))


def _recipient(requester: Address, conversation: tuple[Message, ...], to: tuple[str, ...]) -> Address:
    """The requester, or the one the draft goes to instead."""
    addresses = [each.casefold() for each in to]
    if not addresses or not requester.email or any(requester.email.casefold() in each for each in addresses):
        return requester
    known = next((m.sender for m in conversation if m.sender.email and m.sender.email.casefold() in addresses[0]), None)
    name, bracket, email = to[0].partition("<")
    return known or (Address(name.strip(' "'), email.rstrip("> ")) if bracket else Address("", name.strip()))


def _same_address(sender: Address, recipient: Address) -> bool:
    """Is it a mail from the customer? An unknown sender in a customer's thread is the customer."""
    return not sender.email or not recipient.email or sender.email.casefold() == recipient.email.casefold()


def _passed_on_by_machine(message: Message, parts: MessageParts, recipient: Address, context: Context) -> str | None:
    """Who signed a customer's mail that our noreply mailbox passed on, when the draft goes to them, or back to the mailbox."""
    settings = context.knowledge.settings
    if parts.passed is None or not is_noreply(message.sender.email, settings):
        return None
    theirs = is_noreply(recipient.email, settings) or parts.passed.writer.casefold() == recipient.email.casefold()
    return parts.passed.signer if theirs else None


def _is_staff(signer: str, signature: str, context: Context) -> bool:
    """Is it our own signature, left in a mail that was forwarded or answered, and not the customer's?"""
    agent, company = context.situation.agent.name, context.knowledge.settings.company
    if agent and signer.casefold() == agent.casefold():
        return True
    block = {line.casefold() for line in context.knowledge.settings.signature}
    return any(
        line.strip().casefold() in block and company.casefold() in line.casefold().split() for line in signature.split("\n")
    )


def _new_greetings(greeting: Stretch, name: Stretch, judgement: Judgement) -> list[str]:
    """The greeting with each name that may be right, best first; without a name where the best one isn't certain."""
    named = [_with_name(greeting, name, judgement.name, proposal.name) for proposal in judgement.proposals]
    if not (named and judgement.proposals[0].certain):
        named.insert(1 if named else 0, _with_name(greeting, name, judgement.name, ""))
    if judgement.guess:
        named.append(_with_name(greeting, name, judgement.name, judgement.guess))
    return list(dict.fromkeys(line for line in named if line != greeting.text))[:_MOST_FIXES]


def _advice(judgement: Judgement, line: str) -> str:
    """Advice on what to write, with the evidence, as a sentence."""
    best = judgement.proposals[0] if judgement.proposals else None
    if best is None and judgement.verdict == "unsure":
        return f"Är du osäker, skriv ”{shown(line)}”"
    if best is None:
        return f"Vi vet inte vad kunden heter: skriv ”{shown(line)}”"
    why = f"{best.evidence[:1].upper()}{best.evidence[1:]}: skriv" if best.evidence else "Skriv"
    return f"{why} ”{shown(line)}”"


def _with_name(greeting: Stretch, stretch: Stretch, name: str, new: str) -> str:
    """The greeting with another name in it, its own opening words and punctuation kept."""
    place = stretch.start - greeting.start
    at = greeting.text.find(name, place)
    end = at + len(name) if at >= 0 else place + len(stretch.text)
    at = at if at >= 0 else place
    before, after = greeting.text[:at].rstrip() + " ", greeting.text[end:]
    if after.lstrip()[:1] in ",!":
        after = after.lstrip()
    if not new:
        before = before.rstrip(_FILLED_WITH)
        before = _NEED_A_NAME.get(before.casefold(), before)
    if before.isupper() and not new.isupper():
        before = before.capitalize()
    line = (before + new + after).lstrip(_FILLED_WITH)  # nothing is before the name in "Anna, hej!"
    return line[:1].upper() + line[1:]
