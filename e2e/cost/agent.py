"""An agent at a long ticket in a real browser: opens it, writes with stops for thought, waits, sends. Each act is measured."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import CDPSession, Page

from e2e.cost.figures import KEY_MS, Case, Trace, read
from e2e.harness.harness import Harness
from e2e.harness.pages import Overlay, Ticket

LIKE, FIRST = 90104, 91000
_REPLY = "Hej Björn,\n\nTack för ditt mejl om fakturan.\n\nMed vänlig hälsning,\nSandra"
_NOTE = "Behöver hjälp med hur avräkningen räknas. Lämnar vidare eftersom jag inte hittar någon rutin för det."
# Keys that every keyboard has, with a stop after each few words.
_BURSTS = "Vi har tittat |i systemet och |ser att det |blev fel i |januari. Nu |har vi skickat |en ny |faktura. ".split("|")
_STOP_MS = 900  # long enough for the page to be looked at, and asked about
_SETTLED_MS = 1500
_CALM_MS = 4000  # after this a page that only changes by itself is looked at less
_CATEGORIES = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"]
_CARET = """editor => {
  const line = [...editor.children].find((one) => one.textContent.startsWith('Tack'));
  editor.focus();
  getSelection().selectAllChildren(line);
  getSelection().collapseToEnd();
}"""
_RESTLESS = """() => setInterval(() => {
  const clock = document.createElement('span');
  clock.textContent = new Date().toISOString();
  document.querySelector('.page-actions__right').lastElementChild.replaceWith(clock);
}, 200)"""
_MARKS = """
const look = () => {
  const root = document.querySelector('rutinlots-overlay')?.shadowRoot;
  const told = root?.querySelector('.state:is(.quiet, .findings)');
  if (told?.checkVisibility()) window.marksAt = performance.now();
  else requestAnimationFrame(look);
};
look();
"""
_DATA = """() => Math.max(...performance.getEntriesByType('resource')
  .filter(({name}) => name.includes('/tickets/')).map(({responseEnd}) => responseEnd))"""
_SENDING = """() => { window.sending = new Promise((resolve) => {
  let at = 0;
  const done = () => resolve(performance.now() - at);
  const look = () => {
    const root = document.querySelector('rutinlots-overlay').shadowRoot;
    if (root.querySelector('.dialog:not(.waiting)')) done();
    else requestAnimationFrame(look);
  };
  addEventListener('pointerup', ({timeStamp}) => (at = timeStamp, look()), {capture: true, once: true});
  document.addEventListener('click', done, {once: true});
}); }"""


def add_thread(harness: Harness, messages: int) -> int:
    """A ticket with so many mails, each with the one before below it. Returns its id."""
    number = FIRST + messages
    mock = harness.mock
    mock.add_ticket(LIKE, number)
    for place in range(messages - 1):
        lines = [f"Hej, det gäller faktura {place} på {place + 900} kr.", "Kan ni se över den?", "Med vänlig hälsning", "Björn Ek"]
        own = "".join(f"<p>{line}</p>" for line in lines)
        quote = f'<div class="gmail_quote"><p>Den 3 mars skrev Kundservice:</p><blockquote>{own * 3}</blockquote></div>'
        mock.add_message(number, html=own + quote, kind="out" if place % 2 else "in")
    return number


class Agent:
    """At one ticket of a harness, with the processor so many times slower. ``page`` has the ticket once it is opened."""

    def __init__(self, harness: Harness, case: Case) -> None:
        self.harness, self.case = harness, case
        harness.mock.drafts.clear()  # what was written before would be there again, without the template
        self.page: Page = harness.new_page()
        self.session: CDPSession = harness.context.new_cdp_session(self.page)
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": case.slower})
        self.ticket, self.overlay = Ticket(self.page), Overlay(self.page)

    def close(self) -> None:
        """Leave."""
        self.page.close()

    def open(self) -> None:
        """The ticket, with what Freshdesk shows of it at first."""
        self.harness.go(f"/a/tickets/{FIRST + self.case.messages}", ".page-actions", self.page)

    def marks_after_data(self) -> float:
        """Open the ticket; milliseconds from Freshdesk's last answer about it until the panel says what was found."""
        self.page.add_init_script(_MARKS)
        self.open()
        self.page.wait_for_function("window.marksAt")
        shown, data = self.page.evaluate("window.marksAt"), self.page.evaluate(_DATA)
        return float(shown - data)

    def opening(self) -> Trace:
        """Open the ticket, until it has been quiet for a while."""
        with self._traced() as events:
            self.open()
            self._pause(_SETTLED_MS)
            self.page.keyboard.press("Shift")
        return read(events)

    def reply(self) -> None:
        """All messages on the page, and a reply with the caret where one goes on writing."""
        for more in self.page.locator("button.load-more").all():
            more.click()
        self.ticket.reply()
        self.page.locator(".fr-element", has_text="Ellevio AB").wait_for()
        self.ticket.write(_REPLY)
        self._caret()
        self._pause(_SETTLED_MS)

    def writing(self) -> Trace:
        """Write for some twenty seconds."""
        with self._traced() as events:
            for burst in _BURSTS:
                for key in burst:
                    began = time.perf_counter()
                    self.page.keyboard.press(key)
                    self._pause(KEY_MS - 1000 * (time.perf_counter() - began))
                self._pause(_STOP_MS)
        return read(events)

    def idle(self, seconds: float) -> Trace:
        """Wait while the page draws a part of itself again five times a second, from when the extension has seen that it does."""
        timer = self.page.evaluate(_RESTLESS)
        self._pause(_CALM_MS)
        with self._traced() as events:
            self.page.keyboard.press("Shift")
            self._pause(1000 * seconds)
        self.page.evaluate("timer => clearInterval(timer)", timer)
        return read(events)

    def heap(self) -> float:
        """Megabytes of the page and of what the extension keeps in it, after a collection of garbage."""
        for _ in range(2):
            self.session.send("HeapProfiler.collectGarbage")
        found: Mapping[str, Any] = self.session.send("Runtime.getHeapUsage")
        return float(found["usedSize"] + found.get("embedderHeapUsedSize", 0)) / 1e6

    def asked(self, *, warm: bool) -> float:
        """Milliseconds from Send on a reply until its dialog; warm: some time after the last key."""
        self.page.keyboard.press("Space")
        took = self._send(warm)
        self.overlay.dialog.back.click()
        self.overlay.dialog.box.wait_for(state="detached")
        self._caret()
        self._pause(_SETTLED_MS)
        return took

    def passed(self, *, warm: bool) -> float:
        """Milliseconds from the button of a note that there is nothing to say about until the page hears of it."""
        self.ticket.note()
        self.ticket.write(_NOTE)
        took = self._send(warm)
        self.ticket.editor.wait_for(state="detached")
        self._pause(_SETTLED_MS)
        return took

    def _send(self, warm: bool) -> float:
        if warm:
            self._pause(_SETTLED_MS)
            self.ticket.send_button.hover()
            self._pause(_SETTLED_MS)
        self.page.evaluate(_SENDING)
        self.ticket.send()
        return float(self.page.evaluate("window.sending"))

    def _caret(self) -> None:
        self.ticket.editor.evaluate(_CARET)

    def _pause(self, milliseconds: float) -> None:
        if milliseconds > 0:
            self.page.wait_for_timeout(milliseconds)

    @contextmanager
    def _traced(self) -> Iterator[list[dict[str, Any]]]:
        """What happens in the browser meanwhile; the list is whole once the block has ended."""
        events: list[dict[str, Any]] = []
        over: list[object] = []

        def collect(found: dict[str, Any]) -> None:
            events.extend(found["value"])

        def end(found: object) -> None:
            over.append(found)

        self.session.on("Tracing.dataCollected", collect)
        self.session.on("Tracing.tracingComplete", end)
        config = {"includedCategories": _CATEGORIES, "excludedCategories": ["*"]}
        self.session.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": config})
        yield events
        self.session.send("Tracing.end")
        while not over:
            self._pause(20)
        self.session.remove_listener("Tracing.dataCollected", collect)
        self.session.remove_listener("Tracing.tracingComplete", end)
