"""Nothing of the page is covered, in whatever it is doing, at whatever size; see e2e/cover."""

import pytest
from playwright.sync_api import Page, expect

from e2e.cover import SITUATIONS, SIZES, measure
from e2e.harness.content_world import run_in_content_world
from e2e.harness.harness import Harness
from e2e.harness.pages import Overlay
from e2e.tests.grid import soaked

BY_HAND = {  # opened by hand, and beside or below what the page makes narrower or lower for it
    (situation, size) for situation in ("guide open", "guide and reply", "notice shown") for size in ("1024×640", "200 %")
}


WIDE, NARROW = "1440×900", "1024×640"
# Each situation where it has little room, and each size somewhere; the others in make soak.
AT = {"guide and reply": ("1280×720",), "ticket list": (WIDE,), "notice shown": ("200 %",)}
LESS = ("ticket at rest", "guide open", "drawer in the page", "reply open")  # of what is open in another one too, or below
CELLS = [(situation, AT.get(situation, (NARROW,))) for situation in SITUATIONS if situation not in LESS]
THERE = dict(CELLS)
OTHERS = [(situation, tuple(size for size in SIZES if size not in THERE.get(situation, ()))) for situation in SITUATIONS]


@pytest.mark.parametrize(("situation", "sizes"), [*CELLS, *soaked(*OTHERS)])
def test_nothing_that_can_be_clicked_or_read_is_covered(harness: Harness, situation: str, sizes: tuple[str, ...]) -> None:
    page = harness.new_page()
    for size in sorted(sizes, key=lambda size: (situation, size) in BY_HAND):
        resize(page, size)
        if (situation, size) in BY_HAND or page.url == "about:blank":
            SITUATIONS[situation](harness, page)

        found = measure(page)

        assert (found.covered_controls, found.covered_lines) == ((), ()), size
        assert found.controls > 10
        assert "panel" in found.ours or (situation, size) not in BY_HAND


def resize(page: Page, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})


@pytest.mark.parametrize("size", [NARROW, *soaked(WIDE)])
@pytest.mark.parametrize("variants", ["fixed-frame", *soaked("shadow bottom-bar sentiment-heading no-contact")])
def test_nor_on_a_page_that_is_built_otherwise(harness: Harness, variants: str, size: str) -> None:
    harness.reset(*variants.split())
    page = harness.new_page()
    SITUATIONS["reply open"](harness, page)

    resize(page, size)

    assert measure(page).covered_controls == ()


def test_the_findings_of_a_reply_are_in_view_or_one_click_away_and_cover_nothing(harness: Harness) -> None:
    page = harness.new_page()
    resize(page, NARROW)
    SITUATIONS["reply open"](harness, page)
    found = measure(page)
    assert (found.covered_controls, found.covered_lines) == ((), ())
    assert found.controls > 10

    for size in SIZES:
        resize(page, size)
        overlay, pill = Overlay(page), page.get_by_role("button", name="Öppna panelen")
        expect(overlay.panel.or_(pill).first).to_be_in_viewport(ratio=1)
        if pill.is_visible():
            pill.click()
        expect(overlay.findings.first).to_be_in_viewport(ratio=1)
        expect(overlay.panel).to_be_in_viewport(ratio=1)

    resize(page, NARROW)
    zoom = "document.documentElement.style.zoom = 1.25, dispatchEvent(new Event('resize'))"  # told as a browser tells of its own
    page.evaluate(zoom)  # as high as the window is higher than it now
    pill.or_(overlay.panel).first.wait_for()
    if pill.is_visible():
        pill.click()
    expect(overlay.panel).to_be_in_viewport(ratio=1)
    found = measure(page)
    assert (found.covered_controls, found.covered_lines) == ((), ())


def test_the_page_has_its_full_width_on_paper_where_we_are_not_and_once_the_extension_is_gone(harness: Harness) -> None:
    page = harness.open(90103, harness.new_page())
    expect(Overlay(page).panel).to_be_visible()
    width = "document.querySelector('.ticket-side').getBoundingClientRect().right"
    page.wait_for_function(f"{width} < 1440")

    page.emulate_media(media="print")
    expect(Overlay(page).host).to_be_hidden()
    assert page.evaluate(width) == 1440

    page.emulate_media(media="screen")
    expect(Overlay(page).panel).to_be_visible()
    page.wait_for_function(f"{width} < 1440")
    run_in_content_world(page, "Object.defineProperty(chrome.runtime, 'id', {get: () => undefined})")
    page.evaluate("document.dispatchEvent(new CustomEvent('rutinlots:take-over'))")
    assert page.evaluate(width) == 1440


def test_the_panel_is_as_light_or_dark_as_the_page(harness: Harness) -> None:
    page = harness.new_page()
    for variant, theme in (("classic", "light"), ("dark", "dark")):
        harness.mock.use(variant)
        harness.open(90103, page)
        for system in ("light", "dark"):
            page.emulate_media(color_scheme=system)
            expect(Overlay(page).host, f"{variant}, {system}").to_have_attribute("data-theme", theme)
