"""Looking at what of the page lies under the overlay: only when that may have moved, and through the overlay."""

from playwright.sync_api import Page, expect

from .page import OverlayPage
from .states import DIALOG, SALUTATION

# How many points of the page are asked for by a drawing, long after the one before.
ASKED = """isStill => {
  const ask = Document.prototype.elementFromPoint;
  const now = performance.now() + 10_000;
  let points = 0;
  document.elementFromPoint = (x, y) => (points += 1, ask.call(document, x, y));
  performance.now = () => now;
  window.overlay.render({...window.state, status: isStill ? 'checking' : 'quiet'}, isStill);
  delete document.elementFromPoint;
  delete performance.now;
  return points;
}"""
ON_THE_PANEL = """() => {
  const {left, top} = window.overlay.host.shadowRoot.getElementById('panel').getBoundingClientRect();
  return document.elementFromPoint(left + 20, top + 10) === window.overlay.host;
}"""


def test_the_page_is_asked_what_lies_under_the_panel_only_when_it_may_have_moved(overlay: OverlayPage, page: Page) -> None:
    overlay.show()
    assert page.evaluate(ASKED, True) == 0
    assert page.evaluate(ASKED, False) > 0
    assert page.evaluate(ON_THE_PANEL)  # and pointing at the panel is pointing at the panel


# How many parts are given their place after a click in the page, once it has been looked at, long after the look before.
PLACED_AFTER = """async ([change, later]) => {
  const {setProperty} = CSSStyleDeclaration.prototype;
  const now = performance.now() + later;
  let placed = 0;
  CSSStyleDeclaration.prototype.setProperty = function (name, ...rest) {
    placed += name === 'max-height';
    return setProperty.call(this, name, ...rest);
  };
  performance.now = () => now;
  if (change) document.body.append(Object.assign(document.createElement('div'), {id: change}));
  document.getElementById('editor').click();
  await new Promise((looked) => requestAnimationFrame(() => requestAnimationFrame(looked)));
  CSSStyleDeclaration.prototype.setProperty = setProperty;
  delete performance.now;
  return placed;
}"""


def test_a_click_that_changes_nothing_beside_the_panel_draws_nothing(overlay: OverlayPage, page: Page) -> None:
    page.evaluate("document.getElementById('type').hidden = true")  # it would lie in the panel's column
    overlay.show(status="findings", findings=[SALUTATION])
    expect(page.get_by_role("status").filter(has_text="att se över").first).to_be_attached()  # which is drawn too
    assert page.evaluate(PLACED_AFTER, ["", 10_000]) == 0
    assert page.evaluate(PLACED_AFTER, ["drawer", 20_000]) > 0  # which it is drawn out of the way of
    expect(overlay.panel.get_by_role("group", name="Rutinlots")).to_have_count(0)
    page.evaluate("document.getElementById('type').hidden = false")


def test_a_page_that_loads_is_not_drawn_on_before_there_is_something_to_show_or_to_ask(overlay: OverlayPage, page: Page) -> None:
    drawn = "window.overlay.host.shadowRoot.childElementCount"
    overlay.show(layout={"theme": None, "late": True})
    assert page.evaluate(drawn) == 0
    overlay.show(layout={"theme": None, "late": True}, dialog=DIALOG)
    expect(overlay.dialog).to_be_visible()
    overlay.reset()
    overlay.show(layout={"theme": None, "late": True})
    overlay.again(layout={"theme": None})
    assert page.evaluate(drawn) > 0
