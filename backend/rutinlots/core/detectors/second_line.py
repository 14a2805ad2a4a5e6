"""Is second line there to ask?"""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.entities.hours import change_words, is_open
from rutinlots.core.finding import Hit
from rutinlots.core.reading import Reading

PARAMETERS = {"is": ("open", "closed")}


def detect(reading: Reading, parameters: Mapping[str, Any]) -> list[Hit]:
    """A hit when second line ``is`` open or closed, with when that changes."""
    hours, now = reading.facts.settings.second_line, reading.situation.now
    wanted = parameters["is"] == "open"
    return [Hit(values={"change": change_words(hours, now)})] if is_open(hours, now) is wanted else []
