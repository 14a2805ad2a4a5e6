"""The OpenAPI document and the page that shows it."""

import re


def test_the_document_names_every_address(client):
    spec = client.get("/api/v1/openapi.json").json
    assert spec["openapi"].startswith("3.")
    assert set(spec["paths"]) == {
        "/api/v1/checks",
        "/api/v1/suggestions",
        "/api/v1/events",
        "/api/v1/guides/{guide}/fill",
        "/api/v1/pack",
        "/api/v1/handbook-sessions",
        "/api/v1/identity",
        "/api/v1/snippets",
    }


def test_the_document_shows_the_one_error_shape(client):
    spec = client.get("/api/v1/openapi.json").json
    answers = spec["paths"]["/api/v1/checks"]["post"]["responses"]
    assert {"200", "422", "default"} <= set(answers)
    assert spec["components"]["schemas"]["Fault"]["properties"].keys() == {"status", "code", "message", "fields"}


def test_the_page_shows_every_address_and_schema(client):
    page = client.get("/api/v1/docs").text
    spec = client.get("/api/v1/openapi.json").json
    assert all(address in page for address in spec["paths"])
    assert all(f'id="{name}"' in page for name in spec["components"]["schemas"])


def test_the_page_fetches_nothing_from_elsewhere_and_fits_its_own_policy(client):
    response = client.get("/api/v1/docs")
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', response.text)
    assert "<script" not in response.text
    nonce = re.search(r'<style nonce="([^"]+)"', response.text).group(1)
    assert f"'nonce-{nonce}'" in response.headers["Content-Security-Policy"]


def test_links_in_the_page_lead_somewhere(client):
    page = client.get("/api/v1/docs").text
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))
