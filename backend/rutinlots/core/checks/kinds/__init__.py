"""The closed set of ways to say in data what a check looks for.

A kind is a module with ``read(shape) -> Find``: it takes its own keys out of the check file's mapping and returns the
pure function that finds the hits. ``in`` names places (see :mod:`rutinlots.core.checks.scopes`), ``any`` lists patterns.
"""

from collections.abc import Callable

from rutinlots.core.checks.kinds import absent, field, limit, present
from rutinlots.core.context import Context
from rutinlots.core.finding import Hit
from rutinlots.core.rulefile.reader import MappingReader

Find = Callable[[Context], list[Hit]]

KINDS: dict[str, Callable[[MappingReader], Find]] = {
    "present": present.read,
    "absent": absent.read,
    "limit": limit.read,
    "field": field.read,
}
