"""``/verkstad/tider``: when second line is open, with days of their own, and what the escalation card says at a time."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Any

from flask import Response, abort, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rutinlots.api.admission.access import author
from rutinlots.app_state import app_state
from rutinlots.core.calendar import STOCKHOLM, WEEKDAYS
from rutinlots.core.entities.dates import date_words
from rutinlots.core.entities.hours import change_words, clock_words, holiday, is_open, short_words, spans_on, spans_words
from rutinlots.core.rulefile.settings import OpeningHours, Settings
from rutinlots.pages.blueprint import bp
from rutinlots.pages.workshop.opened import Open, begin, sent
from rutinlots.pages.workshop.overview import latest
from rutinlots.pages.workshop.review import published, review_page
from rutinlots.rule_files.document import read_document
from rutinlots.rule_files.rewrite import rewritten
from rutinlots.store import hash_of
from rutinlots.workshop.forms.hours import LONGEST, as_hours
from rutinlots.workshop.judging.faults import faults_in
from rutinlots.workshop.publish import Wish
from rutinlots.workshop.words import HOURS, HOURS_KEYS

_FILE = "settings.yaml"
_MONTHS = 3  # that the calendar shows
_ROWS = 3  # empty rows for new days
_YEARS = 10  # from now, of a time that is tried
_NAMES = (
    *("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"),
)


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day of the calendar: what it is called if it is special, and its hours, of which there are none when it is closed."""

    day: date
    hours: tuple[str, ...]
    holiday: str
    exception: bool
    today: bool


@dataclass(frozen=True)
class Typed:
    """The form as it is filled in: hours by weekday, and the days of their own."""

    week: dict[str, str]
    days: list[tuple[str, str]]

    @classmethod
    def of(cls, text: str) -> "Typed":
        """The form of a file's text. :raises RuleFileError: when it can't be read."""
        values = read_document(text).values
        week = {day: values.get(HOURS_KEYS[0], {}).get(day, "stängt") for day in WEEKDAYS}
        return cls(week, sorted((values.get(HOURS_KEYS[1]) or {}).items()))

    def put_in(self, text: str) -> str:
        """A file's text with these hours."""
        week = {day: hours for day, hours in self.week.items() if hours != "stängt"}
        own = {day: hours for day, hours in sorted(self.days) if day}
        rest = {key: value for key, value in read_document(text).values.items() if key not in HOURS_KEYS}
        return rewritten(text, {**rest, HOURS_KEYS[0]: week, **({HOURS_KEYS[1]: own} if own else {})}, _after(text))


@bp.get("/verkstad/tider")
def hours_page() -> Response:
    """The hours as they are, a calendar, and a time to try (``dag`` and ``klockan``)."""
    text = app_state().publisher.text(_FILE)
    return _page(Typed.of(text), hash_of(text))


@bp.post("/verkstad/tider")
def change_hours() -> ResponseReturnValue:
    """Show what other hours would do, or publish them; what can't be read is said at its field. From the review one can go back."""
    begin(_FILE)
    form, rules = request.form, app_state().live_rules.in_force.read
    if form.get("gor") == "tillbaka":
        reviewed, wrong = sent(_FILE)
        if wrong or faults_in(_FILE, reviewed.text, rules):
            abort(400)
        return _page(Typed.of(reviewed.text), reviewed.opened, reason=reviewed.reason)
    reason = form.get("skal", "")[:500] or HOURS
    rows = zip_longest(*(form.getlist(name) for name in ("dag", "tid", "rad")), fillvalue="")  # "rad": the day that was in it
    own = [(day.strip(), as_hours(hours)) for day, hours, before in rows if day.strip() or (hours.strip() and not before)]
    typed = Typed({day: as_hours(form.get(day, "")) for day in WEEKDAYS}, own)
    publisher, opened = app_state().publisher, form.get("opened", "")
    text = typed.put_in(publisher.as_opened(_FILE, opened) or publisher.text(_FILE))
    found = faults_in(_FILE, text, rules)
    faults = {str(fault.path[-1]): fault.what for fault in found if fault.path} | _said_twice(typed.days) | _without_day(typed.days)
    if faults:
        return _page(typed, opened, faults, 422, reason)
    draft = Open(file=_FILE, text=text, opened=opened, as_text=True, reason=reason, back=url_for("pages.hours_page"))
    if form.get("gor") == "granska":
        return review_page(draft)
    return published(Wish(file=_FILE, text=text, opened=opened, author=author(), reason=draft.reason), draft)


def _said_twice(days: list[tuple[str, str]]) -> dict[str, str]:
    """The days that have two lines with different hours: only the writer knows which of them is meant."""
    hours = dict(days)
    return {day: "dagen står på två rader med olika tider; töm den ena" for day, written in days if written != hours[day]}


def _without_day(days: list[tuple[str, str]]) -> dict[str, str]:
    return {day: "skriv vilken dag tiden gäller, eller töm tiden" for day, _ in days if not day}


def _after(text: str) -> tuple[str, ...]:
    """The file's keys, with the days of their own after the week."""
    keys = [key for key in read_document(text).values if key != HOURS_KEYS[1]]
    at = keys.index(HOURS_KEYS[0]) + 1
    return (*keys[:at], HOURS_KEYS[1], *keys[at:])


def _page(typed: Typed, opened: str, faults: dict[str, str] | None = None, status: int = 200, reason: str = HOURS) -> Response:
    state = app_state()
    settings, now = state.rules.knowledge.settings, state.clock()
    tried = _tried(now)
    page = render_template(
        "pages/workshop/hours.html",
        typed=typed,
        rows=[*typed.days, *[("", "")] * _ROWS],
        opened=opened,
        reason=reason,
        faults=faults or {},
        weekdays=WEEKDAYS,
        today=now.date(),
        months=_months(settings.second_line, now.date()),
        done="klart" in request.args,
        done_change=latest(_FILE) if "klart" in request.args else None,
        tried=tried,
        says=_says(settings, tried),
        coming=_coming(settings.second_line, now.date()),
        longest=LONGEST,
        in_force=_in_force(settings.second_line, now.date()),
    )
    return make_response(page, status)


def _tried(now: datetime) -> datetime:
    try:
        day = date.fromisoformat(request.args.get("dag", ""))
        if abs(day.year - now.year) > _YEARS:
            raise ValueError(day)
        return datetime.combine(day, time.fromisoformat(request.args.get("klockan", "") or "12:00"), STOCKHOLM)
    except ValueError:
        return now.replace(second=0, microsecond=0)


def _says(settings: Settings, at: datetime) -> tuple[bool, str]:
    """Whether second line is open, and how the escalation card begins then."""
    hours, free = settings.second_line, holiday(at.date())
    ending = f" Det är {free}." if free and not is_open(hours, at) else ""
    when = f"{WEEKDAYS[at.weekday()]} {date_words(at.date())} {at.year} kl. {at:%H.%M}".capitalize()
    return is_open(hours, at), f"{when}, med tiderna som gäller nu: 2nd line {change_words(hours, at)}.{ending}"


def _coming(hours: OpeningHours, today: date) -> list[tuple[str, str, str]]:
    """The red days and eves of the next months: the day, what it is called, and the hours that apply."""
    days = (today + timedelta(days=ahead) for ahead in range(1, 120))
    return [
        (day.isoformat(), f"{WEEKDAYS[day.weekday()]} {date_words(day)}, {name}", spans_words(spans_on(hours, day)))
        for day in days
        if (name := holiday(day))
    ]


def _in_force(hours: OpeningHours, today: date) -> Mapping[str, Any]:
    """What applies, to print: the hours of a week's days, and the days from today on that have their own."""
    week = [clock_words(hours.hours.get(number + 1, ())) for number in range(len(WEEKDAYS))]
    own = sorted((day, spans) for day, spans in hours.exceptions.items() if day >= today)
    return {
        "week": week,
        "days": [(f"{WEEKDAYS[day.weekday()]} {date_words(day)} {day.year}", spans_words(spans)) for day, spans in own],
    }


def _months(hours: OpeningHours, today: date) -> list[tuple[str, list[list[Day | None]]]]:
    made = []
    year, month = today.year, today.month
    for _ in range(_MONTHS):
        weeks = [
            [_day(hours, day, today) if day.month == month else None for day in week]
            for week in calendar.Calendar().monthdatescalendar(year, month)
        ]
        made.append((f"{_NAMES[month - 1]} {year}", weeks))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return made


def _day(hours: OpeningHours, day: date, today: date) -> Day:
    return Day(
        day=day,
        hours=tuple(map(short_words, spans_on(hours, day))),
        holiday=holiday(day) or "",
        exception=day in hours.exceptions,
        today=day == today,
    )
