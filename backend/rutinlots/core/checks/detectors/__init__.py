"""Detectors: pure functions from a context and a check's parameters to hits, for what patterns can't express."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rutinlots.core.checks.detectors import (
    attachments,
    collections,
    contact_details,
    escalation,
    facilities,
    follow_ups,
    identification,
    language,
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
from rutinlots.core.context import Context
from rutinlots.core.finding import Hit


@dataclass(frozen=True)
class Detector:
    """``parameters`` are required of a check, each with its allowed values (empty: any text).

    ``words`` are the detector's patterns that use word lists.
    """

    find: Callable[[Context, Mapping[str, Any]], list[Hit]]
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: tuple[str, ...] = ()


DETECTORS: Mapping[str, Detector] = {
    "attachments": Detector(attachments.detect, attachments.PARAMETERS, attachments.WORDS),
    "collections": Detector(collections.detect),
    "contact-details": Detector(contact_details.detect, contact_details.PARAMETERS),
    "escalation": Detector(escalation.detect, escalation.PARAMETERS, escalation.WORDS),
    "facilities": Detector(facilities.detect, facilities.PARAMETERS),
    "follow-ups": Detector(follow_ups.detect),
    "identification": Detector(identification.detect, identification.PARAMETERS, identification.WORDS),
    "language": Detector(language.detect),
    "list-filter": Detector(list_filter.detect),
    "noreply": Detector(noreply.detect),
    "questions": Detector(questions.detect, questions.PARAMETERS),
    "recipients": Detector(recipients.detect, recipients.PARAMETERS),
    "salutation": Detector(salutation.detect, salutation.PARAMETERS),
    "second-line": Detector(second_line.detect, second_line.PARAMETERS),
    "signature": Detector(signature.detect, signature.PARAMETERS),
    "topic": Detector(topic.detect, topic.PARAMETERS),
    "unadapted": Detector(unadapted.detect),
}
