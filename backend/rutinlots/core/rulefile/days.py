"""Days and times of day in a rule file: a year or a time zone that was mistyped is refused where it is written."""

from datetime import date, time

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.reader import Path, shortened

YEARS = range(2000, 2100)


def read_day(text: str, path: Path) -> date:
    """The day of "2026-12-24". :raises RuleFileError: for what is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise RuleFileError(path, f"”{shortened(text)}” är ingen dag; skriv som 2026-12-24") from None
    within_reach(day, path)
    return day


def within_reach(day: date, path: Path) -> None:
    """Refuse a day in another century. :raises RuleFileError:"""
    if day.year not in YEARS:
        what = f"året {day.year:04} kan inte stämma; skriv ett mellan {YEARS[0]} och {YEARS[-1]}"
        raise RuleFileError(path, what)


def read_clock(text: str) -> time:
    """The time of day of "08:00", in Sweden. :raises ValueError: for what is none, or is in a time zone of its own."""
    clock = time.fromisoformat(text.strip())
    if clock.tzinfo is not None:
        raise ValueError(text)
    return clock
