"""Pages that are hard to read: one that never rests, one whose notes have no mark, a contact that is renamed."""

from playwright.sync_api import expect

from e2e.harness.harness import Harness
from e2e.harness.pages import Overlay, Ticket

from .test_adapter import Questions, questions

__all__ = ["questions"]
TICKET = 90104
LONG = 90118  # customer, agent, note, someone else, agent, customer, customer


def test_a_page_that_never_rests_is_judged_all_the_same(harness: Harness) -> None:
    harness.mock.use("restless")
    page = harness.open(TICKET)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.write("Hej Sparkcykel123,\n\nDet stämmer.\n\nMed vänlig hälsning,\nSandra")
    expect(overlay.panel.get_by_role("article").first).to_be_visible(timeout=5000)


def test_a_note_without_a_mark_is_no_mail_of_ours(harness: Harness, questions: Questions) -> None:
    harness.mock.use("api-refused", "bare-notes")
    harness.mock.add_message(LONG, "Ring inte kunden.", kind="note", to=["eva@ellevio.se"])
    page = harness.open(LONG)
    page.get_by_role("button", name="+3 konversationer").click()
    conversation = questions.newest(lambda question: len(question["ticket"]["conversation"]) == 8)["ticket"]["conversation"]
    assert [message["direction"] for message in conversation] == ["in", "out", "note", "in", "out", "in", "in", "note"]


def test_older_mails_are_fetched_into_the_log_by_a_click(harness: Harness) -> None:
    harness.mock.use("api-refused", "optional-fields")
    page = harness.open(LONG)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.send_and_close()
    overlay.dialog.box.get_by_role("button", name="Nej, den saknas").click()
    before = len(overlay.dialog.log_text.input_value())
    overlay.dialog.box.get_by_role("button", name="Hämta dem").click()
    expect(overlay.dialog.box.get_by_role("button", name="Hämta dem")).to_have_count(0)
    assert len(overlay.dialog.log_text.input_value()) > before


def test_a_contact_that_is_renamed_while_the_ticket_is_open_is_seen(harness: Harness, questions: Questions) -> None:
    harness.mock.delays.updates = 100
    page = harness.open(TICKET)
    questions.newest(lambda question: question["ticket"]["requester"]["name"] == "Björn Ek")
    harness.mock.rename_contact(TICKET, "Björn Ekström")
    expect(page.get_by_text("Björn Ekström").first).to_be_visible()
    questions.newest(lambda question: question["ticket"]["requester"]["name"] == "Björn Ekström")
