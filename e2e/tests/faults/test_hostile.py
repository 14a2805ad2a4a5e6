"""Whatever a mail, a rule or an answer of the server holds, it is shown as text: it never runs and never wrecks the overlay."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, cycle
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from flask import Flask, Response, request
from playwright.sync_api import Dialog, Page, Request, expect

from e2e.harness.harness import Harness, backend
from e2e.harness.hostile import HOST, INERT, PAYLOADS, groups
from e2e.harness.pages import Overlay, Ticket
from e2e.tests.grid import soaked
from rutinlots.stage.mock.tickets import Person

FILLED = {"Typ": "Fråga", "Interna kategorier": "Faktura"}
GROUPS = groups(size=11, together=3, length=6000)
THREADS = groups(size=24, together=3, length=14_000)

# What is wrong with the overlay: parts outside the window, wider than their box, out of reach, or not of our making.
WRONG = """() => {
  const root = [...document.querySelectorAll('rutinlots-overlay')].find((one) => one.shadowRoot).shadowRoot;
  const wrong = [];
  const named = (part) => part.id || part.className;
  const shown = (element) => element.checkVisibility() && element.getBoundingClientRect().width > 1;
  for (const part of root.querySelectorAll('#panel, #dialog, #strip, #card, #pill, .toast')) {
    const {left, top, right, bottom} = part.getBoundingClientRect();
    if (left < 0 || top < 0 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5) wrong.push(`${named(part)} is outside`);
  }
  for (const box of root.querySelectorAll('*')) {
    const scrolls = ['auto', 'scroll'].includes(getComputedStyle(box).overflowX) && !box.matches('textarea, .text-box');
    if (scrolls && shown(box) && box.scrollWidth > box.clientWidth + 1) wrong.push(`${named(box)} is too wide`);
  }
  for (const part of root.querySelectorAll('#panel, #dialog')) {
    const {left, right} = part.getBoundingClientRect();
    for (const one of part.querySelectorAll('button, input, textarea, a, legend, p, h3, label')) {
      const box = one.getBoundingClientRect();
      const out = box.left < left - 0.5 || box.right > right + 0.5;
      if (shown(one) && out) wrong.push(`${one.localName} ${named(one)} sticks out`);
    }
  }
  const last = root.querySelector('#dialog') ?? root.querySelector('#panel');
  for (const button of last?.querySelectorAll('button') ?? []) {
    if (!shown(button)) continue;
    button.scrollIntoView({block: 'nearest'});
    const {left, top, width, height} = button.getBoundingClientRect();
    const at = root.elementFromPoint(left + Math.min(width / 2, 100), top + height / 2);
    if (!button.contains(at)) wrong.push(`${button.textContent.slice(0, 20)} is behind ${at?.className}`);
  }
  const own = new Set(('aside section header article fieldset legend div h1 h2 h3 h4 p span ul ol li dl dt dd '
    + 'button input textarea label a progress svg path circle rect line g polygon polyline ellipse').split(' '));
  for (const element of root.querySelectorAll('*')) {
    if (!own.has(element.localName)) wrong.push(`a ${element.localName}`);
    for (const {name, value} of element.attributes) {
      if (/^(on|srcdoc|src$|action)/.test(name)) wrong.push(`${element.localName} with ${name}`);
      if (name === 'href' && !/^https?:/.test(value)) wrong.push(`a link to ${value.slice(0, 40)}`);
    }
  }
  return [...new Set(wrong)];
}"""
OPEN_ALL = """async () => {
  const root = [...document.querySelectorAll('rutinlots-overlay')].find((one) => one.shadowRoot).shadowRoot;
  const how = {button: 0, pointerId: 7, bubbles: true};
  const pointer = (type) => document.documentElement.dispatchEvent(new PointerEvent(type, how));
  pointer('pointerdown'); // nothing is drawn while it is down: all that unfolds is drawn at once, after it
  root.querySelectorAll('#panel .unfolder[aria-expanded=false]').forEach((one) => one.click());
  pointer('pointerup');
  await new Promise((drawn) => setTimeout(() => requestAnimationFrame(drawn)));
}"""


class Watch:
    """What a page did that text can't do."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.ran: list[str] = []
        page.on("dialog", self._dialog)
        page.on("request", self._asked)
        page.on("popup", lambda opened: self.ran.append(opened.url))

    def _asked(self, asked: Request) -> None:
        if urlsplit(asked.url).hostname == HOST:
            self.ran.append(asked.url)

    def _dialog(self, dialog: Dialog) -> None:
        self.ran.append(dialog.message)
        dialog.dismiss()

    def harmless(self) -> None:
        """Raises AssertionError if anything ran."""
        assert self._page.evaluate("document.documentElement.dataset.ran") is None
        assert self.ran == []

    def fine(self) -> None:
        """Nothing ran, and the overlay is whole."""
        wrong = self._page.evaluate(WRONG)
        assert not wrong, "\n".join(wrong)
        self.harmless()


@contextmanager
def answering(app: Flask, change: Callable[[str, Any], Any]) -> Iterator[None]:
    """Every JSON answer of the API as ``change`` (of its path and value) makes it."""

    def changed(response: Response) -> Response:
        if request.path.startswith("/api/v1/") and response.status_code == 200:
            response.set_data(json.dumps(change(request.path, response.get_json())))
        return response

    hooks = app.after_request_funcs.setdefault(None, [])
    hooks.insert(0, changed)
    try:
        yield
    finally:
        hooks.remove(changed)


def everywhere(texts: list[str]) -> Callable[[str, Any], Any]:
    """Answers with the texts wherever an answer has words."""
    whole = "\n".join(texts)
    nth = [{"id": f"n-{number}", "covers": [], "title": text} for number, text in enumerate(texts)]

    def why(text: str) -> dict[str, str]:
        return {"routine": text, "title": text, "section": text, "text": text, "url": address(text)}

    def finding(number: int, text: str) -> dict[str, Any]:
        level = ("block", "confirm", "hint")[number % 3]
        fix = {"label": text, "span": {"in": "draft", "start": 0, "end": 0}, "text": text}
        go = {"kind": "go-to-field", "label": text, "field": text}
        return {
            **nth[number], "level": level, "message": text, "why": why(text), "moments": ["write", "send"], "guide": None,
            "spans": [{"in": "draft", "start": 0, "end": 3}], "fixes": [fix], "actions": [go],
        }  # fmt: skip

    def field(like: dict[str, Any], number: int, text: str) -> dict[str, Any]:
        kind = ("text", "longtext", "number", "ids", "choice")[number % 5]
        words = {"label": text, "hint": text, "problem": text * (number % 2), "value": [text] if kind == "ids" else text}
        found = {"value": text, "where": text, "span": None}
        return {**like, **words, "id": f"n-{number}", "type": kind, "options": texts, "found": found}

    def card(value: dict[str, Any]) -> dict[str, Any]:
        fields = [field(value["fields"][0], number, text) for number, text in enumerate(texts)]
        copies = [
            {"id": f"n-{number}", "label": text, "text": text, "columns": [], "missing": [text]}
            for number, text in enumerate(texts)
        ]
        steps = [{"id": f"n-{number}", "text": text, "copy": f"n-{number}"} for number, text in enumerate(texts)]
        hits = [{"title": text, "where": text, "url": "/handbok/kundmail", "text": text} for text in texts]
        words = {"title": whole, "intro": whole, "section": whole, "missing": texts, "outcome": {"text": whole, "tone": "stop"}}
        return {**value, **words, "fields": fields, "copies": copies, "steps": steps, "search": hits}

    def change(path: str, value: Any) -> Any:
        if path.endswith("/checks"):
            suggestions = [
                {"snippet": one["id"], "title": one["title"], "score": 1, "reasons": texts, "text": one["title"]} for one in nth[:3]
            ]
            gate = {
                "covers": [],
                "situation": "ask",
                "code": whole,
                "status": whole,
                "text": whole,
                "choices": {"append": whole, "whole": whole},
            }
            marks = [
                {**one, "label": one["title"], "value": None, "guide": "noreply", "why": why(one["title"]), "spans": []}
                for one in nth
            ]
            findings = [finding(number, text) for number, text in enumerate(texts)]
            sending = value["gate"] is not None
            return {**value, "findings": findings, "marks": marks, "suggestions": suggestions, "gate": gate if sending else None}
        if path.endswith("/snippets"):
            return {
                "snippets": [
                    {"id": one["id"], "title": one["title"], "theme": one["title"], "text": one["title"], "keywords": texts}
                    for one in nth
                ]
            }
        return card(value) if path.endswith("/fill") else value

    return change


def address(text: str) -> str:
    """Where a text of a routine leads: the text itself if it is an address that would run."""
    return text if text.strip().lower().startswith(("javascript:", "data:", "\x01")) else "/handbok/kundmail#x"


PLACE = "a place for words"


def spread(texts: list[str], size: int) -> Callable[[str, Any], Any]:
    """Answers with lists of ``size``, each place of which has another of the texts; the same in each answer.

    Each round begins one text later, so that no text always comes in the same kind of place.
    """
    places = everywhere([PLACE] * size)

    def change(path: str, value: Any) -> Any:
        turn = chain.from_iterable(texts[first:] + texts[:first] for first in cycle(range(len(texts))))

        def put(found: Any) -> Any:
            if isinstance(found, str):
                return next(turn) if PLACE in found else found
            if isinstance(found, list):
                return list(map(put, found))
            if not isinstance(found, dict):
                return found
            made = {name: put(one) for name, one in found.items()}
            return {**made, "url": address(made["title"])} if {"routine", "url"} <= made.keys() else made

        return put(places(path, value))

    return change


@pytest.mark.parametrize("half", [0, *soaked(1)])
def test_whatever_the_server_answers_is_shown_as_text_in_a_whole_overlay(harness: Harness, half: int):
    texts = ["\n".join(payloads) for payloads in chain.from_iterable(GROUPS)][half::2]
    seen = shown_in_a_whole_overlay(harness, spread(texts, size=7))
    assert [text for text in texts if text not in seen] == []


@pytest.mark.soak
@pytest.mark.parametrize("number", range(len(GROUPS)))
def test_so_it_is_wherever_it_stands(harness: Harness, number: int):
    shown_in_a_whole_overlay(harness, everywhere(["\n".join(payloads) for payloads in GROUPS[number]]))


def shown_in_a_whole_overlay(harness: Harness, change: Callable[[str, Any], Any]) -> str:
    """All the words of an overlay that asked for everything and got answers changed so, and was whole throughout."""
    texts = [finding["message"] for finding in change("/api/v1/checks", {"gate": None})["findings"]]
    words = []  # of the panel by its id: the texts give names to other parts
    harness.mock.set_properties(90104, FILLED)
    with answering(harness.backend.app, change):
        page = harness.open(90104, harness.new_page())
        ticket, overlay, watch = Ticket(page), Overlay(page), Watch(page)
        ticket.reply()
        expect(ticket.editor).to_contain_text("Med vänlig hälsning")
        expect(overlay.findings).to_have_count(len(texts))
        assert sorted(overlay.panel.locator(".message").evaluate_all("all => all.map((one) => one.textContent)")) == sorted(texts)
        page.evaluate(OPEN_ALL)
        watch.fine()
        words.append(overlay.host.locator("#panel").text_content() or "")
        overlay.search("x")
        expect(overlay.panel.locator("#snippet-results .snippet")).to_have_count(len(texts))
        page.evaluate(OPEN_ALL)
        watch.fine()
        words.append(overlay.host.locator("#panel").text_content() or "")
        overlay.marks.get_by_role("button").first.click()
        expect(overlay.panel.locator(".field")).to_have_count(len(texts))
        watch.fine()
        words.append(overlay.host.locator("#panel").text_content() or "")
        before = ticket.editor.locator("*").evaluate_all("all => all.map((one) => one.localName)")
        overlay.suggestions.or_(overlay.panel.locator("#snippet-results")).get_by_role("button", name="Infoga").first.click()
        assert set(ticket.editor.locator("*").evaluate_all("all => all.map((one) => one.localName)")) <= {*before, "p", "div", "br"}
        ticket.send()
        overlay.dialog.box.get_by_role("button", name="Ja, jag fyller på den").click()
        watch.fine()
        words.append(overlay.dialog.box.text_content() or "")
        overlay.dialog.copy.click()
        watch.fine()
        assert harness.mock.sent == []
    return "\n".join(words)


def put_on(harness: Harness, texts: list[str]) -> None:
    """A ticket with the texts as names, subject, bodies, file names and copies."""
    customer = Person.of(texts[0], "kund@example.com")
    harness.mock.add_ticket(90104, 90160, subject=texts[-1], requester=customer)
    for text in texts:
        # Freshdesk itself asks for the pictures of a mail, and would have to keep what covers its own buttons from doing so.
        plain = HOST in text or "position:fixed" in text or len(text) > 1000
        harness.mock.add_message(
            90160,
            f"Hej!\n\n{text}\n\nKan ni skicka en faktura till {text}?\n\nHälsningar\n{text}",
            html=None if plain else f"<div>Hej!</div><div>{text}</div>",
            sender=(text, "kund@example.com"),
            cc=[f"{text} <kopia@example.com>"],
            attachments=[f"{text}.jpg"],
        )
    del harness.mock.ticket(90160).messages[: -len(texts)]
    harness.mock.set_properties(90160, FILLED)


@pytest.mark.parametrize("number", [0, 1, *soaked(*range(2, len(THREADS)))])
def test_whatever_stands_in_a_ticket_is_judged_and_shown_as_text(harness: Harness, number: int):
    put_on(harness, ["\n".join(payloads) for payloads in THREADS[number]])
    page = harness.open(90160, harness.new_page())
    ticket, overlay, watch = Ticket(page), Overlay(page), Watch(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.editor.press("Control+Home")
    payloads = chain.from_iterable(THREADS[number])
    page.keyboard.insert_text("".join(f"[{text[:80]}] bifogas. " for text in payloads).replace("\n", " "))
    expect(overlay.findings.first).to_be_visible()
    expect(overlay.panel).not_to_contain_text("Frånkopplad")
    page.evaluate(OPEN_ALL)
    watch.fine()
    ticket.send()
    expect(overlay.dialog.gate).to_be_visible()
    watch.fine()
    assert harness.mock.sent == []


@pytest.mark.soak
def test_what_runs_or_sticks_out_would_be_noticed(harness: Harness):
    page = harness.open(90104, harness.new_page())
    overlay, watch = Overlay(page), Watch(page)
    expect(overlay.suggestions).to_be_visible()
    watch.fine()
    overlay.host.evaluate("host => (host.shadowRoot.querySelector('#panel h2').style.minWidth = '999px')")
    with pytest.raises(AssertionError, match="sticks out"):
        watch.fine()
    with page.expect_request(f"https://{HOST}/**"):
        page.evaluate("payloads => payloads.forEach((one) => document.body.insertAdjacentHTML('beforeend', one))", PAYLOADS[20:40])
    with pytest.raises(AssertionError):
        watch.harmless()


@pytest.fixture(scope="module")
def hostile_pages() -> Iterator[str]:
    """The address of a server whose rules are all payloads."""
    with backend() as serving:
        state = serving.app.extensions["rutinlots"]
        live_rules = state.live_rules
        live_rules.in_force = replace(live_rules.in_force, rules=hostile(live_rules.in_force.rules))
        yield serving.url


def hostile(rules: Any) -> Any:
    """The rules with a payload for every word that people read."""
    number = iter(range(10**6))

    def text() -> str:
        return PAYLOADS[next(number) % len(PAYLOADS)]

    def message() -> str:
        return text().replace("{", "{{").replace("}", "}}")

    def guide(one: Any) -> Any:
        fields = tuple(replace(field, label=message(), hint=message()) for field in one.fields)
        steps = tuple(replace(step, text=message(), needs=()) for step in one.steps)
        copies = tuple(replace(copy, label=message(), text=message(), needs=()) for copy in one.copies)
        return replace(one, title=text(), intro=message(), fields=fields, steps=steps, copies=copies, outcomes=())

    def routine(one: Any) -> Any:
        sections = tuple(replace(section, asks=text(), product=text(), reason=text(), text=text()) for section in one.sections)
        return replace(one, title=text(), summary=text(), sections=sections, guides=tuple(map(guide, one.guides)))

    return replace(
        rules,
        hash="hostile",
        checks=tuple(replace(check, title=text(), why=text(), message=message()) for check in rules.checks),
        snippets=tuple(replace(one, title=text(), text=text(), keywords=(text(),)) for one in rules.snippets),
        routines=tuple(map(routine, rules.routines)),
    )


PAGES = ["/", "/tackning", "/svar", "/handbok", "/handbok/kundmail", "/handbok/eskalering"]


def test_the_pages_show_rules_that_are_payloads_as_text(harness: Harness, hostile_pages: str):
    page = harness.new_page()
    watch = Watch(page)
    for path in PAGES:
        page.goto(f"{hostile_pages}{path}")
        page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")
        for card in page.locator("details[data-guide] .card").all():
            expect(card.locator("> *").first, path).to_be_attached()
        assert page.locator("main, body").first.is_visible(), path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        watch.harmless()


def searches(payloads: list[str]) -> list[str]:
    """The payloads, as many to a search as its 200 characters hold."""
    packed = [""]
    for text in payloads:
        if len(packed[-1]) + len(text) > 199:
            packed.append("")
        packed[-1] = f"{packed[-1]} {text}".strip(" ")[:200]
    return packed


LOADED = searches([one for one in PAYLOADS if one not in INERT])


@pytest.mark.parametrize("words", [LOADED[::6], *soaked(LOADED[1::3], LOADED[2::3], LOADED[3::6], searches(INERT))])
def test_the_pages_show_what_was_searched_for_as_text(harness: Harness, hostile_pages: str, words: list[str]):
    page = harness.new_page()
    watch = Watch(page)
    for each in words:
        page.goto(f"{hostile_pages}/handbok?q={quote(each)}", wait_until="domcontentloaded")
        watch.harmless()


def test_a_guide_of_the_handbook_shows_its_answers_as_text(harness: Harness):
    page = harness.new_page()
    watch = Watch(page)
    page.goto(f"{harness.backend.url}/handbok/kundmail#guide-internt-mejl")
    card = page.locator("details[data-guide$=internt-mejl]")
    for group in GROUPS:
        card.get_by_role("textbox").last.wait_for()
        for box in card.get_by_role("textbox").all()[:2]:
            with page.expect_response("**/handbok/guide/*"):
                box.fill(" ".join(chain.from_iterable(group)))
        watch.harmless()
