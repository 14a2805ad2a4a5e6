"""A reply snippet inserted without adaptation, though it has fields to fill in."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.finding import Hit


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """One hit for each such snippet."""
    if context.situation.draft is None or "[" not in context.draft.own.text:
        return []
    written = " ".join(context.draft.own.text.split())
    return [Hit(values={"snippet": title}) for title, text in context.knowledge.templates.items() if text in written]
