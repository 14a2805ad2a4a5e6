"""python -m e2e.drift --mutants 500 --seed 1: how many changed pages Rutinlots copes with, and what it says on the others."""

import argparse
import json
import math
import sys
import time
from collections import Counter
from pathlib import Path

from e2e.harness.harness import open_harness

from .mutant import Mutant
from .runner import run

NAMES = ("works", "degraded", "silent")


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m e2e.drift", description=__doc__)
    arguments.add_argument("--mutants", type=int, default=100, help="how many (default 100)")
    arguments.add_argument("--seed", type=int, default=1, help="which ones (default 1)")
    arguments.add_argument("--only", type=int, nargs="+", metavar="N", help="only these of them, with all that was changed")
    arguments.add_argument("--seconds", type=float, default=math.inf, help="start no more mutants after so long")
    arguments.add_argument("--log", type=Path, metavar="FILE", help="append each mutant as a line of JSON when it is judged")
    given = arguments.parse_args()
    wanted = [Mutant(seed=given.seed, number=number) for number in sorted(set(given.only or range(given.mutants)))]
    started = time.monotonic()
    judged: list[Mutant] = []
    with open_harness() as harness:
        for mutant in run(harness, wanted, given.seconds):
            judged.append(mutant)
            if given.log:
                _keep(mutant, given.log)
            if given.only or mutant.outcome == "silent":
                _show(mutant)
    table(judged, time.monotonic() - started)
    return 1 if any(mutant.outcome == "silent" for mutant in judged) else 0


def _keep(mutant: Mutant, file: Path) -> None:
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(mutant.as_dict(), ensure_ascii=False) + "\n")


def _show(mutant: Mutant) -> None:
    about = f"{mutant.kind}, {mutant.way}, api {mutant.api}"
    print(f"{mutant.outcome} --seed {mutant.seed} --only {mutant.number} ({about}): {mutant.why}")
    for change in mutant.changes:
        print(f"    {change}")
    sys.stdout.flush()


def table(judged: list[Mutant], seconds: float) -> None:
    """Prints the shares, with and without Freshdesk's API and by kind of mail, and the commonest reasons."""
    print(f"\n{'':24}" + "".join(f"{name:>18}" for name in NAMES))
    groups = [("API answers", [one for one in judged if one.api]), ("API refused", [one for one in judged if not one.api])]
    groups += [(kind, [one for one in judged if one.kind == kind]) for kind in ("reply", "forward", "note")]
    for title, group in [*groups, ("all", judged)]:
        counted = Counter(one.outcome for one in group)
        shares = (f"{counted[name]} ({counted[name] / max(1, len(group)):.0%})" for name in NAMES)
        print(f"{title:24}" + "".join(f"{share:>18}" for share in shares))
    print(f"{len(judged)} mutants in {seconds:.0f} s")
    for (outcome, why), count in Counter((one.outcome, one.why) for one in judged).most_common(25):
        print(f"  {count:4} {outcome}: {why}")


if __name__ == "__main__":
    sys.exit(main())
