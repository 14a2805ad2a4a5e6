"""Only HTTP's own methods are answered, before anything is counted, logged or looked up."""

import pytest

from rutinlots.web.entry.methods import METHODS


@pytest.mark.parametrize("method", ["HEJ", "GETT", "X" * 200_000])
def test_an_invented_method_is_refused_and_leaves_no_label_and_no_line_in_the_log(make_app, caplog, method):
    client = make_app().test_client()
    with caplog.at_level("INFO"):
        refused = client.open("/api/v1/pack", method=method)
    assert (refused.status_code, refused.json["error"]["code"]) == (405, "method-not-allowed")
    assert method not in refused.text
    assert caplog.text == ""
    figures = client.get("/metrics").text
    assert method not in figures
    assert 'rutinlots_turned_away_total{why="method"} 1.0' in figures


def test_a_thousand_invented_methods_make_the_metrics_no_longer(make_app):
    client = make_app().test_client()
    client.open("/healthz", method="A")
    client.get("/metrics")
    before = len(client.get("/metrics").text.splitlines())
    for number in range(1000):
        client.open("/healthz", method=f"A{number}")
    assert len(client.get("/metrics").text.splitlines()) == before


@pytest.mark.parametrize("method", sorted(METHODS))
def test_the_methods_of_http_are_answered_by_the_address_itself(make_app, method):
    assert make_app().test_client().open("/api/v1/pack", method=method).status_code in (200, 405)
