"""What is read from the rules: the pack, snippets and guide cards."""

import pytest

PACK = "/api/v1/pack"


def test_the_pack_has_what_works_without_the_backend(client, situation):
    pack = client.get(PACK).json
    assert pack["version"] == client.post("/api/v1/checks", json=situation).json["rules"]
    assert pack["prompts"]["gate"]["code"] == "MAICCDIS"
    assert pack["prompts"]["gate"]["status"] == "Avslutat"
    assert pack["prompts"]["required"] == ["Typ", "Interna kategorier"]
    texts = {each["id"]: each.get("english", "") for each in pack["snippets"]}
    assert "e-invoice" in texts["e-faktura"], "it is searched in without the backend too"
    assert (pack["selectors"], pack["off"]) == ({}, [])


def test_the_pack_has_the_words_of_the_check_about_required_fields(client, situation):
    ticket = situation["ticket"] | {"required": ["Typ"], "properties": {"Typ": ""}}
    verdict = client.post("/api/v1/checks", json=situation | {"moment": "write", "ticket": ticket}).json
    [found] = [each for each in verdict["findings"] if each["id"] == "empty-required-field"]

    rule = client.get(PACK).json["prompts"]["empty_fields"]

    assert rule.pop("message").format(fields="Typ") == found.pop("message")
    assert rule.pop("action").format(field="Typ") == found.pop("actions")[0]["label"]
    assert {"", "-", "--"} <= set(rule.pop("blank"))
    assert rule.items() <= found.items()


def test_an_unchanged_pack_is_not_sent_again(make_app):
    from rutinlots.app_state import now

    moment = now()
    client = make_app(TESTING=True, CLOCK=lambda: moment).test_client()
    tag = client.get(PACK).headers["ETag"]
    again = client.get(PACK, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(PACK, headers={"If-None-Match": '"another"'}).status_code == 200


def test_snippets_are_searched_by_the_agents_own_words(client):
    found = client.get("/api/v1/snippets", query_string={"q": "e-faktura"}).json["snippets"]
    assert found[0]["id"] == "e-faktura"
    assert set(found[0]) == {"id", "title", "theme", "text", "keywords"}


def test_words_that_must_not_stand_in_an_address_are_sent_in_the_body(client):
    found = client.post("/api/v1/snippets", json={"q": "e-faktura"})
    assert found.json == client.get("/api/v1/snippets", query_string={"q": "e-faktura"}).json


@pytest.mark.parametrize("q", [None, "", "  "])
def test_without_words_all_snippets_are_shown(client, q):
    everything = client.get("/api/v1/snippets", query_string={} if q is None else {"q": q}).json["snippets"]
    assert [snippet["id"] for snippet in everything] == [snippet["id"] for snippet in client.get(PACK).json["snippets"]]


def test_a_search_of_201_characters_is_refused(client):
    assert client.get("/api/v1/snippets", query_string={"q": "x" * 201}).status_code == 422


def guides(client):
    return [guide["id"] for guide in client.get(PACK).json["guides"]]


def test_every_guide_can_be_filled_with_nothing(client):
    assert guides(client)
    for guide in guides(client):
        response = client.post(f"/api/v1/guides/{guide}/fill", json={"values": {}})
        assert response.status_code == 200, response.text
        assert response.json["id"] == guide


def test_a_guide_that_is_not_there_is_a_404_in_the_one_shape(client):
    response = client.post("/api/v1/guides/nothing/fill", json={"values": {}})
    assert response.status_code == 404
    assert response.json["error"]["code"] == "unknown-guide"


def test_a_card_reads_the_thread_and_says_where(client, situation):
    for guide in guides(client):
        body = {"values": {}, "ticket": situation["ticket"], "agent": situation["agent"]}
        response = client.post(f"/api/v1/guides/{guide}/fill", json=body)
        assert response.status_code == 200, response.text
        for field in response.json["fields"]:
            assert field["found"] is None or field["found"]["where"]


@pytest.mark.parametrize("values", [None, [], {"a": 5}, {"a": [5]}, {"a": "x" * 20_001}, {"a": None}])
def test_answers_are_texts_or_lists_of_texts(client, values):
    guide = guides(client)[0]
    response = client.post(f"/api/v1/guides/{guide}/fill", json={"values": values})
    assert response.status_code == 422
    assert next(iter(response.json["error"]["fields"])).startswith("values")
