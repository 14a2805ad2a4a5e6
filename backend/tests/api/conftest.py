"""An app in memory, and the situation that most tests begin with."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from rutinlots import create_app
from rutinlots.web import rate_limit

SITUATION: dict[str, Any] = {
    "moment": "write",
    "now": "2026-03-10T10:15:00+01:00",
    "ticket": {
        "id": 90103,
        "subject": "Faktura",
        "status": "Öppen",
        "properties": {"Typ": "Fråga", "Interna kategorier": "Faktura"},
        "required": ["Typ", "Interna kategorier"],
        "requester": {"name": "Anna Berg", "email": "anna.berg@example.com"},
        "conversation": [
            {
                "direction": "in",
                "from": {"name": "Anna Berg", "email": "anna.berg@example.com"},
                "to": ["kundservice@ellevio.se"],
                "cc": [],
                "sent_at": "2026-03-09T17:42:00+01:00",
                "attachments": ["faktura.pdf"],
                "text": "Hej!\n\nVarför är fakturan så hög?\n\nMed vänlig hälsning\nAnna Berg",
            }
        ],
    },
    "draft": {
        "kind": "reply",
        "from": "kundservice@ellevio.se",
        "to": ["anna.berg@example.com"],
        "cc": [],
        "bcc": [],
        "subject": None,
        "attachments": [],
        "send_mode": "send",
        "text": "Hej Anna,\n\nTack för att du hörde av dig.",
    },
    "agent": {"id": "7", "name": "Sandra Ek"},
}


@pytest.fixture
def situation() -> dict[str, Any]:
    """A whole question for POST /checks, to change at will."""
    return deepcopy(SITUATION)


@pytest.fixture(scope="session")
def shared_app() -> Flask:
    """One app for the tests that leave nothing behind."""
    return create_app({"TESTING": True})


@pytest.fixture
def client(shared_app: Flask) -> FlaskClient:
    """Asks the shared app."""
    return shared_app.test_client()


@pytest.fixture
def no_time_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rates are counted as if everything were asked at once, however slow the machine is."""
    monkeypatch.setattr(rate_limit, "monotonic", lambda: 0.0)


@pytest.fixture
def make_app(tmp_path) -> Iterator[Callable[..., Flask]]:
    """Makes apps with a database of their own; close to what is served, unless TESTING is given."""
    made: list[Flask] = []

    def make(**config: Any) -> Flask:
        app = create_app({"DATA": tmp_path, "DATABASE_URL": None, "HOST": "127.0.0.1", "HOSTS": (), **config})
        made.append(app)
        return app

    yield make
    for app in made:
        app.extensions["rutinlots"].store.close()
