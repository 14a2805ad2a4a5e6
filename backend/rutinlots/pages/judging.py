"""How it went with what was sent in a visitor's world."""

from collections.abc import Mapping
from dataclasses import dataclass

from rutinlots.app_state import app_state
from rutinlots.core.practice.generate import with_facit
from rutinlots.core.practice.judge import Outcome, judge
from rutinlots.core.practice.points import Points, points
from rutinlots.core.rules import Rules
from rutinlots.core.scenarios.model import Scenario
from rutinlots.stage.mock.state import Sent
from rutinlots.stage.scene import situation_of
from rutinlots.stage.visitor import worlds
from rutinlots.stage.worlds import World


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A scenario with its model answer, and what became of its parts by their ids, as far as something was sent."""

    scenario: Scenario
    sent: Mapping[str, Sent]
    outcomes: Mapping[str, Outcome]
    scored: Mapping[str, Points]
    seconds: int


def judged(world: World, scenario: Scenario) -> Judged:
    """Judge the world's scenario. When all of it was sent its time is over, and what is solved goes by its title."""
    rules = app_state().rules
    scenario = with_facit(scenario, rules)
    sent = {part.id: mail for part in scenario.parts if not part.inbox and (mail := world.sent(part)) is not None}
    outcomes = {part.id: _outcome(world, part, sent[part.id], rules) for part in scenario.parts if part.id in sent}
    if len(outcomes) == len(scenario.parts):
        world.ended = world.ended or worlds().clock()
    world.solved |= {name for name, outcome in outcomes.items() if outcome.solved}
    scored = {part.id: points(part, outcomes[part.id]) for part in scenario.parts if part.id in outcomes}
    seconds = round((world.ended or worlds().clock()) - world.began)
    return Judged(scenario=scenario, sent=sent, outcomes=outcomes, scored=scored, seconds=seconds)


def _outcome(world: World, part: Scenario, sent: Sent, rules: Rules) -> Outcome:
    situation = situation_of(sent, part, world.mock, part.history, rules.knowledge.settings)
    return judge(part, situation, world.logged(part), rules)
