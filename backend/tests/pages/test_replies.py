"""What a team leader says about the company's own replies, on the pages."""

import gzip
import json
import random
import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from rutinlots import create_app, rule_loader
from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.rules import Rules
from rutinlots.core.snippets.texts.reply import Said, canned

NOON = datetime(2026, 3, 10, 12, tzinfo=STOCKHOLM)


def with_replies(app: Flask) -> Flask:
    """Take in two replies from Freshdesk."""
    state = app.extensions["rutinlots"]
    responses = [
        canned(7, "Betalning", "Dragning från kontot", "<p>Så gör du, {{ticket.requester.firstname}}.</p>", ["blankett.pdf"]),
        canned(8, "Faktura", "Läs din räkning", "<p>Rad för rad.</p>"),
    ]
    state.store.replies.take(responses, NOON)
    state.live_rules.look_at_replies()
    return app


@pytest.fixture(autouse=True)
def rules_are_read_once(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests are not about them."""
    monkeypatch.setattr(rule_loader, "load", lambda folder: rules)


@pytest.fixture
def own() -> Iterator[Flask]:
    """An app with replies, at one's own machine."""
    app = with_replies(create_app({"TESTING": True, "CLOCK": lambda: NOON}))
    yield app
    app.extensions["rutinlots"].close()


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Flask]:
    """The same in team use: there is a team leader who logs in."""
    config = {"DATA": tmp_path, "DATABASE_URL": None, "HOST": "127.0.0.1", "HOSTS": (), "CLOCK": lambda: NOON, "ENCODER": "none"}
    app = with_replies(create_app(config))
    app.extensions["rutinlots"].store.leads.add("Maria", "många små gröna äpplen", NOON)
    yield app
    app.extensions["rutinlots"].close()


@pytest.fixture
def lead(own: Flask) -> FlaskClient:
    return own.test_client()


def post(client: FlaskClient, path: str, **form: object):
    token = re.search(r'name="form_token" value="(\w+)"', client.get("/svar").text)[1]
    return client.post(path, data={"form_token": token, **form})


def said(app: Flask, number: int = 7) -> Said:
    return next(each.said for each in app.extensions["rutinlots"].rules.replies if each.canned.id == number)


def test_replies_are_shown_by_folder_with_blanks_and_attachments(lead: FlaskClient):
    page = lead.get("/svar").text

    assert "Dragning från kontot" in page
    assert "Så gör du, <mark>[förnamn]</mark>." in page
    assert "blankett.pdf" in page
    assert "2 av svaren är era egna" in page


def test_what_is_said_is_in_force_at_once_and_shown_again(own: Flask, lead: FlaskClient):
    form = {"words": "dras från kontot, medgivande\nautomatiskt", "instead_of": "autogiro", "answers": "noreply-answered"}

    answer = post(lead, "/svar/7", **form)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/svar#freshdesk-7")
    words = ("dras från kontot", "medgivande", "automatiskt")
    assert said(own) == Said(words=words, instead_of="autogiro", answers="noreply-answered")
    page = lead.get("/svar/7").text
    assert '<option value="autogiro" selected>' in page
    assert "dras från kontot\nmedgivande" in page
    assert 'id="autogiro"' not in lead.get("/svar").text


def test_one_that_is_switched_off_can_be_found_and_switched_on(own: Flask, lead: FlaskClient):
    post(lead, "/svar/7", off="ja")

    assert said(own).off
    assert 'id="freshdesk-7"' not in lead.get("/svar").text
    assert '<a href="/svar/7">Dragning från kontot</a>' in lead.get("/svar").text
    post(lead, "/svar/7")
    assert not said(own).off


def test_the_starter_library_is_switched_off_and_on(lead: FlaskClient):
    post(lead, "/svar/startbibliotek", off="ja")
    off = lead.get("/svar").text
    post(lead, "/svar/startbibliotek", off="")

    assert 'id="autogiro"' not in off
    assert 'id="freshdesk-7"' in off
    assert 'id="autogiro"' in lead.get("/svar").text


@pytest.mark.parametrize("form", [{"instead_of": "unknown"}, {"answers": "unknown"}])
def test_what_does_not_exist_is_refused(own: Flask, lead: FlaskClient, form: dict[str, str]):
    assert post(lead, "/svar/7", **form).status_code == 400
    assert said(own) == Said()


def test_a_form_from_elsewhere_is_refused(own: Flask, lead: FlaskClient):
    assert lead.post("/svar/7", data={"off": "ja"}).status_code == 400
    assert not said(own).off


def test_a_reply_that_is_not_there_is_not_found(lead: FlaskClient):
    assert lead.get("/svar/99").status_code == 404
    assert post(lead, "/svar/99").status_code == 404


READ = [
    {"id": 7, "title": "Dragning från kontot", "folder": "Betalning", "content_html": "<p>Nytt.<script>x()</script></p>"},
    {"id": 9, "title": "Kopia av faktura", "folder": "Faktura", "content_html": "<p>Här.</p>", "attachments": [{"name": "a.pdf"}]},
]


def bring(client: FlaskClient, read: object, host: str = "ett.freshdesk.com"):
    """Hand over what was read, as the extension does."""
    packed = read if isinstance(read, bytes) else gzip.compress(json.dumps(read).encode())
    return post(client, "/svar/freshdesk", host=host, responses=(BytesIO(packed), "svar.json.gz"))


def test_what_the_browser_has_read_in_freshdesk_replaces_what_was_there(own: Flask, lead: FlaskClient):
    post(lead, "/svar/7", words="medgivande")

    answer = bring(lead, READ)

    assert "1 nya, 1 ändrade, 1 borttagna och 0 som förut." in answer.text
    for title in ("Kopia av faktura", "Dragning från kontot", "Läs din räkning"):
        assert f"<li>{title}</li>" in answer.text
    [changed, new] = own.extensions["rutinlots"].rules.replies
    assert (changed.canned.html, changed.said.words) == ("<p>Nytt.</p>", ("medgivande",))
    assert (new.canned.id, new.canned.attachments) == (9, ("a.pdf",))
    [entry] = [each for each in own.extensions["rutinlots"].store.audit.since(NOON) if each.what == "replies-pulled"]
    assert entry.about == "1 new, 1 changed, 1 gone"


@pytest.mark.parametrize(
    "read",
    [
        b"",
        b"[]",
        gzip.compress(b"\xff", mtime=0),
        gzip.compress(b"{", mtime=0),
        [],
        [{"id": 1}],
        [{**READ[0], "id": "7"}],
        {"id": 7},
    ],
)
def test_what_can_not_be_read_changes_nothing(own: Flask, lead: FlaskClient, read: object):
    answer = bring(lead, read)

    assert answer.status_code == 422
    assert "Inget är ändrat." in answer.text
    assert len(own.extensions["rutinlots"].rules.replies) == 2


def test_replies_of_a_freshdesk_that_the_server_does_not_work_for_are_refused(own: Flask, lead: FlaskClient):
    own.config["TENANTS"] = ("ett.freshdesk.com",)

    refused = bring(lead, READ, "annat.freshdesk.com")
    taken = bring(lead, READ)

    assert (refused.status_code, taken.status_code) == (422, 200)
    assert "arbetar inte med annat.freshdesk.com" in refused.text


def test_a_whole_library_fits_and_what_is_made_to_grow_does_not(own: Flask, lead: FlaskClient):
    words = random.Random(1)
    texts = ["".join(words.choices("abcdefghijklmnopqrstuvwxyzåäö ", k=20_000)) for _ in range(10)]
    library = [{**READ[0], "id": number, "content_html": text} for number, text in enumerate(texts, 11)]

    grown = bring(lead, gzip.compress(b" " * 40_000_000 + json.dumps(READ).encode()))
    whole = bring(lead, library)

    assert grown.status_code == 422
    assert "10 nya" in whole.text


@pytest.mark.parametrize("path", ["/svar/freshdesk", "/svar/startbibliotek", "/svar/glom/autogiro", "/svar/7"])
def test_an_agent_changes_nothing_even_with_a_form_of_their_own(team: Flask, path: str):
    secret = team.extensions["rutinlots"].store.tokens.create("Sandra", "agent", NOON)
    client = team.test_client()
    client.post("/api/v1/handbook-sessions", headers={"Authorization": f"Bearer {secret}"})
    token = re.search(r'name="form_token" value="(\w+)"', client.get("/logga-in").text)[1]

    assert client.post(path, data={"form_token": token, "off": "ja"}).status_code == 401
    assert len(team.extensions["rutinlots"].rules.replies) == 2


@pytest.mark.parametrize(("role", "status"), [("agent", 302), ("lead", 200)])
def test_agents_see_the_replies_but_not_the_settings(team: Flask, role: str, status: int):
    secret = team.extensions["rutinlots"].store.tokens.create("Sandra", role, NOON)
    client = team.test_client()
    client.post("/api/v1/handbook-sessions", headers={"Authorization": f"Bearer {secret}"})

    page = client.get("/svar")

    assert "Dragning från kontot" in page.text
    assert ("Det du kan ställa in" in page.text) == (role == "lead")
    assert client.get("/svar/7").status_code == status


@pytest.mark.parametrize("sign", ["{},", "[],", "1,", '"",'])
def test_a_list_of_nothing_is_counted_before_it_is_read(own: Flask, lead: FlaskClient, monkeypatch: pytest.MonkeyPatch, sign: str):
    monkeypatch.setattr("rutinlots.freshdesk.shape.json.loads", lambda text: pytest.fail("read"))

    assert bring(lead, gzip.compress(f"[{sign * 400_000}1]".encode())).status_code == 422


@pytest.mark.parametrize("text", ['"' + '\\"' * 100_000, '"' + "\\" * 100_001, '"' * 100_001])
def test_texts_that_never_end_are_refused_as_soon_as_others(own: Flask, lead: FlaskClient, text: str):
    assert bring(lead, gzip.compress(text.encode())).status_code == 422


def test_commas_within_texts_are_no_parts_and_signs_within_a_file_no_fields(own: Flask, lead: FlaskClient):
    library = json.dumps([{**READ[0], "content_html": "&" * 3000 + "," * 400_000}])

    assert "1 ändrade" in bring(lead, gzip.compress(library.encode(), compresslevel=0)).text
