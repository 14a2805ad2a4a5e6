"""The number of facilities that the customer wants something changed for."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.facts.facilities import change_is_asked, facility_count
from rutinlots.core.finding import Hit

_LEAST = 2  # one facility is an ordinary matter

PARAMETERS = {"more_than": ("few", "nothing")}


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """A hit if there are ``more_than`` ``few`` (above the team's limit, with a change asked for) or ``nothing`` (two or more)."""
    limit, few = context.knowledge.settings.few_facilities, parameters["more_than"] == "few"
    count = facility_count(context)
    if count.number < (limit + 1 if few else _LEAST) or (few and not change_is_asked(context)):
        return []
    return [Hit(spans=count.spans, values={"number": str(count.number), "limit": str(limit)}, value=count.number)]
