"""Attacks servers of its own, on this machine only, and tells what each attack cost; bounded in count and time.

    python tools/attack [NAME ...]

The exit code is 1 if one was not held off.
"""

import sys
import time

from bodies import list_of_nothing, markup
from connections import half_requests, smuggled
from cross_site import foreign_page
from database import frozen_database
from logins import logins
from methods import methods
from rule_files import rule_files

ATTACKS = (logins, methods, half_requests, markup, list_of_nothing, frozen_database, rule_files, foreign_page, smuggled)


def main() -> None:
    """Run those that are named, or all, and print a table."""
    chosen = [attack for attack in ATTACKS if attack.__name__ in sys.argv[1:] or len(sys.argv) == 1]
    if not chosen:
        sys.exit(f"There are: {', '.join(attack.__name__ for attack in ATTACKS)}")
    failed = 0
    for attack in chosen:
        began = time.monotonic()
        told, held = attack()
        failed += not held
        print(f"{attack.__name__:16} {'held' if held else 'FELL':5} {told}  [{time.monotonic() - began:.0f} s]", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
