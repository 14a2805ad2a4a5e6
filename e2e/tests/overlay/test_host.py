"""How the overlay lives on a page that is not its own: keys, removal, strict policies, hostile text, assistive technology."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from e2e.tests.grid import soaked

from .page import OverlayPage
from .states import DIALOG, GATE, GUIDE, SALUTATION, STATES


def test_keys_pressed_in_the_overlay_are_not_the_pages_shortcuts(overlay: OverlayPage, page: Page) -> None:
    overlay.show(**STATES["search"])
    overlay.panel.get_by_role("searchbox").press("r")
    overlay.panel.get_by_role("button", name="Stäng sökningen").press("f")

    assert page.evaluate("window.typedShortcuts") == []


def test_notices_reach_screen_readers_errors_at_once(overlay: OverlayPage, page: Page) -> None:
    overlay.show(notice={"kind": "success", "text": "Hälsningen är ändrad."})
    expect(page.get_by_role("status").filter(has_text="Hälsningen är ändrad.")).to_be_visible()

    overlay.show(**STATES["notice"])
    expect(page.get_by_role("alert")).to_have_text("Texten gick inte att lägga in.")
    expect(page.get_by_role("status").filter(has_text="Texten är kopierad.")).to_be_visible()


def test_a_new_state_is_announced_once_it_has_settled(overlay: OverlayPage, page: Page) -> None:
    overlay.show(status="checking")
    overlay.show(status="findings", findings=[SALUTATION])

    expect(page.get_by_role("status").filter(has_text="1 att se över").first).to_be_attached()


def test_the_overlay_comes_back_when_the_page_removes_it_and_goes_with_its_signal(overlay: OverlayPage, page: Page) -> None:
    overlay.show(**STATES["findings"])

    page.evaluate("window.overlay.host.remove()")
    expect(overlay.panel.get_by_role("article")).to_have_count(3)

    page.evaluate("window.alive.abort()")
    expect(page.locator("rutinlots-overlay")).to_have_count(0)


def test_its_look_survives_a_strict_policy_and_the_pages_own_rules(overlay: OverlayPage, page: Page) -> None:
    overlay.show()

    look = page.evaluate("""() => {
      const [host, panel] = [overlay.host, overlay.host.shadowRoot.getElementById('panel')].map((one) =>
        getComputedStyle(one));
      return [host.position, host.opacity, panel.position, panel.width];
    }""")

    assert look == ["fixed", "1", "fixed", "320px"]


DISCOLOURED = """() => [...overlay.host.shadowRoot.querySelectorAll('svg')]
  .filter((icon) => getComputedStyle(icon).color !== getComputedStyle(icon.parentElement).color)
  .map((icon) => icon.getAttribute('class'))"""


def test_in_high_contrast_an_icon_is_as_light_or_dark_as_the_text_around_it(overlay: OverlayPage, page: Page) -> None:
    page.emulate_media(forced_colors="active")
    for state in ("findings", "offline", "dialog"):
        overlay.show(**STATES[state])
        assert page.evaluate("overlay.host.shadowRoot.querySelectorAll('svg').length") > 3
        assert page.evaluate(DISCOLOURED) == [], state
    page.emulate_media(forced_colors="none")


OUTSIDE = """() => [...overlay.host.shadowRoot.querySelectorAll('p, button, article, li')]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth)
  .map((one) => one.className)"""


def test_hostile_text_is_shown_as_text_and_stays_inside(overlay: OverlayPage, page: Page) -> None:
    bad = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>\u202e" + "x" * 400
    finding = {
        **SALUTATION, "title": bad, "message": bad, "fixes": [{"label": bad, "text": bad}],
        "actions": [{"kind": "go-to-field", "label": bad, "field": bad}],
    }  # fmt: skip
    overlay.show(
        status="findings", findings=[finding], ticket={"id": 1, "subject": bad},
        suggestions=[{"snippet": bad, "title": bad, "score": 1, "reasons": [bad], "text": bad}],
        marks=[{"id": bad, "label": bad, "value": 1, "guide": bad}], notice={"kind": "info", "text": bad},
        guide={**GUIDE, "title": bad, "intro": bad, "outcome": {"text": bad, "tone": "do"}},
        dialog={**DIALOG, "findings": [finding], "gate": {**GATE, "text": bad, "code": bad}},
    )  # fmt: skip

    expect(page.get_by_role("dialog").get_by_role("article", name=bad)).to_be_visible()
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("window.overlay.host.shadowRoot.querySelectorAll('img, script').length") == 0
    assert page.evaluate("window.hacked") is None


def test_a_page_can_neither_look_into_the_overlay_nor_press_in_it_and_the_keyboard_works_all_the_same(
    overlay: OverlayPage, page: Page
) -> None:
    press = "button => { button.click(); button.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true})); }"
    page.evaluate("window.start(false)")
    overlay.ask()
    assert page.evaluate("window.overlay.host.shadowRoot") is None
    page.locator("rutinlots-overlay").evaluate(press)
    page.evaluate("dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))")
    assert overlay.done == []

    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.localName") == "rutinlots-overlay", "the focus stays in the dialog"
    page.keyboard.press("Escape")
    assert [name for name, *_ in overlay.done] == ["dialog.back"]


BARE = ("idle", "checking", "quiet", "blind", "pill", "waiting")  # what is in them is in others too


@pytest.mark.parametrize("name", [*(name for name in STATES if name not in BARE), *soaked(*BARE)])
def test_axe_has_nothing_to_say(overlay: OverlayPage, name: str) -> None:
    overlay.show(**STATES[name])
    light = Axe().run(overlay.page)
    overlay.page.emulate_media(color_scheme="dark")
    dark = Axe().run(overlay.page)

    assert light.violations_count == 0, light.generate_report()
    assert dark.violations_count == 0, dark.generate_report()


@pytest.mark.parametrize("name", STATES)
def test_no_description_says_again_what_the_name_has_said(overlay: OverlayPage, page: Page, name: str) -> None:
    """A screen reader reads a title that is no name as a description; the pointer shows it all the same."""
    overlay.show(**STATES[name])
    browser = page.context.new_cdp_session(page)
    nodes = browser.send("Accessibility.getFullAXTree")["nodes"]
    browser.detach()
    said = [tuple(node.get(part, {}).get("value", "") for part in ("name", "description")) for node in nodes]
    assert len(said) > len(STATES)
    assert [pair for pair in said if pair[1] and set(pair[1].split("\n")) & {pair[0], *pair[0].split(". ")}] == []
    assert [pair for pair in said if pair[1] and pair[1] in pair[0]] == []


def test_a_button_without_words_shows_its_name_under_the_pointer_wherever_that_is_on_it(
    overlay: OverlayPage, page: Page
) -> None:
    overlay.show(**STATES["findings"])
    button = page.get_by_role("button", name="Fäll ihop panelen")
    box = button.bounding_box()
    for x, y in ((2, 2), (box["width"] / 2, box["height"] / 2), (box["width"] - 2, box["height"] - 2)):
        found = page.evaluate(
            "([x, y]) => document.querySelector('rutinlots-overlay').shadowRoot.elementFromPoint(x, y).closest('[title]')?.title",
            [box["x"] + x, box["y"] + y],
        )
        assert found == "Fäll ihop panelen"
    button.click()
    assert overlay.named("move") or overlay.named("toggle")
