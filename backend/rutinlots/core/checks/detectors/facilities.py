"""The number of facilities that the customer wants something changed for."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.facts.facilities import facility_count
from rutinlots.core.finding import Hit

_LEAST = 2  # one facility is an ordinary matter

PARAMETERS = {"more_than": ("few", "nothing")}


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """A hit if there are ``more_than`` ``few`` (the team's limit for what is done at once) or ``nothing`` (two or more)."""
    limit = context.knowledge.settings.few_facilities
    count = facility_count(context)
    if count.number < (limit + 1 if parameters["more_than"] == "few" else _LEAST):
        return []
    return [Hit(spans=count.spans, values={"number": str(count.number), "limit": str(limit)}, value=count.number)]
