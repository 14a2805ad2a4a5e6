"""The handbook in team use, where the pages ask for a password: agents have none, and read it all the same."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from e2e.harness.harness import Harness, backend, point
from e2e.harness.mails import REPLY
from e2e.harness.pages import Overlay, Ticket
from rutinlots.app_state import now
from rutinlots.web import authentication

TICKET = 90104


@pytest.fixture
def team(harness: Harness, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Harness]:
    """The harness with a server that has a token and a team leader; the extension has the token."""
    monkeypatch.setattr(authentication, "_FRESH_S", 0.0)
    config = {"DATA": tmp_path, "DATABASE_URL": None, "HOST": "127.0.0.1", "HOSTS": (), "RATE": 0}
    with backend(config) as serving:
        store = serving.app.extensions["rutinlots"].store
        store.leads.add("Maria", "många små gröna äpplen", now())
        secret = store.tokens.create("Sandra", "agent", now())
        point(harness.worker, serving.url)
        harness.worker.evaluate("token => chrome.storage.local.set({token})", secret)
        yield replace(harness, backend=serving)


def test_the_handbook_opens_for_an_agent_without_a_password_and_the_leaders_page_does_not(team: Harness):
    stranger = team.new_page()
    stranger.goto(f"{team.backend.url}/handbok/kundmail")
    expect(stranger.get_by_role("heading", name="Logga in")).to_be_visible()
    ticket = Ticket(team.open(TICKET))
    with ticket.page.expect_popup() as popup:
        ticket.reply()
        expect(ticket.editor).to_contain_text("Med vänlig hälsning")
        ticket.write(REPLY.replace("själv.", "själv, [kundnummer]."))
        overlay = Overlay(ticket.page)
        finding = overlay.finding("Något är inte ifyllt")
        expect(finding).to_be_visible()
        finding.get_by_role("button", name="Varför?").click()
        finding.get_by_role("link", name="Läs i handboken").click()
    expect(popup.value.get_by_role("heading", level=1)).to_be_visible()
    expect(popup.value.get_by_role("heading", name="Logga in")).to_have_count(0)
    assert "/handbok/" in popup.value.url
    popup.value.goto(f"{team.backend.url}/regler")
    expect(popup.value.get_by_role("heading", name="Logga in")).to_be_visible()
