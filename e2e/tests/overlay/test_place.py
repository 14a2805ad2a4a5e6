"""Where things stand, how they are moved, and where the keyboard is."""

import pytest
from playwright.sync_api import Page, expect

from .page import OverlayPage
from .states import CLOSING, MARKS, SALUTATION, STATES


def test_marks_move_into_the_panel_where_the_window_is_narrow(overlay: OverlayPage, page: Page) -> None:
    page.set_viewport_size({"width": 700, "height": 800})
    overlay.show(marks=MARKS)

    expect(page.get_by_role("region", name="Märkningar")).to_have_count(0)
    expect(overlay.panel.get_by_role("list", name="Märkningar på ärendet")).to_contain_text("Kravgruppen")


def test_the_pill_says_how_much_there_is_and_opens_the_panel_by_keyboard(overlay: OverlayPage) -> None:
    overlay.show(**STATES["pill"])
    pill = overlay.panel.get_by_role("button", name="Rutinlots: 1 att rätta · 1 att se över · 1 tips. Öppna panelen")

    pill.press("Enter")
    overlay.again(place={"open": True, "side": "right", "top": 0.3})

    assert overlay.named("toggle") == [[]]
    expect(overlay.panel.get_by_role("group", name="Rutinlots", exact=True)).to_be_focused()


def test_focus_follows_when_the_panel_is_folded_by_keyboard(overlay: OverlayPage) -> None:
    overlay.show()

    overlay.panel.get_by_role("button", name="Fäll ihop panelen").press("Enter")
    overlay.again(place={"open": False, "side": "right", "top": 0.3})

    expect(overlay.panel.get_by_role("button", name="Rutinlots")).to_be_focused()


def test_focus_stays_near_when_what_had_it_goes_away(overlay: OverlayPage) -> None:
    overlay.show(status="findings", findings=[SALUTATION, CLOSING])
    overlay.panel.get_by_role("button", name="Hej Anna,").focus()

    overlay.again(findings=[CLOSING])

    expect(overlay.panel.get_by_role("region", name="Att titta på")).to_be_focused()


def test_the_panel_is_moved_with_arrow_keys_a_click_and_the_mouse(overlay: OverlayPage, page: Page) -> None:
    overlay.show(place={"open": True, "side": "right", "top": 0.2})
    move = overlay.panel.get_by_role("button", name="Flytta panelen till andra sidan")

    move.press("ArrowDown")
    move.click()
    title = overlay.panel.get_by_role("heading", name="Rutinlots").bounding_box()
    assert title
    page.mouse.move(title["x"] + 5, title["y"] + 5)
    page.mouse.down()
    page.mouse.move(40, 400, steps=4)
    page.mouse.up()

    (down,), (across,), (dropped,) = overlay.named("move")
    assert down["top"] > 0.2
    assert across["side"] == "left"
    assert dropped["side"] == "left"
    assert dropped["top"] == pytest.approx(400 / 900, abs=0.05)


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (720, 450), (360, 740)])
@pytest.mark.parametrize("side", ["left", "right"])
def test_neither_editor_nor_send_button_is_ever_covered(overlay: OverlayPage, page: Page, size: tuple[int, int], side: str) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})

    for top in (0, 0.4, 0.9):
        overlay.show(**STATES["findings"], place={"open": True, "side": side, "top": top})
        assert page.evaluate(COVERED) == []


COVERED = """() => {
  const root = window.overlay.host.shadowRoot;
  const box = (root.getElementById('panel') ?? root.getElementById('pill')).getBoundingClientRect();
  const outside = box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight;
  const covered = window.boxes().filter((it) =>
    box.left < it.right && it.left < box.right && box.top < it.bottom && it.top < box.bottom);
  return outside ? [box] : covered;
}"""


def test_without_room_it_is_a_pill_that_opens_by_hand_and_leaves_the_send_button_free(overlay: OverlayPage, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 430})
    overlay.show(**STATES["findings"])

    overlay.panel.get_by_role("button", name="Rutinlots").click()

    expect(overlay.panel.get_by_role("article").first).to_be_visible()
    page.get_by_role("button", name="Skicka mejlet").click(trial=True)


def test_the_field_that_the_agent_was_led_to_is_not_covered(overlay: OverlayPage, page: Page) -> None:
    overlay.show(**STATES["findings"], place={"open": True, "side": "right", "top": 0.1})

    page.get_by_role("combobox", name="Typ").focus()

    panel = overlay.panel.get_by_role("group", name="Rutinlots", exact=True).bounding_box()
    field = page.get_by_role("combobox").bounding_box()
    assert panel
    assert field
    assert panel["y"] >= field["y"] + field["height"] or panel["x"] + panel["width"] <= field["x"]


def test_marks_stand_at_the_top_only_where_nothing_of_the_page_is_under_them(overlay: OverlayPage, page: Page) -> None:
    overlay.show(marks=MARKS)
    expect(page.get_by_role("region", name="Märkningar")).to_be_visible()

    page.evaluate("""() => {
      const bar = Object.assign(document.createElement('button'), {id: 'bar', textContent: 'Sidans egen knapp'});
      document.body.append(bar);
    }""")
    overlay.again()

    expect(page.get_by_role("region", name="Märkningar")).to_have_count(0)
    expect(overlay.panel.get_by_role("list", name="Märkningar på ärendet")).to_be_visible()


def test_what_should_rather_stay_free_does_where_there_is_room_beside_it(overlay: OverlayPage, page: Page) -> None:
    column = {"left": 800, "top": 0, "right": 1140, "bottom": 900, "soft": True}
    panel = overlay.panel.get_by_role("group", name="Rutinlots", exact=True)
    overlay.show(**STATES["findings"], keepClear=[column])
    beside = panel.bounding_box()
    overlay.again(keepClear=[column | {"right": 1440}])
    over = panel.bounding_box()

    assert beside
    assert over
    assert beside["x"] >= column["right"]
    assert over["x"] < beside["x"]
