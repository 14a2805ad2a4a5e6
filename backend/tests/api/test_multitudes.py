"""Long lists and mappings are counted before they are loaded, and refused in a few words."""

from collections.abc import Iterator
from typing import Any

import pytest
from marshmallow import fields

from rutinlots import create_app
from rutinlots.schemas.strict import Text

MANY = 5000


def bodies() -> Iterator[tuple[str, str, Any]]:
    """Every place for a list or a mapping in every body that the OpenAPI document names: address, path, a multitude there."""
    app = create_app({"TESTING": True})
    spec = app.test_client().get("/api/v1/openapi.json").json
    guide = next(iter(app.extensions["rutinlots"].rules.guides))
    app.extensions["rutinlots"].close()
    for address, methods in spec["paths"].items():
        body = methods.get("post", {}).get("requestBody")
        if body:
            schema = body["content"]["application/json"]["schema"]
            for path, many in places(schema, spec["components"]["schemas"]):
                yield address.replace("{guide}", guide), ".".join(path), nest(path, many)


def places(schema: dict[str, Any], named: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for each in (schema, *schema.get("oneOf", ()), *schema.get("anyOf", ()), *schema.get("allOf", ())):
        if "$ref" in each:
            yield from places(named[each["$ref"].rsplit("/", 1)[1]], named)
        kinds = each.get("type", ())
        if "array" in kinds:
            yield (), [{}] * MANY
            yield from ((("0", *path), many) for path, many in places(each["items"], named))
        if "object" in kinds:
            yield (), {f"x{number}": {} for number in range(MANY)}
            inner = each.get("additionalProperties")
            if isinstance(inner, dict) and "properties" not in each:
                yield from ((("key", *path), many) for path, many in places(inner, named))
        for name, value in each.get("properties", {}).items():
            yield from (((name, *path), many) for path, many in places(value, named))


def nest(path: tuple[str, ...], many: Any) -> Any:
    for step in reversed(path):
        many = [many] if step == "0" else {step: many}
    return many


@pytest.fixture(scope="module")
def everywhere() -> list[tuple[str, str, Any]]:
    return list(bodies())


def test_the_places_are_found(everywhere):
    found = {path for _address, path, _body in everywhere}
    known = {"", "events", "ticket.conversation", "ticket.conversation.0.to", "draft.attachments", "ticket.properties"}
    assert known | {"list.filters", "list.filters.key", "values", "values.key"} <= found
    assert len(everywhere) > 30


@pytest.fixture
def touched(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every value that any field is asked to load."""
    seen: list[Any] = []
    for kind in (fields.Field, Text):
        inner = kind.deserialize

        def deserialize(self, value, *args, inner=inner, **kwargs):
            seen.append(value)
            return inner(self, value, *args, **kwargs)

        monkeypatch.setattr(kind, "deserialize", deserialize)
    return seen


def test_a_multitude_is_refused_before_its_elements_are_looked_at(client, touched, everywhere, subtests):
    for address, path, body in everywhere:
        with subtests.test(f"{address} {path}"):
            touched.clear()
            refused = client.post(address, json=body)
            assert refused.status_code == 422
            assert len(refused.data) < 4000
            assert len(refused.json["error"]["fields"]) <= 20
            assert len(touched) < 100


def test_at_most_twenty_faults_are_reported(client, situation):
    situation["draft"]["to"] = [5] * 150
    messages = client.post("/api/v1/checks", json=situation).json["error"]["fields"]
    assert sum(map(len, messages.values())) == 20


def test_a_long_key_is_not_repeated_in_full(client, situation):
    situation["x" * 100_000] = 1
    refused = client.post("/api/v1/checks", json=situation)
    assert refused.status_code == 422
    assert len(refused.data) < 500


def test_a_multitude_of_parameters_is_refused_in_a_few_words(client):
    refused = client.get("/api/v1/snippets?" + "&".join(f"x{number}=1" for number in range(MANY)))
    assert refused.status_code == 422
    assert len(refused.data) < 500


def test_a_form_longer_than_any_of_ours_is_not_taken_apart():
    app = create_app({"TESTING": True})
    client = app.test_client()
    client.set_cookie("rutinlots_form", "anything")
    sent = client.post("/logga-in", data="a&" * 100_000, content_type="application/x-www-form-urlencoded")
    assert sent.status_code == 413
