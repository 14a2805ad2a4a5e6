"""What a server tells about itself: details to leads and operators, to strangers only whether it is ready."""

from dataclasses import replace

import pytest

from rutinlots.app_state import now
from rutinlots.rule_loader import Problem
from rutinlots.store import StoreError
from rutinlots.web import authentication

DOCS = ["/api/v1/docs", "/api/v1/openapi.json"]
PASSWORD = "många små gröna äpplen"
SECRET = "/srv/hemligt/rutinlots.db"


@pytest.fixture(autouse=True)
def tokens_are_looked_up_every_time(monkeypatch):
    monkeypatch.setattr(authentication, "_FRESH_S", 0.0)


@pytest.fixture
def app(make_app, monkeypatch):
    """A server with a lead, whose rules have a fault and whose database is away."""
    app = make_app()
    state = app.extensions["rutinlots"]
    state.store.leads.add("Maria", PASSWORD, now())
    faulty = Problem("checks/halsning/x.yaml", 3, "level", "okänd nivå")
    faulted = replace(state.live_rules.in_force, problems=(faulty,), refused_at=now())
    monkeypatch.setattr(state.live_rules, "in_force", faulted)

    def away():
        raise StoreError(f"The database file {SECRET} is locked.")

    monkeypatch.setattr(state.store, "probe", away)
    return app


def bearer(app, role):
    secret = app.extensions["rutinlots"].store.tokens.create("Sandra", role, now())
    return {"Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "evil.example", "10.0.0.5"])
def test_strangers_are_told_only_that_a_server_is_not_ready(app, host):
    answer = app.test_client().get("/readyz", base_url=f"http://{host}")
    assert (answer.status_code, answer.json) == (503, {"status": "not ready"})


def test_strangers_are_told_only_that_a_server_is_ready(make_app):
    app = make_app(HOST="0.0.0.0")
    answer = app.test_client().get("/readyz", base_url="http://10.0.0.5")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_an_agent_is_a_stranger_here(app):
    answer = app.test_client().get("/readyz", headers=bearer(app, "agent"))
    assert (answer.status_code, answer.json) == (503, {"status": "not ready"})


@pytest.mark.parametrize("role", ["lead", "operator"])
def test_leads_and_operators_are_told_why(app, role):
    answer = app.test_client().get("/readyz", headers=bearer(app, role))
    assert answer.status_code == 503
    assert SECRET in answer.json["store"]
    assert "okänd nivå" in answer.json["problems"][0]


def test_at_home_before_anything_is_set_up_the_owner_is_told(make_app):
    assert "rules" in make_app().test_client().get("/readyz").json


def test_who_asks_cannot_be_known_while_the_database_is_away_so_it_is_a_stranger(make_app, monkeypatch):
    app = make_app()
    assert app.test_client().get("/readyz", headers=bearer(app, "agent")).status_code == 200

    def away():
        raise StoreError(f"The database file {SECRET} is locked.")

    store = app.extensions["rutinlots"].store
    for part, name in ((store, "probe"), (store.tokens, "all"), (store.leads, "all")):
        monkeypatch.setattr(part, name, away)
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.json) == (503, {"status": "not ready"})


def test_a_request_that_fails_in_the_database_names_no_path(app, monkeypatch, caplog):
    state = app.extensions["rutinlots"]
    headers = bearer(app, "agent")

    def away(*_):
        raise StoreError(f"The database file {SECRET} is locked.")

    monkeypatch.setattr(state.store.ledger, "record", away)
    answer = app.test_client().post("/api/v1/events", json={"events": []}, headers=headers)
    assert (answer.status_code, answer.json["error"]["code"]) == (503, "store-unavailable")
    assert SECRET not in answer.text
    assert SECRET in caplog.text


@pytest.mark.parametrize("path", DOCS)
@pytest.mark.parametrize(("role", "status"), [(None, 401), ("agent", 403), ("lead", 200), ("operator", 200)])
def test_the_documentation_is_for_leads_and_operators(app, path, role, status):
    answer = app.test_client().get(path, headers=bearer(app, role) if role else {})
    assert answer.status_code == status


@pytest.mark.parametrize(("role", "status"), [(None, 401), ("agent", 403), ("lead", 200), ("operator", 200)])
def test_the_figures_are_for_leads_and_operators(app, role, status):
    assert app.test_client().get("/metrics", headers=bearer(app, role) if role else {}).status_code == status


def test_a_lead_who_has_logged_in_reads_the_documentation(app):
    client = app.test_client()
    page = client.get("/logga-in").text
    form = {"name": "Maria", "password": PASSWORD, "form_token": page.split('form_token" value="')[1].split('"')[0]}
    client.post("/logga-in", data=form)
    assert client.get("/api/v1/docs").status_code == 200
    assert "/api/v1/docs" in client.get("/").text


def test_an_agents_start_page_has_no_link_to_the_documentation(app):
    client = app.test_client()
    client.post("/api/v1/handbook-sessions", headers=bearer(app, "agent"))
    page = client.get("/")
    assert page.status_code == 200
    assert "/api/v1/docs" not in page.text
    assert client.get("/api/v1/docs").status_code == 401


def test_an_operators_token_reads_nothing_of_the_agents(app, situation):
    client, headers = app.test_client(), bearer(app, "operator")
    assert client.get("/api/v1/pack", headers=headers).status_code == 403
    assert client.post("/api/v1/checks", json=situation, headers=headers).status_code == 403
    assert client.post("/api/v1/handbook-sessions", headers=headers).status_code == 403
