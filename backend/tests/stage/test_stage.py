"""The stage is served from the server's own address, and what happens there stays there."""

import gzip
import json
import re
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask

from backend.tests.shipped import shipped
from rutinlots.core.situation import LogHistory
from rutinlots.stage.desk import HEAVIEST, LONGEST
from rutinlots.stage.mock import internal

SALUTATION = "kontroll-auto-salutation"
RIGHT = "Hej Anna,"
WRONG = "Hej Sparkcykel123,"


def test_a_scenario_has_its_own_ticket_and_draft_and_no_other_tickets(visitor) -> None:
    number = visitor.begin(SALUTATION)

    assert visitor.ticket(number).json["draft"].startswith(f"<p>{WRONG}</p>")
    assert [each["id"] for each in visitor.client.get("/ovning/api/_/tickets").json] == [number]


def test_free_practice_has_a_full_inbox(visitor) -> None:
    assert visitor.post("/ovning/nollstall", till="fri").location == "/ovning/a/tickets/filters/all_tickets"
    visitor.client.get("/ovning/a/tickets/filters/all_tickets")

    assert len(visitor.client.get("/ovning/api/_/tickets").json) > 8


def test_nothing_of_one_visitor_is_seen_by_another(visitor, another) -> None:
    number = visitor.begin(SALUTATION)
    another.begin(SALUTATION)
    visitor.send(number, "<p>Hemligt</p>")
    visitor.note("logged", number)

    assert "Hemligt" not in another.ticket(number).text
    assert another.gate(number) == "new"
    assert visitor.gate(number) == "append"
    assert "inte skickat än" in another.result()


def test_the_teams_own_ledger_and_events_hear_nothing_of_it(visitor, app: Flask) -> None:
    number = visitor.begin(SALUTATION)
    visitor.note("logged", number)

    assert app.extensions["rutinlots"].store.ledger.history(number) == LogHistory()


def test_beginning_again_empties_the_ledger_too(visitor) -> None:
    number = visitor.begin(SALUTATION, tips="med")
    visitor.note("logged", number)
    visitor.send(number, f"<p>{WRONG}</p>")

    assert visitor.post("/ovning/borja-om").location == f"/ovning/a/tickets/{number}"

    assert visitor.gate(number) == "new"
    assert len(visitor.ticket(number).json["messages"]) == 1
    assert "inte skickat än" in visitor.result()


def test_the_page_runs_the_extensions_own_modules_and_only_with_tips(visitor) -> None:
    number = visitor.begin(SALUTATION, tips="med")
    page = visitor.client.get(f"/ovning/a/tickets/{number}").text
    assert 'data-hints="on"' in page
    script = visitor.client.get(re.search(r'data-modules="([^"]+)"', page)[1])
    assert "export const {start} = module_content_app_main_js;" in script.text

    visitor.begin(SALUTATION)
    assert 'data-hints="off"' in visitor.client.get(f"/ovning/a/tickets/{number}").text


def test_a_page_left_open_for_hours_is_told_that_its_world_has_ended(app: Flask) -> None:
    answer = app.test_client().get("/ovning/rutinlots/pack")
    assert answer.status_code == 200
    assert app.test_client().post("/ovning/rutinlots/events", json={"events": []}).status_code == 200
    assert app.test_client().get("/ovning/api/v2/tickets/90103").status_code == 409


@pytest.mark.parametrize("path", ["borja-om", "nollstall", "loggat", f"scenario/{SALUTATION}/borja"])
def test_only_the_stages_own_forms_are_accepted(visitor, path: str) -> None:
    assert visitor.client.post(f"/ovning/{path}", data={}).status_code == 400


def test_the_stage_is_closed_to_those_who_may_not_open_the_handbook(app: Flask) -> None:
    state = app.extensions["rutinlots"]
    state.store.leads.add("Lena", "ett riktigt långt lösenord 77", state.clock())
    stranger = app.test_client()

    for path in ("/ovning", "/ovning/a/tickets/90103", "/ovning/api/v2/agents/me", "/ovning/rutinlots/pack"):
        assert stranger.get(path).status_code == 302
    assert stranger.post("/ovning/rutinlots/events", json={"events": []}).status_code == 401


def test_a_right_answer_is_praised_and_one_that_is_not_logged_is_told_so(visitor) -> None:
    number = visitor.begin(SALUTATION)
    draft = visitor.ticket(number).json["draft"].replace(WRONG, RIGHT)
    visitor.send(number, draft)
    assert "Loggen i CAB Här skulle du logga ett nytt ärende" in visitor.result()

    visitor.post("/ovning/loggat", logged="append")
    assert "Här skulle du logga ett nytt ärende" in visitor.result()
    visitor.post("/ovning/loggat", logged="new")
    assert "Rätt! Rutinlots saknar inget. Om du har svarat rätt i sak kan Rutinlots inte bedöma" in visitor.result()


def test_a_mail_to_another_address_than_the_customers_is_told_with_both(visitor) -> None:
    number = visitor.begin("svar-till-noreply")
    visitor.send(number, "<p>Hej Maja,</p><p>Tack! Slutfakturan kommer inom sex veckor.</p>", to_emails=["maja.sund@example.com"])

    assert "Mejlet skulle gå till maja.sund@example.org. Du skickade till maja.sund@example.com." in visitor.result()


def test_what_was_missed_comes_with_its_reason_and_section_and_what_was_right_and_has_gone_is_shown(visitor) -> None:
    number = visitor.begin(SALUTATION)
    draft = visitor.ticket(number).json["draft"]
    kept = "<p>Tack för att du hör av dig. Du startar e-faktura i din internetbank.</p>"
    assert kept in draft
    visitor.send(number, draft.replace(kept, "<p>Tack för ditt mejl!</p>"))

    result = visitor.result()
    assert "Det du missade Hälsningen stämmer inte" in result
    assert "Kunden ska hälsas med sitt namn" in result
    assert "Kundmejl och interna mejl, 2 Freshdesk" in result
    assert "Ändrat i onödan Det här var rätt som det stod. Tack för att du hör av dig." in result


def test_what_was_wrong_in_substance_is_told_with_the_newcomers_own_words_and_the_scenarios_reason(visitor) -> None:
    number = visitor.begin("svar-till-kravgruppen")
    said = "Kontakta Kravgruppen på 010-2040805. Jag har tagit bort kravet åt dig."
    visitor.send(number, f"<p>Hej Peter,</p><p>Tack för ditt mejl! {said}</p>")

    result = visitor.result()
    assert "Svaret i sak Du skrev: ”Jag har tagit bort kravet åt dig.” Det här svarar Kravgruppen på" in result
    assert "Svaret i sak" not in visitor.client.get("/ovning").text


def test_what_the_answer_lacks_is_told_in_the_result_of_an_inbox_too(visitor) -> None:
    page = visitor.post("/ovning/scenario/full-inkorg/borja", tips="utan").location
    visitor.client.get(page)
    visitor.send(91016, "<p>Hej Kent,</p><p>Tack! Slutfakturan kommer snart, och vi byter mätaren om den är gammal.</p>")

    assert "Svaret i sak" in visitor.result()
    told = " ".join(re.sub(r"<[^>]+>", " ", visitor.client.get("/ovning/resultat?arende=tva-fragor").text).split())
    assert "Svaret i sak Kent frågar när slutfakturan kommer." in told


def test_a_result_without_a_slip_says_how_far_the_exercise_looks(visitor) -> None:
    number = visitor.begin("svar-till-kravgruppen")
    said = "Tack för ditt mejl! Kravgruppen på 010-2040805 hjälper dig med det. Välkommen att höra av dig igen!"
    signature = "".join(f"<p>{line}</p>" for line in ("Med vänlig hälsning,", "Sandra", *shipped().knowledge.settings.signature))
    visitor.send(number, f"<p>Hej Peter,</p><p>{said}</p>{signature}")
    visitor.post("/ovning/loggat", logged="new")

    assert "I sak letar övningen bara efter de vanligaste felen: jämför med ett bra svar" in visitor.result()


def test_the_trainer_reads_what_the_exercise_looks_for(visitor) -> None:
    page = visitor.client.get("/ovning/scenario/vem-ar-kunden").text

    assert "Det här kan sägas om svaret i sak" in page
    assert "Vi vet inte vem Jonas är" in page
    assert "om svaret i sak" not in visitor.client.get("/ovning/scenario/glomd-bilaga").text


@pytest.mark.parametrize(
    ("scenario", "points", "said"),
    [
        ("svar-till-kravgruppen", {"Sättet att skicka", "Loggen i CAB"}, "Inte än – det här saknades"),
        ("eskalera-pa-kvallen", {"Fel sorts svar", "Grupp"}, "Inte än – det här saknades"),
    ],
)
def test_each_point_that_was_missed_leads_to_its_section(visitor, scenario: str, points: set[str], said: str) -> None:
    number = visitor.begin(scenario)
    visitor.send(number, "<p>Hej,</p><p>Det ordnar vi.</p>", set_status=None, properties={})

    missed = re.findall(r'<li class="bad">.*?</li>', visitor.client.get("/ovning/resultat").text, re.S)
    sections = {re.search(r"<strong>(.*?)</strong>", each)[1]: re.findall(r'href="/handbok/\w+#[\w-]+"', each) for each in missed}
    assert points <= sections.keys()
    assert all(sections.values())
    assert said in visitor.result()


def test_a_mail_without_an_answer_is_not_praised(visitor) -> None:
    number = visitor.begin("anvandarnamn-i-halsningen")
    contact = ("Sandra", "Kundservice", "Ellevio AB (publ)", "0771-53 53 00", "kundservice@ellevio.se", "www.ellevio.se")
    visitor.send(number, f"<p>Hej Karin,</p><p><br></p><p>{'<br>'.join(('Med vänlig hälsning,', *contact))}</p>")
    assert "Inte än – det här saknades" in visitor.result()
    visitor.post("/ovning/loggat", logged="new")

    assert "Inget besked Den som läser får bara en hälsning eller några artiga ord." in visitor.result()
    assert "och gav 2 av 3 poäng" in visitor.result()


def test_what_was_on_its_way_when_a_scenario_began_again_is_not_written(visitor, monkeypatch) -> None:
    number = visitor.begin(SALUTATION)
    headers = {"X-CSRF-Token": visitor.client.get("/ovning/api/_/bootstrap/me").json["meta"]["csrf_token"]}
    waits = iter([lambda: visitor.post("/ovning/borja-om")])
    monkeypatch.setattr(internal.time, "sleep", lambda _seconds: next(waits, lambda: None)())

    path = f"/ovning/api/_/tickets/{number}"
    assert visitor.client.put(path, json={"properties": {"Typ": "Fråga"}}, headers=headers).status_code == 403
    assert visitor.ticket(number).json["properties"].get("Typ") is None


def test_a_world_does_not_grow_without_end(visitor) -> None:
    number = visitor.begin(SALUTATION)
    form = {"to_emails": ["a@example.com"], "cc_emails": [], "bcc_emails": [], "properties": {}, "body": "a" * (LONGEST - 1000)}
    headers = {"X-CSRF-Token": visitor.client.get("/ovning/api/_/bootstrap/me").json["meta"]["csrf_token"]}

    def answer(**changes: str) -> int:
        return visitor.client.post(f"/ovning/api/_/tickets/{number}/reply", json={**form, **changes}, headers=headers).status_code

    assert answer(body="a" * LONGEST) == 413
    assert [answer() for _ in range(HEAVIEST // LONGEST)][-1] == 413
    visitor.begin(SALUTATION)
    assert visitor.client.get(f"/ovning/api/_/tickets/{number}").status_code == 200
    visitor.send(number, "<p>Hej</p>")


def test_nor_by_drafts_properties_or_what_is_said_of_tickets_that_are_not_there(visitor, app: Flask) -> None:
    visitor.client.get("/ovning/a/tickets/filters/all_tickets")
    me = visitor.client.get("/ovning/api/_/bootstrap/me").json
    headers = {"X-CSRF-Token": me["meta"]["csrf_token"]}
    numbers = [ticket["id"] for ticket in visitor.client.get("/ovning/api/_/tickets").json]

    def put(path: str, **body: object) -> int:
        return visitor.client.put(f"/ovning/api/_/tickets/{path}", json=body, headers=headers).status_code

    assert put("1/draft", body="a") == 404
    assert put(f"{numbers[0]}", properties={"type": "a" * LONGEST}) == 413
    assert [put(f"{number}/draft", body="a" * (LONGEST - 1000)) for number in numbers][-1] == 413
    assert put(f"{numbers[0]}/draft", body=None) == 204
    for number in range(1, 60):
        visitor.note("logged", number)
    (world,) = app.extensions["rutinlots.stage"]._worlds.values()
    assert set(world.histories) <= set(numbers)


def test_a_note_is_judged_as_a_note(visitor) -> None:
    number = visitor.begin("kontroll-thin-escalation-note")
    assert "Skriv en anteckning på ärendet." in visitor.client.get(f"/ovning/a/tickets/{number}").text
    visitor.send(number, "<p>Eskalerar.</p>", kind="note", properties={}, set_status=None)
    assert "Det du missade Anteckningen säger för lite" in visitor.result()

    visitor.post("/ovning/borja-om")
    note = "Behöver hjälp med avräkningen. Jag lämnar ärendet vidare eftersom 2nd line har stängt och jag inte hittar någon rutin."
    visitor.send(number, f"<p>{note}</p>", kind="note", properties={}, set_status=None)
    assert "Rätt!" in visitor.result()
    assert "och gav 1 av 1 poäng" in visitor.result()

    visitor.post("/ovning/borja-om")
    visitor.send(number, f"<p>{note}</p>")
    assert "Fel sorts svar Du svarade kunden. Här skulle du skriva en anteckning." in visitor.result()


def test_a_new_mail_is_begun_for_the_visitor_and_judged_by_its_subject(visitor) -> None:
    answer = visitor.post("/ovning/scenario/kontroll-new-mail-without-number/borja", tips="utan")
    assert answer.location == "/ovning/a/tickets/compose-email"
    assert "Ett nytt mejl är påbörjat." in visitor.client.get(answer.location).text
    begun = visitor.client.get("/ovning/api/_/bootstrap/me").json
    assert begun["composed"]["subject"] == "Angående e-faktura"

    def send(subject: str) -> str:
        composed = visitor.client.get("/ovning/api/_/bootstrap/me").json
        form = {"to_emails": composed["composed"]["to"], "cc_emails": [], "bcc_emails": [], "subject": subject}
        body = {**form, "body": composed["composed"]["html"], "properties": {"type": "Fråga", "category": "Faktura"}}
        headers = {"X-CSRF-Token": composed["meta"]["csrf_token"]}
        assert visitor.client.post("/ovning/api/_/tickets/outbound_email", json=body, headers=headers).status_code == 201
        visitor.post("/ovning/loggat", logged="new")
        return visitor.result()

    assert "Det du missade Kundnumret saknas i ämnesraden" in send("Angående e-faktura")
    visitor.post("/ovning/borja-om")
    assert "Rätt!" in send("Kundnummer 12345, Angående e-faktura")


def test_a_full_inbox_is_judged_ticket_by_ticket(visitor, app: Flask) -> None:
    answer = visitor.post("/ovning/scenario/full-inkorg/borja", tips="utan")
    assert answer.location == "/ovning/a/tickets/filters/all_tickets"
    visitor.client.get(answer.location)
    rules = app.extensions["rutinlots"].rules
    settings = rules.knowledge.settings
    inbox = {each.id: each for each in rules.scenarios}["full-inkorg"]
    numbers = [part.start.ticket.id for part in inbox.parts]
    assert {each["id"] for each in visitor.client.get("/ovning/api/_/tickets").json} == {*numbers}
    assert len(numbers) == 8
    assert "0 av 8 ärenden är rätt Du har skickat 0 av 8." in visitor.result()

    for part in inbox.parts[1:]:
        facit, number = part.facit.example, part.start.ticket.id
        text = facit.draft.text + facit.tail(settings)
        body = "".join(f"<p>{line or '<br>'}</p>" for line in text.split("\n"))
        files = [each.name for each in facit.draft.attachments]
        visitor.send(number, body, to_emails=list(facit.draft.to), attachments=files)
        visitor.post("/ovning/loggat", logged=part.solved.log, ticket=str(number))
    visitor.send(numbers[0], visitor.ticket(numbers[0]).json["draft"] or "<p>Hej Norrsken88,</p>")

    result = visitor.result()
    assert "7 av 8 ärenden är rätt Du har skickat 8 av 8. Det tog" in result
    one = visitor.client.get(f"/ovning/resultat?arende={inbox.parts[0].id}").text
    assert "Hälsningen stämmer inte" in one
    assert "Alla ärenden" in one


def test_a_link_opens_a_demo_at_once_but_never_over_what_is_under_way(visitor) -> None:
    assert 'data-now="yes"' in visitor.client.get("/ovning/visa/dodsbo").text
    visitor.begin("dodsbo", tips="visa")
    assert 'data-now="yes"' in visitor.client.get("/ovning/visa/glomd-bilaga").text

    number = visitor.begin(SALUTATION)
    assert 'data-now="no"' in visitor.client.get("/ovning/visa/dodsbo").text
    assert visitor.ticket(number).status_code == 200
    assert visitor.client.get("/ovning/visa/finns-inte").status_code == 404


def test_the_speakers_notes_are_of_what_is_shown(visitor, another) -> None:
    visitor.begin("dodsbo", tips="visa")
    page = visitor.client.get("/ovning/talarstod").text

    assert "Talarstöd: " in page
    assert all(each in page for each in ("Att lägga märke till", "/ovning/visning"))
    assert another.client.get("/ovning/talarstod").status_code == 404


def test_the_page_is_three_files_that_the_browser_keeps(visitor) -> None:
    number = visitor.begin(SALUTATION, tips="med")
    page = visitor.client.get(f"/ovning/a/tickets/{number}").text
    names = re.findall(r'(?:src|href)="(/ovning/filer/[^"]+)"', page)
    assert len(names) == 3

    for name in names:
        plain = visitor.client.get(name)
        small = visitor.client.get(name, headers={"Accept-Encoding": "gzip"})
        assert "immutable" in plain.headers["Cache-Control"]
        assert gzip.decompress(small.data) == plain.data
        assert "@import" not in plain.text
    assert visitor.client.get("/ovning/filer/stage.0123456789abcdef.js").status_code == 404


def preloaded(visitor, address: str) -> dict:
    found = re.search(r'id="preloaded">(.*?)</script>', visitor.client.get(address).text)
    return json.loads(found[1])


def test_a_page_comes_with_the_answers_to_what_it_asks_first(visitor) -> None:
    number = visitor.begin("anvandarnamn-i-halsningen", "med")
    found = preloaded(visitor, f"/ovning/a/tickets/{number}")

    assert len(found) == 6
    seed = found["/api/_/bootstrap/me"]["settings"].pop("seed")  # new for each page
    for path, answer in found.items():
        asked = visitor.client.get(f"/ovning{path}").json
        if "settings" in asked:
            assert asked["settings"].pop("seed") == seed + 1
        assert asked == answer, path


def test_a_page_without_tips_or_without_a_ticket_comes_with_what_it_asks(visitor) -> None:
    number = visitor.begin("anvandarnamn-i-halsningen", "utan")
    assert list(preloaded(visitor, f"/ovning/a/tickets/{number}")) == ["/api/_/bootstrap/me", f"/api/_/tickets/{number}"]
    assert list(preloaded(visitor, "/ovning/a/tickets/77")) == ["/api/_/bootstrap/me"]
    assert list(preloaded(visitor, "/ovning/a/tickets/filters/all_tickets")) == ["/api/_/bootstrap/me"]


def test_under_a_variant_freshdesks_api_is_asked_since_it_may_answer_otherwise(visitor) -> None:
    number = visitor.begin("anvandarnamn-i-halsningen", "med")
    visitor.client.get(f"/ovning/a/tickets/{number}?variants=api-refused")
    assert list(preloaded(visitor, f"/ovning/a/tickets/{number}")) == ["/api/_/bootstrap/me", f"/api/_/tickets/{number}"]


def test_the_pack_is_made_once_and_a_browser_that_has_it_is_not_sent_it_again(app, visitor, another) -> None:
    first = visitor.client.get("/ovning/rutinlots/pack")
    again = another.client.get("/ovning/rutinlots/pack", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.json["version"], again.status_code) == (app.extensions["rutinlots"].rules.hash, 304)
    kept = app.extensions["rutinlots.stage.pack"]

    state = app.extensions["rutinlots"]
    state.live_rules.in_force = replace(state.live_rules.in_force, rules=replace(state.rules))  # as when replies are taken
    assert visitor.client.get("/ovning/rutinlots/pack").json == first.json
    assert app.extensions["rutinlots.stage.pack"][0] is not kept[0]


def test_a_page_whose_world_has_ended_says_so_instead_of_beginning_another(app, visitor) -> None:
    number = visitor.begin(SALUTATION)
    app.extensions.pop("rutinlots.stage")

    for path in (f"/ovning/a/tickets/{number}", "/ovning/resultat"):
        assert visitor.client.get(path).location == "/ovning?slut=ja"
    assert "Övningen du hade på gång är slut" in visitor.client.get("/ovning?slut=ja").text
    assert visitor.begin(SALUTATION) == number


def test_the_forms_of_the_stages_page_are_sent_with_its_origin(visitor) -> None:
    number = visitor.begin(SALUTATION)
    page = visitor.client.get(f"/ovning/a/tickets/{number}")
    assert page.headers["Referrer-Policy"] == "same-origin"  # with no-referrer, browsers send "Origin: null"
    own = visitor.client.post("/ovning/borja-om", data={"form_token": visitor.token}, headers={"Origin": "http://localhost"})
    assert own.location.endswith(f"/a/tickets/{number}")


TITLE = "Hälsningen stämmer inte"
COMPOSED = "anvandarnamn-i-halsningen"


def test_without_tips_a_scenario_is_called_by_its_subject_until_it_is_solved(visitor) -> None:
    def pages(number: int) -> list[str]:
        paths = ["/ovning", f"/ovning/a/tickets/{number}", "/ovning/resultat"]
        found = [visitor.client.get(path).text for path in paths]
        return [*found, visitor.client.get(f"/ovning/scenario/{SALUTATION}").text.partition("<details")[0]]

    number = visitor.begin(SALUTATION)
    text = visitor.ticket(number).json["draft"]
    assert not any(TITLE in page for page in pages(number))
    assert "<h1>Faktura: Jag vill börja få mina fakturor som e-faktura</h1>" in pages(number)[1]

    visitor.send(number, text)
    visitor.post("/ovning/loggat", logged="new")
    assert TITLE in visitor.result()  # it says what was missed
    visitor.begin(SALUTATION)
    assert not any(TITLE in page for page in pages(number))

    visitor.send(number, text.replace(WRONG, RIGHT))
    visitor.post("/ovning/loggat", logged="new")
    assert "Rätt!" in visitor.result()
    visitor.begin(SALUTATION)
    assert all(TITLE in page for page in pages(number))


def test_with_tips_in_a_demo_and_for_a_trainer_a_scenario_has_its_title(visitor, app: Flask) -> None:
    address = f"/ovning/a/tickets/{visitor.begin(SALUTATION, tips='med')}"
    assert f"<h1>{TITLE}</h1>" in visitor.client.get(address).text
    visitor.begin(SALUTATION, tips="visa")
    assert f"<h1>{TITLE}</h1>" in visitor.client.get(address).text

    assert "Freshdesk gissar fel namn" in visitor.client.get("/ovning?titlar=ja").text
    assert "Freshdesk gissar fel namn" in visitor.client.get(f"/ovning/scenario/{COMPOSED}").text  # folded away
    state = app.extensions["rutinlots"]
    state.store.leads.add("Lena", "ett riktigt långt lösenord 77", state.clock())
    visitor.post("/logga-in", name="Lena", password="ett riktigt långt lösenord 77")
    assert "Freshdesk gissar fel namn" in visitor.client.get("/ovning").text
    assert f"<h1>{TITLE}</h1>" in visitor.client.get(f"/ovning/scenario/{SALUTATION}").text


def test_scenarios_are_told_apart_by_name_before_they_are_solved(visitor) -> None:
    names = re.findall(r'<a href="/ovning/scenario/[^"]+">([^<]+)</a>', visitor.client.get("/ovning").text)

    assert len(names) == len(set(names)) > 60
    assert {"En full inkorg", "Moving in April", "E-faktura: Kan jag få min faktura som e-faktura i stället för på …"} <= set(names)


def test_where_the_customers_mail_is_the_same_a_scenario_goes_by_its_section(visitor, app: Flask) -> None:
    page = unescape(visitor.client.get("/ovning").text)
    writing = re.search(r"<h3>4 Skrivriktlinjer<.*?</ul>", page, re.S)[0]
    names = re.findall(r'<a href="/ovning/scenario/[^"]+">([^<]+)</a>', writing)

    numbered = [name for name in names if name.startswith("Skrivriktlinjer")]
    assert numbered == [f"Skrivriktlinjer {number}" for number in range(1, len(numbered) + 1)]
    assert "Faktura: När kommer slutfakturan?" in names
    checks = {check.title for check in app.extensions["rutinlots"].rules.checks if check.bad and check.bad[0].draft}
    assert checks & set(re.findall(r">([^<]+)</a>", page)) == set(), "a title tells the fault"


def test_the_day_and_the_time_of_a_scenario_stand_above_it(visitor) -> None:
    number = visitor.begin("eskalera-pa-kvallen")
    assert "Här är det tisdag 10 mars kl. 18.45" in visitor.client.get(f"/ovning/a/tickets/{number}").text
    number = visitor.begin("eskalera-mitt-pa-dagen")
    assert "Här är det tisdag 10 mars kl. 11.15" in visitor.client.get(f"/ovning/a/tickets/{number}").text
