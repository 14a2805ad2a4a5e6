"""Do findings come as soon when the company has thousands of replies of its own?

    python -m tools.ranking.findings [--replies COUNT] [FOLDER ...]

Opens a ticket for each mail (``POST /api/v1/checks``) in two apps by turns, one with the starter library alone and one with so
many replies beside it (see ``tools.ranking.through_api``), and prints what the answering thread took of the processor. Encoding
is another thread's and comes later, so it isn't in it. Needs the extra ``meaning``.
"""

import argparse
import time
from collections.abc import Sequence

from flask import Flask

from rutinlots import create_app
from tools.ranking.mails import Mail, mails
from tools.ranking.through_api import Drawn, prepare, question, take

ROUNDS = 3


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("folders", nargs="*", default=["sealed"])
    arguments.add_argument("--replies", type=int, default=2000, metavar="COUNT")
    options = arguments.parse_args()
    some = mails(*options.folders)
    apps = {count: _app(count) for count in (0, options.replies)}
    took: dict[int, list[float]] = {count: [] for count in apps}
    for number in range(ROUNDS * len(some)):
        for count, app in apps.items():
            took[count].append(_answered(app, number, some))
    print(f"{'replies':>8} {'p50 ms':>7} {'p95 ms':>7}")
    for count, costs in took.items():
        costs.sort()
        print(f"{count:>8} {costs[len(costs) // 2]:>7.2f} {costs[int(len(costs) * 0.95)]:>7.2f}")


def _app(replies: int) -> Flask:
    app = create_app({"TESTING": True, "ENCODER": "auto", "RATE": 0})
    drawn = Drawn() if replies else None
    if drawn:
        take(app, replies, drawn)
    prepare(app)
    if drawn:
        drawn.ready = True
    return app


def _answered(app: Flask, number: int, some: Sequence[Mail]) -> float:
    """Milliseconds of this thread for the findings; each round's mails are new to the server, by their number."""
    body = question(number + 1, some[number % len(some)], f" {number // len(some)}")
    start = time.thread_time()
    answer = app.test_client().post("/api/v1/checks", json=body)
    took = 1000 * (time.thread_time() - start)
    assert answer.status_code == 200, answer.json
    return took


if __name__ == "__main__":
    main()
