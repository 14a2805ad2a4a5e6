"""A customer's mail about a topic of ``topics.yaml``."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.finding import Hit, Span
from rutinlots.core.rulefile.topics import Topic

PARAMETERS = {"is": ()}  # any topic's id


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """``is`` is the topic's id. A hit for each match in the mails that wait for an answer, or one without a place."""
    if not context.about(parameters["is"]):
        return []
    topic = context.knowledge.topics[parameters["is"]]
    spans = context.of_thread(("spans", topic.id), lambda: _spans(context, topic))
    return [Hit(spans=(span,), values={"topic": topic.title}) for span in spans] or [Hit(values={"topic": topic.title})]


def _spans(context: Context, topic: Topic) -> list[Span]:
    return [
        Span(f"conversation/{index}", *parts.in_text(match.start, match.end))
        for index in context.waiting
        if (parts := context.messages[index])
        for match in topic.patterns.matches(parts.own)
    ]
