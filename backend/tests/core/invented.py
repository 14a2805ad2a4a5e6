"""Invented rules and situations for tests of the core: right in everything but what a test makes wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from backend.tests.shipped import shipped
from rutinlots.core.checks.check import Check, read_check
from rutinlots.core.checks.kinds import KINDS
from rutinlots.core.context import Context, Knowledge
from rutinlots.core.finding import Hit, Span
from rutinlots.core.rulefile.settings import OpeningHours
from rutinlots.core.rulefile.topics import read_topics
from rutinlots.core.rules import Rules
from rutinlots.core.situation import Address, Agent, Draft, Message, Situation, Ticket
from rutinlots.core.snippets import Index, Snippet

_SHARED = shipped()
SETTINGS = replace(
    _SHARED.knowledge.settings,
    company="Ellevio",
    domains=("ellevio.se",),
    staffing_domains=("releasy.se",),
    function_addresses=("kundservice@ellevio.se",),
    function_phones=("0771-53 53 00",),
    noreply_words=("noreply", "ejsvar"),
    collections_name="Kravgruppen",
    collections_address="kravgruppen@ellevio.se",
    own_sender="kundservice@ellevio.se",
    internal_sender="internt@ellevio.se",
    signature_closing="Med vänlig hälsning,",
    signature=("Kundservice", "Ellevio AB", "0771-53 53 00", "www.ellevio.se"),
    signature_english=("Customer Service", "Ellevio AB"),
    required_properties=("Typ",),
    list_filter={"Handläggare": ("Jag",)},
    second_line=OpeningHours({day: ((time(8), time(17)),) for day in range(1, 6)}),
    escalation_group="Produktspecialist",
    few_facilities=5,
)
TOPICS = read_topics(
    {
        "moving": {
            "title": "flytt",
            "any": ["flytt\\w*"],
            "follow_ups": [{"question": "När flyttar jag?", "answered": ["datum\\w*"]}],
        },
        "invoice": {"title": "faktura", "any": ["faktur\\w*"]},
    }
)
KNOWLEDGE = replace(_SHARED.knowledge, settings=SETTINGS, topics=TOPICS, phones=frozenset(("+46771535300",)), templates={})

STOCKHOLM = ZoneInfo("Europe/Stockholm")
TUESDAY = datetime(2026, 3, 10, 10, 15, tzinfo=STOCKHOLM)  # within second line's hours
ANNA = Address("Anna Berg", "anna@example.com")
US = Address("Ellevio", "kundservice@ellevio.se")


def mail(text: str = "", **more: Any) -> Message:
    """A mail from the customer, Anna Berg."""
    return Message(direction="in", **{"sender": ANNA, "to": (US.email,), "text": text, **more})


def answer(text: str = "", **more: Any) -> Message:
    """A mail from us to her."""
    return Message(direction="out", **{"sender": US, "to": (ANNA.email,), "text": text, **more})


def note(text: str = "") -> Message:
    """A note between colleagues."""
    return Message(direction="note", sender=Address("Sandra Ek"), text=text)


def reply(text: str = "", **more: Any) -> Draft:
    """The agent's draft of a reply to her."""
    return Draft(**{"kind": "reply", "text": text, "to": (ANNA.email,), **more})


def context_of(
    *conversation: Message,
    draft: Draft | str | None = None,
    ticket: Mapping[str, Any] | None = MappingProxyType({}),
    knowledge: Knowledge = KNOWLEDGE,
    found: Mapping[str, Sequence[Hit]] | None = None,
    **situation: Any,
) -> Context:
    """What checks see of a conversation and a draft.

    :param ticket: what the ticket is to have beside its conversation; None for no ticket at all.
    :param found: what other checks find, by id.
    """
    if isinstance(draft, str):
        draft = reply(draft)
    thread = None if ticket is None else Ticket(**{"id": 1, "requester": ANNA, "conversation": conversation, **ticket})
    given = {"moment": "send", "now": TUESDAY, "ticket": thread, "draft": draft, "agent": Agent("1", "Sandra Ek"), **situation}
    finders = {name: lambda _, hits=hits: list(hits) for name, hits in (found or {}).items()}
    return Context(Situation(**given), knowledge, finders)


def text_at(context: Context, span: Span) -> str:
    """What a span points at."""
    ticket, draft = context.situation.ticket, context.situation.draft
    texts = {f"conversation/{index}": parts.text for index, parts in enumerate(context.messages)}
    if ticket is not None:
        texts["ticket"] = ticket.subject
    if draft is not None:
        texts |= {"draft": draft.text, "subject": draft.subject or ""}
    return texts[span.where][span.start : span.end]


def pointed_at(context: Context, hits: Sequence[Hit]) -> list[str]:
    """What each hit's first span points at ("" for a hit without a place)."""
    return [text_at(context, hit.spans[0]) if hit.spans else "" for hit in hits]


# --- checks

_ORDER = (
    *("id", "title", "covers", "level", "status", "paused_from", "paused_until", "moments"),
    *("drafts", "source", "message", "why", "yields_to", "when"),
    *(*KINDS, "detector", "except", "fix", "guide", "suggest", "actions", "bad", "good"),
)
BAD = ({"name": "ett", "draft": "<mark>Tyvärr</mark> blir det så."}, {"name": "två", "draft": "Det går <mark>tyvärr</mark> inte."})
GOOD = (
    {"name": "tre", "draft": "Det går bra."},
    {"name": "fyra", "draft": "Tråkigt!", "because": "Ett annat ord."},
    {"name": "fem", "draft": "Hej."},
)


def check_values(**changed: Any) -> dict[str, Any]:
    """A check file's values, in the order they are to have; a key that is changed to None is left out."""
    values = {
        "id": "sorry",
        "title": "Tyvärr",
        "covers": ["KM-01"],
        "level": "hint",
        "status": "active",
        "moments": ["write"],
        "source": {"routine": "mail", "section": "Ord"},
        "message": "Skriv inte ”{match}”.",
        "why": "Ett ord som inte hjälper.",
        "present": {"in": "draft", "any": ["tyvärr"]},
        "bad": list(BAD),
        "good": list(GOOD),
        **changed,
    }
    return {key: values[key] for key in _ORDER if values.get(key) is not None}


def check_of(**changed: Any) -> Check:
    """The check that :func:`check_values` describes: mails must not say "tyvärr"."""
    return read_check(check_values(**changed), "sprak")


def hits_of(context: Context, **changed: Any) -> list[Hit]:
    """What such a check finds."""
    return check_of(**changed).find(context)


def rules_of(*checks: Check, snippets: Sequence[Snippet] = ()) -> Rules:
    """A set of rules with these checks alone."""
    return replace(_SHARED, checks=checks, snippets=tuple(snippets), routines=(), knowledge=KNOWLEDGE, index=Index(snippets))
