"""A course: made by a lead, joined by a code, followed while it goes on, and forgotten."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from backend.tests.shipped import shipped
from backend.tests.stage.conftest import MORNING, Visitor
from rutinlots import create_app

SALUTATION = "kontroll-auto-salutation"
NIGHT = "eskalera-pa-kvallen"


class Lead(Visitor):
    """A lead's browser, with a course of the given scenarios."""

    def make(self, *scenarios: str, **form: str) -> int:
        answer = self.post("/kurser", scenario=list(scenarios), **form)
        assert answer.status_code == 303
        self.course = int(answer.location.rsplit("/", 1)[1])
        self.code = re.search(r'class="code">([a-z-]+)<', self.page())[1]
        return self.course

    def page(self) -> str:
        answer = self.client.get(f"/kurser/{self.course}")
        assert answer.status_code == 200
        return answer.text

    def words(self) -> str:
        return " ".join(re.sub(r"<[^>]+>", " ", self.page()).split())


class Participant(Visitor):
    """A browser that has joined with a code."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.token = re.search(r'name="form_token" value="([^"]+)"', self.client.get("/kurs").text)[1]

    def join(self, code: str, nickname: str) -> int:
        return self.post("/kurs", code=code, nickname=nickname).status_code

    def practise(self, scenario: str, body: str | None = None, logged: str = "", **form: object) -> None:
        """Begin a scenario, send a mail, and see how it went."""
        answer = self.post(f"/kurs/min/{scenario}/borja")
        assert answer.location.startswith("/ovning/a/tickets/")
        self.client.get(answer.location)
        number = int(answer.location.rsplit("/", 1)[1])
        self.send(number, body or self.ticket(number).json["draft"].replace("Hej Sparkcykel123,", "Hej Anna,"), **form)
        self.post("/ovning/loggat", logged=logged)
        self.result()

    def mine(self) -> str:
        return " ".join(re.sub(r"<[^>]+>", " ", self.client.get("/kurs/min").text).split())


@pytest.fixture
def now() -> list:
    """The time, which a test may change."""
    return [MORNING]


@pytest.fixture
def app(now: list) -> Flask:
    return create_app({"TESTING": True, "CLOCK": lambda: now[0]})


@pytest.fixture
def lead(app: Flask) -> Lead:
    return Lead(app)


@pytest.fixture
def closed(app: Flask, lead: Lead) -> Flask:
    """The pages need a login from now on; the lead is logged in."""
    state = app.extensions["rutinlots"]
    state.store.leads.add("Lena", "ett riktigt långt lösenord 77", state.clock())
    lead.post("/logga-in", name="Lena", password="ett riktigt långt lösenord 77")
    return app


def test_a_lead_sees_who_is_where_and_what_is_missed_and_the_table_says_the_same(closed: Flask, lead: Lead) -> None:
    lead.make(SALUTATION, NIGHT, title="Nya i mejlen", tips="utan")
    right, wrong, waiting = (Participant(closed) for _ in range(3))
    joining = {"Norrsken": right, "=Älgen": wrong, "Blixten": waiting}
    assert [each.join(lead.code, name) for name, each in joining.items()] == [303] * 3

    right.practise(SALUTATION, logged="new")
    wrong.practise(SALUTATION, "<p>Hej Sparkcykel123,</p><p>Hemligheten i mejlet</p>", logged="new")
    waiting.post(f"/kurs/min/{NIGHT}/borja")

    words = lead.words()
    assert "Norrsken Rätt –" in words
    assert "=Älgen Ett försök –" in words
    assert "Blixten – Arbetar sedan kl. 09.30" in words
    missed = "Ellevios signatur saknas 1 Hälsningen stämmer inte 1"
    assert f"Missas mest Vid det första försöket. Vad Deltagare {missed}" in words
    assert "Öva härnäst: Kundmejl och interna mejl" in words
    table = lead.client.get(f"/kurser/{lead.course}.csv").text
    assert re.search(r"^Norrsken;[^;]+;Kundmejl och interna mejl;1;ja;2;2;\d+;\r?$", table, re.M)
    assert re.search(r"^'=Älgen;[^;]+;Kundmejl och interna mejl;1;nej;", table, re.M)
    assert "Hemligheten" not in words + table
    assert "Hemligheten" not in repr(closed.extensions["rutinlots"].store.courses.attempts(lead.course))


def test_trying_again_is_another_attempt_and_the_best_one_counts(closed: Flask, lead: Lead) -> None:
    lead.make(SALUTATION, title="Nya i mejlen")
    one = Participant(closed)
    one.join(lead.code, "Norrsken")
    one.practise(SALUTATION, "<p>Hej Sparkcykel123,</p>")
    assert "klarat 0 av 1" in one.mine()
    assert "har övat på 1 ärende i kursen" in " ".join(re.sub(r"<[^>]+>", "", one.client.get("/kurs/min/intyg").text).split())

    one.practise(SALUTATION, logged="new")

    assert "klarat 1 av 1 och har 2 av 2 poäng" in one.mine()
    assert "Rätt på försök 2" in one.mine()
    assert "har övat på 1 ärende i kursen Nya i mejlen och klarat 1, med 2 av 2 poäng utan tips" in " ".join(
        re.sub(r"<[^>]+>", "", one.client.get("/kurs/min/intyg").text).split()
    )


def test_the_scenarios_come_in_the_leads_order_with_tips_and_only_while_there_is_time(app: Flask, lead: Lead, now: list) -> None:
    lead.make(SALUTATION, NIGHT, order=f"{NIGHT},{SALUTATION}", tips="med", minutes="30")
    one = Participant(app)
    one.join(lead.code, "Norrsken")

    assert "1. Eskalera på kvällen" in one.mine()
    assert "Du har tid till kl. 10.00" in one.mine()
    answer = one.post(f"/kurs/min/{SALUTATION}/borja")
    assert 'data-hints="on"' in one.client.get(answer.location).text

    now[0] = MORNING + timedelta(minutes=31)
    assert "Tiden är ute" in one.mine()
    assert one.post(f"/kurs/min/{SALUTATION}/borja").location == "/kurs/min"


def test_a_participant_may_practise_and_read_but_sees_nothing_of_the_leads(closed: Flask, lead: Lead) -> None:
    lead.make(SALUTATION)
    stranger, one = closed.test_client(), Participant(closed)
    one.join(lead.code, "Norrsken")

    assert one.client.get("/handbok/kundmail").status_code == 200
    for path in ("/kurser", f"/kurser/{lead.course}", f"/kurser/{lead.course}.csv", "/statistik", "/prova", "/regler"):
        assert one.client.get(path).status_code == 302
    assert one.post(f"/kurser/{lead.course}/stang").status_code == 401
    assert one.post(f"/kurs/min/{NIGHT}/borja").location == "/kurs/min"
    assert stranger.get("/handbok").status_code == 302
    assert stranger.get("/kurs/min").location == "/kurs"


def test_a_course_that_is_closed_forgets_its_nicknames_and_opens_nothing(closed: Flask, lead: Lead) -> None:
    lead.make(SALUTATION)
    one = Participant(closed)
    one.join(lead.code, "Norrsken")
    one.practise(SALUTATION, logged="new")

    lead.post(f"/kurser/{lead.course}/stang")

    assert "Norrsken" not in lead.page()
    assert "Deltagare 1 Rätt" in lead.words()
    assert one.client.get("/ovning").status_code == 302
    assert one.client.get("/kurs/min").location == "/kurs"
    assert Participant(closed).join(lead.code, "Blixten") == 404
    assert lead.post(f"/kurser/{lead.course}/ta-bort").status_code == 303
    assert lead.client.get(f"/kurser/{lead.course}").status_code == 404


def test_a_course_ends_by_itself_and_its_results_are_deleted_later(app: Flask, lead: Lead, now: list) -> None:
    lead.make(SALUTATION)
    one = Participant(app)
    one.join(lead.code, "Norrsken")
    now[0] = MORNING + timedelta(hours=24, minutes=1)

    assert "Norrsken" not in lead.page()
    app.extensions["rutinlots"].forget_old()
    assert lead.client.get(f"/kurser/{lead.course}").status_code == 200

    now[0] = MORNING + timedelta(days=32)
    app.extensions["rutinlots"].forget_old()
    assert lead.client.get(f"/kurser/{lead.course}").status_code == 404


def test_leaving_deletes_what_the_lead_saw(app: Flask, lead: Lead) -> None:
    lead.make(SALUTATION)
    one = Participant(app)
    one.join(lead.code, "Norrsken")
    one.practise(SALUTATION, logged="new")

    assert one.post("/kurs/min/lamna").location == "/kurs"

    assert "Norrsken" not in lead.page()
    assert app.extensions["rutinlots"].store.courses.attempts(lead.course) == []
    one.result()  # practising on alone tells the course nothing
    assert app.extensions["rutinlots"].store.courses.attempts(lead.course) == []


def test_practice_outside_the_course_tells_it_nothing(app: Flask, lead: Lead) -> None:
    lead.make(SALUTATION)
    one = Participant(app)
    one.join(lead.code, "Norrsken")
    number = one.begin(SALUTATION)
    one.send(number, "<p>Hej</p>")
    one.result()

    assert app.extensions["rutinlots"].store.courses.attempts(lead.course) == []


@pytest.mark.parametrize(
    ("nickname", "status"), [("", 400), ("a" * 25, 400), ("anna@example.com", 400), ("\u202eab", 400), (" Norr  sken ", 303)]
)
def test_a_nickname_is_short_and_no_address(app: Flask, lead: Lead, nickname: str, status: int) -> None:
    lead.make(SALUTATION)

    assert Participant(app).join(lead.code.upper().replace("-", " "), nickname) == status


def test_a_nickname_is_taken_once_and_the_page_says_so(app: Flask, lead: Lead) -> None:
    lead.make(SALUTATION)
    assert Participant(app).join(lead.code, "Norrsken") == 303
    assert Participant(app).join(lead.code, "NORRSKEN") == 409


def test_codes_can_not_be_tried_without_end_and_a_right_one_waits_like_the_others(app: Flask, lead: Lead) -> None:
    lead.make(SALUTATION)
    guesser = Participant(app)
    tried = [guesser.join("baku-limo-teso", "Norrsken") for _ in range(70)]

    assert tried[0] == 404
    assert tried[-1] == 429
    assert guesser.join(lead.code, "Norrsken") == 429


def test_a_course_needs_a_scenario_that_can_be_judged_and_one_of_our_own_forms(app: Flask, lead: Lead) -> None:
    assert lead.post("/kurser").status_code == 400
    assert lead.post("/kurser", scenario="finns-inte").status_code == 400
    assert lead.client.post("/kurser", data={"scenario": SALUTATION}).status_code == 400
    assert lead.client.get("/kurser/77").status_code == 404


def test_a_course_that_is_refused_keeps_all_that_was_chosen(lead: Lead) -> None:
    answer = lead.post("/kurser", title="Nya i mejlen", minutes="45", tips="med")

    assert answer.status_code == 400
    assert 'value="Nya i mejlen"' in answer.text
    assert '<option value="45" selected>' in answer.text
    assert 'value="med" checked>' in answer.text
    assert 'value="utan">' in answer.text


def test_a_leads_page_is_told_that_nothing_has_happened_until_something_has(app: Flask) -> None:
    lead, one = Lead(app), Participant(app)
    lead.make(SALUTATION)

    def asked(version: str):
        return lead.client.get(f"/kurser/{lead.course}", headers={"If-None-Match": version})

    first = asked("")
    version = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "no-store"  # no browser shows an earlier page for this one
    assert (asked(version).status_code, asked(version).data) == (304, b"")

    one.join(lead.code, "Norrsken")
    joined = asked(version)
    assert joined.status_code == 200
    assert "Norrsken" in joined.text
    one.post(f"/kurs/min/{SALUTATION}/borja")
    began = asked(joined.headers["ETag"])
    assert "Arbetar" in began.text
    lead.post(f"/kurser/{lead.course}/stang")
    assert "Kursen är avslutad" in asked(began.headers["ETag"]).text


def test_who_goes_on_after_the_course_has_ended_is_told_so_and_sent_to_no_login(closed: Flask, lead: Lead) -> None:
    lead.make(SALUTATION)
    one = Participant(closed)
    one.join(lead.code, "Norrsken")
    place = one.post(f"/kurs/min/{SALUTATION}/borja").location
    lead.post(f"/kurser/{lead.course}/stang")

    for path in (place, "/ovning/resultat", "/kurs/min", "/kurs/min/intyg", "/handbok"):
        assert one.client.get(path).location == "/kurs", path
    assert "Kursen du var med i är avslutad" in one.client.get("/kurs").text
    assert "/logga-in" in one.client.get("/kurser").location


def test_a_participant_whose_server_started_again_is_led_back_to_the_course(closed: Flask, lead: Lead) -> None:
    lead.make(SALUTATION)
    one = Participant(closed)
    one.join(lead.code, "Norrsken")
    place = one.post(f"/kurs/min/{SALUTATION}/borja").location
    one.client.get(place)
    closed.extensions.pop("rutinlots.stage")  # the worlds, which are in memory

    for path in (place, "/ovning/resultat"):
        assert one.client.get(path).location == "/ovning?slut=ja", path
    assert one.client.get("/ovning?slut=ja").location == "/kurs/min?slut=ja"
    assert "Övningen du hade på gång är slut" in one.client.get("/kurs/min?slut=ja").text
    one.practise(SALUTATION, logged="new")
    assert "klarat 1 av 1" in one.mine()


def test_what_is_under_way_in_a_course_is_gone_on_with_and_begun_again_only_when_asked(closed: Flask, lead: Lead) -> None:
    lead.make(SALUTATION, NIGHT)
    one = Participant(closed)
    one.join(lead.code, "Norrsken")
    assert "Fortsätt" not in one.mine()

    place = one.post(f"/kurs/min/{SALUTATION}/borja").location

    page = one.client.get("/kurs/min").text
    assert re.search(rf'<a class="go-on first" href="{place}" aria-label="Fortsätt: [^"]+">Fortsätt</a>', page)
    assert re.search(r">Börja om</button>.*>Börja</button>", page, re.S)
    one.practise(SALUTATION, "<p>Hej Sparkcykel123,</p>")
    assert "Fortsätt" not in one.mine()


def test_an_emoji_is_a_nickname(app: Flask) -> None:
    lead = Lead(app)
    lead.make(SALUTATION)
    assert Participant(app).join(lead.code, "👩\u200d🚒 Åsa") == 303
    assert Participant(app).join(lead.code, "\u200d") == 400


def test_the_way_on_comes_first_once_an_exercise_is_solved(closed: Flask, lead: Lead) -> None:
    lead.make(SALUTATION)
    one = Participant(closed)
    one.join(lead.code, "Norrsken")
    assert "Läs kundens mejl" in one.mine()

    one.practise(SALUTATION, "<p>Hej Sparkcykel123,</p>")
    assert "Försök igen Skriv ut Vidare i kursen" in one.result()
    assert "Läs på härnäst" in one.mine()

    one.practise(SALUTATION, logged="new")
    assert "Vidare i kursen Försök igen Skriv ut" in one.result()
    assert "Utan anmärkning i kontrollen ”" in one.result()
    assert "Bra jobbat!" in one.mine()
    assert not any(words in one.mine() for words in ("Läs kundens mejl", "Läs på härnäst"))


def test_a_lead_is_told_when_others_can_not_open_the_courses_address(app: Flask) -> None:
    lead = Lead(app)
    lead.make(NIGHT)
    told = "Adressen går bara att öppna på den här datorn."

    assert told in lead.words()
    app.config["PUBLIC_URL"] = "https://rutinlots.example.com"
    assert told not in lead.words()


def test_what_was_sent_counts_though_its_result_was_never_looked_at(app: Flask, lead: Lead) -> None:
    lead.make(SALUTATION, NIGHT)
    first = Participant(app)
    first.join(lead.code, "Norrsken")
    answer = first.post(f"/kurs/min/{SALUTATION}/borja")
    first.client.get(answer.location)
    number = int(answer.location.rsplit("/", 1)[1])
    first.send(number, first.ticket(number).json["draft"])
    assert "Norrsken Arbetar" in lead.words()

    first.post(f"/kurs/min/{NIGHT}/borja")
    assert "Norrsken Ett försök Arbetar" in lead.words()
    assert "Inte riktigt än" in first.mine()


def test_the_way_to_a_result_stands_in_the_course_too(app: Flask, lead: Lead) -> None:
    lead.make(SALUTATION)
    first = Participant(app)
    first.join(lead.code, "Norrsken")
    answer = first.post(f"/kurs/min/{SALUTATION}/borja")
    first.client.get(answer.location)
    number = int(answer.location.rsplit("/", 1)[1])
    assert "Se hur det gick Fortsätt" not in first.mine()
    first.send(number, first.ticket(number).json["draft"])

    assert "Inte riktigt än" in first.mine()
    page = first.client.get("/kurs/min").text
    assert '<a class="go-on first" href="/ovning/resultat"' in page
    assert not re.search(r'<button type="submit" aria-label="Försök', page), "to see how it went comes first"


def test_what_is_put_right_after_its_result_was_shown_is_another_attempt(app: Flask, lead: Lead) -> None:
    lead.make(SALUTATION)
    first = Participant(app)
    first.join(lead.code, "Norrsken")
    first.practise(SALUTATION)  # not logged
    assert "Loggen i CAB" in first.result()

    first.post("/ovning/loggat", logged="new")
    assert "Rätt!" in first.result()
    assert "Rätt, försök 2" in lead.words()
    assert "Loggen i CAB" in lead.words(), "it was missed at first"


def test_who_is_at_an_exercise_again_is_said_to_be_with_what_it_has_given_so_far(app: Flask, lead: Lead) -> None:
    lead.make(SALUTATION, title="Nya i mejlen")
    first = Participant(app)
    first.join(lead.code, "Norrsken")
    first.practise(SALUTATION, "<p>Hej Sparkcykel123,</p>", logged="new")
    assert "Norrsken Ett försök 0 av 1" in lead.words()
    earlier = re.search(r"0 av 1 (\d+ av \d+)", lead.words())[1]

    first.post(f"/kurs/min/{SALUTATION}/borja")
    assert f"Norrsken Försöker igen {earlier} poäng hittills 0 av 1" in lead.words()
    assert f"Påbörjad igen {earlier} poäng" in first.mine()

    number = int(re.search(r"/ovning/a/tickets/(\d+)", first.client.get("/kurs/min").text)[1])
    first.client.get(f"/ovning/a/tickets/{number}")
    first.send(number, "<p>Hej Sparkcykel123,</p>")
    first.result()
    assert "Norrsken 2 försök 0 av 1" in lead.words()
    first.post("/ovning/borja-om")
    assert "Norrsken Försöker igen" in lead.words()
    first.practise(SALUTATION, logged="new")
    first.post("/ovning/borja-om")
    assert "Norrsken Rätt, försök 3" in lead.words(), "what is solved stays so"
    lead.post(f"/kurser/{lead.course}/stang")
    assert "Försöker" not in lead.words()


def test_who_has_answered_some_of_an_inbox_is_still_at_it(app: Flask, lead: Lead) -> None:
    inbox = next(each for each in shipped().scenarios if each.inbox)
    lead.make(inbox.id)
    first = Participant(app)
    first.join(lead.code, "Norrsken")
    first.client.get(first.post(f"/kurs/min/{inbox.id}/borja").location)
    number = next(part.start.ticket.id for part in inbox.inbox if part.solved.kind in (None, "reply"))
    first.send(number, "<p>Hej,</p>")
    first.result()

    assert "Norrsken Arbetar" in lead.words()
    assert "Försöker igen" not in lead.words()
    assert "poäng hittills" in lead.words()


def test_a_certificate_says_of_how_many_exercises_some_were_practised(app: Flask, lead: Lead) -> None:
    lead.make(SALUTATION, NIGHT)
    first = Participant(app)
    first.join(lead.code, "Norrsken")
    first.practise(SALUTATION, logged="new")

    assert "har övat på 1 av 2 ärenden i kursen" in " ".join(first.client.get("/kurs/min/intyg").text.split())
