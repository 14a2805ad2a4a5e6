"""Leads log in with the company's login: against a provider on this machine, honest and otherwise."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.tests.pages.login.provider import CLIENT, SECRET, Provider, serving
from rutinlots import create_app, rule_loader
from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.rules import Rules
from rutinlots.web.config import ConfigError

NOON = datetime(2026, 3, 10, 12, tzinfo=STOCKHOLM)
PASSWORD = "många små gröna äpplen"
NAME = "maria@company.example"
LEADS = {"OIDC_LEADS": ("Rutinlots.Lead",)}


class Clock:
    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(autouse=True)
def quick(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests are not about rules, and the provider is on this machine."""
    monkeypatch.setattr(rule_loader, "load", lambda folder: rules)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def provider(clock: Clock) -> Iterator[Provider]:
    with serving(clock) as found:
        yield found


@pytest.fixture
def make(provider: Provider, clock: Clock, tmp_path: Path) -> Iterator:
    """Makes apps that know the provider."""
    secret = tmp_path / "secret"
    secret.write_text(SECRET + "\n")
    made: list[Flask] = []

    def app(**settings) -> Flask:
        how = {"OIDC_ISSUER": provider.address, "OIDC_CLIENT_ID": CLIENT, "OIDC_SECRET_FILE": secret}
        made.append(create_app({"TESTING": True, "CLOCK": clock, **how, **settings}))
        return made[-1]

    yield app
    for each in made:
        each.extensions["rutinlots"].close()


def at_the_provider(provider: Provider, client: FlaskClient, till: str = "/svar") -> str:
    """Begin, and go where the provider sends the browser."""
    begun = client.get("/logga-in/foretaget", query_string={"till": till})
    assert begun.status_code == 302
    assert begun.headers["Location"].startswith(provider.address + "/authorize?")
    path = begun.headers["Location"].removeprefix(provider.address)
    return provider.app.test_client().get(path).headers["Location"].removeprefix("http://localhost")


def log_in(provider: Provider, client: FlaskClient, till: str = "/svar") -> TestResponse:
    return client.get(at_the_provider(provider, client, till))


def trail(app: Flask) -> list[tuple[str, str, str]]:
    return [(each.what, each.who, each.about) for each in app.extensions["rutinlots"].store.audit.since(NOON - timedelta(days=1))]


def test_a_lead_by_role_comes_to_the_page_that_was_asked_for_and_leaves_a_trail(provider: Provider, make):
    app = make(**LEADS)
    client = app.test_client()
    assert client.get("/svar").status_code == 302, "with a company's login no page is private to this machine"
    assert "/logga-in/foretaget?till=/svar" in client.get("/logga-in?till=/svar").text
    answer = log_in(provider, client)
    assert (answer.status_code, answer.headers["Location"], answer.headers["Cache-Control"]) == (303, "/svar", "no-store")
    page = client.get("/svar").text
    assert f"Inloggad som {NAME}" in page
    assert "/losenord" not in page
    assert client.get("/losenord").status_code == 404
    assert client.get("/regler").status_code == 200
    assert trail(app) == [("login", NAME, "company login")]
    assert "signon" not in str(client._cookies), "what waited in the browser is used up"


def test_the_browser_is_sent_with_pkce_state_and_nonce_of_its_own_each_time(provider: Provider, make):
    client = make(**LEADS).test_client()
    asked = [parse_qs(urlsplit(client.get("/logga-in/foretaget").headers["Location"]).query) for _ in range(2)]
    for name in ("state", "nonce", "code_challenge"):
        assert len({each[name][0] for each in asked}) == 2
        assert all(len(each[name][0]) >= 43 for each in asked)
    rest = {name: values[0] for name, values in asked[0].items() if name not in ("state", "nonce", "code_challenge")}
    assert rest == {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": "http://localhost/logga-in/foretaget/svar",
        "scope": "openid profile",
        "code_challenge_method": "S256",
    }


LATER = int((NOON + timedelta(hours=1)).timestamp())
EARLIER = int((NOON - timedelta(hours=1)).timestamp())


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"aud": "another-app"},
        {"aud": [CLIENT, "another-app"]},
        {"aud": None},
        {"exp": EARLIER},
        {"exp": None},
        {"iat": LATER},
        {"nbf": LATER},
        {"nonce": "another"},
        {"nonce": None},
        {"azp": "another-app"},
        {"sub": None},
        {"at_hash": "another"},
        {"preferred_username": None},
        {"preferred_username": ["a", "list"]},
    ],
    ids=str,
)
def test_an_id_token_that_is_not_for_this_login_opens_nothing(provider: Provider, make, claims):
    app = make(**LEADS)
    client = app.test_client()
    provider.claims = claims
    assert log_in(provider, client).status_code == 403
    assert client.get("/svar").status_code == 302
    assert trail(app) == [("login-failed", "unknown name", "company login")]


def test_a_token_signed_by_another_or_not_with_a_public_key_opens_nothing(provider: Provider, make):
    client = make(**LEADS).test_client()
    honest = provider.signing
    provider.signing = type(honest).generate_key("P-256", {"kid": "one"})
    assert log_in(provider, client).status_code == 403
    provider.sign_with_the_secret()
    assert log_in(provider, client).status_code == 403
    provider.signing, provider.header = honest, {"alg": "ES256", "kid": "one"}
    assert log_in(provider, client).status_code == 303


def test_new_keys_of_the_provider_are_fetched_once_they_are_met(provider: Provider, make):
    client = make(**LEADS).test_client()
    log_in(provider, client)
    log_in(provider, client)
    assert provider.requests.count("/keys") == 1
    provider.change_keys()
    assert log_in(provider, client).status_code == 303
    assert provider.requests.count("/keys") == 2


def test_an_answer_counts_once_in_the_browser_that_asked_and_soon(provider: Provider, make, clock: Clock):
    app = make(**LEADS)
    client, other = app.test_client(), app.test_client()
    path = at_the_provider(provider, client)
    assert other.get(path).status_code == 400, "another browser"
    assert client.get(re.sub("state=[^&]+", "state=å", path)).status_code == 400
    assert client.get(path + "&iss=https%3A%2F%2Felsewhere.example").status_code == 403
    clock.now = NOON + timedelta(minutes=11)
    assert client.get(path).status_code == 400, "too late"
    clock.now = NOON
    assert client.get(path).status_code == 303
    assert client.get(path).status_code == 400, "a second time"


def test_the_browsers_part_cannot_be_written_by_another(provider: Provider, make):
    client = make(**LEADS).test_client()
    path = at_the_provider(provider, client)
    kept = client.get_cookie("rutinlots_signon").value
    for forged in ("", ".", "x." + kept.partition(".")[2], kept[:-1] + ("0" if kept[-1] != "0" else "1"), "å.å"):
        client.set_cookie("rutinlots_signon", forged)
        assert client.get(path).status_code == 400


def test_an_answer_to_another_verifier_is_refused_by_the_provider(provider: Provider, make):
    client = make(**LEADS).test_client()
    stolen = at_the_provider(provider, client)
    own = at_the_provider(provider, client)
    mixed = re.sub("code=[^&]+", re.search("code=[^&]+", stolen)[0], own)
    assert client.get(mixed).status_code == 403


@pytest.mark.parametrize("roles", [None, [], ["Other"], "Other", {"Rutinlots.Lead": 1}, [1, None], 5])
def test_who_has_not_the_role_is_told_so_and_stays_out(provider: Provider, make, roles):
    app = make(**LEADS)
    client = app.test_client()
    provider.claims = {"roles": roles}
    answer = log_in(provider, client)
    assert answer.status_code == 403
    assert "inte utsedd till teamledare" in answer.text
    assert client.get("/svar").status_code == 302
    assert trail(app) == [("login-failed", NAME, "company login, not a lead")]


def test_groups_of_a_claim_of_ones_own_count_too(provider: Provider, make):
    client = make(OIDC_ROLE="groups", OIDC_LEADS=("7f0e",), OIDC_NAME="email").test_client()
    provider.claims = {"groups": ["1c2d", "7f0e"], "email": "m@company.example"}
    assert log_in(provider, client).status_code == 303
    assert "Inloggad som m@company.example" in client.get("/svar").text


def test_without_roles_the_list_decides_and_removing_ends_the_session(provider: Provider, make):
    app = make()
    leads = app.extensions["rutinlots"].store.leads
    client = app.test_client()
    leads.add(NAME, PASSWORD, NOON)
    assert log_in(provider, client).status_code == 403, "a person with a password here is not the company's"
    leads.remove(NAME, NOON)
    leads.add(NAME, None, NOON)
    assert log_in(provider, client).status_code == 303
    assert client.get("/svar").status_code == 200
    assert leads.log_in(NAME, "", NOON) is None
    assert not leads.reset(NAME, PASSWORD, NOON)
    leads.remove(NAME, NOON)
    assert client.get("/svar").status_code == 302


def test_sessions_end_as_those_by_password_do(provider: Provider, make, clock: Clock):
    client = make(**LEADS).test_client()
    log_in(provider, client)
    clock.now = NOON + timedelta(minutes=61)
    assert client.get("/svar").status_code == 302, "an hour without use"
    clock.now = NOON
    log_in(provider, client)
    form = {"form_token": re.search(r'form_token" value="(\w+)"', client.get("/svar").text)[1]}
    assert client.post("/logga-ut", data=form).status_code == 303
    assert client.get("/svar").status_code == 302


@pytest.mark.parametrize("till", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_the_company_login_leads_nowhere_else(provider: Provider, make, till: str):
    assert log_in(provider, make(**LEADS).test_client(), till).headers["Location"] == "/"


def test_passwords_can_be_switched_off(provider: Provider, make):
    app = make(PASSWORDS=False, **LEADS)
    store = app.extensions["rutinlots"].store
    store.leads.add("Sandra", PASSWORD, NOON)
    client = app.test_client()
    page = client.get("/logga-in").text
    assert 'type="password"' not in page
    assert client.post("/logga-in", data={"name": "Sandra", "password": PASSWORD}).status_code == 404
    client.set_cookie("rutinlots_session", store.leads.log_in("Sandra", PASSWORD, NOON))
    assert client.get("/svar").status_code == 302, "nor does an earlier login count"
    assert log_in(provider, client).status_code == 303


def test_a_new_secret_counts_at_once_and_a_file_that_is_gone_closes_only_the_company_login(provider: Provider, make, tmp_path):
    client = make(**LEADS).test_client()
    provider.secret = "a newer secret"
    assert log_in(provider, client).status_code == 403
    (tmp_path / "secret").write_text(provider.secret)
    assert log_in(provider, client).status_code == 303
    (tmp_path / "secret").unlink()
    assert client.get("/svar").status_code == 200
    assert client.get("/logga-in/foretaget").status_code == 503
    (tmp_path / "secret").write_text(provider.secret)
    assert log_in(provider, client).status_code == 303


def test_a_provider_that_is_away_or_calls_itself_otherwise_costs_no_more_than_a_notice(provider: Provider, make, monkeypatch):
    app = make(**LEADS)
    client = app.test_client()
    provider.metadata = {"issuer": "https://elsewhere.example"}
    assert client.get("/logga-in/foretaget").status_code == 403
    provider.metadata = {"token_endpoint": "http://elsewhere.example/token"}
    assert client.get("/logga-in/foretaget").status_code == 403
    away = make(OIDC_ISSUER="http://127.0.0.1:9", **LEADS).test_client()
    answer = away.get("/logga-in/foretaget")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert away.get("/api/v1/pack").status_code == 200
    places = app.extensions["rutinlots.sign_on"]._places
    with places, places:
        assert client.get("/logga-in/foretaget").status_code == 429, "others wait for it"
    provider.metadata = {}
    assert client.get("/logga-in/foretaget").status_code == 302


def test_without_a_company_login_there_is_no_such_page(client: FlaskClient):
    assert client.get("/logga-in/foretaget").status_code == 404
    assert client.get("/logga-in/foretaget/svar").status_code == 404


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"OIDC_ISSUER": "https://login.example"}, "--oidc-client-id"),
        ({"OIDC_ISSUER": "https://a.example", "OIDC_CLIENT_ID": "x", "OIDC_SECRET_FILE": Path("/missing")}, "--oidc-secret-file"),
        ({"PASSWORDS": False}, "--oidc-issuer"),
        ({"OIDC_CLIENT_ID": "x"}, "--oidc-client-id is set .* see --oidc-issuer"),
        ({"OIDC_LEADS": ("leads",)}, "--oidc-leads is set .* see --oidc-issuer"),
    ],
)
def test_settings_that_do_not_fit_together_are_told(settings, told: str):
    with pytest.raises(ConfigError, match=told):
        create_app({"TESTING": True, **settings})
