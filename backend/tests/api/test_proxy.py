"""Behind an HTTPS proxy: the proxy is believed on who asks and how, nobody else is, and nobody counts as at home."""

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from rutinlots.app_state import now

PUBLIC = "https://rutiner.example"
PACK = "/api/v1/pack"
AGENT = "203.0.113.7"
FORWARDED = {"X-Forwarded-For": AGENT, "X-Forwarded-Proto": "https", "X-Forwarded-Host": "rutiner.example"}


@pytest.fixture
def app(make_app) -> Flask:
    """On loopback, with the proxy on the same machine."""
    return make_app(PUBLIC_URL=PUBLIC)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def token(app: Flask) -> dict[str, str]:
    secret = app.extensions["rutinlots"].store.tokens.create("Sandra", "agent", now())
    return {"Authorization": f"Bearer {secret}"}


def seen(app: Flask, peer: str, headers: dict[str, str]) -> tuple[str, str]:
    """What the app takes for the address and the sender of a request; no name is refused on the way."""
    found = []
    app.before_request_funcs[None].insert(0, lambda: found.append((request.root_url, request.remote_addr)))
    app.test_client().get("/healthz", headers=headers, environ_base={"REMOTE_ADDR": peer})
    return found[0]


def test_a_request_looks_as_it_did_to_the_proxy(app: Flask):
    assert seen(app, "127.0.0.1", FORWARDED) == (f"{PUBLIC}/", AGENT)


def test_a_proxy_that_hands_the_name_on_needs_no_header_for_it(app: Flask):
    headers = {"X-Forwarded-For": AGENT, "X-Forwarded-Proto": "https", "Host": "rutiner.example"}
    assert seen(app, "127.0.0.1", headers) == (f"{PUBLIC}/", AGENT)


@pytest.mark.parametrize("peer", ["203.0.113.9", "10.0.0.1", ""])
def test_whoever_is_not_the_proxy_is_not_believed(app: Flask, peer: str):
    assert seen(app, peer, FORWARDED) == ("http://localhost/", peer)


def test_without_a_public_address_nobody_is_believed(make_app):
    assert seen(make_app(), "127.0.0.1", FORWARDED) == ("http://localhost/", "127.0.0.1")


@pytest.mark.parametrize("peer", ["10.1.2.3", "::ffff:10.1.2.3"])
def test_the_proxy_may_be_a_network(make_app, peer: str):
    app = make_app(PUBLIC_URL=PUBLIC, PROXIES=("10.1.0.0/16",))
    assert seen(app, peer, FORWARDED) == (f"{PUBLIC}/", AGENT)


def test_what_a_browser_claims_of_itself_is_left_out(app: Flask):
    """The proxy adds the sender that it sees at the end; what stands before may be anybody's invention."""
    assert seen(app, "127.0.0.1", {**FORWARDED, "X-Forwarded-For": f"127.0.0.1, {AGENT}"})[1] == AGENT


def test_of_several_proxies_the_outermost_tells_the_sender(make_app):
    app = make_app(PUBLIC_URL=PUBLIC, PROXY_COUNT=2)
    assert seen(app, "127.0.0.1", {**FORWARDED, "X-Forwarded-For": f"127.0.0.1, {AGENT}, 10.0.0.4"})[1] == AGENT


def test_the_public_name_is_answered_with_a_token(client: FlaskClient, token: dict[str, str]):
    answer = client.get(PACK, headers={**FORWARDED, **token})
    assert answer.status_code == 200
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@pytest.mark.parametrize(
    ("headers", "statuses"), [(FORWARDED, [401, 302]), ({}, [403, 403])], ids=["from the proxy", "without a word of it"]
)
def test_nobody_is_at_home_behind_a_proxy(client: FlaskClient, headers: dict[str, str], statuses: list[int]):
    """A proxy that forgets its headers looks like somebody at the machine itself."""
    assert [client.get(path, headers=headers).status_code for path in (PACK, "/handbok")] == statuses


@pytest.mark.parametrize("host", ["rutiner.example", "127.0.0.1:8765", "localhost", "10.0.0.5"])
def test_with_a_public_address_plain_http_is_refused_under_any_name_but_for_probes(
    client: FlaskClient, token: dict[str, str], host: str
):
    base = f"http://{host}"
    assert client.get(PACK, headers=token, base_url=base).status_code == 403
    assert client.get("/logga-in", base_url=base).status_code == 403
    assert client.get("/metrics", headers=token, base_url=base).status_code == 403
    assert {client.get(path, base_url=base).status_code for path in ("/healthz", "/readyz")} == {200}


def test_without_https_the_public_name_is_refused_and_the_reason_told(client: FlaskClient, token: dict[str, str]):
    refused = client.get(PACK, headers={**FORWARDED, **token, "X-Forwarded-Proto": "http"})
    assert refused.status_code == 403
    assert "X-Forwarded-Proto" in refused.json["error"]["message"]
    assert PUBLIC in refused.json["error"]["message"]


def test_another_name_is_refused_also_from_the_proxy(client: FlaskClient, token: dict[str, str]):
    assert client.get(PACK, headers={**FORWARDED, **token, "X-Forwarded-Host": "evil.example"}).status_code == 403


@pytest.mark.parametrize(("origin", "status"), [(PUBLIC, 200), ("http://rutiner.example", 403), ("https://evil.example", 403)])
def test_our_own_pages_are_those_at_the_public_address(client: FlaskClient, token: dict[str, str], origin: str, status: int):
    assert client.get(PACK, headers={**FORWARDED, **token, "Origin": origin}).status_code == status


def test_cookies_go_over_https_only(client: FlaskClient, token: dict[str, str]):
    cookies = [
        *client.get("/logga-in", headers=FORWARDED).headers.getlist("Set-Cookie"),
        *client.post("/api/v1/handbook-sessions", headers={**FORWARDED, **token}).headers.getlist("Set-Cookie"),
    ]
    assert len(cookies) == 2
    assert all("Secure" in cookie and "HttpOnly" in cookie for cookie in cookies)


def test_each_sender_behind_the_proxy_is_counted_for_itself(make_app):
    client = make_app(PUBLIC_URL=PUBLIC, RATE=1).test_client()
    other = {**FORWARDED, "X-Forwarded-For": "203.0.113.8"}
    page = client.get("/logga-in", headers=FORWARDED, base_url=PUBLIC).text
    form = {"name": "x", "password": "y", "form_token": page.split('form_token" value="')[1].split('"')[0]}
    sent = {"data": form, "base_url": PUBLIC}
    tried = [client.post("/logga-in", headers=FORWARDED, **sent).status_code for _ in range(6)]
    assert tried == [401] * 5 + [429]
    assert client.post("/logga-in", headers=other, **sent).status_code == 401


@pytest.mark.parametrize(("sender", "address"), [(f"{AGENT}:51234", AGENT), ("[2001:db8::7]:443", "2001:db8::7")])
def test_a_port_that_the_proxy_tells_is_no_part_of_the_sender(app: Flask, sender: str, address: str):
    assert seen(app, "127.0.0.1", {**FORWARDED, "X-Forwarded-For": sender})[1] == address
