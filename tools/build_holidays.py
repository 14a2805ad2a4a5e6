"""Write Sweden's holidays, which the product reads, as the library ``holidays`` knows them: ``python -m tools.build_holidays``.

The library takes 8 MB of a server's memory for the whole world's days, and a third of a second. A test compares the module with it.
"""

import textwrap
from datetime import date
from pathlib import Path

import holidays

FILE = Path(__file__).parents[1] / "backend/rutinlots/core/entities/holidays.py"
YEARS = range(2020, 2076)
_HEAD = f'''"""Sweden's holidays, and the eves that are kept like them. Written by tools/build_holidays.py; change nothing here."""

FIRST = {YEARS[0]}  # year

# Month and day of each in that year and those after it; none where it shares its day with one above.
DAYS = {{
'''


def known() -> dict[date, str]:
    """What the library knows: the name of every holiday and eve of these years."""
    found = holidays.country_holidays("SE", years=YEARS, categories=("public", "de_facto"), language="sv")
    return {day: names.split(";")[0].casefold() for day, names in sorted(found.items())}


def module(days: dict[date, str]) -> str:
    """The module with these days."""
    by_name: dict[str, dict[int, str]] = {}
    for day, name in days.items():
        by_name.setdefault(name, {})[day.year] = f"{day:%m%d}"
    lines = []
    for name, years in sorted(by_name.items(), key=lambda item: item[1][YEARS[0]]):
        rows = textwrap.wrap(" ".join(years.get(year, "none") for year in YEARS), 115)
        lines += [f'    "{name}": (', *(f'        "{row} "' for row in rows[:-1]), f'        "{rows[-1]}"', "    ),"]
    return _HEAD + "\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(module(known()), "utf-8", newline="\n")
