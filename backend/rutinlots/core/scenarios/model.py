"""A scenario: a ticket to work with, what there is to notice, and the model answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from rutinlots.core.checks.check import Source
from rutinlots.core.checks.example import Example
from rutinlots.core.finding import LOGGINGS, Logging
from rutinlots.core.scenarios.wording import Wording
from rutinlots.core.situation import SEND_MODES, DraftKind, LogHistory, SendMode

Difficulty = Literal["easy", "medium", "hard"]
DIFFICULTIES: tuple[Difficulty, ...] = get_args(Difficulty)
Place = Literal["mail", "panel", "fields", "answer"]
PLACES: tuple[Place, ...] = get_args(Place)
MustLog = Logging | Literal["none"]
MUST_LOG: tuple[MustLog, ...] = (*LOGGINGS, "none")
MustSend = SendMode | Literal["any"]
MUST_SEND: tuple[MustSend, ...] = (*SEND_MODES, "any")


@dataclass(frozen=True)
class Notice:
    """What there is to see in a scenario, and where: in the customer's mail, the panel, the ticket's fields or the answer."""

    text: str
    at: Place = "answer"


@dataclass(frozen=True, kw_only=True)
class Solved:
    """When a scenario is solved: the checks in ``gone`` say nothing of what was sent, nor does any that must be answered, nor those
    in ``strict``, which are tips at work and which the typical mistake doesn't meet.

    ``log`` is what must be logged in CAB, ``sent`` and ``kind`` how the mail must leave, ``properties`` what the ticket must be set
    to; None where it isn't judged. Where the ticket may be closed or not, as when the customer is asked something, ``sent`` is
    ``any``. ``must_say`` and ``must_not_say`` are what the engine can't know of the answer: what belongs to this ticket.
    """

    gone: tuple[str, ...]
    strict: tuple[str, ...] = ()
    log: MustLog | None = None
    sent: MustSend | None = None
    kind: DraftKind | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    must_say: tuple[Wording, ...] = ()
    must_not_say: tuple[Wording, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A way to answer the scenario's ticket; ``because`` says why it is right, or what is wrong with it."""

    example: Example
    because: str


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One scenario. ``start`` has the ticket and, where one is already written, the draft.

    ``say`` is what the trainer says, ``notice`` what to see in it. Without ``solved`` there is nothing to judge: it is only shown.
    ``inbox`` are the scenarios of an inbox, which has no ticket of its own: each is judged by itself.
    ``facit`` is the model answer, ``mistake`` the typical wrong one. ``made_of`` names the check or guide that it was made of.
    """

    id: str
    title: str
    source: Source
    difficulty: Difficulty
    minutes: int
    start: Example
    history: LogHistory
    say: str
    notice: tuple[Notice, ...]
    solved: Solved | None
    facit: Answer | None
    mistake: Answer | None
    made_of: str = ""
    inbox: tuple["Scenario", ...] = ()

    @property
    def parts(self) -> tuple["Scenario", ...]:
        """The scenarios that are judged: those of the inbox, or this one."""
        return self.inbox or (self,)
