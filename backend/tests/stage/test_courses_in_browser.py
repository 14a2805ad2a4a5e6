"""A course from the lead's form to the participant's page, and a demo with the speaker's notes beside it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from backend.tests.shipped import shipped
from backend.tests.stage.conftest import violations
from backend.tests.stage.test_courses import Lead, Participant
from e2e.harness.pages import Ticket


@pytest.fixture
def guest(browser: Browser) -> Iterator[Page]:
    """A page of another person's."""
    with browser.new_context(locale="sv-SE", viewport={"width": 1024, "height": 640}) as window:
        yield window.new_page()


def test_a_lead_makes_a_course_and_sees_a_participant_arrive_and_begin(page: Page, guest: Page) -> None:
    page.goto("/kurser")
    page.get_by_label("Vad kursen heter").fill("Nya i mejlen")
    for name in ("Freshdesk gissar fel namn", "Bilagan som inte kom med"):
        page.get_by_role("checkbox", name=name).check()
    order = page.get_by_role("list", name="I den här ordningen").get_by_role("listitem")
    page.get_by_role("button", name="Flytta upp Bilagan som inte kom med").click()
    expect(order).to_contain_text(["Bilagan som inte kom med", "Freshdesk gissar fel namn"])
    assert violations(page) == []
    page.get_by_role("button", name="Gör kursen").click()
    expect(page.get_by_text("Ingen har gått med än.")).to_be_visible()
    link = page.locator("#kurslank").text_content()

    guest.goto(link)
    assert violations(guest) == []
    guest.get_by_label("Smeknamn").fill("Norrsken")
    guest.get_by_role("button", name="Gå med").click()
    expect(guest.get_by_role("row").nth(1)).to_contain_text("1. Kopia på avtalet")  # the title would tell the fault
    assert violations(guest) == []
    guest.get_by_role("button", name="Börja: Kopia på avtalet").click()
    Ticket(guest).reply()
    expect(guest.get_by_role("link", name="Kursen")).to_be_visible()

    expect(page.get_by_role("row", name="Norrsken")).to_contain_text("Arbetar")
    expect(page.get_by_text("Kursen pågår till")).to_be_visible()
    assert violations(page) == []
    guest.goto(link.replace(link.rsplit("/", 1)[1], "min/intyg"))
    expect(guest.get_by_role("heading", name="Påbörjad övning")).to_be_visible()
    assert violations(guest) == []


def test_the_button_that_makes_a_course_is_in_sight_however_many_exercises_are_chosen(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto("/kurser")
    for box in page.locator(".new-course > .choose fieldset input").all()[:12]:
        box.check()

    expect(page.get_by_role("list", name="I den här ordningen").get_by_role("listitem")).to_have_count(12)
    expect(page.get_by_role("button", name="Gör kursen")).to_be_in_viewport(ratio=1)


def test_on_a_phone_no_button_covers_how_it_went(page: Page, guest: Page, app: Flask) -> None:
    lead, one = Lead(app), Participant(app)
    lead.make("anvandarnamn-i-halsningen")
    one.join(lead.code, "Norrsken")
    one.practise("anvandarnamn-i-halsningen", "<p>Hej Norrsken88,</p>", logged="new")
    page.goto("/kurs")
    kept = [{"name": each.key, "value": each.value, "url": page.url} for each in one.client._cookies.values()]
    guest.context.add_cookies(kept)
    guest.set_viewport_size({"width": 390, "height": 844})
    guest.goto(f"{page.url}/min")

    told, buttons = guest.get_by_text("Inte riktigt än").bounding_box(), guest.locator("tbody .go-on, tbody button")
    expect(buttons).to_have_count(2)
    for box in (each.bounding_box() for each in buttons.all()):
        assert box["x"] >= told["x"] + told["width"]


def test_the_lead_sees_all_of_a_long_course_on_a_projector_and_reads_who_is_stuck(page: Page, app: Flask) -> None:
    lead, one = Lead(app), Participant(app)
    lead.make(*[each.id for each in shipped().scenarios if each.solved and not each.inbox][:20], title="Hela veckan", tips="utan")
    assert one.join(lead.code, "Ett långt smeknamn, ju") == 303
    for _ in range(2):
        one.practise("anvandarnamn-i-halsningen", "<p>Hej Norrsken88,</p>", logged="new")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"/kurser/{lead.course}")

    row = page.get_by_role("row", name="Ett långt smeknamn")
    expect(row.get_by_role("cell", name="2 försök")).to_be_visible()
    expect(row).to_contain_text("✗ 2")
    assert page.locator(".scrolls").evaluate("(box) => box.scrollWidth <= box.clientWidth")
    assert violations(page) == []


def test_the_speakers_notes_follow_a_demo_and_lead_it_and_a_link_opens_a_step(window: BrowserContext, page: Page) -> None:
    page.goto("/ovning/visa/anvandarnamn-i-halsningen#steg=3")
    demo = page.get_by_role("region", name="Visning")
    expect(demo).to_contain_text("3 av 9")
    assert page.url.endswith("#steg=3")
    with window.expect_page() as opened:
        demo.get_by_role("button", name="Talarstöd").click()
    notes = opened.value

    expect(notes.get_by_text("Steg 3 av 9")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(notes.get_by_text("Steg 4 av 9")).to_be_visible()
    notes.get_by_role("button", name="Nästa").click()
    expect(demo).to_contain_text("5 av 9")
    expect(notes.get_by_text("Steg 5 av 9")).to_be_visible()
    assert violations(notes) == []
    page.keyboard.press("Escape")
    expect(notes.get_by_text("Visningen är slut")).to_be_visible()


EACH_CHANGE = """() => {
  const read = () => ['count', 'now-title', 'next-title'].map((id) => document.getElementById(id).textContent);
  window.said = [];
  new MutationObserver(() => window.said.push(read())).observe(document.querySelector('main'), {subtree: true, childList: true});
}"""


def test_the_speakers_notes_say_that_the_mail_has_left_when_it_has(window: BrowserContext, page: Page) -> None:
    page.goto("/ovning/visa/svar-till-kravgruppen#steg=8")
    demo = page.get_by_role("region", name="Visning")
    expect(demo).to_contain_text("8 av 9")
    with window.expect_page() as opened:
        demo.get_by_role("button", name="Talarstöd").click()
    notes = opened.value
    expect(notes.get_by_text("Steg 8 av 9")).to_be_visible()
    notes.locator("#clock").evaluate("(clock) => clock.remove()")  # it changes too
    notes.evaluate(EACH_CHANGE)

    notes.get_by_role("button", name="Nästa").click()
    expect(notes.get_by_role("heading", name="Skickat", exact=True)).to_be_visible()
    expect(notes.get_by_text("ta över och skicka själv")).to_have_count(0)

    said = notes.evaluate("window.said")
    assert said == [["Steg 9 av 9", "Logga och skicka", "Skickat"], ["Steg 9 av 9", "Skickat", "slut"]]
