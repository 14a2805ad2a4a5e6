"""Find a Chromium that loads unpacked extensions, or say in one sentence what is missing.

Branded Chrome and Edge no longer take ``--load-extension``, and Playwright's headless shell has no extensions at all,
so a browser counts only after it has loaded one.
"""

import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import playwright
from playwright.sync_api import BrowserContext, Error, Page, Playwright, sync_playwright

VARIABLE = "RUTINLOTS_BROWSER"
_NAMES = ("chromium", "chromium-browser", "ungoogled-chromium", "chrome", "google-chrome", "google-chrome-stable")
_PLACES = (
    "/usr/lib/chromium/chromium",
    "/snap/bin/chromium",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Chromium\Application\chrome.exe",
    r"~\AppData\Local\Chromium\Application\chrome.exe",
)
_drivers = threading.local()
# Parts of the browser that no page sees. The first is a page of its own in each window, for 0.6 s of a core.
_NEEDLESS = (
    "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess", "Translate", "TabHoverCardImages", "AutofillServerCommunication",
    "PageContentAnnotations", "AnnotatedPageContentExtraction", "PassageEmbedder", "HistoryEmbeddings",
    "SegmentationPlatformFeature",
)  # fmt: skip
_PROBE = '{"manifest_version": 3, "name": "probe", "version": "1", "background": {"service_worker": "worker.js"}}'


class NoBrowser(RuntimeError):
    """No usable browser; the message says what to do."""


def flags(extension: Path | None = None) -> list[str]:
    """Command line flags of the tests' browsers; ``extension`` is the folder of an extension to load."""
    wanted = ["--disable-background-networking", "--no-first-run", "--no-default-browser-check", "--lang=sv-SE"]
    if listed := _off_by_playwright():
        wanted.append(f"--disable-features={','.join((*listed, *_NEEDLESS))}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        wanted.append("--no-sandbox")  # Chromium refuses to run as root with one
    if extension:
        wanted += [f"--disable-extensions-except={extension}", f"--load-extension={extension}"]
    return wanted


@functools.cache
def _off_by_playwright() -> list[str]:
    """The features that Playwright turns off: a browser heeds only the last flag of a kind. Empty if its list isn't found."""
    driver_code = Path(playwright.__file__).parent / "driver" / "package" / "lib" / "coreBundle.js"
    listed = re.search(r"\bdisabledFeatures = \[(.*?)\]", driver_code.read_text("utf-8"), re.S) if driver_code.is_file() else None
    return re.findall(r'^\s*"(\w+)",?$', listed[1], re.M) if listed else []


@functools.cache
def find() -> str:
    """Path of a browser that loads extensions: the one in RUTINLOTS_BROWSER, an installed one, or a new installation.

    Raises NoBrowser. The answer is remembered for the process.
    """
    if named := os.environ.get(VARIABLE):
        if not Path(named).is_file():
            raise NoBrowser(f"{VARIABLE} is {named}, and there is no such file. Set it to the path of a Chromium.")
        return named
    if path := _first_that_works():
        return path
    _install()
    if path := _first_that_works():
        return path
    raise NoBrowser(
        "No browser that loads extensions was found, and none could be installed. "
        f"Install Chromium (py -m playwright install chromium) or set {VARIABLE} to the path of one. "
        "Google Chrome and Edge do not load unpacked extensions from the command line any more."
    )


@contextmanager
def driver() -> Iterator[Playwright]:
    """Playwright, started once per thread: all who use it at a time share it, and the last of them ends it."""
    if not getattr(_drivers, "users", 0):
        _drivers.playwright, _drivers.users = sync_playwright().start(), 0
    _drivers.users += 1
    try:
        yield _drivers.playwright
    finally:
        _drivers.users -= 1
        if not _drivers.users:
            _drivers.playwright.stop()


def _first_that_works() -> str | None:
    with driver() as playwright:
        return next((path for path in _candidates(playwright) if _loads_extensions(playwright, path)), None)


def _candidates(playwright: Playwright) -> Iterator[str]:
    seen: set[str] = set()
    found = [
        playwright.chromium.executable_path,
        *map(shutil.which, _NAMES),
        *(os.path.expanduser(place) for place in _PLACES),
    ]
    for path in found:
        if path and path not in seen and Path(path).is_file():
            seen.add(path)
            yield path


def _loads_extensions(playwright: Playwright, path: str) -> bool:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        probe, profile = Path(folder, "probe"), Path(folder, "profile")
        probe.mkdir()
        (probe / "manifest.json").write_text(_PROBE, encoding="utf-8")
        (probe / "worker.js").write_text("", encoding="utf-8")
        try:
            context = launch(playwright, profile, path, flags(probe))
        except Error:
            return False
        try:
            return bool(context.service_workers) or bool(context.wait_for_event("serviceworker", timeout=4000))
        except Error:
            return False
        finally:
            context.close()


def launch(
    playwright: Playwright, profile: Path, path: str, arguments: list[str], *, headless: bool = True, keeps_left: bool = False,
    **options: object,
) -> BrowserContext:  # fmt: skip
    """A persistent context of the browser at ``path``; extensions need one, and the new headless mode.

    ``keeps_left``: pages that are left are kept for the way back, as for people.
    """
    _allow_unpacked(profile)
    unwanted = ["--disable-extensions", "--disable-component-extensions-with-background-pages"]
    mode = "--headless=new" if headless else "--test-type"  # in a window: no bar that warns of the flags
    return playwright.chromium.launch_persistent_context(
        profile,
        executable_path=path,
        headless=False,  # Playwright's own headless means the old shell, which has no extensions
        args=[mode, *arguments],
        ignore_default_args=[*unwanted, *(["--disable-back-forward-cache"] if keeps_left else [])],
        **options,  # type: ignore[arg-type]
    )


def draw_a_corner(page: Page) -> None:
    """Makes the page's window small. What a page knows of its size is what Playwright tells it."""
    debugger = page.context.new_cdp_session(page)
    window = debugger.send("Browser.getWindowForTarget")["windowId"]
    debugger.send("Browser.setWindowBounds", {"windowId": window, "bounds": {"width": 500, "height": 200}})
    debugger.detach()


def _allow_unpacked(profile: Path) -> None:
    """Turn developer mode on in a new profile. Without it an unpacked extension that starts again half a minute after the
    browser did stays off.
    """
    preferences = profile / "Default" / "Preferences"
    if not preferences.exists():
        preferences.parent.mkdir(parents=True, exist_ok=True)
        preferences.write_text('{"extensions": {"ui": {"developer_mode": true}}}', encoding="utf-8")


def _install() -> None:
    """Playwright's Chromium; on Debian as root the distribution's. Ignores failures: find() reports them."""
    attempts = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        install = "apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core"
        # To fetch the list of packages first would take longer than to install, and often there is one.
        steps = f"{install} || {{ apt-get update -qq && {install}; }}"
        attempts.append(["sh", "-c", f"export DEBIAN_FRONTEND=noninteractive; {steps}"])
    for command in attempts:
        try:
            done = subprocess.run(command, stdout=sys.stderr, stderr=subprocess.DEVNULL, timeout=600, check=False)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return


if __name__ == "__main__":
    try:
        print(find())
    except NoBrowser as error:
        sys.exit(str(error))
