"""One harness for the whole run, reset before each test."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from e2e.harness import seen
from e2e.harness.harness import QUICK, Harness, open_harness

PATIENCE = 15_000  # ms that expect waits at most; a loaded machine is no failure

expect.set_options(timeout=PATIENCE)
seen.wait_before_describing(PATIENCE)


@pytest.fixture(scope="session")
def shared_harness() -> Iterator[Harness]:
    """Mock, backend and a browser with the real extension."""
    with open_harness() as harness:
        harness.draws_whole = False
        yield harness


@pytest.fixture
def harness(shared_harness: Harness) -> Iterator[Harness]:
    """The shared harness, reset. An error thrown by a page fails the test."""
    shared_harness.reset()
    vars(shared_harness.mock.delays).update(QUICK)
    yield shared_harness
    assert shared_harness.errors == []


@pytest.fixture
def own_harness() -> Iterator[Harness]:
    """A harness with its own browser, for tests that leave it changed."""
    with open_harness() as harness:
        harness.draws_whole = False
        vars(harness.mock.delays).update(QUICK)
        yield harness
