"""Counts what of a page lies under the overlay."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

_SCRIPT = Path(__file__).with_name("cover.js").read_text(encoding="utf-8")
_CODE = _SCRIPT[_SCRIPT.index("() => {") :]


@dataclass(frozen=True, kw_only=True)
class Cover:
    """What is on screen, and the names of what of it is covered, in part or whole."""

    controls: int
    covered_controls: tuple[str, ...]
    lines: int
    covered_lines: tuple[str, ...]
    ours: tuple[str, ...]  # the overlay's parts that were shown

    def __str__(self) -> str:
        return f"{_share(self.covered_controls, self.controls)} / {_share(self.covered_lines, self.lines)}"


def _share(covered: tuple[str, ...], of: int) -> str:
    return f"{100 * len(covered) / of:.0f}" if of else "–"


# Until the overlay's parts have stood where they are for REST ms: it looks at the page some time after that has changed.
_REST = """rest => new Promise((done) => {
  let last = '', since = performance.now();
  const look = () => {
    const root = document.querySelector('rutinlots-overlay')?.shadowRoot;
    const now = JSON.stringify([...root?.querySelectorAll('[id], .toast') ?? []].map((one) => one.getBoundingClientRect()));
    if (now !== last) [last, since] = [now, performance.now()];
    if (performance.now() - since > rest) done();
    else requestAnimationFrame(look);
  };
  look();
})"""
REST = 900


def measure(page: Page, rest: int = REST) -> Cover:
    """What the overlay covers of ``page`` once it has stood still for ``rest`` milliseconds."""
    page.evaluate(_REST, rest)
    found = page.evaluate(_CODE)
    return Cover(
        controls=found["controls"],
        covered_controls=tuple(found["coveredControls"]),
        lines=found["lines"],
        covered_lines=tuple(found["coveredLines"]),
        ours=tuple(found["ours"]),
    )
