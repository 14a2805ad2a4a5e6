"""What data can't say: each detector is a pure function from a reading and its check's parameters to hits."""

from collections.abc import Callable, Mapping
from typing import Any

from rutinlots.core.detectors import (
    attachments,
    collections,
    contact_details,
    escalation,
    facilities,
    list_filter,
    noreply,
    recipients,
    salutation,
    signature,
)
from rutinlots.core.finding import Hit
from rutinlots.core.reading import Reading

DETECTORS: dict[str, Callable[[Reading, Mapping[str, Any]], list[Hit]]] = {
    "attachments": attachments.detect,
    "collections": collections.detect,
    "contact-details": contact_details.detect,
    "escalation": escalation.detect,
    "facilities": facilities.detect,
    "list-filter": list_filter.detect,
    "noreply": noreply.detect,
    "recipients": recipients.detect,
    "salutation": salutation.detect,
    "signature": signature.detect,
}
