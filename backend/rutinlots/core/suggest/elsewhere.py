"""When to be silent: the words that are ours, and the matters that no snippet is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rutinlots.core.definition.errors import Invalid
from rutinlots.core.definition.shape import Shape
from rutinlots.core.suggest.wording import IDENTIFIED, words


@dataclass(frozen=True)
class Matter:
    """One kind of mail that the library has no answer to: job applications, sales, thanks, another company's matter."""

    id: str
    title: str
    keywords: tuple[str, ...]


@dataclass(frozen=True)
class Elsewhere:
    """``ours`` are folded words that are hardly written to others, ``beginnings`` the beginnings of such words."""

    matters: tuple[Matter, ...] = ()
    ours: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()

    def has(self, key: str) -> bool:
        """Is the folded word ours? A customer number with its digits is."""
        return key in self.ours or key.startswith(self.beginnings) or key == IDENTIFIED


def read_elsewhere(values: Mapping[str, Any]) -> Elsewhere:
    """Read ``elsewhere.yaml``'s values: ``{ours: […], matters: {id: {title, keywords}}}``. :raises Invalid:"""
    shape = Shape(values)
    ours, beginnings = set(), []
    for place, text in enumerate(shape.texts("ours")):
        keys = [word.key for word in words(text.removesuffix("*"))]
        if len(keys) != 1:
            raise Invalid((*shape.at("ours"), place), f"”{text}” ska vara ett enda ord, med eller utan * i slutet")
        if text.endswith("*"):
            beginnings.append(keys[0])
        else:
            ours.add(keys[0])
    inner = shape.shape("matters")
    if inner is None:
        raise Invalid(shape.path, "”matters” saknas: skriv {namn: {title: …, keywords: […]}}")
    matters = tuple(_read(Shape(inner.raw(name), inner.at(name)), name) for name in inner.values)
    shape.close(in_order=True)
    return Elsewhere(matters, frozenset(ours), tuple(beginnings))


def _read(shape: Shape, name: str) -> Matter:
    matter = Matter(name, shape.text("title"), shape.texts("keywords"))
    shape.close(in_order=True)
    return matter
