"""The page about what the rules do: for team leaders, about the team, with a table for every plot."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from itertools import pairwise
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from rutinlots import create_app, rule_loader
from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.rules import Rules
from rutinlots.pages.statistics.bar_chart import HEIGHT, WIDTH, chart
from rutinlots.pages.statistics.view import weeks
from rutinlots.store import Event

NOW = datetime(2026, 3, 10, 18, 30, tzinfo=STOCKHOLM)
CHECK = "leftover-placeholder"


@pytest.fixture
def app(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    monkeypatch.setattr(rule_loader, "load", lambda folder: rules)
    app = create_app({"TESTING": True, "CLOCK": lambda: NOW})
    yield app
    app.extensions["rutinlots"].close()


def happened(app: Flask, kind: str, times: int = 1, days_ago: int = 0, **what) -> None:
    at = NOW - timedelta(days=days_ago)
    batch = [Event(id=str(uuid4()), at=at, kind=kind, **what) for _ in range(times)]
    app.extensions["rutinlots"].store.ledger.record(batch, at)


def page(client: FlaskClient, address: str = "/statistik") -> str:
    found = client.get(address)
    assert found.status_code == 200
    return unescape(found.text).replace("\N{NO-BREAK SPACE}", " ")


def table(client: FlaskClient, name: str) -> list[list[str]]:
    found = client.get(f"/statistik/{name}.csv")
    assert found.headers["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    return list(csv.reader(io.StringIO(found.text.removeprefix("\ufeff")), delimiter=";"))


def row(text: str, title: str) -> str:
    """The row of the table that a title begins."""
    return next(each for each in text.split("<tr>") if f">{title}</a></th>" in each).partition("</tr>")[0]


def test_before_anything_has_happened_the_page_says_so(client: FlaskClient):
    assert "Inget har hänt än." in page(client)


def test_the_page_says_that_counts_are_of_the_team(client: FlaskClient):
    assert "Talen gäller hela teamet." in page(client)


def test_a_check_has_its_outcomes_in_one_row(app: Flask, client: FlaskClient, rules: Rules):
    for kind, times in (("shown", 9), ("fixed", 4), ("overridden", 3), ("dismissed", 2), ("wrong-alarm", 1)):
        happened(app, kind, times, check=CHECK)
    assert "<td>9</td><td>4</td><td>3</td><td>2</td><td>1</td>" in row(page(client), rules.by_id[CHECK].title)


@pytest.mark.parametrize(
    ("shown", "kind", "times", "blamed"),
    [
        (10, "overridden", 3, "30 % skickas ändå"),
        (10, "overridden", 2, ""),
        (9, "overridden", 9, ""),
        (10, "wrong-alarm", 1, "10 % fel larm"),
        (11, "wrong-alarm", 1, ""),
    ],
)
def test_a_check_that_annoys_is_pointed_out_when_it_was_shown_often_enough(app, client, rules, shown, kind, times, blamed):
    happened(app, "shown", shown, check=CHECK)
    happened(app, kind, times, check=CHECK)
    found = row(page(client), rules.by_id[CHECK].title)
    assert ('class="blame"' in found) is bool(blamed)
    assert blamed in found


def test_a_check_that_is_paused_says_so_and_is_not_offered_a_pause(app, client, rules: Rules, monkeypatch):
    for kind in ("shown", "overridden"):
        happened(app, kind, 10, check=CHECK)
    assert "Pausa till i morgon" in row(page(client), rules.by_id[CHECK].title)

    for until, says in ((NOW.date() + timedelta(days=3), "Pausad till 2026-03-13."), (NOW.date(), "Pausa till i morgon")):
        checks = tuple(replace(each, paused_until=until) if each.id == CHECK else each for each in rules.checks)
        live = app.extensions["rutinlots"].live_rules
        monkeypatch.setattr(live, "in_force", replace(live.in_force, rules=replace(rules, checks=checks)))
        whole = page(client)
        shown = row(whole, rules.by_id[CHECK].title)
        assert says in shown
        assert ("Den är pausad till 2026-03-13." in whole) == ("Pausad till" in shown)
        assert ("Pausa till i morgon" in shown) != ("Pausad till" in shown)
        assert ("Aktivera" in shown) == ("Pausad till" in shown)


def test_a_check_with_a_pause_to_come_says_both_days_and_is_not_offered_another(app, client, rules: Rules, monkeypatch):
    for kind in ("shown", "overridden"):
        happened(app, kind, 10, check=CHECK)
    happened(app, "shown", 1, check="wall-of-text")
    days = {"paused_from": NOW.date() + timedelta(days=3), "paused_until": NOW.date() + timedelta(days=5)}
    checks = tuple(replace(each, **days) if each.id in (CHECK, "wall-of-text") else each for each in rules.checks)
    live = app.extensions["rutinlots"].live_rules
    monkeypatch.setattr(live, "in_force", replace(live.in_force, rules=replace(rules, checks=checks)))

    whole, words = page(client), "Pausas 2026-03-13 och gäller igen 2026-03-15."
    assert f"Den {words[0].lower()}{words[1:]}" in whole, "at the top"
    assert words in row(whole, rules.by_id[CHECK].title)
    assert "Ta bort pausen" in row(whole, rules.by_id[CHECK].title)
    assert "Pausa till i morgon" not in whole
    assert words in row(whole, rules.by_id["wall-of-text"].title), "of one that annoys no one, too"
    assert words in page(client, f"/statistik?kontroll={CHECK}"), "and on its own page"


def test_the_check_that_is_most_in_the_way_comes_first_and_is_named_at_the_top(app: Flask, client: FlaskClient, rules: Rules):
    assert "Ingen kontroll är i vägen" not in page(client)
    happened(app, "shown", 30, check="wall-of-text")
    assert "Ingen kontroll är i vägen" in page(client)
    happened(app, "overridden", 12, check="wall-of-text")
    happened(app, "shown", 10, check=CHECK)
    happened(app, "overridden", 9, check=CHECK)

    found = page(client)

    assert f">{rules.by_id[CHECK].title}</a>. 90 % skickas ändå" in found.split("Mest i vägen:")[1]
    assert found.index(rules.by_id[CHECK].title) < found.index(rules.by_id["wall-of-text"].title)


def test_a_check_has_a_page_with_its_reasons_and_without_the_others(app: Flask, client: FlaskClient, rules: Rules):
    happened(app, "overridden", 2, check=CHECK, reason="Kunden <vet>")
    happened(app, "overridden", check="wall-of-text", reason="En lista")
    found = client.get(f"/statistik?kontroll={CHECK}").text
    assert "Kunden &lt;vet&gt; <span class=\"kind\">skickades ändå, 2 gånger</span>" in found
    assert "En lista" not in found


def test_the_tables_are_about_one_week_when_that_is_asked_for(app: Flask, client: FlaskClient, rules: Rules):
    other = rules.by_id["auto-salutation"]
    happened(app, "shown", 3, days_ago=7, check=CHECK)
    happened(app, "shown", 2, check=other.id)
    happened(app, "inserted", 1, days_ago=7, snippet=rules.snippets[0].id)

    assert "den här veckan: 9–15 mars (v 11)" in page(client)
    assert "förra veckan: 2–8 mars (v 10)" in page(client)
    assert ">23 februari – 1 mars (v 9)</option>" in page(client)
    last = page(client, "/statistik?vecka=10")
    assert 'value="10" selected' in last
    assert "<td>3</td>" in row(last, rules.by_id[CHECK].title)
    assert f">{other.title}</a></th>" not in last
    assert f'href="/statistik?kontroll={CHECK}&vecka=10"' in last
    assert "Inget hände den veckan." in page(client, "/statistik?vecka=9")
    assert f">{other.title}</a></th>" in page(client, "/statistik?vecka=none"), "a week that isn't there is all of them"


def test_the_share_of_tickets_with_a_question_is_told_by_week(app: Flask, client: FlaskClient):
    for ticket in range(1, 5):
        happened(app, "sent", ticket=ticket)
    happened(app, "overridden", ticket=1, check=CHECK)
    assert '<th scope="row">v 11</th><td>4</td><td>1</td><td>25 %</td>' in page(client)


def test_replies_that_are_used_and_those_that_never_are_stand_apart(app: Flask, client: FlaskClient, rules: Rules):
    used, unused = rules.library[0], rules.library[1]
    happened(app, "inserted", 3, snippet=used.id)
    before, _, after = page(client).partition("Aldrig använda")
    assert f'<th scope="row">{used.title}</th><td>3</td>' in before
    assert f"<li>{unused.title}</li>" in after
    assert f"<li>{used.title}</li>" not in after


def test_the_share_of_tickets_for_which_no_suggestion_fitted_is_told_by_week(app: Flask, client: FlaskClient, rules: Rules):
    assert "Inget svar har föreslagits än." in page(client)
    for ticket in range(1, 5):
        happened(app, "suggested", ticket=ticket)
        happened(app, "sent", ticket=ticket)
    happened(app, "inserted", ticket=1, snippet=rules.library[0].id)
    assert '<th scope="row">v 11</th><td>4</td><td>3</td><td>75 %</td>' in page(client)
    assert table(client, "forslag")[-1] == ["v 11", "4", "3"]


def test_logs_that_were_added_to_are_told_from_all_logs(app: Flask, client: FlaskClient):
    for ticket, kinds in ((1, ("logged",)), (2, ("logged", "appended"))):
        for kind in kinds:
            happened(app, kind, ticket=ticket)
    first, *_, last = table(client, "mejl")
    week = dict(zip(first, last, strict=True))
    assert (week["Loggade"], week["Varav tillägg i loggen"]) == ("2", "1")
    assert "Varav tillägg i loggen" in page(client)


def test_every_table_can_be_had_for_a_spreadsheet(app: Flask, client: FlaskClient, rules: Rules):
    happened(app, "shown", 2, days_ago=7, check=CHECK)
    happened(app, "overridden", check=CHECK, reason="Kunden vet", ticket=1)
    happened(app, "logged", ticket=1)
    happened(app, "sent", ticket=1)
    title = rules.by_id[CHECK].title
    assert table(client, "kontroller")[1:] == [
        ["v 10", title, CHECK, "2", "0", "0", "0", "0"],
        ["v 11", title, CHECK, "0", "0", "1", "0", "0"],
    ]
    assert table(client, "skal")[1:] == [[title, "Skickades ändå", "Kunden vet", "1"]]
    assert table(client, "mejl")[-1] == ["v 11", "1", "1", "0", "0", "0", "1", "1"]
    assert len(table(client, "svar")) == len(rules.library) + 1


def test_a_table_that_there_is_not_is_not_found(client: FlaskClient):
    assert client.get("/statistik/agenter.csv").status_code == 404


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@x"])
def test_what_an_agent_wrote_is_never_a_formula_of_a_spreadsheet(app: Flask, client: FlaskClient, words: str):
    happened(app, "overridden", check=CHECK, reason=words)
    assert table(client, "skal")[1][2] == f"'{words}"


def test_weeks_begin_on_monday_and_keep_their_length_when_clocks_change():
    found = weeks(datetime(2026, 4, 5, 23, 59, tzinfo=STOCKHOLM))
    assert len(found) == 12
    assert {(start.weekday(), start.hour) for _, start, _ in found} == {(0, 0)}
    assert all(end == following[1] for (_, _, end), following in pairwise(found))
    assert found[-1][0] == "v 14"


def test_bars_stay_in_their_drawing_and_the_highest_reaches_its_top():
    drawn = chart(["v 1", "v 2"], [[1, 4], [0, 2]])
    assert drawn.most == 4
    assert min(bar.y for bar in drawn.bars) == 0
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH and bar.y + bar.height <= HEIGHT for bar in drawn.bars)
    assert next(bar.height for bar in drawn.bars if bar.series == 1) == 0


def test_nothing_is_drawn_of_nothing():
    assert all(bar.height == 0 for bar in chart(["v 1"], [[0], [0]]).bars)
