"""Freshdesk changes its page: Rutinlots goes on, or says what it can't read. It never looks away in silence."""

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from e2e.drift.mutant import Mutant
from e2e.drift.runner import mutating, run
from e2e.harness.harness import EXTENSION, Harness, open_harness
from e2e.harness.pages import Overlay, Ticket
from e2e.tests.grid import soaked

# Of seed 1: every kind of mail and every way of sending, with and without the API; most of them were silent or blind once.
SAMPLE = [66, 165, 59, 60]
MORE = [3, 16, 6, 69, 9, 12, 56, 79]  # of the same kinds and ways
TICKET = 90103


@pytest.fixture
def mutated(harness: Harness) -> Iterator[Harness]:
    """The harness, in which a mutated page may throw what it likes."""
    yield harness
    harness.errors.clear()


@pytest.mark.parametrize("numbers", [SAMPLE[:2], *soaked(SAMPLE[2:], MORE)], ids=["", "other ways", "silent once"])
def test_no_mutant_of_the_page_is_passed_over_in_silence(mutated: Harness, numbers: list[int]) -> None:
    judged = list(run(mutated, [Mutant(seed=1, number=number) for number in numbers]))
    assert [mutant.number for mutant in judged] == numbers
    assert silent(judged) == []


def test_the_mutants_are_of_every_kind_and_way() -> None:
    mutants = [Mutant(seed=1, number=number) for number in SAMPLE]
    assert {mutant.way for mutant in mutants} == {"click", "Enter", "Control+Enter", "menu"}
    assert {mutant.kind for mutant in mutants} == {"reply", "forward", "note"}
    assert {mutant.api for mutant in mutants} == {True, False}


def silent(judged: Iterable[Mutant]) -> list[tuple[int, str, list[str]]]:
    return [(mutant.number, mutant.why, mutant.changes) for mutant in judged if mutant.outcome == "silent"]


@pytest.mark.soak
def test_a_mutant_is_the_same_page_each_time_and_another_seed_another(mutated: Harness) -> None:
    def drawn(mutant: Mutant) -> list[str]:
        page = mutated.new_page()
        mutated.mock.add_ticket(TICKET, mutant.ticket)
        page.goto(mutated.url(f"/a/tickets/{mutant.ticket}?drift={mutant.name}"))
        page.wait_for_function("() => drift.part('openReply') && drift.part('properties') && drift.isDone()")
        names: list[str] = page.evaluate("() => [...document.querySelectorAll('body *')].map((one) => one.getAttribute('class'))")
        page.close()
        return names

    same = Mutant(seed=1, number=7)
    with mutating(mutated):
        assert drawn(same) == drawn(same)
        assert drawn(same) != drawn(Mutant(seed=2, number=7))


# What the guard is made of, taken away on the page of the mutant with that number: the harness must see it.
UNSEEN = "thread: () => ({size: 0, latestSent: null}), shows: () => false, holds: async () => false"
LETS_EVERYTHING_BY, NEVER_SENDS = 12, 9
AROUND = f"""import {{createFreshdesk as whole}} from './whole.js';
const broken = {{
  {LETS_EVERYTHING_BY}: {{sendIntent: () => null, {UNSEEN}}},
  {NEVER_SENDS}: {{performSend: async () => true, followSend: () => {{}}}},
}};
const number = new URLSearchParams(location.search).get('drift').split('-')[1];
export const createFreshdesk = (given) => ({{...whole(given), missingParts: () => [], ...broken[number]}});
"""


@pytest.mark.soak
@pytest.mark.parametrize(("number", "why"), [(LETS_EVERYTHING_BY, "left unguarded"), (NEVER_SENDS, "held, and then nothing")])
def test_a_broken_guard_is_called_silent(tmp_path: Path, number: int, why: str) -> None:
    copy = tmp_path / "extension"
    shutil.copytree(EXTENSION, copy)
    adapter = copy / "content" / "freshdesk"
    (adapter / "index.js").rename(adapter / "whole.js")
    (adapter / "index.js").write_text(AROUND, "utf-8")
    with open_harness(extension=copy) as harness:
        [mutant] = run(harness, [Mutant(seed=1, number=number)])
    assert mutant.outcome == "silent"
    assert mutant.why.startswith(why)


UNNAMED = """() => {
  for (const element of document.querySelectorAll('.ticket-editor, .rich-editor, .ticket-editor *')) {
    if (element.closest('.fr-element')) continue;
    for (const {name} of [...element.attributes]) if (/^(class|id|data-)/.test(name)) element.removeAttribute(name);
  }
}"""
NEAR_MISSES = ["Fet", "Kursiv", "Bifoga", "Svarsmallar", "Fler sätt att skicka", "Hemlig kopia"]


@pytest.mark.parametrize("names", ["none", *soaked("known")])
def test_what_does_not_send_is_left_alone(harness: Harness, names: str) -> None:
    page = harness.open(TICKET)
    ticket, overlay = Ticket(page), Overlay(page)
    expect(overlay.suggestions).to_be_visible()
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    freshdesk = page.locator("body")  # the overlay has buttons of the same names, outside of it
    editor = page.get_by_role("textbox", name="Svara", exact=True)
    if names == "none":
        page.evaluate(UNNAMED)
    editor.click()
    page.evaluate("() => addEventListener('click', (event) => { globalThis.stopped = event.defaultPrevented; })")
    for label in NEAR_MISSES:
        freshdesk.get_by_role("button", name=label, exact=True).evaluate("button => button.click()")
        assert page.evaluate("() => stopped") is False, label
        expect(overlay.dialog.box).to_be_hidden()
    freshdesk.get_by_role("button", name=re.compile("^Infoga ")).first.evaluate("button => button.click()")
    page.locator(".ticket-details-submit").evaluate("button => { button.disabled = false; button.click(); }")
    expect(page.get_by_text("Egenskaperna har uppdaterats")).to_be_visible()
    page.get_by_role("button", name="Kasta utkast").evaluate("button => button.click()")
    expect(editor).to_have_count(0)
    expect(overlay.dialog.box).to_be_hidden()
    assert harness.mock.sent == []


def test_a_composer_without_a_single_known_name_is_held_all_the_same(harness: Harness) -> None:
    page = harness.open(TICKET)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    page.evaluate(UNNAMED)
    page.get_by_role("button", name="Skicka", exact=True).click()
    expect(overlay.dialog.gate).to_be_visible()
    assert harness.mock.sent == []


def test_a_send_button_that_cannot_be_known_is_said_and_so_is_the_mail_that_slipped_by(harness: Harness) -> None:
    harness.mock.set_properties(TICKET, {"Typ": "Fråga", "Interna kategorier": "Faktura"})
    page = harness.open(TICKET)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    page.evaluate(UNNAMED)
    page.get_by_role("button", name="Skicka", exact=True).evaluate("button => { button.firstChild.data = 'Iväg'; }")
    expect(overlay.panel).to_contain_text("knappen Skicka")
    page.get_by_role("button", name="Iväg", exact=True).click()
    harness.mock.wait_for_sent()
    expect(overlay.toast).to_contain_text("utan att kontrolleras")


def test_a_draft_that_is_thrown_away_has_not_slipped_by(harness: Harness) -> None:
    page = harness.open(TICKET)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.write("Hej Anna,\n\nTack för att du kontaktar oss om din faktura.")
    expect(overlay.finding("Ellevios signatur saknas")).to_be_visible()
    page.get_by_role("button", name="Kasta utkast").click()
    expect(overlay.finding("Ellevios signatur saknas")).to_be_hidden()
    expect(overlay.toast).to_have_count(0)
