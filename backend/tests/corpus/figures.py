"""How well the checks do on the corpus: ``python -m backend.tests.corpus.figures [--all] [--hints]``.

Recall per requirement, and false alarms above ``hint`` per draft, for the cases that the rules were tuned on and for
those held out. ``--all`` lists every case that goes wrong, ``--hints`` every tip that is shown, to judge them by reading.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache

from backend.tests.corpus.case import Case, read_cases
from backend.tests.corpus.judged import Judged, judge
from rutinlots import create_app


@cache
def all_judged() -> tuple[Judged, ...]:
    """The whole corpus, judged by one app."""
    app = create_app({"TESTING": True})
    rules = app.extensions["rutinlots"].rules
    client = app.test_client()
    return tuple(judge(case, client, rules) for case in read_cases())


def figures(judged: Iterable[Judged]) -> str:
    """The figures of some cases as lines to read."""
    judged = list(judged)
    wanted, found = Counter[str](), Counter[str]()
    for each in judged:
        for id_ in each.case.expect:
            wanted[id_] += 1
            missed = any(w.what == "missed" and w.id == id_ for w in each.wrong)
            found[id_] += not missed and not _wrong_check(each.case, id_, each)
    clean = [each for each in judged if each.case.good]
    alarmed = [each for each in clean if each.false_alarms() or any(w.what == "forbidden" for w in each.wrong)]
    faulty = [each for each in judged if not each.case.good]
    extra = [each for each in faulty if each.false_alarms()]
    lines = [
        f"{len(clean)} well-written: {len(alarmed)} interrupted or with a forbidden finding "
        f"({100 * len(alarmed) / max(1, len(clean)):.1f} %)",
        f"{len(faulty)} faulty: {sum(found.values())} of {sum(wanted.values())} expected found "
        f"({100 * sum(found.values()) / max(1, sum(wanted.values())):.1f} %), {len(extra)} with another alarm besides",
        "  " + "  ".join(f"{id_} {found[id_]}/{wanted[id_]}" for id_ in sorted(wanted)),
        "  other faults: " + ", ".join(f"{n} {what}" for what, n in Counter(w.what for e in judged for w in e.wrong).items()),
    ]
    return "\n".join(lines)


def _wrong_check(case: Case, id_: str, judged: Judged) -> bool:
    """Was the id found, but by none of the checks that the case names?"""
    named = [check for check in case.checks if check in judged.found and id_ in judged.found[check]["covers"]]
    missing = [check for check in case.checks if check not in judged.found]
    return bool(missing) and not named


def hints(judged: Iterable[Judged]) -> str:
    """The tips shown, by check: how many, then each with its case and message."""
    shown: dict[str, list[str]] = {}
    for each in judged:
        for check, found in each.found.items():
            if found["level"] == "hint":
                shown.setdefault(check, []).append(f"    {each.case.file}: {each.case.name}: {found['message']}")
    ranked = sorted(shown.items(), key=lambda pair: -len(pair[1]))
    return "\n".join(line for check, lines in ranked for line in (f"{check}: {len(lines)}", *lines))


def main() -> None:
    """Print the figures."""
    judged = all_judged()
    if "--hints" in sys.argv:
        print(hints(judged))
    for title, held in (("Tuned on", False), ("Held out", True)):
        chosen = [each for each in judged if each.case.held_out is held]
        print(f"{title}\n{figures(chosen)}")
        if "--all" in sys.argv:
            for each in chosen:
                for wrong in each.wrong:
                    print(f"    {each.case.file}: {each.case.name}: {wrong}")


if __name__ == "__main__":
    main()
