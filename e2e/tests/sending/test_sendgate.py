"""No mail leaves without the gate, none is lost, and each leaves exactly once and exactly as written."""

import json
import re
from functools import cached_property

import pytest
from playwright.sync_api import Page, expect

from e2e.harness.harness import Harness
from e2e.harness.mails import REPLY
from e2e.harness.pages import Dialog, Overlay, Ticket

FILLED = {"Typ": "Fråga", "Interna kategorier": "Avtal"}
TICKET = 90104  # nothing to warn about


class Desk:
    """A tab with a ticket, opened when it is first used, and what is on it."""

    def __init__(self, harness: Harness, ticket_id: int = TICKET) -> None:
        self.harness = harness
        self._ticket_id = ticket_id

    @cached_property
    def page(self) -> Page:
        return self.harness.open(self._ticket_id)

    @cached_property
    def ticket(self) -> Ticket:
        return Ticket(self.page)

    @cached_property
    def overlay(self) -> Overlay:
        return Overlay(self.page)

    @property
    def dialog(self) -> Dialog:
        return self.overlay.dialog

    def open_again(self) -> None:
        self.harness.open(self._ticket_id, self.page)

    def reply(self, text: str = REPLY) -> None:
        """A reply with that text, seen and judged by Rutinlots."""
        self.ticket.reply()
        expect(self.ticket.editor).to_contain_text("Med vänlig hälsning")
        self.ticket.write(text)
        expect(self.ticket.editor).to_contain_text(text.split("\n")[-1])

    def only_sent(self, **expected: object) -> None:
        sent = self.harness.mock.wait_for_sent()
        assert len(sent) == 1
        for name, value in expected.items():
            assert getattr(sent[0], name) == value


@pytest.fixture
def desk(harness: Harness) -> Desk:
    harness.mock.set_properties(TICKET, FILLED)
    return Desk(harness)


def by_click(desk: Desk) -> None:
    desk.ticket.send()


def by_enter(desk: Desk) -> None:
    desk.ticket.send_button.focus()
    desk.page.keyboard.press("Enter")


def by_space(desk: Desk) -> None:
    desk.ticket.send_button.focus()
    desk.page.keyboard.press("Space")


def by_shortcut(desk: Desk) -> None:
    desk.ticket.editor.press("Control+Enter")


def by_menu(desk: Desk) -> None:
    desk.ticket.send_and_close()


def by_menu_keys(desk: Desk, status: str = "Avslutad") -> None:
    desk.page.get_by_label("Fler sätt att skicka").last.focus()
    desk.page.keyboard.press("Enter")
    desk.page.get_by_role("menuitem", name=f"Skicka och inställt som {status}").focus()
    desk.page.keyboard.press("Enter")


def by_shortcut_in_a_composition(desk: Desk) -> None:
    desk.ticket.editor.evaluate("""editor => editor.dispatchEvent(new KeyboardEvent('keydown', {
      key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true, composed: true,
    }))""")


def back_by_escape(desk: Desk) -> None:
    desk.page.keyboard.press("Escape")


def back_by_mouse(desk: Desk) -> None:
    desk.dialog.back.click()


WAYS = [by_click, by_enter, by_space, by_menu, by_menu_keys, by_shortcut_in_a_composition, by_shortcut]


def test_every_way_of_sending_asks_for_the_log_first_and_sends_once(desk: Desk) -> None:
    desk.reply()
    for way in WAYS:
        way(desk)
        expect(desk.dialog.gate, way.__name__).to_be_visible()
        assert desk.harness.mock.sent == [], way.__name__
        if way is not WAYS[-1]:
            (back_by_escape if way is by_click else back_by_mouse)(desk)
            expect(desk.dialog.box, way.__name__).to_be_hidden()
    desk.dialog.logged.click()
    desk.only_sent(body_text=REPLY)


def leaves_unasked(desk: Desk) -> None:
    """What is used after the menu, or the dialog's own way to close, is no way of sending."""
    desk.page.locator(".ticket-card a").first.click()
    expect(desk.page.locator(".page-actions")).to_be_visible()
    expect(desk.dialog.box).to_have_count(0)


def goes_back_to_the_arrow(desk: Desk) -> None:
    row = desk.page.get_by_text("Skicka och inställt som Väntar på kund")
    arrow = desk.page.get_by_label("Fler sätt att skicka").last
    for back in (back_by_escape, back_by_mouse):
        arrow.click()
        row.click()
        expect(desk.dialog.gate, back.__name__).to_be_visible()
        back(desk)
        expect(desk.dialog.box, back.__name__).to_be_hidden()
        expect(row, back.__name__).to_have_count(0)
        expect(arrow, back.__name__).to_be_focused()
    assert desk.harness.mock.sent == []
    assert desk.ticket.text().strip() == REPLY


def test_the_way_back_is_to_the_menus_arrow_its_status_is_kept_and_what_is_used_later_sends_nothing(desk: Desk) -> None:
    desk.reply()
    goes_back_to_the_arrow(desk)
    by_menu_keys(desk, "Väntar på kund")
    expect(desk.dialog.box).to_contain_text("Skicka och inställt som Väntar på kund")
    desk.dialog.logged.click()
    desk.only_sent(set_status="Väntar på kund", body_text=REPLY)
    leaves_unasked(desk)


def test_of_a_menu_without_names_too_the_way_back_is_to_its_arrow_and_the_status_is_kept(desk: Desk) -> None:
    desk.harness.mock.use("nameless-menu")
    desk.reply()
    goes_back_to_the_arrow(desk)
    desk.page.get_by_label("Fler sätt att skicka").last.click()
    desk.page.get_by_text("Skicka och inställt som Väntar på kund").click()
    desk.dialog.logged.click()
    desk.only_sent(set_status="Väntar på kund", body_text=REPLY)


def test_plain_send_becomes_send_and_close_with_one_click_and_nothing_else_does(desk: Desk) -> None:
    desk.reply()
    by_click(desk)
    desk.dialog.box.get_by_role("button", name="Loggat – skicka och inställt som Avslutad").click()
    desk.only_sent(set_status="Avslutad", body_text=REPLY)
    expect(desk.overlay.toast).to_contain_text("Mejlet är skickat och loggat")
    leaves_unasked(desk)


def test_waiting_for_the_customer_is_remembered_for_the_ticket(desk: Desk) -> None:
    desk.reply()
    by_click(desk)
    desk.dialog.box.get_by_role("button", name="Jag väntar på svar från kunden").click()
    expect(desk.dialog.finding("Svaret lämnar ärendet öppet")).to_be_hidden()
    desk.dialog.logged.click()
    desk.only_sent(set_status=None)
    desk.open_again()
    desk.reply(REPLY.replace("själv", "själv som du vill"))
    by_click(desk)
    expect(desk.dialog.gate).to_be_visible()
    expect(desk.dialog.finding("Svaret lämnar ärendet öppet")).to_be_hidden()


def test_a_double_click_and_clicks_while_the_verdict_is_out_are_one_question_and_one_mail(desk: Desk) -> None:
    desk.reply()
    desk.ticket.send_button.dblclick()
    expect(desk.dialog.gate).to_be_visible()
    desk.dialog.back.click()
    expect(desk.dialog.box).to_be_hidden()
    desk.harness.backend.delay = 0.5
    desk.ticket.type(" ")
    for _ in range(3):
        desk.ticket.send_button.evaluate("button => button.click()")
    expect(desk.dialog.gate).to_be_visible()
    desk.dialog.logged.dblclick()
    desk.only_sent(body_text=REPLY)


def test_the_button_may_be_re_rendered_while_the_dialog_is_open(desk: Desk) -> None:
    desk.harness.mock.delays.rerender = 700
    desk.reply()
    before = desk.ticket.send_button.element_handle()
    by_click(desk)
    expect(desk.dialog.gate).to_be_visible()
    before.wait_for_element_state("hidden")
    desk.dialog.logged.click()
    desk.only_sent(body_text=REPLY)


def test_of_several_composers_the_right_one_is_put_right_and_sent(desk: Desk) -> None:
    desk.reply(REPLY.replace("Hej Björn,", "Hej Bjorn.ek,"))
    desk.ticket.note()
    editors = desk.page.locator(".fr-element")
    expect(editors).to_have_count(2)
    desk.ticket.type("Ring kunden.")
    desk.ticket.forward()
    expect(editors).to_have_count(3)
    expect(desk.ticket.editor).to_contain_text("Med vänlig hälsning")
    desk.page.locator("#send-and-set").first.click()
    greeting = desk.dialog.finding("Hälsningen stämmer inte")
    greeting.get_by_role("button", name="Hej Björn").click()
    expect(greeting).to_have_count(0)
    desk.dialog.logged.click()
    desk.only_sent(kind="reply", body_text=REPLY)


def test_freshdesks_refusal_is_not_called_sent_and_needs_no_second_log(desk: Desk) -> None:
    desk.harness.mock.use("traffic-cop")
    desk.reply()
    by_menu(desk)
    desk.dialog.logged.click()
    expect(desk.overlay.toast).to_contain_text("Freshdesk har inte skickat mejlet")
    desk.page.get_by_role("button", name="Läs först").click()
    by_menu(desk)
    desk.only_sent(body_text=REPLY)


def test_a_mail_that_was_refused_and_thrown_away_is_not_called_sent(desk: Desk) -> None:
    desk.harness.mock.use("traffic-cop")
    desk.reply()
    by_menu(desk)
    desk.dialog.logged.click()
    desk.page.get_by_role("button", name="Läs först").click()
    desk.page.get_by_role("button", name="Kasta utkast").click()
    expect(desk.ticket.editor).to_have_count(0)
    expect(desk.overlay.host).not_to_contain_text("Mejlet är skickat")
    assert desk.harness.mock.sent == []


def test_a_changed_mail_is_logged_again_which_for_a_repair_is_one_click(desk: Desk) -> None:
    desk.harness.mock.use("traffic-cop")
    desk.reply()
    by_menu(desk)
    desk.dialog.logged.click()
    desk.page.get_by_role("button", name="Läs först").click()
    desk.ticket.editor.press("Control+End")
    repaired = REPLY.replace("själv", "alldeles själv")
    desk.ticket.write(repaired)
    by_menu(desk)
    expect(desk.dialog.gate).to_be_visible()
    assert desk.harness.mock.sent == []
    desk.dialog.repaired.click()
    desk.only_sent(body_text=repaired)


def test_a_fix_in_the_dialog_is_in_the_mail_and_its_log_and_send_and_close_may_become_plain_send(desk: Desk) -> None:
    desk.reply(REPLY.replace("Hej Björn,", "Hej Bjorn.ek,"))
    by_menu(desk)
    desk.dialog.box.get_by_role("button", name="Hej Björn,").click()
    expect(desk.dialog.log_text).to_have_value(re.compile("Hej Björn,"))
    desk.dialog.box.get_by_label("Skicka", exact=True).check()
    desk.dialog.logged.click()
    desk.only_sent(body_text=REPLY, set_status=None)


def test_without_the_backend_empty_required_fields_are_named(harness: Harness) -> None:
    harness.backend.stop()
    desk = Desk(harness, 90103)
    desk.reply()
    expect(desk.overlay.finding("Obligatoriska fält är tomma")).to_contain_text("Typ och Interna kategorier")
    by_click(desk)
    expect(desk.dialog.finding("Obligatoriska fält är tomma")).to_be_visible()


def test_a_slow_backend_never_holds_a_mail_long(desk: Desk) -> None:
    desk.harness.backend.delay = 3
    desk.reply()
    by_menu(desk)
    desk.dialog.logged.click()
    desk.only_sent(body_text=REPLY)


def test_an_answer_that_comes_late_takes_its_place_in_the_dialog_and_a_block_is_overridden_with_a_reason_only(desk: Desk) -> None:
    desk.harness.backend.delay = 2
    desk.reply(REPLY.replace("själv", "själv, [kundnummer]"))
    by_menu(desk)
    block = desk.dialog.finding("Något är inte ifyllt")
    expect(desk.dialog.box).to_contain_text("texten i mejlet är inte kontrollerad")
    expect(block).to_contain_text("[kundnummer]")
    desk.harness.backend.delay = 0
    desk.dialog.logged.click()
    expect(block).to_contain_text("minst två ord")
    assert desk.harness.mock.sent == []
    desk.dialog.box.get_by_label("Skäl för att skicka ändå").fill("kunden vet")
    desk.dialog.logged.click()
    desk.only_sent()


def test_the_open_send_menu_is_never_under_the_panel_and_leaving_the_ticket_leaves_the_question_too(desk: Desk) -> None:
    desk.page.set_viewport_size({"width": 1280, "height": 900})
    desk.reply()
    expect(desk.overlay.panel).to_contain_text("Inget att anmärka på")
    by_menu(desk)
    expect(desk.dialog.gate).to_be_visible()
    desk.page.evaluate("() => { history.pushState({}, '', '/a/tickets/90103'); dispatchEvent(new PopStateEvent('popstate')); }")
    expect(desk.dialog.box).to_be_hidden()
    expect(desk.page.get_by_text("elnätsfakturan på papper")).to_be_visible()
    desk.ticket.note()
    desk.ticket.type("Ringde kunden.")
    desk.ticket.send()
    desk.only_sent(kind="note")
    expect(desk.dialog.box, "a note needs no log").to_be_hidden()


# What the extension's storage areas hold, once the log is among the events that wait.
KEPT = """() => new Promise((resolve) => {
  const areas = [chrome.storage.local, chrome.storage.session, chrome.storage.sync];
  const look = async () => {
    const kept = await Promise.all(areas.map((area) => area.get()));
    if (kept[0].queue?.some(({kind}) => kind === 'logged')) resolve(kept);
  };
  chrome.storage.local.onChanged.addListener(look);
  look();
})"""


def test_what_waits_while_the_backend_is_away_holds_no_word_that_anybody_wrote(desk: Desk) -> None:
    desk.harness.backend.stop()
    desk.reply(REPLY.replace("Elnätet", "Kvittot 7f3a från Zebedeus"))
    by_menu(desk)
    desk.dialog.logged.click()
    desk.only_sent()
    kept = desk.harness.worker.evaluate(KEPT)
    assert [event["kind"] for event in kept[0]["queue"] if event["kind"] == "logged"] == ["logged"]
    text = json.dumps(kept, ensure_ascii=False)
    assert [word for word in ("Björn", "bjorn.ek", "7f3a", "Zebedeus") if word in text] == []


def test_a_mail_that_bypassed_the_gate_is_reported(desk: Desk) -> None:
    desk.harness.mock.delays.updates = 200
    desk.reply()
    expect(desk.overlay.panel).to_contain_text("Inget att anmärka på")
    desk.harness.mock.add_message(TICKET, REPLY, kind="out")
    expect(desk.overlay.toast).to_contain_text("Ett mejl gick iväg utan att kontrolleras")


def test_a_fault_of_ours_never_keeps_a_mail(desk: Desk) -> None:
    desk.reply()
    desk.page.evaluate("() => { document.querySelector('rutinlots-overlay').shadowRoot.adoptedStyleSheets = []; }")
    desk.page.locator("rutinlots-overlay").evaluate("host => host.remove()")
    by_menu(desk)
    desk.dialog.logged.click()
    desk.only_sent(body_text=REPLY)
