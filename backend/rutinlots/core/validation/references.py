"""References between the files of a rule set: every name must exist, and no check may depend on itself."""

from collections.abc import Collection, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from rutinlots.core.checks.check import Check
from rutinlots.core.guides.model import Routine
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
        ):  # fmt: skip
            if missing:
                yield check, key, what
        seen.add(check.id)
    yield from _circle(checks)


def _circle(checks: Sequence[Check]) -> Iterator[tuple[Check, str, str]]:
    """A check that asks, by way of others or at once, whether it has itself found anything: one circle at a time."""
    by_id = {check.id: check for check in checks}
    asks = {check.id: [need for sort, need in check.needs if sort == "check"] for check in checks}
    try:
        TopologicalSorter(asks).prepare()
    except CycleError as error:
        around = list(reversed(error.args[1]))
        what = f"kontrollerna väntar på varandra ({' → '.join(around)}); ta bort en av dem under found eller not_found"
        yield by_id[around[0]], "when", what
