"""A mail from the collections group (Kravgruppen) in the thread."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.facts.collections import collections_mails
from rutinlots.core.finding import Hit


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """One hit for each message that is, or holds a copy of, such a mail."""
    return [Hit(spans=(found.span,) if found.span else ()) for found in collections_mails(context)]
