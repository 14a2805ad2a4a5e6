"""The backend tells the extension new ways to find things, and rests its features: in open tabs soon, and also offline."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from e2e.pages import Overlay, Ticket
from e2e.stage import EXTENSION, Stage
from rutinlots.core.extension import read_extension

TICKET = 90103
FILLED = {"Typ": "Fråga", "Interna kategorier": "Faktura"}
# The Send button as no built-in way finds it.
RENAMED = """() => {
  for (const element of document.querySelectorAll('.ticket-editor, .rich-editor, .ticket-editor *')) {
    if (element.closest('.fr-element')) continue;
    for (const {name} of [...element.attributes]) if (/^(class|id|data-)/.test(name)) element.removeAttribute(name);
  }
  const send = [...document.querySelectorAll('button')].find((button) => button.textContent === 'Skicka');
  send.textContent = 'Iväg';
  send.setAttribute('data-march', 'dispatch');
}"""
SELECTORS = {"sendButton": [{"css": "[data-march='dispatch']", "from": "the page of March"}]}

Tell = Callable[..., None]


@pytest.fixture
def tell(play: Stage) -> Iterator[Tell]:
    """Sets what the backend's pack says to the extension, as rules/extension.yaml would."""
    assert play.backend
    rulebook = play.backend.app.extensions["rutinlots"].rulebook
    before = rulebook.standing

    def told(**values: Any) -> None:
        rulebook.standing = replace(before, rules=replace(before.rules, extension=read_extension(values)))

    yield told
    rulebook.standing = before


def replying(play: Stage, change: str = "() => {}") -> tuple[Page, Overlay]:
    play.mock.set_properties(TICKET, FILLED)
    page = play.open(TICKET)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    page.evaluate(change)
    return page, overlay


def test_without_being_told_a_renamed_send_button_is_not_known(play: Stage) -> None:
    _, overlay = replying(play, RENAMED)
    expect(overlay.panel).to_contain_text("knappen Skicka")


def test_a_told_selector_finds_what_none_of_the_built_in_ones_does_and_is_kept_for_when_the_backend_is_away(
    play: Stage, tell: Tell
) -> None:
    tell(selectors=SELECTORS)
    page, overlay = replying(play, RENAMED)
    expect(overlay.finding("Namnet i hälsningen")).to_be_visible()
    page.get_by_role("button", name="Iväg").click()
    expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
    play.backend.stop()
    page, overlay = replying(play, RENAMED)
    expect(overlay.panel).to_contain_text("Frånkopplad")
    page.get_by_role("button", name="Iväg").click()
    expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
    assert play.mock.sent == []


def test_a_told_selector_that_is_none_costs_nothing_else(play: Stage, tell: Tell) -> None:
    broken = {"css": "label:contains(Typ)", "from": "a slip of the pen"}
    tell(selectors={name: [broken] for name in ("control", "quoted", "addressBox", "sendButton")})
    page, overlay = replying(play)
    expect(overlay.finding("Namnet i hälsningen")).to_be_visible()
    Ticket(page).send()
    expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
    assert play.mock.sent == []


def test_a_rested_gate_lets_mails_go_also_when_the_backend_is_away(play: Stage, tell: Tell) -> None:
    tell(off=["send-gate"])
    page, overlay = replying(play)
    expect(overlay.finding("Namnet i hälsningen")).to_be_visible()
    Ticket(page).send()
    assert len(play.mock.wait_for_sent()) == 1
    play.backend.stop()
    page, overlay = replying(play)
    expect(overlay.panel).to_contain_text("Frånkopplad")
    Ticket(page).send()
    assert len(play.mock.wait_for_sent(2)) == 2
    expect(overlay.dialog.box).to_have_count(0)


def test_rested_underlines_are_not_drawn(play: Stage, tell: Tell) -> None:
    drawn = "() => [...CSS.highlights.values()].reduce((sum, one) => sum + one.size, 0)"
    page, overlay = replying(play)
    expect(overlay.finding("Namnet i hälsningen")).to_be_visible()
    assert page.evaluate(drawn) > 0
    tell(off=["underline"])
    page, overlay = replying(play)
    expect(overlay.finding("Namnet i hälsningen")).to_be_visible()
    assert page.evaluate(drawn) == 0


# A tab that stays open, with its clock in the test's hands: the real modules, and a page and a backend that are none.
OPEN_TAB = """<!doctype html><script type="module">
import {start} from '/content/app/main.js';
const nothing = () => {};
const known = (one) => new Proxy(one, {get: (own, name) => (name in own ? own[name] : nothing)});
window.pack = FIRST;
window.overridden = [];
window.asked = 0;
window.seen = 0;
start({
  page: known({
    place: () => ({kind: 'other', id: null}),
    override: (selectors) => (window.overridden = selectors),
    sendIntent: () => void (window.seen += 1),
  }),
  client: known({alive: () => true, pack: async () => (window.asked += 1, {ok: true, value: window.pack})}),
  overlay: () => ({render: nothing}),
  preferences: known({place: {open: true, side: 'right', top: 0.3}, dismissed: () => []}),
  signal: new AbortController().signal,
});
</script><button>Iväg</button>"""
URL = "https://open-tab.test/"


@pytest.fixture
def open_tab(play: Stage) -> Page:
    page = play.new_page()
    first = (EXTENSION / "content" / "app" / "first-pack.json").read_text("utf-8")

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(URL)
        if not path:
            return route.fulfill(body=OPEN_TAB.replace("FIRST", first), content_type="text/html; charset=utf-8")
        kind = "application/json" if path.endswith(".json") else "text/javascript"
        return route.fulfill(path=EXTENSION / path, content_type=kind)

    page.route(f"{URL}**", answer)
    page.clock.install()
    page.goto(URL)
    page.wait_for_function("() => window.asked > 0")
    page.clock.run_for(1000)
    page.wait_for_function("() => window.asked > 1")
    return page


def test_an_open_tab_goes_by_a_new_pack_within_five_minutes(open_tab: Page) -> None:
    open_tab.get_by_role("button").click()
    assert open_tab.evaluate("window.seen") > 0
    told = {"selectors": SELECTORS, "off": ["send-gate"]}
    open_tab.evaluate("told => { window.pack = {...window.pack, ...told}; }", told)
    open_tab.clock.run_for("05:00")
    open_tab.wait_for_function("css => window.overridden.sendButton?.[0].css === css", arg=SELECTORS["sendButton"][0]["css"])
    before = open_tab.evaluate("window.seen")
    open_tab.get_by_role("button").click()
    assert open_tab.evaluate("window.seen") == before
