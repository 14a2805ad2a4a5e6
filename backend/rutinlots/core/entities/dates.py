"""Days and times in Swedish words."""

from datetime import date

from rutinlots.core.calendar import WEEKDAYS

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip


def date_words(day: date) -> str:
    """A date as one says it: "10 mars"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def day_words(day: date, today: date) -> str:
    """A day seen from today: "i dag", "i morgon, onsdag 11 mars,", "måndag 16 mars"."""
    if day == today:
        return "i dag"
    named = f"{WEEKDAYS[day.weekday()]} {date_words(day)}"
    return f"i morgon, {named}," if (day - today).days == 1 else named


def span_words(minutes: int) -> str:
    """A stretch of time: "3 timmar och 20 minuter"."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{n} {one if n == 1 else many}" for n, one, many in ((hours, "timme", "timmar"), (rest, "minut", "minuter")) if n]
    return " och ".join(parts) or "mindre än en minut"
