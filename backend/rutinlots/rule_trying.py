"""Tries a set of rules on some of its own examples, so that none is used that crashes."""

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from time import monotonic

from rutinlots.core.checks.check import Check
from rutinlots.core.finding import Suggestion
from rutinlots.core.rules import Rules
from rutinlots.core.snippets.index import Index
from rutinlots.core.validation.smoke import Broken, smoke_test
from rutinlots.rule_loader import Problem, RulesError

log = logging.getLogger(__name__)

SMOKE_S = 0.3  # how long a changed set is tested on its own examples before it is used


class _NoSuggestions(Index):
    """Fits no mail, so that a library's words need not be counted before the server listens."""

    def __init__(self) -> None:
        pass

    def suggest(self, *_: object, **__: object) -> list[Suggestion]:
        """Nothing."""
        return []


def try_at_first(rules: Rules) -> None:
    """Run all checks on one example of each moment. :raises RulesError: naming the check that crashes."""
    _refuse(next(smoke_test(replace(rules, index=_NoSuggestions()))))


def try_out(rules: Rules, enough: Callable[[], bool], changed: Collection[str] | None = None) -> None:
    """Run the rules on some of their own examples, or the ``changed`` checks. :raises RulesError: naming the check that crashes.

    :param enough: whether to leave it at what has been tried, which is at least one example of each moment.
    """
    for broken in smoke_test(rules, changed):
        _refuse(broken)
        if enough():
            return


def in_time() -> Callable[[], bool]:
    """Says when a changed set has been tried for long enough."""
    ends = monotonic() + SMOKE_S
    return lambda: monotonic() > ends


def _refuse(broken: Sequence[Broken]) -> None:
    for each in broken:
        log.error("The check %s crashes on an example", each.check.id, exc_info=each.error)
    if broken:
        raise RulesError([_unusable(each.check, each.error) for each in broken])


def _unusable(check: Check, error: Exception) -> Problem:
    what = f"kontrollen ”{check.id}” går inte att använda ({type(error).__name__}); ändra tillbaka, serverns logg säger mer"
    return Problem(f"checks/{check.theme}/{check.id}.yaml", 0, "", what)
