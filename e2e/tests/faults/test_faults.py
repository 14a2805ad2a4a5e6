"""What happens when something is wrong: no mail is lost, none is held, and nothing goes unguarded without a word."""

import json
import re
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from e2e.harness.backend import AnsweredRequests, read_body
from e2e.harness.content_world import run_in_content_world
from e2e.harness.harness import QUICK, Harness, open_harness
from e2e.harness.mails import CLOSING, GREETING, REPLY
from e2e.harness.pages import Overlay, Ticket
from e2e.mock.server import HOST
from e2e.tests.grid import soaked
from rutinlots.web.config import EXTENSION_ID

FILLED = {"Typ": "Fråga", "Interna kategorier": "Avtal"}
TICKET = 90104
APPENDED = re.compile("Lägg till ny kommentar|Fyll på loggen som finns")  # the short one once an agent has logged a few times
QUESTION = "Tack! En sak till: när kommer nästa faktura?\n\nBjörn"


def opened(harness: Harness, page: Page | None = None) -> tuple[Ticket, Overlay]:
    """The ticket with its required fields filled, seen by Rutinlots."""
    harness.mock.set_properties(TICKET, FILLED)
    page = harness.open(TICKET, page)
    expect(Overlay(page).suggestions).to_be_visible()
    return Ticket(page), Overlay(page)


def write(ticket: Ticket, text: str = REPLY) -> None:
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.write(text)
    expect(ticket.editor).to_contain_text("www.ellevio.se")


def send_logged(harness: Harness, ticket: Ticket, overlay: Overlay, count: int = 1) -> None:
    """Send through the gate; the mail is what was written, and went once."""
    written = ticket.text().split()
    ticket.send_and_close()
    expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
    assert len(harness.mock.sent) == count - 1
    overlay.dialog.logged.click()
    mails = harness.mock.wait_for_sent(count)
    assert len(mails) == count
    assert mails[-1].body_text.split() == written


def the_next_mail_is_added_to_the_log(harness: Harness, page: Page) -> None:
    """The customer writes again, the page is reloaded, and the earlier log is known."""
    harness.mock.add_message(TICKET, QUESTION)
    ticket, overlay = opened(harness, page)
    write(ticket)
    ticket.send_and_close()
    expect(overlay.dialog.gate).to_contain_text(APPENDED)


def begin_again(harness: Harness) -> None:
    """Nothing has been sent or logged yet."""
    harness.mock.reset()
    vars(harness.mock.delays).update(QUICK)
    harness.backend.reset()
    harness.backend.now = harness.mock.now


# 1. The table in the README: what a mail meets, by what is wrong and the worst that is to be said of it

FAULTY = {
    "block": (REPLY.replace("själv.", "själv, [kundnummer]."), "Något är inte ifyllt"),
    "confirm": (REPLY.replace(GREETING, "Hej Bjorn.ek,"), "Hälsningen stämmer inte"),
    "hint": (REPLY.replace(f"{CLOSING}\n\n", ""), "Avsluta"),
}
TOLD = "gick innan det var kontrollerat"


@contextmanager
def trouble(harness: Harness, state: str) -> Iterator[None]:
    """Puts the backend into the state ``state`` while the block runs."""
    app = harness.backend.app
    inner = app.wsgi_app
    over = threading.Event()

    def silence(environ: Any, start_response: Any) -> list[bytes]:
        read_body(environ)
        over.wait(60)
        start_response("503 Service Unavailable", [])
        return []

    def another_server(environ: Any, start_response: Any) -> list[bytes]:
        read_body(environ)
        start_response("404 Not Found", [("Content-Type", "application/json")])
        return [b'{"message": "no such address"}']

    if state == "slow":
        app.wsgi_app = silence
    elif state == "down":
        harness.backend.failing = True
    elif state == "offline":
        harness.backend.stop()
    else:
        app.wsgi_app = another_server
    try:
        yield
    finally:
        app.wsgi_app = inner
        over.set()
        harness.backend.failing = False
        harness.backend.start()


def asked_without_a_verdict(harness: Harness, overlay: Overlay, title: str, why: str) -> None:
    """The dialog asks for the log, and says that the text is unchecked and why."""
    expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
    expect(overlay.dialog.box).to_contain_text(f"{why}: texten i mejlet är inte kontrollerad")
    expect(overlay.dialog.finding(title)).to_have_count(0)
    assert harness.mock.sent == []


# How a request fails; what is no answer, however well it parses, is in extension/tests/background/backend.test.js.
# The milder mails below meet the other two.
STATES = ["slow", *soaked("another server", "down", "offline")]


@pytest.mark.parametrize("state", STATES)
def test_in_trouble_the_log_is_asked_for_the_mail_goes_and_both_are_known_afterwards(harness: Harness, state: str):
    ticket = without_a_verdict(harness, state, "block")
    expect(Overlay(ticket.page).toast).to_contain_text(f"{TOLD}. Se över det: {FAULTY['block'][1]}")
    the_next_mail_is_added_to_the_log(harness, ticket.page)


def test_what_went_unchecked_is_told_when_it_should_have_been_asked_about_and_only_then(harness: Harness):
    ticket = without_a_verdict(harness, "offline", "confirm")
    expect(Overlay(ticket.page).toast).to_contain_text(f"{TOLD}. Se över det: {FAULTY['confirm'][1]}")
    begin_again(harness)
    ticket = without_a_verdict(harness, "down", "hint")
    expect(Overlay(ticket.page).host.get_by_text(TOLD)).to_have_count(0)


def without_a_verdict(harness: Harness, state: str, level: str) -> Ticket:
    """A mail that goes in trouble, logged and as it was written, and is checked when the trouble is over."""
    text, title = FAULTY[level]
    ticket, overlay = opened(harness)
    with AnsweredRequests(harness.backend, b'"moment":"send"') as sends:
        with trouble(harness, state):
            write(ticket, text)
            expect(overlay.panel).to_contain_text("Frånkopplad", timeout=30_000)
            ticket.send_and_close()
            asked_without_a_verdict(harness, overlay, title, "Frånkopplad")
            overlay.dialog.logged.click()
            [mail] = harness.mock.wait_for_sent()
            assert mail.body_text.split() == text.split()
        sends.wait()
    return ticket


@pytest.mark.parametrize("state", ["down", *soaked("slow", "offline")])
def test_a_dialog_that_opened_without_an_answer_gets_it_when_the_trouble_is_over(harness: Harness, state: str):
    text, title = FAULTY["confirm"]
    harness.mock.delays.updates = 200
    ticket, overlay = opened(harness)
    with trouble(harness, state):
        write(ticket, text)
        expect(overlay.panel).to_contain_text("Frånkopplad", timeout=30_000)
        ticket.send_and_close()
        asked_without_a_verdict(harness, overlay, title, "Frånkopplad")
        if state == "down":  # it goes on asking when the ticket changes meanwhile
            harness.mock.add_message(TICKET, "Ringde kunden utan svar.", kind="note")
            expect(ticket.page.get_by_text("Ringde kunden utan svar.")).to_be_visible()
    expect(overlay.dialog.finding(title)).to_be_visible()
    expect(overlay.dialog.box).not_to_contain_text("inte kontrollerad")
    assert harness.mock.sent == []


def test_the_log_of_an_unchecked_mail_is_of_the_text_that_goes(harness: Harness):
    ticket, overlay = opened(harness)
    write(ticket)
    late = "Mätaren läste vi av i går."
    with trouble(harness, "slow"):
        ticket.send_and_close()
        ticket.editor.evaluate("""(editor, late) => {
          editor.children[2].append(` ${late}`);
          editor.dispatchEvent(new InputEvent('input', {bubbles: true}));
        }""", late)
        expect(overlay.dialog.log_text).not_to_have_value(re.compile(late))
        overlay.dialog.logged.click()
        expect(overlay.dialog.log_text).to_have_value(re.compile(late))
        assert harness.mock.sent == []
        overlay.dialog.logged.click()
        [mail] = harness.mock.wait_for_sent()
    assert late in mail.body_text


def test_blind_the_panel_says_what_it_cannot_read_the_log_is_asked_for_and_the_mail_goes(harness: Harness):
    text, title = FAULTY["block"]
    ticket, overlay = opened(harness)
    write(ticket, text)
    ticket.editor.evaluate("e => { e.removeAttribute('contenteditable'); e.removeAttribute('role'); e.className = 'x'; }")
    expect(overlay.panel).to_contain_text("svarsrutan")
    ticket.send()
    asked_without_a_verdict(harness, overlay, title, "Sidan går inte att läsa")
    overlay.dialog.logged.click()
    [mail] = harness.mock.wait_for_sent()
    assert mail.body_text.split() == text.split()


# 2. The extension's own life


def stop_worker(page: Page) -> None:
    debugger = page.context.new_cdp_session(page)
    for target in debugger.send("Target.getTargets")["targetInfos"]:
        if target["type"] == "service_worker":
            debugger.send("Target.closeTarget", {"targetId": target["targetId"]})
    debugger.detach()


MOMENTS = ("while writing", "while the dialog is open", "after the mail")
EACH = [pytest.param((moment,), marks=pytest.mark.soak) for moment in MOMENTS]


@pytest.mark.parametrize("moments", [MOMENTS, *EACH], ids="+".join)
def test_a_worker_that_is_killed_costs_neither_a_check_nor_the_log(own_harness: Harness, moments: tuple[str, ...]):
    harness = own_harness
    ticket, overlay = opened(harness)
    write(ticket)
    expect(overlay.panel).to_contain_text("Inget att anmärka på")
    if "while writing" in moments:
        stop_worker(ticket.page)
        ticket.editor.press("Control+Home")
        ticket.type(" ")
    ticket.send_and_close()
    expect(overlay.dialog.gate).to_contain_text(re.compile("Lägg upp en ny logg|Ny logg"))
    expect(overlay.dialog.box).not_to_contain_text("inte kontrollerad")
    with AnsweredRequests(harness.backend, b'"kind":"logged"') as logged:
        if "while the dialog is open" in moments:
            stop_worker(ticket.page)
        overlay.dialog.logged.click()
        assert len(harness.mock.wait_for_sent()) == 1
        if "after the mail" in moments:
            stop_worker(ticket.page)
        logged.wait()
    the_next_mail_is_added_to_the_log(harness, ticket.page)


def test_the_extension_reloaded_under_an_open_tab_says_so_lets_the_mail_go_and_a_new_one_takes_over(own_harness: Harness):
    harness = own_harness
    ticket, overlay = opened(harness)
    write(ticket)
    ticket.send()
    expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
    with harness.context.expect_event("serviceworker", timeout=90_000):  # started again
        harness.worker.evaluate("() => { setTimeout(() => chrome.runtime.reload()); }")
    overlay.dialog.back.click()
    expect(overlay.dialog.box).to_have_count(0)
    expect(overlay.toast).to_contain_text("Rutinlots har uppdaterats. Ladda om sidan när det passar.")
    expect(overlay.panel).to_contain_text("förrän du laddar om sidan")
    ticket.editor.press("Control+End")
    send_logged(harness, ticket, overlay)

    harness.mock.add_message(TICKET, QUESTION)
    ticket, overlay = opened(harness, ticket.page)
    expect(overlay.host).to_have_count(1)
    write(ticket, REPLY.replace("själv.", "själv, [kundnummer]."))
    expect(overlay.finding("Något är inte ifyllt")).to_be_visible()


def test_a_tab_that_was_frozen_judges_by_what_has_happened_meanwhile(harness: Harness):
    harness.mock.delays.updates = 200
    ticket, overlay = opened(harness, harness.new_page())
    write(ticket)
    expect(overlay.panel).to_contain_text("Inget att anmärka på")
    debugger = ticket.page.context.new_cdp_session(ticket.page)
    debugger.send("Page.setWebLifecycleState", {"state": "frozen"})
    harness.backend.stop()
    harness.mock.add_message(TICKET, "Hej igen! Gäller det också i Kramfors?\n\nBjörn")
    harness.backend.start()
    debugger.send("Page.setWebLifecycleState", {"state": "active"})

    expect(ticket.page.get_by_text("Hej igen! Gäller det också i Kramfors?")).to_be_visible()
    ticket.send_and_close()
    expect(overlay.dialog.log_text).to_have_value(re.compile("Kramfors"))
    overlay.dialog.logged.click()
    assert len(harness.mock.wait_for_sent()) == 1


@pytest.mark.soak
def test_a_page_that_the_browser_kept_while_the_agent_was_elsewhere_asks_by_what_has_happened_meanwhile():
    with open_harness(keeps_left=True) as harness:
        vars(harness.mock.delays).update(QUICK | {"updates": 200})
        ticket, overlay = opened(harness)
        write(ticket)
        ticket.send()
        expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
        ticket.page.evaluate("addEventListener('pageshow', ({persisted}) => { window.wasKept = persisted; })")
        with ticket.page.expect_navigation(wait_until="commit"):
            ticket.page.evaluate("location.href = '/elsewhere'")
        harness.mock.add_message(TICKET, "Hej igen! Gäller det också i Kramfors?\n\nBjörn")
        ticket.page.evaluate("history.back()")
        ticket.page.wait_for_function("window.wasKept")
        expect(overlay.dialog.log_text).to_have_value(re.compile("Kramfors"))
        overlay.dialog.back.click()
        send_logged(harness, ticket, overlay)


CALL = "() => { document.dispatchEvent(new CustomEvent('rutinlots:take-over')); }"


def test_a_copy_whose_extension_was_replaced_gives_way_to_a_newer_one(harness: Harness):
    page = harness.open(TICKET)
    expect(Overlay(page).suggestions).to_be_visible()
    run_in_content_world(page, "Object.defineProperty(chrome.runtime, 'id', {get: () => undefined})")
    page.evaluate(CALL)
    expect(page.locator("rutinlots-overlay")).to_have_count(0)
    ticket = Ticket(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.send()
    assert len(harness.mock.wait_for_sent()) == 1


def test_a_page_that_calls_like_a_newer_copy_ends_nothing(harness: Harness):
    ticket, overlay = opened(harness)
    ticket.page.evaluate(CALL)
    write(ticket)
    send_logged(harness, ticket, overlay)


# 3. The clock

SHIFT = """globalThis.RealDate ??= Date;
globalThis.Date = class extends RealDate {
  constructor(...given) { if (given.length) super(...given); else super(RealDate.now() + SHIFT); }
  static now() { return RealDate.now() + SHIFT; }
};"""
HOUR = 3_600_000


@contextmanager
def shifted_clocks(harness: Harness, page: Page, milliseconds: int) -> Iterator[None]:
    """The extension's clocks, in the page and in the worker, are wrong while the block runs; the page's until it is left."""
    script = SHIFT.replace("SHIFT", str(milliseconds))
    run_in_content_world(page, script)
    harness.worker.evaluate(f"() => {{ {script} }}")
    try:
        yield
    finally:
        harness.worker.evaluate("() => { globalThis.Date = RealDate; }")


@pytest.mark.parametrize("milliseconds", [pytest.param(-HOUR, marks=pytest.mark.soak), 400 * 24 * HOUR], ids=["back", "on"])
def test_with_a_wrong_clock_what_was_logged_is_remembered_all_the_same(harness: Harness, milliseconds: int):
    ticket, overlay = opened(harness)
    with shifted_clocks(harness, ticket.page, milliseconds):
        write(ticket)
        send_logged(harness, ticket, overlay)
        the_next_mail_is_added_to_the_log(harness, ticket.page)


@pytest.mark.soak
def test_a_clock_that_is_set_back_while_the_backend_is_away_does_not_keep_it_away(harness: Harness):
    ticket, overlay = opened(harness)
    harness.backend.stop()
    write(ticket, FAULTY["block"][0])
    expect(overlay.panel).to_contain_text("Frånkopplad")
    with shifted_clocks(harness, ticket.page, -HOUR):
        harness.backend.start()
        expect(overlay.finding("Något är inte ifyllt")).to_be_visible(timeout=30_000)


# 4. Two agents on the same ticket


def test_of_two_agents_on_a_ticket_the_second_appends_to_the_log(harness: Harness):
    harness.mock.delays.updates = 200
    first, seen_by_first = opened(harness)
    second, seen_by_second = opened(harness)
    write(second, REPLY.replace("själv.", "själv som du vill."))
    expect(seen_by_second.panel).to_contain_text("Inget att anmärka på")
    first.page.bring_to_front()
    write(first)
    send_logged(harness, first, seen_by_first)
    second.page.bring_to_front()
    expect(second.page.locator(".ticket-details__agent")).to_have_count(1)
    second.send_and_close()
    expect(seen_by_second.dialog.gate).to_contain_text("Lägg till ny kommentar")
    seen_by_second.dialog.logged.click()
    assert len(harness.mock.wait_for_sent(2)) == 2


def test_a_verdict_from_before_a_colleagues_mail_that_the_page_never_heard_of_does_not_count(harness: Harness):
    harness.mock.delays.updates = 0
    first, seen_by_first = opened(harness)
    second, seen_by_second = opened(harness)
    write(second, REPLY.replace("själv.", "själv som du vill."))
    expect(seen_by_second.panel).to_contain_text("Inget att anmärka på")
    second.send_button.hover()
    first.page.bring_to_front()
    write(first)
    send_logged(harness, first, seen_by_first)
    second.page.bring_to_front()
    run_in_content_world(second.page, "{ const real = performance.now.bind(performance); performance.now = () => real() + 60000; }")
    second.send_button.evaluate("button => button.click()")  # no pointer that comes near first
    expect(seen_by_second.dialog.gate).to_contain_text("Lägg till ny kommentar")
    seen_by_second.dialog.logged.click()
    assert len(harness.mock.wait_for_sent(2)) == 2


# 5. A hostile page

EVIL = "https://evil.example/"
FORGED = {
    "events": [{"id": "6b1d9b0e-3c7a-4a57-9d0e-2f8f3c1f0c11", "at": "2026-03-10T10:00:00Z", "kind": "logged", "ticket": 424242}]
}
ATTEMPTS = """async ({backend, extension, forged, freshdesk}) => {
  const read = {};
  const attempt = async (name, work) => {
    try { read[name] = (await work()) ?? null; } catch { read[name] = null; }
  };
  const text = async (response) => (await response).text();
  const json = {method: 'POST', body: JSON.stringify(forged), headers: {'Content-Type': 'application/json'}};
  const loaded = (tag, where) => new Promise((done) => {
    const element = document.createElement(tag);
    element.onload = () => done(tag === 'iframe' ? (element.contentDocument?.body?.innerText || null) : 'loaded');
    element.onerror = () => done(null);
    element.src = where;
    document.body.append(element);
  });
  await attempt('the pack', () => text(fetch(`${backend}/api/v1/pack`)));
  await attempt('the pack without cors', () => text(fetch(`${backend}/api/v1/pack`, {mode: 'no-cors'})));
  await attempt('the metrics', () => text(fetch(`${backend}/metrics`)));
  await attempt('the handbook', () => text(fetch(`${backend}/handbok`)));
  await attempt('events', () => text(fetch(`${backend}/api/v1/events`, json)));
  const simple = {method: 'POST', body: json.body, mode: 'no-cors'};
  await attempt('events as a simple request', () => text(fetch(`${backend}/api/v1/events`, simple)));
  await attempt('events by beacon', () => { navigator.sendBeacon(`${backend}/api/v1/events`, json.body); });
  await attempt('the pack as a script', () => loaded('script', `${backend}/api/v1/pack`));
  await attempt('a picture', () => loaded('img', `${backend}/static/icon.svg`));
  await attempt('the extension by message', () => chrome.runtime.sendMessage(extension, {kind: 'pack', fresh: false}));
  await attempt('the extension by port', () => chrome.runtime.connect(extension).name);
  await attempt('the network client', () => import(`chrome-extension://${extension}/background/server/backend.js`));
  await attempt('the settings page', () => text(fetch(`chrome-extension://${extension}/pages/options.html`)));
  await attempt('the settings page as a picture', () => loaded('img', `chrome-extension://${extension}/icons/icon.svg`));
  return read;
}"""


def test_a_hostile_page_reads_nothing_and_writes_nothing(harness: Harness):
    opened(harness)
    page = harness.context.new_page()
    page.route(f"{EVIL}**", lambda route: route.fulfill(body="<!doctype html><body>Vinn en resa!", content_type="text/html"))
    page.goto(EVIL)
    freshdesk = harness.url("/a/tickets/90104")
    given = {"backend": harness.backend.url, "extension": EXTENSION_ID, "forged": FORGED, "freshdesk": freshdesk}
    read = page.evaluate(ATTEMPTS, given)

    assert {name: value for name, value in read.items() if value} == {}
    assert len(read) == 14
    assert not harness.backend.app.extensions["rutinlots"].store.ledger.history(424242, ["", HOST]).logged


STRANGERS = [{"Origin": EVIL.rstrip("/")}, {"Origin": "null"}, {"Host": "evil.example"}, {"Host": "evil.example:8765"}]


def test_the_backend_itself_refuses_what_comes_from_a_hostile_page_or_by_a_foreign_name(harness: Harness):
    for headers, (path, body) in product(STRANGERS, (("pack", None), ("events", json.dumps(FORGED).encode()))):
        url = f"{harness.backend.url}/api/v1/{path}"
        request = urllib.request.Request(url, body, {"Content-Type": "application/json", **headers})
        with pytest.raises(urllib.error.HTTPError) as refused, urllib.request.urlopen(request):
            pass
        with refused.value as answer:
            assert answer.code == 403, (headers, path)
            assert answer.headers.get("Access-Control-Allow-Origin") in (None, f"chrome-extension://{EXTENSION_ID}"), headers
    assert not harness.backend.app.extensions["rutinlots"].store.ledger.history(424242, ["", HOST]).logged
