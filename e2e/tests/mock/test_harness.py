"""What one test leaves for the next."""

from e2e.harness.harness import Harness, renew
from e2e.harness.pages import Overlay

SERVER_IS_KNOWN = """() => new Promise((done) => {
  const look = () => chrome.storage.local.get().then(({serverKeys, pack}) => serverKeys && pack && done());
  chrome.storage.onChanged.addListener(look);
  look();
})"""


def kept(harness: Harness) -> set[str]:
    names: list[str] = harness.worker.evaluate("chrome.storage.local.get().then(Object.keys)")
    return set(names)


def test_the_extension_still_knows_its_server_and_nothing_of_a_ticket(harness: Harness):
    page = harness.open(90103)
    harness.worker.evaluate(SERVER_IS_KNOWN)
    page.goto("about:blank")
    harness.worker.evaluate("chrome.storage.local.set({place: {open: false}, tickets: {1: {}}})")

    assert renew(harness.worker, harness.backend.url)  # as a reset does, unless a question is left unanswered by it

    assert kept(harness) >= {"backend", "domains", "serverKeys"}
    assert not kept(harness) & {"place", "tickets"}


def test_after_a_question_without_an_answer_it_is_as_newly_installed(harness: Harness):
    harness.context.route("**/api/v1/checks", lambda route: route.abort())
    page = harness.open(90103)
    Overlay(page).panel.get_by_text("Frånkopplad").first.wait_for()
    harness.context.unroute("**/api/v1/checks")

    harness.reset()

    assert "serverKeys" not in kept(harness)


def test_after_other_settings_it_is_as_newly_installed(harness: Harness):
    harness.open(90103)
    harness.worker.evaluate(SERVER_IS_KNOWN)
    harness.worker.evaluate("chrome.storage.local.set({domains: ['annat.freshdesk.com']})")

    harness.reset()

    assert harness.worker.evaluate("chrome.storage.local.get('domains')") == {"domains": ["rutinlots.freshdesk.com"]}
    assert "serverKeys" not in kept(harness)
