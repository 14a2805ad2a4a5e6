"""A scenario from the list to the result, in a browser: with the extension's own modules in the page, and without."""

import re

from playwright.sync_api import Page, expect

from backend.tests.stage.conftest import violations
from e2e.harness.pages import Overlay, Ticket

SALUTATION = "Hälsningen stämmer inte"


def test_a_newcomer_practises_with_tips_and_then_without(page: Page) -> None:
    page.goto("/ovning")
    assert violations(page) == []
    expect(page.get_by_role("link", name="Freshdesk gissar fel namn")).to_have_count(0)
    page.get_by_role("link", name="E-faktura: Jag vill ha mina elnätsfakturor").click()
    page.get_by_role("button", name="Öva med tips").click()
    ticket, overlay = Ticket(page), Overlay(page)

    # With tips, the panel is the extension's own and says what it says at work.
    ticket.reply()
    overlay.finding(SALUTATION).get_by_role("button", name="Hej Karin,").click()
    expect(ticket.editor).to_contain_text("Hej Karin,")
    expect(overlay.finding(SALUTATION)).to_have_count(0)
    overlay.insert("E-faktura")
    ticket.choose("Typ", "Fråga")
    ticket.choose("Interna kategorier", "Faktura")
    expect(overlay.finding("Obligatoriska fält")).to_have_count(0)
    ticket.send_and_close()
    overlay.dialog.logged.click()
    expect(page.get_by_role("status").filter(has_text="Skickat. Se hur det gick")).to_have_count(1)
    assert violations(page, "#stage-bar") == []
    page.get_by_role("link", name="Se hur det gick").click()

    result = page.get_by_role("main")
    expect(result.get_by_role("heading", name="Rätt!")).to_be_visible()
    expect(result.get_by_role("listitem").filter(has_text="Loggat i CAB")).to_be_visible()
    assert violations(page) == []

    # Without tips nothing is said until the mail has left, and the newcomer says what was logged.
    page.goto("/ovning/scenario/anvandarnamn-i-halsningen")
    assert violations(page) == []
    page.get_by_role("button", name="Öva utan tips").click()
    ticket.reply()
    expect(ticket.editor).to_contain_text("Hej Norrsken88,")
    expect(overlay.host).to_have_count(0)
    ticket.choose("Typ", "Fråga")
    ticket.choose("Interna kategorier", "Faktura")
    with page.expect_response("**/ovning/loggat"):
        page.get_by_label("Loggat i CAB").select_option("Nytt ärende")
    ticket.send_and_close()
    expect(page.get_by_role("status").filter(has_text="Skickat. Se hur det gick")).to_have_count(1)
    page.get_by_role("link", name="Se hur det gick").click()

    expect(result.get_by_role("listitem").filter(has_text=SALUTATION)).to_contain_text("Kunden ska hälsas med sitt namn")
    expect(result.get_by_role("listitem").filter(has_text="Loggat i CAB")).to_be_visible()


def test_a_reply_outlives_a_reload_and_a_lost_connection_and_so_does_what_was_said_to_be_logged(page: Page) -> None:
    page.goto("/ovning/scenario/anvandarnamn-i-halsningen")
    page.get_by_role("button", name="Öva utan tips").click()
    ticket = Ticket(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Hej Norrsken88,")
    ticket.write("Hej Karin,\nja, det räcker.")
    with page.expect_request("**/draft"):
        page.reload()
    page.reload()  # the first may have overtaken the draft
    ticket.reply()
    expect(ticket.editor).to_contain_text("ja, det räcker.")

    page.context.set_offline(True)
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/draft")):
        ticket.write("Hej Karin,\ndet här skrev jag utan nät.")
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/loggat")):
        page.get_by_label("Loggat i CAB").select_option("Nytt ärende")
    with page.expect_response("**/draft"), page.expect_response("**/ovning/loggat"):
        page.context.set_offline(False)
    page.reload()
    expect(page.get_by_label("Loggat i CAB")).to_have_value("new")
    ticket.reply()
    expect(ticket.editor).to_contain_text("det här skrev jag utan nät.")

    # Nor does a click beside the mark end it.
    ticket.write("Hej Karin,\nja.")
    again, asked = page.get_by_role("button", name="Börja om"), []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    again.click()
    assert asked == ["Börja om från början? Det du har skrivit försvinner."]
    expect(ticket.editor).to_contain_text("ja.")
    page.once("dialog", lambda dialog: dialog.accept())
    again.click()
    expect(ticket.editor).to_have_count(0)


def test_a_note_a_forward_and_a_new_mail_outlive_a_reload_until_they_are_sent_or_discarded(page: Page) -> None:
    page.goto("/ovning/scenario/eskalera-pa-kvallen")
    page.get_by_role("button", name="Öva utan tips").click()
    ticket = Ticket(page)
    page.get_by_role("button", name="Vidarebefordra").first.click()
    expect(ticket.editor).to_contain_text("Ellevio AB")
    page.get_by_label("Till", exact=True).fill("nat@example.org")
    page.keyboard.press("Enter")
    ticket.write("Kan ni se på det här?")
    attached = page.get_by_role("list", name="Bilagor").get_by_role("listitem")
    page.get_by_label("Bifoga fil").set_input_files({"name": "avtal.pdf", "mimeType": "application/pdf", "buffer": b"x" * 4096})
    with page.expect_response(lambda answer: "avtal.pdf" in (answer.request.post_data or "")):
        expect(attached).to_have_count(1)
    page.reload()
    page.get_by_role("button", name="Vidarebefordra").first.click()
    expect(ticket.editor).to_contain_text("Kan ni se på det här?")
    expect(page.get_by_title("nat@example.org")).to_be_visible()
    expect(attached).to_have_text(["avtal.pdf (4 kB)"])
    with page.expect_response("**/draft"):
        attached.get_by_role("button", name="Ta bort avtal.pdf").click()
    with page.expect_response("**/draft"):
        page.get_by_role("button", name="Kasta utkast").click()
    ticket.note()
    with page.expect_response("**/draft"):
        ticket.write("Behöver hjälp.\nIngen rutin finns.")
    page.reload()
    ticket.reply()
    expect(ticket.editor).to_contain_text("Hej Ola,")
    expect(ticket.editor).not_to_contain_text("Behöver hjälp.")
    ticket.note()
    expect(ticket.editor).to_contain_text("Ingen rutin finns.")
    with page.expect_response("**/draft"):
        page.get_by_role("button", name="Kasta utkast").last.click()
    page.reload()
    ticket.note()
    ticket.write("Kort.")
    ticket.send()
    expect(page.locator(".ticket-details__privatenote").filter(has_text="Kort.")).to_be_visible()
    page.reload()
    ticket.note()
    expect(ticket.editor).to_have_text("")

    page.goto("/ovning/scenario/kontroll-new-mail-without-number")
    page.get_by_role("button", name="Öva utan tips").click()
    expect(ticket.editor).to_contain_text("Hej")
    page.get_by_role("textbox", name="Ämne").fill("Kundnummer 4410873, E-faktura")
    ticket.choose("Typ", "Fråga")
    ticket.write("Hej Anna,\ndet här skrev jag själv.")
    page.get_by_label("Bifoga fil").set_input_files({"name": "avtal.pdf", "mimeType": "application/pdf", "buffer": b"x"})
    with page.expect_response(lambda answer: "avtal.pdf" in (answer.request.post_data or "")):
        expect(attached).to_have_count(1)
    page.reload()
    expect(attached).to_have_text(["avtal.pdf (1 kB)"])
    expect(ticket.editor).to_contain_text("det här skrev jag själv.")
    expect(page.get_by_role("textbox", name="Ämne")).to_have_value("Kundnummer 4410873, E-faktura")
    expect(page.get_by_role("button", name="Typ", exact=True)).to_contain_text("Fråga")
    ticket.choose("Interna kategorier", "Faktura")
    page.get_by_role("button", name="Skicka", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Skickat. Se hur det gick")).to_have_count(1)
    page.goto("/ovning/a/tickets/compose-email")
    expect(ticket.editor).to_contain_text("Sandra")
    expect(ticket.editor).not_to_contain_text("det här skrev jag själv.")


def test_a_trainer_steps_through_a_demo_that_points_and_writes_and_takes_over(page: Page) -> None:
    page.goto("/ovning/scenario/svar-till-kravgruppen")
    page.get_by_role("button", name="Visa steg för steg").click()
    demo, ticket = page.get_by_role("region", name="Visning"), Ticket(page)
    expect(demo).to_contain_text("1 av 9")
    expect(page.locator(".ticket-thread.demo-here")).to_be_visible()

    for step in range(2, 7):
        page.keyboard.press("ArrowRight")
        expect(demo).to_contain_text(f"{step} av 9")
    expect(demo).to_contain_text("Ett bra svar")
    expect(ticket.editor).to_contain_text("010-2040805")
    expect(page).to_have_url(re.compile("#steg=6$"))
    assert violations(page, "#demo") == []

    # Back again, each step takes along what it did.
    kind = page.get_by_role("button", name="Typ", exact=True)
    page.keyboard.press("ArrowRight")
    expect(kind).to_contain_text("Fråga")
    page.keyboard.press("ArrowLeft")
    expect(demo).to_contain_text("6 av 9")
    expect(ticket.editor).to_contain_text("010-2040805")
    expect(kind).not_to_contain_text("Fråga")
    page.keyboard.press("ArrowLeft")
    expect(ticket.editor).not_to_contain_text("010-2040805")
    page.keyboard.press("ArrowLeft")
    expect(demo).to_contain_text("4 av 9")
    page.keyboard.press("ArrowLeft")
    expect(demo).to_contain_text("3 av 9")
    expect(ticket.editor).to_have_count(0)
    expect(page).to_have_url(re.compile("#steg=3$"))
    page.keyboard.press("ArrowRight")
    expect(demo).to_contain_text("4 av 9")
    page.keyboard.press("Space")
    expect(demo.get_by_role("button", name="Pausa")).to_be_visible()
    page.keyboard.press("Space")
    expect(demo.get_by_role("button", name="Spela")).to_be_visible()
    page.keyboard.press("Escape")
    expect(demo).to_have_count(0)
    expect(ticket.editor).not_to_contain_text("010-2040805")


def test_a_phone_has_room_for_the_mail_and_what_sends_it_beside_the_panel(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/ovning/scenario/dodsbo")
    page.get_by_role("button", name="Öva med tips").click()
    ticket = Ticket(page)
    ticket.reply()
    expect(page.locator("rutinlots-overlay .pill")).to_be_visible()

    expect(page.get_by_label("Fler sätt att skicka")).to_be_in_viewport(ratio=1)
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390


# Whether each of them is whole in the window, with nothing over it.
SEEN = """(selectors) => {
  const panel = document.querySelector('rutinlots-overlay').shadowRoot;
  const isOver = (each, x, y) => each.contains(each.getRootNode().elementFromPoint(x, y));
  return selectors.every((selector) => {
    const all = [document, panel].flatMap((root) => [...root.querySelectorAll(selector)]).filter((each) => each.checkVisibility());
    return all.length > 0 && all.every((each) => {
      const {left, right, top, bottom} = each.getBoundingClientRect();
      return isOver(each, (left + right) / 2, top + 4) && isOver(each, (left + right) / 2, bottom - 4);
    });
  });
}"""

FRAMED = (
    "(of) => document.querySelector('rutinlots-overlay').shadowRoot.querySelector(of)?.getAnimations().some(({effect}) => "
    "effect.getKeyframes().some(({outline}) => outline))"
)


def test_a_demos_caption_covers_nothing_in_a_small_window(page: Page) -> None:
    page.set_viewport_size({"width": 1024, "height": 640})
    page.goto("/ovning/visa/svar-till-kravgruppen#steg=3")
    demo = page.get_by_role("region", name="Visning")
    expect(page.locator(".ticket-thread.demo-here")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(demo).to_contain_text("Öppna svaret")
    page.wait_for_function(SEEN, arg=[".reply-btn-wrapper", ".primary-action.demo-here"])

    # The pill stands for the panel, until that is opened.
    page.keyboard.press("ArrowRight")
    expect(demo).to_contain_text("panelen")
    page.wait_for_function(FRAMED, arg=".pill")
    page.locator("rutinlots-overlay .pill").click()
    page.wait_for_function(FRAMED, arg=".panel")
    page.get_by_role("button", name="Fäll ihop panelen").click()

    for _ in range(2):
        page.keyboard.press("ArrowRight")
    expect(demo).to_contain_text("Fyll i fälten")
    page.wait_for_function(SEEN, arg=[".demo-here", ".pill"])
    assert page.locator(".demo-here").count() == 2, "the two fields that are filled in"

    # In a larger window the panel stands beside the page, and what is pointed at stays in sight as it moves.
    page.keyboard.press("ArrowRight")
    expect(demo).to_contain_text("Logga och skicka")
    page.wait_for_function(SEEN, arg=[".reply-btn-wrapper.demo-here", ".pill"])
    page.set_viewport_size({"width": 1440, "height": 700})
    page.wait_for_function(SEEN, arg=[".reply-btn-wrapper.demo-here", ".panel"])


REACHES_THE_END = (
    "(of) => document.querySelector('rutinlots-overlay').shadowRoot.querySelector(of)"
    ".getBoundingClientRect().bottom === innerHeight"
)


def test_a_demos_caption_stands_below_the_dialog_that_asks_about_the_log(page: Page) -> None:
    page.set_viewport_size({"width": 1024, "height": 640})
    page.goto("/ovning/visa/svar-till-kravgruppen#steg=9")
    demo = page.get_by_role("region", name="Visning")
    expect(demo).to_contain_text("9 av 9")

    page.wait_for_function(SEEN, arg=["#demo .title", "#demo .text", "#demo button", ".dialog-head", ".dialog-foot .primary"])
    expect(demo).to_contain_text("Logga och skicka")  # that the mail has left isn't said before it has
    demo.get_by_role("button", name="Ta över").click()
    expect(demo).to_have_count(0)
    page.wait_for_function(REACHES_THE_END, arg=".scrim")
