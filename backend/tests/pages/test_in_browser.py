"""The pages as they are read and used."""

import re
from itertools import pairwise
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Locator, Page, Route, expect

from backend.tests.pages.conftest import EVENING, SIZE
from rutinlots.store import Event

WORKSHOP = ("/verkstad/fil/topics.yaml", "/verkstad/fil/names/egna.txt", "/verkstad/historik")
PAGES = (
    "/", "/handbok", "/handbok?q=faktura", "/handbok/kundmail", "/handbok/returpost", "/handbok/stora-arenden",
    "/tackning", "/svar", "/regler", "/dataskydd", "/logga-in",
    "/statistik", "/statistik?kontroll=leftover-placeholder", "/kurser", "/kurs",
    *WORKSHOP,
    "/prova", "/prova?kontroll=leftover-placeholder&exempel=1",
    "/verkstad", "/verkstad/fil/checks/halsning/double-greeting.yaml", "/verkstad/fil/settings.yaml?som=text",
    "/verkstad/ny/svar", "/verkstad/ny/kontroll", "/verkstad/tider",
)  # fmt: skip
SOAK = pytest.mark.soak
# Built as another page is that is read in every run; the longest routine's reading takes as long as that of all other pages.
ALIKE = ("/handbok", "/handbok/kundmail", "/handbok/returpost", "/svar", "/statistik", "/prova", *WORKSHOP)
DARK = ("/handbok/stora-arenden", "/svar?q=autogiro", PAGES[-7], PAGES[-5], PAGES[-1])
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what passes is not described
}


def opened(page: Page, routine: str, guide: str) -> Locator:
    """A guide, opened from its routine's page."""
    page.goto(f"/handbok/{routine}")
    return unfolded(page, guide)


def unfolded(page: Page, guide: str) -> Locator:
    card = page.locator(f"#guide-{guide}")
    card.locator("summary").click()
    return card


@pytest.mark.parametrize(
    ("url", "scheme"),
    [
        *((url, "light") for url in PAGES if url not in (*ALIKE, *DARK)),
        *((url, "dark") for url in DARK),
        *(pytest.param(url, "light", marks=SOAK) for url in PAGES if url in (*ALIKE, *DARK)),
        pytest.param("/handbok/kundmail", "dark", marks=SOAK),
    ],
)
def test_pages_fit_a_narrow_window_and_can_be_read_by_everybody(page: Page, url: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(url)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size(SIZE)

    found = Axe().run(page, options=RULES).response["violations"]

    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []


def test_nor_is_any_other_page_wider_than_a_narrow_window(page: Page, app: Flask) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    pages = {rule.rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("pages.") and not rule.arguments}
    wide = []
    in_every_run = {*PAGES} - {*ALIKE}  # read above, and narrow there
    for url in sorted((pages | {"/ovning?titlar=ja"}) - in_every_run):
        got = page.request.get(url)
        if got.ok and got.headers["content-type"].startswith("text/html"):
            page.goto(url)
            wide += [url] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else []
    assert wide == []


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=SOAK), "dark"])
def test_an_open_guide_can_be_used_by_everybody_and_answers_lead_to_steps_texts_and_an_outcome(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    card = opened(page, "stora-arenden", "stora-arenden")
    card.get_by_label("Hur många anläggningar gäller det?").fill("22")
    card.get_by_role("radio", name="Fakturan").check()
    expect(card.get_by_text("Saknas:").first).to_be_visible()

    found = Axe().run(page, options=RULES).response["violations"]

    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []

    card.get_by_label("Hur många anläggningar gäller det?").fill("12")
    card.get_by_role("radio", name="Flytt").check()
    card.get_by_role("group", name="Är kunden en fastighetsägare").get_by_role("radio", name="Nej").check()

    expect(card.get_by_text("Fler än 5. Lämna ärendet till Backoffice.")).to_be_visible()
    expect(card.get_by_text("med kod MOVEINFO")).to_be_visible()
    expect(card.get_by_role("group", name="Ärendets titel")).to_have_text("12 konfigs")


def test_a_row_is_copied_with_its_tabs_and_ticked_steps_stay_ticked(page: Page) -> None:
    card = opened(page, "returpost", "returpost-sortering")
    card.get_by_role("textbox", name="Dödsbofakturor").fill("2")
    cells = card.get_by_role("definition")
    expect(cells.nth(0)).to_have_text("2026-03-10")
    expect(cells.nth(1)).to_have_text("2")

    card.get_by_role("button", name="Kopiera").click()

    expect(card.get_by_text("Kopierat")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "2026-03-10\t2\t\t\t\t\t"

    card = unfolded(page, "retur-datum")
    card.get_by_role("radio", name="Mätarbyte").check()
    card.get_by_label("Vilket datum").fill("2026-04-20")
    card.get_by_role("checkbox", name="Leta efter en ny adress").check()

    card.get_by_role("radio", name="Ja").check()

    expect(card.get_by_text("Uppdatera kundbilden och skicka om brevet.")).to_be_visible()
    expect(card.get_by_role("checkbox", name="Leta efter en ny adress")).to_be_checked()


def test_what_is_being_written_is_left_alone(page: Page) -> None:
    card = opened(page, "eskalering", "eskalera")
    card.get_by_role("radio", name="Nej").check()
    field = card.get_by_label("Vad behöver du hjälp med?")
    field.press_sequentially("Vad gäller för byggström?")

    expect(card.get_by_role("group", name="Anteckning på ärendet")).to_contain_text("Vad gäller för byggström?")
    expect(field).to_be_focused()
    expect(field).to_have_value("Vad gäller för byggström?")


def test_an_overtaken_answer_is_not_shown(page: Page) -> None:
    held: list[Route] = []
    card = opened(page, "brev", "brevkod")
    expect(card.get_by_role("radio", name="En faktura")).to_be_visible()

    def hold_the_first(route: Route) -> None:
        if "En faktura" in (route.request.post_data or ""):
            held.append(route)
        else:
            route.continue_()

    page.route("**/handbok/guide/brevkod", hold_the_first)
    with page.expect_request("**/handbok/guide/brevkod"):
        card.get_by_role("radio", name="En faktura").check()
    card.get_by_role("radio", name="Något annat").check()
    expect(card.get_by_text("Koden är CUIN.")).to_be_visible()
    with page.expect_response("**/handbok/guide/brevkod"):
        held[0].continue_()

    expect(card.get_by_text("Koden är CUIN.")).to_be_visible()
    expect(card.get_by_text("Koden är INVOICE.")).to_have_count(0)


def test_everything_can_be_done_from_the_keyboard(page: Page) -> None:
    page.goto("/handbok/brev")
    summary = page.locator("#guide-brevkod summary")
    summary.focus()
    page.keyboard.press("Enter")
    radio = page.get_by_role("radio", name="En faktura")
    expect(radio).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_text("Koden är INVOICE.")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")

    expect(page.get_by_role("checkbox", name="Logga på kundbilden")).to_be_checked()


def test_a_server_that_is_away_is_told_about(page: Page) -> None:
    page.goto("/handbok/brev")
    page.route("**/handbok/guide/brevkod", lambda route: route.fulfill(status=200, body="x"))

    page.locator("#guide-brevkod summary").click()

    expect(page.get_by_role("alert")).to_have_text("Guiden går inte att nå just nu. Ladda om sidan och försök igen.")


def test_an_address_into_a_closed_guide_opens_it(page: Page) -> None:
    page.goto("/handbok/kundmail#guide-noreply")

    expect(page.get_by_label("Adressen som kunden svarade till")).to_be_visible()


def test_a_routine_on_paper_is_all_open_but_further_examples_with_the_checks_in_brief_last(page: Page, app: Flask) -> None:
    page.goto("/handbok/kundmail")
    brief = page.get_by_role("region", name="Det här ser Rutinlots efter")
    expect(brief).to_have_count(0)

    page.emulate_media(media="print")

    rules = app.extensions["rutinlots"].rules
    titles = {check.title for check in rules.checks if check.source.routine == "kundmail"}
    expect(brief.get_by_role("heading", level=4)).to_have_count(len(titles))
    assert {*brief.get_by_role("heading", level=4).all_inner_texts()} == titles
    forgotten = brief.locator(".brief", has_text="Bilagan saknas")
    expect(forgotten.get_by_text("Jag bifogar en kopia av fakturan.")).to_be_visible()
    expect(page.locator("section > .check").first).to_be_hidden()
    assert page.locator("main section").last.get_attribute("aria-labelledby") == "i-korthet"

    examples = page.locator(".check > details")
    closed = page.locator("details:not([open])")
    page.emulate_media(media="screen")
    assert 0 < examples.count() < closed.count()
    examples.first.locator("summary").click()

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(closed).to_have_count(examples.count() - 1)
    expect(examples.first).to_be_visible()
    expect(examples.nth(1)).to_be_hidden()

    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("details[open]")).to_have_count(1)
    examples.first.locator("summary").evaluate("each => each.click()")
    assert 4 < len(re.findall(rb"/Type /Page\b", page.pdf(format="A4"))) < 13, "it was a book of fifty"


def test_on_paper_there_is_nothing_to_press(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    for path in ("/handbok/kundmail", "/statistik", "/verkstad/historik", "/verkstad/tider", "/svar"):
        page.goto(path)

        expect(page.get_by_role("heading", level=1), path).to_be_visible()
        pressed = page.locator("nav, button, input, a[href$='.csv'], .tags a").filter(visible=True)
        assert pressed.all_inner_texts() == [], path
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)", path


def test_on_paper_are_the_hours_that_apply_and_not_those_that_are_being_typed(page: Page) -> None:
    page.goto("/verkstad/tider")
    page.get_by_label("Fredag").fill("08:00-15:15")
    applies = page.get_by_role("region", name="Så gäller det 2026-03-10")
    expect(applies).to_have_count(0)

    page.emulate_media(media="print")

    expect(applies.get_by_role("columnheader", name="Fredag")).to_be_visible()
    expect(applies.get_by_role("cell", name="08.00–17.00")).to_have_count(5)
    expect(applies.get_by_text("fredag 3 april, långfredagen: stängt")).to_be_visible()
    expect(page.get_by_text("15.15")).to_have_count(0)


def test_a_reply_is_copied_with_one_click_and_the_replies_are_no_book_on_paper(page: Page) -> None:
    page.goto("/svar")
    reply = page.locator("#autogiro")
    reply.get_by_role("button", name="Kopiera").click()
    expect(reply.get_by_text("Kopierat")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == reply.locator("#autogiro-text").text_content()

    page.locator(".snippet > details").first.locator("summary").click()
    page.emulate_media(media="print")
    written = page.pdf(format="A4")

    assert 5 < len(re.findall(rb"/Type /Page\b", written)) < 13, "forty-five replies, two or three to a column"
    expect(page.locator(".snippet > details[open]")).to_have_count(1)


def test_on_paper_no_text_of_a_form_is_cut_off(page: Page) -> None:
    page.goto("/verkstad/fil/snippets/betalning/autogiro.yaml")
    cut = """[...document.querySelectorAll('textarea')]
        .filter((each) => each.scrollHeight > each.clientHeight + 1).map((each) => each.name)"""
    assert page.evaluate(cut) == ["keywords"]

    page.emulate_media(media="print")

    assert page.evaluate(cut) == []
    expect(page.get_by_role("button", name="Granska och publicera")).to_be_hidden()


def test_a_check_on_paper_says_whether_it_is_paused_and_has_nothing_to_press(page: Page) -> None:
    page.emulate_media(media="print")
    page.goto("/verkstad/fil/checks/mallar/leftover-placeholder.yaml")

    expect(page.get_by_role("group", name="Läge").get_by_text("Används.")).to_be_visible()
    assert page.locator(".states :is(button, input), a[href='#utfall']").filter(visible=True).count() == 0


def test_on_a_phone_what_becomes_of_a_change_is_a_click_away_and_is_published_from_there(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/verkstad/fil/checks/mallar/leftover-placeholder.yaml")
    page.locator("#f-why").fill("Mallen har ställen där kundens uppgifter ska in.")

    page.get_by_role("link", name="Så blir det").click()
    expect(page.get_by_role("heading", name="Så blir det")).to_be_in_viewport()
    page.get_by_role("button", name="Granska och publicera").last.click()

    expect(page.get_by_role("heading", name="Publicera ”Något är inte ifyllt”?")).to_be_visible()


def test_the_search_box_leads_to_hits(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Sök i handboken").fill("strömavbrottet")
    page.keyboard.press("Enter")

    page.get_by_role("link", name="6 Retur om strömavbrott").click()

    expect(page.get_by_role("heading", name="6 Retur om strömavbrott", level=2)).to_be_in_viewport()


def test_the_statistics_can_be_read_on_a_phone_and_no_column_is_cut_off_on_paper(page: Page, app: Flask) -> None:
    store = app.extensions["rutinlots"].store
    kinds = ("shown",) * 20 + ("overridden",) * 9 + ("wrong-alarm",) * 3
    store.ledger.record(
        [Event(id=str(uuid4()), at=EVENING, kind=kind, ticket=90_555, check="auto-salutation") for kind in kinds], EVENING
    )
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/statistik")
    store.retention.delete_ticket(90_555)

    weeks = page.locator(".chart").first.locator(".week")
    boxes = [box for each in weeks.all() if (box := each.bounding_box())]
    assert len(boxes) == 12
    assert min(box["height"] for box in boxes) >= 11
    assert all(one["x"] + one["width"] < other["x"] for one, other in pairwise(boxes))

    said, acts = page.locator("td .blame"), page.locator("td form.states")
    heights = [box["height"] for each in (said, acts.get_by_role("button").first) if (box := each.bounding_box())]
    whole = acts.locator("xpath=ancestor::tr").bounding_box()
    assert whole is not None
    assert heights[0] < 80, "three lines"
    assert heights[1] < 48, "a button's words on one line"
    assert whole["height"] < 200

    page.set_viewport_size({"width": 700, "height": 990})  # A4 within its margins
    page.emulate_media(media="print")
    box = said.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 700
