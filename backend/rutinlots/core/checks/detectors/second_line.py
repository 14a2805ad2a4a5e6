"""Whether second line is open."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.entities.hours import change_words, is_open
from rutinlots.core.finding import Hit

PARAMETERS = {"is": ("open", "closed")}


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """A hit if second line ``is`` ``open`` or ``closed``, with the time when that changes."""
    hours, now = context.knowledge.settings.second_line, context.situation.now
    wanted = parameters["is"] == "open"
    return [Hit(values={"change": change_words(hours, now)})] if is_open(hours, now) is wanted else []
