"""python -m e2e.drift --mutants 500 --seed 1: how many changed pages Rutinlots bears, and how it says so when it doesn't."""

import argparse
import math
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from e2e.stage import Stage, stage

from .trial import NAMES, Mutant, play_batch, prepare

TABS = 8
QUICK = {"navigation": (30, 60), "template": (40, 80), "dependent": 30, "inner": 20, "updates": 0, "rerender": 0}


def mutants(count: int, seed: int) -> list[Mutant]:
    """The first so many mutants of a seed; every second batch finds Freshdesk's API refused."""
    return [Mutant(number, f"{seed}-{number}", api=number // TABS % 2 == 0) for number in range(count)]


def run(play: Stage, wanted: list[Mutant], seconds: float = math.inf) -> Iterator[Mutant]:
    """Plays them in tabs of one browser, and yields each as it has been judged; starts nothing after so many seconds."""
    prepare(play.context)
    vars(play.mock.delays).update(QUICK)
    pages = [play.new_page() for _ in range(min(TABS, len(wanted)))]
    end = time.monotonic() + seconds
    for _, alike in groupby(wanted, key=lambda mutant: mutant.api):
        group = list(alike)
        for start in range(0, len(group), TABS):
            if time.monotonic() > end:
                return
            batch = group[start : start + TABS]
            play_batch(play, pages, batch)
            yield from batch


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m e2e.drift", description=__doc__)
    arguments.add_argument("--mutants", type=int, default=100, help="how many (default 100)")
    arguments.add_argument("--seed", type=int, default=1, help="which ones (default 1)")
    arguments.add_argument("--only", type=int, nargs="+", metavar="N", help="only these of them, with all that was changed")
    arguments.add_argument("--seconds", type=float, default=math.inf, help="start no more mutants after so long")
    given = arguments.parse_args()
    wanted = mutants(given.mutants if not given.only else max(given.only) + 1, given.seed)
    if given.only:
        wanted = [mutant for mutant in wanted if mutant.number in given.only]
    started = time.monotonic()
    played: list[Mutant] = []
    with stage() as play:
        for mutant in run(play, wanted, given.seconds):
            played.append(mutant)
            if given.only or mutant.outcome == "silent":
                _show(mutant, given.seed)
    table(played, time.monotonic() - started)
    return 1 if any(mutant.outcome == "silent" for mutant in played) else 0


def _show(mutant: Mutant, seed: int) -> None:
    print(f"{mutant.outcome} --seed {seed} --only {mutant.number} ({mutant.way}, api {mutant.api}): {mutant.why}")
    for change in mutant.changes:
        print(f"    {change}")
    sys.stdout.flush()


def table(played: list[Mutant], seconds: float) -> None:
    """Prints the shares, with and without Freshdesk's API, and the commonest reasons."""
    print(f"\n{'':24}" + "".join(f"{name:>18}" for name in NAMES))
    for title, group in (
        ("API answers", [one for one in played if one.api]),
        ("API refused", [one for one in played if not one.api]),
        ("all", played),
    ):
        counted = Counter(one.outcome for one in group)
        shares = (f"{counted[name]} ({counted[name] / max(1, len(group)):.0%})" for name in NAMES)
        print(f"{title:24}" + "".join(f"{share:>18}" for share in shares))
    print(f"{len(played)} mutants in {seconds:.0f} s")
    for (outcome, why), count in Counter((one.outcome, one.why) for one in played).most_common(25):
        print(f"  {count:4} {outcome}: {why}")


if __name__ == "__main__":
    sys.exit(main())
