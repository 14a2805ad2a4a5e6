"""Which pages the browsers of agents and participants open: all are named here, so that a new one fails until it is."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from rutinlots import create_app, rule_loader
from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.rules import Rules
from rutinlots.stage.desk import BLUEPRINTS

NOON = datetime(2026, 3, 10, 12, tzinfo=STOCKHOLM)
ASK_THEMSELVES = {
    *("log_in_page", "company_login", "company_answer", "privacy", "extension_file"),
    *("join_page", "my_course", "certificate"),
}
READ = {
    *("start", "covered", "handbook", "routine_page", "snippets"),
    *("practice", "scenario_page", "practice_result", "demo_steps", "speaker_notes", "demo_link"),
}
OWN = {"password_page", "sessions_page"}  # not there for those who haven't logged in
OTHERS = {"api", "api-docs", "api-viewer", "figures", "health"}  # have a test of their own


@pytest.fixture
def app(rules: Rules, tmp_path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """In team use: there is a team leader who logs in."""
    monkeypatch.setattr(rule_loader, "load", lambda folder: rules)
    app = create_app({"DATA": tmp_path, "DATABASE_URL": None, "HOST": "127.0.0.1", "HOSTS": (), "CLOCK": lambda: NOON, "RATE": 0})
    app.extensions["rutinlots"].store.leads.add("Maria", "många små gröna äpplen", NOON)
    yield app
    app.extensions["rutinlots"].close()


def opened(app: Flask, role: str) -> FlaskClient:
    client = app.test_client()
    store = app.extensions["rutinlots"].store
    if role == "participant":
        course = store.courses.make("Kurs", "Maria", ("kontroll-auto-salutation",), NOON, hints=False, minutes=None)
        client.set_cookie("rutinlots_course", store.courses.join(course.id, "Norrsken", NOON))
    else:
        secret = store.tokens.create("Sandra", role, NOON)
        client.post("/api/v1/handbook-sessions", headers={"Authorization": f"Bearer {secret}"})
    return client


def pages(app: Flask, method: str) -> dict[str, Rule]:
    rules = [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]
    return {rule.endpoint.removeprefix("pages."): rule for rule in rules if rule.endpoint.startswith("pages.")}


def filled(rule: Rule) -> str:
    return re.sub(r"<(\w+:)?\w+>", "1", re.sub(r"<any\('?([\w.]+)[^>]*>", r"\1", rule.rule))


@pytest.mark.parametrize("role", ["agent", "participant"])
def test_of_all_pages_an_agent_and_a_participant_read_only_what_is_named_here(app: Flask, role: str):
    client = opened(app, role)
    reading = pages(app, "GET")

    def is_open(rule: Rule) -> bool:
        answer = client.get(filled(rule))
        return answer.status_code != 302 or not answer.location.startswith("/logga-in?")

    assert {name for name, rule in reading.items() if is_open(rule)} == (READ | OWN | ASK_THEMSELVES) & {*reading}
    assert not {name for name in (READ | OWN | ASK_THEMSELVES) if name not in reading}
    for name in OWN:
        assert client.get(filled(reading[name])).status_code == 404


def test_a_participant_changes_nothing_but_by_practising(app: Flask):
    client = opened(app, "participant")
    practise = {"begin", "practice_again", "reset_practice", "say_logged", "join_course", "leave_course", "begin_mine"}
    allowed = {name for name, rule in pages(app, "POST").items() if client.post(filled(rule)).status_code != 401}

    assert allowed == {*practise, "fill_guide", "log_in", "log_out", "change_password", "end_session"}


def test_every_form_of_a_lead_must_come_from_our_own_page(app: Flask):
    client = opened(app, "lead")
    answers = {name: client.post(filled(rule)).status_code for name, rule in pages(app, "POST").items()}

    assert answers.pop("fill_guide") == 404  # JSON, which no other page's form can send
    assert {name for name, status in answers.items() if status != 400} == set()


def test_every_address_belongs_to_what_is_guarded(app: Flask):
    kinds = {rule.endpoint.partition(".")[0] for rule in app.url_map.iter_rules()}

    assert kinds == {"pages", "static", *BLUEPRINTS, *OTHERS}


def test_the_stage_is_closed_to_strangers_at_every_address(app: Flask):
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if rule.endpoint.partition(".")[0] in BLUEPRINTS:
            for method in {*(rule.methods or ())} & {"GET", "POST", "PUT"}:
                assert client.open(filled(rule), method=method).status_code in (302, 401), rule


@pytest.fixture
def numbered(app: Flask) -> Callable[[str], list[int]]:
    """What a lead's browser gets at every address with a number in it, for that number."""

    def ask(number: str) -> list[int]:
        client = opened(app, "lead")
        rules = [rule for rule in pages(app, "GET").values() if "<int:" in rule.rule]
        assert rules
        return [client.get(re.sub(r"<int:\w+>", number, rule.rule)).status_code for rule in rules]

    return ask


@pytest.mark.parametrize("digits", [18, 19, 40, 5000])
def test_a_number_without_end_in_an_address_is_not_found(numbered, digits: int):
    """One that no database holds was an error of the server's."""
    assert {*numbered("9" * digits)} == {404}
