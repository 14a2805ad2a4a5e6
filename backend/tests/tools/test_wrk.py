"""What wrk says is read as it is meant, and what it doesn't say is no figure."""

import pytest

from tools.bench.wrk import Figures, read

SAID = """Running 3s test @ http://127.0.0.1:1/api/v1/checks
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency    13.53ms    5.25ms  45.20ms   73.87%
  Latency Distribution
     50%  980.00us
     75%   16.33ms
     90%   19.74ms
     99%    1.20s
  5956 requests in 5.01s, 4.42MB read
Requests/sec:   1188.35
"""


def test_figures_are_read_in_milliseconds():
    assert read(SAID) == Figures(rate=1188.35, p50=0.98, p99=1200.0)


@pytest.mark.parametrize("gone", ["Requests/sec", "99%"])
def test_a_figure_that_is_not_there_is_an_error(gone: str):
    with pytest.raises(RuntimeError):
        read("\n".join(line for line in SAID.splitlines() if gone not in line))
