"""The scenarios as the pages know them: by id, by section, in order; and one put up in the visitor's world."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby

from flask import abort, redirect
from flask.typing import ResponseReturnValue

from rutinlots.app_state import app_state
from rutinlots.core.guides.model import Routine
from rutinlots.core.practice.generate import all_scenarios
from rutinlots.core.rules import Rules
from rutinlots.core.scenarios.model import DIFFICULTIES, Scenario
from rutinlots.pages.blueprint import bp
from rutinlots.stage.scene import is_new_mail
from rutinlots.stage.transport import BASE
from rutinlots.stage.visitor import entered_world, worlds

INBOX = f"{BASE}/a/tickets/filters/all_tickets"
DIFFICULTY = {"easy": "Lätt", "medium": "Lagom", "hard": "Svår"}


def begun(scenario: Scenario, *, hints: bool, demo: bool = False, member: int | None = None) -> ResponseReturnValue:
    """Put a scenario up in the visitor's world from its very start, and show it; ``member``: as a participant of a course."""
    world = entered_world()
    world.begin(scenario, app_state().rules.knowledge.settings, hints=hints, demo=demo, member=member, at=worlds().clock())
    return redirect(address(scenario), 303)


@bp.app_template_global("scenario_address")
def address(scenario: Scenario) -> str:
    """Where in the mock Freshdesk a scenario that has begun is worked with."""
    assert scenario.start.ticket is not None
    if scenario.inbox:
        return INBOX
    return f"{BASE}/a/tickets/{'compose-email' if is_new_mail(scenario) else scenario.start.ticket.id}"


def known(rules: Rules) -> Mapping[str, Scenario]:
    """All scenarios by id, the composed first."""
    return _scenarios(rules.hash, app_state().clock().date().isoformat())


@lru_cache(maxsize=2)
def _scenarios(version: str, day: str) -> Mapping[str, Scenario]:
    state = app_state()
    return {scenario.id: scenario for scenario in all_scenarios(state.rules, state.clock().date())}


def named(name: str) -> Scenario:
    """The scenario with that id; 404 without one."""
    found = known(app_state().rules).get(name)
    if found is None:
        abort(404)
    return found


def following(scenario: Scenario, rules: Rules) -> Scenario | None:
    """The next that can be judged, in the order of the list."""
    names = [each for each in known(rules).values() if each.solved is not None]
    later = [each for index, each in enumerate(names) if any(before.id == scenario.id for before in names[:index])]
    return later[0] if later else None


def grouped(scenarios: list[Scenario], rules: Rules) -> list[tuple[Routine, str, list[Scenario]]]:
    """By routine and section, in the routines' own order; the easy ones first."""
    places = {
        (routine.id, section.title): (number, place)
        for number, routine in enumerate(rules.routines)
        for place, section in enumerate(routine.sections)
    }

    def key(scenario: Scenario) -> tuple[str, str]:
        return scenario.source.routine, scenario.source.section

    ordered = sorted(scenarios, key=lambda each: (places[key(each)], DIFFICULTIES.index(each.difficulty), each.title))
    return [(rules.routine_by_id[routine], section, list(each)) for (routine, section), each in groupby(ordered, key)]
