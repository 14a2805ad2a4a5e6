"""The figures of several processes of one server."""

from rutinlots.api.metrics import Metrics


def test_counts_of_all_processes_are_added_up_and_gauges_are_of_the_one_that_is_asked():
    one, other = Metrics(), Metrics()
    one.rules_since.set(5)
    other.rules_since.set(6)
    one.findings.labels("a").inc(2)
    other.findings.labels("a").inc(3)
    other.findings.labels("b").inc()
    one.check_seconds.labels("write").observe(0.02)
    other.check_seconds.labels("write").observe(0.002)
    alone = one.own().decode().splitlines()

    one.others = [other.own, lambda: b""]
    together = one.latest().decode().splitlines()

    assert {'rutinlots_findings_total{check="a"} 5.0', 'rutinlots_findings_total{check="b"} 1.0'} <= set(together)
    assert 'rutinlots_check_seconds_count{moment="write"} 2.0' in together
    assert 'rutinlots_check_seconds_bucket{le="0.005",moment="write"} 1.0' in together
    assert "rutinlots_rules_since 5.0" in together
    assert [line for line in together if line.startswith("#")] == [line for line in alone if line.startswith("#")]
