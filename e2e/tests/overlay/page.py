"""A page with nothing but an editor, a Send button and the real overlay; its address exists only in the browser.

The page answers to the single key "r", like Freshdesk does, and allows no styles or scripts but its own.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route

from .states import DIALOG, QUIET

OVERLAY = Path(__file__).resolve().parents[3] / "extension" / "content" / "overlay"
URL = "https://overlay.test/"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'"

HTML = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Ärende</title>
<link rel="stylesheet" href="/page.css">
<script type="module" src="/page.js"></script></head><body><main><h1>Ärende 90103</h1>
<div id="editor" contenteditable="true" role="textbox" aria-label="Svar" aria-multiline="true">Hej Sparkcykel123,</div>
<button id="send">Skicka mejlet</button>
<div id="type" role="combobox" tabindex="0" aria-label="Typ" aria-expanded="false">--</div></main></body></html>"""

CSS = """body { margin: 0; font: 14px sans-serif; } main { padding: 60px 20px; }
#editor { position: fixed; left: 60px; right: 340px; bottom: 70px; height: 220px; border: 1px solid #666; }
#send { position: fixed; right: 340px; bottom: 20px; height: 34px; }
#type { position: fixed; right: 20px; top: 140px; width: 160px; height: 30px; }
#bar { position: fixed; inset: 0 0 auto 0; height: 40px; }
#drawer { position: fixed; inset: 0 0 0 auto; width: 400px; background: #eee; z-index: 9; }
@media (max-width: 900px) { #editor { left: 8px; right: 8px; } #send { right: 8px; } }
html > :not(head, body) { position: static; opacity: .2; } * { letter-spacing: 1px; }"""

SCRIPT = """
import {createOverlay} from '/overlay/overlay.js';
const recorder = (path) => new Proxy(() => {}, {
  get: (_, name) => recorder([...path, name]),
  apply: (_, __, given) => { window.done.push([path.join('.'), ...given]); noted[path.join('.')]?.(...given); },
});
// What the overlay remembers nothing of comes back to it in the next state.
const amend = (changes) => window.show({...window.state, dialog: {...window.state.dialog, ...changes}});
const noted = {
  'dialog.reason': (check, text) => amend({reasons: {...window.state.dialog.reasons, [check]: text}}),
  'dialog.choose': (sendMode) => amend({sendMode}),
};
document.addEventListener('keydown', ({key}) => window.typedShortcuts.push(key));
document.addEventListener('pointermove', ({target}) => window.pointedAt.push(target.localName));
window.start = (inspectable = true) => {
  window.alive?.abort();
  Object.assign(window, {alive: new AbortController(), done: [], typedShortcuts: [], pointedAt: []});
  for (const id of ['bar', 'drawer']) document.getElementById(id)?.remove();
  document.getElementById('editor').textContent = 'Hej Sparkcykel123,';
  document.activeElement.blur();
  window.overlay = createOverlay({parent: document.documentElement, actions: recorder([]), inspectable, signal: alive.signal});
};
window.boxes = () => ['editor', 'send'].map((id) => {
  const {left, top, right, bottom} = document.getElementById(id).getBoundingClientRect();
  return {left, top, right, bottom};
});
window.show = (state) => { window.state = {keepClear: window.boxes(), ...state}; window.overlay.render(window.state); };
"""


def _answer(route: Route) -> None:
    path = route.request.url.removeprefix(URL)
    if path == "":
        route.fulfill(body=HTML, content_type="text/html", headers={"Content-Security-Policy": POLICY})
    elif path == "page.css":
        route.fulfill(body=CSS, content_type="text/css")
    elif path == "page.js":
        route.fulfill(body=SCRIPT, content_type="text/javascript")
    elif file := re.fullmatch(r"overlay/([a-z/-]+\.(js|css))", path):
        route.fulfill(path=OVERLAY / file[1], content_type="text/css" if file[2] == "css" else "text/javascript")
    else:
        route.fulfill(status=404)


@contextmanager
def overlay_page(browser: Browser) -> Iterator["OverlayPage"]:
    """The page in a window of its own, without the extension."""
    page = browser.new_page(locale="sv-SE")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route(f"{URL}**", _answer)
    page.goto(URL)
    page.wait_for_function("Boolean(window.start)")
    yield OverlayPage(page, errors)
    page.close()


class OverlayPage:
    """``show`` a state, then look at ``page`` by role and name, and at what was asked for in ``done``."""

    def __init__(self, page: Page, errors: list[str]) -> None:
        self.page = page
        self.errors = errors
        self.panel = page.get_by_role("complementary", name="Rutinlots")
        self.dialog = page.get_by_role("dialog")
        self.editor = page.get_by_role("textbox", name="Svar")

    def reset(self) -> None:
        """An overlay that has shown nothing yet, in a window of ordinary size."""
        self.errors.clear()
        self.page.set_viewport_size({"width": 1440, "height": 900})
        self.page.emulate_media(color_scheme="light")
        self.page.evaluate("window.start()")

    def show(self, **state: Any) -> None:
        """Render what is quiet but for ``state``."""
        self.page.evaluate("state => window.show(state)", QUIET | state)

    def again(self, **changes: Any) -> None:
        """Render the last state with ``changes``."""
        self.page.evaluate("changes => window.show({...window.state, ...changes})", changes)

    def ask(self, **dialog: Any) -> None:
        """Open the send dialog."""
        self.show(dialog=DIALOG | dialog)

    @property
    def done(self) -> list[list[Any]]:
        """The actions so far: their names, and what they were given."""
        return self.page.evaluate("window.done")

    def named(self, name: str) -> list[list[Any]]:
        """What the action was given, each time it was asked for."""
        return [given for action, *given in self.done if action == name]
