"""One batch of mutants played side by side: open, reply, read what Rutinlots says, send, see what came of it."""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ElementHandle, Error, Page

from e2e.stage import Stage

LIKE = 90103  # its template greets by user name: a fault that must be seen
FINDING = "Namnet i hälsningen"
FILLED = {"Typ": "Fråga", "Interna kategorier": "Faktura"}
TICKETS = 400_000  # + the mutant's number: a ticket of its own
MUTATOR = Path(__file__).with_name("mutator.js")
WAYS = ("click", "Enter", "Control+Enter", "menu")
NAMES = ("works", "degraded", "silent")

SEEN = 8.0  # seconds until the panel has said what it will
HELD = 4.0  # seconds until a send is held or has left
LEFT = 8.0  # seconds until a mail has left after the dialog, and until a slipped one is told of

LOOK = """() => {
  const root = document.querySelector('rutinlots-overlay')?.shadowRoot;
  const texts = (css) => [...(root?.querySelectorAll(css) ?? [])].map((element) => element.textContent.trim());
  root?.querySelector('#pill')?.click();
  const dialog = root?.querySelector('[role=dialog]');
  return {
    status: root?.querySelector('.state')?.classList[1] ?? null,
    findings: texts('.panel article, .panel [role=article]'),
    missing: texts('.panel .missing li'),
    told: texts('.toast'),
    dialog: Boolean(dialog),
    gate: Boolean(dialog?.textContent.includes('MAICCDIS')),
  };
}"""
LOGGED = """() => {
  const root = document.querySelector('rutinlots-overlay').shadowRoot;
  const buttons = [...root.querySelectorAll('[role=dialog] button')];
  const named = (words) => buttons.find((one) => one.textContent.includes(words));
  (named('Loggat – skicka') ?? named('Skicka ändå'))?.click();
}"""


@dataclass
class Mutant:
    """A mutant and what was seen of it. ``outcome`` is works, degraded or silent; ``why`` says it in a few words."""

    number: int
    seed: str
    api: bool
    outcome: str = "silent"
    why: str = ""
    changes: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def way(self) -> str:
        return WAYS[self.number % len(WAYS)]

    @property
    def ticket(self) -> int:
        return TICKETS + self.number

    @property
    def words(self) -> str:
        """What makes its mail known among the sent ones."""
        return f"Mutant {self.number}."


class Trial:
    """One mutant in one tab."""

    def __init__(self, play: Stage, page: Page, mutant: Mutant) -> None:
        self.play, self.page, self.mutant = play, page, mutant
        self.before: dict[str, Any] = {}
        self.held: dict[str, Any] = {}
        self.told: list[str] = []
        self.fault = ""

    def part(self, name: str) -> ElementHandle | None:
        return self.page.evaluate_handle("name => globalThis.drift?.part(name) ?? null", name).as_element()

    def press(self, element: ElementHandle) -> None:
        try:
            element.click(timeout=800)
        except Error:  # without its style the page may lie on top of itself
            element.evaluate("element => element.click()")

    def look(self) -> dict[str, Any]:
        seen: dict[str, Any] = self.page.evaluate(LOOK)
        self.told.extend(text for text in seen["told"] if text not in self.told)
        return seen

    @property
    def sent(self) -> bool:
        return any(mail.ticket == self.mutant.ticket for mail in self.play.mock.sent)

    def open(self) -> None:
        self.page.goto(self.play.url(f"/a/tickets/{self.mutant.ticket}?drift={self.mutant.seed}"), wait_until="commit")

    def reply(self) -> bool:
        opener = self.part("openReply")
        if opener:
            self.press(opener)
        return opener is not None

    def filled(self) -> bool:
        editor = self.part("editor")
        return editor is not None and "Med vänlig hälsning" in (editor.inner_text() or "")

    def write(self) -> None:
        """Its own words, at the end of the greeting's paragraph's successor: the greeting itself stays as it is."""
        editor = self.part("editor")
        assert editor
        editor.evaluate("editor => { editor.focus(); getSelection().collapse(editor.children[2] ?? editor, 0); }")
        self.page.keyboard.insert_text(self.mutant.words)

    def settled(self) -> bool:
        self.before = self.look()
        return self.sees_fault(self.before) or self.before["status"] == "blind"

    @staticmethod
    def sees_fault(seen: dict[str, Any]) -> bool:
        return any(FINDING in text for text in seen["findings"])

    def send(self) -> bool:
        """Whether there was something to send with yet."""
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
            elif arrow := self.part("arrow"):
                self.press(arrow)
            return closing is not None
        button = self.part("send")
        if button and self.mutant.way == "click":
            self.press(button)
        elif button:
            button.focus()
            self.page.keyboard.press("Enter")
        return button is not None

    def stopped_or_sent(self) -> bool:
        self.held = self.look()
        return (self.held["dialog"] and self.held["gate"]) or self.sent

    def answer(self) -> None:
        if self.held["dialog"]:
            self.page.evaluate(LOGGED)

    def over(self) -> bool:
        seen = self.look()
        if self.held["dialog"]:
            if seen["dialog"] and not self.sent:
                self.page.evaluate(LOGGED)  # what it is about has changed since, and it asks anew
            return self.sent or bool(self.told)
        return any("utan att kontrolleras" in text for text in self.told) or (self.before["status"] == "blind" and seen is not None)

    def judge(self) -> None:
        mutant, before = self.mutant, self.before
        mutant.changes = self.page.evaluate("() => globalThis.drift?.log ?? []")
        mutant.missing = before.get("missing", [])
        seen, blind = self.sees_fault(before), before.get("status") == "blind"
        said = ", ".join(mutant.missing)
        slipped = any("utan att kontrolleras" in text for text in self.told)
        if self.fault:
            mutant.outcome, mutant.why = "silent", self.fault
        elif self.held["dialog"] and self.held["gate"]:
            if seen and self.sent:
                mutant.outcome, mutant.why = "works", "seen, held, logged, sent"
            elif not self.sent and not self.told:
                mutant.outcome, mutant.why = "silent", "held, and then nothing"
            elif not seen and not blind:
                mutant.outcome, mutant.why = "silent", f"held, but the panel said {before.get('status')}"
            else:
                mutant.outcome, mutant.why = "degraded", f"held; {said or (self.told or ['seen'])[-1]}"
        elif not self.sent:
            mutant.outcome, mutant.why = "silent", f"neither held nor sent ({mutant.way}, {before.get('status')})"
        elif blind:
            mutant.outcome, mutant.why = "degraded", f"left unguarded, said before: {said}"
        elif slipped:
            mutant.outcome, mutant.why = "degraded", "left unguarded, said after"
        else:
            mutant.outcome, mutant.why = "silent", f"left unguarded ({mutant.way}, {before.get('status')})"


def prepare(context: BrowserContext) -> None:
    """Every page of that browser is mutated whose address asks for it."""
    context.add_init_script(path=MUTATOR)


def play_batch(play: Stage, pages: list[Page], mutants: Iterable[Mutant]) -> None:
    """Plays as many mutants as there are pages, all with Freshdesk's API or all without, and judges them."""
    trials = [Trial(play, page, mutant) for page, mutant in zip(pages, mutants, strict=False)]
    play.mock.use(*([] if trials[0].mutant.api else ["api-refused"]))
    for trial in trials:
        play.mock.add_ticket(LIKE, trial.mutant.ticket)
        play.mock.set_properties(trial.mutant.ticket, FILLED)
        trial.open()
    _until(trials, Trial.reply, 15, "no way to reply")
    _until(trials, Trial.filled, 10, "no template")
    _each(trials, Trial.write)
    _until(trials, Trial.settled, SEEN)
    _until(trials, Trial.send, 6, "nothing to send with")
    _until(trials, Trial.stopped_or_sent, HELD)
    _each(trials, Trial.answer)
    _until(trials, Trial.over, LEFT)
    for trial in trials:
        trial.judge()


def _until(trials: list[Trial], work: Callable[[Trial], bool], seconds: float, otherwise: str = "") -> None:
    """Calls it for each trial until it says yes, all side by side, for so many seconds at most."""
    left = [trial for trial in trials if not trial.fault]
    end = time.monotonic() + seconds
    while left and time.monotonic() < end:
        still = []
        for trial in left:
            with suppress(Error):
                if work(trial):
                    continue
            still.append(trial)
        left = still
        if left:
            left[0].page.evaluate("() => new Promise((done) => setTimeout(done, 100))")
    for trial in left if otherwise else []:
        trial.fault = f"the mutant itself is broken: {otherwise}"


def _each(trials: list[Trial], work: Callable[[Trial], None]) -> None:
    for trial in trials:
        if trial.fault:
            continue
        try:
            work(trial)
        except (Error, AssertionError) as error:
            trial.fault = f"the mutant itself is broken: {work.__name__}: {str(error).partition(chr(10))[0] or 'part gone'}"
