"""A customer's reply to a mail that the company sent from a noreply address."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.facts.noreply import noreply_address
from rutinlots.core.finding import Hit, shown


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """One hit with the address, marked where the quoted history has it."""
    found = noreply_address(context)
    if found is None:
        return []
    return [Hit(spans=(found.span,) if found.span else (), values={"address": shown(found.address)})]
