"""Second line's hours, and when they change."""

from datetime import date, datetime, time, timedelta

import pytest

from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.entities.hours import change_words, holiday, is_open, next_change
from rutinlots.core.rulefile.settings import OpeningHours
from tools import build_holidays

WEEKDAYS = OpeningHours({day: ((time(8), time(17)),) for day in range(1, 6)})
PAUSE = ((time(9), time(12)), (time(13), time(16)))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("when", "answer"),
    [
        ("2026-03-10 07:59", False),
        ("2026-03-10 08:00", True),
        ("2026-03-10 16:59", True),
        ("2026-03-10 17:00", False),
        ("2026-03-14 12:00", False),  # a Saturday
    ],
)
def test_it_is_open_from_the_opening_minute_to_the_closing_one(when: str, answer: bool) -> None:
    assert is_open(WEEKDAYS, at(when)) is answer


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 6, 19), "midsommarafton"),
        (date(2026, 12, 24), "julafton"),
        (date(2026, 12, 31), "nyårsafton"),
        (date(2026, 4, 6), "annandag påsk"),
        (date(2026, 5, 14), "kristi himmelsfärdsdag"),
    ],
)
def test_days_when_nobody_works_are_closed_and_named(day: date, name: str) -> None:
    assert holiday(day) == name
    assert not is_open(WEEKDAYS, datetime.combine(day, time(10), STOCKHOLM))


def test_the_holidays_are_those_that_the_library_knows() -> None:
    """Where this fails after an update of the library, a law has changed: ``python -m tools.build_holidays``."""
    known = build_holidays.known()
    days = [date(year, 1, 1) + timedelta(number) for year in build_holidays.YEARS for number in range(366)]
    assert {day: name for day in days if (name := holiday(day))} == known
    assert build_holidays.FILE.read_text("utf-8") == build_holidays.module(known)


@pytest.mark.parametrize("year", [2019, 2076])
def test_a_year_of_which_no_holidays_are_known_has_ordinary_weekdays(year: int) -> None:
    assert [holiday(date(year, 12, day)) for day in (24, 25, 31)] == [None] * 3


def test_an_ordinary_sunday_is_no_holiday() -> None:
    assert holiday(date(2026, 3, 8)) is None


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2026-03-10 10:00", "stänger i dag klockan 17.00"),
        ("2026-03-10 07:00", "öppnar i dag klockan 08.00"),
        ("2026-03-10 18:00", "öppnar i morgon, onsdag 11 mars, klockan 08.00"),
        ("2026-03-13 18:00", "öppnar måndag 16 mars klockan 08.00"),
        ("2026-04-02 18:00", "öppnar tisdag 7 april klockan 08.00"),  # over Easter
        ("2026-12-23 18:00", "öppnar måndag 28 december klockan 08.00"),  # over Christmas
        ("2026-12-30 18:00", "öppnar måndag 4 januari klockan 08.00"),  # into the next year
    ],
)
def test_the_change_is_told_in_words(when: str, words: str) -> None:
    assert change_words(WEEKDAYS, at(when)) == words


def test_summer_time_does_not_move_the_hours() -> None:
    assert next_change(WEEKDAYS, at("2026-03-28 12:00")).isoformat() == "2026-03-30T08:00:00+02:00"


def test_a_time_elsewhere_is_seen_from_sweden() -> None:
    assert is_open(WEEKDAYS, datetime.fromisoformat("2026-03-10T07:30:00+00:00"))


def test_one_that_never_opens_says_so() -> None:
    never = OpeningHours({})

    assert next_change(never, at("2026-03-10 10:00")) is None
    assert change_words(never, at("2026-03-10 10:00")) == "har inga öppettider"


def test_a_day_with_hours_of_its_own_is_open_then_whatever_day_it_is() -> None:
    exceptions = {date(2026, 12, 24): ((time(8), time(12)),), date(2026, 3, 11): ()}
    hours = OpeningHours(WEEKDAYS.hours, exceptions)

    assert [is_open(hours, at(f"2026-12-24 {clock}")) for clock in ("08:00", "11:59", "12:00")] == [True, True, False]
    assert is_open(hours, at("2026-03-11 10:00")) is False
    assert change_words(hours, at("2026-03-10 18:00")) == "öppnar torsdag 12 mars klockan 08.00"


def test_a_day_with_a_pause_is_closed_in_the_middle_and_says_when_it_opens_again() -> None:
    hours = OpeningHours(dict.fromkeys(range(1, 6), PAUSE), {date(2026, 12, 24): PAUSE})

    said = {clock: change_words(hours, at(f"2026-03-10 {clock}")) for clock in ("08:59", "09:00", "12:00", "13:00", "16:00")}
    assert said == {
        "08:59": "öppnar i dag klockan 09.00",
        "09:00": "stänger i dag klockan 12.00",
        "12:00": "öppnar i dag klockan 13.00",
        "13:00": "stänger i dag klockan 16.00",
        "16:00": "öppnar i morgon, onsdag 11 mars, klockan 09.00",
    }
    assert [is_open(hours, at(f"2026-03-10 {clock}")) for clock in said] == [False, True, False, True, False]
    assert [is_open(hours, at(f"2026-12-24 {clock}")) for clock in ("11:59", "12:30", "13:00")] == [True, False, True]
