"""The playground as it is used: from the keyboard, and without losing what is typed."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

TEXT = "Hej Anna,\n\nDen kommer [datum]."
ASKED = "Hej Anna,\n\nFyll i [mätarplats]."  # which is in no example


@pytest.fixture
def unwatched(browser: Browser, address: str) -> Iterator[Page]:
    """A page whose console may have errors: a browser writes one for every answer that is a refusal."""
    page = browser.new_page(base_url=address)
    yield page
    page.close()


def test_ctrl_and_enter_try_the_draft_and_lead_to_the_result(page: Page) -> None:
    page.goto("/prova")
    draft = page.get_by_role("group", name="Utkastet").get_by_label("Text")
    draft.fill(TEXT)

    draft.press("Control+Enter")

    result = page.get_by_role("region", name="Så här blir det")
    expect(result.locator("figure mark", has_text="[datum]")).to_be_visible()
    expect(result).to_be_focused()
    expect(draft).to_have_value(TEXT)
    assert page.evaluate("location.href").endswith("/prova")


def test_the_number_beside_a_place_leads_to_its_finding(page: Page) -> None:
    page.goto("/prova?kontroll=leftover-placeholder&exempel=1")
    number = page.locator("figure sup a").first
    number.focus()

    number.press("Enter")

    expect(page.locator("article:target")).to_be_in_viewport()


def test_enter_in_a_field_tries_and_adds_no_mail(page: Page) -> None:
    page.goto("/prova")
    page.get_by_label("Ärendets ämne").press("Enter")

    expect(page.get_by_role("heading", name="Varför är de andra tysta?")).to_be_visible()
    expect(page.get_by_role("group", name="Mejl 1 av 1")).to_be_visible()


def test_an_older_mail_is_added_and_what_was_typed_stays(page: Page) -> None:
    page.goto("/prova")
    page.get_by_role("group", name="Mejl 1 av 1").get_by_label("Text").fill("Hej igen!")

    page.get_by_role("button", name="Lägg till ett äldre mejl").click()

    expect(page.get_by_role("group", name="Mejl 1 av 2").get_by_label("Text")).to_be_focused()
    expect(page.get_by_role("group", name="Mejl 2 av 2").get_by_label("Text")).to_have_value("Hej igen!")


ANSWERS = [
    (lambda route: route.abort(), "Servern går inte att nå."),
    (lambda route: route.fulfill(status=401, body=""), "Du är inte inloggad längre."),
    (lambda route: route.fulfill(status=413, body=""), "Det är för mycket text."),
    (lambda route: route.fulfill(status=500, body=""), "Det gick inte."),
]


def sent(answer: Callable[[Route], None]) -> Callable[[Route], None]:
    """Answers what is sent, and nothing that is read."""
    return lambda route: answer(route) if route.request.method == "POST" else route.continue_()


def test_what_is_typed_stays_when_the_server_does_not_answer_and_is_kept_nowhere_else(unwatched: Page) -> None:
    unwatched.goto("/prova")
    draft = unwatched.get_by_role("group", name="Utkastet").get_by_label("Text")
    draft.fill(TEXT)
    for answer, says in ANSWERS:
        unwatched.route("**/prova", sent(answer))
        unwatched.get_by_role("button", name="Prova").click()
        expect(unwatched.get_by_role("alert")).to_contain_text(says)
        expect(draft).to_have_value(TEXT)
        unwatched.unroute("**/prova")

    unwatched.get_by_role("button", name="Prova").click()

    expect(unwatched.locator("figure mark", has_text="[datum]")).to_be_visible()
    assert unwatched.evaluate("Object.keys(sessionStorage)") == []


def test_it_works_without_scripts(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as window:
        page = window.new_page()
        page.goto("/prova")
        page.get_by_role("group", name="Utkastet").get_by_label("Text").fill(TEXT)
        page.get_by_role("button", name="Prova").click()

        expect(page.locator("figure mark", has_text="[datum]")).to_be_visible()
        assert page.url == f"{address}/prova"


def test_words_that_alarm_wrongly_are_exempted_in_another_tab_where_they_are_tried_while_one_types(page: Page) -> None:
    page.goto("/prova")
    draft = page.get_by_role("group", name="Utkastet").get_by_label("Text")
    draft.fill(ASKED)
    draft.press("Control+Enter")
    finding = page.get_by_role("article", name="Något är inte ifyllt")

    with page.expect_popup() as opening:
        finding.get_by_role("button", name="Undanta de här orden").click()

    form = opening.value.get_by_role("group").filter(has_text="Undantag: utan skäl")
    expect(form.get_by_label("Var tyst när det står")).to_have_value(r"\[mätarplats\]")
    status = opening.value.get_by_role("region", name="Så blir det").get_by_role("status")
    expect(status).to_have_text("1 sak behöver rättas först.")
    form.get_by_label("Varför").fill("Så heter fältet i kundens blankett.")
    expect(status).to_have_text("Allt stämmer.")
    expect(draft).to_have_value(ASKED)
