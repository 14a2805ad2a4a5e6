"""What has lost its names is known by its words and its place; what isn't known even so is said."""

import pytest
from playwright.sync_api import Page, expect

from e2e.harness.harness import Harness
from e2e.harness.pages import Overlay, Ticket

TICKET = 90103
OUTSIDE, COLLEAGUE = "elektriker@example.com", "driften@ellevio.se"
INTERNAL = "Internt mejl från Freshdesk"
FILLED = {"Typ": "Fråga", "Interna kategorier": "Faktura"}
GROUP = "Produktspecialist Releasy"
GREETING = "Hälsningen stämmer inte"
STRIPPED = """css => {
  for (const element of document.querySelectorAll(css)) {
    for (const {name} of [...element.attributes]) {
      if (/^(class|id|name|role|aria-haspopup|data-)/.test(name)) element.removeAttribute(name);
    }
  }
}"""


def opened(harness: Harness, *variants: str, **properties: str) -> tuple[Page, Ticket, Overlay]:
    harness.mock.use(*variants)
    harness.mock.set_properties(TICKET, {**FILLED, **properties})
    page = harness.open(TICKET)
    return page, Ticket(page), Overlay(page)


def add(page: Page, row: str, address: str) -> None:
    page.get_by_role("textbox", name=row, exact=True).click()
    page.keyboard.insert_text(address)
    page.keyboard.press("Enter")


def test_an_editor_is_one_however_it_is_made_editable(harness: Harness) -> None:
    page, ticket, overlay = opened(harness)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    page.evaluate("""() => {
      globalThis.editor = document.querySelector('.fr-element');
      for (const name of ['class', 'role']) editor.removeAttribute(name);
    }""")
    for value in ("", "TRUE", "plaintext-only"):
        page.evaluate("value => editor.setAttribute('contenteditable', value)", value)
        expect(overlay.finding(GREETING), value).to_be_visible()
        page.locator("#send-and-set").click()
        expect(overlay.dialog.gate, value).to_be_visible()
        expect(overlay.dialog.finding(GREETING), value).to_be_visible()
        overlay.dialog.back.click()


def test_a_forward_that_is_opened_by_a_button_without_names_is_no_reply(harness: Harness) -> None:
    page, ticket, overlay = opened(harness)
    page.evaluate(STRIPPED, ".page-actions__group button")
    ticket.forward()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    add(page, "Till", OUTSIDE)
    ticket.send()
    expect(overlay.dialog.gate).to_be_visible()
    expect(overlay.dialog.finding("Svaret lämnar ärendet öppet")).to_have_count(0)


@pytest.mark.soak
def test_a_hidden_copy_is_read_by_the_name_of_its_row(harness: Harness) -> None:
    page, ticket, overlay = opened(harness)
    ticket.forward()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    add(page, "Till", OUTSIDE)
    page.get_by_role("button", name="Hemlig kopia", exact=True).click()
    add(page, "Hemlig kopia", COLLEAGUE)
    page.evaluate(STRIPPED, ".ticket-action__addresses, .ticket-action__addresses *")
    expect(overlay.finding(INTERNAL)).to_contain_text(COLLEAGUE)


def test_of_two_buttons_to_send_with_each_is_held_and_a_link_to_nowhere_is_no_way_from_the_ticket(harness: Harness) -> None:
    page, ticket, overlay = opened(harness)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    page.evaluate("""() => {
      const send = document.querySelector('#send-and-set');
      for (const name of ['id', 'class', 'data-test-id']) send.removeAttribute(name);
      send.closest('.ticket-editor__footer').className = '';
      send.closest('.reply-btn-wrapper').className = '';
      send.before(send.cloneNode(true));
    }""")
    buttons = page.get_by_role("button", name="Skicka", exact=True)
    expect(buttons).to_have_count(2)
    buttons.first.click()
    expect(overlay.dialog.gate).to_be_visible()
    overlay.dialog.back.click()
    expect(overlay.dialog.box).to_have_count(0)
    buttons.last.click()
    expect(overlay.dialog.gate).to_be_visible()
    assert harness.mock.sent == []
    page.evaluate("() => { history.replaceState(null, '', '#x'); }")
    overlay.dialog.logged.click()
    assert len(harness.mock.wait_for_sent()) == 1


UNNAMED = """() => new MutationObserver(() => {
  const list = document.querySelector('.send-and-set-list');
  list?.removeAttribute('data-test-id');
  for (const row of list?.querySelectorAll('a[class]') ?? []) {
    for (const name of ['class', 'role', 'data-test-link']) row.removeAttribute(name);
    row.textContent = row.textContent.replace('Skicka och inställt som', 'Lähetä ja aseta');
  }
}).observe(document.body, {childList: true, subtree: true})"""


def with_unknown_menu(harness: Harness) -> tuple[Page, Overlay]:
    """A faulty reply whose send menu has rows without names, in unknown words."""
    page, ticket, overlay = opened(harness)
    ticket.reply()
    expect(overlay.finding(GREETING)).to_be_visible()
    page.evaluate(UNNAMED)
    return page, overlay


def test_a_row_of_the_send_menu_in_words_that_nobody_knows_is_held_and_then_used(harness: Harness) -> None:
    page, overlay = with_unknown_menu(harness)
    arrow, row = page.get_by_label("Fler sätt att skicka"), page.get_by_text("Lähetä ja aseta Avslutad")
    arrow.evaluate("arrow => arrow.addEventListener('keydown', event => event.key === 'ArrowDown' && arrow.click())")
    arrow.focus()
    page.keyboard.press("ArrowDown")
    row.focus()
    page.keyboard.press("Enter")
    expect(overlay.dialog.gate, "opened by an arrow key").to_be_visible()
    assert harness.mock.sent == []
    overlay.dialog.back.click()
    expect(overlay.dialog.box).to_have_count(0)

    arrow.click()
    row.click()
    expect(overlay.dialog.gate).to_be_visible()
    assert harness.mock.sent == []
    overlay.dialog.logged.click()
    [mail] = harness.mock.wait_for_sent()
    assert mail.set_status == "Avslutad"


@pytest.mark.soak
def test_beside_such_a_menu_the_bare_page_is_no_row(harness: Harness) -> None:
    page, overlay = with_unknown_menu(harness)
    page.get_by_label("Fler sätt att skicka").click()
    expect(page.get_by_text("Lähetä ja aseta Avslutad")).to_be_visible()
    page.evaluate("() => { window.used = 0; document.addEventListener('click', () => (window.used += 1)); document.body.click(); }")
    page.wait_for_function("window.used === 1")
    expect(overlay.dialog.box).to_have_count(0)


@pytest.mark.soak
def test_an_arrow_that_looks_like_send_is_no_send(harness: Harness) -> None:
    page, ticket, overlay = opened(harness)
    ticket.reply()
    expect(overlay.finding(GREETING)).to_be_visible()
    page.evaluate("""() => {
      const arrow = document.querySelector('.send-and-set-trigger');
      arrow.className = 'btn btn--primary';
      arrow.removeAttribute('aria-label');
      arrow.closest('.reply-btn-wrapper').prepend(arrow);
      arrow.id = 'arrow';
    }""")
    page.locator("#arrow").click()
    page.get_by_role("menuitem", name="Skicka och inställt som Avslutad").click()
    expect(overlay.dialog.gate).to_be_visible()
    overlay.dialog.logged.click()
    [mail] = harness.mock.wait_for_sent()
    assert mail.set_status == "Avslutad"


@pytest.mark.soak
def test_what_else_is_used_after_the_arrow_is_no_way_of_sending(harness: Harness) -> None:
    page, overlay = with_unknown_menu(harness)
    page.get_by_label("Fler sätt att skicka").click()
    expect(page.get_by_text("Lähetä ja aseta Avslutad")).to_be_visible()
    page.evaluate("""() => {
      const extra = document.createElement('button');
      extra.textContent = 'Något nytt i ärendet';
      extra.onclick = () => (window.used = true);
      document.querySelector('[data-test-id=conversation-content]').append(extra);
    }""")
    page.get_by_role("button", name="Något nytt i ärendet").click()
    page.wait_for_function("window.used")
    expect(overlay.dialog.box).to_have_count(0)


def test_properties_are_known_by_the_names_beside_them(harness: Harness) -> None:
    page, ticket, overlay = opened(harness, "api-refused", Grupp=GROUP)
    page.evaluate(STRIPPED, ".ticket-side, .ticket-side *")
    ticket.note()
    ticket.write("Eskalerar, kund väntar.")
    expect(overlay.finding("Anteckningen säger för lite")).to_be_visible()
    expect(overlay.panel).not_to_contain_text("ärendets egenskaper")


def test_an_address_in_no_row_and_fields_that_cannot_be_read_are_said_to_be_unread_and_not_to_be_empty(harness: Harness) -> None:
    page, ticket, overlay = opened(harness, "api-refused")
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    page.evaluate("""address => {
      const extra = Object.assign(document.createElement('p'), {textContent: address});
      document.querySelector('.ticket-action__addresses').before(extra);
    }""", COLLEAGUE)
    expect(overlay.panel).to_contain_text("mottagarna")
    page.locator(".ticket-side").evaluate("side => side.replaceChildren()")
    expect(overlay.panel).to_contain_text("ärendets egenskaper")
    ticket.send()
    expect(overlay.dialog.gate).to_be_visible()
    expect(overlay.dialog.finding("Obligatoriska fält är tomma")).to_have_count(0)


@pytest.mark.soak
def test_a_value_is_what_is_shown_of_it(harness: Harness) -> None:
    page, ticket, overlay = opened(harness, "api-refused", Grupp=GROUP)
    page.evaluate("""() => {
      for (const chosen of document.querySelectorAll('.ticket-side .ember-power-select-selected-item')) {
        chosen.className = '';
        const copy = chosen.cloneNode(true);
        copy.hidden = true;
        chosen.before(copy);
      }
    }""")
    ticket.note()
    ticket.write("Eskalerar, kund väntar.")
    expect(overlay.finding("Anteckningen säger för lite")).to_be_visible()
