"""The canary: what customers and agents write is kept nowhere, and written in no log, address or error.

One run through all features with marked words everywhere; then everything stored, logged or sent is searched.
"""

import json
import logging
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from e2e.harness.canary import WORDS, Captured, capturing, fetch, found, found_on_disk, kept_by_extension, kept_by_page
from e2e.harness.harness import QUICK, Harness, open_harness
from e2e.harness.mails import SIGNATURE
from e2e.harness.pages import Overlay, Ticket
from rutinlots.stage.mock.tickets import Person
from rutinlots.store import Event

FILLED = {"Typ": "Fråga", "Interna kategorier": "Faktura"}
CUSTOMER = Person.of(f"{WORDS['first name']} {WORDS['surname']}", f"{WORDS['address']}@{WORDS['domain']}.example")
COPIED = (WORDS["copied name"], f"{WORDS['copied address']}@{WORDS['domain']}.example")
KINDS = {"shown", "fixed", "overridden", "logged", "inserted", "wrong-alarm", "dismissed", "sent", "suggested"}

# What the browser itself keeps of the pages that it showed, Freshdesk's own included, whatever extension it has.
BROWSERS_OWN = {"Cache", "Sessions", "History", "History-journal", "Top Sites", "Web Data"}


def prepare(harness: Harness) -> None:
    """Three tickets of a customer whose every word is marked."""
    w = WORDS
    for number, like in ((90150, 90104), (90151, 90108), (90152, 90104)):
        harness.mock.add_ticket(like, number, subject=f"{w['subject']} om en faktura", requester=CUSTOMER)
        harness.mock.set_properties(number, FILLED)
        harness.mock.add_message(
            number,
            html=f"<div>Hej, det gäller {w['body in HTML']}.</div><div>{w['signed name']}</div><div class='gmail_quote'>"
            f"Den mån 9 mars 2026 skrev {COPIED[0]} &lt;{COPIED[1]}&gt;:<blockquote>{w['quoted text']}</blockquote></div>",
            sender=(CUSTOMER.name, CUSTOMER.email),
            to=["noreply@ellevio.se"] if like == 90108 else [],
        )
        harness.mock.add_message(
            number,
            f"Hej!\n\nJag vill betala med autogiro. {w['body']}! Kan ni skicka en kopia på fakturan?"
            f" Mitt kundnummer är {w['customer number']}."
            f"\n\nHälsningar\n{w['signed name']}",
            sender=(CUSTOMER.name, CUSTOMER.email),
            to=["noreply@ellevio.se"] if like == 90108 else [],
            cc=[COPIED[1]],
            attachments=[f"{w['attachment']}.jpg"],
        )
        del harness.mock.ticket(number).messages[:-2]


def answer(ticket: Ticket, body: str, greeting: str = f"Hej {WORDS['signed name']},") -> None:
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.write(f"{greeting}\n\n{body}\n\n{SIGNATURE}")


def reply_with_everything(harness: Harness) -> None:
    """Open, write, fix, insert, search, report, dismiss, override, copy, log and send."""
    page = harness.open(90150)
    ticket, overlay = Ticket(page), Overlay(page)
    expect(overlay.suggestions).to_be_visible()
    answer(ticket, f"Det gäller {WORDS['draft']} och faktura [{WORDS['placeholder']}].", f"Hej {WORDS['address']},")
    overlay.finding("Hälsningen stämmer inte").get_by_role("button", name=f"Hej {WORDS['signed name']},").click()
    expect(ticket.editor).to_contain_text(f"Hej {WORDS['signed name']},")
    overlay.findings.get_by_role("button", name="Fel larm").last.click()
    expect(overlay.toast).to_contain_text("rapporterat")
    overlay.findings.get_by_role("button", name="Visa inte igen").last.click()
    overlay.search(WORDS["search"])
    expect(overlay.panel).to_contain_text(f"Ingen mall hittades för ”{WORDS['search']}”")
    overlay.panel.get_by_role("searchbox").fill("autogiro")
    overlay.found("Autogiro").get_by_role("button", name="Infoga").first.click()
    expect(ticket.editor).to_contain_text("autogiro")
    ticket.send_and_close()
    box = overlay.dialog.box
    expect(overlay.dialog.finding("Något är inte ifyllt")).to_contain_text(WORDS["placeholder"])
    box.get_by_label("Skäl för att skicka ändå").first.fill("kunden vet redan")
    overlay.dialog.copy.click()
    assert WORDS["body"] in page.evaluate("() => navigator.clipboard.readText()")
    overlay.dialog.logged.click()
    harness.mock.wait_for_sent(1)


def fill_a_guide(harness: Harness) -> None:
    page = harness.open(90151)
    overlay = Overlay(page)
    overlay.marks.get_by_role("button").first.click()
    card = overlay.panel.get_by_role("region", name="Svar på ett utskick som ingen läser svar på")
    expect(card.get_by_label("Adressen som kunden svarade till")).to_have_value("noreply@ellevio.se")
    card.get_by_role("radio", name="Nej").first.check()
    card.get_by_role("textbox", name="Kundens mejladress").fill(f"{WORDS['guide']}@{WORDS['domain']}.example")
    expect(card.locator(".text-box")).to_contain_text(WORDS["guide"])
    card.get_by_role("button", name="Kopiera").first.click()
    expect(card).to_contain_text("Kopierat")


def write_notes_and_other_mail(harness: Harness) -> None:
    page = harness.open(90151)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.note()
    ticket.type(f"{WORDS['note']} ringde om samma sak.")
    ticket.send()
    harness.mock.wait_for_sent(2)
    page = harness.open(90151, page)
    ticket.forward()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    page.get_by_label("Till", exact=True).last.type(f"{WORDS['forwarded to']}@example.org")
    page.keyboard.press("Enter")
    ticket.editor.press("Control+Home")
    ticket.type(f"{WORDS['forward']}: kan ni titta?")
    ticket.send()
    overlay.dialog.logged.click()
    harness.mock.wait_for_sent(3)
    page = harness.open_new_mail(page)
    expect(ticket.editor).to_contain_text("Sandra")
    page.get_by_label("Till", exact=True).type(f"{WORDS['new receiver']}@example.se")
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Ämne").fill(f"Kundnummer 12345, {WORDS['new subject']}")
    ticket.editor.press("Control+Home")
    ticket.type(f"Hej,\n\nDet är Ellevio som skriver om {WORDS['new body']}.")
    for name, value in FILLED.items():
        ticket.choose(name, value)
    page.get_by_role("button", name="Skicka", exact=True).first.click()
    overlay.dialog.logged.click()
    harness.mock.wait_for_sent(4)


def send_while_the_backend_is_away(harness: Harness) -> None:
    page = harness.open(90152)
    ticket, overlay = Ticket(page), Overlay(page)
    expect(overlay.suggestions).to_be_visible()
    harness.backend.stop()
    answer(ticket, f"Tack för att du hör av dig om {WORDS['filed draft']}.")
    expect(overlay.panel).to_contain_text("Frånkopplad")
    ticket.send_and_close()
    overlay.dialog.box.get_by_role("button", name="Nej, den saknas").click()
    overlay.dialog.logged.click()
    harness.mock.wait_for_sent(5)
    assert "logged" in kept_by_extension(harness.worker)
    harness.backend.start()
    page = harness.open(90152, page)
    expect(Overlay(page).suggestions).to_be_visible(timeout=30_000)
    flushed(harness)


def flushed(harness: Harness) -> None:
    """Wait until the worker's queue is empty."""
    harness.worker.evaluate("""() => new Promise((done) => {
      const look = async () => { if (!(await chrome.storage.local.get('queue')).queue?.length) done(); };
      chrome.storage.onChanged.addListener(look);
      look();
    })""")


def write_while_the_server_fails(harness: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*given: Any) -> None:
        raise ValueError(f"could not judge {given!r}")

    page = harness.open(90152)
    ticket, overlay = Ticket(page), Overlay(page)
    expect(overlay.suggestions).to_be_visible()
    with monkeypatch.context() as patch:
        patch.setattr("rutinlots.api.endpoints.checks.evaluate", fails)
        patch.setattr("rutinlots.api.endpoints.guides.fill", fails)
        answer(ticket, f"Mer om {WORDS['filed draft']}.")
        expect(overlay.panel).to_contain_text("Frånkopplad")


def read_the_handbook(harness: Harness) -> Page:
    """A guide filled in on the handbook's own page."""
    page = harness.new_page()
    page.goto(f"{harness.backend.url}/handbok/kundmail#guide-internt-mejl")
    card = page.locator("details[data-guide$=internt-mejl]")
    card.get_by_role("textbox").last.fill(f"{WORDS['handbook guide']}")
    expect(card.locator(".text-box").filter(has_text=WORDS["handbook guide"]).first).to_be_visible()
    return page


def ask_wrongly(backend_url: str) -> list[str]:
    """What the API answers to bodies with marked values that it can't take."""
    word = WORDS["body"]
    message = {"direction": word, "text": word, "sent_at": word, "from": word, "attachments": [{"name": word, "size": word}]}
    requester = {"name": 1, "email": [word]}
    ticket = {"id": word, "subject": [word], "properties": word, "requester": requester, "conversation": [message, word]}
    draft = {"kind": word, "text": [word], "to": word, "send_mode": word, "attachments": word}
    event = {"id": word, "at": word, "kind": word, "ticket": word, "check": word, "reason": word * 99}
    bodies: list[tuple[str, Any]] = [
        ("checks", {"moment": word, "now": word, "ticket": ticket, "draft": draft, "agent": word, "list": {"filters": word}}),
        ("checks", word),
        ("checks", [word]),
        ("checks", {"moment": "open", "ticket": word}),
        ("events", {"events": [event, word]}),
        ("events", {"events": word}),
        ("guides/noreply/fill", {"values": {"adress": {word: word}}, "ticket": ticket, "agent": word, "now": word}),
        ("guides/noreply/fill", {"values": word}),
        ("snippets/" + "ingen", word),
    ]
    answers = [fetch(f"{backend_url}/api/v1/{path}", json.dumps(body).encode()) for path, body in bodies]
    answers.append(fetch(f"{backend_url}/api/v1/checks", f'{{"moment": "{word}'.encode()))
    answers.append(fetch(f"{backend_url}/api/v1/checks", word.encode(), "text/plain"))
    return answers


@dataclass
class Run:
    """What a run left: the marked words by the place they were found in, and what it did."""

    found: dict[str, set[str]]
    files: dict[str, set[str]]  # by file of the closed browser's profile
    sent: list[Any]
    events: set[tuple[str, int | None]]


def searched(harness: Harness, captured: Captured, freshdesk: Page, handbook: Page) -> dict[str, set[str]]:
    """The marked words in every place that there is while all is running."""
    return {
        "the extension's storage": found(kept_by_extension(harness.worker)),
        "freshdesk's storage": found(kept_by_page(freshdesk)),
        "the handbook's storage": found(kept_by_page(handbook)),
        "the open database": set().union(*found_on_disk(Path(harness.backend.app.config["DATA"])).values()),
        "the logs": found(captured.log.getvalue()),
        "the browser's requests": found(*captured.addresses),
        "what the backend was asked": found(*captured.received),
        "the consoles": found(*captured.console),
        "the metrics": found(fetch(f"{harness.backend.url}/metrics")),
        "the API's errors": found(*captured.errors),
    }


PLACES = [
    "the extension's storage", "freshdesk's storage", "the handbook's storage", "the open database", "the closed database",
    "the logs", "the browser's requests", "what the backend was asked", "the consoles", "the metrics", "the API's errors",
]  # fmt: skip


@contextmanager
def left_by_a_run(folder: Path) -> Iterator[tuple[Harness, Captured, Run]]:
    """A harness with database and browser profile on disk; the run is filled in by the block and by what is left on disk."""
    data, profile, captured, run = folder / "data", folder / "profile", Captured(), Run({}, {}, [], set())
    with open_harness(config={"DATA": data}, profile=profile) as harness:
        vars(harness.mock.delays).update(QUICK)
        with capturing(harness, captured):
            yield harness, captured, run
        run.sent = list(harness.mock.sent)
    run.found["the closed database"] = set().union(*found_on_disk(data).values())
    run.files = found_on_disk(profile)
    with closing(sqlite3.connect(data / "rutinlots.db")) as base:
        run.events = set(base.execute("SELECT kind, ticket FROM events"))


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """All features, once."""
    patching = pytest.MonkeyPatch()
    with left_by_a_run(tmp_path_factory.mktemp("canary")) as (harness, captured, run):
        prepare(harness)
        reply_with_everything(harness)
        fill_a_guide(harness)
        write_notes_and_other_mail(harness)
        send_while_the_backend_is_away(harness)
        write_while_the_server_fails(harness, patching)
        handbook = read_the_handbook(harness)
        captured.errors = ask_wrongly(harness.backend.url)
        run.found = searched(harness, captured, harness.open(90150), handbook)
        assert any(address.endswith("/api/v1/checks") for address in captured.addresses), "the worker's requests are heard"
        assert harness.errors == []
    return run


@pytest.fixture(scope="module")
def leak(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A word put into every place, and the same search."""
    word = WORDS["body"]
    with left_by_a_run(tmp_path_factory.mktemp("leak")) as (harness, captured, run):
        page, handbook = harness.open(90104), harness.new_page()
        handbook.goto(f"{harness.backend.url}/handbok?q={word}")
        harness.worker.evaluate("word => chrome.storage.local.set({word}).then(() => console.log(word))", word)
        page.evaluate("word => localStorage.setItem('kept', word)", word)
        handbook.evaluate("async word => (await caches.open('kept')).put('/kept', new Response(word))", word)
        store = harness.backend.app.extensions["rutinlots"].store
        store.ledger.record([Event(id=str(uuid.uuid4()), at=datetime.now(UTC), kind="overridden", reason=word)], datetime.now(UTC))
        logging.getLogger("rutinlots.access").debug(word)
        harness.backend.app.extensions["rutinlots.metrics"].findings.labels(word).inc()
        captured.errors = [fetch(f"{harness.backend.url}/api/v1/checks", json.dumps({word: 1}).encode())]
        run.found = searched(harness, captured, page, handbook)
    return run


def test_the_run_used_every_feature_and_its_marked_words_reached_the_mails(run: Run):
    assert [mail.kind for mail in run.sent] == ["reply", "note", "forward", "new", "reply"]
    assert {kind for kind, _ in run.events} >= KINDS
    assert ("logged", 90152) in run.events, "what was logged while the backend was away reached it later"
    written = ["signed name", "body", "draft", "placeholder", "note", "forward", "new subject", "new body", "filed draft"]
    assert found(*(str(mail) for mail in run.sent)) >= {WORDS[name] for name in written}


def test_no_marked_word_is_in_any_place(run: Run):
    assert run.found == {place: set() for place in PLACES}


@pytest.mark.soak
def test_a_word_that_leaks_would_be_found_in_each_place(leak: Run):
    assert leak.found == {place: {WORDS["body"]} for place in PLACES}


def test_no_file_of_the_closed_browser_holds_a_marked_word_but_what_it_keeps_of_freshdesks_own_pages(run: Run):
    assert {name for name in run.files if not BROWSERS_OWN & set(Path(name).parts)} == set()


def test_nothing_that_is_written_in_rutinlots_own_fields_is_in_any_file_of_the_closed_browser(run: Run):
    own = {WORDS["search"], WORDS["guide"], WORDS["handbook guide"]}
    assert {name for name, words in run.files.items() if words & own} == set()


@pytest.mark.soak
def test_a_word_that_leaks_would_be_found_in_the_closed_browsers_files(leak: Run):
    folders = {part for name in leak.files for part in Path(name).parts}
    assert {"Local Extension Settings", "Local Storage", "CacheStorage"} <= folders
