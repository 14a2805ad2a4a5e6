"""The workshop: a lead changes what agents see, and nothing that fails its own examples is published."""

import os
import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.tests.pages.conftest import EVENING
from rutinlots import create_app, rule_loader
from rutinlots.core.rules import Rules
from rutinlots.core.validation.whole import Disproof, Step
from rutinlots.pages.workshop import opened as opening
from rutinlots.pages.workshop import review
from rutinlots.store import StoreError, hash_of
from rutinlots.web import config
from rutinlots.workshop import proofs
from rutinlots.workshop.changes.difference import differences
from rutinlots.workshop.effects.effect import Effect, Steps
from rutinlots.workshop.publish import FOLDER
from rutinlots.workshop.search import found

SHARED_RULES = Path(__file__).parents[4] / "shared_rules"
CHECK = "checks/arende/invoice-on-my-pages.yaml"
REPLY = "snippets/faktura/e-faktura.yaml"
NEW = "checks/sprak/byggstrom-pa-webben.yaml"


@pytest.fixture
def folder(tmp_path: Path, rules, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Rules of our own to change; those that are shipped are read once."""
    copied = shutil.copytree(SHARED_RULES, tmp_path / "rules")
    read = rule_loader.load
    monkeypatch.setattr(rule_loader, "load", lambda place, *more: read(place, *more) if any(more) else read(SHARED_RULES))
    return Path(copied)


@pytest.fixture
def app(folder: Path) -> Flask:
    return create_app({"TESTING": True, "CLOCK": lambda: EVENING, "RULES": folder})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def fields(page: str, name: str = "verkstad") -> dict[str, list[str]]:
    """A form of a page as a browser would send it."""
    form = page.split(f'id="{name}"', 1)[1].split("</form>", 1)[0]
    found: dict[str, list[str]] = {}
    for tag, body in re.findall(r"<(textarea[^>]*)>\n?(.*?)</textarea>", form, re.S):
        if named := re.search(r'name="([^"]*)"', tag):
            found.setdefault(named[1], []).append(unescape(body))
    for tag in re.findall(r"<input[^>]*>", form):
        named, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if named and (not re.search('type="(checkbox|radio)"', tag) or " checked" in tag):
            found.setdefault(named[1], []).append(unescape(value[1]) if value else "")
    for label, body in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', body) or re.search(r'value="([^"]*)"', body)
        found[label] = [unescape(chosen[1])] if chosen else []
    return found


def opened(client: FlaskClient, file: str, **more: str) -> dict[str, list[str]]:
    return {**fields(client.get(f"/verkstad/fil/{file}", query_string=more).text)}


def send(client: FlaskClient, file: str, form: dict[str, list[str]], how: str, **changed: str) -> TestResponse:
    given = {name: [value] for name, value in changed.items()}
    return client.post(f"/verkstad/fil/{file}", data={**form, **given, "gor": how})


def published(client: FlaskClient, file: str, form: dict[str, list[str]], **changed: str) -> TestResponse:
    """Go by the page that shows what a change would do."""
    review = send(client, file, form, "granska", **changed).text
    return carried(client, file, review, "publicera")


def carried(client: FlaskClient, file: str, page: str, how: str) -> TestResponse:
    text = unescape(re.search(r'name="yaml"[^>]*>\n(.*?)</textarea>', page, re.S)[1])
    token = re.search(r'name="form_token" value="([^"]*)"', page)[1]
    base = re.search(r'name="opened" value="([^"]*)"', page)[1]
    data = {"form_token": token, "opened": base, "vy": "text", "yaml": text, "skal": "Kunderna frågade", "gor": how}
    return client.post(f"/verkstad/fil/{file}", data=data)


def test_what_is_published_over_the_packages_own_rules_lies_in_the_database_since_an_upgrade_replaces_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    assert not create_app({"TESTING": True, "RULES": folder}).extensions["rutinlots"].publisher.in_database
    monkeypatch.setattr(config, "PACKAGED_RULES", folder)
    assert create_app({"TESTING": True, "RULES": folder}).extensions["rutinlots"].publisher.in_database


def test_a_wording_is_found_by_what_agents_see_changed_and_in_force(client: FlaskClient, app: Flask, folder: Path):
    asked = {"form_token": opened(client, CHECK)["form_token"], "q": "På Mina sidor (Energikonto) ser kunden sina fakturor direkt"}
    hits = client.post("/verkstad", data=asked).text
    assert f"/verkstad/fil/{CHECK}" in hits
    assert "/verkstad/lage/invoice-on-my-pages" in hits, "and paused from there"
    before = (folder / CHECK).read_text("utf-8")

    review = send(client, CHECK, opened(client, CHECK), "granska", title="Hänvisa till Mina sidor").text
    assert re.search(r"<del>\s*först\s*</del>", review)
    assert carried(client, CHECK, review, "publicera").status_code == 303

    assert app.extensions["rutinlots"].rules.by_id["invoice-on-my-pages"].title == "Hänvisa till Mina sidor"
    after = (folder / CHECK).read_text("utf-8")
    assert after == before.replace("Hänvisa först till", "Hänvisa till")
    [change] = app.extensions["rutinlots"].store.rule_changes.latest(9)
    assert (change.file, change.before, change.after, change.reason) == (CHECK, before, after, "Kunderna frågade")
    assert [entry.what for entry in app.extensions["rutinlots"].store.audit.since(EVENING)] == ["rules-changed"]


def test_a_text_that_is_pasted_from_the_handbook_is_found_though_it_is_bold_there(client: FlaskClient):
    asked = {"form_token": opened(client, CHECK)["form_token"], "q": "Läs hälsningen. Freshdesk gissar kundens namn"}

    hits = unescape(client.post("/verkstad", data=asked).text)

    first = re.search(r"<li>.*?</li>", hits.split("träff", 1)[1], re.S)[0]
    assert "/verkstad/fil/routines/kundmail.yaml" in first
    assert "**" not in first


def test_one_change_is_tried_at_a_time_and_what_was_typed_stays(client: FlaskClient, app: Flask):
    form, title = opened(client, CHECK), "Hänvisa till Mina sidor"
    review = send(client, CHECK, form, "granska", title=title).text

    with app.extensions["rutinlots"].publisher.proofs.alone():
        for answer in (send(client, CHECK, form, "granska", title=title), carried(client, CHECK, review, "publicera")):
            assert answer.status_code == 429
            assert "någon annan granskar" in answer.text.lower()
            assert title in answer.text

    assert carried(client, CHECK, review, "publicera").status_code == 303


def test_opening_and_saving_a_form_changes_nothing(client: FlaskClient, folder: Path, rules):
    for file in (CHECK, REPLY, "settings.yaml", "routines/eskalering.yaml", "checks/anteckning/thin-escalation-note.yaml"):
        page = send(client, file, opened(client, file), "text").text
        assert fields(page)["yaml"] == [(folder / file).read_text("utf-8")], file


def test_a_word_list_is_changed_as_text(client: FlaskClient, app: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(proofs, "proof", lambda rules, proven: iter(()))  # of all checks, which takes seconds
    file = "words/tid.yaml"
    assert f'<a href="/verkstad/fil/{file}">Ordlista: tid</a>' in client.get("/verkstad").text
    form = opened(client, file, som="text")
    broken = send(client, file, form, "granska", yaml="månad: [januari, '(']\n").text
    assert "Rad 1:" in broken

    added = form["yaml"][0] + "skift: [förmiddag, eftermiddag]\n"
    assert send(client, file, form, "publicera", yaml=added).status_code == 303

    assert "skift" in app.extensions["rutinlots"].rules.knowledge.words.lists
    assert (folder / file).read_text("utf-8").endswith("eftermiddag]\n")


def test_every_fault_is_said_at_once_at_its_field_with_the_cure(client: FlaskClient):
    wrong = {"title": "", "message": "En { ensam", "bad/0/mail": "<mark>x"}
    page = send(client, CHECK, opened(client, CHECK), "prova", **wrong).text

    assert "3 saker behöver" in page
    for field, says in (("title", "saknas"), ("message", "står ensam"), ("bad/0/mail", "saknar sitt &lt;/mark&gt;")):
        assert says in page.split(f'id="fel-{field}"')[1].split("</p>")[0]


def test_a_limit_beyond_reason_is_said_at_its_field_with_what_may_be_written(client: FlaskClient, folder: Path):
    file = "settings.yaml"
    refused = send(client, file, opened(client, file), "granska", letter_days="9999", few_facilities="7359991").text

    assert "2 saker behöver" in refused
    for field, says in (("letter_days", "ett heltal, 0 till 90"), ("few_facilities", "ett heltal, 0 till 10000")):
        assert f"och det kan inte stämma; skriv {says}" in refused.split(f'id="fel-{field}"')[1].split("</p>")[0]
    assert (folder / file).read_text("utf-8") == (SHARED_RULES / file).read_text("utf-8")


def test_what_nobody_sees_and_what_there_is_no_room_for_is_said_at_its_field(client: FlaskClient, folder: Path):
    wrong = {"title": "En\u202e rubrik", "message": "a" * 3000, "why": "Därför\0 är det så."}
    refused = send(client, CHECK, opened(client, CHECK), "granska", **wrong).text

    assert "3 saker behöver" in refused
    for field, says in (("title", "U+202E"), ("message", "är 3000 tecken, men högst 400 får plats"), ("why", "U+0000")):
        assert says in refused.split(f'id="fel-{field}"')[1].split("</p>")[0]
    assert (folder / CHECK).read_text("utf-8") == (SHARED_RULES / CHECK).read_text("utf-8")


@pytest.mark.parametrize(
    ("file", "field"), [(REPLY, "text"), ("settings.yaml", "signature"), ("names/egna.txt", "namn"), ("names/roles.txt", "rader")]
)
def test_a_text_of_any_file_is_refused_with_what_nobody_sees(client: FlaskClient, file: str, field: str):
    form = opened(client, file)
    page = send(client, file, form, "prova", **{field: f"{form[field][0]}\nEn\u202e rad\n\nEn till"}).text

    assert "Allt stämmer" not in page
    assert "U+202E" in page.split(f'id="fel-{field}"')[1].split("</p>")[0]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("level: hint: nej", "här står ett kolon mitt i en text; sätt citattecken runt hela texten"),
        ("\tlevel: hint", "raden börjar med ett tecken som inte får stå först; byt tabbar mot mellanslag"),
        ("level: hint\n\t: x", "raden börjar med en tabb; byt den mot mellanslag"),
        ("level: >-\n  x\n\thint", "raden börjar med en tabb; byt den mot mellanslag"),
        (r'level: "hint\w*"', "inom ” har \\ en egen betydelse; sätt ' runt texten i stället"),
        (r'level: "hint\u1"', "inom ” har \\ en egen betydelse; sätt ' runt texten i stället"),
        ("level: !hint! nej", "raden är inte rätt skriven; jämför den med raderna omkring"),
    ],
)
def test_text_that_is_no_yaml_is_kept_and_the_line_named_in_plain_words(client: FlaskClient, line: str, says: str):
    form = opened(client, CHECK, som="text")
    broken = form["yaml"][0].replace("level: hint", line)
    page = send(client, CHECK, form, "granska", yaml=broken).text

    assert fields(page)["yaml"] == [broken]
    assert f"Rad {3 + len(line.splitlines())}:" in page
    assert says in unescape(page)


def test_examples_say_which_pass_and_a_check_that_fails_them_cannot_be_published(client: FlaskClient, folder: Path):
    form = opened(client, CHECK)
    page = send(client, CHECK, form, "prova", **{"good/0/mail": "Kan jag få en fakturakopia?"}).text
    assert "Något stämmer inte än." in page
    assert "Den borde vara tyst här, men säger till." in page

    refused = send(client, CHECK, form, "granska", **{"good/0/mail": "Kan jag få en fakturakopia?"})
    assert "Granska och publicera" in refused.text
    assert (folder / CHECK).read_text("utf-8") == (SHARED_RULES / CHECK).read_text("utf-8")


def test_what_is_wrong_with_an_example_keeps_its_capitals_and_says_what_to_do(client: FlaskClient):
    greeting = "checks/halsning/double-greeting.yaml"
    form = opened(client, greeting)
    mended = form["bad/0/becomes"][0]
    page = unescape(send(client, greeting, form, "prova", **{"bad/0/becomes": mended.lower(), "message": "Ta bort {ord}."}).text)

    line = "Rättningen ger ”" + "⏎".join(mended.split("\n"))
    assert line in page
    assert f"”, inte ”{'⏎'.join(mended.lower().split(chr(10)))}" in page
    assert "Meddelandet vill ha {ord} men kontrollen vet det inte här; ta bort det." in page


def test_a_change_that_breaks_another_checks_examples_is_not_published(client: FlaskClient, folder: Path, monkeypatch):
    problem = Disproof("checks/utskick/noreply-recipient.yaml", "ett exempel stämmer inte")
    monkeypatch.setattr(proofs, "proof", lambda rules, proven: iter([Step(1, 1, (problem,))]))
    file = "settings.yaml"
    review = send(client, file, opened(client, file), "granska", noreply_words="annat").text

    assert "Det går inte att publicera än" in review
    assert problem.what in review
    assert carried(client, file, review, "publicera").status_code == 409
    assert (folder / file).read_text("utf-8") == (SHARED_RULES / file).read_text("utf-8")


def test_what_other_files_refer_to_is_not_taken_away_and_they_are_named_by_their_titles(client: FlaskClient):
    file = "words/tid.yaml"
    form = opened(client, file, som="text")
    without = re.sub(r"^månad: .*\n", "", form["yaml"][0], flags=re.M)

    page = unescape(send(client, file, form, "granska", yaml=without).text)

    assert "Det går inte att publicera än" in page
    assert "”Vad kundens mejl handlar om”: ordlistan <månad> finns inte" in page
    assert "”Något är inte ifyllt”: ordlistan <månad> finns inte" in page


def test_what_is_published_twice_is_published_once_and_no_conflict(client: FlaskClient, app: Flask):
    """As by two clicks, or by one more when the answer to the first was lost."""
    review = send(client, CHECK, opened(client, CHECK), "granska", title="Ny rubrik").text
    first, second = (carried(client, CHECK, review, "publicera") for _ in range(2))

    assert second.status_code == 303
    assert second.location == first.location
    assert "”Ny rubrik” är ändrad, och det gäller nu." in re.sub(r"</?a[^>]*>", "", client.get(second.location).text)
    assert len(app.extensions["rutinlots"].store.rule_changes.latest(9)) == 1


def test_of_two_who_change_the_same_file_each_is_told_who_the_other_is_and_when(client: FlaskClient, app: Flask, folder: Path):
    state, other = app.extensions["rutinlots"], app.test_client()
    assert signed_in(client, app, "password") == "Maria"
    logged_in(other, app, "Åsa")
    mine, theirs, own = (opened(each, CHECK) for each in (client, other, other))
    assert published(other, CHECK, theirs, title="Deras").status_code == 303

    review = send(client, CHECK, mine, "granska", message="Min text.").text
    assert "Åsa ändrade den 2026-03-10 kl. 18.30, sedan du öppnade den." in review
    conflict = send(client, CHECK, mine, "granska", title="Min").text
    assert "Åsa ändrade den 2026-03-10 kl. 18.30, medan du hade den öppen." in conflict
    again = send(other, CHECK, own, "granska", title="Min").text
    assert "Du ändrade den själv 2026-03-10 kl. 18.30, kanske i en annan flik" in again

    before = (folder / CHECK).read_text("utf-8")
    after = before.replace("Deras", "Mappens")
    (folder / CHECK).write_text(after, "utf-8")
    assert "Någon annan ändrade den, medan du" in published(client, CHECK, mine, title="Min").text
    state.store.rule_changes.note(FOLDER, CHECK, before, after, "", EVENING)
    assert "Någon som når mappen på servern ändrade den 2026" in published(client, CHECK, mine, title="Min").text


def test_a_change_is_undone_by_one_click(client: FlaskClient, app: Flask, folder: Path):
    published(client, CHECK, opened(client, CHECK), title="Fel")
    listed = client.get("/verkstad/historik").text
    assert "Rubrik" in listed
    page = client.get(re.search(r"/verkstad/historik/\d+", listed)[0]).text
    assert "Ångra ändringen" in page

    token, base = (re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("form_token", "opened"))
    address = re.search(r"/verkstad/historik/\d+/tillbaka", page)[0]
    assert client.post(address, data={"form_token": token, "opened": base}).status_code == 303

    assert (folder / CHECK).read_text("utf-8") == (SHARED_RULES / CHECK).read_text("utf-8")
    assert len(app.extensions["rutinlots"].store.rule_changes.latest(9)) == 2


def test_a_change_is_undone_by_itself_though_other_things_were_changed_since(client: FlaskClient, folder: Path):
    published(client, CHECK, opened(client, CHECK), title="Fel")
    published(client, CHECK, opened(client, CHECK), message="Mina sidor räcker.")
    latest, first = re.findall(r'<a href="(/verkstad/historik/\d+)"', client.get("/verkstad/historik").text)
    page = client.get(first).text
    assert "Det som har ändrats senare står kvar" in page
    assert "Mina sidor räcker." not in page

    sent = fields(page, "angra")
    assert client.post(f"{first}/tillbaka", data=sent).status_code == 303

    before = (SHARED_RULES / CHECK).read_text("utf-8")
    message = next(line for line in before.splitlines() if line.startswith("message:"))
    assert (folder / CHECK).read_text("utf-8") == before.replace(message, "message: Mina sidor räcker.")
    assert "Inget av ändringen gäller längre" in client.get(first).text

    published(client, CHECK, opened(client, CHECK), message="Ännu en.")
    page = client.get(latest).text
    assert "Går du tillbaka ändras också det här" in page, "the same has been changed again"
    assert client.post(f"{latest}/tillbaka", data=fields(page, "angra")).status_code == 303
    assert "title: Fel" in (folder / CHECK).read_text("utf-8")


def new_check(client: FlaskClient) -> str:
    """The page on which a new check is tried, from its short form."""
    form = {
        **fields(client.get("/verkstad/ny/kontroll").text, "nytt"),
        "words": "byggström", "message": "Byggström beställs på webben.", "title": "Byggström på webben",
        "theme": "sprak", "source": "kundmail · 4 Skrivriktlinjer",
    }  # fmt: skip
    return client.post("/verkstad/ny/kontroll", data=form).text


def test_a_new_check_that_is_undone_is_said_to_be_gone_and_keeps_its_name_in_the_history(client: FlaskClient, app: Flask):
    published(client, NEW, fields(new_check(client)))
    page = client.get(re.search(r"/verkstad/historik/\d+", client.get("/verkstad/historik").text)[0]).text
    token, base = (re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("form_token", "opened"))
    address = re.search(r"/verkstad/historik/\d+/tillbaka", page)[0]

    done = client.post(address, data={"form_token": token, "opened": base})

    said = client.get(done.location).text
    assert "”Byggström på webben” är borttagen, och det gäller nu." in said
    assert f'href="/verkstad/fil/{NEW}"' not in said
    assert client.get("/verkstad/historik").text.count(">Byggström på webben</td>") == 2
    assert "Ändring av ”Byggström på webben”" in client.get(re.search(r"/verkstad/historik/\d+", said)[0]).text
    gone = client.get(f"/verkstad/fil/{NEW}")
    assert gone.status_code == 404
    assert "Kontrollen finns inte, eller är inte publicerad än." in gone.text


def nothing_to_tell(*_: object) -> Steps:
    yield from ()
    return Effect()


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"company": "Annat"}, "Adresser och nummer"),
        ({"signature_closing": "Hej då,"}, "Signaturen"),
        ({"letter_days": "4", "log_code": "ANNAN"}, "CAB, fält och gränser"),
        ({"letter_days": "4", "company": "Annat"}, "Adresser och nummer och CAB, fält och gränser"),
    ],
)
def test_a_change_of_the_settings_is_named_by_what_it_changed(client: FlaskClient, monkeypatch, changed, named: str):
    monkeypatch.setattr(review, "effects", nothing_to_tell)  # of all examples, which takes seconds
    done = published(client, "settings.yaml", opened(client, "settings.yaml"), **changed)

    assert f">{named}</a>” är ändrad" in client.get(done.location).text
    listed = client.get("/verkstad/historik").text
    assert f">{named}</td>" in listed
    assert f"<h1>Ändring av ”{named}”</h1>" in client.get(re.search(r"/verkstad/historik/\d+", listed)[0]).text


def test_a_change_of_the_settings_is_published_when_what_it_does_to_all_examples_is_known(client: FlaskClient, folder: Path):
    changed = {"letter_days": "4", "log_code": "ANNAN", "company": "Annat", "signature_closing": "Hej då,"}
    done = published(client, "settings.yaml", opened(client, "settings.yaml"), **changed)

    assert done.status_code == 303
    assert "ANNAN" in (folder / "settings.yaml").read_text("utf-8")


def test_other_hours_of_the_week_are_published_and_say_which_examples_fall_silent(client: FlaskClient):
    page = client.get("/verkstad/tider").text
    review = client.post("/verkstad/tider", data={**fields(page, "tider"), "fredag": "8-15", "gor": "granska"}).text
    assert "2nd line fredagar: 08.00–15.00 (förut 08.00–17.00)" in review
    assert "sent på fredagen (2nd line har öppet)" in review
    done = client.post("/verkstad/fil/settings.yaml", data={**fields(review, "publicera"), "gor": "publicera"})
    assert "Öppettiderna är ändrade" in client.get(done.location).text
    check = "checks/anteckning/escalated-in-open-hours.yaml"
    assert published(client, check, opened(client, check), title="2nd line har öppet än").status_code == 303


def test_what_changes_share_is_said_once_in_the_history(client: FlaskClient):
    form = fields(client.get("/verkstad/tider").text, "tider")
    days = {"dag": ["2026-12-23", "2026-12-30"], "tid": ["8-12", "stängt"]}

    review = client.post("/verkstad/tider", data={**form, **days, "gor": "granska"}).text
    client.post("/verkstad/fil/settings.yaml", data={**fields(review, "publicera"), "gor": "publicera"})

    assert ">Dagar med egna tider › 2026-12-23, 2026-12-30</td>" in client.get("/verkstad/historik").text
    assert "Måndag 28 december 2026 kl. 07.00, med tiderna som gäller nu: 2nd line öppnar" in client.get(
        "/verkstad/tider?dag=2026-12-28&klockan=07:00"
    ).text


def test_one_who_goes_back_from_the_review_of_the_hours_has_the_form_as_it_was_filled_in(client: FlaskClient, folder: Path):
    form = fields(client.get("/verkstad/tider").text, "tider")
    typed = {"fredag": "8-15", "lördag": "10-12", "dag": ["2026-12-24", "2026-12-23"], "tid": ["8-12", "stängt"]}
    review = client.post("/verkstad/tider", data={**form, **typed, "gor": "granska"}).text
    going = re.search(r'<button[^>]*formaction="([^"]*)"[^>]* name="gor" value="([^"]*)">Tillbaka och ändra', review)
    why = {"skal": "Kort vecka", "gor": going[2]}

    back = fields(client.post(going[1], data={**fields(review, "publicera"), **why}).text, "tider")

    assert [back[day][0] for day in ("måndag", "fredag", "lördag")] == ["08:00-17:00", "08:00-15:00", "10:00-12:00"]
    assert [pair for pair in zip(back["dag"], back["tid"], strict=True) if pair[0]] == [
        ("2026-12-23", "stängt"),
        ("2026-12-24", "08:00-12:00"),
    ]
    again = fields(client.post("/verkstad/tider", data={**back, "gor": "granska"}).text, "publicera")
    assert again["yaml"] == fields(review, "publicera")["yaml"]
    assert again["skal"] == ["Kort vecka"]
    assert client.post("/verkstad/fil/settings.yaml", data={**again, "gor": "publicera"}).status_code == 303
    other = client.post("/verkstad/tider", data={**fields(review, "publicera"), "yaml": "a: [", "gor": going[2]})
    assert other.status_code == 400


def test_undone_opening_hours_are_named_so(client: FlaskClient):
    page = client.get("/verkstad/tider").text
    data = fields(page, "tider")
    review = client.post("/verkstad/tider", data={**data, "dag": "2026-12-24", "tid": "8-12", "gor": "granska"}).text
    client.post("/verkstad/fil/settings.yaml", data={**fields(review, "publicera"), "gor": "publicera"})
    listed = client.get("/verkstad/historik").text
    assert ">Öppettider</td>" in listed

    change = client.get(re.search(r"/verkstad/historik/\d+", listed)[0]).text
    assert "<h1>Ändring av ”Öppettider”</h1>" in change
    token, base = (re.search(rf'name="{name}" value="([^"]*)"', change)[1] for name in ("form_token", "opened"))
    undone = client.post(re.search(r"/verkstad/historik/\d+/tillbaka", change)[0], data={"form_token": token, "opened": base})
    assert '<a href="/verkstad/tider">Öppettiderna</a> är ändrade, och det gäller nu.' in client.get(undone.location).text


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"lage": "i-morgon"}, "paused_until: 2026-03-11\n"),
        ({"lage": "pausa", "dag": "2026-04-01"}, "status: active\npaused_until: 2026-04-01\n"),
        ({"lage": "pausa", "fran": "2026-03-10", "dag": "2026-04-01"}, "status: active\npaused_until: 2026-04-01\n"),
        ({"lage": "pausa", "fran": "2026-03-20", "dag": "2026-04-01"}, "paused_from: 2026-03-20\npaused_until: 2026-04-01\n"),
        ({"lage": "prov"}, "status: trial\n"),
    ],
)
def test_a_check_is_paused_or_put_on_trial_and_made_active_again_by_one_click(client, folder: Path, how, says):
    def click(**form: str) -> None:
        token = opened(client, CHECK)["form_token"][0]
        assert client.post("/verkstad/lage/invoice-on-my-pages", data={**form, "form_token": token}).status_code == 303

    click(**how)
    assert says in (folder / CHECK).read_text("utf-8")
    click(lage="aktiv")
    assert (folder / CHECK).read_text("utf-8") == (SHARED_RULES / CHECK).read_text("utf-8")


@pytest.mark.parametrize("day", ["", "2026-03-10", "2020-01-01", "i morgon", "2206-03-11"])
def test_a_check_is_paused_until_a_day_to_come_or_not_at_all(client: FlaskClient, folder: Path, day: str):
    token = opened(client, CHECK)["form_token"][0]
    refused = client.post("/verkstad/lage/invoice-on-my-pages", data={"lage": "pausa", "dag": day, "form_token": token})
    assert refused.status_code == 400
    assert "välj en dag efter i dag och före år 2100" in refused.text
    assert (folder / CHECK).read_text("utf-8") == (SHARED_RULES / CHECK).read_text("utf-8")


@pytest.mark.parametrize(
    ("fran", "dag", "says"),
    [
        ("2026-12-24", "2026-12-24", "pausen ska börja före den dag då den gäller igen"),
        ("2027-01-02", "2026-12-24", "pausen ska börja före den dag då den gäller igen"),
        ("i morgon", "2026-12-24", "skriv dagen som pausen börjar som 2026-12-24"),
        ("2026-12-24", "", "välj en dag efter i dag"),
    ],
)
def test_a_pause_that_can_not_be_is_said_at_its_form_which_keeps_the_days(client, folder: Path, fran: str, dag: str, says: str):
    token = opened(client, CHECK)["form_token"][0]
    days = {"fran": fran, "dag": dag}
    refused = client.post("/verkstad/lage/invoice-on-my-pages", data={"lage": "pausa", **days, "form_token": token})
    assert refused.status_code == 400
    assert says in re.search(r'<p class="problem" id="fel-paus" role="alert">([^<]*)</p>', refused.text)[1]
    assert [fields(refused.text, "paus")[name][0] for name in ("fran", "dag")] == [fran, dag]
    assert "Används." in refused.text
    assert "Allt stämmer." in refused.text, "the file is as good as it was"
    assert (folder / CHECK).read_text("utf-8") == (SHARED_RULES / CHECK).read_text("utf-8")


def test_a_pause_to_come_is_said_and_changed_and_taken_away(client: FlaskClient, folder: Path):
    def click(**form: str) -> str:
        token = opened(client, CHECK)["form_token"][0]
        done = client.post("/verkstad/lage/invoice-on-my-pages", data={**form, "form_token": token})
        assert done.status_code == 303
        return client.get(done.location).text

    said = click(lage="pausa", fran="2026-12-24", dag="2027-01-02")
    assert "”: pausas 2026-12-24 och gäller igen 2027-01-02." in said
    shown = said.replace("\N{NON-BREAKING HYPHEN}", "-")
    assert shown.count("ausas 2026-12-24 och gäller igen 2027-01-02") == 2, "beside its name in the list, too"
    page = client.get(f"/verkstad/fil/{CHECK}").text
    assert "Används. Pausas 2026-12-24 och gäller igen 2027-01-02." in page
    assert [fields(page, "paus")[name][0] for name in ("fran", "dag")] == ["2026-12-24", "2027-01-02"]
    assert "Pausa till i morgon" not in page, "it would end the pause to come"
    assert "Ta bort pausen" in page
    click(lage="i-morgon")
    assert "status: active\npaused_until: 2026-03-11\n" in (folder / CHECK).read_text("utf-8"), "one from an older page"
    click(lage="pausa", fran="2026-12-24", dag="2027-01-02")
    click(lage="aktiv")
    assert (folder / CHECK).read_text("utf-8") == (SHARED_RULES / CHECK).read_text("utf-8")


def test_a_pause_that_is_over_is_said_nowhere(client: FlaskClient, folder: Path, app: Flask):
    path = folder / CHECK
    path.write_text(path.read_text("utf-8").replace("status: active\n", "status: active\npaused_until: 2026-03-10\n"), "utf-8")
    app.extensions["rutinlots"].live_rules.look()
    page = client.get(f"/verkstad/fil/{CHECK}").text
    assert "Pausad till" not in page
    assert "Används." in page


def test_a_changed_check_is_not_said_to_apply_while_it_is_paused_or_on_trial(client: FlaskClient):
    def click(how: str) -> None:
        token = opened(client, CHECK)["form_token"][0]
        client.post("/verkstad/lage/invoice-on-my-pages", data={"lage": how, "form_token": token})

    def said(title: str) -> str:
        done = published(client, CHECK, opened(client, CHECK), title=title)
        return re.sub(r"</?a[^>]*>", "", client.get(done.location).text).replace("\N{NON-BREAKING HYPHEN}", "-")

    click("i-morgon")
    assert "”Första rubriken” är ändrad, men den är pausad till 2026-03-11." in said("Första rubriken")
    assert "Pausa till i morgon" not in client.get(f"/verkstad/fil/{CHECK}").text, "it is"
    click("prov")
    assert "”Andra rubriken” är ändrad, men den är på prov." in said("Andra rubriken")
    assert "Pausa till i morgon" in client.get(f"/verkstad/fil/{CHECK}").text
    click("aktiv")
    assert "”Tredje rubriken” är ändrad, och det gäller nu." in said("Tredje rubriken")


def test_a_fault_that_many_examples_share_is_unfolded_in_the_first_of_them(client: FlaskClient):
    page = send(client, CHECK, opened(client, CHECK), "prova", message="Läs {fel} igen.").text

    assert page.count("Meddelandet vill ha {fel}") > 1
    assert len(re.findall(r'<li class="wrong">\s*<details open>', page)) == 1


def test_a_new_check_comes_from_a_short_form_and_starts_on_trial(client: FlaskClient, app: Flask):
    draft = new_check(client)
    assert "Allt stämmer." in draft
    assert "<h1>Byggström på webben</h1>" in draft

    done = published(client, NEW, fields(draft))
    assert done.status_code == 303
    assert app.extensions["rutinlots"].rules.by_id["byggstrom-pa-webben"].status == "trial"
    said = client.get(done.location).text
    assert "är publicerad på prov: den räknas, men visas inte förrän du aktiverar den." in said
    assert "det gäller nu" not in said


@pytest.mark.parametrize(
    ("file", "field", "text", "says"),
    [
        (CHECK, "title", "två  Hälsningar", "det finns redan en kontroll som heter ”Två hälsningar”: välj en annan rubrik"),
        (REPLY, "title", "Elmätarbyte", "det finns redan ett svar som heter ”Elmätarbyte”: välj en annan rubrik"),
        (REPLY, "text", "Tack!\n\nDet är klart, {{ticket.requester.name}}.", "{{ticket.requester.name}} fylls inte i: skriv inom "),
        (REPLY, "text", "Tack!\n\nDet är klart, {förnamn}.", "{förnamn} fylls inte i: skriv inom hakparentes"),
        (REPLY, "english", "Thank you!\n\nDear {first name}, it is done.", "{first name} fylls inte i: skriv om det"),
    ],
)
def test_what_was_surely_not_meant_is_said_at_its_field(client: FlaskClient, folder: Path, file, field, text, says):
    page = send(client, file, opened(client, file), "granska", **{field: text}).text

    assert "Det går inte att publicera än." in page
    assert says in unescape(re.search(rf'id="fel-{field}" data-fel>(.*?)</p>', page)[1])


def test_a_new_reply_comes_from_a_short_form(client: FlaskClient, app: Flask):
    page = client.get("/verkstad/ny/svar").text
    form = {
        "form_token": re.search(r'name="form_token" value="([^"]*)"', page)[1],
        "title": "Hönshus", "theme": "uppgifter", "text": "Tack för att du frågar om hönshus.\n\nSkicka [ritning] till oss.",
        "keywords": "hönshus\nhönsgård\nhöns",
        "should": ["Får jag ha ström i mitt hönshus?", "Vi bygger en hönsgård, vad gäller?", "Frågor om höns och hönshus"],
        "should_not": ["Jag vill ha en fakturakopia.", "När kommer strömmen tillbaka?"],
    }  # fmt: skip
    few = client.post("/verkstad/ny/svar", data=form | {"should": form["should"][:2], "should_not": form["should_not"][:1]}).text
    assert "2 saker behöver" in few, "all at once, and what follows from a fault is no other fault"
    assert "Skriv minst 2 mejl under ”Ska inte ge svaret”; här är 1." in few
    assert "Skriv minst 3 mejl under ”Ska ge svaret”; här är 2." in few
    capital = client.post("/verkstad/ny/svar", data=form | {"text": "Tack!\n\nSkicka [ritning] om [Ditt hus]."}).text
    assert "1 sak behöver" in capital
    assert "Skriv fältets namn ”Ditt hus” med små bokstäver" in capital
    draft = client.post("/verkstad/ny/svar", data=form).text
    assert "Allt stämmer." in draft

    assert published(client, "snippets/uppgifter/honshus.yaml", fields(draft)).status_code == 303
    reply = app.extensions["rutinlots"].rules.snippet_by_id["honshus"]
    assert list(reply.fields) == ["ritning"]


def test_a_form_says_where_the_rest_is_changed_and_the_hours_are_no_text(client: FlaskClient):
    said = {file: client.get(f"/verkstad/fil/{file}").text for file in (CHECK, "settings.yaml", "routines/eskalering.yaml")}

    assert "Det som inte står här, som villkoren, ändrar du under ”Visa som text”." in said[CHECK]
    assert 'Öppettiderna har en egen sida: <a href="/verkstad/tider">Öppettider</a>.' in said["settings.yaml"]
    assert "Det som inte står här ändrar du under ”Visa som text”." in said["routines/eskalering.yaml"]


def test_every_day_with_hours_that_can_not_be_is_said_at_once(client: FlaskClient):
    form = fields(client.get("/verkstad/tider").text, "tider")
    days = {"dag": ["2026-12-23", "2026-12-22"], "tid": ["halv nio till tolv", "12-8"]}
    days |= {"måndag": "8-12, 11-16", "tisdag": "8-12, 13-16", "onsdag": "16-8", "fredag": "Stängd", "lördag": "-"}
    refused = client.post("/verkstad/tider", data={**form, **days, "gor": "granska"}).text

    said = dict(re.findall(r'id="fel-([^"]*)" data-fel>([^<]+)</p>', unescape(refused)))
    assert set(said) == {"måndag", "onsdag", "dag-1", "dag-2"}
    assert said["måndag"] == "”08:00-12:00, 11:00-16:00”: den andra tiden ska börja efter att den första har slutat"
    assert said["onsdag"] == "”16:00-08:00” ska öppna före det stänger, samma dag; skriv midnatt som 23:59"


def test_a_day_that_has_two_lines_is_said_at_both_and_not_chosen_between(client: FlaskClient):
    form = fields(client.get("/verkstad/tider").text, "tider")
    twice = {**form, "dag": ["2026-12-24", "2026-12-23", "2026-12-24"], "tid": ["8-12", "8-12", "stängt"], "gor": "granska"}
    refused = client.post("/verkstad/tider", data=twice)
    assert refused.status_code == 422
    assert refused.text.count("dagen står på två rader") == 2
    assert client.post("/verkstad/tider", data={**twice, "tid": ["8-12", "8-12", "08:00-12:00"]}).status_code == 200


def test_what_is_wrong_is_said_in_words_that_help(client: FlaskClient):
    form = opened(client, CHECK)
    said = send(client, CHECK, form, "prova", **{"bad/0/mail": "Hej, kan jag få en fakturakopia för januari?"}).text
    assert "Sätt <mark> och </mark> runt orden som den ska peka på." in unescape(said)

    form = opened(client, "words/tid.yaml")
    said = unescape(send(client, "words/tid.yaml", form, "prova", månad=f"{form['månad'][0]}\nmaj(").text)
    assert "mönstret går inte att läsa: en parentes saknar sitt slut: maj(" in said

    form = opened(client, REPLY)
    said = send(client, REPLY, form, "prova", text=f"Hej [namn],\n\n{form['text'][0]}").text
    assert "1 sak behöver rättas först." in said, "the blank isn't another"


def test_hours_without_their_day_are_said_and_not_dropped_unless_the_day_was_taken_away(client: FlaskClient):
    form = fields(client.get("/verkstad/tider").text, "tider")
    timeless = client.post("/verkstad/tider", data={**form, "dag": ["2026-12-23", ""], "tid": ["8-12", "9-11"], "gor": "granska"})
    assert timeless.status_code == 422
    assert "skriv vilken dag tiden gäller, eller töm tiden" in timeless.text
    assert [*zip(*(fields(timeless.text, "tider")[name] for name in ("dag", "tid")), strict=True)][:2] == [
        ("2026-12-23", "08:00-12:00"),
        ("", "09:00-11:00"),
    ]
    gone = {"dag": ["2026-12-23", ""], "tid": ["8-12", "9-11"], "rad": ["2026-12-23", "2026-12-22"], "gor": "granska"}
    assert client.post("/verkstad/tider", data={**form, **gone}).status_code == 200


def test_an_empty_field_is_named_as_the_form_names_it(client: FlaskClient):
    form = opened(client, CHECK)
    said = send(client, CHECK, form, "prova", message="").text
    assert "”Det den säger” saknas: skriv in den" in said
    assert "”message”" not in said
    as_text = {**opened(client, CHECK, som="text"), "yaml": "id: x"}
    assert "”title” saknas" in send(client, CHECK, as_text, "prova").text


def test_hours_of_a_day_are_published_and_tried(client: FlaskClient, app: Flask, folder: Path):
    page = client.get("/verkstad/tider").text
    data = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("form_token", "opened", *("måndag", "tisdag"))}
    data |= dict.fromkeys(("onsdag", "torsdag", "fredag"), "08:00-17:00") | {"lördag": "stängt", "söndag": ""}
    wrong = client.post("/verkstad/tider", data={**data, "dag": "2026-12-24", "tid": "till tolv"})
    assert wrong.status_code == 422
    assert "ska vara som 08:00-17:00" in wrong.text

    written = {"måndag": "8–17", "tisdag": "kl. 7.30 till 16", "dag": "2026-12-24", "tid": "8-12", "gor": "granska"}
    review = client.post("/verkstad/tider", data={**data, **written}).text
    assert "<title>Publicera öppettiderna" in review
    assert "07:30-16:00" in review, "how it was understood"
    done = client.post("/verkstad/fil/settings.yaml", data={**fields(review, "publicera"), "gor": "publicera"})
    assert done.location == "/verkstad/tider?klart=ja"
    after = client.get(done.location).text
    assert re.search(r'role="status" data-behall-klart="settings.yaml">Öppettiderna är ändrade.*="/verkstad/historik/\d+"', after)
    assert 'value="2026-12-24"' in after, "the form has what is published, and the card beside it can be tried"
    kept = (folder / "settings.yaml").read_text("utf-8")
    assert "second_line_exceptions:\n  2026-12-24: 08:00-12:00\n" in kept
    assert "  måndag: 08:00-17:00\n  tisdag: 07:30-16:00\n" in kept
    tried = client.get("/verkstad/tider", query_string={"dag": "2026-12-24", "klockan": "10:00"}).text
    assert "2nd line stänger" in tried
    assert "klockan 12.00" in tried


def test_what_is_published_to_the_database_is_followed_by_other_servers(client, app, folder: Path, monkeypatch):
    state = app.extensions["rutinlots"]
    assert not state.publisher.in_database
    monkeypatch.setattr("rutinlots.workshop.publish.os.access", lambda path, how: False)  # a folder that can only be read
    assert state.publisher.in_database
    assert published(client, CHECK, opened(client, CHECK), title="I databasen").status_code == 303
    assert (folder / CHECK).read_text("utf-8") == (SHARED_RULES / CHECK).read_text("utf-8")

    other = rule_loader.load
    server = type(state.live_rules)(folder, other, state.clock, state.store.replies, state.store.rule_changes)
    assert server.in_force.rules.by_id["invoice-on-my-pages"].title == "I databasen"
    assert published(client, CHECK, opened(client, CHECK), title="Och igen").status_code == 303
    server.look()
    assert server.in_force.rules.by_id["invoice-on-my-pages"].title == "Och igen"

    file = folder / CHECK
    file.write_text(file.read_text("utf-8").replace("Hänvisa först", "Från filen"), "utf-8")
    assert "”Och igen” har ändrats i mappen på servern" in client.get("/verkstad").text
    both = client.get(f"/verkstad/bada/{CHECK}").text
    assert "Från filen" in both
    assert "Och igen" in both


@pytest.mark.parametrize("file", ["../../etc/passwd", "checks/../settings.yaml", ".git/config", "names/words.txt", "checks/a/b.py"])
def test_nothing_but_rule_files_is_reached(client: FlaskClient, file: str):
    token = opened(client, CHECK)["form_token"][0]
    form = {"form_token": token, "vy": "text", "yaml": "a: b", "opened": hash_of(""), "gor": "publicera"}

    assert client.get(f"/verkstad/fil/{file}").status_code == 404
    assert client.post(f"/verkstad/fil/{file}", data=form).status_code in (404, 405)


def test_what_is_typed_is_bounded(client: FlaskClient):
    form = opened(client, CHECK, som="text")
    for text, says in (("a" * 200_001, "för lång"), ("[" * 30 + "]" * 30, "nivåer"), ("a: &x 1\nb: *x", "skriv ut texten")):
        assert says in send(client, CHECK, form, "prova", yaml=text).text


def signed_in(client: FlaskClient, app: Flask, how: str) -> str:
    """A lead's browser, by password or opened by the extension; returns who that is in the audit trail."""
    state = app.extensions["rutinlots"]
    state.store.leads.add("Maria", "många små gröna äpplen", EVENING)
    if how == "pass":
        state.store.tokens.create("Maria", "lead", EVENING)
        [token] = state.store.tokens.all()
        client.set_cookie("rutinlots_handbook", state.authentication.give_session(token, EVENING))
        return "Maria (token 1)"
    return logged_in(client, app, "Maria", known=True)


def logged_in(client: FlaskClient, app: Flask, name: str, *, known: bool = False) -> str:
    if not known:
        app.extensions["rutinlots"].store.leads.add(name, "många små gröna äpplen", EVENING)
    token = re.search(r'name="form_token" value="([^"]*)"', client.get("/logga-in").text)[1]
    client.post("/logga-in", data={"name": name, "password": "många små gröna äpplen", "form_token": token})
    return name


@pytest.mark.parametrize("how", ["password", "pass"])
def test_the_audit_trail_and_the_history_say_which_lead_changed_a_rule(client: FlaskClient, app: Flask, how: str):
    who, state = signed_in(client, app, how), app.extensions["rutinlots"]

    assert published(client, CHECK, opened(client, CHECK), title="Ny").status_code == 303

    [told] = [entry for entry in state.store.audit.since(EVENING) if entry.what == "rules-changed"]
    assert (told.who, told.source, told.about) == (who, "127.0.0.1", f"{state.live_rules.in_force.read.hash} {CHECK}")
    assert [change.who for change in state.store.rule_changes.latest(9)] == [who]


def test_nothing_is_changed_while_it_can_not_be_noted_and_what_was_typed_stays(client, app, folder: Path, monkeypatch):
    form, before = opened(client, CHECK), (folder / CHECK).read_text("utf-8")
    review = send(client, CHECK, form, "granska", title="Utan spår").text

    def away(*_: object) -> None:
        raise StoreError("away")

    monkeypatch.setattr(app.extensions["rutinlots"].store.rule_changes, "note", away)
    refused = carried(client, CHECK, review, "publicera")

    assert refused.status_code == 503
    assert "inget är ändrat" in refused.text
    assert "title: Utan spår" in refused.text
    assert (folder / CHECK).read_text("utf-8") == before
    assert [path.name for path in (folder / CHECK).parent.iterdir() if path.suffix == ".part"] == []


def test_a_link_out_of_the_folder_shows_nothing_and_one_within_is_followed(client: FlaskClient, folder: Path, tmp_path: Path):
    (tmp_path / "server.key").write_text("a: secret", "utf-8")
    (folder / "snippets/faktura/lank.yaml").symlink_to(tmp_path / "server.key")
    (folder / "snippets/faktura/egen.yaml").symlink_to(folder / REPLY)

    assert client.get("/verkstad/fil/snippets/faktura/lank.yaml").status_code == 404
    assert client.get("/verkstad/fil/snippets/faktura/egen.yaml").status_code == 200


def test_a_pipe_in_the_folder_holds_no_one_up(client: FlaskClient, folder: Path):
    os.mkfifo(folder / "snippets/faktura/ror.yaml")

    assert client.get("/verkstad/fil/snippets/faktura/ror.yaml").status_code == 404


def test_nothing_is_written_through_a_folder_that_leads_elsewhere(client: FlaskClient, folder: Path, tmp_path: Path):
    form = opened(client, CHECK)
    shutil.move((folder / CHECK).parent, tmp_path / "elsewhere")
    (folder / CHECK).parent.symlink_to(tmp_path / "elsewhere")
    before = (tmp_path / "elsewhere" / Path(CHECK).name).read_text("utf-8")

    assert published(client, CHECK, {**form, "opened": [hash_of("")]}, title="Ny").status_code == 409
    assert (tmp_path / "elsewhere" / Path(CHECK).name).read_text("utf-8") == before


def test_what_is_too_long_is_not_even_read(client: FlaskClient, monkeypatch: pytest.MonkeyPatch):
    form = opened(client, CHECK, som="text")
    monkeypatch.setattr(opening, "in_order", lambda file, text: pytest.fail("read"))

    assert "för lång" in send(client, CHECK, form, "prova", yaml="a" * 200_001).text


def test_a_search_does_not_try_every_way_to_fill_blanks(rules: Rules):
    texts = 'message: "{a} {b} {c} {d} {e} {f} och sedan {g} åter"\nwhy: "Ring {namn} före {dag} eller skriv"\n'
    known = replace(rules, sources={**rules.sources, CHECK: texts})

    assert CHECK not in [hit.item.file for hit in found("x " * 900, known)]
    assert found("Ring Anna Berg före midsommar eller skriv till oss", known)[0].item.file == CHECK
    filled = {count: " ".join(f"ord{number:02}" for number in range(count)) for count in (20, 40)}  # 119 and 239 characters
    assert found(f"Ring {filled[20]} före {filled[20]} eller skriv", known)[0].item.file == CHECK
    assert CHECK not in [hit.item.file for hit in found(f"Ring {filled[20]} före {filled[40]} eller skriv", known)]


@pytest.mark.parametrize("card", [
    "”Sparkcykel123” innehåller siffror. Kunden skrev under med Anna: skriv ”Hej Anna,”.",
    "”Maria” är inte kundens namn, vad vi kan se. Avsändarnamnet är HOLMGREN LENA: skriv ”Hej Lena,”.",
])  # fmt: skip
def test_the_checks_of_the_salutation_are_found_by_what_their_cards_say(rules: Rules, card: str):
    greeting = {"checks/halsning/auto-salutation.yaml", "checks/halsning/uncertain-salutation.yaml"}

    assert {hit.item.file for hit in found(card, rules)[:2]} == greeting
    assert not greeting & {hit.item.file for hit in found("Ska ”Sätt punkt” bort? Den säger till för ofta.", rules)}


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("eskaleringar", "Adresser, signatur och gränser"),
        ("koden i CAB", "Adresser, signatur och gränser"),
        ("Kravgruppens telefon", "Adresser, signatur och gränser"),
        ("Backoffice", "Säg att ärendet är lämnat vidare"),
    ],
)
def test_a_setting_is_found_by_its_label_and_no_pattern_is_shown(rules: Rules, asked: str, title: str):
    hits = found(asked, rules)

    assert title in [hit.item.title for hit in hits]
    assert [hit.text for hit in hits if "\\w" in hit.text or "<" in hit.text or "{" in hit.text] == []


def test_words_that_stand_in_every_text_find_none(rules: Rules):
    assert found("Det går inte att nå servern", rules) == []


def test_the_page_of_the_hours_is_found_too(client: FlaskClient):
    page = client.get("/verkstad").text
    token = re.search(r'name="form_token" value="([^"]*)"', page)[1]

    listed = client.post("/verkstad", data={"form_token": token, "q": "öppettider"}).text

    assert "<h2>1 träff</h2>" in listed
    assert '<a href="/verkstad/tider">Öppettider</a>' in listed


def test_the_workshop_says_how_to_ask_for_another_leader_whom_no_page_can_add(client: FlaskClient):
    page = client.get("/verkstad").text
    asked = page.partition('id="kollega">')[2].partition("</p>")[0]
    assert "Skriv till den som sköter servern: ”Lägg till Eva Lund som teamledare i Rutinlots”" in asked
    assert "<form" not in asked


@pytest.mark.parametrize(
    ("wish", "address"),
    [
        ("ny grupp", "/verkstad/fil/vocabulary.yaml"),
        ("ändra öppettiderna på julafton", "/verkstad/tider"),
        ("Pausa regeln", "/verkstad#check"),
        ("ändra signaturen", "/verkstad/fil/settings.yaml"),
        ("lägga till en mall", "/verkstad/ny/svar"),
        ("ny regel", "/verkstad/ny/kontroll"),
        ("ny kurs", "/kurser"),
        ("lägga till ett namn", "/verkstad/fil/names/egna.txt"),
        ("Pausa", "/verkstad#check"),
        ("undantag", "/prova"),
        ("larmet är fel", "/prova"),
        ("ångra", "/verkstad/historik"),
        ("förra veckans larm", "/statistik"),
        ("ny teamledare", "/verkstad#kollega"),
        ("lägg till en kollega", "/verkstad#kollega"),
        ("lunchstängt", "/verkstad/tider"),
        ("pausa över jul", "/verkstad#check"),
    ],
)
def test_what_one_wants_to_do_is_found_by_the_words_for_it(client: FlaskClient, wish: str, address: str):
    token = opened(client, CHECK)["form_token"][0]
    listed = client.post("/verkstad", data={"form_token": token, "q": wish}).text

    way = listed.split('class="hits"')[1].split("</li>")[0]
    assert f'<a href="{address}">' in way
    assert "Så gör du" in way


def test_a_text_out_of_freshdesk_is_no_wish(client: FlaskClient):
    token = opened(client, CHECK)["form_token"][0]
    for text in ("Du skriver ”bifogar”, men inget är bifogat.", "Kunden heter Anna. Skriv namnet i hälsningen."):
        assert "Så gör du" not in client.post("/verkstad", data={"form_token": token, "q": text}).text


def test_long_texts_are_compared_where_they_differ_and_as_wholes_where_that_takes_long(rules: Rules):
    words = [f"ord{number % 7}" for number in range(1900)]
    mixed = [f"ord{number * number % 7}" for number in range(1900)]

    before, one, mix = (f"text: {' '.join(each)}\n" for each in (words, [*words[:900], "NYTT", *words[901:]], mixed))

    [near] = differences(CHECK, before, one, rules.vocabulary)
    [far] = differences(CHECK, before, mix, rules.vocabulary)

    assert ("new", "NYTT") in near.pieces
    assert [kind for kind, _ in near.pieces] == ["same", "gone", "new", "same"]
    assert far.pieces == (("gone", " ".join(words)), ("new", " ".join(mixed)))


def test_an_example_that_is_put_in_or_taken_away_leaves_the_others_as_they_are(rules: Rules):
    first, second, third = ({"name": name, "mail": f"{name} mejl"} for name in ("ett", "två", "tre"))
    both = [yaml.safe_dump({"title": "Hej", "bad": each}, allow_unicode=True) for each in ([first, second, third], [second, third])]

    def said(before: str, after: str) -> dict[str, tuple[tuple[str, str], ...]]:
        return {each.label: each.pieces for each in differences(CHECK, before, after, rules.vocabulary)}

    assert said(*both) == {
        "Exempel där den säger till 1 › Vad exemplet visar": (("gone", "ett"),),
        "Exempel där den säger till 1 › Kundens mejl": (("gone", "ett mejl"),),
    }
    assert set(said(*reversed(both)).values()) == {(("new", "ett"),), (("new", "ett mejl"),)}
    changed = both[0].replace("två mejl", "två andra mejl")
    assert set(said(both[1], changed)) == {
        *(f"Exempel där den säger till 1 › {what}" for what in ("Vad exemplet visar", "Kundens mejl")),
        "Exempel där den säger till 2 › Kundens mejl",
    }


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_time_out_of_reach_is_not_tried(client: FlaskClient, day: str):
    assert client.get("/verkstad/tider", query_string={"dag": day, "klockan": "23:59"}).status_code == 200


def test_checks_and_replies_stand_by_their_groups_in_the_workshop(client: FlaskClient):
    page = client.get("/verkstad").text
    headings = re.findall("<h([23])[^>]*>([^<]*)</h", page)

    assert [words for level, words in headings if level == "2"][:2] == ["Kontroller", "Svar"]
    assert {"Hälsning", "Bilagor", "Betalning"} < {words for level, words in headings if level == "3"}
    group = page.split("<h3>Hälsning</h3>")[1].split("<h3>")[0]
    assert "Två hälsningar" in group
    assert "Bilagan saknas" not in group


def test_the_calendar_has_a_line_for_each_time_of_a_day(client: FlaskClient):
    form = fields(client.get("/verkstad/tider").text, "tider")
    days = {"fredag": "9-12, 13.30-16", "dag": "2026-03-21", "tid": "8-10"}
    review = client.post("/verkstad/tider", data={**form, **days, "gor": "granska"}).text
    assert "2nd line fredagar: 09.00–12.00 och 13.30–16.00 (förut 08.00–17.00)." in review
    done = client.post("/verkstad/fil/settings.yaml", data={**fields(review, "publicera"), "gor": "publicera"})

    page = client.get(done.location).text
    assert "<b>13</b><span>9–12</span><span>13.30–16</span>" in page
    assert "<b>21</b><span>8–10</span>" in page
    assert "<b>22</b><span>stängt</span>" in page
    assert "<td><span>09.00–12.00</span><span>13.30–16.00</span></td>" in page, "the table to print"


def test_what_is_called_so_is_found_before_what_only_has_the_word_in_it(client: FlaskClient):
    token = opened(client, CHECK)["form_token"][0]
    listed = client.post("/verkstad", data={"form_token": token, "q": "hälsning"}).text
    titles = re.findall(r'<strong><a href="/verkstad/fil/[^"]*">([^<]*)</a></strong> <span class="kind">(?!Så)', listed)
    assert titles[0] == "Vad grupper, nivåer och tillfällen heter", "a group is called just that"
    named = ["hälsning" in title.lower() for title in titles[1:]]
    assert len(named) > 5
    assert named == sorted(named, reverse=True)


def test_what_applies_to_a_check_is_said_of_the_published_one_even_while_the_form_can_not_be_read(client: FlaskClient):
    page = send(client, CHECK, opened(client, CHECK), "granska", message="En { ensam").text
    states = page.partition('aria-label="Läge">')[2].partition("</div>")[0]
    assert "<span>Används.</span>" in states
    assert "Aktivera" not in states


def test_a_reply_with_too_few_mails_has_fields_for_those_that_it_needs(client: FlaskClient):
    form = opened(client, REPLY)
    emptied = dict.fromkeys(("mails/should/1", "mails/should/2", "mails/should_not/0"), "")
    shown = fields(send(client, REPLY, form, "prova", **emptied).text)
    assert {"mails/should/0", "mails/should/1", "mails/should/2"} <= {*shown}
    assert {"mails/should_not/0", "mails/should_not/1"} <= {*shown}
    full = len([name for name in form if name.startswith("mails/should/")])
    assert form[f"mails/should/{full - 1}"] == [""], "and always one for another"


def test_a_star_is_the_end_of_a_word_wherever_words_are_written(client: FlaskClient):
    token = opened(client, CHECK)["form_token"]
    new = {"form_token": token, "title": "Byggström", "words": "byggström*\nställverk", "message": "Hänvisa till webben."}
    made = client.post("/verkstad/ny/kontroll", data={**new, "theme": "sprak", "source": "kundmail · 2 Freshdesk"}).text
    assert fields(made)["present/any"] == ["byggström\\w*\nställverk"]
    assert "Allt stämmer." in made

    months = opened(client, "words/tid.yaml")
    listed = send(client, "words/tid.yaml", months, "text", månad=f"{months['månad'][0]}\nglögg*").text
    assert "glögg\\w*" in fields(listed)["yaml"][0]
    topics = opened(client, "topics.yaml")
    name = next(name for name in topics if name.endswith("/any"))
    said = send(client, "topics.yaml", topics, "text", **{name: f"{topics[name][0]}\nglögg*"}).text
    assert "glögg\\w*" in fields(said)["yaml"][0]
