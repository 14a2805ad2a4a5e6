"""References between the files of a rule set: every name must exist, and no check may depend on itself."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from rutinlots.core.checks.check import Check
from rutinlots.core.finding import LEVELS
from rutinlots.core.guides.model import Routine
from rutinlots.core.scenarios.model import Scenario
from rutinlots.core.scenarios.read import ScenarioFile
from rutinlots.core.snippets import Snippet

_SORTS = {"topic": "ämnet", "check": "kontrollen"}


def faults(
    checks: Sequence[Check], snippets: Sequence[Snippet], routines: Sequence[Routine], topics: Collection[str]
) -> Iterator[tuple[Check, str, str]]:
    """Every fault: its check, its key, and what is wrong, in Swedish."""
    sections = {routine.id: {section.title for section in routine.sections} for routine in routines}
    guides = {guide.id for routine in routines for guide in routine.guides}
    known_snippets = {snippet.id for snippet in snippets}
    known = {"topic": set(topics), "check": {check.id for check in checks}}
    by_id = {check.id: check for check in checks}
    seen: set[str] = set()
    for check in checks:
        for key, missing, what in (
            ("id", check.id in seen, "en annan kontroll heter redan så"),
            ("source", check.source.routine not in sections, f"rutinen ”{check.source.routine}” finns inte"),
            ("source", check.source.section not in sections.get(check.source.routine, {check.source.section}),
             f"rutinen har inget avsnitt ”{check.source.section}”"),
            ("guide", check.guide is not None and check.guide not in guides, f"guiden ”{check.guide}” finns inte"),
            ("suggest", check.suggest is not None and check.suggest not in known_snippets,
             f"svaret ”{check.suggest}” finns inte"),
            *(("when", need not in known[sort], f"{_SORTS[sort]} ”{need}” finns inte") for sort, need in check.needs),
            *(("yields_to", bool(why := _no_teller(check, other, by_id)), why) for other in check.yields_to),
        ):  # fmt: skip
            if missing:
                yield check, key, what
        seen.add(check.id)
    yield from _circle(checks)
    yield from _yielding_circle(checks)


def scenario_faults(
    scenarios: Sequence[ScenarioFile], checks: Sequence[Check], routines: Sequence[Routine]
) -> Iterator[tuple[Scenario, str, str]]:
    """Every name in a scenario that doesn't exist: its scenario, its key, and what is wrong, in Swedish."""
    sections = {routine.id: {section.title for section in routine.sections} for routine in routines}
    known = {check.id for check in checks}
    plain = {each.id for each in scenarios if not each.inbox}
    for scenario, inbox in ((each.scenario, each.inbox) for each in scenarios):
        for name in inbox:
            if name not in plain:
                yield scenario, "inbox", f"övningen ”{name}” finns inte, eller är själv en inkorg"
        routine, section = scenario.source.routine, scenario.source.section
        if routine not in sections:
            yield scenario, "source", f"rutinen ”{routine}” finns inte"
        elif section not in sections[routine]:
            yield scenario, "source", f"rutinen har inget avsnitt ”{section}”"
        for name in (*scenario.solved.gone, *scenario.solved.strict) if scenario.solved else ():
            if name not in known:
                yield scenario, "solved", f"kontrollen ”{name}” finns inte"


def _no_teller(check: Check, other: str, checks: Mapping[str, Check]) -> str:
    """Why a check can't yield to another (by id); empty when it can."""
    if other not in checks:
        return f"{_SORTS['check']} ”{other}” finns inte"
    levels = (check.level, checks[other].level)
    if "mark" in levels or "guide" in levels:
        return f"”{other}” kan inte säga det i stället: märkningar och guider har inget meddelande"
    if LEVELS.index(levels[1]) > LEVELS.index(levels[0]):
        return f"”{other}” väger lättare, och då skulle felet bli mindre än det är"
    return ""


def _circle(checks: Sequence[Check]) -> Iterator[tuple[Check, str, str]]:
    """A check that asks, by way of others or at once, whether it has itself found anything: one circle at a time."""
    asks = {check.id: [need for sort, need in check.needs if sort == "check"] for check in checks}
    cure = "kontrollerna väntar på varandra ({}); ta bort en av dem under found eller not_found"
    yield from _around(checks, asks, "when", cure)


def _yielding_circle(checks: Sequence[Check]) -> Iterator[tuple[Check, str, str]]:
    """Checks that all leave it to each other, so that none of them tells: one circle at a time."""
    cure = "kontrollerna lämnar över till varandra ({}), så ingen säger något; ta bort en av dem under yields_to"
    yield from _around(checks, {check.id: check.yields_to for check in checks}, "yields_to", cure)


def _around(checks: Sequence[Check], asks: Mapping[str, Collection[str]], key: str, cure: str) -> Iterator[tuple[Check, str, str]]:
    try:
        TopologicalSorter(asks).prepare()
    except CycleError as error:
        around = list(reversed(error.args[1]))
        yield next(check for check in checks if check.id == around[0]), key, cure.format(" → ".join(around))
