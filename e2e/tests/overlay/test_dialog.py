"""The one send dialog: what it asks, what it answers, and that it is never a dead end."""

import pytest
from playwright.sync_api import Page, expect

from e2e.tests.grid import soaked

from .page import OverlayPage
from .states import ASK, GATE, MODE, REQUIRED, SALUTATION


def test_it_is_a_named_modal_dialog_that_takes_focus_and_gives_it_back(overlay: OverlayPage, page: Page) -> None:
    overlay.show()
    overlay.editor.press("End")

    overlay.ask(findings=[SALUTATION])
    dialog = page.get_by_role("dialog", name="Innan du skickar")
    expect(dialog).to_have_attribute("aria-modal", "true")
    expect(dialog).to_be_focused()
    overlay.again(dialog=None)

    expect(overlay.editor).to_be_focused()
    page.keyboard.type("!")
    expect(overlay.editor).to_have_text("Hej Sparkcykel123,!")


def test_escape_and_the_button_lead_back_to_the_mail(overlay: OverlayPage, page: Page) -> None:
    overlay.ask(findings=[REQUIRED], gate=GATE)

    page.keyboard.press("Escape")
    overlay.dialog.get_by_role("button", name="Tillbaka till mejlet").click()

    assert overlay.named("dialog.back") == [[], []]


def test_tab_stays_in_the_dialog_both_ways(overlay: OverlayPage, page: Page) -> None:
    overlay.ask(findings=[SALUTATION], sendMode=None)
    first = overlay.dialog.get_by_role("button", name="Hej Anna,")
    last = overlay.dialog.get_by_role("button", name="Skicka ändå")

    page.keyboard.press("Shift+Tab")
    expect(last).to_be_focused()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(last).to_be_focused()


def test_keys_never_reach_the_page_behind_it_even_when_the_page_took_focus(overlay: OverlayPage, page: Page) -> None:
    overlay.ask(findings=[SALUTATION])
    overlay.editor.evaluate("element => element.focus()")

    page.keyboard.type("r")
    overlay.editor.evaluate("element => element.focus()")
    page.keyboard.press("Escape")

    expect(overlay.editor).to_have_text("Hej Sparkcykel123,")
    assert page.evaluate("window.typedShortcuts") == []
    assert overlay.named("dialog.back") == [[]]


def test_focus_returns_to_the_dialog_after_a_fix_has_written_in_the_editor(overlay: OverlayPage) -> None:
    overlay.ask(findings=[SALUTATION, MODE])
    overlay.dialog.get_by_role("button", name="Hej Anna,").press("Enter")
    overlay.editor.evaluate("element => element.focus()")

    overlay.ask(findings=[MODE])

    expect(overlay.dialog).to_be_focused()
    expect(overlay.dialog.get_by_role("article")).to_have_count(1)


def test_while_the_answer_is_out_it_says_so_and_lets_one_go_back(overlay: OverlayPage, page: Page) -> None:
    overlay.ask(phase="waiting")

    expect(page.get_by_role("dialog", name="Kontrollerar …")).to_be_visible()
    page.get_by_role("button", name="Tillbaka till mejlet").press("Enter")

    assert overlay.named("dialog.back") == [[]]


def test_a_block_is_overridden_only_with_a_reason_of_two_words(overlay: OverlayPage) -> None:
    overlay.ask(findings=[REQUIRED])
    reason = overlay.dialog.get_by_role("textbox", name="Skäl för att skicka ändå")
    send = overlay.dialog.get_by_role("button", name="Skicka ändå")

    reason.fill("Brådskande !")
    send.click()
    expect(reason).to_be_focused()
    expect(reason).to_have_accessible_description("Skriv ett skäl med minst två ord, eller rätta felet.")
    assert overlay.named("dialog.send") == []

    reason.fill(" Fältet är låst ")
    send.click()
    assert overlay.named("dialog.send") == [[{"reasons": {"required-fields": "Fältet är låst"}, "sendMode": "send"}]]


def test_a_reason_being_written_survives_that_something_else_is_fixed(overlay: OverlayPage, page: Page) -> None:
    overlay.ask(findings=[REQUIRED, SALUTATION])
    reason = overlay.dialog.get_by_role("textbox", name="Skäl")

    reason.press_sequentially("Fältet är")
    overlay.ask(findings=[REQUIRED])
    page.keyboard.type(" låst")

    expect(reason).to_have_value("Fältet är låst")


def test_a_confirm_is_fixed_where_it_stands_or_sent_anyway(overlay: OverlayPage) -> None:
    overlay.ask(findings=[SALUTATION])

    overlay.dialog.get_by_role("button", name="Hej Anna,").click()
    overlay.dialog.get_by_role("button", name="Skicka ändå").click()

    assert overlay.named("fix") == [[SALUTATION, 0]]
    assert overlay.named("dialog.send") == [[{"reasons": {}, "sendMode": "send"}]]


def test_when_nothing_is_left_it_only_sends(overlay: OverlayPage) -> None:
    overlay.ask()

    expect(overlay.dialog).to_contain_text("Allt är klart")
    overlay.dialog.get_by_role("button", name="Skicka", exact=True).click()

    assert len(overlay.named("dialog.send")) == 1


def test_the_log_gate_shows_code_and_status_and_copies_the_text(overlay: OverlayPage) -> None:
    overlay.ask(gate=GATE)
    copy = overlay.dialog.get_by_role("button", name="Kopiera texten")

    expect(copy).to_be_focused()
    expect(overlay.dialog.get_by_role("region", name="Logga i CAB")).to_contain_text("MAICCDIS")
    expect(overlay.dialog.get_by_role("region", name="Logga i CAB")).to_contain_text("Avslutat")
    text = overlay.dialog.get_by_role("textbox", name="Text till loggen")
    expect(text).to_have_value(GATE["text"])
    expect(text).not_to_be_editable()
    copy.press("Enter")
    assert overlay.named("copy") == [[GATE["text"], "log"]]
    assert overlay.named("dialog.copied") == [[]]

    overlay.ask(gate=GATE, copied=True)
    expect(overlay.dialog.get_by_role("status").filter(has_text="Kopierat")).to_be_visible()


def test_copying_all_of_the_text_by_hand_counts_as_copied(overlay: OverlayPage) -> None:
    overlay.ask(gate=GATE)
    text = overlay.dialog.get_by_role("textbox", name="Text till loggen")

    text.select_text()
    text.press("ControlOrMeta+c")

    assert overlay.named("dialog.copied") == [[]]


@pytest.mark.parametrize(("mode", "label"), [("send", "Loggat – skicka"), ("send-and-close", "Loggat – skicka och avsluta")])
def test_the_button_says_that_it_is_logged_and_how_it_is_sent(overlay: OverlayPage, mode: str, label: str) -> None:
    overlay.ask(gate=GATE, sendMode=mode)

    overlay.dialog.get_by_role("button", name=label, exact=True).click()

    assert overlay.named("dialog.send") == [[{"reasons": {}, "sendMode": mode}]]


def test_the_agent_chooses_how_the_mail_is_sent(overlay: OverlayPage) -> None:
    overlay.ask(gate=GATE)

    overlay.dialog.get_by_role("radio", name="Skicka och inställt som Avslutad").check()
    overlay.dialog.get_by_role("button", name="Loggat – skicka och avsluta").click()

    assert overlay.named("dialog.choose") == [["send-and-close"]]
    assert overlay.named("dialog.send") == [[{"reasons": {}, "sendMode": "send-and-close"}]]


def test_a_finding_that_asks_about_the_way_of_sending_asks_alone(overlay: OverlayPage) -> None:
    overlay.ask(findings=[MODE])

    overlay.dialog.get_by_role("button", name="Jag väntar på svar från kunden").click()

    expect(overlay.dialog.get_by_role("radio")).to_have_count(0)
    assert overlay.named("act") == [[MODE, MODE["actions"][1]]]


def test_what_only_the_agent_knows_is_asked_first_and_can_be_changed(overlay: OverlayPage) -> None:
    overlay.ask(gate=ASK)
    yes = overlay.dialog.get_by_role("button", name="Ja, jag fyller på den")
    expect(overlay.dialog.get_by_role("button", name="Loggat")).to_have_count(0)
    yes.click()
    overlay.ask(gate=ASK, answer="append")
    expect(yes).to_have_attribute("aria-pressed", "true")
    expect(overlay.dialog.get_by_role("textbox", name="Text till loggen")).to_have_value("bara det senaste")

    overlay.dialog.get_by_role("button", name="Nej, den saknas").click()
    overlay.ask(gate=ASK, answer="whole")
    expect(overlay.dialog.get_by_role("textbox", name="Text till loggen")).to_have_value("hela konversationen")

    assert overlay.named("dialog.answer") == [["append"], ["whole"]]


@pytest.mark.parametrize(
    ("why", "message"),
    [("offline", "Frånkopplad: texten"), ("slow", "Kontrollen dröjer: texten"), ("blind", "Sidan går inte att läsa: texten")],
)
def test_without_an_answer_it_says_why_and_still_sends(overlay: OverlayPage, why: str, message: str) -> None:
    overlay.ask(gate=GATE, unchecked=why)

    expect(overlay.dialog).to_contain_text(message)
    overlay.dialog.get_by_role("button", name="Loggat – skicka").click()

    assert len(overlay.named("dialog.send")) == 1


@pytest.mark.parametrize("size", [(683, 384), (360, 225), *soaked(((1440, 900),), ((360, 640),))])
def test_every_button_can_be_reached_in_a_small_or_zoomed_window(overlay: OverlayPage, page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    overlay.ask(findings=[REQUIRED, SALUTATION, MODE], gate=GATE)

    for button in overlay.dialog.get_by_role("button").all():
        button.click(trial=True)
    assert overlay.dialog.locator(".dialog-foot").bounding_box()["height"] < size[1] / 3


def test_a_note_is_added_and_not_sent(overlay: OverlayPage) -> None:
    overlay.ask(findings=[SALUTATION], sendMode=None, isNote=True)

    expect(overlay.dialog).to_contain_text("Innan du lägger till anteckningen")
    overlay.dialog.get_by_role("button", name="Lägg till ändå").click()
    overlay.dialog.get_by_role("button", name="Tillbaka till anteckningen").click()
    expect(overlay.dialog).not_to_contain_text("mejl")

    assert len(overlay.named("dialog.send")) == len(overlay.named("dialog.back")) == 1


WIDE, NARROW = (1280, 720), (1024, 640)
MANY = [REQUIRED, SALUTATION, MODE]
LONG = GATE | {"text": "\n".join(f"Rad {number} av det som kunden skrev." for number in range(200)), "customer": "4410927"}


@pytest.mark.parametrize(
    ("size", "findings"),
    [(WIDE, []), (NARROW, [SALUTATION]), (NARROW, MANY), *soaked((NARROW, []), (WIDE, [SALUTATION]), (WIDE, MANY))],
)
def test_the_log_comes_first_whole_and_in_view(
    overlay: OverlayPage, page: Page, size: tuple[int, int], findings: list[dict[str, object]]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    overlay.ask(findings=findings, gate=LONG)
    gate = overlay.dialog.get_by_role("region", name="Logga i CAB")

    for part in [gate, gate.get_by_role("textbox"), *gate.get_by_role("button").all()]:
        expect(part).to_be_in_viewport(ratio=0.99)
    assert gate.get_by_role("textbox").bounding_box()["height"] > size[1] * 0.3
    for send in overlay.dialog.get_by_role("button", name="Loggat").all():
        expect(send).to_be_in_viewport(ratio=0.99)


@pytest.mark.parametrize("size", [(820, 640), (820, 560), (600, 800)])
def test_where_findings_stand_below_the_log_the_first_one_shows_too(
    overlay: OverlayPage, page: Page, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    overlay.ask(findings=MANY, gate=LONG)
    copy, finding = overlay.dialog.get_by_role("button", name="Kopiera texten"), overlay.dialog.get_by_role("article").first
    for part in (copy, finding.get_by_role("heading")):
        expect(part).to_be_in_viewport(ratio=0.99)
    assert overlay.dialog.get_by_role("textbox", name="Text till loggen").bounding_box()["height"] > size[1] * 0.2


def test_customer_number_code_and_status_are_copied_one_by_one(overlay: OverlayPage) -> None:
    overlay.ask(gate=LONG)
    for value in ("4410927", "MAICCDIS", "Avslutat"):
        overlay.dialog.get_by_role("button", name=f"Kopiera {value}").click()

    assert overlay.named("copy") == overlay.named("dialog.copied") == [["4410927"], ["MAICCDIS"], ["Avslutat"]]
    overlay.ask(gate=LONG, taken=["4410927", "MAICCDIS"])
    expect(overlay.dialog.get_by_role("button", name="igen")).to_have_count(2)


def test_without_a_customer_number_it_says_so_where_the_mails_were_looked_through(overlay: OverlayPage) -> None:
    overlay.ask(gate=GATE)
    log = overlay.dialog.get_by_role("region", name="Logga i CAB")

    expect(log).to_contain_text("Kundnummerstår inte i mejlen")
    overlay.ask(gate=GATE, unchecked="offline")
    expect(log).not_to_contain_text("Kundnummer")


def test_control_c_copies_the_log_where_nothing_is_chosen(overlay: OverlayPage, page: Page) -> None:
    overlay.ask(gate=GATE)

    page.keyboard.press("ControlOrMeta+c")

    assert overlay.named("dialog.copied") == [[]]


def test_the_button_looks_ready_once_the_text_was_in_view_or_copied(overlay: OverlayPage, page: Page) -> None:
    page.set_viewport_size({"width": 683, "height": 384})
    overlay.ask(gate=GATE)
    send = overlay.dialog.get_by_role("button", name="Loggat – skicka")
    expect(send).to_have_class("button primary unready")

    overlay.ask(gate=GATE, seen=True)
    expect(send).to_have_class("button primary")
    overlay.ask(gate=GATE, copied=True)
    expect(send).to_have_class("button primary")


def test_a_text_in_view_is_told_of_once(overlay: OverlayPage, page: Page) -> None:
    overlay.ask(gate=GATE)

    page.evaluate("""() => new Promise((resolve) => {
      const look = () => (window.done.some(([name]) => name === 'dialog.seen') ? resolve() : requestAnimationFrame(look));
      look();
    })""")
    overlay.ask(gate=GATE)
    assert overlay.named("dialog.seen") == [[]]


def test_the_words_that_repeat_come_back_under_the_question_mark(overlay: OverlayPage) -> None:
    overlay.ask(gate=GATE, isBrief=True)
    expect(overlay.dialog).not_to_contain_text("Öppna loggen som redan finns")
    expect(overlay.dialog).to_contain_text("Fyll på loggen som finns")

    overlay.dialog.get_by_role("button", name="Så loggar du").click()

    expect(overlay.dialog).to_contain_text("Öppna loggen som redan finns")


def test_after_a_repair_the_log_that_is_made_is_enough(overlay: OverlayPage) -> None:
    overlay.ask(gate=GATE, isRepaired=True)

    overlay.dialog.get_by_role("button", name="Redan loggat – bara en liten ändring").click()

    assert overlay.named("dialog.send") == [[{"reasons": {}, "sendMode": "send", "isRepair": True}]]


def test_what_freshdesk_insists_on_takes_no_reason_and_leads_to_its_field(overlay: OverlayPage) -> None:
    overlay.ask(findings=[REQUIRED], enforced=[REQUIRED["id"]])
    expect(overlay.dialog.get_by_role("textbox")).to_have_count(0)

    overlay.dialog.get_by_role("button", name="Gå till Typ").click()
    overlay.dialog.get_by_role("button", name="Skicka ändå").click()

    assert overlay.named("act") == [[REQUIRED, REQUIRED["actions"][0]]]
    assert overlay.named("dialog.send") == [[{"reasons": {}, "sendMode": "send"}]]


@pytest.mark.parametrize(
    ("dialog", "label", "is_logged"),
    [
        ({}, "Skicka och inställt som Avslutad", False),
        ({"gate": GATE}, "Loggat – skicka och inställt som Avslutad", True),
        ({"gate": ASK}, "Ställ in som Avslutad", False),
        ({"gate": GATE, "findings": [MODE, SALUTATION]}, "Ställ in som Avslutad", False),
    ],
)
def test_a_button_says_that_it_sends_only_where_it_does(
    overlay: OverlayPage, dialog: dict[str, object], label: str, is_logged: bool
) -> None:
    overlay.ask(**{"findings": [MODE], **dialog})

    overlay.dialog.get_by_role("button", name=label, exact=True).click()

    assert overlay.named("act") == [[MODE, {**MODE["actions"][0], "isLogged": is_logged}]]


def test_a_way_of_sending_that_failed_is_chosen_already_and_can_be_given_up(overlay: OverlayPage) -> None:
    modes = [{"value": "send", "label": "Väntar på kund"}, {"value": "plain", "label": "Skicka utan att ändra status"}]
    overlay.ask(unmet="Väntar på kund", modes=modes)
    expect(overlay.dialog).to_contain_text("Du valde ”Väntar på kund”, men det gick inte att ställa in")
    expect(overlay.dialog.get_by_role("radio", name="Väntar på kund")).to_be_checked()

    overlay.dialog.get_by_role("radio", name="Skicka utan att ändra status").check()
    overlay.dialog.get_by_role("button", name="Skicka", exact=True).click()

    assert overlay.named("dialog.send") == [[{"reasons": {}, "sendMode": "plain"}]]


def test_older_mails_that_the_log_lacks_are_fetched_by_a_click(overlay: OverlayPage) -> None:
    overlay.ask(gate=GATE | {"situation": "whole"}, isCut=True)

    overlay.dialog.get_by_role("button", name="Hämta dem").click()

    assert overlay.named("dialog.loadOlder") == [[]]


def test_at_200_percent_the_way_of_sending_is_seen_whole_though_disconnected(overlay: OverlayPage, page: Page) -> None:
    page.set_viewport_size({"width": 720, "height": 450})
    overlay.ask(gate=GATE | {"customer": None}, unchecked="offline")

    modes = overlay.dialog.get_by_role("group", name="Så skickas mejlet").bounding_box()
    assert modes["y"] + modes["height"] <= overlay.dialog.get_by_role("button", name="Tillbaka").bounding_box()["y"]
