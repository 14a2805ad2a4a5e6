"""Attacks servers of its own, on this machine only, and prints what each attack cost; limited in count and time.

    python -m tools.attack [NAME ...]

The exit code is 1 if an attack succeeded.
"""

import sys
import time

from tools.attack.bodies import list_of_nothing, markup
from tools.attack.connections import half_requests, smuggled
from tools.attack.cross_site import foreign_page
from tools.attack.database import frozen_database
from tools.attack.logins import logins
from tools.attack.methods import methods
from tools.attack.rule_files import rule_files

ATTACKS = (logins, methods, half_requests, markup, list_of_nothing, frozen_database, rule_files, foreign_page, smuggled)


def main() -> None:
    """Run the named attacks, or all, and print a table."""
    chosen = [attack for attack in ATTACKS if attack.__name__ in sys.argv[1:] or len(sys.argv) == 1]
    if not chosen:
        sys.exit(f"Unknown attack. Choose from: {', '.join(attack.__name__ for attack in ATTACKS)}")
    failed = 0
    for attack in chosen:
        began = time.monotonic()
        cost, held = attack()
        failed += not held
        print(f"{attack.__name__:16} {'held' if held else 'FELL':5} {cost}  [{time.monotonic() - began:.0f} s]", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
