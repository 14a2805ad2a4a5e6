"""A course's participants and results, on each kind of database."""

from datetime import UTC, datetime, timedelta

from rutinlots.store import Attempt, Store
from rutinlots.store.courses import MOST_MEMBERS, OPEN, RESULTS_DAYS, WAITS

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def begun(store: Store):
    return store.courses.make("Vecka 11", "Lena", ("dodsbo", "glomd-bilaga"), NOON, hints=False, minutes=45)


def attempt(member: int, name: str, *, minutes: int = 1, solved: bool = True) -> Attempt:
    at = NOON + timedelta(minutes=minutes)
    return Attempt(
        member=member, id=name, scenario="dodsbo", at=at, seconds=70, solved=solved, points={"kundmail": (2, 3)}, missed=("log",)
    )


def test_a_course_is_found_by_its_code_however_it_is_written_while_it_is_open(store: Store):
    course = begun(store)

    assert course.scenarios == ("dodsbo", "glomd-bilaga")
    assert store.courses.of_code(f" {course.code[:4].upper()}-{course.code[4:]} ", NOON) == course
    assert store.courses.of_code(course.code, NOON + WAITS) is None
    assert store.courses.of_code("", NOON) is None
    assert store.courses.all() == [course]


def test_a_course_waits_for_its_first_participant_and_is_open_a_day_from_then(store: Store):
    course, monday = begun(store), NOON + timedelta(days=3)

    assert store.courses.of_code(course.code, monday) is not None
    store.courses.join(course.id, "Norrsken", monday)
    store.courses.join(course.id, "Älgen", monday + timedelta(hours=23))
    assert store.courses.of_code(course.code, monday + OPEN - timedelta(minutes=1)) is not None
    assert store.courses.of_code(course.code, monday + OPEN) is None


def test_a_late_first_participant_makes_no_course_longer(store: Store):
    course, late = begun(store), NOON + WAITS - timedelta(hours=1)

    store.courses.join(course.id, "Norrsken", late)
    assert store.courses.of_code(course.code, NOON + WAITS) is None


def test_a_secret_opens_one_participant_and_an_attempt_judged_again_is_kept_once(store: Store):
    course = begun(store)
    secret, other = store.courses.join(course.id, "Norrsken", NOON), store.courses.join(course.id, "Älgen", NOON)
    _, member = store.courses.of_secret(secret, NOON)
    store.courses.begins(member.id, "dodsbo", NOON)
    store.courses.keep(attempt(member.id, "a", solved=False), is_over=False)
    assert store.courses.members(course.id)[0].scenario == "dodsbo"
    store.courses.keep(attempt(member.id, "b", minutes=3), is_over=True)
    store.courses.keep(attempt(member.id, "a", minutes=4), is_over=True)

    assert store.courses.of_secret(other, NOON)[1].nickname == "Älgen"
    members = store.courses.members(course.id)
    assert [(each.nickname, each.scenario) for each in members] == [("Norrsken", None), ("Älgen", None)]
    assert store.courses.attempts(course.id) == [attempt(member.id, "a", minutes=4), attempt(member.id, "b", minutes=3)]


def test_a_course_has_room_for_so_many(store: Store):
    course = begun(store)

    assert all(store.courses.join(course.id, f"Deltagare {number}", NOON) for number in range(MOST_MEMBERS))
    assert store.courses.join(course.id, "En till", NOON) is None


def test_what_a_course_knows_is_forgotten_in_two_steps(store: Store):
    course, young = begun(store), store.courses.make("Ny", "Lena", ("dodsbo",), NOON + OPEN, hints=True, minutes=None)
    secret = store.courses.join(course.id, "Norrsken", NOON)
    _, member = store.courses.of_secret(secret, NOON)
    store.courses.keep(attempt(member.id, "a"), is_over=True)

    assert store.courses.forget(NOON + OPEN) == 0
    assert [each.nickname for each in store.courses.members(course.id)] == [None]
    assert store.courses.of_secret(secret, NOON) is None
    assert len(store.courses.attempts(course.id)) == 1

    assert store.courses.forget(NOON + OPEN + timedelta(days=RESULTS_DAYS, minutes=1)) == 1
    assert store.courses.attempts(course.id) == []
    assert store.courses.members(course.id) == []
    assert store.courses.all() == [young]
