"""How many facilities the customer wants something changed for."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.facility import Count, count_in
from rutinlots.core.finding import Hit, Span
from rutinlots.core.reading import Reading

_LEAST = 2  # one facility is an ordinary matter


def detect(reading: Reading, parameters: Mapping[str, Any]) -> list[Hit]:
    """The count when above ``more_than``: few (the team's limit for what is done at once) or nothing (from two up)."""
    settings = reading.facts.settings
    count, where = _largest(reading)
    least = settings.few_facilities + 1 if parameters.get("more_than") == "few" else _LEAST
    if count.number < least:
        return []
    spans = tuple(Span(where, each.start, each.end) for each in count.evidence)
    return [Hit(spans, values={"number": str(count.number), "limit": str(settings.few_facilities)}, value=count.number)]


def _largest(reading: Reading) -> tuple[Count, str]:
    """The largest count among the customer's mails, each in its own words, with where it stands."""
    if "facilities" not in reading.memo:
        ticket = reading.situation.ticket
        best, where = Count(0), ""
        for index, parts in enumerate(reading.messages if ticket else ()):
            if ticket.conversation[index].direction == "in":  # type: ignore[union-attr]
                count = count_in(parts.own)
                if count.number > best.number:
                    best, where = count, f"conversation/{index}"
        reading.memo["facilities"] = best, where
    return reading.memo["facilities"]
