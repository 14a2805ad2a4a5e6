"""What the customer is likely to ask next, and the draft does not answer yet."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.finding import Hit
from rutinlots.core.reading import Reading


def detect(reading: Reading, parameters: Mapping[str, Any]) -> list[Hit]:
    """One hit for each known follow-up question of the mail's topics that nothing in the draft speaks of."""
    written = reading.draft.body.text
    if reading.situation.draft is None or not written.strip():
        return []
    return [
        Hit(values={"question": f"”{follow_up.question}”"})
        for topic in reading.facts.topics.values()
        if topic.follow_ups and reading.about(topic.id)
        for follow_up in topic.follow_ups
        if not follow_up.answered.any(written)
    ]
