"""The kinds of check that are written in data.

A kind is a module with ``read(reader) -> Find``: it reads its own keys from the check file and returns a pure function
that finds hits. ``in`` names scopes (see :mod:`rutinlots.core.checks.scopes`), ``any`` lists patterns.
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
