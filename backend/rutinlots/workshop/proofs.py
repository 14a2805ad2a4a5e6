"""Proves changed rules step by step, one set at a time, and remembers what is known of the latest."""

import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rutinlots.core.rules import Rules
from rutinlots.core.validation.whole import proof
from rutinlots.live_rules import MOST_DISPROOFS, LiveRules
from rutinlots.rule_loader import Problem
from rutinlots.workshop.effects.on_all import Known, told

Answer = TypeVar("Answer")


class Busy(Exception):
    """Another change is tried or published right now: that takes one thread of the server, never several."""


class Proofs:
    """The proofs of changed sets, and what the set in force says of all examples."""

    def __init__(self, live: LiveRules):
        self._live = live
        self._place = threading.Lock()
        self._proven: tuple[str, tuple[Problem, ...]] = ("", ())
        self._told: tuple[str, Known] = ("", [])

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Try changed rules one at a time, so that no number of team leaders holds the threads that answer checks.

        :raises Busy: when another does.
        """
        if not self._place.acquire(blocking=False):
            raise Busy
        try:
            yield
        finally:
            self._place.release()

    def proving(self, rules: Rules) -> Generator[tuple[int, int], None, tuple[Problem, ...]]:
        """Find out what a changed set doesn't do that its examples say, telling how far it has come (done, of all).

        The answer is kept for when it is published.
        """
        found: list[Problem] = []
        if self._proven[0] != rules.hash:
            for step in proof(rules, self._live.in_force.read):
                found += (Problem(each.file, 0, "", each.what) for each in step.found)
                if len(found) >= MOST_DISPROOFS:
                    break
                yield step.done, step.all
            self._proven = (rules.hash, tuple(found[:MOST_DISPROOFS]))
        return self._proven[1]

    def telling(self) -> Generator[tuple[int, int], None, Known]:
        """Find out what the set in force says of all examples; the answer is kept while it is in force."""
        rules = self._live.in_force.read
        if self._told[0] != rules.hash:
            self._told = (rules.hash, (yield from told(rules)))
        return self._told[1]


def ended(steps: Generator[tuple[int, int], None, Answer]) -> Answer:
    """The answer of what is done in steps, without telling of them."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            answer: Answer = end.value
            return answer
