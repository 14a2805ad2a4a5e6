"""The customer's mail is about something that the topics file knows."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.finding import Hit, Span
from rutinlots.core.reading import Reading

PARAMETERS = {"is": ()}  # any topic's id


def detect(reading: Reading, parameters: Mapping[str, Any]) -> list[Hit]:
    """``is`` names the topic; a hit for each place in the mails that wait that says so, or one without a place."""
    if not reading.about(parameters["is"]):
        return []
    topic = reading.facts.topics[parameters["is"]]
    spans = [
        Span(f"conversation/{index}", *parts.in_text(match.start, match.end))
        for index in reading.waiting
        if (parts := reading.messages[index])
        for match in topic.patterns.matches(parts.own)
    ]
    return [Hit((span,), values={"topic": topic.title}) for span in spans] or [Hit(values={"topic": topic.title})]
