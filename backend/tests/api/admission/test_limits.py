"""A caller that asks without end is slowed; where too many wait, others are sent away; probes always get through."""

import pytest

PACK = "/api/v1/pack"
pytestmark = pytest.mark.usefixtures("no_time_passes")


def test_a_caller_that_asks_without_end_is_told_when_to_come_back(make_app):
    client = make_app(RATE=1).test_client()
    answers = [client.get("/api/v1/snippets?q=x") for _ in range(8)]
    assert [answer.status_code for answer in answers[:6]] == [200] * 6
    assert answers[-1].status_code == 429
    assert answers[-1].json["error"]["code"] == "too-often"
    assert answers[-1].headers["Retry-After"] == "1"
    assert client.get("/healthz").status_code == 200
    assert 'rutinlots_turned_away_total{why="too-often"} 2.0' in client.get("/metrics").text


def test_each_token_is_counted_for_itself(make_app):
    app = make_app(RATE=1)
    tokens = app.extensions["rutinlots"].store.tokens
    clock = app.extensions["rutinlots"].clock
    first, second = ({"Authorization": f"Bearer {tokens.create(name, 'agent', clock())}"} for name in ("a", "b"))
    client = app.test_client()
    assert [client.get(PACK, headers=first).status_code for _ in range(7)][-1] == 429
    assert client.get(PACK, headers=second).status_code == 200


def test_without_a_rate_nobody_is_slowed(make_app):
    client = make_app(RATE=0).test_client()
    assert {client.get("/api/v1/snippets?q=x").status_code for _ in range(20)} == {200}


def test_an_agent_at_work_meets_no_limit(make_app, situation):
    client = make_app().test_client()
    assert {client.post("/api/v1/checks", json=situation).status_code for _ in range(30)} == {200}


def test_while_too_many_wait_questions_are_sent_away_in_the_one_error_shape(make_app, situation):
    app = make_app(TESTING=True, WAITING=4)
    client = app.test_client()
    app.extensions["rutinlots"].waiting = lambda: 5
    away = client.post("/api/v1/checks", json=situation)
    assert (away.status_code, away.json["error"]["code"], away.headers["Retry-After"]) == (503, "busy", "1")
    assert [client.get(path).status_code for path in ("/healthz", "/readyz", "/metrics")] == [200] * 3
    assert 'rutinlots_turned_away_total{why="busy"} 1.0' in client.get("/metrics").text
    assert 'rutinlots_waiting_bucket{le="8.0"} 1.0' in client.get("/metrics").text, "how many waited is there to be watched"
    app.extensions["rutinlots"].waiting = lambda: 4
    assert client.post("/api/v1/checks", json=situation).status_code == 200


@pytest.mark.parametrize("path", ["/logga-in", "/", "/finns-inte", "/api/v1/docs"])
def test_whatever_a_stranger_asks_is_counted(make_app, path):
    client = make_app(RATE=1).test_client()
    assert [client.get(path).status_code for _ in range(8)][-1] == 429


def test_a_wrong_token_is_refused_and_counted_by_its_address_and_costs_the_right_ones_nothing(make_app):
    app = make_app(RATE=1)
    state = app.extensions["rutinlots"]
    right = {"Authorization": f"Bearer {state.store.tokens.create('a', 'agent', state.clock())}"}
    client = app.test_client()
    wrong = [client.get(PACK, headers={"Authorization": f"Bearer guess-{n}"}).status_code for n in range(8)]
    assert (wrong[:6], wrong[-1]) == ([401] * 6, 429)
    assert client.get(PACK, headers=right).status_code == 200


def test_probes_are_answered_at_an_address_that_asks_too_much(make_app):
    client = make_app(RATE=1).test_client()
    assert [client.get(PACK).status_code for _ in range(8)][-1] == 429
    assert [client.get(path).status_code for path in ("/healthz", "/readyz", "/metrics")] == [200] * 3
    assert [client.get("/readyz").status_code for _ in range(8)][-1] == 429
    assert client.get("/healthz").status_code == 200


def test_what_is_turned_away_is_counted_and_writes_no_log(make_app, caplog):
    client = make_app(RATE=1).test_client()
    with caplog.at_level("INFO", "rutinlots.access"):
        statuses = [client.get(PACK).status_code for _ in range(20)]
    assert len(caplog.records) == statuses.count(200)
