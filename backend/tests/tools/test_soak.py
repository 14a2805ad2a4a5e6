"""A server that is killed in a stream of events loses nothing that it acknowledged, and keeps nothing twice.

Twice here, so that what the first server left unanswered is sent again; ``make soak`` does it fifty times.
"""

from pathlib import Path

from tools.soak import kills


def test_nothing_acknowledged_is_missing_and_nothing_is_double_after_a_kill(tmp_path: Path):
    outcomes = list(kills(tmp_path, 2, 0.3))
    assert outcomes[-1].acknowledged
    assert all(outcome.whole for outcome in outcomes), outcomes
