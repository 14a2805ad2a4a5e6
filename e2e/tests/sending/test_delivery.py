"""Delivery: when a mail counts as sent, and what is reported afterwards; nothing is reported that wasn't observed."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from e2e.harness.content_world import run_in_content_world
from e2e.harness.harness import Harness
from e2e.harness.mails import REPLY
from e2e.harness.pages import Overlay, Ticket
from e2e.tests.grid import soaked

from ..page.test_adapter import Questions, questions

__all__ = ["questions"]
FILLED = {"Typ": "Fråga", "Interna kategorier": "Avtal"}
TICKET, OTHER, NEXT = 90104, 90107, 90204
REPLIES = "**/tickets/*/reply"
UNREADABLE = """editor => {
  editor.removeAttribute('contenteditable'); editor.removeAttribute('role'); editor.className = 'x';
  editor.after(document.createElement('div')); // a page that changes its editor draws it anew
}"""
GO = "path => { history.pushState({}, '', path); dispatchEvent(new PopStateEvent('popstate')); }"
COLLECTIONS = 150  # timers may hold it for a moment
BROKEN = """{
  const real = DocumentFragment.prototype.getElementById;
  DocumentFragment.prototype.getElementById = function (id) {
    if (id === 'dialog') throw new Error('the dialog cannot be drawn');
    return real.call(this, id);
  };
}"""


def opened(harness: Harness, ticket_id: int = TICKET, page: Page | None = None) -> tuple[Ticket, Overlay]:
    harness.mock.set_properties(ticket_id, FILLED)
    page = harness.open(ticket_id, page)
    expect(Overlay(page).panel).to_be_visible()
    return Ticket(page), Overlay(page)


def replying(
    harness: Harness, ticket_id: int = TICKET, text: str = REPLY, page: Page | None = None
) -> tuple[Ticket, Overlay]:
    ticket, overlay = opened(harness, ticket_id, page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.write(text)
    expect(ticket.editor).to_contain_text(text.split("\n")[-1])
    return ticket, overlay


@pytest.fixture
def held(harness: Harness) -> Iterator[list[Route]]:
    """What the page sends to Freshdesk's server stays on its way until the test lets it go on."""
    routes: list[Route] = []
    harness.context.route(REPLIES, lambda route: routes.append(route))
    yield routes
    harness.context.unroute(REPLIES)


# A connection that comes and goes


def test_a_mail_that_cannot_be_sent_for_now_stays_as_it_is_and_leaves_once(harness: Harness) -> None:
    ticket, overlay = replying(harness)
    written = ticket.text()
    ticket.send_and_close()
    expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
    harness.context.set_offline(True)
    overlay.dialog.logged.click()
    expect(overlay.toast).to_contain_text("Freshdesk har inte skickat mejlet")
    assert ticket.text() == written
    harness.context.set_offline(False)
    ticket.send_and_close()
    [mail] = harness.mock.wait_for_sent()
    assert mail.body_text.split() == written.split()
    harness.errors.clear()  # the page's own: its request failed


def test_a_mail_that_has_arrived_although_its_answer_got_lost_is_told_of_before_it_is_sent_twice(harness: Harness) -> None:
    def lose(route: Route) -> None:
        harness.mock.add_message(TICKET, REPLY, kind="out")
        route.abort("internetdisconnected")

    ticket, overlay = replying(harness)
    harness.context.route(REPLIES, lose)
    ticket.send_and_close()
    overlay.dialog.logged.click()
    expect(overlay.toast).to_contain_text("Mejlet ligger i ärendet")
    harness.context.unroute(REPLIES)
    harness.errors.clear()


# What passes for sending


def test_each_mail_that_cannot_be_read_is_asked_about(harness: Harness) -> None:
    for number, ticket_id in enumerate((TICKET, OTHER), 1):
        ticket, overlay = replying(harness, ticket_id)
        ticket.editor.evaluate(UNREADABLE)
        expect(overlay.panel).to_contain_text("svarsrutan")
        ticket.send()
        expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
        overlay.dialog.logged.click()
        assert len(harness.mock.wait_for_sent(number)) == number


def test_another_forms_button_of_the_same_name_is_left_alone_in_a_dialog_and_beside_an_open_mail(harness: Harness) -> None:
    ticket, overlay = opened(harness)
    for around in ("dialog", "div"):
        if around == "div":
            ticket.reply()
            expect(ticket.editor).to_contain_text("Med vänlig hälsning")
            ticket.write(REPLY)
            expect(overlay.panel).to_contain_text("Inget att anmärka på")
        ticket.page.evaluate(
            """around => {
              const box = document.createElement(around);
              const button = document.createElement('button');
              button.dataset.testId = 'submit';
              button.textContent = 'Slå ihop';
              button.addEventListener('click', () => (button.textContent = `Ihopslaget i ${around}`));
              box.append(button);
              document.body.append(box);
              box.show?.();
            }""",
            around,
        )
        ticket.page.get_by_role("button", name="Slå ihop", exact=True).last.evaluate("button => button.click()")
        used = ticket.page.get_by_role("button", name=f"Ihopslaget i {around}")
        expect(used, around).to_have_count(1)
        expect(overlay.dialog.box, around).to_be_hidden()
        used.evaluate("button => button.parentElement.remove()")


@pytest.mark.parametrize("kind", ["reply", *soaked("note")])
def test_where_ctrl_enter_does_not_send_nothing_goes_by_it(harness: Harness, kind: str) -> None:
    harness.mock.use("no-send-shortcut")
    ticket, overlay = replying(harness) if kind == "reply" else opened(harness)
    if kind == "note":
        ticket.note()
        ticket.type("Kunden ringde i går om samma sak.")
    harness.backend.delay = 0.6
    ticket.type(" ")
    ticket.editor.press("Control+Enter")
    expect(overlay.dialog.foot.get_by_role("button", name="Lägg till" if kind == "note" else "Loggat – skicka")).to_be_visible()
    assert harness.mock.sent == []


@pytest.mark.soak
def test_an_arrow_that_the_pointer_only_crosses_does_not_make_its_mail_the_one_that_is_sent(harness: Harness) -> None:
    ticket, overlay = replying(harness)
    ticket.forward()
    expect(ticket.page.locator(".fr-element")).to_have_count(2)
    arrows = ticket.page.get_by_label("Fler sätt att skicka")
    arrows.first.click()
    arrows.last.dispatch_event("pointerover")
    ticket.page.get_by_role("menuitem", name="Skicka och inställt som Avslutad").click()
    expect(overlay.dialog.log_text).to_have_value(re.compile("Elnätet är vårt"))
    overlay.dialog.logged.click()
    [mail] = harness.mock.wait_for_sent()
    assert mail.kind == "reply"


def test_what_we_failed_on_may_go_by_the_keyboard_too_and_nothing_else_may(harness: Harness) -> None:
    ticket, overlay = replying(harness)
    run_in_content_world(ticket.page, BROKEN)
    ticket.send()
    expect(overlay.toast).to_contain_text("Något gick fel i Rutinlots")
    assert harness.mock.sent == []
    ticket.send_button.focus()
    ticket.page.keyboard.press("Enter")
    assert len(harness.mock.wait_for_sent()) == 1
    expect(overlay.toast).to_contain_text("Mejlet gick utan kontroll")
    expect(ticket.editor).to_have_count(0)

    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.send()
    expect(overlay.toast).to_contain_text("Något gick fel i Rutinlots")
    ticket.page.evaluate(GO, f"/a/tickets/{OTHER}")
    expect(ticket.page.get_by_text(str(OTHER)).first).to_be_visible()
    expect(ticket.editor).to_have_count(0)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.send()
    expect(overlay.toast).to_contain_text("Något gick fel i Rutinlots")
    assert len(harness.mock.sent) == 1


def test_a_dialog_that_could_not_be_drawn_when_the_pointer_was_let_go_keeps_no_mail(harness: Harness) -> None:
    ticket, overlay = replying(harness)
    run_in_content_world(ticket.page, BROKEN)
    ticket.page.get_by_role("heading", name="Fråga om elnätsavgiften").hover()
    ticket.page.mouse.down()
    ticket.editor.press("Control+Enter")
    ticket.page.mouse.up()
    expect(overlay.toast).to_contain_text("Något gick fel i Rutinlots")
    assert harness.mock.sent == []
    ticket.editor.press("Control+Enter")
    assert len(harness.mock.wait_for_sent()) == 1


def test_that_a_mail_is_to_be_sent_again_is_not_said_once_it_has_gone(harness: Harness) -> None:
    ticket, overlay = replying(harness)
    ticket.send()
    ticket.page.evaluate("""() => {
      const dead = event => event.target.closest('.send-and-set-trigger') && !globalThis.mended && event.stopPropagation();
      document.addEventListener('click', dead, {capture: true});
    }""")
    overlay.dialog.box.get_by_role("button", name="Loggat – skicka och inställt som Avslutad").click()
    expect(overlay.toast).to_contain_text("Det gick inte att skicka på det sätt du valde")
    ticket.page.evaluate("globalThis.mended = true")
    ticket.send_and_close()
    harness.mock.wait_for_sent()
    expect(overlay.host.get_by_text("på det sätt du valde")).to_have_count(0)
    expect(overlay.toast).to_contain_text("Mejlet är skickat och loggat.")


# What is said afterwards


def test_a_mail_that_takes_its_time_is_not_said_to_be_refused(harness: Harness, held: list[Route]) -> None:
    ticket, overlay = replying(harness)
    with ticket.page.expect_request(REPLIES):
        ticket.send()
        overlay.dialog.logged.click()
    expect(overlay.toast).to_contain_text("Det syns inte än att mejlet har gått")
    held[0].continue_()
    assert len(harness.mock.wait_for_sent()) == 1
    expect(overlay.toast).to_contain_text("Mejlet är skickat och loggat.")


def test_a_mail_is_known_again_without_the_signs_of_no_width_that_its_editor_held(harness: Harness) -> None:
    width = "\u200b"
    posted: list[str] = []

    def freed(route: Route) -> None:
        body = route.request.post_data_json
        posted.append(body["body"])
        route.continue_(post_data=body | {"body": body["body"].replace(width, "")})

    text = REPLY.replace("Tack", f"{width}Tack").replace("Elnätet", f"El{width}nätet")
    ticket, overlay = replying(harness, text=text, page=harness.new_page())
    ticket.page.route(REPLIES, freed)
    ticket.send_and_close()
    overlay.dialog.logged.click()
    expect(overlay.toast).to_contain_text("Mejlet är skickat och loggat.")
    assert width in posted[0]
    [mail] = harness.mock.sent
    assert mail.body_text == REPLY


def test_a_draft_that_is_thrown_away_is_not_said_to_be_sent(harness: Harness, held: list[Route]) -> None:
    ticket, overlay = replying(harness)
    with ticket.page.expect_request(REPLIES):
        ticket.send()
        overlay.dialog.logged.click()
    ticket.editor.evaluate("editor => editor.remove()")
    with ticket.page.expect_response("**/conversations**"), ticket.page.expect_response("**/conversations**"):
        expect(ticket.editor).to_have_count(0)
    expect(overlay.host).not_to_contain_text("Mejlet är skickat")


def test_a_mail_that_passed_in_another_tab_with_the_same_draft_has_not_slipped_by(
    harness: Harness, questions: Questions
) -> None:
    harness.mock.delays.updates = 100
    ticket, overlay = opened(harness)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    with ticket.page.expect_response("**/draft"):
        ticket.write(REPLY)
    other, others = opened(harness, page=harness.new_page())
    other.reply()
    expect(other.editor).to_contain_text("Elnätet är vårt")
    expect(others.panel).to_contain_text("Inget att anmärka på")
    ticket.page.bring_to_front()
    ticket.send()
    overlay.dialog.logged.click()
    expect(overlay.toast).to_contain_text("Mejlet är skickat och loggat.")
    other.page.bring_to_front()
    expect(other.page.get_by_text("Elnätet är vårt")).to_have_count(2)
    other.choose("Prioritet", "Hög")
    questions.newest(lambda asked: asked["moment"] == "write" and asked["ticket"]["properties"]["Prioritet"] == "Hög")
    expect(others.toast).to_have_count(0)
    other.page.locator(".discard-draft").click()
    other.choose("Prioritet", "Medel")
    questions.newest(lambda asked: asked["moment"] == "open" and asked["ticket"]["properties"]["Prioritet"] == "Medel")
    expect(others.toast).to_have_count(0)


# Fixes


def test_the_signature_is_put_in_without_what_stands_below_it_and_not_where_a_picture_would_go_with_it(harness: Harness) -> None:
    postscript = "PS. Jag har bett Kalle ringa dig i morgon."
    start = REPLY.split("Med vänlig hälsning")[0]
    ticket, overlay = replying(harness, text=f"{start}MVH Ellevio\n\n{postscript}")
    fix = overlay.panel.get_by_role("button", name="Lägg in signaturen")
    fix.click()
    expect(ticket.editor).to_contain_text("www.ellevio.se")
    expect(ticket.editor).to_contain_text(postscript)
    expect(fix).to_have_count(0)

    ticket.write(f"{start}MVH\nSandra")
    expect(fix).to_be_visible()
    ticket.editor.evaluate(
        """editor => {
          const line = [...editor.querySelectorAll('*')].filter((one) => one.textContent.trim().startsWith('MVH')).at(-1);
          line.append(Object.assign(document.createElement('img'), {alt: 'skärmbild'}));
        }"""
    )
    fix.click()
    expect(overlay.toast).to_contain_text("Det gick inte att ändra texten")
    expect(ticket.editor.get_by_alt_text("skärmbild")).to_have_count(1)


# Afterwards


@pytest.mark.soak
def test_the_page_of_a_mail_that_has_gone_is_not_kept_in_memory(harness: Harness) -> None:
    harness.mock.add_ticket(TICKET, NEXT, subject="En till")
    ticket, overlay = replying(harness)
    page = ticket.page
    ticket.editor.evaluate("editor => { editor.isWatched = true; window.watched = new WeakRef(editor); }")
    ticket.send()
    overlay.dialog.logged.click()
    expect(overlay.toast).to_contain_text("är skickat och loggat")
    page.evaluate(GO, f"/a/tickets/{NEXT}")
    expect(page.get_by_role("heading", name="En till")).to_be_visible()
    ticket.reply()  # of the latest mail more is known, until there is another one
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.write(REPLY)
    ticket.send()
    overlay.dialog.logged.click()
    harness.mock.wait_for_sent(2)

    debugger = page.context.new_cdp_session(page)
    for _ in range(COLLECTIONS):
        debugger.send("HeapProfiler.collectGarbage")
        if page.evaluate("watched.deref() === undefined"):
            return
    pytest.fail("the editor is still in memory")
