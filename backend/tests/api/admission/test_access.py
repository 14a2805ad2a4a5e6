"""Who gets in: tokens, host names, origins; and what browsers are told."""

import pytest

from rutinlots.app_state import now
from rutinlots.store import StoreError
from rutinlots.web import authentication
from rutinlots.web.config import EXTENSION_ID

EXTENSION = f"chrome-extension://{EXTENSION_ID}"
PACK = "/api/v1/pack"


@pytest.fixture(autouse=True)
def tokens_are_looked_up_every_time(monkeypatch):
    monkeypatch.setattr(authentication, "_FRESH_S", 0.0)


def tokens(app):
    return app.extensions["rutinlots"].store.tokens


def bearer(secret):
    return {"Authorization": f"Bearer {secret}"}


def refused(response, status, code=None):
    assert response.status_code == status
    assert code in (None, response.json["error"]["code"])
    return True


def test_on_loopback_with_no_token_made_nobody_is_asked(make_app):
    assert make_app().test_client().get(PACK).status_code == 200


def test_once_a_token_is_made_everybody_is_asked(make_app):
    app = make_app()
    secret = tokens(app).create("Sandra", "agent", now())
    client = app.test_client()
    assert refused(client.get(PACK), 401, "token-missing")
    assert refused(client.get(PACK, headers=bearer("wrong")), 401, "token-invalid")
    assert client.get(PACK, headers=bearer(secret)).status_code == 200


def test_a_revoked_token_is_worthless_and_opens_nothing_for_others(make_app):
    app = make_app()
    secret = tokens(app).create("Sandra", "agent", now())
    tokens(app).revoke(1, now())
    client = app.test_client()
    assert refused(client.get(PACK, headers=bearer(secret)), 401, "token-invalid")
    assert refused(client.get(PACK), 401, "token-missing")


def test_away_from_loopback_everybody_is_asked(make_app):
    client = make_app(HOST="192.0.2.7").test_client()
    assert refused(client.get(PACK, base_url="http://192.0.2.7:8765"), 401)


def test_a_caller_from_another_machine_is_asked_even_by_a_loopback_server(make_app):
    client = make_app().test_client()
    assert refused(client.get(PACK, environ_base={"REMOTE_ADDR": "192.0.2.8"}), 401)


def test_a_name_that_was_added_is_reached_with_a_token_only(make_app):
    app = make_app(HOSTS=("rutinlots.example",))
    client = app.test_client()
    assert refused(client.get(PACK, base_url="https://rutinlots.example"), 401)
    headers = bearer(tokens(app).create("Sandra", "agent", now()))
    assert client.get(PACK, base_url="https://rutinlots.example", headers=headers).status_code == 200


def test_tests_are_never_asked(client):
    assert client.get(PACK).status_code == 200


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic abc", "Bearer å", "bearer \x00"])
def test_a_strange_header_is_no_token(make_app, header):
    app = make_app()
    tokens(app).create("Sandra", "agent", now())
    assert refused(app.test_client().get(PACK, headers={"Authorization": header}), 401)


def test_the_metrics_are_for_token_holders_too(make_app):
    app = make_app()
    secret = tokens(app).create("Prometheus", "lead", now())
    client = app.test_client()
    assert refused(client.get("/metrics"), 401)
    assert client.get("/metrics", headers=bearer(secret)).status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_what_tells_nothing_secret_is_open(make_app, path):
    app = make_app()
    tokens(app).create("Sandra", "agent", now())
    assert app.test_client().get(path).status_code == 200


def test_known_tokens_work_while_the_database_is_away(make_app, monkeypatch):
    app = make_app()
    secret = tokens(app).create("Sandra", "agent", now())
    client = app.test_client()
    assert client.get(PACK, headers=bearer(secret)).status_code == 200

    def away():
        raise StoreError("The database is away.")

    monkeypatch.setattr(tokens(app), "all", away)
    assert client.get(PACK, headers=bearer(secret)).status_code == 200
    assert refused(client.get(PACK, headers=bearer("wrong")), 401)


FOREIGN_HOSTS = ["evil.example", "evil.example:8765", "localhost.evil.example", "127.0.0.1.evil.example"]
FOREIGN_ORIGINS = ["https://evil.example", "https://ellevio.freshdesk.com", "null", EXTENSION[:-1] + "x"]


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_a_foreign_name_that_leads_here_is_refused(make_app, host):
    """A page on evil.example whose name server answers 127.0.0.1 is of the same origin as what it reads."""
    assert refused(make_app().test_client().get(PACK, base_url=f"http://{host}"), 403)


@pytest.mark.parametrize("host", ["", "[", "[::1", "a b", "127.0.0.1@evil.example"])
def test_a_host_header_that_names_nothing_is_refused(make_app, host):
    response = make_app().test_client().get(PACK, headers={"Host": host})
    assert response.status_code in (400, 403)


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST", "[::1]:8765"])
def test_loopback_has_several_names(make_app, host):
    assert make_app().test_client().get(PACK, base_url=f"http://{host}").status_code == 200


def test_probes_may_come_by_address(make_app):
    assert make_app().test_client().get("/healthz", base_url="http://10.0.0.5:8765").status_code == 200


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_other_pages_are_refused(client, origin, method):
    response = getattr(client, method)(PACK, headers={"Origin": origin})
    assert refused(response, 403)
    assert response.headers.get("Access-Control-Allow-Origin") in (None, EXTENSION)


def test_our_own_pages_may_ask(client, situation):
    own = {"Origin": "http://localhost"}
    assert client.post("/api/v1/checks", json=situation, headers=own).status_code == 200


def test_the_extension_may_ask_and_read(client, situation):
    response = client.post("/api/v1/checks", json=situation, headers={"Origin": EXTENSION})
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == EXTENSION
    assert {"ETag", "Retry-After"} <= set(response.headers["Access-Control-Expose-Headers"].split(", "))
    assert response.headers["Vary"] == "Origin"


def test_the_extension_is_let_through_before_it_asks(make_app):
    app = make_app()
    tokens(app).create("Sandra", "agent", now())
    headers = {
        "Origin": EXTENSION,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
        "Access-Control-Request-Private-Network": "true",
    }
    response = app.test_client().options("/api/v1/checks", headers=headers)
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == EXTENSION
    assert "authorization" in response.headers["Access-Control-Allow-Headers"].lower()
    assert "POST" in response.headers["Access-Control-Allow-Methods"]
    assert response.headers["Access-Control-Allow-Private-Network"] == "true"


def test_another_page_is_not_let_through_before_it_asks(client):
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    assert refused(client.options("/api/v1/checks", headers=headers), 403)


def test_other_extensions_can_be_named(make_app):
    other = "abcdefghijklmnopabcdefghijklmnop"
    client = make_app(EXTENSION_IDS=(other,)).test_client()
    assert client.get(PACK, headers={"Origin": f"chrome-extension://{other}"}).status_code == 200
    assert refused(client.get(PACK, headers={"Origin": EXTENSION}), 403)


@pytest.mark.parametrize("path", ["/api/v1/docs", PACK, "/nothing", "/healthz"])
def test_every_answer_tells_browsers_what_it_may_do(client, path):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_what_the_api_answers_is_not_cached(client, situation):
    assert client.post("/api/v1/checks", json=situation).headers["Cache-Control"] == "no-store"


def test_refused_callers_are_logged_by_address_and_cannot_flood_the_log(make_app, caplog):
    app = make_app(HOST="0.0.0.0")
    client = app.test_client()
    for _ in range(20):
        client.get(PACK, headers=bearer("hemlig-nyckel"), environ_base={"REMOTE_ADDR": "192.0.2.8"})
    client.get("/logga-in", headers={"Host": "evil.example"}, environ_base={"REMOTE_ADDR": "192.0.2.9"})
    told = [(record.what, record.source, record.about) for record in caplog.records if record.name == "rutinlots.audit"]
    assert told == [("refused", "192.0.2.8", 401)] * 5 + [("refused", "192.0.2.9", 403)]
    assert "hemlig-nyckel" not in caplog.text


def test_an_answer_of_another_process_says_everything_once(make_app, situation):
    asked, answering = make_app(), make_app()
    asked.extensions["rutinlots"].meaning_elsewhere = answering.wsgi_app
    question = {**situation, "moment": "open", "draft": None}
    response = asked.test_client().post("/api/v1/checks", json=question, headers={"Origin": EXTENSION})
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == EXTENSION
    names = [name for name, _ in response.headers]
    assert sorted(names) == sorted(set(names))


def test_an_answer_that_says_one_thing_itself_says_everything_else_too(make_app):
    app = make_app()
    app.add_url_rule("/own", view_func=lambda: ("", 200, {"X-Content-Type-Options": "nosniff"}))
    headers = app.test_client().get("/own").headers
    assert headers.getlist("X-Content-Type-Options") == ["nosniff"]
    assert headers["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
