"""Selectors and disabled features from the backend: they reach open tabs within minutes and hold offline."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from e2e.harness.harness import EXTENSION, Harness
from e2e.harness.pages import Overlay, Ticket
from rutinlots.core.rulefile.extension import read_extension

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

Override = Callable[..., None]


@pytest.fixture
def override(harness: Harness) -> Iterator[Override]:
    """Sets the extension's part of the backend's pack, as rules/extension.yaml would."""
    assert harness.backend
    live_rules = harness.backend.app.extensions["rutinlots"].live_rules
    before = live_rules.in_force

    def set_pack(**values: Any) -> None:
        live_rules.in_force = replace(before, rules=replace(before.rules, extension=read_extension(values)))

    yield set_pack
    live_rules.in_force = before


def replying(harness: Harness, change: str = "() => {}") -> tuple[Page, Overlay]:
    harness.mock.set_properties(TICKET, FILLED)
    page = harness.open(TICKET)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    page.evaluate(change)
    return page, overlay


def test_without_an_override_a_renamed_send_button_is_not_found(harness: Harness) -> None:
    _, overlay = replying(harness, RENAMED)
    expect(overlay.panel).to_contain_text("knappen Skicka")


def test_an_overriding_selector_finds_what_no_built_in_one_does_and_works_offline_too(
    harness: Harness, override: Override
) -> None:
    override(selectors=SELECTORS)
    page, overlay = replying(harness, RENAMED)
    expect(overlay.finding("Hälsningen stämmer inte")).to_be_visible()
    page.get_by_role("button", name="Iväg").click()
    expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
    harness.backend.stop()
    page, overlay = replying(harness, RENAMED)
    expect(overlay.panel).to_contain_text("Frånkopplad")
    page.get_by_role("button", name="Iväg").click()
    expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
    assert harness.mock.sent == []


def test_an_invalid_overriding_selector_costs_nothing_else(harness: Harness, override: Override) -> None:
    broken = {"css": "label:contains(Typ)", "from": "a slip of the pen"}
    override(selectors={name: [broken] for name in ("control", "quoted", "addressBox", "sendButton")})
    page, overlay = replying(harness)
    expect(overlay.finding("Hälsningen stämmer inte")).to_be_visible()
    Ticket(page).send()
    expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
    assert harness.mock.sent == []


def test_a_disabled_gate_lets_mails_go_offline_too(harness: Harness, override: Override) -> None:
    override(off=["send-gate"])
    page, overlay = replying(harness)
    expect(overlay.finding("Hälsningen stämmer inte")).to_be_visible()
    Ticket(page).send()
    assert len(harness.mock.wait_for_sent()) == 1
    harness.backend.stop()
    page, overlay = replying(harness)
    expect(overlay.panel).to_contain_text("Frånkopplad")
    Ticket(page).send()
    assert len(harness.mock.wait_for_sent(2)) == 2
    expect(overlay.dialog.box).to_have_count(0)


def test_disabled_underlines_are_not_drawn(harness: Harness, override: Override) -> None:
    drawn = "() => [...CSS.highlights.values()].reduce((sum, one) => sum + one.size, 0)"
    page, overlay = replying(harness)
    expect(overlay.finding("Hälsningen stämmer inte")).to_be_visible()
    page.wait_for_function(f"({drawn})() > 0")
    override(off=["underline"])
    page, overlay = replying(harness)
    expect(overlay.finding("Hälsningen stämmer inte")).to_be_visible()
    assert page.evaluate(drawn) == 0


# A tab that stays open, with its clock in the test's hands: the real modules with a fake page and a fake backend.
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
    keys: window,
    override: (selectors) => (window.overridden = selectors),
    sendIntent: () => void (window.seen += 1),
  }),
  client: known({alive: () => true, pack: async () => (window.asked += 1, {ok: true, value: window.pack})}),
  overlay: () => ({render: nothing, boxes: nothing}),
  preferences: known({place: {open: true, side: 'right', top: 0.3}, dismissed: () => []}),
  signal: new AbortController().signal,
});
</script><button>Iväg</button>"""
URL = "https://open-tab.test/"


@pytest.fixture
def open_tab(harness: Harness) -> Page:
    page = harness.new_page()
    first = (EXTENSION / "content" / "app" / "backend" / "first-pack.json").read_text("utf-8")

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
    changes = {"selectors": SELECTORS, "off": ["send-gate"]}
    open_tab.evaluate("changes => { window.pack = {...window.pack, ...changes}; }", changes)
    open_tab.clock.run_for("05:00")
    open_tab.wait_for_function("css => window.overridden.sendButton?.[0].css === css", arg=SELECTORS["sendButton"][0]["css"])
    before = open_tab.evaluate("window.seen")
    open_tab.get_by_role("button").click()
    assert open_tab.evaluate("window.seen") == before
