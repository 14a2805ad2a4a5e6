"""Second line's opening hours, with Swedish public holidays and the eves that are kept like them."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.entities.dates import day_words
from rutinlots.core.entities.holidays import DAYS, FIRST
from rutinlots.core.rulefile.settings import OpeningHours, Spans

_HORIZON = 31  # days to look ahead; no closing is longer


@lru_cache(maxsize=16)
def _free_days(year: int) -> Mapping[tuple[int, int], str]:
    """The year's by month and day; none of a year that isn't known."""
    each = ((name, days.split()[year - FIRST : year - FIRST + 1]) for name, days in DAYS.items() if year >= FIRST)
    return {(int(day[:2]), int(day[2:])): name for name, found in each for day in found if day != "none"}


def holiday(day: date) -> str | None:
    """The name of a public holiday or eve in Sweden ("midsommarafton"), or None; ordinary Sundays don't count.

    Nor does any day of a year beyond :data:`~rutinlots.core.entities.holidays.DAYS`, in fifty years.
    """
    return _free_days(day.year).get((day.month, day.day))


def spans_on(hours: OpeningHours, day: date) -> Spans:
    """When it opens and closes on a day, more than once where there is a pause; none when it stays closed."""
    usual = () if holiday(day) else hours.hours.get(day.isoweekday(), ())
    return hours.exceptions.get(day, usual)


def is_open(hours: OpeningHours, now: datetime) -> bool:
    """Is it open? It is at the very minute of opening, and not at that of closing."""
    now = now.astimezone(STOCKHOLM)
    return any(_at(now.date(), opens) <= now < _at(now.date(), closes) for opens, closes in spans_on(hours, now.date()))


def next_change(hours: OpeningHours, now: datetime) -> datetime | None:
    """When it next opens or closes; None when it never does."""
    now = now.astimezone(STOCKHOLM)
    for ahead in range(_HORIZON):
        day = now.date() + timedelta(days=ahead)
        moments = (_at(day, clock) for span in spans_on(hours, day) for clock in span)
        if change := next((moment for moment in moments if moment > now), None):
            return change
    return None


def change_words(hours: OpeningHours, now: datetime) -> str:
    """What :func:`next_change` says, in Swedish: "öppnar i morgon, onsdag 11 mars, klockan 08.00"."""
    now = now.astimezone(STOCKHOLM)
    change = next_change(hours, now)
    if change is None:
        return "har inga öppettider"
    verb = "stänger" if is_open(hours, now) else "öppnar"
    return f"{verb} {day_words(change.date(), now.date())} klockan {change:%H.%M}"


def clock_words(spans: Spans) -> list[str]:
    """Each stretch of a day: "09.00–12.00", "13.00–16.00"."""
    return [f"{opens:%H.%M}–{closes:%H.%M}" for opens, closes in spans]


def spans_words(spans: Spans) -> str:
    """A day's hours in Swedish: "09.00–12.00 och 13.00–16.00"."""
    each = clock_words(spans)
    return " och ".join((", ".join(each[:-1]), each[-1])) if each[1:] else "".join(each) or "stängt"


def short_words(span: tuple[time, time]) -> str:
    """One stretch as a calendar has it: "9–12.30"."""
    return "–".join(f"{clock.hour}.{clock:%M}" if clock.minute else f"{clock.hour}" for clock in span)


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, STOCKHOLM)
