"""The customer's mail is about something that the topics file knows."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.finding import Hit, Span
from rutinlots.core.reading import Reading


def detect(reading: Reading, parameters: Mapping[str, Any]) -> list[Hit]:
    """``is`` names the topic; a hit for each place in the customer's latest mail that says so, or one without a place."""
    if not reading.about(parameters["is"]):
        return []
    topic, index, parts = reading.facts.topics[parameters["is"]], reading.latest_customer, reading.customer_parts
    matches = topic.patterns.matches(parts.own) if parts else []
    spans = [Span(f"conversation/{index}", *parts.in_text(match.start, match.end)) for match in matches]
    return [Hit((span,), values={"topic": topic.title}) for span in spans] or [Hit(values={"topic": topic.title})]
