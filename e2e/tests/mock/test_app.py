"""The mock behaves like the real page, in a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.harness.harness import Harness, open_harness
from rutinlots.stage.mock import fields
from rutinlots.stage.mock.variants import VARIANTS

FILLED = {"Typ": "Fråga", "Interna kategorier": "Faktura"}
QUICK = {"navigation": (30, 60), "template": (40, 80), "dependent": 30, "canned": 30, "inner": 20, "updates": 0}


@pytest.fixture(scope="module")
def shared_harness() -> Iterator[Harness]:
    with open_harness(with_backend=False, with_extension=False) as harness:
        harness.draws_whole = False
        yield harness


@pytest.fixture
def harness(shared_harness: Harness) -> Harness:
    shared_harness.reset()
    vars(shared_harness.mock.delays).update(QUICK)
    return shared_harness


def editor(page: Page) -> Locator:
    return page.locator(".fr-element")


def send_button(page: Page) -> Locator:
    return page.locator("#send-and-set")


def reply_to(harness: Harness, ticket: int = 90104) -> Page:
    """A reply to a ticket whose required fields are filled, the template in place and the caret below the greeting."""
    harness.mock.set_properties(ticket, FILLED)
    page = harness.open(ticket)
    page.get_by_role("button", name="Svara", exact=True).click()
    if "empty-editor" not in harness.mock.variants:
        expect(editor(page)).to_contain_text("Med vänlig hälsning")
    return page


def add_file(page: Page, name: str) -> None:
    page.get_by_label("Bifoga fil").set_input_files({"name": name, "mimeType": "text/plain", "buffer": b"x"})
    expect(page.get_by_label("Bilagor").last).to_contain_text(name)


TOGETHER = [  # every variant, those of different parts of the page at once
    "classic",
    "bottom-bar label-ids strict-csp no-required-star",
    "old-buttons shadow sentiment-heading no-contact",
    "light-filter shadow-filter api-refused dark fixed-frame",
    "flat-text api-slow optional-fields bare-notes",
    "saved-draft no-send-shortcut nameless-menu",
    "empty-editor deaf-selects",
    "traffic-cop restless lingering-page",
]


def test_every_variant_is_tried() -> None:
    assert sorted(" ".join(TOGETHER).split()) == sorted(VARIANTS)


@pytest.mark.parametrize("variants", TOGETHER)
def test_a_reply_is_sent_as_it_was_typed(harness: Harness, variants: str) -> None:
    harness.mock.use(*variants.split())
    page = reply_to(harness)
    page.keyboard.type("Elnätet är vårt, elhandlaren väljer du själv.")
    expect(editor(page)).to_contain_text("väljer du själv.")
    shown = editor(page).evaluate("e => [...e.children].filter(c => c.isContentEditable).map(c => c.innerText.trim())")
    send_button(page).click()
    if "traffic-cop" in variants:
        page.get_by_role("button", name="Skicka ändå").click()

    mail = harness.mock.wait_for_sent()[0]
    assert "Elnätet är vårt, elhandlaren väljer du själv." in mail.body_text
    assert mail.body_text.split() == " ".join(shown).split()
    assert (mail.ticket, mail.kind, mail.to, mail.set_status) == (90104, "reply", ["bjorn.ek@example.se"], None)
    assert bool(mail.quote_html) == ("empty-editor" not in variants)
    assert harness.errors == []


def test_a_long_address_is_shortened_and_the_row_stays_one(harness: Harness) -> None:
    page = reply_to(harness)
    page.set_viewport_size({"width": 1024, "height": 640})
    row = page.locator(".ticket-action__fields", has=page.get_by_label("Till", exact=True))
    usual = row.bounding_box()["height"]
    address = "rasmus.lindqvist-berg@fastighetsbolaget-i-karlstad.example.com"

    page.get_by_role("button", name="Ta bort bjorn.ek@example.se").click()
    page.get_by_label("Till", exact=True).type(f"{address},")

    pill = row.locator(f'[title="{address}"]')
    expect(pill).to_be_visible()
    assert pill.evaluate("each => each.scrollWidth > each.clientWidth"), "it is shortened"
    assert row.bounding_box()["height"] == usual


def test_a_reply_is_addressed_its_fields_are_filled_in_and_it_is_sent_by_the_keys_alone(harness: Harness) -> None:
    page = reply_to(harness)
    page.get_by_label("Till", exact=True).focus()
    page.keyboard.press("Backspace")
    page.keyboard.type("ny@example.com")
    page.keyboard.press("Enter")
    for field in ("Typ", "Interna kategorier"):
        page.get_by_role("button", name=field, exact=True).focus()
        page.keyboard.press("Enter")
        expect(page.get_by_label(f"Sök i {field}")).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=field, exact=True)).to_be_focused()
    more = page.get_by_label("Fler sätt att skicka")
    more.focus()
    page.wait_for_function("before => !before.isConnected", arg=more.element_handle())
    expect(more).to_be_focused()
    page.keyboard.press("Enter")
    items = page.get_by_role("menuitem")
    expect(items.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(more).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    expect(items.nth(1)).to_be_focused()
    status = items.nth(1).text_content().rsplit(" ", 1)[1]
    page.keyboard.press("Enter")

    sent = harness.mock.wait_for_sent()[0]
    assert sent.to == ["ny@example.com"]
    assert sent.set_status.endswith(status)
    for item in (each for each in fields.FIELDS if each.label in FILLED):
        assert sent.properties[item.key] == item.choices[item.choices.index(FILLED[item.label]) + 1]


def test_variants_go_together(harness: Harness) -> None:
    harness.mock.use("shadow", "bottom-bar", "label-ids", "strict-csp", "api-refused", "saved-draft", "no-required-star")
    page = reply_to(harness)
    expect(editor(page)).to_contain_text("Jag har börjat titta på det här")
    page.get_by_label("Fler sätt att skicka").click()
    page.get_by_role("menuitem", name="Avslutad").click()
    assert harness.mock.wait_for_sent()[0].set_status == "Avslutad"
    assert harness.errors == []


def test_the_template_comes_late_and_nothing_is_sent_while_required_properties_are_empty(harness: Harness) -> None:
    harness.mock.delays.template = (2000, 2000)
    page = harness.open(90103)
    page.get_by_role("button", name="Svara", exact=True).click()
    expect(editor(page)).to_be_focused()
    assert editor(page).inner_text().strip() == ""
    page.keyboard.insert_text("Tack!")
    expect(editor(page)).to_contain_text("Hej Sparkcykel123,")
    expect(editor(page)).to_contain_text("Tack!")

    send_button(page).click()
    expect(page.get_by_role("alert").filter(has_text="Typ, Interna kategorier")).to_be_visible()
    expect(page.locator(".has-error")).to_have_count(2)
    assert harness.mock.sent == []

    for field, value in FILLED.items():
        page.get_by_role("button", name=field, exact=True).click()
        page.get_by_role("option", name=value, exact=True).click()
    expect(page.locator(".has-error")).to_have_count(0)
    send_button(page).click()
    assert harness.mock.wait_for_sent()[0].properties["category"] == "Faktura"


def test_what_is_sent_follows_undo_and_lacks_text_that_came_without_an_input_event(harness: Harness) -> None:
    page = reply_to(harness)
    page.keyboard.type("Ett ord för mycket")
    page.keyboard.press("Control+z")
    expect(editor(page)).not_to_contain_text("för mycket")
    editor(page).evaluate("element => element.children[1].append('bara på skärmen')")
    expect(editor(page)).to_contain_text("bara på skärmen")
    send_button(page).click()
    sent = harness.mock.wait_for_sent()[0].body_text
    assert "för mycket" not in sent
    assert "bara på skärmen" not in sent


def test_send_and_set_leaves_for_the_list_and_closes_the_ticket(harness: Harness) -> None:
    page = reply_to(harness)
    page.get_by_label("Fler sätt att skicka").click()
    page.get_by_role("menuitem", name="Skicka och inställt som Avslutad").click()
    assert harness.mock.wait_for_sent()[0].set_status == "Avslutad"
    expect(page.locator(".ticket-card").first).to_be_visible()
    expect(page.locator('[data-test-ticket-content="90104"]')).to_have_count(0)
    assert harness.mock.properties(90104)["Status"] == "Avslutad"


def test_ctrl_enter_sends_unless_switched_off(harness: Harness) -> None:
    page = reply_to(harness)
    page.keyboard.press("Control+Enter")
    assert len(harness.mock.wait_for_sent()) == 1

    harness.reset("no-send-shortcut")
    page = reply_to(harness)
    page.keyboard.press("Control+Enter")
    page.keyboard.type("kvar")
    expect(editor(page)).to_contain_text("kvar")
    assert harness.mock.sent == []


def test_the_address_changes_long_before_the_page(harness: Harness) -> None:
    harness.mock.delays.navigation = (700, 700)
    page = harness.open_list()
    page.get_by_role("link", name="Fråga om elnätsavgiften").click()
    expect(page).to_have_url(re.compile("/a/tickets/90104$"))
    expect(page.locator(".tickets__list")).to_be_visible()
    expect(page).to_have_title("Alla ärenden : Ellevio Kundservice")
    expect(page.get_by_role("heading", name="Fråga om elnätsavgiften")).to_be_visible()
    expect(page).to_have_title("[#90104] Fråga om elnätsavgiften : Ellevio Kundservice")


def test_a_rendering_wipes_what_others_put_in_and_replaces_the_send_button(harness: Harness) -> None:
    harness.mock.delays.rerender = 100
    page = reply_to(harness)
    page.evaluate("""() => {
        for (const place of ['.page-actions__left', '.ticket-details-header', '.ticket-editor__footer']) {
            document.querySelector(place).append(Object.assign(document.createElement('b'), {className: 'foreign'}));
        }
        window.before = document.querySelector('#send-and-set');
    }""")
    expect(page.locator(".foreign")).to_have_count(0)
    page.wait_for_function("() => !window.before.isConnected")
    expect(editor(page)).to_contain_text("Hej Björn,")


def test_a_select_opens_on_mousedown_chooses_on_mouseup_only_and_unlocks_the_one_that_depends_on_it(harness: Harness) -> None:
    page = harness.open(90103)
    trigger = page.get_by_role("button", name="Typ", exact=True)
    trigger.evaluate("element => element.click()")
    expect(page.get_by_role("listbox")).to_have_count(0)
    trigger.dispatch_event("mousedown", {"button": 0})
    option = page.locator("#ember-basic-dropdown-wormhole").get_by_role("option", name="Fråga")
    option.evaluate("element => element.click()")
    expect(trigger).to_have_text("--")
    option.dispatch_event("mouseup")
    expect(trigger).to_have_text("Fråga")

    child = page.get_by_role("button", name="Underkategori")
    expect(child).to_be_disabled()
    page.get_by_role("button", name="Interna kategorier").click()
    page.get_by_role("option", name="Faktura").click()
    expect(child).to_be_enabled()
    page.get_by_role("button", name="Uppdatera").click()
    expect(page.get_by_role("status")).to_contain_text("uppdaterats")
    assert harness.mock.properties(90103)["Interna kategorier"] == "Faktura"


def test_a_canned_response_brings_its_own_greeting_to_the_caret_and_slash_c_on_an_empty_line_opens_them(harness: Harness) -> None:
    page = reply_to(harness)
    page.get_by_role("button", name="Svarsmallar").click()
    page.get_by_label("Sök svarsmall").fill("krav")
    page.get_by_role("button", name="Infoga Hänvisning till krav").click()
    expect(editor(page)).to_contain_text("vår kravgrupp")
    assert re.search(r"Hej Björn,\s+Hej!\s+Tack för", editor(page).inner_text())

    page.keyboard.press("Enter")
    page.keyboard.type("/c")
    page.get_by_role("button", name="Infoga E-faktura").click()
    expect(editor(page)).to_contain_text("internetbank")
    send_button(page).click()
    sent = harness.mock.wait_for_sent()[0].body_text
    assert "Hej!" in sent
    assert "/c" not in sent


def test_files_copies_and_the_whole_conversation_go_with_the_mail(harness: Harness) -> None:
    page = reply_to(harness, 90110)
    add_file(page, "faktura.pdf")
    add_file(page, "fel.pdf")
    page.get_by_label("Ta bort fel.pdf").click()
    page.get_by_role("button", name="Kopia", exact=True).click()
    page.get_by_label("Kopia", exact=True).last.type("erik@example.se,")
    page.get_by_label("Visa hela konversationen").click()
    expect(editor(page).locator("> .freshdesk_quote")).to_contain_text("mars hade varit perfekt")
    send_button(page).click()

    mail = harness.mock.wait_for_sent()[0]
    assert (mail.attachments, mail.cc, mail.bcc) == (["faktura.pdf"], ["erik@example.se"], [])
    assert "hade varit perfekt" in mail.quote_html
    assert "hade varit perfekt" not in mail.body_text


def test_a_note_and_a_reply_are_open_together(harness: Harness) -> None:
    page = reply_to(harness)
    page.get_by_role("button", name="Lägg till anteckning").first.click()
    expect(editor(page)).to_have_count(2)
    page.keyboard.type("Ring kunden")
    send_button(page).last.click()
    note = harness.mock.wait_for_sent()[0]
    assert (note.kind, note.to, note.body_text) == ("note", [], "Ring kunden")
    expect(editor(page)).to_have_count(1)
    expect(page.locator(".ticket-details__privatenote")).to_contain_text("Ring kunden")


def test_a_forward_starts_without_recipient(harness: Harness) -> None:
    harness.mock.set_properties(90104, FILLED)
    page = harness.open(90104)
    page.get_by_role("button", name="Vidarebefordra").first.click()
    expect(editor(page)).to_contain_text("Ellevio AB")
    send_button(page).click()
    expect(page.get_by_role("alert").filter(has_text="mottagare")).to_be_visible()
    page.get_by_label("Till", exact=True).type("nat@example.org")
    page.keyboard.press("Enter")
    send_button(page).click()
    mail = harness.mock.wait_for_sent()[0]
    assert (mail.kind, mail.to) == ("forward", ["nat@example.org"])


def test_a_note_has_no_draft(harness: Harness) -> None:
    page = harness.open(90103)
    note = page.get_by_role("button", name="Lägg till anteckning").first
    note.click()
    page.keyboard.type("Halvfärdigt")
    page.reload()
    note.click()
    expect(editor(page)).to_have_text("")
    assert harness.mock.drafts == {}


def test_a_draft_comes_back_and_one_that_is_not_saved_is_saved_with_the_next_change(harness: Harness) -> None:
    page = reply_to(harness)
    page.route("**/draft", lambda route: route.fulfill(status=403), times=1)
    for written, answered in (("Halv", 403), ("färdigt", 204)):
        with page.expect_response(lambda answer: answer.url.endswith("/draft")) as answer:
            page.keyboard.type(written)
        assert answer.value.status == answered
    assert harness.errors == []
    page = reply_to(harness)
    expect(editor(page)).to_contain_text("Halvfärdigt")


def test_a_new_mail_needs_its_fields_too(harness: Harness) -> None:
    page = harness.open_new_mail()
    expect(editor(page)).to_contain_text("Sandra")
    page.get_by_label("Till", exact=True).type("ulla@example.se")
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Ämne").fill("Kundnummer 12345, Angående e-faktura")
    editor(page).click(position={"x": 20, "y": 20})
    page.keyboard.type("Hej Ulla,")
    page.get_by_role("button", name="Skicka").click()
    expect(page.locator(".has-error")).to_have_count(2)
    for field, value in FILLED.items():
        page.get_by_role("button", name=field).click()
        page.get_by_role("option", name=value).click()
    page.get_by_role("button", name="Skicka").click()
    mail = harness.mock.wait_for_sent()[0]
    assert (mail.kind, mail.to, mail.subject) == ("new", ["ulla@example.se"], "Kundnummer 12345, Angående e-faktura")
    assert mail.body_text.startswith("Hej Ulla,")


@pytest.mark.parametrize("variant", ["light-filter", "shadow-filter"])
def test_the_list_shows_what_the_filter_says(harness: Harness, variant: str) -> None:
    harness.mock.use(variant)
    harness.mock.set_properties(90112, {"Handläggare": "Amir Haddad"})
    page = harness.open_list()
    expect(page.get_by_text("#90112")).to_be_visible()
    page.get_by_label("Handläggare").click()
    page.get_by_role("option", name="Jag").click()
    page.get_by_role("button", name="Tillämpa").click()
    expect(page.get_by_text("#90112")).to_have_count(0)
    expect(page.get_by_text("#90103")).to_be_visible()


def test_older_messages_come_on_demand_and_news_by_themselves(harness: Harness) -> None:
    harness.mock.delays.updates = 50
    page = harness.open(90118)
    messages = page.locator('[data-test-id="conversation-wrapper"]')
    expect(messages).to_have_count(4)
    page.get_by_role("button", name="+2 konversationer").click()
    expect(messages).to_have_count(6)
    harness.mock.add_message(90118, "Nu ringde de!")
    expect(messages).to_have_count(7)
    expect(messages.last).to_contain_text("Nu ringde de!")


def test_hostile_text_is_only_text(harness: Harness) -> None:
    page = harness.open(90119)
    expect(page.locator("#ticket_original_request")).to_contain_text("<script>document.title='kapad'</script>")
    expect(page).to_have_title(re.compile(r"^\[#90119\]"))
    assert harness.errors == []


def test_a_browser_may_choose_variants_a_subject_in_a_shadow_root_and_a_policy_against_foreign_scripts(harness: Harness) -> None:
    page = harness.new_page()
    page.goto(harness.url("/a/tickets/90103?variants=shadow,strict-csp"))
    expect(page.locator("ticket-details").get_by_text("Faktura", exact=True)).to_be_visible()
    assert page.url == harness.url("/a/tickets/90103")
    light = "document.querySelector('.tickets-conversation-pane').innerText"
    assert not re.search("^Faktura$", page.evaluate(light), re.MULTILINE)
    expect(page).to_have_title("[#90103] Faktura : Ellevio Kundservice")
    expect(page.locator("mfe-application p.break-all")).to_have_text("sparkcykel123@example.com")

    page.evaluate("""() => {
        const script = document.createElement('script');
        script.textContent = 'window.foreign = 1';
        const style = document.createElement('style');
        style.textContent = 'body { opacity: .5 }';
        document.head.append(script, style);
    }""")
    assert page.evaluate("[window.foreign, getComputedStyle(document.body).opacity]") == [None, "1"]
