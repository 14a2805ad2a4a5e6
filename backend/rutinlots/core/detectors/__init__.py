"""What data can't say: each detector is a pure function from a reading and its check's parameters to hits."""

from collections.abc import Callable, Mapping
from typing import Any

from rutinlots.core.detectors import (
    attachments,
    collections,
    contact_details,
    escalation,
    facilities,
    follow_ups,
    identification,
    list_filter,
    noreply,
    questions,
    recipients,
    salutation,
    second_line,
    signature,
    topic,
    unadapted,
)
from rutinlots.core.finding import Hit
from rutinlots.core.reading import Reading

DETECTORS: dict[str, Callable[[Reading, Mapping[str, Any]], list[Hit]]] = {
    "attachments": attachments.detect,
    "collections": collections.detect,
    "contact-details": contact_details.detect,
    "escalation": escalation.detect,
    "facilities": facilities.detect,
    "follow-ups": follow_ups.detect,
    "identification": identification.detect,
    "list-filter": list_filter.detect,
    "noreply": noreply.detect,
    "questions": questions.detect,
    "recipients": recipients.detect,
    "salutation": salutation.detect,
    "second-line": second_line.detect,
    "signature": signature.detect,
    "topic": topic.detect,
    "unadapted": unadapted.detect,
}
