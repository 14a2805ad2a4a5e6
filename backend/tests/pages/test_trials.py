"""Checks on trial and paused checks on the pages: leads see them, agents only their absence."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest
from flask import Flask

from rutinlots import create_app, rule_loader
from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.rules import Rules
from rutinlots.store import StoreError
from rutinlots.web import authentication

NOW = datetime(2026, 11, 30, 12, tzinfo=STOCKHOLM)
TRIAL, PAUSED, COMING = "leftover-placeholder", "wall-of-text", "double-greeting"
HOW = {TRIAL: {"status": "trial"}, PAUSED: {"paused_until": date(2026, 12, 1)}}
HOW[COMING] = {"paused_from": date(2026, 12, 24), "paused_until": date(2027, 1, 2)}


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(rules: Rules, clock: Clock, tmp_path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """In team use, with one check on trial and one paused until the next day."""
    changed = replace(rules, checks=tuple(replace(each, **HOW.get(each.id, {})) for each in rules.checks))
    monkeypatch.setattr(rule_loader, "load", lambda folder: changed)
    monkeypatch.setattr(authentication, "_FRESH_S", 0.0)
    app = create_app({"DATA": tmp_path, "DATABASE_URL": None, "HOST": "127.0.0.1", "HOSTS": (), "CLOCK": clock})
    app.extensions["rutinlots"].store.leads.add("Maria", "många små gröna äpplen", NOW)
    yield app
    app.extensions["rutinlots"].close()


def page(app: Flask, path: str, role: str = "lead") -> str:
    secret = app.extensions["rutinlots"].store.tokens.create(f"Sandra {role} {path}"[:80], role, NOW)
    client = app.test_client()
    client.post("/api/v1/handbook-sessions", headers={"Authorization": f"Bearer {secret}"})
    found = client.get(path)
    assert found.status_code == 200
    return found.text


def test_the_rules_page_counts_what_a_check_on_trial_would_have_shown(app: Flask):
    hits = app.extensions["rutinlots"].store.trial_hits
    assert "skulle inte ha visats" in page(app, "/regler")
    hits.count([hits.key(TRIAL, ticket, NOW) for ticket in (1, 2)])
    assert "skulle ha visats 2 gånger, i 2 ärenden" in page(app, "/regler")


def test_the_rules_page_is_there_without_the_counts_when_these_can_not_be_read(app: Flask, monkeypatch: pytest.MonkeyPatch):
    def fail(since):
        raise StoreError("The database is away.")

    monkeypatch.setattr(app.extensions["rutinlots"].store.trial_hits, "tally", fail)
    assert "skulle inte ha visats" in page(app, "/regler")


def test_the_rules_page_says_when_a_paused_check_is_on_again(app: Flask, clock: Clock):
    assert '<td class="day">2026-12-01</td>' in page(app, "/regler")
    clock.now = datetime(2027, 1, 2, tzinfo=STOCKHOLM)
    assert "Ingen kontroll är pausad" in page(app, "/regler")


def test_the_rules_page_lists_pauses_to_come_with_both_days(app: Flask, clock: Clock):
    said = page(app, "/regler")
    assert '<td class="day">nu</td><td class="day">2026-12-01</td>' in said
    assert '<td class="day">2026-12-24</td><td class="day">2027-01-02</td>' in said
    clock.now = datetime(2026, 12, 24, tzinfo=STOCKHOLM)
    assert '<td class="day">nu</td><td class="day">2027-01-02</td>' in page(app, "/regler")


def test_the_handbook_has_a_check_until_its_pause_begins_and_tells_leads_of_it(app: Flask, rules: Rules, clock: Clock):
    path = f"/handbok/{rules.by_id[COMING].source.routine}"
    words = "Pausas 2026-12-24 och gäller igen 2027-01-02"
    before = page(app, path, "agent")
    assert f'id="{COMING}"' in before
    assert words not in before
    assert words in page(app, path)
    clock.now = datetime(2026, 12, 24, tzinfo=STOCKHOLM)
    assert f'id="{COMING}"' not in page(app, path, "agent")
    assert "Pausad till 2027-01-02" in page(app, path)


@pytest.mark.parametrize("check", [TRIAL, PAUSED])
def test_agents_see_only_its_absence_in_the_handbook_and_leads_its_state(app: Flask, rules: Rules, check: str):
    path = f"/handbok/{rules.by_id[check].source.routine}"
    assert f'id="{check}"' not in page(app, path, "agent")
    assert f'id="{check}"' in page(app, path)


def test_a_paused_check_is_in_the_handbook_again_on_its_day(app: Flask, rules: Rules, clock: Clock):
    clock.now = datetime(2026, 12, 1, tzinfo=STOCKHOLM)
    assert f'id="{PAUSED}"' in page(app, f"/handbok/{rules.by_id[PAUSED].source.routine}", "agent")


def test_the_search_finds_no_paused_check_until_its_day(app: Flask, rules: Rules, clock: Clock):
    path = f"/handbok?q={rules.by_id[PAUSED].title}"
    assert f"#{PAUSED}" not in page(app, path, "agent")
    clock.now = datetime(2026, 12, 1, tzinfo=STOCKHOLM)
    assert f"#{PAUSED}" in page(app, path + " ", "agent")
