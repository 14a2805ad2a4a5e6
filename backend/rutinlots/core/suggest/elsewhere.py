"""Matters that no snippet is for: their words speak against suggesting anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rutinlots.core.shape import Shape


@dataclass(frozen=True)
class Elsewhere:
    """One kind of mail that the library has no answer to: job applications, sales, thanks, another company's matter."""

    id: str
    title: str
    keywords: tuple[str, ...]


def read_elsewhere(values: Mapping[str, Any]) -> tuple[Elsewhere, ...]:
    """Read ``elsewhere.yaml``'s values: id to ``{title, keywords}``. :raises Invalid: with the path of what is wrong."""
    return tuple(_read(Shape(inner, (name,)), name) for name, inner in values.items())


def _read(shape: Shape, name: str) -> Elsewhere:
    matter = Elsewhere(name, shape.text("title"), shape.texts("keywords"))
    shape.close(in_order=True)
    return matter
