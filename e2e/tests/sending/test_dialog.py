"""What the agent answers, copies and chooses in the send dialog stays, and a mail goes with as few clicks as it takes."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.harness.harness import Harness
from e2e.harness.mails import REPLY
from e2e.harness.pages import Ticket

from .test_sendgate import FILLED, TICKET, Desk, by_click, by_menu

EARLIER = "Hej! Vi ser över det och återkommer."
MODE = "Svaret lämnar ärendet öppet"


@pytest.fixture
def desk(harness: Harness) -> Desk:
    harness.mock.set_properties(TICKET, FILLED)
    return Desk(harness)


def with_earlier_mail(desk: Desk) -> Desk:
    """Whether there is a log is for the agent to say."""
    desk.harness.mock.add_message(TICKET, EARLIER, kind="out")
    desk.harness.mock.add_message(TICKET, "Tack, då väntar jag.")
    desk.reply()
    return desk


def test_answer_and_copy_outlive_the_way_back_and_another_way_to_send_and_a_message_that_arrives_is_in_the_log(desk: Desk) -> None:
    desk.harness.mock.delays.updates = 50
    with_earlier_mail(desk)
    by_click(desk)
    desk.dialog.box.get_by_role("button", name="Nej, den saknas").click()
    desk.dialog.copy.click()
    expect(desk.dialog.copied).to_be_visible()
    assert EARLIER in desk.dialog.log_text.input_value()
    desk.dialog.back.click()
    by_click(desk)
    expect(desk.dialog.copied).to_be_visible()

    desk.harness.mock.add_message(TICKET, "Nu ringde de visst!")
    expect(desk.dialog.box).to_contain_text("Ett nytt meddelande kom in medan rutan var öppen.")
    expect(desk.dialog.box).to_contain_text("kopiera den igen")
    expect(desk.dialog.log_text).to_have_value(re.compile("Nu ringde de visst!"))
    desk.dialog.box.get_by_role("button", name="Loggat – skicka och inställt som Avslutad").click()
    desk.only_sent(set_status="Avslutad", body_text=REPLY)


@pytest.mark.soak
def test_answer_and_copy_outlive_a_choice_made_before_the_answer(desk: Desk) -> None:
    with_earlier_mail(desk)
    by_click(desk)
    desk.dialog.box.get_by_role("button", name="Ställ in som Avslutad").click()
    expect(desk.dialog.finding(MODE)).to_be_hidden()
    desk.dialog.box.get_by_role("button", name="Ja, jag fyller på den").click()
    desk.dialog.copy.click()
    desk.dialog.box.get_by_label("Skicka", exact=True).check()
    expect(desk.dialog.copied).to_be_visible()
    desk.dialog.box.get_by_label("Skicka och inställt som Avslutad").check()
    expect(desk.dialog.copied).to_be_visible()
    desk.dialog.logged.click()
    desk.only_sent(set_status="Avslutad")


def test_a_false_alarm_goes_away_in_the_dialog_and_in_the_panel(desk: Desk) -> None:
    desk.reply(REPLY.replace("själv", "själv, [kundnummer]"))
    by_menu(desk)
    block = "Något är inte ifyllt"
    desk.dialog.finding(block).get_by_role("button", name="Fel larm").click()
    expect(desk.dialog.finding(block)).to_have_count(0)
    expect(desk.overlay.finding(block)).to_have_count(0)
    desk.dialog.logged.click()
    desk.only_sent()


def test_empty_fields_ask_for_no_reason_are_called_the_same_without_the_backend_and_are_one_click_away(harness: Harness) -> None:
    desk = Desk(harness, 90103)
    desk.reply()
    by_click(desk)
    fields = desk.dialog.finding("Obligatoriska fält är tomma")
    expect(fields).to_be_visible()
    expect(fields.get_by_role("textbox")).to_have_count(0)
    there = fields.locator(".finding-title").inner_text(), fields.locator(".message").inner_text()
    desk.dialog.back.click()
    harness.backend.stop()
    desk.ticket.type(" ")
    by_click(desk)
    expect(desk.dialog.box).to_contain_text("texten i mejlet är inte kontrollerad")
    assert there == (fields.locator(".finding-title").inner_text(), fields.locator(".message").inner_text())
    expect(fields.get_by_role("textbox")).to_have_count(0)
    fields.get_by_role("button", name="Gå till Typ").click()
    expect(desk.dialog.box).to_be_hidden()
    expect(desk.page.get_by_role("button", name="Typ", exact=True)).to_be_focused()


def test_a_clean_reply_takes_one_click_of_ours(desk: Desk) -> None:
    desk.reply()
    desk.page.evaluate("() => { window.clicks = 0; addEventListener('pointerdown', () => { window.clicks += 1; }, true); }")
    by_menu(desk)
    expect(desk.dialog.gate).to_be_visible()
    desk.page.keyboard.press("Control+c")
    expect(desk.dialog.copied).to_be_visible()
    assert desk.page.evaluate("navigator.clipboard.readText()") == desk.dialog.log_text.input_value()
    desk.dialog.logged.click()
    desk.only_sent()
    assert desk.page.evaluate("window.clicks") == 3, "the arrow and its row are Freshdesk's; ours is the one that sends"


def test_a_status_that_could_not_be_set_is_asked_about_before_the_mail_goes_without_it(desk: Desk) -> None:
    desk.reply()
    by_menu(desk)
    arrow = desk.page.get_by_label("Fler sätt att skicka").last
    arrow.evaluate("arrow => arrow.replaceWith(arrow.cloneNode(true))")  # opens nothing any more
    desk.dialog.logged.click()
    expect(desk.overlay.toast).to_contain_text("Det gick inte att skicka på det sätt du valde")
    assert desk.harness.mock.sent == []
    by_click(desk)
    expect(desk.dialog.box).to_contain_text("men det gick inte att ställa in")
    expect(desk.dialog.box.get_by_label("Skicka och inställt som Avslutad")).to_be_checked()
    desk.dialog.box.get_by_label("Skicka utan att ändra status").check()
    desk.dialog.foot.get_by_role("button", name="Skicka", exact=True).click()
    desk.only_sent(set_status=None)


def paste_picture(page: Page, ticket: Ticket) -> None:
    ticket.editor.evaluate("""editor => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([new Uint8Array(10)], 'image.png', {type: 'image/png'}));
      editor.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true}));
    }""")
    page.locator(".fr-element img[data-attachment]").wait_for()


DROPPED = """(editor, name) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['x'.repeat(2000)], name));
  editor.dispatchEvent(new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer}));
}"""


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("bild.jfif", marks=pytest.mark.soak),
        pytest.param("Ritning 2 (ny).DWG", marks=pytest.mark.soak),
        pytest.param("Räkning 😀.pdf", marks=pytest.mark.soak),
        "medgivande",
    ],
)
def test_what_is_dropped_is_attached_whatever_its_name_until_taken_away_and_so_is_a_picture_pasted(desk: Desk, name: str) -> None:
    desk.reply(REPLY.replace("Elnätet", "Se bifogad blankett. Elnätet"))
    missing = desk.overlay.finding("Bilagan saknas")
    expect(missing).to_be_visible()
    desk.ticket.editor.evaluate(DROPPED, name)
    expect(missing).to_have_count(0)
    by_click(desk)
    expect(desk.dialog.log_text).to_have_value(re.compile(f"Bilagor: {re.escape(name)}$", re.MULTILINE))
    expect(desk.dialog.finding("Bilagan saknas")).to_have_count(0)
    desk.dialog.back.click()
    desk.page.get_by_role("button", name=f"Ta bort {name}").click()
    by_click(desk)
    expect(desk.dialog.finding("Bilagan saknas")).to_be_visible()
    desk.dialog.back.click()
    expect(missing).to_be_visible()
    paste_picture(desk.page, desk.ticket)
    expect(missing).to_have_count(0)


def test_a_message_that_arrives_while_one_types_moves_and_loses_nothing(desk: Desk) -> None:
    desk.harness.mock.use("traffic-cop")
    desk.harness.mock.delays.updates = 100
    desk.harness.mock.delays.rerender = 150
    first, *lines = REPLY.split("\n")
    desk.reply(first)
    for number, line in enumerate(lines):
        if number == 2:
            desk.harness.mock.add_message(TICKET, "Jag glömde säga att det gäller sommarstugan.")
        desk.page.keyboard.press("Enter")
        desk.page.keyboard.type(line)
    expect(desk.page.get_by_text("sommarstugan")).to_be_visible()
    assert desk.ticket.text().strip() == REPLY
    by_menu(desk)
    expect(desk.dialog.log_text).to_be_visible()
    desk.dialog.logged.click()
    desk.page.get_by_role("button", name="Skicka ändå").click()
    desk.only_sent(body_text=REPLY, set_status="Avslutad")
    expect(desk.overlay.toast).to_contain_text("Mejlet är skickat och loggat")
