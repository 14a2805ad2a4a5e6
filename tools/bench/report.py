"""Tables of measurements in Markdown, and their places in docs/measurements.md."""

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "measurements.md"


def table(head: Sequence[str], rows: Iterable[Sequence[object]], *, texts: int = 1) -> str:
    """A table whose first ``texts`` columns are texts, and the others numbers."""
    lines = [head, ["---"] * texts + ["---:"] * (len(head) - texts), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def when() -> str:
    """When and on what the figures were measured, as a line above them."""
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores; the machine's load was {load():.0f}.\n\n"


def load() -> float:
    """How many programs want a core at once, over the last minute; 0 where the system doesn't say."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def begin(name: str) -> str:
    """The line before a table of the page, by its name."""
    return f"<!-- made by make bench ARGS=--write: {name} -->\n"


def write(name: str, text: str, page: Path = PAGE) -> None:
    """Put a table in its place on the page. Raises ValueError where the page has no such place."""
    before, found, after = page.read_text("utf-8").partition(begin(name))
    _, ends, rest = after.partition(END)
    if not (found and ends):
        raise ValueError(f"{page.name} has no place for {name}: it is between {begin(name).strip()} and {END.strip()}")
    page.write_text(f"{before}{found}{text}{ends}{rest}", "utf-8")


END = "<!-- end -->\n"
