"""The visitors' worlds: each has a mock Freshdesk and a log ledger of its own, in memory only."""

import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from rutinlots.core.practice.judge import Logged
from rutinlots.core.rulefile.settings import Settings
from rutinlots.core.scenarios.model import Scenario
from rutinlots.core.situation import LogHistory
from rutinlots.stage.mock.state import Delays, Mock, Sent
from rutinlots.stage.scene import put_up

MOST_WORLDS = 400  # some 100 kB each
MOST_OF_ONE = 40  # of one lead or token, which a team may share
MOST_OF_MEMBER = 2  # of a participant of a course, who has one browser; a course has 100
IDLE_S = 4 * 3600


@dataclass(kw_only=True)
class World:
    """One visitor's world. ``hints``: the guidance is on; ``demo``: the scenario is played by the page.

    ``member`` is the participant of a course who practises in it, None when nothing is told to a course; ``attempt`` is new each
    time that a scenario begins, and ``shown`` what was missed in it, once the visitor has been told.

    ``logs`` is what the visitor says they have logged in CAB, by ticket.
    """

    mock: Mock = field(default_factory=lambda: _account())
    scenario: Scenario | None = None
    hints: bool = True
    demo: bool = False
    logs: dict[int, Logged] = field(default_factory=dict)
    histories: dict[int, LogHistory] = field(default_factory=dict)
    member: int | None = None
    attempt: str = field(default_factory=lambda: secrets.token_hex(8))
    shown: tuple[str, ...] | None = None
    solved: frozenset[str] = frozenset()  # the scenarios, by id, that were done right here
    weight: int = 0  # bytes of the mails sent in it
    began: float = 0
    ended: float | None = None
    used: float = 0

    def begin(
        self, scenario: Scenario, settings: Settings, *, hints: bool, at: float, demo: bool = False, member: int | None = None
    ) -> int:
        """From the very start with nothing but the scenario's ticket, whose number is returned."""
        fresh = World(scenario=scenario, hints=hints, demo=demo, member=member, solved=self.solved, began=at, used=at)
        ticket = put_up(fresh.mock, scenario, settings)
        for part in scenario.parts:
            fresh.histories[_number(part)] = part.history
        self.__dict__.update(fresh.__dict__)
        return ticket

    def reset(self, at: float) -> None:
        """Everything as it was at the very start, the ledger included."""
        self.__dict__.update(World(used=at).__dict__)

    def history(self, ticket: int) -> LogHistory:
        """The log history of a ticket."""
        return self.histories.get(ticket, LogHistory())

    def note(self, kind: str, ticket: int | None) -> None:
        """Keep in the ledger what the page tells of this world's tickets; other kinds of events leave nothing behind."""
        if ticket is None:
            if kind == "logged" and self.scenario is not None:  # a new mail, which has no ticket yet
                self.logs[_number(self.scenario)] = "yes"
            return
        if ticket not in self.mock.tickets:
            return
        if kind == "logged":
            self.histories[ticket] = LogHistory(logged=True)
            self.logs[ticket] = "yes"
        elif kind == "sent-unlogged":
            self.histories[ticket] = replace(self.history(ticket), sent_unlogged=True)

    def sent(self, part: Scenario) -> Sent | None:
        """The mail or note that left a scenario's ticket last; a new mail left none."""
        mine = [mail for mail in self.mock.sent if mail.ticket in (None, _number(part))]
        return mine[-1] if mine else None

    def logged(self, part: Scenario) -> Logged | None:
        """What the visitor says they have logged of a scenario's ticket."""
        return self.logs.get(_number(part))

    def say_logged(self, logged: Logged | None, ticket: int | None) -> None:
        """Keep what the visitor says they have logged; without a ticket it is the scenario's."""
        number = _number(self.scenario) if ticket is None and self.scenario else ticket
        if number is not None and logged is None:
            self.logs.pop(number, None)
        elif number in self.histories and logged is not None:
            self.logs[number] = logged


def _number(scenario: Scenario) -> int:
    ticket = scenario.start.ticket
    assert ticket is not None
    assert ticket.id is not None
    return ticket.id


class Worlds:
    """The worlds by their ids. The one that has rested longest gives way when there are too many."""

    def __init__(self, key: bytes, most: int = MOST_WORLDS, clock: Callable[[], float] = time.monotonic):
        self._key, self._most, self.clock = key, most, clock
        self._worlds: dict[str, World] = {}
        self._owners: dict[str, str] = {}
        self._lock = threading.Lock()

    def make(self, owner: str = "", most: int = MOST_OF_ONE) -> tuple[str, World]:
        """A new world and the cookie that opens it. An ``owner`` with ``most`` gives up their own, and no one else's."""
        name, world = secrets.token_urlsafe(16), World(used=self.clock())
        with self._lock:
            self._forget_old()
            self._make_room([each for each in self._worlds if owner and self._owners[each] == owner], most)
            self._make_room(list(self._worlds), self._most)
            self._worlds[name], self._owners[name] = world, owner
        return f"{name}.{self._seal(name)}", world

    def open(self, cookie: str) -> World | None:
        """The world that a cookie opens; None for a false cookie and for a world that has ended."""
        name, _, seal = cookie.partition(".")
        if not hmac.compare_digest(self._seal(name).encode(), seal.encode("utf-8", "replace")):
            return None
        with self._lock:
            self._forget_old()
            world = self._worlds.get(name)
            if world is not None:
                world.used = self.clock()
            return world

    def __len__(self) -> int:
        return len(self._worlds)

    def _forget_old(self) -> None:
        oldest = self.clock() - IDLE_S
        for name in [name for name, world in self._worlds.items() if world.used < oldest]:
            self._end(name)

    def _make_room(self, names: list[str], most: int) -> None:
        """Of these worlds, end those that have rested longest until there is room for one more."""
        rested = sorted(names, key=lambda each: self._worlds[each].used)
        for name in rested[: max(0, len(rested) - most + 1)]:
            self._end(name)

    def _end(self, name: str) -> None:
        del self._worlds[name], self._owners[name]

    def _seal(self, name: str) -> str:
        return hmac.new(self._key, f"stage {name}".encode("utf-8", "replace"), "sha256").hexdigest()


def _account() -> Mock:
    """An account that answers as soon as it can, whatever its variants say, and in which nothing happens by itself."""
    mock = Mock()
    mock.keeps = ("reply", "note", "forward", "new", "around")  # a newcomer who reloads has nothing to learn from losing any
    mock.delays = Delays(template=(80, 160), navigation=(120, 240), inner=40, dependent=250, canned=80, rerender=0, updates=0)
    mock.delays.api_slow = 0  # a thread of the server would sleep for it
    return mock
