"""The customer's questions, so that none is left unanswered."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.finding import Hit, Span
from rutinlots.core.mail.questions import questions, untouched
from rutinlots.core.reading import Reading

_LONGEST = 90  # characters of a question shown in the panel


def detect(reading: Reading, parameters: Mapping[str, Any]) -> list[Hit]:
    """``which`` is several (all of them, when there are at least two) or untouched (those the draft does not speak of)."""
    index, parts = reading.latest_customer, reading.customer_parts
    if parts is None:
        return []
    if "questions" not in reading.memo:
        reading.memo["questions"] = list(questions(parts.own))
    asked = reading.memo["questions"]
    if parameters["which"] == "several":
        asked = asked if len(asked) > 1 else []
    else:
        written = reading.draft.body.text
        if reading.situation.draft is None or not written.strip():
            return []
        asked = untouched(asked, written)
    return [
        Hit((Span(f"conversation/{index}", *parts.in_text(each.start, each.end)),), values={"question": f"”{_short(each.text)}”"})
        for each in asked
    ]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"
