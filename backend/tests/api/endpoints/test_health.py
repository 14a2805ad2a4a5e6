"""Probes, metrics and the access log."""

import logging

from rutinlots.store import StoreError


def test_a_living_server_says_so(client):
    assert client.get("/healthz").json == {"status": "ok"}


def test_a_ready_server_names_its_rules(client):
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json["rules"] == client.get("/api/v1/pack").json["version"]


def test_a_server_without_its_database_is_not_ready(make_app, monkeypatch):
    app = make_app(TESTING=True)

    def away():
        raise StoreError("The database is away.")

    monkeypatch.setattr(app.extensions["rutinlots"].store, "probe", away)
    response = app.test_client().get("/readyz")
    assert (response.status_code, response.json["status"]) == (503, "degraded")


def test_the_metrics_count_requests_findings_and_events(make_app, situation):
    client = make_app(TESTING=True).test_client()
    situation["ticket"]["properties"]["Typ"] = None
    finding = client.post("/api/v1/checks", json=situation).json["findings"][0]["id"]
    figures = client.get("/metrics").text
    assert 'rutinlots_requests_total{address="/api/v1/checks",method="POST",status="200"} 1.0' in figures
    assert f'rutinlots_findings_total{{check="{finding}"}} 1.0' in figures
    assert 'rutinlots_check_seconds_count{moment="write"} 1.0' in figures


def test_neither_log_nor_metrics_hold_what_customers_write(make_app, situation, caplog):
    caplog.set_level(logging.DEBUG)
    client = make_app(TESTING=True).test_client()
    canary = "hemligt-kundord"
    situation["draft"]["text"] = situation["ticket"]["subject"] = canary
    situation["ticket"]["conversation"][0]["text"] = canary
    client.post("/api/v1/checks", json=situation)
    client.get("/api/v1/snippets", query_string={"q": canary})
    client.get(f"/api/v1/{canary}")
    client.post("/api/v1/events", json={"events": [{canary: canary}]})
    assert "POST /api/v1/checks 200" in caplog.text
    assert canary not in caplog.text
    assert canary not in client.get("/metrics").text
