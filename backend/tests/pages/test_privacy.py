"""The page on data protection: true to the settings, open to everyone, linked from every page."""

import pytest

from rutinlots import create_app
from rutinlots.app_state import now


@pytest.fixture
def app():
    app = create_app({"TESTING": True, "KEEP_EVENTS": 41, "KEEP_REASONS": 42, "KEEP_LEDGER": 43, "KEEP_AUDIT": 44})
    app.extensions["rutinlots"].store.leads.add("Maria", "många små gröna äpplen", now())
    yield app
    app.extensions["rutinlots"].close()


def test_it_is_read_without_a_login_and_tells_how_long_things_are_kept(app):
    page = app.test_client().get("/dataskydd")
    assert page.status_code == 200
    assert all(f"{days} dagar" in page.text for days in (41, 42, 43, 44))


def test_every_table_of_personal_data_and_every_cookie_is_spoken_of(app):
    page = app.test_client().get("/dataskydd").text
    spoken = ("Händelser", "skäl", "loggat i CAB", "Granskningslogg", "Nycklar", "Inloggningar", "lämnar aldrig", "Kakor", "Kurser")
    assert [said for said in spoken if said not in page] == []


def test_it_is_linked_from_the_pages(app):
    assert 'href="/dataskydd"' in app.test_client().get("/logga-in").text
