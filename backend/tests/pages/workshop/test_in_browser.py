"""The workshop as it is used: examples run while one types, and nothing that is typed is lost."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, Route, expect

from backend.tests.pages.conftest import EVENING
from backend.tests.pages.test_in_browser import RULES
from backend.tests.served import served
from e2e.harness.browser import draw_a_corner
from rutinlots import create_app, rule_loader
from rutinlots.rule_loader import Problem

SHARED_RULES = Path(__file__).parents[4] / "shared_rules"
CHECK = "checks/arende/invoice-on-my-pages.yaml"
READING_MS = 30_000  # a whole folder of rules is read and proven
PASSWORD = "många små gröna äpplen"


@pytest.fixture
def app(tmp_path: Path, rules, monkeypatch: pytest.MonkeyPatch) -> Flask:
    folder = Path(shutil.copytree(SHARED_RULES, tmp_path / "rules"))
    read = rule_loader.load
    monkeypatch.setattr(rule_loader, "load", lambda place, *more: read(place, *more) if any(more) else read(SHARED_RULES))
    made = create_app({"TESTING": True, "CLOCK": lambda: EVENING, "RULES": folder})
    made.extensions["rutinlots"].store.leads.add("Maria", PASSWORD, EVENING)
    return made


@pytest.fixture
def page(app: Flask, browser: Browser) -> Iterator[Page]:
    """A page of our own server, logged in."""
    with served(app) as address:
        window = browser.new_context(base_url=address, locale="sv-SE", reduced_motion="reduce")
        opened = window.new_page()
        draw_a_corner(opened)
        opened.goto("/logga-in")
        log_in(opened)
        yield opened
        window.close()


def log_in(page: Page) -> None:
    page.get_by_label("Namn", exact=True).fill("Maria")
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()


def test_what_is_typed_before_the_scripts_have_come_is_tried_and_kept_too(page: Page):
    held: list[Route] = []
    is_late = True

    def hold(route: Route) -> None:
        if is_late:
            held.append(route)
        else:
            route.continue_()

    page.route("**/static/*.js", hold)
    page.goto(f"/verkstad/fil/{CHECK}", wait_until="commit")
    page.get_by_label("Det den säger").fill("En { ensam")
    is_late = False
    for route in held:
        route.continue_()

    expect(page.locator("#utfall-status")).to_have_text("1 sak behöver rättas först.")
    page.goto(f"/verkstad/fil/{CHECK}")
    page.get_by_role("button", name="Ta tillbaka det").click()
    expect(page.get_by_label("Det den säger")).to_have_value("En { ensam")


def test_what_is_typed_is_tried_at_once_and_outlives_connection_session_and_page_and_that_the_server_works_is_said(
    page: Page, app: Flask
):
    page.goto(f"/verkstad/fil/{CHECK}")
    expect(page.locator("#utfall-status")).to_have_text("Allt stämmer.")
    expect(page.locator("[data-kort]").get_by_text("Kunden vill ha en faktura igen")).to_be_visible()

    expect(page.locator("[data-kort]")).to_have_css("border-top-width", "1px")

    page.get_by_label("Det den säger").fill("En { ensam")
    expect(page.locator("#utfall-status")).to_have_text("1 sak behöver rättas först.")
    expect(page.get_by_label("Det den säger")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Det den säger").fill("Mina sidor räcker.")
    expect(page.locator("[data-kort]").get_by_text("Mina sidor räcker.")).to_be_visible()
    expect(page.get_by_label("Det den säger")).to_be_focused()

    def lost(route: Route) -> None:
        route.abort()

    page.route("**/verkstad/fil/**", lost)
    page.get_by_role("button", name="Granska och publicera").click()
    expect(page.get_by_role("alert")).to_contain_text("Det du har skrivit finns kvar")
    page.unroute("**/verkstad/fil/**", lost)

    page.context.clear_cookies(name=re.compile("session"))
    page.get_by_role("button", name="Granska och publicera").click()
    expect(page.get_by_role("alert")).to_contain_text("Du är inte inloggad längre")
    page.reload()
    log_in(page)
    expect(page.get_by_label("Det den säger")).to_have_value(re.compile("Kunden vill ha"))
    page.get_by_role("button", name="Ta tillbaka det").click()
    expect(page.get_by_label("Det den säger")).to_have_value("Mina sidor räcker.")

    page.get_by_role("button", name="Granska och publicera").click()
    expect(page.get_by_role("heading", name="Publicera")).to_be_visible(timeout=READING_MS)
    page.get_by_label("Varför").fill("Kortare.")
    page.route("**/keep.js", lost)  # as when the next page is left before its scripts have run
    page.get_by_role("button", name="Publicera", exact=True).click()
    expect(page.get_by_text("är ändrad, och det gäller nu. Kortare. Se ändringen")).to_be_visible(timeout=READING_MS)
    page.unroute("**/keep.js", lost)
    assert app.extensions["rutinlots"].rules.by_id["invoice-on-my-pages"].message == "Mina sidor räcker."
    page.goto(f"/verkstad/fil/{CHECK}")
    expect(page.get_by_role("button", name="Ta tillbaka det")).to_have_count(0)

    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/verkstad/lage/**", hold)  # a form of buttons only is sent in the same way
    page.get_by_role("button", name="Pausa till i morgon").click()
    expect(page.get_by_role("status").filter(has_text="Arbetar …")).to_be_visible()
    held[0].abort()
    expect(page.get_by_role("alert")).to_contain_text("Servern går inte att nå")
    expect(page.get_by_text("Arbetar …")).to_have_count(0)
    page.unroute("**/verkstad/lage/**", hold)
    page.get_by_role("button", name="Pausa till i morgon").click()
    expect(page.get_by_text("”Hänvisa först till Mina sidor”: pausad till")).to_be_visible(timeout=READING_MS)


def assert_readable(page: Page) -> None:
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == [], page.url


@pytest.mark.soak
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_on_the_way_of_a_change_can_be_read_by_everybody(page: Page, app: Flask, scheme: str):
    state = app.extensions["rutinlots"]
    file = state.live_rules.folder / CHECK
    page.emulate_media(color_scheme=scheme)

    def review(words: str) -> None:
        page.goto(f"/verkstad/fil/{CHECK}")
        page.get_by_label("Det den säger").fill(words)
        page.get_by_role("button", name="Granska och publicera").click()
        expect(page.get_by_role("heading", name="Publicera")).to_be_visible(timeout=READING_MS)

    def publish(says: str) -> None:
        page.get_by_role("button", name="Publicera", exact=True).click()
        expect(page.get_by_text(says).first).to_be_visible(timeout=READING_MS)

    review("Mina sidor räcker.")
    assert_readable(page)
    publish("är ändrad, och det gäller nu")
    assert_readable(page)
    page.goto("/verkstad/historik")
    assert_readable(page)
    page.get_by_role("main").get_by_role("table").get_by_role("link").first.click()
    expect(page.get_by_role("button", name="Ångra ändringen")).to_be_visible()
    assert_readable(page)

    review("Min text.")
    file.write_text(file.read_text("utf-8").replace("Mina sidor räcker.", "Deras text."), "utf-8")
    publish("Någon annan ändrade den")
    assert_readable(page)
    page.get_by_role("button", name="Granska", exact=True).click()
    expect(page.get_by_role("heading", name="Två ändringar")).to_be_visible()  # until one has chosen
    page.get_by_role("radio", name="Din").check()

    state.publisher._to_database = True
    page.get_by_role("button", name="Granska", exact=True).click()
    expect(page.get_by_role("heading", name="Publicera")).to_be_visible(timeout=READING_MS)
    publish("är ändrad, och det gäller nu")
    file.write_text(file.read_text("utf-8").replace("Deras text.", "Från filen."), "utf-8")
    page.goto(f"/verkstad/bada/{CHECK}")
    expect(page.get_by_text("Från filen.").first).to_be_visible()
    assert_readable(page)


def test_enter_in_the_day_pauses_and_what_is_typed_meanwhile_is_offered_back(page: Page, app: Flask, monkeypatch):
    page.goto(f"/verkstad/fil/{CHECK}")
    page.get_by_label("Det den säger").fill("Mina sidor räcker.")
    page.get_by_label("Gäller igen", exact=True).fill("2026-03-10")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Välj en dag efter i dag och före år 2100 då den gäller igen.")
    page.get_by_label("Gäller igen", exact=True).fill("2026-03-31")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Pausad till 2026-03-31.")).to_be_visible(timeout=READING_MS)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/regler")
    expect(page.get_by_role("cell", name="2026-03-31")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    live = app.extensions["rutinlots"].live_rules
    wrong = Problem("checks/halsning/double-greeting.yaml", 4, "level", "”kanske” finns inte; välj bland: block, confirm, hint")
    monkeypatch.setattr(live, "in_force", replace(live.in_force, problems=(wrong,), refused_at=EVENING))
    page.reload()
    expect(page.get_by_role("cell", name="”kanske” finns inte")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"/verkstad/fil/{CHECK}")
    page.get_by_role("button", name="Ta tillbaka det").click()
    expect(page.get_by_label("Det den säger")).to_have_value("Mina sidor räcker.")
    page.get_by_role("button", name="Granska och publicera").first.click()
    expect(page.get_by_text("Den ändringen står kvar, utom det du ser här nedanför.")).to_be_visible(timeout=READING_MS)
    page.get_by_role("button", name="Publicera", exact=True).click()
    expect(page.get_by_text("är ändrad, men den är pausad till")).to_be_visible(timeout=READING_MS)
    check = app.extensions["rutinlots"].rules.by_id["invoice-on-my-pages"]
    assert (check.message, str(check.paused_until)) == ("Mina sidor räcker.", "2026-03-31")


def test_an_exception_is_tried_against_the_mail_as_it_is_typed_and_the_browser_keeps_nothing_of_the_mail(page: Page):
    page.goto("/prova")
    page.get_by_label("Text", exact=True).first.fill("Hej! Min man har gått bort. Kanariefågeln hälsar.")
    draft = page.get_by_label("Text", exact=True).last
    draft.fill(draft.input_value().replace("Hej!", "Hej Anna,\n\nJag beklagar sorgen. Kul att du hör av dig!"))
    page.get_by_role("button", name="Prova", exact=True).click()
    with page.expect_popup() as opened:
        page.get_by_role("article").filter(has_text="Glad ton").get_by_role("button", name="Undanta de här orden").click()

    form = opened.value
    expect(form.get_by_text("”Glad ton när någon har gått bort” är tyst om mejlet nu.")).to_be_visible()
    form.locator('[id="f-except/0/patterns"]').fill("toppen")
    expect(form.get_by_text("säger fortfarande till om mejlet, här:")).to_be_visible()
    expect(form.locator("#utfall mark").get_by_text("Kul", exact=True).first).to_be_visible()
    form.locator('[id="f-except/0/patterns"]').fill("kul att du hör av dig")
    form.locator('[id="f-except/0/because"]').fill("Vi säger så.")
    expect(form.get_by_text("är tyst om mejlet nu")).to_be_visible()
    form.get_by_role("button", name="Granska och publicera").click()
    expect(form.get_by_role("heading", name="Publicera")).to_be_visible(timeout=READING_MS)
    form.get_by_role("button", name="Tillbaka och ändra").click()
    expect(form.get_by_text("är tyst om mejlet nu")).to_be_visible()

    kept = form.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}, location.href, document.cookie])")
    assert "kul att du hör av dig" in kept, "what was typed is kept"
    assert "Kanarie" not in kept


def test_the_hours_come_back_with_what_was_typed_refused_or_reviewed_and_do_not_offer_it_again(page: Page):
    page.goto("/verkstad/tider")
    page.get_by_label("Dag", exact=True).nth(1).fill("2026-12-24")
    page.get_by_label("Tid", exact=True).nth(1).fill("halv nio till tolv")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("ska vara som 08:00-17:00")).to_be_visible()
    expect(page.get_by_text("som inte är sparat")).to_have_count(0)

    page.get_by_label("Tid", exact=True).first.fill("08:30-12:00")  # the rows are in the order of their days
    page.get_by_label("Fredag").fill("8-15")
    page.get_by_role("button", name="Granska och publicera").click()
    expect(page.get_by_role("heading", name="Publicera")).to_be_visible(timeout=READING_MS)
    page.get_by_role("button", name="Tillbaka och ändra").click()
    expect(page.get_by_label("Fredag")).to_have_value("08:00-15:00")
    expect(page.get_by_text("som inte är sparat")).to_have_count(0)
    page.reload()
    page.get_by_role("button", name="Ta tillbaka det").click()
    expect(page.get_by_label("Fredag")).to_have_value("08:00-15:00")


def test_an_older_text_is_never_offered_in_the_place_of_a_newer_one(page: Page):
    says, offer = page.get_by_label("Det den säger"), page.get_by_text("som inte är sparat")
    page.goto(f"/verkstad/fil/{CHECK}")

    def review() -> None:
        page.get_by_role("button", name="Granska och publicera").click()
        expect(page.get_by_role("heading", name="Publicera")).to_be_visible(timeout=READING_MS)

    says.fill("Den första texten.")
    review()
    page.get_by_label("Varför (").fill("Kortare")
    page.get_by_role("button", name="Tillbaka och ändra").click()
    says.fill("Den andra texten.")
    review()
    expect(offer).to_have_count(0)
    expect(page.get_by_label("Varför (")).to_have_value("Kortare")
    expect(page.locator("textarea[name=yaml]")).to_have_value(re.compile("Den andra texten"))

    page.get_by_role("button", name="Tillbaka och ändra").click()
    page.get_by_role("button", name="Visa som text").click()
    text = page.get_by_label("Hela filen")
    text.fill(text.input_value().replace("Den andra texten.", "Den tredje texten."))
    page.get_by_role("button", name="Visa som formulär").click()
    expect(says).to_have_value("Den tredje texten.")
    expect(offer).to_have_count(0)
    page.reload()
    page.get_by_role("button", name="Ta tillbaka det").click()
    expect(says).to_have_value("Den tredje texten.")


def test_control_and_enter_review_from_anywhere_press_no_other_button_and_going_back_offers_what_was_typed(page: Page):
    page.goto("/verkstad")
    page.goto(f"/verkstad/fil/{CHECK}")
    page.get_by_label("Det den säger").fill("Mina sidor räcker.")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Publicera")).to_be_visible(timeout=READING_MS)

    page.go_back()
    page.get_by_role("button", name="Ta tillbaka det").click()
    expect(page.get_by_label("Det den säger")).to_have_value("Mina sidor räcker.")

    page.get_by_role("button", name="Granska och publicera").click()
    expect(page.get_by_role("heading", name="Publicera")).to_be_visible(timeout=READING_MS)
    page.get_by_role("button", name="Tillbaka och ändra").focus()
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Det den säger")).to_have_value("Mina sidor räcker.")


def test_a_new_check_that_is_loaded_again_in_the_middle_is_offered_back(page: Page):
    page.goto("/verkstad/ny/kontroll")
    page.get_by_label("När svaret nämner").fill("blå ram")
    page.get_by_label("Visa det här tipset").fill("Säg var ramen finns.")
    page.get_by_label("Med rubriken").fill("Den blå ramen")
    page.get_by_role("button", name="Fortsätt och prova").click()
    page.get_by_role("button", name="Granska och publicera").click()
    expect(page.get_by_role("heading", name="Publicera")).to_be_visible(timeout=READING_MS)

    page.reload()

    page.get_by_role("button", name="Ta tillbaka det").click()
    expect(page.get_by_label("Med rubriken")).to_have_value("Den blå ramen")
