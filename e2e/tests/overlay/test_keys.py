"""The keyboard: into the panel and back, from finding to finding, and how few presses any of it takes."""

import pytest
from playwright.sync_api import Page, expect

from .page import OverlayPage
from .states import CLOSING, FOUND, GATE, GUIDE, REQUIRED, SALUTATION, STATES, SUGGESTIONS

FINDINGS = [SALUTATION, CLOSING]


def press(page: Page, name: str) -> None:
    """What the extension does when the shortcut is pressed."""
    page.evaluate("name => window.overlay.keys[name]()", name)


def test_the_shortcut_leads_into_the_panel_and_back_to_the_caret(overlay: OverlayPage, page: Page) -> None:
    overlay.show(status="findings", findings=FINDINGS)
    overlay.editor.press("End")

    press(page, "panel")
    expect(overlay.panel.get_by_role("article", name="Hälsningen")).to_be_focused()
    press(page, "panel")

    page.keyboard.type("!")
    expect(overlay.editor).to_have_text("Hej Sparkcykel123,!")


def test_escape_leads_back_too(overlay: OverlayPage, page: Page) -> None:
    overlay.show(status="findings", findings=FINDINGS)
    overlay.editor.press("End")
    press(page, "nextFinding")

    page.keyboard.press("Escape")

    expect(overlay.editor).to_be_focused()


def test_escape_leads_back_to_the_words_that_were_selected_from_where_the_mouse_has_led(overlay: OverlayPage, page: Page) -> None:
    overlay.show(**STATES["search"])
    overlay.editor.press("End")
    for _ in range(4):
        page.keyboard.press("Shift+ArrowLeft")
    overlay.panel.get_by_role("searchbox").click()
    page.keyboard.type("faktura")

    page.keyboard.press("Escape")

    expect(overlay.editor).to_be_focused()
    page.keyboard.type("!")
    expect(overlay.editor).to_have_text("Hej Sparkcykel!")


def test_the_arrow_keys_lead_from_the_search_to_what_it_found_and_back(overlay: OverlayPage, page: Page) -> None:
    overlay.show(**(STATES["search"] | {"search": {"open": True, "query": "fak", "results": FOUND}}))
    search = overlay.panel.get_by_role("searchbox")
    search.click()

    page.keyboard.press("ArrowDown")
    expect(overlay.panel.locator("#snippet-results").get_by_role("button", name="Infoga").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(search).to_be_focused()


def test_the_next_finding_is_the_one_after_round_and_round(overlay: OverlayPage, page: Page) -> None:
    overlay.show(status="findings", findings=FINDINGS)

    for name in ("Hälsningen", "Avsluta", "Hälsningen"):
        press(page, "nextFinding")
        expect(overlay.panel.get_by_role("article", name=name)).to_be_focused()


def test_fix_it_puts_right_the_finding_that_has_focus_else_the_first_that_can_be(overlay: OverlayPage, page: Page) -> None:
    overlay.show(status="findings", findings=[CLOSING, SALUTATION, REQUIRED])
    press(page, "fix")
    press(page, "nextFinding")
    press(page, "nextFinding")
    press(page, "fix")

    assert overlay.named("act") == [[REQUIRED, REQUIRED["actions"][0]]]
    assert overlay.named("fix") == [[SALUTATION, 0]]


def test_whoever_fixes_by_keyboard_stays_in_the_panel(overlay: OverlayPage, page: Page) -> None:
    overlay.show(status="findings", findings=FINDINGS)
    press(page, "panel")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    overlay.again(findings=[CLOSING])

    assert overlay.named("fix") == [[SALUTATION, 0]]
    assert page.evaluate("document.activeElement === window.overlay.host")


def test_the_first_suggestion_is_inserted_and_nothing_where_there_is_none(overlay: OverlayPage, page: Page) -> None:
    overlay.show()
    press(page, "insertSuggestion")
    overlay.show(suggestions=SUGGESTIONS)
    press(page, "insertSuggestion")

    assert overlay.named("insert") == [[SUGGESTIONS[0]["snippet"]]]


def test_the_log_is_shown_with_the_text_to_copy(overlay: OverlayPage) -> None:
    overlay.show(log=GATE)
    card = overlay.panel.get_by_role("region", name="Texten till loggen")

    expect(card).to_contain_text("MAICCDIS")
    card.get_by_role("button", name="Kopiera").click()
    card.get_by_role("button", name="Stäng").click()

    assert overlay.named("copy") == [[GATE["text"], "log-"]]
    assert overlay.named("closeLog") == [[]]


def test_a_folded_panel_opens_for_the_shortcut(overlay: OverlayPage, page: Page) -> None:
    overlay.show(**STATES["pill"])

    press(page, "panel")

    expect(overlay.panel.get_by_role("article").first).to_be_focused()


ACTIONS = ["Hej Anna,", "Hej,", "Visa i texten", "Varför?", "Visa inte igen", "Fel larm", "Infoga", "Förhandsvisa"]


@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_is_at_most_a_few_presses_away(overlay: OverlayPage, page: Page, name: str) -> None:
    overlay.show(status="findings", findings=FINDINGS, suggestions=SUGGESTIONS, guide=GUIDE)
    wanted = overlay.panel.get_by_role("button", name=name).first
    press(page, "panel")

    assert page.evaluate(PRESSES, wanted.element_handle()) <= 5


# The least number of arrows and tabs, forwards or back, from the first stop.
PRESSES = """wanted => {
  const root = window.overlay.host.shadowRoot;
  const stops = [...root.querySelectorAll('article, #guide, #log, .section-toggle, .snippet-head .button')];
  const tabs = [...root.querySelectorAll('button, a[href], input, textarea, [tabindex="0"]')];
  const before = (one, other) => one !== other && Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  return Math.min(...stops.map((stop, index) => {
    const [from, to] = before(stop, wanted) ? [stop, wanted] : [wanted, stop];
    const between = tabs.filter((tab) => before(from, tab) && before(tab, to)).length + (stop === wanted ? 0 : 1);
    return Math.min(index, stops.length - index) + between;
  }));
}"""


def test_arrows_go_between_what_is_in_the_panel_and_leave_fields_alone(overlay: OverlayPage, page: Page) -> None:
    overlay.show(status="findings", findings=FINDINGS, suggestions=SUGGESTIONS)
    press(page, "panel")

    page.keyboard.press("ArrowDown")
    expect(overlay.panel.get_by_role("article", name="Avsluta")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(overlay.panel.get_by_role("button", name="Svarsmallar", exact=True)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(overlay.panel.get_by_role("button", name="Infoga").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(overlay.panel.get_by_role("article", name="Avsluta")).to_be_focused()
