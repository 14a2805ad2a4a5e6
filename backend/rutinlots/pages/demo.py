"""The demo for a projector: its steps, a link to one of them, and the speaker's notes in a window of their own."""

from flask import abort, jsonify, render_template
from flask.typing import ResponseReturnValue

from rutinlots.app_state import app_state
from rutinlots.core.practice.demo import steps
from rutinlots.core.practice.generate import with_facit
from rutinlots.core.scenarios.model import Scenario
from rutinlots.pages.blueprint import bp
from rutinlots.pages.scenarios import named
from rutinlots.stage.mock import fields
from rutinlots.stage.visitor import open_world


@bp.get("/ovning/visning")
def demo_steps() -> ResponseReturnValue:
    """The steps of the scenario's demo, for the stage's page and the speaker's."""
    rules, scenario = app_state().rules, _shown()
    usual = {item.label: item.choices[0] for item in fields.FIELDS if item.required and item.choices}
    return jsonify(steps=steps(with_facit(scenario, rules), rules, usual))


@bp.get("/ovning/talarstod")
def speaker_notes() -> str:
    """The speaker's notes: what is shown now, what comes next, what to notice. They follow the demo, and lead it."""
    return render_template("pages/speaker.html", scenario=_shown())


@bp.get("/ovning/visa/<string:name>")
def demo_link(name: str) -> str:
    """What a link to a step of a demo opens; the step stands after ``#steg=``. Begins at once, unless something is under way."""
    world = open_world()
    busy = world is not None and world.scenario is not None and not world.demo
    return render_template("pages/demo_link.html", scenario=named(name), busy=busy)


def _shown() -> Scenario:
    world = open_world()
    return abort(404) if world is None or world.scenario is None else world.scenario
