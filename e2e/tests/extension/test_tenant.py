"""In a Freshdesk that nothing names, the agent is asked once, and only a click of the agent's counts."""

from playwright.sync_api import expect

from e2e.harness.harness import Harness
from e2e.harness.pages import Overlay
from e2e.mock.server import HOST


def test_nothing_is_read_or_drawn_before_the_agent_has_said_that_it_is_theirs(harness: Harness) -> None:
    harness.worker.evaluate("chrome.storage.local.set({domains: []})")
    page = harness.open(90103)
    question = page.locator("rutinlots-question")
    expect(question.get_by_role("region", name="Är det här er Freshdesk?")).to_contain_text(HOST)
    yes = question.get_by_role("button", name="Ja, det är vår")
    yes.evaluate("button => button.click()")  # as a script of the page would
    expect(question).to_be_visible()
    expect(Overlay(page).host).to_have_count(0)

    yes.click()
    expect(Overlay(page).suggestions).to_be_visible()
    expect(question).to_have_count(0)
    assert harness.worker.evaluate("chrome.storage.local.get('domains')") == {"domains": [HOST]}
    page.reload()
    expect(Overlay(page).suggestions).to_be_visible()
