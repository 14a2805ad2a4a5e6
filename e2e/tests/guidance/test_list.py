"""The list of tickets: it should show my own that wait for an answer from us (KM-03)."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.harness.harness import Harness
from e2e.harness.pages import Overlay
from e2e.tests.grid import soaked

WRONG = "Filtret visar fel ärenden"
PLACES = pytest.mark.parametrize("variants", ["shadow light-filter strict-csp", *soaked("classic", "shadow", "shadow-filter")])


class TicketList:
    """The mock's list and its filter; locators see into open shadow roots."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.cards = page.locator(".ticket-card")
        self.apply = page.get_by_role("button", name="Tillämpa")

    def field(self, label: str) -> Locator:
        return self.page.locator(".filter-field").filter(has_text=re.compile(f"^{label}"))

    def pills(self, label: str) -> Locator:
        return self.field(label).locator(".ember-power-select-multiple-option")

    def add(self, label: str, value: str) -> None:
        """As a person does it."""
        self.field(label).get_by_role("textbox").click()
        self.page.get_by_role("option", name=value, exact=True).click()

    def remove(self, label: str, value: str) -> None:
        self.field(label).get_by_role("button", name=f"Ta bort {value}").click()


def opened(harness: Harness) -> tuple[TicketList, Overlay]:
    page = harness.open_list()
    return TicketList(page), Overlay(page)


@PLACES
def test_what_differs_is_said_set_and_applied_with_one_click_and_by_hand_counts_when_applied(harness: Harness, variants: str):
    harness.mock.use(*variants.split())
    harness.mock.set_properties(90104, {"Handläggare": "Amir Haddad"})
    harness.mock.set_properties(90114, {"Status": "Öppen"})
    tickets, overlay = opened(harness)
    before = tickets.cards.count()
    expect(overlay.finding(WRONG)).to_contain_text("Handläggare = Jag (nu: alla)")
    expect(overlay.finding(WRONG)).to_contain_text("Status = Väntar svar internt (nu: Alla olösta)")
    expect(overlay.panel).to_contain_text("1 tips")
    leaves_the_filter_free(tickets, overlay)

    overlay.finding(WRONG).get_by_role("button", name="Ställ in filtret").click()

    expect(tickets.pills("Handläggare")).to_have_text([re.compile("Jag")])
    expect(tickets.pills("Status")).to_have_text([re.compile("Väntar svar internt")])
    expect(tickets.cards).to_have_count(before - 2)
    expect(tickets.apply).to_be_disabled()
    expect(overlay.toast).to_contain_text("Filtret är inställt")
    expect(overlay.findings).to_have_count(0)
    expect(overlay.panel).to_contain_text("Inget att anmärka på")

    tickets.remove("Handläggare", "Jag")
    tickets.remove("Status", "Väntar svar internt")
    tickets.add("Status", "Öppen")
    tickets.apply.click()
    expect(overlay.finding(WRONG)).to_contain_text("Status = Väntar svar internt (nu: Öppen)")
    tickets.add("Handläggare", "Jag")
    tickets.remove("Status", "Öppen")
    tickets.add("Status", "Väntar svar internt")
    expect(tickets.apply).to_be_enabled()
    expect(overlay.finding(WRONG)).to_contain_text("klicka på Tillämpa")
    tickets.apply.click()
    expect(overlay.findings).to_have_count(0)


def leaves_the_filter_free(tickets: TicketList, overlay: Overlay) -> None:
    panel = overlay.panel.bounding_box()
    for part in (tickets.apply, tickets.field("Handläggare"), tickets.field("Status")):
        box = part.bounding_box()
        apart = box["y"] >= panel["y"] + panel["height"] or panel["y"] >= box["y"] + box["height"]
        assert apart or box["x"] >= panel["x"] + panel["width"] or panel["x"] >= box["x"] + box["width"]


def test_several_wrong_choices_are_taken_away_and_other_fields_stay(harness: Harness):
    tickets, overlay = opened(harness)
    chosen = {"Lotta Nyman": "Handläggare", "Amir Haddad": "Handläggare", "Löst": "Status", "Backoffice": "Grupp"}
    for value, label in chosen.items():
        tickets.add(label, value)
    tickets.apply.click()
    expect(overlay.finding(WRONG)).to_contain_text("(nu: Lotta Nyman, Amir Haddad)")
    overlay.finding(WRONG).get_by_role("button", name="Ställ in filtret").click()

    expect(tickets.pills("Handläggare")).to_have_text([re.compile("Jag")])
    expect(tickets.pills("Status")).to_have_text([re.compile("Väntar svar internt")])
    expect(tickets.pills("Grupp")).to_have_text([re.compile("Backoffice")])
    expect(overlay.findings).to_have_count(0)


AT_ONCE = """async () => {
  document.querySelector('a.breadcrumb-title').click();
  const field = (label) => [...document.querySelectorAll('.filter-field')].find(({textContent}) => textContent.startsWith(label));
  await new Promise((there) => new MutationObserver((_, watch) => field('Status') && (watch.disconnect(), there()))
    .observe(document.body, {childList: true, subtree: true}));
  const press = (element) => ['mousedown', 'mouseup', 'click'].forEach((type) =>
    element.dispatchEvent(new MouseEvent(type, {bubbles: true, cancelable: true})));
  const choose = (label, value) => {
    press(field(label).querySelector('input'));
    press([...document.querySelectorAll('[role=option]')].find(({textContent}) => textContent === value));
  };
  press(field('Status').querySelector('[role=button]'));
  choose('Status', 'Väntar svar internt');
  choose('Handläggare', 'Jag');
}"""


@pytest.mark.soak
def test_what_is_chosen_as_soon_as_the_list_is_there_does_not_count_as_applied(harness: Harness):
    page = harness.open(90104)
    overlay, tickets = Overlay(page), TicketList(page)
    expect(overlay.suggestions).to_be_visible()

    page.evaluate(AT_ONCE)

    expect(overlay.finding(WRONG)).to_contain_text("Status = Väntar svar internt (nu: Alla olösta)")
    expect(tickets.pills("Status")).to_have_text([re.compile("Väntar svar internt")])
    expect(tickets.apply).to_be_enabled()


def test_one_click_applies_what_is_already_chosen(harness: Harness):
    tickets, overlay = opened(harness)
    expect(overlay.finding(WRONG)).to_be_visible()
    tickets.add("Handläggare", "Jag")
    tickets.remove("Status", "Alla olösta")
    tickets.add("Status", "Väntar svar internt")
    overlay.finding(WRONG).get_by_role("button", name="Ställ in filtret").click()

    expect(tickets.apply).to_be_disabled()
    expect(overlay.findings).to_have_count(0)


def test_where_the_page_allows_nothing_the_fields_are_named_and_the_first_one_gets_the_keyboard(harness: Harness):
    harness.mock.use("shadow-filter", "deaf-selects")
    tickets, overlay = opened(harness)
    overlay.finding(WRONG).get_by_role("button", name="Ställ in filtret").click()

    expect(overlay.toast).to_contain_text("Handläggare = Jag och Status = Väntar svar internt")
    expect(tickets.field("Handläggare").get_by_role("textbox")).to_be_focused()
    expect(tickets.pills("Status")).to_have_text([re.compile("Alla olösta")])
    expect(overlay.finding(WRONG)).to_be_visible()

    tickets.add("Handläggare", "Jag")
    tickets.remove("Status", "Alla olösta")
    tickets.add("Status", "Väntar svar internt")
    tickets.apply.click()
    expect(overlay.toast).to_have_count(0, timeout=5000)  # by itself it would go after nine seconds
    expect(overlay.findings).to_have_count(0)


def test_the_panel_follows_to_a_ticket_and_back_and_the_lists_guide_opens_and_is_ticked_off(harness: Harness):
    tickets, overlay = opened(harness)
    expect(overlay.finding(WRONG)).to_be_visible()
    tickets.page.get_by_role("link", name="Fakturakopia").click()
    expect(overlay.suggestions).to_be_visible()
    expect(overlay.finding(WRONG)).to_have_count(0)

    tickets.page.go_back()
    expect(overlay.finding(WRONG)).to_be_visible()

    overlay.finding(WRONG).get_by_role("button", name="Öppna guiden").click()
    guide = overlay.panel.get_by_role("region", name="Ställ in ärendelistan")
    guide.get_by_role("checkbox", name="Handläggare ska vara Jag.").click()
    expect(guide).to_contain_text("1 av 3 klara")


def test_without_the_backend_the_panel_says_so_on_the_list_too(harness: Harness):
    harness.backend.stop()
    _, overlay = opened(harness)

    expect(overlay.panel).to_contain_text("Frånkopplad")
