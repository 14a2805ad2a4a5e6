"""Mock Freshdesk, backend and a browser with the real extension, for tests and demos.

with open_harness() as harness:
    page = harness.open(90103)
    …
    harness.mock.wait_for_sent()
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Request, Worker

from tools import bundle

from ..mock import FreshdeskApp, Mock, create_app
from ..mock.server import HOST, Address, serve
from . import browser
from .backend import Backend

EXTENSION = Path(__file__).resolve().parents[2] / "extension"
SIZE = (1440, 900)
# Milliseconds that only make a test longer: the page is as late as it likes where a test is about that.
QUICK = {"navigation": (30, 60), "template": (40, 80), "dependent": 30, "canned": 30, "inner": 20, "updates": 0, "rerender": 0}

_RENEW = """async (settings) => {
  const {pack, serverKeys, ...kept} = await chrome.storage.local.get();
  const [mine, others] = [{}, []];
  for (const name in kept) name in settings ? mine[name] = kept[name] : others.push(name);
  if (others.includes('token') || JSON.stringify(mine) !== JSON.stringify(settings)) return false;
  await chrome.storage.local.remove(others);
  return true;
}"""


@dataclass(kw_only=True)
class Harness:
    """A running mock and browser. ``backend`` and ``worker`` are None in a harness opened without them."""

    mock: Mock
    address: Address
    context: BrowserContext
    backend: Backend | None = None
    worker: Worker | None = None
    errors: list[str] = field(default_factory=list)  # errors thrown by pages and content scripts
    draws_whole: bool = True  # else a corner of each page, while its viewport is as large as ever: half the work of drawing
    _kept: Page | None = None  # the tab that is opened first in each test: a new one costs the browser a third more
    _lent: bool = False
    _unanswered: bool = False  # a request of the extension's since the last reset: it leaves the backend alone for a while

    def __post_init__(self) -> None:
        self.context.on("requestfailed", self._note_failure)

    def _note_failure(self, request: Request) -> None:
        self._unanswered |= request.service_worker is not None and request.existing_response is None

    def url(self, path: str) -> str:
        return f"{self.address.url}{path}"

    def new_page(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(error.stack or str(error)))
        if not self.draws_whole:
            browser.draw_a_corner(page)
        return page

    def _tab(self) -> Page:
        """The kept tab if it is free, else a new one."""
        if self._lent:
            return self.new_page()
        self._kept = self._kept or self.new_page()
        self._lent = True
        return self._kept

    def open(self, ticket_id: int, page: Page | None = None) -> Page:
        """The ticket's page, in a tab of its own unless ``page`` is given. Returns once its actions are shown.

        The tab may be one that an earlier test left: for a page that is listened to, resized or routed give ``new_page()``.
        """
        return self._guarded(self.go(f"/a/tickets/{ticket_id}", ".page-actions", page))

    def open_list(self, page: Page | None = None) -> Page:
        return self.go("/a/tickets/filters/all_tickets", ".tickets__list", page)

    def open_new_mail(self, page: Page | None = None) -> Page:
        return self._guarded(self.go("/a/tickets/compose-email", ".create-ticket-footer", page))

    def _guarded(self, page: Page) -> Page:
        """The page once the extension, if there is one, has started in it: no agent is as quick as a test."""
        if self.worker:
            page.locator("html > rutinlots-overlay").wait_for(state="attached")
        return page

    def go(self, path: str, there: str, page: Page | None = None) -> Page:
        page = page or self._tab()
        page.goto(self.url(path))
        page.locator(there).wait_for()
        return page

    def reset(self, *variants: str) -> None:
        """Reset tabs, cookies, mock, backend and the extension's storage, then set ``variants``.

        The backend's clock is set to the mock's. The extension is as it was installed, but has met the backend already, unless
        the last test disturbed that (:func:`renew`).
        """
        self._leave()
        for page in self.context.pages[1:]:
            if page != self._kept:
                page.close()
        self.context.clear_cookies()
        self.mock.reset()
        self.mock.use(*variants)
        self.errors.clear()
        if not self.backend:
            return
        disturbed = self.backend.disturbed or self._unanswered
        self._unanswered = False
        self.backend.reset()
        self.backend.now = self.mock.now
        self.backend.start()
        if self.worker and (disturbed or not renew(self.worker, self.backend.url)):
            point(self.worker, self.backend.url)

    def _leave(self) -> None:
        """Leave the kept tab's page, or give the tab up if it does not answer."""
        self._lent = False
        if self._kept is None:
            return
        if self._kept.viewport_size != self.context.pages[0].viewport_size:
            self._kept = None  # resized
            return
        try:
            self._kept.evaluate("sessionStorage.clear()")
            self._kept.goto("about:blank", timeout=5_000)
        except Error:
            self._kept.close()
            self._kept = None


@contextmanager
def mock_freshdesk(variants: Iterable[str] = (), *, port: int = 0, **options: Any) -> Iterator[tuple[FreshdeskApp, Address]]:
    """Only the mock, without a browser. ``options`` are those of :func:`e2e.mock.create_app`."""
    app = create_app(variants, **options)
    with serve(app, port) as address:
        yield app, address


@contextmanager
def backend(config: Mapping[str, Any] | None = None, port: int = 0) -> Iterator[Backend]:
    """Only the backend; its database is in memory unless ``config`` says otherwise."""
    running = Backend(config, port)
    try:
        yield running
    finally:
        running.close()


@contextmanager
def browser_at(
    address: Address,
    *,
    extension: Path | None = EXTENSION,
    headless: bool = True,
    size: tuple[int, int] = SIZE,
    dark: bool = False,
    profile: Path | None = None,
    keeps_left: bool = False,
) -> Iterator[BrowserContext]:
    """A browser that resolves freshdesk.com to the mock at ``address``, with the extension from the folder ``extension``.

    ``profile`` is a folder for the browser's profile; without it the profile is temporary. ``keeps_left``: see ``browser.launch``.
    """
    path = browser.find()
    if extension:
        bundle.write(extension)
    arguments = [*browser.flags(extension), *address.browser_flags, f"--window-size={size[0]},{size[1]}"]
    with (
        tempfile.TemporaryDirectory(prefix="rutinlots-", ignore_cleanup_errors=True) as passing,
        browser.driver() as playwright,
    ):
        context = browser.launch(
            playwright,
            profile or Path(passing),
            path,
            arguments,
            headless=headless,
            keeps_left=keeps_left,
            viewport={"width": size[0], "height": size[1]} if headless else None,
            no_viewport=None if headless else True,
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            color_scheme="dark" if dark else "light",
            permissions=["clipboard-read", "clipboard-write"],
        )
        try:
            yield context
        finally:
            with suppress(Error):  # Ctrl+C also reaches Playwright's driver, which may be gone already
                context.close()


@contextmanager
def open_harness(
    variants: Iterable[str] = (),
    *,
    with_backend: bool = True,
    with_extension: bool = True,
    config: Mapping[str, Any] | None = None,
    extension: Path = EXTENSION,
    headless: bool = True,
    size: tuple[int, int] = SIZE,
    dark: bool = False,
    profile: Path | None = None,
    keeps_left: bool = False,
    today: date | None = None,
    port: int = 0,
    backend_port: int = 0,
) -> Iterator[Harness]:
    """Mock, backend and browser, with the extension configured for the backend. Port 0 means any free port."""
    browser.find()  # first, so that its message is the only output when there is none
    with ExitStack() as running:
        app, address = running.enter_context(mock_freshdesk(variants, port=port, today=today))
        serving = running.enter_context(backend(config, backend_port)) if with_backend else None
        folder = extension if with_extension else None
        look = {"headless": headless, "size": size, "dark": dark, "profile": profile, "keeps_left": keeps_left}
        context = running.enter_context(browser_at(address, extension=folder, **look))
        worker = service_worker(context) if with_extension else None
        if worker and serving:
            point(worker, serving.url)
        yield Harness(mock=app.mock, address=address, context=context, backend=serving, worker=worker)


def service_worker(context: BrowserContext) -> Worker:
    """The extension's background worker, once it runs. Raises RuntimeError if the browser refused the extension."""
    if context.service_workers:
        return context.service_workers[0]
    try:
        return context.wait_for_event("serviceworker", timeout=10_000)
    except Error as error:
        raise RuntimeError(
            f"The extension in {EXTENSION} did not start. Load that folder by hand at chrome://extensions to see why."
        ) from error


def renew(worker: Worker, url: str) -> bool:
    """Forgets what the extension keeps but its server's key and pack: meeting a server is a sixth of what opening a ticket costs.

    False, and nothing is changed, if its settings are others than those of :func:`point`.
    """
    return bool(worker.evaluate(_RENEW, {"backend": url, "domains": [HOST]}))


def point(worker: Worker, url: str) -> None:
    """Sets the extension up for the backend at ``url``, as if newly installed."""
    settings = {"backend": url, "domains": [HOST]}
    worker.evaluate("settings => chrome.storage.local.clear().then(() => chrome.storage.local.set(settings))", settings)
