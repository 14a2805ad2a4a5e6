"""The search on ``/svar``: by Swedish words, by the English texts, and by what is meant."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ..api.endpoints.test_suggestions import with_meaning

WELSH = "awtomatig"  # no word of the library; the encoder of these tests knows that it is about direct debit


def found(client: FlaskClient, words: str) -> list[str]:
    return re.findall(r'<article class="snippet" id="([^"]+)"', client.get("/svar", query_string={"q": words}).text)


def test_the_words_of_an_english_text_find_its_snippet(client: FlaskClient):
    page = client.get("/svar", query_string={"q": "residual-current device"}).text

    assert found(client, "residual-current device")[0] == "pagaende-avbrott"
    assert "residual-current device" in page


def test_what_is_meant_is_found_without_its_words_once_the_library_is_encoded(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
):
    state = app.extensions["rutinlots"]
    monkeypatch.setattr(state, "meanings", state.meanings)  # the app is other tests' too
    assert found(client, WELSH) == []

    with_meaning(app)

    assert found(client, WELSH)[0] == "autogiro"
    state.meanings.close()


@pytest.mark.parametrize(
    ("path", "file"),
    [("/svar", "snippets/betalning/autogiro.yaml"), ("/handbok/kundmail", "routines/kundmail.yaml")],
)
def test_a_lead_goes_from_what_agents_read_to_where_it_is_changed(client: FlaskClient, path: str, file: str):
    assert f'href="/verkstad/fil/{file}"' in client.get(path).text
    assert client.get(f"/verkstad/fil/{file}").status_code == 200
