"""One mutant in one tab: open, write, read what Rutinlots says, send, see what came of it."""

import math
import time
from typing import Any

from playwright.sync_api import ElementHandle, Error, Page

from e2e.harness.harness import Harness

from .mutant import Mutant

LIKE = 90103  # its template greets by user name: a fault that must be seen
PROPERTIES = {"Typ": "Fråga", "Interna kategorier": "Faktura"}
HANDED_ON = {**PROPERTIES, "Grupp": "Produktspecialist Releasy"}
OUTSIDE, COLLEAGUE = "elektriker@example.com", "driften@ellevio.se"
# What must be seen in the panel: of a reply its greeting, of a forward its hidden copy, of a note its ticket's group.
FINDINGS = {"reply": "Hälsningen stämmer inte", "forward": "Internt mejl från Freshdesk", "note": "2nd line har öppet"}
OPENERS = {"reply": "openReply", "forward": "openForward", "note": "openNote"}
GATE, WRONG = "MAICCDIS", "Obligatoriska fält är tomma"  # the log's code; a block that is a false alarm here
PATIENCE = 5.0  # seconds, the least that writing a mail takes; Rutinlots takes four before it says what it can't read
LATEST = 3.0  # seconds until a menu has opened, however late
SLIPPED = ("utan att kontrolleras", "inte kunde följa")

LOOK = """() => {
  const root = document.querySelector('rutinlots-overlay')?.shadowRoot;
  const texts = (css) => [...(root?.querySelectorAll(css) ?? [])].map((element) => element.textContent.trim());
  root?.querySelector('#pill')?.click();
  return {
    status: root?.querySelector('.state')?.classList[1] ?? null,
    findings: texts('.panel article, .panel [role=article]'),
    missing: texts('.panel .missing li'),
    toasts: texts('.toast'),
    dialog: root?.querySelector('[role=dialog]')?.textContent ?? '',
  };
}"""
ANSWER = """() => {
  const root = document.querySelector('rutinlots-overlay').shadowRoot;
  const field = (one) => {
    one.value = 'Prövas ändå.';
    one.dispatchEvent(new Event('input', {bubbles: true}));
  };
  root.querySelectorAll('[role=dialog] .reason input').forEach(field);
  const named = (words) => [...root.querySelectorAll('[role=dialog] button')].findLast((one) => one.textContent.includes(words));
  const send = () => named('Loggat – skicka') ?? named('Skicka ändå') ?? named('Lägg till ändå') ?? named('Nej, den saknas');
  send()?.click();
}"""


class Trial:
    """A mutant in its tab."""

    def __init__(self, harness: Harness, page: Page, mutant: Mutant) -> None:
        self.harness, self.page, self.mutant = harness, page, mutant
        self.before: dict[str, Any] = {}
        self.held: dict[str, Any] = {}
        self.toasts: list[str] = []
        self.fault = ""
        self.opened = self.unfolded = -math.inf

    def part(self, name: str) -> ElementHandle | None:
        return self.page.evaluate_handle("name => globalThis.drift?.part(name) ?? null", name).as_element()

    def press(self, element: ElementHandle) -> None:
        try:
            element.click(timeout=800)
        except Error:  # without its style the page may lie on top of itself
            element.evaluate("element => element.click()")

    def look(self) -> dict[str, Any]:
        seen: dict[str, Any] = self.page.evaluate(LOOK)
        self.toasts.extend(text for text in seen["toasts"] if text not in self.toasts)
        return seen

    @property
    def sent(self) -> bool:
        return any(mail.ticket == self.mutant.ticket for mail in self.harness.mock.sent)

    def open(self) -> None:
        mutant, mock = self.mutant, self.harness.mock
        mock.add_ticket(LIKE, mutant.ticket)
        mock.set_properties(mutant.ticket, HANDED_ON if mutant.kind == "note" else PROPERTIES)
        self.opened = time.monotonic()
        self.page.goto(self.harness.url(f"/a/tickets/{mutant.ticket}?drift={mutant.name}"), wait_until="commit")

    def start(self) -> bool:
        opener = self.part(OPENERS[self.mutant.kind])
        if opener:
            self.press(opener)
        return opener is not None

    def filled(self) -> bool:
        editor = self.part("editor")
        if self.mutant.kind == "note":
            return editor is not None
        return editor is not None and "Med vänlig hälsning" in (editor.inner_text() or "")

    def address(self) -> bool:
        """A forward goes to an outside address, with a colleague in the hidden copy."""
        return self.mutant.kind != "forward" or (self._add("to", OUTSIDE) and self._add("bcc", COLLEAGUE))

    def _add(self, row: str, address: str) -> bool:
        field = self.part(f"{row}Field")
        if not field:
            if shower := self.part(f"{row}Shower"):
                self.press(shower)
            return False
        if address not in field.evaluate("field => field.closest('ul').textContent"):
            field.focus()
            self.page.keyboard.insert_text(address)
            self.page.keyboard.press("Enter")
        return True

    def write(self) -> None:
        """Its own words, below the greeting: the greeting itself stays as it is."""
        editor = self.part("editor")
        assert editor
        editor.evaluate("editor => { editor.focus(); getSelection().collapse(editor.children[2] ?? editor, 0); }")
        self.page.keyboard.insert_text(self.mutant.words)

    def settled(self) -> bool:
        self.before = self.look()
        if time.monotonic() - self.opened < PATIENCE:
            return False
        return self.sees_fault(self.before["findings"]) or self.before["status"] == "blind"

    def sees_fault(self, texts: list[str]) -> bool:
        return any(FINDINGS[self.mutant.kind] in text for text in texts)

    def send(self) -> bool:
        """Whether there was something to send with yet. What the panel says then is what counts."""
        self.before = self.look()
        if self.mutant.way == "Control+Enter":
            editor = self.part("editor")
            if editor:
                editor.focus()
                self.page.keyboard.press("Control+Enter")
            return editor is not None
        if self.mutant.way == "menu":
            closing = self.part("closing")
            if closing:
                self.press(closing)
            elif (arrow := self.part("arrow")) and time.monotonic() - self.unfolded > LATEST:
                self.unfolded = time.monotonic()  # another press would fold it again
                self.press(arrow)
            return closing is not None
        button = self.part("send")
        if button and self.mutant.way == "click":
            self.press(button)
        elif button:
            button.focus()
            self.page.keyboard.press("Enter")
        return button is not None

    @property
    def is_held(self) -> bool:
        dialog = self.held.get("dialog", "")
        return self.sees_fault([dialog]) if self.mutant.kind == "note" else GATE in dialog

    def stopped_or_sent(self) -> bool:
        self.held = self.look()
        return self.is_held or self.sent

    def answer(self) -> None:
        if self.held["dialog"]:
            self.page.evaluate(ANSWER)

    def over(self) -> bool:
        seen = self.look()
        if self.held["dialog"]:
            if seen["dialog"] and not self.sent:
                self.page.evaluate(ANSWER)  # what it is about has changed since, and it asks again
            return self.sent or bool(self.toasts)
        return self.has_slipped or self.before["status"] == "blind"

    @property
    def has_slipped(self) -> bool:
        return any(words in text for text in self.toasts for words in SLIPPED)

    def judge(self) -> None:
        """Sets the outcome. Whatever isn't seen to be guarded, or said by the product, is silent."""
        mutant, before = self.mutant, self.before
        mutant.changes = self.page.evaluate("() => globalThis.drift?.log ?? []")
        mutant.missing = before.get("missing", [])
        mutant.outcome, mutant.why = self._outcome()

    def _outcome(self) -> tuple[str, str]:
        seen, status = self.sees_fault(self.before.get("findings", [])), self.before.get("status")
        said = ", ".join(self.mutant.missing)
        if self.fault:
            return "silent", self.fault
        if self.is_held:
            if not self.sent and not self.toasts:
                return "silent", "held, and then nothing"
            if not seen and status not in ("blind", "offline"):  # both say that nothing was checked
                return "silent", f"held, but the panel said {status}"
            if WRONG in self.held["dialog"]:
                return "degraded", f"held; with a wrong alarm about fields; {said}"
            if seen and self.sent:
                return "works", "seen, held, answered, sent"
            return "degraded", f"held; {said or (self.toasts or ['seen'])[-1]}"
        if not self.sent:
            return "silent", f"neither held nor sent ({self.mutant.way}, {status})"
        if status == "blind":
            return "degraded", f"left unguarded, said before: {said}"
        if self.has_slipped:
            return "degraded", "left unguarded, said after"
        return "silent", f"left unguarded ({self.mutant.way}, {status})"
