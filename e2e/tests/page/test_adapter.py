"""What Rutinlots reads of a Freshdesk page: the same on every tenant, and said plainly where it can't be read."""

import io
import json
import re
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from e2e.harness.backend import read_body
from e2e.harness.harness import Harness
from e2e.harness.pages import Overlay, Ticket
from e2e.tests.grid import soaked

VARIANTS = [  # each way in which a page is built, several at once where they are about different parts
    "old-buttons shadow strict-csp sentiment-heading no-contact",
    "api-refused label-ids bottom-bar",
    *soaked("classic", "bottom-bar label-ids", "api-slow flat-text", "api-refused shadow sentiment-heading"),
]
TICKET = 90104


class Questions:
    """Every question that reaches the backend, in order."""

    def __init__(self) -> None:
        self._asked: list[dict[str, Any]] = []
        self._more = threading.Condition()

    def add(self, question: dict[str, Any]) -> None:
        with self._more:
            self._asked.append(question)
            self._more.notify_all()

    def newest(self, fits: Callable[[dict[str, Any]], bool], seconds: float = 15) -> dict[str, Any]:
        """The newest one that fits, as soon as there is one."""
        with self._more:
            assert self._more.wait_for(lambda: any(map(fits, self._asked)), seconds), "no such question was asked"
            return next(filter(fits, reversed(self._asked)))

    def all(self) -> list[dict[str, Any]]:
        with self._more:
            return list(self._asked)


@pytest.fixture
def questions(harness: Harness) -> Iterator[Questions]:
    app = harness.backend.app
    inner = app.wsgi_app
    seen = Questions()

    def record(environ: dict[str, Any], answer: Callable[..., Any]) -> Any:
        if environ["PATH_INFO"] == "/api/v1/checks":
            body = read_body(environ)
            environ["wsgi.input"] = io.BytesIO(body)
            seen.add(json.loads(body))
        return inner(environ, answer)

    app.wsgi_app = record
    yield seen
    app.wsgi_app = inner


def opened(question: dict[str, Any]) -> bool:
    return question["moment"] == "open"


def about(words: str, moment: str = "") -> Callable[[dict[str, Any]], bool]:
    """A question whose draft has these words; of one moment, since sending is asked about ahead of the click."""
    return lambda question: words in question.get("draft", {}).get("text", "") and question["moment"].startswith(moment)


@pytest.mark.parametrize("variants", VARIANTS)
def test_a_ticket_is_read_alike_on_every_tenant(harness: Harness, questions: Questions, variants: str) -> None:
    harness.mock.use(*variants.split())
    page = harness.open(TICKET)
    expect(Overlay(page).suggestions).to_be_visible()
    asked = questions.newest(opened)
    ticket = asked["ticket"]
    assert ticket["id"] == TICKET
    assert ticket["subject"] == "Fråga om elnätsavgiften"
    assert ticket["requester"]["name"] == "Björn Ek"
    assert [message["direction"] for message in ticket["conversation"]] == ["in"]
    assert "räkningar från två företag" in ticket["conversation"][0]["text"]
    assert "räkningar från två företag" in ticket["conversation"][0]["html"]
    assert ticket["conversation"][0]["sent_at"].startswith("2026-03-10")
    assert ticket["properties"]["Typ"] == "Fråga"
    assert ticket["properties"]["Interna kategorier"] == "Avtal"
    assert ticket["properties"]["Underkategori"] is None
    assert set(ticket["required"]) == {"Typ", "Interna kategorier"}
    assert ticket["status"] == "Väntar svar internt"
    assert asked["agent"]["name"] == "Sandra Lind"


LONG = 90118  # customer, agent, note, someone else, agent, customer, customer


@pytest.mark.parametrize("variants", ["api-refused", *soaked("classic")])
def test_a_long_thread_keeps_who_wrote_what_and_quoted_it_is_no_part_of_the_draft(
    harness: Harness, questions: Questions, variants: str
) -> None:
    harness.mock.use(*variants.split())
    page = harness.open(LONG)
    overlay = Overlay(page)
    if "api-refused" in variants:
        expect(overlay.panel).to_contain_text("äldre meddelanden i ärendet")
        page.get_by_role("button", name="+2 konversationer").click()
        expect(overlay.panel).not_to_contain_text("äldre meddelanden i ärendet")
    conversation = questions.newest(lambda question: len(question["ticket"]["conversation"]) == 7)["ticket"]["conversation"]
    assert [message["direction"] for message in conversation] == ["in", "out", "note", "in", "out", "in", "in"]
    assert [message["from"]["name"] for message in conversation][3] == "Mellansvensk Schakt"
    assert "gmail_quote" in conversation[-1]["html"]
    files = [file if isinstance(file, str) else file["name"] for file in conversation[0]["attachments"]]
    assert files == ["staket1.jpg", "staket2.jpg"]
    assert conversation[5]["cc"] == ["erik.malm@example.se"]

    ticket = Ticket(page)
    ticket.reply()
    page.get_by_label("Visa hela konversationen").click()
    expect(ticket.editor).to_contain_text("Hallå? Tacksam för svar.")
    ticket.editor.press("Control+Home")
    ticket.type("Nu så. ")
    assert "Tacksam" not in questions.newest(about("Nu så."))["draft"]["text"]


@pytest.mark.parametrize("variants", ["api-refused shadow old-buttons", *soaked("bottom-bar")])
def test_a_draft_is_read_with_all_that_belongs_to_it(harness: Harness, questions: Questions, variants: str) -> None:
    harness.mock.use(*variants.split())
    page = harness.open(TICKET)
    ticket = Ticket(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    page.get_by_label("Bifoga fil").set_input_files({"name": "Faktura 2026-02.pdf", "mimeType": "application/pdf", "buffer": b"x"})
    page.get_by_role("button", name="Hemlig kopia", exact=True).click()
    page.get_by_label("Hemlig kopia").last.press_sequentially("chef@example.com,")
    ticket.write("Hej Björn,\n\nSe den bifogade\u00a0filen. Åäö 🌞!\n\nMed vänlig hälsning,\nSandra")
    draft = questions.newest(about("Åäö 🌞!"))["draft"]
    assert draft["kind"] == "reply"
    assert draft["from"] == "kundservice@ellevio.se"
    assert (draft["to"], draft["cc"], draft["bcc"]) == (["bjorn.ek@example.se"], [], ["chef@example.com"])
    assert draft["attachments"] == ["Faktura 2026-02.pdf"]
    assert draft["text"].split("\n")[:3] == ["Hej Björn,", "", "Se den bifogade\u00a0filen. Åäö 🌞!"]


def test_a_forward_a_note_and_a_new_mail_are_distinguished(harness: Harness, questions: Questions) -> None:
    page = harness.open(TICKET)
    ticket = Ticket(page)
    ticket.note()
    ticket.type("En anteckning.")
    assert questions.newest(about("En anteckning.", "note"))["draft"]["kind"] == "note"
    harness.open(TICKET, page)
    ticket.forward()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.write("Till dig som kan det här.")
    forward = questions.newest(about("Till dig som", "write"))["draft"]
    assert (forward["kind"], forward["to"]) == ("forward", [])
    harness.open_new_mail(page)
    page.get_by_label("Till", exact=True).fill("anna@example.com")
    page.get_by_label("Ämne").fill("Kundnummer 12345, Fakturakopia")
    ticket.write("Hej Anna,\n\nDet här är Ellevio.")
    new = questions.newest(lambda q: about("Det här är Ellevio.")(q) and q["draft"]["to"] == ["anna@example.com"])
    assert (new["draft"]["kind"], new["draft"]["subject"]) == ("new", "Kundnummer 12345, Fakturakopia")
    assert new["ticket"]["properties"]["Status"] == "Öppen"
    assert set(new["ticket"]["required"]) == {"Typ", "Interna kategorier"}


def test_the_lists_filter_is_read(harness: Harness, questions: Questions) -> None:
    page = harness.open_list()
    expect(Overlay(page).finding("Filtret visar fel ärenden")).to_be_visible()
    filters = questions.newest(lambda question: question["moment"] == "list")["list"]["filters"]
    assert filters["Handläggare"] == []
    assert filters["Status"] == ["Alla olösta"]


@pytest.mark.parametrize("variants", ["api-refused", *soaked("classic")])
def test_the_old_ticket_on_screen_is_never_taken_for_the_new_one(harness: Harness, questions: Questions, variants: str) -> None:
    harness.mock.use(*variants.split())
    harness.mock.delays.navigation = (900, 900)
    page = harness.open(90103)
    questions.newest(opened)
    page.evaluate("id => { history.pushState({}, '', `/a/tickets/${id}`); dispatchEvent(new PopStateEvent('popstate')); }", TICKET)
    expect(Overlay(page).suggestions).to_be_hidden()
    questions.newest(lambda question: question["ticket"]["id"] == TICKET)
    for question in questions.all():
        is_new = question["ticket"]["id"] == TICKET
        assert ("räkningar från två företag" in question["ticket"]["conversation"][0]["text"]) is is_new
        assert question["ticket"]["properties"]["Typ"] == ("Fråga" if is_new else None)


def test_an_answer_about_an_older_text_is_not_shown(harness: Harness) -> None:
    page = harness.open(TICKET)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    harness.backend.delay = 0.6
    ticket.write("Hej Björn,\n\nDitt nummer är [kundnummer].")
    ticket.write("Hej Björn,\n\nTack för att du kontaktar oss.")
    expect(overlay.finding("Ellevios signatur saknas")).to_be_visible()
    expect(overlay.finding("Något är inte ifyllt")).to_have_count(0)


def test_a_page_whose_editor_thread_and_properties_are_unknown_says_so(harness: Harness) -> None:
    harness.mock.use("api-refused")
    page = harness.open(TICKET)
    panel = Overlay(page).panel
    Ticket(page).reply()
    page.locator(".fr-element").evaluate("editor => { editor.removeAttribute('contenteditable'); editor.className = 'x'; }")
    expect(panel).to_contain_text("svarsrutan")

    page.locator(".ticket-thread").evaluate("thread => { thread.replaceChildren(); }")
    page.locator(".ticket-side").evaluate("side => side.replaceChildren()")
    expect(panel).to_contain_text("kundens mejl")
    expect(panel).to_contain_text("ärendets egenskaper")


def test_a_field_that_is_missing_is_found_by_one_click(harness: Harness) -> None:
    page = harness.open(90103)
    Ticket(page).reply()
    Ticket(page).type("Tack för ditt mejl.")
    Overlay(page).panel.get_by_role("button", name="Gå till Interna kategorier").click()
    expect(page.get_by_role("button", name="Interna kategorier", exact=True)).to_be_focused()


def test_a_long_thread_is_sent_once(harness: Harness, questions: Questions) -> None:
    harness.mock.add_message(TICKET, "Fakturan för lägenheten är mycket högre än förra månaden. " * 300)
    page = harness.open(TICKET)
    ticket = Ticket(page)
    ticket.reply()
    ticket.write("Hej Björn,\n\nVad är ditt kundnummer?")
    expect(Overlay(page).finding(re.compile("."))).not_to_have_count(0)
    ticket.type(" Skriv det här.")
    asked = questions.newest(about("Skriv det här."))["ticket"]
    assert asked["conversation"] == []
    assert asked["thread"]


def test_where_there_is_no_ticket_the_panel_says_so_calmly_and_follows_to_one(harness: Harness) -> None:
    page = harness.go("/a/tickets/99999", ".empty-page", harness.new_page())
    overlay = Overlay(page)
    expect(overlay.host.get_by_role("button", name="Rutinlots: Inget ärende öppet")).to_be_visible()

    page.evaluate("([path]) => history.pushState(null, '', path)", [f"/a/tickets/{TICKET}"])
    page.reload()
    expect(overlay.suggestions).to_be_visible()


def test_of_a_ticket_that_is_deleted_while_it_is_open_nothing_stays_and_nothing_is_unreadable(harness: Harness) -> None:
    page = harness.new_page()
    overlay = Overlay(harness.open(TICKET, page))
    expect(overlay.suggestions).to_be_visible()
    said: list[str] = []
    page.expose_function("heard", lambda text: said.append(text))
    overlay.panel.evaluate("""panel => {
      const all = {subtree: true, childList: true, characterData: true};
      new MutationObserver(() => heard(panel.getRootNode().textContent)).observe(panel.getRootNode(), all);
    }""")
    for api in ("v2", "_"):
        page.route(f"**/api/{api}/tickets/{TICKET}**", lambda route: route.fulfill(status=404))
    page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")  # the page looks, and there is none any more
    expect(page.locator(".empty-page")).to_be_visible()
    expect(overlay.host.get_by_role("button", name="Rutinlots: Inget ärende öppet")).to_be_visible()
    expect(overlay.host).not_to_contain_text("Märkningar")
    assert not [text for text in said if "Kan inte läsa sidan" in text]


@pytest.mark.soak
def test_where_freshdesk_tells_nothing_the_panel_leaves_open_whether_there_is_a_ticket(harness: Harness) -> None:
    harness.mock.use("api-refused")
    page = harness.go("/a/tickets/99999", ".empty-page", harness.new_page())
    panel = Overlay(page).panel
    expect(panel).to_contain_text("ärendet, om det finns")
    expect(panel).not_to_contain_text("kundens mejl")


def test_a_ticket_that_is_on_the_page_is_read_though_freshdesks_api_has_none_of_it(harness: Harness) -> None:
    page = harness.new_page()
    page.route("**/api/v2/tickets/**", lambda route: route.fulfill(status=404))
    harness.open(TICKET, page)
    expect(Overlay(page).suggestions).to_be_visible()
