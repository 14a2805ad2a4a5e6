"""What data can't say: each detector is a pure function from a reading and its check's parameters to hits."""

from collections.abc import Callable, Mapping
from typing import Any

from rutinlots.core.detectors import collections, contact_details, noreply, recipients, salutation, signature
from rutinlots.core.finding import Hit
from rutinlots.core.reading import Reading

DETECTORS: dict[str, Callable[[Reading, Mapping[str, Any]], list[Hit]]] = {
    "collections": collections.detect,
    "contact-details": contact_details.detect,
    "noreply": noreply.detect,
    "recipients": recipients.detect,
    "salutation": salutation.detect,
    "signature": signature.detect,
}
