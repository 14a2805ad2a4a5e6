"""The kinds of check that are written in data.

A kind is a module with ``read(reader) -> Seeker``: it reads its own keys from the check file and returns pure functions
that find hits and say why there are none. ``in`` names scopes (see :mod:`rutinlots.core.checks.scopes`), ``any`` lists patterns.
"""

from collections.abc import Callable

from rutinlots.core.checks.kinds import absent, field, limit, present
from rutinlots.core.checks.silence import Seeker
from rutinlots.core.rulefile.reader import MappingReader

KINDS: dict[str, Callable[[MappingReader], Seeker]] = {
    "present": present.read,
    "absent": absent.read,
    "limit": limit.read,
    "field": field.read,
}
