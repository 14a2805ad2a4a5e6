"""One stage for the whole run, as new for each test."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from e2e.stage import Stage, stage

# Milliseconds that only make a test longer: the page is as late as it likes where a test is about that.
QUICK = {"navigation": (30, 60), "template": (40, 80), "dependent": 30, "canned": 30, "inner": 20, "updates": 0, "rerender": 0}
PATIENCE = 15_000  # ms that expect waits at most; a loaded machine is no failure

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def set_stage() -> Iterator[Stage]:
    """Mock, backend and a browser with the real extension."""
    with stage() as play:
        yield play


@pytest.fixture
def play(set_stage: Stage) -> Iterator[Stage]:
    """The stage with nothing on it yet; whatever a page threw fails the test that made it."""
    set_stage.reset()
    vars(set_stage.mock.delays).update(QUICK)
    yield set_stage
    assert set_stage.errors == []


@pytest.fixture
def own_stage() -> Iterator[Stage]:
    """A browser of its own, for what doesn't come out of the test as it was."""
    with stage() as play:
        vars(play.mock.delays).update(QUICK)
        yield play
