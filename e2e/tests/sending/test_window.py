"""The address is another ticket's already, the old page is still there: its mail is about its own ticket."""

from collections.abc import Callable
from inspect import signature

import pytest
from playwright.sync_api import expect

from e2e.harness.backend import AnsweredRequests
from e2e.harness.harness import Harness
from e2e.harness.pages import Overlay, Ticket
from e2e.mock.server import HOST

from ..guidance import test_journeys as guidance
from . import test_sendgate as journeys
from .test_sendgate import FILLED, TICKET, Desk, by_menu

OTHER = 90103
LONG_MS = (120_000, 120_000)  # no test sees the new page
GO = "path => { history.pushState({}, '', path); dispatchEvent(new PopStateEvent('popstate')); }"


class WindowDesk(Desk):
    """A reply is written, then the address moves on."""

    def reply(self, text: str = journeys.REPLY) -> None:
        super().reply(text)
        self.page.evaluate(GO, f"/a/tickets/{OTHER}")

    def only_sent(self, **expected: object) -> None:
        super().only_sent(ticket=TICKET, **expected)


@pytest.fixture
def lingering(harness: Harness, monkeypatch: pytest.MonkeyPatch) -> Harness:
    """The harness with a page that lingers whatever else a test makes of it."""
    use = harness.mock.use
    monkeypatch.setattr(harness.mock, "use", lambda *variants: use("lingering-page", *variants))
    harness.mock.use()
    harness.mock.delays.lingering = LONG_MS
    return harness


@pytest.fixture
def desk(lingering: Harness, monkeypatch: pytest.MonkeyPatch) -> WindowDesk:
    monkeypatch.setattr(journeys, "leaves_unasked", lambda desk: None)  # the page that it would wait for doesn't come
    lingering.mock.set_properties(TICKET, FILLED)
    return WindowDesk(lingering)


# What asks and sends, and what changes the text.
JOURNEYS: list[Callable[[Desk], None]] = [
    journeys.test_every_way_of_sending_asks_for_the_log_first_and_sends_once,
    journeys.test_a_fix_in_the_dialog_is_in_the_mail_and_its_log_and_send_and_close_may_become_plain_send,
]


# They wait for what the panel says of a page that can be read, leave the ticket themselves, or open no reply before it.
APART = (
    journeys.test_the_open_send_menu_is_never_under_the_panel_and_leaving_the_ticket_leaves_the_question_too,
    journeys.test_a_mail_that_bypassed_the_gate_is_reported,
)


def _others() -> list[object]:
    """The other ways that a mail goes, or does not go: played by make soak."""
    found = [each for name, each in vars(journeys).items() if name.startswith("test_") and each not in (*JOURNEYS, *APART)]
    return [pytest.param(each, marks=pytest.mark.soak) for each in found if [*signature(each).parameters] == ["desk"]]


@pytest.mark.parametrize("journey", [*JOURNEYS, *_others()], ids=lambda journey: journey.__name__)
def test_a_journey_is_the_same_while_the_old_page_lingers(desk: WindowDesk, journey: Callable[[Desk], None]) -> None:
    journey(desk)


LOG_GATE: list[Callable[[Harness], None]] = [
    guidance.test_a_first_mail_is_logged_as_new_and_goes_as_written_and_the_next_is_appended_to_its_log,
    guidance.test_only_the_agent_knows_whether_an_old_thread_was_logged,
]


@pytest.mark.soak
@pytest.mark.parametrize("journey", LOG_GATE, ids=lambda journey: journey.__name__)
def test_the_log_gate_is_the_same_while_the_old_page_lingers(
    lingering: Harness, monkeypatch: pytest.MonkeyPatch, journey: Callable[[Harness], None]
) -> None:
    ready = guidance.ready

    def ready_and_gone(*given: object, **properties: str) -> tuple[Ticket, Overlay]:
        ticket, overlay = ready(*given, **properties)
        ticket.page.evaluate(GO, f"/a/tickets/{OTHER}")
        return ticket, overlay

    monkeypatch.setattr(guidance, "ready", ready_and_gone)
    journey(lingering)


def test_the_log_is_the_mails_own_and_counts_for_its_own_ticket(desk: WindowDesk) -> None:
    desk.reply()
    by_menu(desk)
    text = desk.dialog.log_text.input_value()
    assert "räkningar från två företag" in text
    with AnsweredRequests(desk.harness.backend, b'"kind":"logged"') as logged:
        desk.dialog.logged.click()
        desk.only_sent(set_status="Avslutad")
        expect(desk.overlay.toast).to_contain_text("är skickat och loggat")
        logged.wait()
    ledger = desk.harness.backend.app.extensions["rutinlots"].store.ledger
    assert [ledger.history(ticket, [HOST]).logged for ticket in (TICKET, OTHER)] == [True, False]


def test_when_the_new_page_comes_the_old_mails_question_goes(harness: Harness) -> None:
    harness.mock.use("lingering-page")
    harness.mock.delays.lingering = (4000, 4000)
    harness.mock.set_properties(TICKET, FILLED)
    desk = WindowDesk(harness)
    desk.reply()
    by_menu(desk)
    expect(desk.dialog.gate).to_be_visible()
    expect(desk.page.get_by_text("elnätsfakturan på papper")).to_be_visible()
    expect(desk.dialog.box).to_be_hidden()
    assert harness.mock.sent == []
