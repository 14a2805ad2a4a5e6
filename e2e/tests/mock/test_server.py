"""The mock's server: the API an extension reads, the control API, and the data."""

import re
from datetime import datetime

import pytest
from flask.testing import FlaskClient

from e2e.mock import FreshdeskApp, create_app
from rutinlots.stage.mock import internal
from rutinlots.stage.mock.tickets import latest_day


@pytest.fixture
def app() -> FreshdeskApp:
    return create_app()


@pytest.fixture
def agent(app: FreshdeskApp) -> FlaskClient:
    """A browser that has loaded a page and so has a session."""
    client = app.test_client()
    client.get("/a/tickets/90103", base_url="https://rutinlots.freshdesk.com")
    return client


def get(client: FlaskClient, path: str, status: int = 200) -> object:
    answer = client.get(path, base_url="https://rutinlots.freshdesk.com")
    assert answer.status_code == status
    return answer.get_json(silent=True)


def test_a_ticket_comes_with_its_requester_and_both_bodies(agent: FlaskClient) -> None:
    ticket = get(agent, "/api/v2/tickets/90103?include=requester")
    assert ticket["requester"]["name"] == "Sparkcykel123"
    assert "Hälsningar\nAnna" in ticket["description_text"]
    assert "<div>Anna</div>" in ticket["description"]
    assert (ticket["status"], ticket["type"], ticket["source"]) == (3, None, 1)


def test_conversations_come_in_pages_of_thirty_without_the_description(app: FreshdeskApp, agent: FlaskClient) -> None:
    for number in range(31):
        app.mock.add_message(90104, f"Mejl {number}")
    first, second = (get(agent, f"/api/v2/tickets/90104/conversations?page={page}") for page in (1, 2))
    assert [len(first), len(second)] == [30, 1]
    assert first[0]["body_text"] == "Mejl 0"
    assert (second[0]["incoming"], second[0]["private"]) == (True, False)


def test_notes_are_private_and_agents_mail_is_not_incoming(agent: FlaskClient) -> None:
    thread = get(agent, "/api/v2/tickets/90118/conversations")
    assert [(entry["incoming"], entry["private"]) for entry in thread[:3]] == [
        (False, False),
        (False, True),
        (True, False),
    ]


def test_a_note_is_told_to_no_one_that_it_is_not_addressed_to(app: FreshdeskApp, agent: FlaskClient) -> None:
    for to in ([], ["eva@ellevio.se"]):
        app.mock.add_message(90104, "Ring inte kunden.", kind="note", to=to)

    thread = get(agent, "/api/v2/tickets/90104/conversations")
    assert [entry["to_emails"] for entry in thread[-2:]] == [[], ["eva@ellevio.se"]]


def test_the_form_names_the_required_fields(app: FreshdeskApp, agent: FlaskClient) -> None:
    def required() -> list[str]:
        fields = get(agent, "/api/v2/ticket_fields")
        return [f["label"] for f in fields if f["required_for_closure"]]

    assert required() == ["Typ", "Interna kategorier"]
    app.mock.use("optional-fields")
    assert required() == []


def test_without_session_or_when_refused_nothing_is_read(app: FreshdeskApp, agent: FlaskClient) -> None:
    get(app.test_client(), "/api/v2/tickets/90103", 401)
    app.mock.use("api-refused")
    get(agent, "/api/v2/tickets/90103", 401)
    get(agent, "/api/v2/tickets/90103/conversations", 401)
    get(agent, "/api/v2/ticket_fields", 403)


def test_an_unknown_ticket_is_not_found(agent: FlaskClient) -> None:
    get(agent, "/api/v2/tickets/1", 404)
    get(agent, "/api/_/tickets/1", 404)


def test_writing_needs_the_token_of_this_account(app: FreshdeskApp, agent: FlaskClient) -> None:
    token = get(agent, "/api/_/bootstrap/me")["meta"]["csrf_token"]

    def write(header: str) -> int:
        path, base = "/api/_/tickets/90103/draft", "https://rutinlots.freshdesk.com"
        answer = agent.put(path, json={"body": "x"}, headers={"X-CSRF-Token": header}, base_url=base)
        return answer.status_code

    assert [write(token), write("other")] == [204, 403]
    app.mock.reset()
    assert write(token) == 403


def test_what_was_on_its_way_when_the_account_was_reset_is_not_written(
    app: FreshdeskApp, agent: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = get(agent, "/api/_/bootstrap/me")["meta"]["csrf_token"]
    monkeypatch.setattr(internal.time, "sleep", lambda _seconds: app.mock.reset())

    path, base = "/api/_/tickets/90103", "https://rutinlots.freshdesk.com"
    answer = agent.put(path, json={"properties": {"Typ": "Fråga"}}, headers={"X-CSRF-Token": token}, base_url=base)

    assert answer.status_code == 403
    assert app.mock.properties(90103)["Typ"] is None


def test_the_control_api_changes_and_shows_the_account(app: FreshdeskApp) -> None:
    control = app.test_client()
    control.put("/_mock/tickets/90103/properties", json={"Typ": "Fråga"})
    control.post("/_mock/tickets/90103/messages", json={"text": "En sak till"})
    control.put("/_mock/variants", json=["shadow"])
    control.put("/_mock/delays", json={"template": [0, 0]})
    assert app.mock.properties(90103)["Typ"] == "Fråga"
    assert app.mock.ticket(90103).messages[-1].text == "En sak till"
    assert (app.mock.variants, app.mock.delays.template) == ({"shadow"}, (0, 0))
    control.post("/_mock/reset")
    assert app.mock.properties(90103)["Typ"] is None
    assert control.get("/_mock/sent").get_json() == []


@pytest.mark.parametrize(
    ("path", "body", "named"),
    [
        ("/_mock/variants", ["sahdow"], "sahdow"),
        ("/_mock/delays", {"tempalte": 1}, "tempalte"),
        ("/_mock/tickets/1/properties", {}, "no ticket 1"),
        ("/_mock/tickets/90103/properties", {"Sort": "x"}, "Sort"),
    ],
)
def test_wrong_names_are_answered_with_a_sentence(app: FreshdeskApp, path: str, body: object, named: str) -> None:
    answer = app.test_client().put(path, json=body)
    assert answer.status_code == 400
    assert named in answer.get_json()["error"]


def test_the_clock_can_stand_on_another_day() -> None:
    from datetime import date

    mock = create_app(today=date(2027, 5, 4)).mock
    assert mock.now.date() == date(2027, 5, 4)
    assert mock.ticket(90103).messages[0].at.isoformat() == "2027-05-04T08:41:00+02:00"


@pytest.mark.parametrize(("clock", "day"), [("03:00", 3), ("10:14", 3), ("10:15", 4), ("23:59", 4)])
def test_the_day_that_a_demo_stands_on_leaves_no_mail_in_the_future(clock: str, day: int) -> None:
    now = datetime.fromisoformat(f"2027-05-04T{clock}:00+02:00")
    mock = create_app(today=latest_day(now)).mock

    assert mock.now.day == day
    assert all(message.at <= mock.now <= now for ticket in mock.tickets.values() for message in ticket.messages)


def test_what_is_sent_or_arrives_is_never_later_than_the_accounts_clock() -> None:
    mock = create_app().mock
    for _ in range(3):
        assert mock.add_message(90103).at <= mock.now


def test_everybody_is_invented(app: FreshdeskApp) -> None:
    for ticket in app.mock.tickets.values():
        for message in ticket.messages:
            text = f"{ticket.requester.email} {ticket.requester.phone} {message.sender.email} {message.html}"
            for domain in re.findall(r"[\w.-]+@([\w.-]*\w)", text):
                assert re.search(r"(^|\.)example\.(com|org|se)$|^ellevio\.se$", domain), (ticket.id, domain)
            for number in re.findall(r"\b07(?!71)\d[-\d ]{7,}", text):
                assert re.fullmatch(r"070-?174 ?06 ?\d\d", number.strip()), (ticket.id, number)


def test_facility_ids_have_a_valid_check_digit(app: FreshdeskApp) -> None:
    found = re.findall(r"735999\d{12}", " ".join(m.html for t in app.mock.tickets.values() for m in t.messages))
    assert len(found) == 8
    for number in found:
        total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(number)))
        assert total % 10 == 0, number
