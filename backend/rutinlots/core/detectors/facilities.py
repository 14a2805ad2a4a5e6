"""How many facilities the customer wants something changed for."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.entities.facility import ids_in, named_in
from rutinlots.core.finding import Hit, Span
from rutinlots.core.reading import Reading

_LEAST = 2  # one facility is an ordinary matter

PARAMETERS = {"more_than": ("few", "nothing")}


def detect(reading: Reading, parameters: Mapping[str, Any]) -> list[Hit]:
    """The count when above ``more_than``: few (the team's limit for what is done at once) or nothing (from two up)."""
    settings = reading.facts.settings
    number, spans = counted(reading)
    least = settings.few_facilities + 1 if parameters["more_than"] == "few" else _LEAST
    if number < least:
        return []
    return [Hit(spans, values={"number": str(number), "limit": str(settings.few_facilities)}, value=number)]


def counted(reading: Reading) -> tuple[int, tuple[Span, ...]]:
    """How many facilities the customer's mails and the subject are about, each in its own words, and what says so.

    Ids are gathered from all of them; a number that is named in one of them counts when it is larger.
    """
    if "facilities" not in reading.memo:
        reading.memo["facilities"] = _counted(reading)
    return reading.memo["facilities"]


def _counted(reading: Reading) -> tuple[int, tuple[Span, ...]]:
    ticket = reading.situation.ticket
    ids: set[str] = set()
    id_spans: list[Span] = []
    most, most_spans = 0, ()
    for index, parts in enumerate(reading.messages if ticket else ()):
        if ticket.conversation[index].direction != "in":  # type: ignore[union-attr]
            continue
        where = f"conversation/{index}"
        for found in ids_in(parts.own):
            ids.update(found.ids)
            id_spans.append(Span(where, *parts.in_text(found.start, found.end)))
        named = named_in(parts.own)
        if named.number > most:
            most = named.number
            most_spans = tuple(Span(where, *parts.in_text(each.start, each.end)) for each in named.evidence)
    subject = named_in(ticket.subject) if ticket else None
    if subject and subject.number > most:
        most, most_spans = subject.number, tuple(Span("ticket", each.start, each.end) for each in subject.evidence)
    return (most, most_spans) if most > len(ids) else (len(ids), tuple(id_spans))
