"""The playground: what is tried there is judged as in Freshdesk, and kept nowhere."""

import re
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from rutinlots.api.wire.situation import build
from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.evaluate import evaluate
from rutinlots.core.finding import Span
from rutinlots.core.rules import Rules
from rutinlots.pages.workshop.playground_form import (
    FIELDS,
    MAIL_FIELDS,
    Filled,
    Unreadable,
    empty_form,
    example_form,
    question,
    sent_form,
)
from rutinlots.pages.workshop.underlined import underlined

EXTENSION = Path(__file__).parents[4] / "extension" / "content"
NOW = datetime(2026, 3, 10, 18, 30, tzinfo=STOCKHOLM)


def token(client: FlaskClient) -> str:
    return re.search(r'name="form_token" value="(\w+)"', client.get("/prova").text)[1]


def sent(filled: Filled, **changed: str) -> MultiDict[str, str]:
    """A form as a browser sends it."""
    form: MultiDict[str, str] = MultiDict({**filled.values, **changed})
    for mail in filled.mails:
        for name, value in mail.items():
            form.add(name, value)
    return form


def pasted(rules: Rules, mail: str = "Hej! När kommer fakturan?", **changed: str) -> MultiDict[str, str]:
    filled = empty_form(rules.knowledge.settings, NOW)
    return sent(Filled(filled.values, [{**filled.mails[0], "mail": mail}]), **changed)


@pytest.fixture
def tried(client: FlaskClient, rules: Rules):
    """The page's text after a form has been tried."""

    def attempt(mail: str = "Hej! När kommer fakturan?", **changed: str) -> str:
        form = pasted(rules, mail, **changed)
        form["form_token"] = token(client)
        page = client.post("/prova", data=form)
        assert page.status_code == 200
        return unescape(page.text)

    return attempt


def test_every_example_is_judged_in_the_form_as_in_its_check_file(rules: Rules):
    settings = rules.knowledge.settings
    for check in rules.checks:
        for example in (*check.bad, *check.good):
            moment = example.moment or check.moments[0]
            situation, _ = build(question(sent_form(sent(example_form(example, moment, settings)))), NOW)
            assert evaluate(situation, rules) == evaluate(example.situation(moment, settings), rules), example.name


def test_an_example_is_opened_by_an_address_without_text(client: FlaskClient, rules: Rules):
    example = rules.by_id["auto-salutation"].bad[0]
    page = client.get("/prova?kontroll=auto-salutation&exempel=1")
    assert example.draft.text in unescape(page.text)
    assert 'id="fynd-1"' in page.text


def test_an_example_that_there_is_not_is_not_found(client: FlaskClient):
    assert client.get("/prova?kontroll=auto-salutation&exempel=99").status_code == 404
    assert client.get("/prova?kontroll=auto-salutation&exempel=0").status_code == 404


def test_a_finding_is_shown_with_its_place_and_the_way_to_its_rule(tried):
    page = tried(text="Hej Anna,\n\nTyvärr, vi har ingen aning om [datum].")
    assert re.search(r"<mark class=\"\w+\">\[datum\]</mark><sup><a href=\"#fynd-\d\"", page)
    assert "/handbok/kundmail#leftover-placeholder" in page


def test_what_to_log_is_shown_when_the_mail_is_sent(tried):
    page = tried(moment="send", text="Hej Anna,\n\nTack! Den kommer i morgon.")
    assert "<h3>Logga i CAB</h3>" in page
    assert "När kommer fakturan?" in page


@pytest.mark.parametrize(("logged", "asks"), [("", True), ("logged", False), ("unlogged", False)])
def test_the_log_text_follows_what_has_been_logged(client: FlaskClient, rules: Rules, logged: str, asks: bool):
    """With a mail of ours in the thread it has to be asked, unless it is known."""
    form = pasted(rules, "Tack!", moment="send", logged=logged, form_token=token(client))
    for name, value in {**dict.fromkeys(MAIL_FIELDS, ""), "direction": "out", "mail": "Hej Anna!"}.items():
        form.setlist(name, [value, *form.getlist(name)])
    page = client.post("/prova", data=form).text
    assert "<h3>Logga i CAB</h3>" in page
    assert ("Ja, jag fyller på den" in page) is asks


def test_it_speaks_of_sending_and_logging_as_the_extension_does(client: FlaskClient, tried):
    dialog = EXTENSION / "overlay" / "dialog"
    modes, log = ((dialog / name).read_text("utf-8") for name in ("modes.js", "log.js"))
    offered = re.search(r'<select id="mode".*?</select>', client.get("/prova").text, re.S)[0]
    assert re.findall(r"label: '([^']+)'", modes) == re.findall(r'value="send[^>]*>([^<]+)<', offered)[::-1]

    form = tried(moment="send", text="Hej Anna,\n\nTack!", direction="out", mail="Hej Anna!")
    asked = [*re.findall(r"question-title'}, '([^']+)'", log), *re.findall(r"choice\('\w+', '([^']+)'", log)]
    assert len(asked) == 3
    assert [words for words in asked if words not in form] == []


def test_day_and_time_decide(tried):
    """Second line is open at noon only."""
    times = ("19:00", "12:00", "12:01")
    pages = [tried("Hej!", moment="note", kind="note", text="Eskalerar.", day="2026-03-10", time=at) for at in times]
    evening, noon, after = (re.sub(r'"time": "[\d:]+"', "", page.partition('id="resultat"')[2]) for page in pages)
    assert evening != noon
    assert noon == after


def test_silent_checks_say_why(tried):
    page = tried(text="Hej Anna,\n\nVi skickar med posten.")
    assert "Varför är de andra tysta?" in page
    assert "Inget mejl som väntar på svar handlar om" in page
    assert "Kontrollen ”Flera anläggningar” hittar inget." in unescape(page)
    assert "Den tittar när ärendet läses, inte när svaret skrivs." in page


def test_what_was_filled_in_is_still_there_beside_the_result(tried):
    page = tried("Var är min mätare?", text="Hej Anna,\n\nDen sitter på väggen.", subject="Mätaren")
    assert ">\nVar är min mätare?</textarea>" in page
    assert "Var är min mätare?" in page.partition('id="resultat"')[2]
    assert 'value="Mätaren"' in page


def test_markup_in_a_mail_stays_text(client: FlaskClient, rules: Rules):
    form = pasted(rules, "<script>alert(1)</script>", form_token=token(client))
    assert "<script>alert" not in client.post("/prova", data=form).text


@pytest.mark.parametrize(("field", "value"), [("day", "i går"), ("time", ""), ("day", "0001-01-01"), ("moment", "never")])
def test_what_can_not_be_read_is_told_and_the_rest_is_kept(tried, field: str, value: str):
    page = tried("Var är min mätare?", **{field: value})
    assert 'role="alert"' in page
    assert "Var är min mätare?" in page


def test_a_field_that_is_too_long_can_not_be_read(rules: Rules):
    with pytest.raises(Unreadable, match="miljon tecken"):
        question(sent_form(pasted(rules, sender="x" * 501)))


def test_the_mail_and_the_reply_are_the_customers_whoever_is_written_there(rules: Rules):
    form = pasted(rules, customer="Info <info@brf.example>")

    asked = question(sent_form(form))
    assert asked["ticket"]["requester"] == {"name": "Info", "email": "info@brf.example"}
    assert asked["ticket"]["conversation"][0]["sender"] == asked["ticket"]["requester"]
    assert asked["draft"]["to"] == ["info@brf.example"]
    other = question(sent_form(pasted(rules, customer="Info <info@brf.example>", to="a@b.example")))
    assert other["draft"]["to"] == ["a@b.example"]
    assert question(sent_form(pasted(rules, customer="Anna Berg")))["draft"]["to"] == []
    assert question(sent_form(pasted(rules, kind="new")))["draft"]["to"] == []


def test_an_older_mail_gets_its_place_before_the_others(client: FlaskClient, rules: Rules):
    form = pasted(rules, form_token=token(client), older="1")
    page = client.post("/prova", data=form).text
    assert page.count('name="mail"') == 2
    assert page.index('aria-label="Mejl 1 av 2"') < page.index("När kommer fakturan?")


def test_mails_without_text_are_no_mails(rules: Rules):
    assert question(sent_form(pasted(rules, "")))["ticket"]["conversation"] == []


def test_a_form_of_another_page_is_refused(client: FlaskClient, rules: Rules):
    assert client.post("/prova", data=pasted(rules)).status_code == 400


def test_a_form_of_the_largest_size_is_read_and_a_larger_one_refused(client: FlaskClient, rules: Rules):
    form = pasted(rules, "x" * 1_000_000, form_token=token(client))
    assert client.post("/prova", data=form).status_code == 200
    form["text"] = "x" * 1_100_000
    assert client.post("/prova", data=form).status_code == 413


def test_the_page_is_kept_in_no_cache_and_tells_no_other_site_its_address(client: FlaskClient, rules: Rules):
    for page in (client.get("/prova"), client.post("/prova", data=pasted(rules, form_token=token(client)))):
        assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ("no-store", "same-origin")


def test_nothing_of_it_is_stored_or_logged(app: Flask, tried, caplog: pytest.LogCaptureFixture):
    caplog.set_level("DEBUG")
    tried("Kanariefågel i gruvan", text="Hej Anna,\n\nKanariefågel i buren.")
    with app.extensions["rutinlots"].store._database.read() as connection:
        tables = [row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [str(row) for table in tables for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]
    assert tables
    assert not any("Kanarie" in text for text in (*rows, *(record.getMessage() for record in caplog.records)))


def test_every_field_of_the_page_is_read(client: FlaskClient):
    names = set(re.findall(r' name="([\w-]+)"', client.get("/prova").text.split('id="prova"')[1].split("</form>")[0]))
    assert names >= set(FIELDS)


@pytest.mark.parametrize(
    ("spans", "pieces"),
    [
        ([], [("abcdef", ())]),
        ([(1, 3)], [("a", ()), ("bc", (1,)), ("def", ())]),
        ([(0, 4), (2, 6)], [("ab", (1,)), ("cd", (1, 2)), ("ef", (2,))]),
        ([(2, 2)], [("abcdef", ())]),
        ([(4, 99)], [("abcd", ()), ("ef", (1,))]),
    ],
)
def test_a_text_is_cut_where_what_points_at_it_begins_and_ends(spans, pieces):
    cut = underlined("abcdef", "draft", [[Span("draft", *span)] for span in spans])
    assert [(piece.text, piece.by) for piece in cut] == pieces


def test_the_number_is_at_the_end_of_what_it_points_at():
    pointers = [[Span("draft", 0, 4)], [Span("draft", 2, 4), Span("subject", 0, 1)]]
    assert [piece.ends for piece in underlined("abcdef", "draft", pointers)] == [(), (1, 2), ()]


def test_a_form_of_very_many_mails_or_fields_is_refused_before_it_is_read(client: FlaskClient):
    token = re.search(r'name="form_token" value="(\w+)"', client.get("/prova").text)[1]
    mail = "&direction=in&from=a&mail-to=b&mail-cc=&sent=&mail-files=&mail=x"
    for body, status in ((200 * mail, 200), (20_000 * mail, 413), (900_000 * "&a", 413)):
        form = f"form_token={token}&moment=write&text=Hej{body}"
        assert client.post("/prova", data=form, content_type="application/x-www-form-urlencoded").status_code == status
