"""An overloaded backend: it isn't asked until its Retry-After, the panel says so, and nothing is lost."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page, expect

from e2e.harness.backend import AnsweredRequests, read_body
from e2e.harness.harness import Harness
from e2e.harness.mails import REPLY as GOOD
from e2e.harness.pages import Overlay, Ticket
from e2e.mock.server import HOST
from rutinlots.core.situation import LogHistory

TICKET = 90104
FAULTY_TEXT, TITLE = GOOD.replace("själv.", "själv, [kundnummer]."), "Något är inte ifyllt"
CHECKS, EVENTS = "/api/v1/checks", "/api/v1/events"


def opened(harness: Harness, page: Page | None = None) -> tuple[Ticket, Overlay]:
    """The ticket with its required fields filled, seen by Rutinlots."""
    harness.mock.set_properties(TICKET, {"Typ": "Fråga", "Interna kategorier": "Avtal"})
    page = harness.open(TICKET, page)
    expect(Overlay(page).suggestions).to_be_visible()
    return Ticket(page), Overlay(page)


def write(ticket: Ticket, text: str = GOOD) -> None:
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.write(text)
    expect(ticket.editor).to_contain_text("www.ellevio.se")


class Refusals:
    """Makes one path answer that the server is busy, and counts the requests."""

    def __init__(self, path: str, code: str, status: str, again: int) -> None:
        self.count = 0
        self._path, self._status = path, status
        self._headers = [("Content-Type", "application/json"), ("Retry-After", str(again))]
        self._body = json.dumps({"error": {"status": int(status[:3]), "code": code, "message": "Later."}}).encode()

    @contextmanager
    def at(self, harness: Harness) -> Iterator["Refusals"]:
        app = harness.backend.app
        inner = app.wsgi_app

        def answer(environ: Any, start_response: Any) -> Iterable[bytes]:
            if environ["PATH_INFO"] != self._path or environ["REQUEST_METHOD"] != "POST":
                return inner(environ, start_response)
            read_body(environ)
            self.count += 1
            start_response(self._status, self._headers)
            return [self._body]

        app.wsgi_app = answer
        try:
            yield self
        finally:
            app.wsgi_app = inner


BUSY = [("busy", "503 Service Unavailable"), ("too-often", "429 Too Many Requests")]


def test_a_busy_server_is_said_to_be_and_asked_again_when_it_says(harness: Harness):
    ticket, overlay = opened(harness)
    write(ticket)
    for code, status in BUSY:
        expect(overlay.panel, status).to_contain_text("Inget att anmärka på")
        with Refusals(CHECKS, code, status, 1).at(harness):
            ticket.write(FAULTY_TEXT)
            expect(overlay.panel, status).to_contain_text("Servern är upptagen")
            expect(overlay.panel, status).not_to_contain_text("Frånkopplad")
        expect(overlay.finding(TITLE), status).to_be_visible()
        ticket.write(GOOD)


def test_a_server_is_asked_nothing_before_its_retry_after(harness: Harness):
    ticket, overlay = opened(harness)
    with Refusals(CHECKS, "busy", "503 Service Unavailable", 60).at(harness) as refused:
        write(ticket, FAULTY_TEXT)
        expect(overlay.panel).to_contain_text("Servern är upptagen")
        asked = refused.count  # more than once, where a loaded machine's first refusal came too late
        ticket.write(GOOD)
        ticket.send()
        expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
        overlay.dialog.logged.click()
        [mail] = harness.mock.wait_for_sent()
        assert mail.body_text.split() == GOOD.split()
        assert refused.count == asked


def test_a_mail_that_meets_a_busy_server_is_checked_in_the_dialog_when_it_has_time(harness: Harness):
    ticket, overlay = opened(harness)
    with Refusals(CHECKS, "busy", "503 Service Unavailable", 1).at(harness):
        write(ticket, FAULTY_TEXT)
        expect(overlay.panel).to_contain_text("Servern är upptagen")
        ticket.send()
        expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
        assert harness.mock.sent == []
    expect(overlay.dialog.finding(TITLE)).to_be_visible()


def test_events_that_cannot_be_kept_yet_hold_up_no_check_and_arrive_when_they_can(harness: Harness):
    ticket, overlay = opened(harness)
    ledger = harness.backend.app.extensions["rutinlots"].store.ledger
    with Refusals(EVENTS, "store-unavailable", "503 Service Unavailable", 1).at(harness):
        write(ticket, FAULTY_TEXT)
        expect(overlay.finding(TITLE)).to_be_visible()
        ticket.write(GOOD)
        ticket.send_and_close()
        overlay.dialog.logged.click()
        harness.mock.wait_for_sent()
        assert ledger.history(TICKET, ["", HOST]) == LogHistory()
    harness.mock.add_message(TICKET, "Tack! Varför får jag räkningar från två företag?\n\nBjörn")
    with AnsweredRequests(harness.backend, b'"kind":"logged"') as logged:
        ticket, overlay = opened(harness, ticket.page)
        write(ticket)
        expect(overlay.panel).to_contain_text("Inget att anmärka på")
        logged.wait()
    ticket.send_and_close()
    expect(overlay.dialog.gate).to_contain_text("Lägg till ny kommentar")
