"""How a course stands: who is where, what is missed most, and what to practise next."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rutinlots.core.guides.model import Routine
from rutinlots.core.practice.points import Points, added, total
from rutinlots.core.rules import Rules
from rutinlots.core.scenarios.model import Scenario
from rutinlots.store import Attempt, Course, Member

State = Literal["none", "now", "tried", "again", "solved"]
OTHER = {
    "log": "Loggen i CAB",
    "sent": "Sättet att skicka",
    "kind": "Fel sorts svar",
    "written": "Inget besked",
    "addressed": "Fel mottagare",
    "attached": "Filen som kunden skulle få",
    "words": "Svaret i sak",
    "property": "Ett fält på ärendet",
}  # what can be missed that is no check


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A participant and a scenario: ``points`` of the best attempt, ``tries`` in all, ``at_once``: solved by the first.

    ``again``: tried, not solved, and under way.
    """

    state: State
    tries: int
    at_once: bool
    points: Points
    seconds: int


@dataclass(frozen=True, kw_only=True)
class Row:
    """A participant, with a cell for each scenario of the course."""

    member: Member
    name: str
    cells: Sequence[Cell]

    @property
    def solved(self) -> int:
        """How many scenarios are solved."""
        return sum(cell.state == "solved" for cell in self.cells)

    @property
    def tried(self) -> int:
        """How many scenarios have been sent at least once."""
        return sum(cell.tries > 0 for cell in self.cells)

    @property
    def points(self) -> tuple[int, int]:
        """Those got and those there were, in the scenarios that were sent."""
        return total(self.by_routine)

    @property
    def by_routine(self) -> Points:
        """The points of each routine."""
        return added(*(cell.points for cell in self.cells))

    @property
    def seconds(self) -> int:
        """The time of the attempts that count."""
        return sum(cell.seconds for cell in self.cells)


def rows(course: Course, members: Sequence[Member], attempts: Sequence[Attempt]) -> list[Row]:
    """A row for each participant, in the order in which they joined."""
    found = []
    for number, member in enumerate(members, start=1):
        mine = [each for each in attempts if each.member == member.id]
        cells = [_cell(member, name, [each for each in mine if each.scenario == name]) for name in course.scenarios]
        found.append(Row(member=member, name=member.nickname or f"Deltagare {number}", cells=cells))
    return found


def _cell(member: Member, scenario: str, attempts: Sequence[Attempt]) -> Cell:
    """``attempts`` are of that scenario, oldest first."""
    is_here = member.scenario == scenario
    if not attempts:
        return Cell(state="now" if is_here else "none", tries=0, at_once=False, points={}, seconds=0)
    best = max(attempts, key=lambda each: (each.solved, _share(each.points)))
    solved = any(each.solved for each in attempts)
    return Cell(
        state="solved" if solved else "again" if is_here else "tried",
        tries=len(attempts),
        at_once=attempts[0].solved,
        points=best.points,
        seconds=best.seconds,
    )


def missed_most(attempts: Iterable[Attempt], rules: Rules, most: int = 8) -> list[tuple[str, str, int]]:
    """What was missed at the first attempt: its words, the routine's id or nothing, and by how many participants."""
    counted: Counter[str] = Counter()
    for _, missed in {(each.member, name) for each in firsts(attempts) for name in each.missed}:
        counted[missed] += 1
    found = []
    for name, times in counted.items():
        check = rules.by_id.get(name)
        found.append((check.title if check else OTHER.get(name, name), check.source.routine if check else "", times))
    return sorted(found, key=lambda each: (-each[2], each[0]))[:most]


def firsts(attempts: Iterable[Attempt]) -> list[Attempt]:
    """Each participant's first attempt at each scenario; ``attempts`` come oldest first."""
    found: dict[tuple[int, str], Attempt] = {}
    for each in attempts:
        found.setdefault((each.member, each.scenario), each)
    return list(found.values())


def by_routine(attempts: Iterable[Attempt], rules: Rules) -> list[tuple[Routine, int, int]]:
    """The points of the first attempts by routine, the weakest routine first."""
    parts = added(*(each.points for each in firsts(attempts)))
    found = [(rules.routine_by_id[name], *both) for name, both in parts.items() if name in rules.routine_by_id]
    return sorted(found, key=lambda each: each[1] / max(1, each[2]))


def suggested(
    practised: Sequence[str], attempts: Sequence[Attempt], known: Mapping[str, Scenario], rules: Rules
) -> tuple[Routine, list[Scenario]] | None:
    """The routine to practise next and scenarios of it: the weakest; when nothing was missed, one that is new."""
    weak = [routine for routine, got, most in by_routine(attempts, rules) if got < most]
    met = {known[name].source.routine for name in practised if name in known}
    new = [routine for routine in rules.routines if routine.id not in met]
    for routine in (*weak, *(new if attempts else ())):
        scenarios = [each for each in known.values() if each.solved and each.source.routine == routine.id]
        fresh = [each for each in scenarios if each.id not in practised]
        if fresh:
            return routine, fresh[:3]
    return None


def _share(points: Points) -> float:
    got, most = total(points)
    return got / max(1, most)
