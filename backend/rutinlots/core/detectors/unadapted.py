"""A reply snippet that stands in the draft as it came, though it has parts for the customer's own facts."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.finding import Hit
from rutinlots.core.reading import Reading


def detect(reading: Reading, parameters: Mapping[str, Any]) -> list[Hit]:
    """One hit for each such snippet."""
    if reading.situation.draft is None or "[" not in reading.draft.own.text:
        return []
    written = " ".join(reading.draft.own.text.split())
    return [Hit(values={"snippet": title}) for title, text in reading.facts.templates.items() if text in written]
