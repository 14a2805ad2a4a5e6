"""What answers where the server did, and isn't it, gets neither token nor mail."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from e2e.harness.backend import AnsweredRequests, read_body
from e2e.harness.harness import Harness
from e2e.harness.pages import Overlay, Ticket
from rutinlots.web.keys.identity import passing_identity

TOKEN = "den-hemliga-nyckeln"
REPLY = "Hej Anna,\n\nVi har skickat en ny faktura till dig i dag."


class Impostor:
    """Answers every question as the server would, and keeps what it gets."""

    def __init__(self, inner: Any) -> None:
        self.got: set[str] = set()
        self._inner = inner

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        body = read_body(environ)
        environ["wsgi.input"] = io.BytesIO(body)
        path = environ["PATH_INFO"]
        said = "" if path == "/api/v1/identity" else body.decode()
        self.got.add(f"{path} {environ.get('HTTP_AUTHORIZATION', '')} {said}".strip())
        answer: Iterable[bytes] = self._inner(environ, start_response)
        return answer


@pytest.fixture
def paired(harness: Harness) -> Iterator[Ticket]:
    """A ticket that the extension has worked on with the right server, which is gone since."""
    state, app = harness.backend.app.extensions["rutinlots"], harness.backend.app
    key, inner = state.identity, app.wsgi_app
    harness.worker.evaluate("token => chrome.storage.local.set({token})", TOKEN)
    harness.mock.set_properties(90103, {"Typ": "Fråga", "Interna kategorier": "Faktura"})
    page = harness.open(90103)
    expect(Overlay(page).suggestions).to_be_visible()
    harness.backend.stop()
    yield Ticket(page)
    state.identity, app.wsgi_app = key, inner
    harness.backend.start()


def options_of(harness: Harness) -> Page:
    page = harness.new_page()
    page.goto(harness.worker.evaluate("chrome.runtime.getURL('pages/options.html')"))
    return page


def test_an_impostor_gets_neither_token_nor_mail_the_mail_goes_and_only_the_agent_accepts_its_key(
    harness: Harness, paired: Ticket
) -> None:
    state, app = harness.backend.app.extensions["rutinlots"], harness.backend.app
    overlay = Overlay(paired.page)
    state.identity = passing_identity()
    right = app.wsgi_app
    app.wsgi_app = impostor = Impostor(right)
    paired.reply()
    expect(paired.editor).to_contain_text("Med vänlig hälsning")
    expect(overlay.panel).to_contain_text("Frånkopplad")
    harness.backend.start()
    paired.write(REPLY)
    expect(overlay.toast).to_contain_text("Servern har fått en ny nyckel")
    paired.send_and_close()
    expect(overlay.dialog.gate).to_be_visible()
    overlay.dialog.copy.click()
    overlay.dialog.logged.click()
    assert harness.mock.wait_for_sent()[0].body_text.strip().startswith("Hej Anna")
    assert impostor.got == {"/api/v1/identity"}

    options = options_of(harness)
    expect(options.get_by_text("Servern har fått en ny nyckel.")).to_be_visible()
    assert Axe().run(options).response["violations"] == []
    shown = options.locator("#server-keys dd").first.inner_text().replace(" ", "")
    assert shown == state.identity.fingerprint
    accept = options.get_by_role("button", name="Godta den nya nyckeln")
    accept.evaluate("button => button.click()")
    stored = harness.worker.evaluate("chrome.storage.local.get('serverKeys')")
    assert list(stored["serverKeys"].values()) != [shown]
    app.wsgi_app = right
    with AnsweredRequests(harness.backend, b'"kind":"logged"') as logged:  # it has waited since the mail was sent
        accept.click()
        logged.wait()
    expect(options.get_by_text("Servern har visat vem den är.")).to_be_visible()
    page = harness.open(90104)
    expect(Overlay(page).suggestions).to_be_visible()
