"""The extension through what happens to extensions: its worker sleeps, it is updated, its page lives on."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from e2e.conftest import QUICK
from e2e.pages import Overlay, Ticket
from e2e.stage import Stage, stage

TICKET = 90104
REPLY = """Hej Björn,

Tack för att du kontaktar oss. Kvittot 7f3a ligger hos Zebedeus Kvist på Hemligvägen 99.

Du är välkommen att återkomma om du undrar över något mer.

Med vänlig hälsning,
Sandra
Kundservice
Ellevio AB (publ)
0771-53 53 00
kundservice@ellevio.se
www.ellevio.se"""


@pytest.fixture
def own_stage() -> Iterator[Stage]:
    """A browser of its own: its extension doesn't come out of the test as it was."""
    with stage() as play:
        vars(play.mock.delays).update(QUICK)
        yield play


def test_a_worker_that_was_put_to_sleep_wakes_up(own_stage: Stage) -> None:
    page = own_stage.open(TICKET)
    ticket, overlay = Ticket(page), Overlay(page)
    expect(overlay.suggestions).to_be_visible()
    debugger = own_stage.context.new_cdp_session(page)
    targets = debugger.send("Target.getTargets")["targetInfos"]
    [worker] = [target for target in targets if target["type"] == "service_worker"]
    debugger.send("Target.closeTarget", {"targetId": worker["targetId"]})
    ticket.reply()
    ticket.write("Hej Björn,\n\nDitt nummer är [kundnummer].")
    expect(overlay.finding("Något är inte ifyllt")).to_be_visible()


def test_after_an_update_the_page_says_so_and_mails_can_still_be_sent(own_stage: Stage) -> None:
    page = own_stage.open(TICKET)
    ticket, overlay = Ticket(page), Overlay(page)
    expect(overlay.suggestions).to_be_visible()
    own_stage.worker.evaluate("() => { setTimeout(() => chrome.runtime.reload()); }")
    expect(overlay.toast).to_contain_text("Rutinlots har uppdaterats. Ladda om sidan när det passar.")
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.write(REPLY)
    ticket.send()
    expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
    overlay.dialog.logged.click()
    [mail] = own_stage.mock.wait_for_sent()
    assert mail.body_text.split() == REPLY.split()


def test_a_newer_copy_in_the_same_page_takes_over(play: Stage) -> None:
    page = play.open(TICKET)
    expect(Overlay(page).suggestions).to_be_visible()
    page.evaluate("() => { document.dispatchEvent(new CustomEvent('rutinlots:take-over')); }")
    expect(page.locator("rutinlots-overlay")).to_have_count(0)
    ticket = Ticket(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.send()
    assert len(play.mock.wait_for_sent()) == 1


def test_nothing_that_anybody_wrote_is_kept_in_the_browser(play: Stage) -> None:
    play.backend.stop()
    page = play.open(TICKET)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.write(REPLY)
    ticket.send_and_close()
    overlay.dialog.logged.click()
    play.mock.wait_for_sent()
    kept = play.worker.evaluate(
        "async () => [await chrome.storage.local.get(), await chrome.storage.session.get(), await chrome.storage.sync.get()]"
    )
    assert [event["kind"] for event in kept[0]["queue"] if event["kind"] == "logged"] == ["logged"]
    text = json.dumps(kept, ensure_ascii=False)
    for word in ("7f3a", "Zebedeus", "Hemligvägen", "Björn", "bjorn.ek", "elnätsavgiften"):
        assert word not in text
