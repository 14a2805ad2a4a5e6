"""The closed set of ways to say in data what a check looks for.

A kind is a module with ``read(shape) -> Find``: it takes its own keys out of the check file's mapping and returns the
pure function that finds the hits. ``in`` names places (see :mod:`rutinlots.core.definition.place`), ``any`` lists patterns.
"""

from collections.abc import Callable

from rutinlots.core.definition.shape import Shape
from rutinlots.core.finding import Hit
from rutinlots.core.kinds import absent, field, limit, pair, present, swap
from rutinlots.core.reading import Reading

Find = Callable[[Reading], list[Hit]]

KINDS: dict[str, Callable[[Shape], Find]] = {
    "present": present.read,
    "absent": absent.read,
    "swap": swap.read,
    "limit": limit.read,
    "pair": pair.read,
    "field": field.read,
}
