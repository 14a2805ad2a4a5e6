"""Measures how soon a page of the stage can be used: from the click that begins a scenario, in a fresh browser profile.

    python -m tools.bench.stage_page [--times 9] [--requests]

The server runs in another process on the same machine, the browser without a window. Milliseconds until the ticket's buttons are
there, until the panel is, and until it shows what the engine says of the ticket; median, and the slowest.
"""

import argparse
import statistics
import tempfile
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser

from e2e.harness.browser import driver, find, flags
from tools.server import serving

_SCENARIO = "/ovning/scenario/anvandarnamn-i-halsningen"
_STEPS = ("buttons", "panel", "verdict")
# Looks at each frame: nothing is drawn between two of them, so nothing can be used earlier.
_WATCH = """
const seen = window.stageSeen = {};
const look = () => {
  const root = document.querySelector('rutinlots-overlay')?.shadowRoot;
  const now = {
    buttons: document.querySelector('.page-actions button'),
    panel: root?.querySelector('.panel'),
    verdict: root?.querySelector('.panel .state:is(.quiet, .findings)'),
  };
  for (const name in now) if (now[name]) seen[name] ??= Math.round(performance.now());
  if (Object.keys(seen).length < 3) requestAnimationFrame(look);
};
look();
"""
_REQUESTS = "performance.getEntriesByType('resource').map((e) => [e.name, e.startTime, e.responseEnd, e.transferSize])"


def openings(browser: Browser, address: str, times: int) -> Iterator[tuple[dict[str, int], list[Any]]]:
    """For each opening, milliseconds to each step, and the requests: address, when begun and answered, bytes."""
    for _ in range(times):
        window = browser.new_context(base_url=address, locale="sv-SE", viewport={"width": 1440, "height": 900})
        window.add_init_script(_WATCH)
        page = window.new_page()
        page.goto(_SCENARIO)
        page.get_by_role("button", name="Öva med tips").click()
        page.locator("rutinlots-overlay .panel .state:is(.quiet, .findings)").wait_for()
        page.evaluate("new Promise(requestAnimationFrame)")
        yield page.evaluate("window.stageSeen"), page.evaluate(_REQUESTS)
        window.close()


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--times", type=int, default=9, help="how often it is opened (%(default)s)")
    parser.add_argument("--requests", action="store_true", help="also list the requests of the last opening")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serving(folder) as (_, (host, port)), driver() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=flags())
        found = list(openings(browser, f"http://{host}:{port}", chosen.times + 1))[1:]  # the first finds the browser cold
        browser.close()
    for step in _STEPS:
        took = [seen[step] for seen, _ in found]
        print(f"{step:8} median {statistics.median(took):6.0f} ms   slowest {max(took):6.0f} ms")
    print(f"requests {len(found[-1][1]) + 1}")
    for name, begun, answered, size in found[-1][1] if chosen.requests else ():
        print(f"{begun:7.0f} {answered:7.0f} {size:8.0f}  {name.partition('/ovning')[2]}")


if __name__ == "__main__":
    main()
