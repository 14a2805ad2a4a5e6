"""Each visitor's world is their own, ends by itself, and can be begun again from the very start."""

import pytest

from backend.tests.shipped import shipped
from rutinlots.core.situation import LogHistory
from rutinlots.stage.worlds import IDLE_S, Worlds


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def worlds(clock: Clock) -> Worlds:
    return Worlds(b"key", most=2, clock=clock)


def test_a_cookie_opens_the_world_that_it_was_made_for(worlds: Worlds) -> None:
    mine, world = worlds.make()
    other, another = worlds.make()

    assert worlds.open(mine) is world
    assert worlds.open(other) is another


@pytest.mark.parametrize("change", [lambda cookie: cookie[:-1] + "x", lambda cookie: cookie[:22], lambda _: "å.ä", lambda _: ""])
def test_a_cookie_that_the_server_has_not_sealed_opens_nothing(worlds: Worlds, change) -> None:
    cookie, _ = worlds.make()

    assert worlds.open(change(cookie)) is None


def test_what_happens_in_one_world_is_not_seen_in_another(worlds: Worlds) -> None:
    (_, mine), (_, other) = worlds.make(), worlds.make()

    mine.note("logged", 90103)
    mine.mock.set_properties(90103, {"Typ": "Fråga"})

    assert other.history(90103) == LogHistory()
    assert other.mock.properties(90103)["Typ"] is None


def test_a_world_ends_when_it_has_rested_for_hours(worlds: Worlds, clock: Clock) -> None:
    cookie, _ = worlds.make()
    clock.now += IDLE_S - 1
    assert worlds.open(cookie) is not None

    clock.now += IDLE_S + 1
    assert worlds.open(cookie) is None
    assert len(worlds) == 0


def test_the_world_that_has_rested_longest_gives_way_when_there_are_too_many(worlds: Worlds, clock: Clock) -> None:
    first, _ = worlds.make()
    clock.now += 1
    second, _ = worlds.make()
    clock.now += 1
    worlds.open(first)
    third, _ = worlds.make()

    assert worlds.open(second) is None
    assert worlds.open(first) is not None
    assert worlds.open(third) is not None


def test_a_reset_takes_the_ledger_and_the_tickets_back_to_the_very_start(worlds: Worlds, clock: Clock) -> None:
    _, world = worlds.make()
    world.note("logged", 90103)
    world.mock.set_properties(90103, {"Typ": "Fråga"})
    world.mock.drafts[90103, "reply"] = "<p>Hej</p>"

    world.reset(clock())

    assert world.history(90103) == LogHistory()
    assert world.mock.properties(90103)["Typ"] is None
    assert (world.mock.drafts, world.logs, world.scenario) == ({}, {}, None)


def test_an_unlogged_mail_is_remembered_until_the_ticket_is_logged(worlds: Worlds) -> None:
    _, world = worlds.make()
    world.note("sent-unlogged", 90103)
    world.note("shown", 90103)
    world.note("logged", None)
    assert world.history(90103) == LogHistory(sent_unlogged=True)

    world.note("logged", 90103)
    assert world.history(90103) == LogHistory(logged=True)


def test_someone_who_begins_many_worlds_ends_their_own_and_no_other(clock: Clock) -> None:
    worlds = Worlds(b"key", most=100, clock=clock)
    mine, _ = worlds.make("token 1")
    for _ in range(100):
        clock.now += 1
        latest, _ = worlds.make("token 2")

    assert worlds.open(mine) is not None
    assert worlds.open(latest) is not None
    assert len(worlds) == 41


def test_no_scenario_has_mails_or_gets_answers_in_its_own_future(worlds: Worlds) -> None:
    rules = shipped()
    _, world = worlds.make()
    for scenario in rules.scenarios:
        number = world.begin(scenario, rules.knowledge.settings, hints=False, at=0)
        if number in world.mock.tickets:
            world.mock.add_message(number)
        for ticket in world.mock.tickets.values():
            assert [message.at for message in ticket.messages] == sorted(message.at for message in ticket.messages), scenario.id
        late = [message for ticket in world.mock.tickets.values() for message in ticket.messages if message.at > world.mock.now]
        assert late == [], scenario.id
