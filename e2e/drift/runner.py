"""Runs mutants in the tabs of one browser, a batch side by side."""

import math
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from itertools import groupby
from pathlib import Path

from playwright.sync_api import Error, Page

from e2e.harness.backend import STOCKHOLM
from e2e.harness.harness import Harness

from .mutant import BATCH, Mutant
from .trial import Trial

MUTATOR = Path(__file__).with_name("mutator.js")
QUICK = {"navigation": (30, 60), "template": (40, 80), "dependent": 30, "inner": 20, "updates": 0, "rerender": 0}
OPEN = datetime(2026, 3, 10, 10, 15, tzinfo=STOCKHOLM)  # the backend's clock: a Tuesday morning, when 2nd line answers

SEEN = 8.0  # seconds until the panel has said what it will
HELD = 4.0  # seconds until a send is held or has left
LEFT = 10.0  # seconds until a mail has left after the dialog, and until a mail that bypassed it is reported


def mutating(harness: Harness) -> AbstractContextManager[object]:
    """Every page whose address asks for it is mutated, while the block runs."""
    return harness.context.add_init_script(path=MUTATOR)


def run(harness: Harness, wanted: Iterable[Mutant], seconds: float = math.inf) -> Iterator[Mutant]:
    """Yields each mutant once judged; starts no batch after ``seconds``."""
    vars(harness.mock.delays).update(QUICK)
    if harness.backend:
        harness.backend.now = OPEN
    pages: list[Page] = []
    end = time.monotonic() + seconds
    with mutating(harness):
        for _, alike in groupby(wanted, key=lambda mutant: mutant.api):
            group = list(alike)
            for start in range(0, len(group), BATCH):
                if time.monotonic() > end:
                    return
                batch = group[start : start + BATCH]
                while len(pages) < len(batch):
                    pages.append(harness.new_page())
                run_batch(harness, pages, batch)
                yield from batch


def run_batch(harness: Harness, pages: list[Page], mutants: Iterable[Mutant]) -> None:
    """Runs as many mutants as there are pages, all with Freshdesk's API or all without, and judges them."""
    trials = [Trial(harness, page, mutant) for page, mutant in zip(pages, mutants, strict=False)]
    harness.mock.use(*([] if trials[0].mutant.api else ["api-refused"]))
    for trial in trials:
        trial.open()
    _until(trials, Trial.start, 15, "no way to begin")
    _until(trials, Trial.filled, 10, "no template")
    _until(trials, Trial.address, 10, "no rows for recipients")
    _each(trials, Trial.write)
    _until(trials, Trial.settled, SEEN)
    _until(trials, Trial.send, 10, "nothing to send with")
    _until(trials, Trial.stopped_or_sent, HELD)
    _each(trials, Trial.answer)
    _until(trials, Trial.over, LEFT)
    for trial in trials:
        trial.judge()


def _until(trials: list[Trial], work: Callable[[Trial], bool], seconds: float, otherwise: str = "") -> None:
    """Calls ``work`` for each trial, side by side, until it returns True; ``seconds`` is the most it takes."""
    left = [trial for trial in trials if not trial.fault]
    end = time.monotonic() + seconds
    while left and time.monotonic() < end:
        still = []
        for trial in left:
            with suppress(Error):
                if work(trial):
                    continue
            still.append(trial)
        left = still
        if left:
            left[0].page.evaluate("() => new Promise((done) => setTimeout(done, 100))")
    for trial in left if otherwise else []:
        trial.fault = f"the mutant itself is broken: {otherwise}"


def _each(trials: list[Trial], work: Callable[[Trial], None]) -> None:
    for trial in trials:
        if trial.fault:
            continue
        try:
            work(trial)
        except (Error, AssertionError) as error:
            trial.fault = f"the mutant itself is broken: {work.__name__}: {str(error).partition(chr(10))[0] or 'part gone'}"
