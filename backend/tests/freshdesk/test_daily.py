"""The server's daily pull."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rutinlots.freshdesk.daily import DailyPull
from rutinlots.store import Store

from .conftest import Account

START = datetime(2026, 3, 10, 12, tzinfo=UTC)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store() -> Iterator[Store]:
    opened = Store()
    yield opened
    opened.close()


@pytest.fixture
def key_file(tmp_path: Path, account: Account) -> Path:
    file = tmp_path / "key"
    file.write_text(account.mock.api_key + "\n", "utf-8")
    return file


@pytest.fixture
def daily(store: Store, account: Account, key_file: Path, clock: Clock) -> DailyPull:
    return DailyPull(store, account.address, key_file, clock)


def test_it_pulls_at_once_and_then_a_day_later(daily: DailyPull, store: Store, clock: Clock):
    done = []
    for hours in (0, 1, 23, 24, 25):
        clock.time = START + timedelta(hours=hours)
        done.append(daily.look())

    assert done == [True, False, False, True, False]
    assert len(store.replies.all().replies) == 116


def test_another_pull_counts_as_the_days(daily: DailyPull, store: Store, clock: Clock):
    daily.look()
    clock.time = START + timedelta(hours=23)
    store.replies.take([each.canned for each in store.replies.all().replies], clock.time)
    clock.time = START + timedelta(hours=30)

    assert not daily.look()


def test_a_pull_while_the_clock_was_ahead_keeps_none_from_the_days_that_come(daily: DailyPull, store: Store, clock: Clock):
    clock.time = START + timedelta(days=400)
    assert daily.look()
    clock.time = START
    assert daily.look()


def test_a_failure_changes_nothing_and_is_tried_again_an_hour_later(
    daily: DailyPull, store: Store, clock: Clock, key_file: Path, caplog: pytest.LogCaptureFixture
):
    daily.look()
    right = key_file.read_text("utf-8")
    key_file.write_text("wrongKey42", "utf-8")
    done = []
    for hours in (24, 24.5, 25):
        clock.time = START + timedelta(hours=hours)
        if hours == 24.5:
            key_file.write_text(right, "utf-8")
        done.append(daily.look())

    assert done == [False, False, True]
    assert len(store.replies.all().replies) == 116
    assert "wrongKey42" not in caplog.text


def test_a_key_file_that_is_gone_is_said(daily: DailyPull, key_file: Path, caplog: pytest.LogCaptureFixture):
    key_file.unlink()

    assert not daily.look()
    assert "the key file can't be read" in caplog.text
