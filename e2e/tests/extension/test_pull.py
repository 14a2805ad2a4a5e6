"""A team leader brings in the company's replies from the page of replies, with the session in Freshdesk."""

from playwright.sync_api import Page, expect

from e2e.harness.harness import Harness
from e2e.mock.server import HOST

REGISTERED = """async address => {
    const known = async () => (await chrome.scripting.getRegisteredContentScripts()).flatMap(({matches}) => matches);
    while (!(await known()).includes(address)) await new Promise(resolve => chrome.storage.onChanged.addListener(resolve));
}"""


def replies_page(harness: Harness) -> Page:
    """The page of replies, once the extension knows whose it is."""
    address = f"{harness.backend.url}/svar"
    harness.worker.evaluate(REGISTERED, address)
    page = harness.new_page()
    page.goto(address)
    return page


def test_a_lead_brings_the_replies_in_with_the_session_in_freshdesk(harness: Harness) -> None:
    page = replies_page(harness)
    button = page.get_by_role("button", name="Hämta svaren från Freshdesk")
    status = page.locator("#fran-freshdesk").get_by_role("status")
    expect(page.get_by_text("Det görs av tillägget")).to_be_hidden()
    button.click()
    expect(status).to_contain_text("Öppna er Freshdesk i en annan flik")

    harness.open(90103)
    harness.context.clear_cookies(domain=HOST)
    button.click()
    expect(status).to_contain_text("Du är inte inloggad i Freshdesk")
    harness.open(90103)
    asked = len(harness.mock.api_calls)
    button.evaluate("button => button.click()")  # as a script of the page would
    with page.expect_navigation():
        button.click()

    shared = [folder for folder in harness.mock.folders if not folder.personal]
    count = sum(len(folder.responses) for folder in shared)
    expect(page.get_by_text(f"{count} nya, 0 ändrade, 0 borttagna och 0 som förut.")).to_be_visible()
    calls = [call for call in harness.mock.api_calls[asked:] if "canned" in call]
    assert calls == [
        "/api/v2/canned_response_folders", *(f"/api/v2/canned_response_folders/{each.id}/responses" for each in shared)
    ]  # fmt: skip
    kept = harness.backend.app.extensions["rutinlots"].store.replies.all().replies
    assert {each.canned.folder for each in kept} == {folder.name for folder in shared}
    assert len(kept) == count


def test_a_page_of_another_server_is_not_given_them(harness: Harness) -> None:
    shown = replies_page(harness).request.get(f"{harness.backend.url}/svar").text()
    shown = shown.replace('<button type="button" hidden', '<button type="button"')
    harness.open(90103)
    other = harness.new_page()
    other.route("http://127.0.0.1:8099/svar", lambda route: route.fulfill(body=shown, content_type="text/html; charset=utf-8"))
    other.goto("http://127.0.0.1:8099/svar")

    other.get_by_role("button", name="Hämta svaren från Freshdesk").click()

    expect(other.get_by_text("Det görs av tillägget")).to_be_visible()
    assert not [call for call in harness.mock.api_calls if "canned" in call]
    assert other.evaluate("typeof chrome === 'undefined' || !chrome.runtime")  # nor can it ask the extension itself
