"""Courses of practice: who is where and how it went. Nothing of what anyone wrote, and nicknames only while the course is open."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from rutinlots.store.access.tokens import hashed
from rutinlots.store.sql.database import Database
from rutinlots.store.sql.tables import course_members, course_results, courses

OPEN = timedelta(hours=24)  # from when the first participant joins
WAITS = timedelta(days=4)  # for that: a course made before a long weekend
RESULTS_DAYS = 30  # how long results without nicknames are kept after a course has ended
MOST_MEMBERS = 100
_MOST_ATTEMPTS = 200  # of one member
_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstv" for vowel in "aeiou"]


@dataclass(frozen=True, kw_only=True)
class Course:
    """A course; ``scenarios`` are ids in order, ``minutes`` how long each participant has."""

    id: int
    code: str
    title: str
    owner: str
    scenarios: tuple[str, ...]
    hints: bool
    minutes: int | None
    began_at: datetime
    ends_at: datetime

    def is_open(self, now: datetime) -> bool:
        """Whether it can be joined and practised."""
        return now < self.ends_at


@dataclass(frozen=True, kw_only=True)
class Member:
    """A participant; ``scenario`` is the one under way, if any. ``nickname`` is None once the course has ended."""

    id: int
    nickname: str | None
    joined_at: datetime
    seen_at: datetime
    scenario: str | None


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """How one attempt went: ``points`` are those got and those there were, by routine; ``missed`` are ids of checks."""

    member: int
    id: str
    scenario: str
    at: datetime
    seconds: int
    solved: bool
    points: Mapping[str, tuple[int, int]]
    missed: tuple[str, ...]


class Courses:
    """The courses. Every method raises :class:`StoreError` when the database can't be used."""

    def __init__(self, database: Database):
        self._database = database

    def make(
        self, title: str, owner: str, scenarios: tuple[str, ...], now: datetime, *, hints: bool, minutes: int | None
    ) -> Course:
        """Make a course, with a code that can be read aloud and not be guessed; it waits for its first participant."""
        values = {
            "code": "".join(secrets.choice(_SYLLABLES) for _ in range(6)),
            "title": title,
            "owner": owner,
            "scenarios": json.dumps(scenarios),
            "hints": hints,
            "minutes": minutes,
            "began_at": now,
            "ends_at": now + WAITS,
        }
        insert = courses.insert().values(values).returning(*courses.c)
        return _course(self._database.writing(lambda connection: connection.execute(insert).one()))

    def all(self) -> list[Course]:
        """Every course that is kept, the newest first."""
        found = select(courses).order_by(courses.c.id.desc())
        return [_course(row) for row in self._database.reading(lambda connection: connection.execute(found).all())]

    def of_id(self, course: int) -> Course | None:
        """A course by its id."""
        return self._one(courses.c.id == course)

    def of_code(self, code: str, now: datetime) -> Course | None:
        """The open course with that code; case, spaces and hyphens make no difference."""
        plain = "".join(filter(str.isalpha, code.lower()))[:16]
        return self._one((courses.c.code == plain) & (courses.c.ends_at > now))

    def join(self, course: int, nickname: str, now: datetime) -> str | None:
        """Take part; returns the secret that shows who it is. None when the nickname is taken, or the course full."""
        secret = secrets.token_urlsafe(24)

        def write(connection: Connection) -> str | None:
            # Locks the course, so that two can't take one nickname at the same time.
            connection.execute(select(courses.c.id).where(courses.c.id == course).with_for_update())
            there = connection.execute(select(course_members.c.nickname).where(course_members.c.course == course)).scalars().all()
            if len(there) >= MOST_MEMBERS or nickname.casefold() in {(name or "").casefold() for name in there}:
                return None
            if not there:
                late = (courses.c.id == course) & (courses.c.ends_at > now + OPEN)
                connection.execute(update(courses).where(late).values(ends_at=now + OPEN))
            values = {"course": course, "nickname": nickname, "hash": hashed(secret), "joined_at": now, "seen_at": now}
            connection.execute(course_members.insert().values(values))
            return secret

        return self._database.writing(write)

    def of_secret(self, secret: str, now: datetime) -> tuple[Course, Member] | None:
        """Who that is, and in which open course."""
        found = (
            select(course_members, *(column.label(f"course_{column.name}") for column in courses.c))
            .join(courses, courses.c.id == course_members.c.course)
            .where((course_members.c.hash == hashed(secret)) & (courses.c.ends_at > now))
        )
        row = self._database.reading(lambda connection: connection.execute(found).one_or_none())
        if row is None:
            return None
        return _course(row, "course_"), _member(row)

    def begins(self, member: int, scenario: str, now: datetime) -> None:
        """A participant begins a scenario."""
        change = update(course_members).where(course_members.c.id == member).values(scenario=scenario, seen_at=now)
        self._database.writing(lambda connection: connection.execute(change))

    def keep(self, attempt: Attempt, *, is_over: bool) -> None:
        """Keep how an attempt went; again when it is judged again. Its participant is done with it once it ``is_over``."""
        values = {
            "scenario": attempt.scenario,
            "at": attempt.at,
            "seconds": attempt.seconds,
            "solved": attempt.solved,
            "points": json.dumps(dict(attempt.points)),
            "missed": json.dumps(attempt.missed),
        }
        key = {"member": attempt.member, "attempt": attempt.id}
        count = select(func.count()).where(course_results.c.member == attempt.member)

        def write(connection: Connection) -> None:
            number = connection.execute(count).scalar_one()
            if number < _MOST_ATTEMPTS:
                insert = self._database.insert(course_results).values(**key, **values, number=number)
                connection.execute(insert.on_conflict_do_update(index_elements=list(key), set_=values))
                seen = update(course_members).where(course_members.c.id == attempt.member).values(seen_at=attempt.at)
                connection.execute(seen)
            if is_over:
                mine = (course_members.c.id == attempt.member) & (course_members.c.scenario == attempt.scenario)
                connection.execute(update(course_members).where(mine).values(scenario=None))

        self._database.writing(write)

    def members(self, course: int) -> list[Member]:
        """The participants, in the order in which they joined."""
        found = select(course_members).where(course_members.c.course == course).order_by(course_members.c.id)
        return [_member(row) for row in self._database.reading(lambda connection: connection.execute(found).all())]

    def pulse(self, course: int) -> str:
        """A text that is the same as long as nothing has happened in a course."""
        ours = course_members.c.course == course
        people = select(course_members.c.id, course_members.c.seen_at, course_members.c.scenario).where(ours)
        tries = select(func.count()).where(course_results.c.member.in_(select(course_members.c.id).where(ours)))

        def read(connection: Connection) -> str:
            return f"{sorted(map(str, connection.execute(people).all()))} {connection.execute(tries).scalar_one()}"

        return self._database.reading(read)

    def attempts(self, course: int) -> list[Attempt]:
        """What the participants have done; each one's attempts in the order in which they were made."""
        of_course = select(course_members.c.id).where(course_members.c.course == course)
        ordered = select(course_results).order_by(course_results.c.number, course_results.c.member)
        found = ordered.where(course_results.c.member.in_(of_course))
        return [_attempt(row) for row in self._database.reading(lambda connection: connection.execute(found).all())]

    def leave(self, member: int) -> None:
        """Delete a participant and all that is kept about them."""

        def write(connection: Connection) -> None:
            connection.execute(delete(course_results).where(course_results.c.member == member))
            connection.execute(delete(course_members).where(course_members.c.id == member))

        self._database.writing(write)

    def close(self, course: int, now: datetime) -> None:
        """End a course now, and forget its nicknames."""
        end = update(courses).where((courses.c.id == course) & (courses.c.ends_at > now)).values(ends_at=now)

        def write(connection: Connection) -> None:
            connection.execute(end)
            connection.execute(_nameless(course_members.c.course == course))

        self._database.writing(write)

    def delete(self, course: int) -> None:
        """Delete a course and everything about it."""
        self._database.writing(lambda connection: _delete(connection, courses.c.id == course))

    def forget(self, now: datetime) -> int:
        """Forget the nicknames of courses that have ended, and delete those that ended long ago; returns how many."""

        def write(connection: Connection) -> int:
            ended = select(courses.c.id).where(courses.c.ends_at <= now)
            connection.execute(_nameless(course_members.c.course.in_(ended) & course_members.c.hash.is_not(None)))
            return _delete(connection, courses.c.ends_at < now - timedelta(days=RESULTS_DAYS))

        return self._database.writing(write)

    def _one(self, which: ColumnElement[bool]) -> Course | None:
        row = self._database.reading(lambda connection: connection.execute(select(courses).where(which)).one_or_none())
        return None if row is None else _course(row)


def _nameless(which: ColumnElement[bool]) -> Any:
    return update(course_members).where(which).values(nickname=None, hash=None)


def _delete(connection: Connection, which: ColumnElement[bool]) -> int:
    members = select(course_members.c.id).where(course_members.c.course.in_(select(courses.c.id).where(which)))
    connection.execute(delete(course_results).where(course_results.c.member.in_(members)))
    connection.execute(delete(course_members).where(course_members.c.id.in_(members)))
    return connection.execute(delete(courses).where(which)).rowcount


def _course(row: Any, prefix: str = "") -> Course:
    """``prefix`` is that of the columns' names in a row that has others too."""
    values = {column.name: row._mapping[prefix + column.name] for column in courses.c}
    return Course(**{**values, "scenarios": tuple(json.loads(values["scenarios"]))})


def _member(row: Any) -> Member:
    return Member(id=row.id, nickname=row.nickname, joined_at=row.joined_at, seen_at=row.seen_at, scenario=row.scenario)


def _attempt(row: Any) -> Attempt:
    return Attempt(
        member=row.member,
        id=row.attempt,
        scenario=row.scenario,
        at=row.at,
        seconds=row.seconds,
        solved=row.solved,
        points={routine: (got, most) for routine, (got, most) in json.loads(row.points).items()},
        missed=tuple(json.loads(row.missed)),
    )
