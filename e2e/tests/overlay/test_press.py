"""What the agent presses or writes in stays as it is until they are done, whatever is rendered meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from .page import OverlayPage
from .states import ALL, CLOSING, DIALOG, GATE, GUIDE, MARKS, REQUIRED, SALUTATION, STATES, SUGGESTIONS

# Short enough to stand in the panel without scrolling, so that everything below the outcome moves when there is one.
NO_OUTCOME = GUIDE | {"fields": GUIDE["fields"][3:], "copies": GUIDE["copies"][:1], "outcome": None}
OTHER_ANSWER = NO_OUTCOME | {"intro": "Räkna dem. " * 40, "outcome": {"text": "Lämna ärendet.", "tone": "stop"}}
MORE = {"status": "findings", "findings": [REQUIRED, SALUTATION, CLOSING]}
BLOCKS = [REQUIRED, REQUIRED | {"id": "attachment", "title": "Bilagan saknas"}]


def press_while(page: Page, control: Locator, render: Callable[[], None]) -> None:
    """Press the mouse on the control, render, and let go where the pointer is."""
    control.scroll_into_view_if_needed()
    box = control.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    render()
    page.mouse.up()


IN_PANEL: dict[str, tuple[dict[str, Any], Callable[[Locator], Locator], dict[str, Any], list[Any]]] = {
    "tick": (
        {"guide": NO_OUTCOME}, lambda panel: panel.get_by_role("checkbox", name="Välj gruppen."),
        {"guide": OTHER_ANSWER} | MORE, ["tick", "grupp"],
    ),
    "words of a tick": (
        {"guide": NO_OUTCOME}, lambda panel: panel.get_by_text("Välj gruppen."), {"guide": OTHER_ANSWER}, ["tick", "grupp"],
    ),
    "answer": (
        {"guide": NO_OUTCOME}, lambda panel: panel.get_by_role("radio", name="Flytt"),
        {"guide": OTHER_ANSWER}, ["fill", "vad", "Flytt"],
    ),
    "button of a guide": (
        {"guide": NO_OUTCOME}, lambda panel: panel.get_by_role("button", name="Ställ in och spara"),
        {"guide": OTHER_ANSWER}, ["setProperties", {"Grupp": "Backoffice"}],
    ),
    "copy": (
        {"guide": NO_OUTCOME}, lambda panel: panel.get_by_role("button", name="Kopiera").first,
        {"guide": OTHER_ANSWER}, ["copyFromGuide", "titel"],
    ),
    "fix of a finding": (
        {"status": "findings", "findings": [SALUTATION]}, lambda panel: panel.get_by_role("button", name="Hej,", exact=True),
        MORE | {"marks": MARKS}, ["fix", SALUTATION, 1],
    ),
    "report of a finding": (
        {"status": "findings", "findings": [CLOSING]}, lambda panel: panel.get_by_role("button", name="Fel larm"),
        MORE, ["report", CLOSING],
    ),
    "snippet": (
        {"suggestions": SUGGESTIONS}, lambda panel: panel.get_by_role("button", name="Infoga").first,
        MORE | {"suggestions": SUGGESTIONS[::-1]}, ["insert", "e-faktura"],
    ),
    "mark": (
        {"marks": MARKS}, lambda panel: panel.page.get_by_role("button", name="Svar till Kravgruppen"),
        {"marks": MARKS[::-1]}, ["openGuide", "kravgruppen"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("control", IN_PANEL)
def test_a_click_counts_though_something_is_rendered_while_it_is_pressed(overlay: OverlayPage, page: Page, control: str) -> None:
    before, find, change, asked_for = IN_PANEL[control]
    overlay.show(**before)

    press_while(page, find(overlay.panel), lambda: overlay.again(**change))

    assert asked_for in overlay.done


DIALOGS: dict[str, tuple[dict[str, Any], str, dict[str, Any], list[Any]]] = {
    "back": ({"phase": "waiting"}, "Tillbaka till mejlet", {"findings": ALL, "gate": GATE}, ["dialog.back"]),
    "send": ({}, "Skicka", {"findings": [SALUTATION]}, ["dialog.send", {"reasons": {}, "sendMode": "send"}]),
    "copy": ({"gate": GATE}, "Kopiera texten", {"gate": GATE, "findings": ALL}, ["copy", GATE["text"], "log"]),
    "fix": ({"findings": [SALUTATION]}, "Hej Anna,", {"findings": [*BLOCKS, SALUTATION]}, ["fix", SALUTATION, 0]),
}  # fmt: skip


@pytest.mark.parametrize("button", DIALOGS)
def test_a_click_in_the_dialog_counts_though_another_verdict_arrives(overlay: OverlayPage, page: Page, button: str) -> None:
    before, name, change, asked_for = DIALOGS[button]
    overlay.ask(**before)
    control = overlay.dialog.get_by_role("button", name=name, exact=True)

    press_while(page, control, lambda: overlay.again(dialog=DIALOG | change))

    assert asked_for in overlay.done


def test_the_choice_of_a_way_to_send_counts_though_another_verdict_arrives(overlay: OverlayPage, page: Page) -> None:
    overlay.ask()
    choice = overlay.dialog.get_by_role("radio", name="Skicka och inställt som Avslutad")

    press_while(page, choice, lambda: overlay.again(dialog=DIALOG | {"findings": BLOCKS}))

    expect(choice).to_be_checked()


def test_what_is_pressed_acts_on_what_is_known_when_it_is_let_go(overlay: OverlayPage, page: Page) -> None:
    newer = SALUTATION | {"spans": [{"in": "draft", "start": 9, "end": 20}]}
    overlay.show(status="findings", findings=[SALUTATION])
    fix = overlay.panel.get_by_role("button", name="Hej,", exact=True)

    press_while(page, fix, lambda: overlay.again(findings=[REQUIRED, newer]))

    assert overlay.named("fix") == [[newer, 1]]


def test_what_is_gone_when_it_is_let_go_does_nothing(overlay: OverlayPage, page: Page) -> None:
    overlay.show(status="findings", findings=[SALUTATION])
    fix = overlay.panel.get_by_role("button", name="Hej,", exact=True)

    press_while(page, fix, lambda: overlay.again(status="quiet", findings=[]))

    expect(overlay.panel).to_contain_text("Inget att anmärka på")
    assert overlay.done == []


def test_a_press_that_began_at_one_ticket_does_nothing_at_the_next(overlay: OverlayPage, page: Page) -> None:
    overlay.show(guide=NO_OUTCOME)
    tick = overlay.panel.get_by_role("checkbox", name="Välj gruppen.")

    press_while(page, tick, lambda: overlay.again(ticket={"id": 90104, "subject": "Flytt"}))

    assert overlay.done == []


def test_what_was_rendered_during_a_press_is_shown_when_it_ends(overlay: OverlayPage, page: Page) -> None:
    overlay.show(guide=NO_OUTCOME)

    press_while(page, overlay.panel.get_by_text("Räkna anläggningarna."), lambda: overlay.again(guide=OTHER_ANSWER))

    expect(overlay.panel).to_contain_text("Lämna ärendet.")


def test_a_press_that_is_let_go_outside_of_the_window_holds_nothing_up(overlay: OverlayPage, page: Page) -> None:
    overlay.show(guide=NO_OUTCOME)
    page.mouse.move(0, 0)
    overlay.panel.get_by_text("Räkna anläggningarna.").dispatch_event(
        "pointerdown", {"button": 0, "pointerId": 1, "isPrimary": True}
    )

    overlay.again(guide=OTHER_ANSWER)
    expect(overlay.panel).not_to_contain_text("Lämna ärendet.")
    page.mouse.move(300, 300)

    expect(overlay.panel).to_contain_text("Lämna ärendet.")


def moving_page(overlay: OverlayPage) -> None:
    """The Send button stands in the page's flow: it moves when the page is narrowed."""
    overlay.page.evaluate("""() => {
      const send = document.getElementById('send');
      send.style.cssText = 'position: absolute; inset: 300px 0 auto auto; width: 60px';
      document.querySelector('main').style.position = 'relative';
      window.pressed = 0;
      send.onclick = () => { window.pressed += 1; };
    }""")


def test_a_click_in_the_page_counts_though_the_overlay_takes_its_column_while_it_is_pressed(
    overlay: OverlayPage, page: Page
) -> None:
    moving_page(overlay)
    send = page.get_by_role("button", name="Skicka mejlet")
    overlay.show(layout={"theme": None, "late": True})
    before = send.bounding_box()

    press_while(page, send, lambda: overlay.again(layout={"theme": None}))

    assert page.evaluate("window.pressed") == 1
    expect(overlay.panel.get_by_role("group", name="Rutinlots", exact=True)).to_be_visible()
    page.wait_for_function("left => document.getElementById('send').getBoundingClientRect().left < left - 200", arg=before["x"])


def test_a_press_whose_end_the_page_keeps_to_itself_does_not_hold_the_overlay_up_for_long(
    overlay: OverlayPage, page: Page
) -> None:
    overlay.show(guide=NO_OUTCOME)
    page.get_by_text("Ärende 90103").dispatch_event("pointerdown", {"button": 0, "pointerId": 1, "isPrimary": True})

    overlay.again(guide=OTHER_ANSWER)

    expect(overlay.panel).not_to_contain_text("Lämna ärendet.")
    expect(overlay.panel).to_contain_text("Lämna ärendet.")


def test_a_tick_by_the_space_key_counts_though_something_is_rendered_before_it_is_let_go(overlay: OverlayPage, page: Page) -> None:
    overlay.show(guide=NO_OUTCOME)
    tick = overlay.panel.get_by_role("checkbox", name="Välj gruppen.")
    tick.focus()

    page.keyboard.down("Space")
    overlay.again(guide=OTHER_ANSWER | {"steps": GUIDE["steps"][::-1]})
    page.keyboard.up("Space")

    assert overlay.named("tick") == [["grupp"]]


def test_the_search_box_opened_by_a_click_has_the_keyboard(overlay: OverlayPage, page: Page) -> None:
    overlay.show(suggestions=SUGGESTIONS)
    button = overlay.panel.get_by_role("button", name="Sök bland alla")

    press_while(page, button, lambda: overlay.again(**STATES["search"]))

    expect(overlay.panel.get_by_role("searchbox", name="Sök svarsmall")).to_be_focused()


# Writing


def write_within(page: Page, field: Locator, text: str, caret: int) -> None:
    field.fill(text)
    field.evaluate("(field, caret) => field.setSelectionRange(caret, caret)", caret)


def test_what_is_written_in_a_guide_keeps_its_words_and_caret(overlay: OverlayPage, page: Page) -> None:
    overlay.show(guide=GUIDE)
    field = overlay.panel.get_by_role("textbox", name="Sök bland rutinerna")
    write_within(page, field, "fakturaress", 7)
    others = GUIDE["fields"]

    overlay.again(guide=GUIDE | {"outcome": None, "fields": others[1:] + others[:1]}, **MORE)
    page.keyboard.type("ad")

    expect(field).to_have_value("fakturaadress")


def test_a_reason_keeps_its_words_and_caret_when_findings_change_places(overlay: OverlayPage, page: Page) -> None:
    overlay.ask(findings=BLOCKS)
    reason = overlay.dialog.get_by_role("article", name="Bilagan saknas").get_by_role("textbox")
    write_within(page, reason, "kunden det", 7)

    overlay.again(dialog=DIALOG | {"findings": [*BLOCKS[::-1], SALUTATION], "gate": GATE})
    page.keyboard.type("vet ")

    expect(reason).to_have_value("kunden vet det")
    expect(reason).to_be_focused()


def test_what_is_being_composed_is_not_broken_off_when_things_change_places(overlay: OverlayPage, page: Page) -> None:
    overlay.ask(findings=BLOCKS)
    reason = overlay.dialog.get_by_role("article", name="Bilagan saknas").get_by_role("textbox")
    reason.focus()
    reason.evaluate("field => field.addEventListener('compositionend', () => { window.brokenOff = true; })")
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "´", "selectionStart": 1, "selectionEnd": 1})

    overlay.again(dialog=DIALOG | {"findings": BLOCKS[::-1], "gate": GATE})

    assert page.evaluate("window.brokenOff") is None
    keyboard.send("Input.insertText", {"text": "é"})
    expect(reason).to_have_value("é")
