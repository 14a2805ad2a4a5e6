"""The ticket list's filter, compared with the settings."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.finding import Hit


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """One hit for each filter that differs from the settings."""
    shown = context.situation.filters
    if shown is None:
        return []
    return [
        Hit(values={"filter": f"{name} = {', '.join(wanted)}{_now(shown.get(name))}"}, fields=(name,))
        for name, wanted in context.knowledge.settings.list_filter.items()
        if _same(shown.get(name, ())) != _same(wanted)
    ]


def _now(values: tuple[str, ...] | None) -> str:
    """The filter's current value, if it could be read."""
    return "" if values is None else f" (nu: {', '.join(values) or 'alla'})"


def _same(values: tuple[str, ...]) -> set[str]:
    return {value.strip().casefold() for value in values}
