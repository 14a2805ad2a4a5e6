"""How many passwords may still be tried: token buckets in the database, so that several servers share them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, select, update

from rutinlots.store.sql.database import Database
from rutinlots.store.sql.tables import login_tries

_KEPT = timedelta(hours=2)  # after which every bucket is full again


@dataclass(frozen=True)
class Bucket:
    """``key`` tells whose tries these are (a hash: no names, no addresses); ``burst`` at once, one more in ``seconds``."""

    key: str
    burst: int
    seconds: float


class LoginTries:
    """The buckets of tries."""

    def __init__(self, database: Database):
        self._database = database

    def take(self, buckets: Sequence[Bucket], now: datetime) -> float:
        """Take a try from each bucket. Returns 0, or the seconds until all have one; none is taken then."""
        ordered = sorted(buckets, key=lambda bucket: bucket.key)  # prevents deadlocks

        def write(connection: Connection) -> float:
            if wait := _wait(connection, ordered, now):
                return wait  # a flood of refused tries changes nothing
            connection.execute(delete(login_tries).where(login_tries.c.at < now - _KEPT))
            rows = [{"key": bucket.key, "left": bucket.burst, "at": now} for bucket in ordered]
            connection.execute(self._database.insert(login_tries).values(rows).on_conflict_do_nothing())
            if wait := _wait(connection, ordered, now, lock=True):
                return wait
            self._add(connection, ordered, now, -1)
            return 0

        return self._database.writing(write)

    def give_back(self, buckets: Sequence[Bucket], now: datetime) -> None:
        """Undo :meth:`take`: the password was right, so it was no guess."""
        ordered = sorted(buckets, key=lambda bucket: bucket.key)
        self._database.writing(lambda connection: self._add(connection, ordered, now, 1))

    def _add(self, connection: Connection, buckets: Iterable[Bucket], now: datetime, tries: int) -> None:
        for bucket in buckets:
            row = connection.execute(_row(bucket.key).with_for_update()).one_or_none()
            left = min(bucket.burst, _left(row, bucket, now) + tries)
            connection.execute(update(login_tries).where(login_tries.c.key == bucket.key).values(left=left, at=now))


def _wait(connection: Connection, buckets: Sequence[Bucket], now: datetime, *, lock: bool = False) -> float:
    waits = [0.0]
    for bucket in buckets:
        query = _row(bucket.key)
        left = _left(connection.execute(query.with_for_update() if lock else query).one_or_none(), bucket, now)
        waits.append((1 - left) * bucket.seconds)
    return max(waits)


def _row(key: str) -> Select[Any]:
    return select(login_tries).where(login_tries.c.key == key)


def _left(row: Row[Any] | None, bucket: Bucket, now: datetime) -> float:
    if row is None or row.at > now + _KEPT:  # the clock was ahead then
        return float(bucket.burst)
    passed: float = max(0.0, (now - row.at).total_seconds())
    return min(float(bucket.burst), float(row.left) + passed / bucket.seconds)
