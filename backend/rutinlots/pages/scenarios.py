"""The scenarios as the pages know them: by id, by section, in order; and one put up in the visitor's world."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby

from flask import abort, g, redirect
from flask.typing import ResponseReturnValue

from rutinlots.app_state import app_state
from rutinlots.core.guides.model import Routine
from rutinlots.core.mail.draft import split
from rutinlots.core.practice.generate import all_scenarios
from rutinlots.core.rules import Rules
from rutinlots.core.scenarios.model import DIFFICULTIES, Scenario
from rutinlots.core.sentences import sentences
from rutinlots.pages.blueprint import bp
from rutinlots.stage.scene import is_new_mail
from rutinlots.stage.transport import BASE
from rutinlots.stage.visitor import entered_world, open_world, worlds

INBOX = f"{BASE}/a/tickets/filters/all_tickets"
_LONGEST = 56  # characters of a mail that a scenario is called by
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


@bp.app_template_global("scenario_title")
def title(scenario: Scenario, *, told: bool = False) -> str:
    """What a scenario is called: before the visitor has solved it only by its ticket, since the title tells the fault.

    A lead who is logged in is told the title, as is the visitor where ``told``; so is one that isn't judged, and an inbox.
    """
    here = open_world()
    solved = here is not None and scenario.id in here.solved
    if told or solved or g.get("lead") or scenario.solved is None or scenario.inbox:
        return scenario.title
    assert scenario.start.ticket is not None
    return _names(app_state().rules.hash, app_state().clock().date().isoformat()).get(scenario.id, scenario.start.ticket.subject)


@lru_cache(maxsize=2)
def _names(version: str, day: str) -> Mapping[str, str]:
    """What the scenarios are called by their ids, in the order of the list: by the subject; where several have the same, by what
    the customer begins with too; where that is the same, by their section, which stands beside the name anyway, and a number."""
    rules = app_state().rules
    listed = [each for each in _scenarios(version, day).values() if each.solved and not each.inbox]
    ordered = [
        each
        for made in (False, True)
        for _, _, part in grouped([scenario for scenario in listed if bool(scenario.made_of) is made], rules)
        for each in part
    ]
    subjects = {each.id: each.start.ticket.subject for each in ordered if each.start.ticket}
    begun = {each.id: f"{subjects[each.id]}: {_beginning(each)}" for each in ordered}
    often, usual = Counter(subjects.values()), Counter(begun.values())
    sections = {each.id: each.source.section.lstrip("0123456789 ") for each in ordered if usual[begun[each.id]] > 1}
    most, met, found = Counter(sections.values()), Counter[str](), {}
    for name, subject in subjects.items():
        found[name] = subject if often[subject] == 1 else begun[name]
        if section := sections.get(name):
            met[section] += 1
            found[name] = section if most[section] == 1 else f"{section} {met[section]}"
    return found


def _beginning(scenario: Scenario) -> str:
    """The first sentence of the customer's mail."""
    assert scenario.start.ticket is not None
    mail = next((each.text for each in scenario.start.ticket.conversation if each.direction == "in"), "")
    body = split(mail).body.text
    first = next((body[start:end].rstrip(".") for start, end in sentences(body)), "")
    first = first[:1].upper() + first[1:]
    return first if len(first) <= _LONGEST else f"{first[:_LONGEST].rpartition(' ')[0]} …"


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
