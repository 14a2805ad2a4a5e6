"""The repository's own rules, loaded once for all tests of a process."""

from functools import cache
from pathlib import Path

from rutinlots.core.rules import Rules
from rutinlots.rule_loader import load

SHARED_RULES = Path(__file__).parents[2] / "shared_rules"


@cache
def shipped() -> Rules:
    """The rules as they are shipped; loading them takes over a second, and nothing changes them."""
    return load(SHARED_RULES)
