"""``python -m e2e.cover``: the share of controls and of lines of text that the overlay covers, by situation and size."""

import argparse
import sys
from pathlib import Path

from playwright.sync_api import Page

from e2e.harness.harness import QUICK, Harness, open_harness

from . import BY_HAND, MORE, SITUATIONS, SIZES, measure

ALL = {**SITUATIONS, **MORE}
ZOOM = "addEventListener('DOMContentLoaded', () => document.documentElement.style.setProperty('zoom', '%s'))"


def main(arguments: list[str] | None = None) -> int:
    """Print a table for each variant of the page. Returns 1 if any control is covered."""
    parser = argparse.ArgumentParser(prog="e2e.cover", description=__doc__)
    parser.add_argument("--variants", nargs="*", default=["classic", "shadow", "bottom-bar"], help="of the mock's page")
    parser.add_argument("--situations", nargs="*", choices=ALL, default=[*ALL], metavar="NAME")
    parser.add_argument("--sizes", nargs="*", choices=SIZES, default=[*SIZES], metavar="SIZE")
    parser.add_argument("--zoom", type=float, default=1.0, help="of the page, by style")
    parser.add_argument("--names", action="store_true", help="also name what is covered")
    parser.add_argument("--pictures", type=Path, help="folder for a picture of each")
    chosen = parser.parse_args(arguments)
    covered = 0
    with open_harness() as harness:
        for variant in chosen.variants:
            covered += _table(harness, variant, chosen)
    return 1 if covered else 0


def _table(harness: Harness, variant: str, chosen: argparse.Namespace) -> int:
    print(f"\n{variant}: % of controls / % of lines covered\n\n| | {' | '.join(chosen.sizes)} |")
    print("|---" * (len(chosen.sizes) + 1) + "|", flush=True)
    covered = 0
    for name in chosen.situations:
        cells = []
        page: Page | None = None
        for size in chosen.sizes:
            width, height = SIZES[size]
            if page is None or name in BY_HAND:
                harness.reset(variant)
                vars(harness.mock.delays).update(QUICK)
                page = harness.new_page()
                page.add_init_script(ZOOM % chosen.zoom)
                page.set_viewport_size({"width": width, "height": height})
                ALL[name](harness, page)
            page.set_viewport_size({"width": width, "height": height})
            found = measure(page)
            covered += len(found.covered_controls)
            cells.append(str(found))
            if chosen.names:
                print(f"  {name}, {size}: {found.ours} {found.covered_controls} {found.covered_lines}", file=sys.stderr)
            if chosen.pictures:
                chosen.pictures.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=chosen.pictures / f"{variant}-{name}-{width}.png".replace(" ", "-"))
        print(f"| {name} | {' | '.join(cells)} |", flush=True)
    return covered


if __name__ == "__main__":
    sys.exit(main())
