"""Where things stand, how they are moved, and where the keyboard is."""

from itertools import product

import pytest
from playwright.sync_api import Page, expect

from e2e.cover import measure
from e2e.tests.grid import soaked

from .page import OverlayPage
from .states import CLOSING, DIALOG, GUIDE, MARKS, SALUTATION, STATES, SUGGESTIONS


def test_marks_move_into_the_panel_where_the_window_is_narrow(overlay: OverlayPage, page: Page) -> None:
    page.set_viewport_size({"width": 1100, "height": 800})
    overlay.show(marks=MARKS)

    expect(page.get_by_role("region", name="Märkningar")).to_have_count(0)
    expect(overlay.panel.get_by_role("list", name="Märkningar på ärendet")).to_contain_text("Kravgruppen")


READS_IN_A_NARROW_COLUMN = """() => {
  const heading = document.querySelector('h1');
  heading.style.marginRight = '600px';
  window.overlay.render({...window.state, layout: {main: heading, theme: null}});
}"""
LEFT_OF_THE_PANEL = "() => document.querySelector('main').getBoundingClientRect().right"


def test_the_page_keeps_its_width_when_what_is_read_is_drawn_anew(overlay: OverlayPage, page: Page) -> None:
    overlay.show()
    wide = page.evaluate(LEFT_OF_THE_PANEL)
    page.evaluate(READS_IN_A_NARROW_COLUMN)
    narrow = page.evaluate(LEFT_OF_THE_PANEL)
    assert narrow > wide  # the panel is narrower where the mail needs the room

    page.evaluate("""() => {
      const stale = document.querySelector('h1');
      stale.replaceWith(stale.cloneNode(true));
      window.overlay.render({...window.state, layout: {main: stale, theme: null}, status: 'findings'});
    }""")

    assert page.evaluate(LEFT_OF_THE_PANEL) == narrow


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


DRAWN = 100  # ms: the overlay alone is drawn at once, and again after a frame
SIZES = [(1440, 900), (1024, 768), (720, 450), (360, 740)]


CELLS = list(product(SIZES, ["left", "right"]))


@pytest.mark.parametrize(("size", "side"), [*CELLS[0::4], *CELLS[3::4], *soaked(*CELLS[1::4], *CELLS[2::4])])
def test_nothing_of_the_page_is_ever_covered(overlay: OverlayPage, page: Page, size: tuple[int, int], side: str) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})

    for top in (0, 0.4, 0.9):
        for is_open in (True, False):
            overlay.show(**STATES["findings"], place={"open": is_open, "side": side, "top": top})
            found = measure(page, DRAWN)
            assert (found.covered_controls, found.covered_lines) == ((), ())
            assert page.evaluate(OUTSIDE) == []


OUTSIDE = """() => ['panel', 'pill', 'strip'].filter((id) => {
  const box = window.overlay.host.shadowRoot.getElementById(id)?.getBoundingClientRect();
  return box && (box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight);
})"""


def test_the_page_makes_room_and_gets_it_back_when_the_panel_is_folded(overlay: OverlayPage, page: Page) -> None:
    width = "document.querySelector('main').getBoundingClientRect().width"
    overlay.show()
    docked = page.evaluate(width)
    overlay.show(place={"open": False, "side": "right", "top": 0.3})
    folded = page.evaluate(width)
    page.evaluate("window.alive.abort()")

    assert (docked, folded, page.evaluate(width)) == (1440 - 320, 1440 - 44, 1440)


def test_it_leaves_the_page_as_it_is_where_too_little_would_be_left_to_write_in(overlay: OverlayPage, page: Page) -> None:
    overlay.show()
    panel = overlay.panel.get_by_role("group", name="Rutinlots")
    expect(panel).to_be_visible()

    page.evaluate("window.overlay.render({...window.state, layout: {main: document.getElementById('type'), theme: null}})")

    expect(panel).to_have_count(0)
    expect(overlay.panel.get_by_role("button", name="Öppna panelen")).to_be_visible()


DRAWER = """shown => {
  document.getElementById('drawer')?.remove();
  if (!shown) return;
  document.body.append(Object.assign(document.createElement('div'), {id: 'drawer', textContent: 'Svarsmallar'}));
}"""


def test_it_is_out_of_the_way_while_a_drawer_is_open_and_comes_back_after(overlay: OverlayPage, page: Page) -> None:
    overlay.show(**STATES["findings"])
    panel = overlay.panel.get_by_role("group", name="Rutinlots")

    page.evaluate(DRAWER, True)
    overlay.editor.click()
    expect(panel).to_have_count(0)
    assert measure(page, DRAWN).covered_lines == ()

    page.evaluate(DRAWER, False)
    overlay.editor.click()
    expect(panel).to_be_visible()

    page.set_viewport_size({"width": 1024, "height": 640})
    overlay.show(**STATES["findings"])
    overlay.panel.get_by_role("button", name="Rutinlots").click()
    expect(panel).to_be_visible()
    assert measure(page, DRAWN).covered_controls == ()
    overlay.editor.click()
    expect(panel).to_be_visible()  # opened by hand it stays beside the page, until a drawer comes
    page.evaluate(DRAWER, True)
    overlay.editor.click()
    expect(panel).to_have_count(0)


def test_below_the_pages_own_bar_the_panel_begins_where_that_ends(overlay: OverlayPage, page: Page) -> None:
    page.evaluate("document.body.append(Object.assign(document.createElement('button'), {id: 'bar', textContent: 'Sök'}))")
    overlay.show(**STATES["findings"])

    box = overlay.panel.get_by_role("group", name="Rutinlots").bounding_box()

    assert box
    assert box["y"] >= 40


def test_without_room_it_is_a_pill_that_opens_by_hand_and_leaves_when_the_agent_goes_on(overlay: OverlayPage, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 430})
    overlay.show(**STATES["findings"])

    overlay.panel.get_by_role("button", name="Rutinlots").click()
    expect(overlay.panel.get_by_role("article").first).to_be_visible()
    page.get_by_role("button", name="Skicka mejlet").click(trial=True)
    overlay.again()
    expect(overlay.panel.get_by_role("article").first).to_be_visible()

    page.get_by_role("button", name="Skicka mejlet").click()
    expect(overlay.panel.get_by_role("article")).to_have_count(0)


def test_notices_stand_below_the_panel_and_beside_the_page_never_on_its_controls(overlay: OverlayPage, page: Page) -> None:
    overlay.show(**STATES["notice"])
    panel = overlay.panel.get_by_role("group", name="Rutinlots").bounding_box()
    toast = page.get_by_role("alert").bounding_box()
    assert panel
    assert toast
    assert toast["y"] >= panel["y"] + panel["height"]

    for size in SIZES:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        overlay.show(**STATES["notice"], place={"open": False, "side": "right", "top": 0.3})
        assert measure(page, DRAWN).covered_controls == ()


def test_a_guide_that_is_opened_is_brought_into_view_without_moving_the_panels_own_head(overlay: OverlayPage, page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 420})
    overlay.show(**STATES["findings"])
    overlay.again(guide=GUIDE)
    overlay.panel.get_by_role("button", name="Börja om").focus()

    expect(overlay.panel.get_by_role("heading", name="Rutinlots")).to_be_in_viewport(ratio=1)
    assert page.evaluate("window.overlay.host.shadowRoot.getElementById('panel').scrollTop") == 0


def test_a_section_that_is_folded_stays_folded(overlay: OverlayPage) -> None:
    overlay.show(suggestions=SUGGESTIONS)
    title = overlay.panel.get_by_role("button", name="Svarsmallar")
    title.click()
    (changed,) = overlay.named("move")

    assert changed == [{"folded": ["suggestions"]}]
    overlay.again(place={"open": True, "side": "right", "top": 0.3, **changed[0]})
    expect(title).to_have_attribute("aria-expanded", "false")
    expect(overlay.panel.get_by_role("list", name="Passar ärendet")).to_have_count(0)


def test_it_is_not_on_paper(overlay: OverlayPage, page: Page) -> None:
    overlay.show(**STATES["findings"])
    page.emulate_media(media="print")

    expect(page.locator("rutinlots-overlay")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.documentElement).paddingRight") == "0px"
    page.emulate_media(media="screen")


@pytest.mark.parametrize("style", ["zoom: 1.5", "zoom: 0.8", "direction: rtl"])
def test_a_page_zoomed_by_style_or_read_from_right_to_left_is_not_covered_either(
    overlay: OverlayPage, page: Page, style: str
) -> None:
    page.evaluate("style => document.documentElement.setAttribute('style', style)", style)
    overlay.show(**STATES["findings"])
    panel = overlay.panel.get_by_role("group", name="Rutinlots").bounding_box()
    covered = measure(page, DRAWN).covered_controls
    direction = page.evaluate("getComputedStyle(window.overlay.host).direction")
    page.evaluate("document.documentElement.removeAttribute('style')")

    assert panel
    assert panel["x"] + panel["width"] == pytest.approx(1440, abs=1)
    assert panel["width"] == pytest.approx(320, abs=1)
    assert covered == ()
    assert direction == "ltr"


def test_it_is_dark_on_a_dark_page_and_light_on_a_light_one_whatever_the_system_says(overlay: OverlayPage, page: Page) -> None:
    ground = "getComputedStyle(window.overlay.host.shadowRoot.getElementById('panel')).backgroundColor"
    page.emulate_media(color_scheme="dark")
    overlay.show(layout={"theme": "light"})
    light = page.evaluate(ground)
    overlay.show(layout={"theme": "dark"})

    assert light == "rgb(255, 255, 255)"
    assert page.evaluate(ground) != light


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


def test_a_drawer_that_comes_under_a_dialog_is_seen_when_the_dialog_is_gone(overlay: OverlayPage, page: Page) -> None:
    overlay.show(**STATES["findings"])
    panel = overlay.panel.get_by_role("group", name="Rutinlots", include_hidden=True)
    overlay.again(dialog=DIALOG)
    expect(overlay.dialog).to_be_visible()

    page.evaluate(DRAWER, True)
    overlay.again(dialog=DIALOG)
    expect(panel).to_have_count(1)
    page.evaluate("window.overlay.render({...window.state, dialog: null}, true)")

    expect(panel).to_have_count(0)
