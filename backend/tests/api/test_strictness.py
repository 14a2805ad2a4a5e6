"""What the API refuses, always in the same shape and naming the field."""

import json
from copy import deepcopy

import pytest

CHECKS = "/api/v1/checks"
DEEP = "[" * 100_000
MANY_DIGITS = f'{{"ticket": {"9" * 5000}}}'
UTF_16 = b"\xff\xfe{\x00}\x00"


def faults(response, status=422):
    assert response.status_code == status, response.text
    error = response.json["error"]
    assert set(error) <= {"status", "code", "message", "fields"}
    assert error["status"] == status
    assert error["code"]
    assert error["message"]
    return error.get("fields", {})


def put(situation, path, value):
    """A copy of the situation with a value at a path such as draft.text."""
    changed = inner = deepcopy(situation)
    *way, last = path.split(".")
    for step in way:
        inner = inner[int(step) if step.isdigit() else step]
    inner[last] = value
    return changed


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("moment", "later"),
        ("moment", None),
        ("now", "yesterday"),
        ("now", 1710000000),
        ("now", "0001-01-01T00:00:00Z"),
        ("surprise", 1),
        ("ticket", []),
        ("ticket.id", "90103"),
        ("ticket.id", 90103.0),
        ("ticket.id", True),
        ("ticket.id", 0),
        ("ticket.id", -1),
        ("ticket.id", 2**63),
        ("ticket.subject", 5),
        ("ticket.subject", "x" * 2001),
        ("ticket.surprise", 1),
        ("ticket.properties", ["Typ"]),
        ("ticket.properties.Typ", 5),
        ("ticket.properties.Typ", ["Fråga"]),
        ("ticket.required", "Typ"),
        ("ticket.requester.phone", "070"),
        ("ticket.conversation", {}),
        ("ticket.conversation.0.direction", "up"),
        ("ticket.conversation.0.from", "anna@example.com"),
        ("ticket.conversation.0.text", 5),
        ("ticket.conversation.0.text", "x" * 1_048_577),
        ("ticket.conversation.0.sent_at", "9 mars"),
        ("ticket.conversation.0.surprise", 1),
        ("draft.kind", "answer"),
        ("draft.from", {"email": "kundservice@ellevio.se"}),
        ("draft.to", "anna@example.com"),
        ("draft.to", [5]),
        ("draft.text", None),
        ("draft.text", ["Hej"]),
        ("draft.send_mode", "now"),
        ("draft.attachments", [5]),
        ("draft.attachments", [{"size": 5}]),
        ("draft.attachments", [{"name": "a.pdf", "size": -1}]),
        ("draft.attachments", [{"name": "a.pdf", "path": "C:"}]),
        ("agent", "Sandra"),
        ("agent.id", 7),
    ],
)
def test_a_field_that_is_not_as_it_should_be_is_named(client, situation, path, value):
    fields = faults(client.post(CHECKS, json=put(situation, path, value)))
    assert len(fields) == 1
    assert next(iter(fields)).startswith(path)


@pytest.mark.parametrize("path", ["moment", "draft.kind", "draft.text", "ticket.conversation.0.direction"])
def test_a_field_that_must_be_there_is_named(client, situation, path):
    holder = situation
    *way, last = path.split(".")
    for step in way:
        holder = holder[int(step) if step.isdigit() else step]
    del holder[last]
    assert list(faults(client.post(CHECKS, json=situation))) == [path]


def test_a_message_without_any_body_is_refused(client, situation):
    del situation["ticket"]["conversation"][0]["text"]
    assert list(faults(client.post(CHECKS, json=situation))) == ["ticket.conversation.0.text"]


def test_several_faults_are_all_named(client, situation):
    situation["moment"] = "later"
    situation["draft"]["text"] = 5
    assert set(faults(client.post(CHECKS, json=situation))) == {"moment", "draft.text"}


@pytest.mark.parametrize(("moment", "needed"), [("open", "ticket"), ("list", "list")])
def test_a_moment_needs_what_it_is_about(client, moment, needed):
    assert list(faults(client.post(CHECKS, json={"moment": moment}))) == [needed]


def test_a_thread_of_201_messages_is_refused(client, situation):
    situation["ticket"]["conversation"] = situation["ticket"]["conversation"] * 201
    assert list(faults(client.post(CHECKS, json=situation))) == ["ticket.conversation"]


def test_a_thread_of_200_messages_is_judged(client, situation):
    situation["ticket"]["conversation"] = situation["ticket"]["conversation"] * 200
    assert client.post(CHECKS, json=situation).status_code == 200


def test_a_request_above_2_mb_is_refused(client, situation):
    situation["draft"]["subject"] = "x" * (2 * 1024 * 1024)
    faults(client.post(CHECKS, json=situation), 413)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"NaN", UTF_16, DEEP, MANY_DIGITS])
def test_what_is_not_json_is_refused(client, body):
    faults(client.post(CHECKS, data=body, content_type="application/json"), 400)


@pytest.mark.parametrize("body", ["[]", "5", '"open"', "null"])
def test_json_that_is_no_object_is_refused(client, body):
    faults(client.post(CHECKS, data=body, content_type="application/json"))


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_anything_but_json_is_refused(client, situation, kind):
    """A form on a foreign web page can send these without asking first."""
    faults(client.post(CHECKS, data=json.dumps(situation), content_type=kind), 415)


def test_an_unknown_parameter_is_named(client):
    assert list(faults(client.get("/api/v1/snippets?q=faktura&limit=5"))) == ["limit"]


def test_an_address_that_is_not_there_is_a_404(client):
    faults(client.get("/api/v1/nothing"), 404)


def test_a_method_that_is_not_taken_is_a_405_that_says_which_are(client):
    response = client.get(CHECKS)
    faults(response, 405)
    assert "POST" in response.headers["Allow"]


def test_an_error_never_repeats_what_was_sent(client, situation):
    situation["draft"]["kind"] = "hemligt-kundord"
    situation["draft"]["text"] = ["hemligt-kundord"]
    response = client.post(CHECKS, json=situation)
    assert response.status_code == 422
    assert "hemligt-kundord" not in response.text


def test_an_error_inside_the_server_is_a_500_in_the_same_shape_and_keeps_its_words_from_the_log(
    make_app, situation, monkeypatch, caplog
):
    from rutinlots.api.endpoints import checks

    def broken(situation, rules, meaning):
        raise KeyError(situation.draft.text)

    monkeypatch.setattr(checks, "evaluate", broken)
    situation["draft"]["text"] = "hemligt-kundord"
    faults(make_app().test_client().post(CHECKS, json=situation), 500)
    assert "KeyError" in caplog.text
    assert "hemligt-kundord" not in caplog.text


def test_a_reader_of_pages_gets_a_page_in_swedish(client):
    response = client.get("/handbok/finns-inte", headers={"Accept": "text/html,*/*;q=0.8"})
    assert response.status_code == 404
    assert "Sidan finns inte" in response.text
    assert client.get("/api/v1/finns-inte", headers={"Accept": "text/html"}).is_json
