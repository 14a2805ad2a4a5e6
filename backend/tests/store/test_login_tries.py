"""Tries in the database: as many as there are, however many servers take them at the same time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from rutinlots.store.access.login_tries import Bucket

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def test_as_many_tries_are_taken_as_there_are_though_many_take_at_once(store):
    buckets = [Bucket("b" * 64, 5, 30), Bucket("a" * 64, 100, 30)]
    with ThreadPoolExecutor(4) as pool:
        waits = list(pool.map(lambda _: store.login_tries.take(buckets, NOON), range(12)))
    assert waits.count(0) == 5
    assert {wait for wait in waits if wait} == {30}


def test_what_is_given_back_can_be_taken_and_no_more_than_fits(store):
    bucket = [Bucket("a" * 64, 2, 30)]
    store.login_tries.take(bucket, NOON)
    for _ in range(3):
        store.login_tries.give_back(bucket, NOON)
    assert [store.login_tries.take(bucket, NOON) for _ in range(3)] == [0, 0, 30]


def test_tries_that_were_taken_while_the_clock_was_ahead_shut_out_no_longer_than_others(store):
    bucket = [Bucket("a" * 64, 2, 30)]
    for _ in range(2):
        store.login_tries.take(bucket, NOON + timedelta(days=400))
    assert [store.login_tries.take(bucket, NOON) for _ in range(3)] == [0, 0, 30]
