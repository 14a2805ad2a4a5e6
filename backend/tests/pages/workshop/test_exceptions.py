"""Exceptions to a check, in plain words: added, seen, changed and taken away in its form, and tried against its examples."""

# ruff: noqa: F811 (fixtures)

import re
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.tests.pages.workshop.test_workshop import app, client, fields, folder, opened, send  # noqa: F401 (fixtures)
from rutinlots.rule_files.document import read_document
from rutinlots.workshop.changes.clashes import choices
from rutinlots.workshop.changes.merge import merged
from rutinlots.workshop.forms.exceptions import as_meant, literally
from rutinlots.workshop.forms.fields import filled_in, groups_of

CHECK = "checks/sprak/cheerful-in-grief.yaml"  # with exceptions of some expressions
OTHER = "checks/arende/invoice-on-my-pages.yaml"  # with none, and no expressions either
WORDS, WHERE, WHY = "except/0/patterns", "except/0/in", "except/0/because"
NEW = {WORDS: "teaterpjäs*\nkul grej", WHY: "Det är namnet på en pjäs."}


def as_text(client: FlaskClient, file: str, form: dict[str, list[str]], **changed: str) -> str:
    return fields(send(client, file, form, "text", **changed).text)["yaml"][0]


def test_an_exception_is_written_under_what_the_check_looks_for_and_all_else_stays_as_it_was(client: FlaskClient, folder: Path):
    before = (folder / CHECK).read_text("utf-8")

    after = as_text(client, CHECK, opened(client, CHECK), **NEW)

    written = ["except:", "  - because: Det är namnet på en pjäs.", r"    patterns: [teaterpjäs\w*, kul grej]"]
    assert after.splitlines() == [line for each in before.splitlines() for line in ([*written, each] if each == "bad:" else [each])]


def test_where_it_looks_is_written_when_it_is_another_place_than_the_sentence(client: FlaskClient):
    after = as_text(client, CHECK, opened(client, CHECK), **NEW, **{WHERE: "text"})

    assert read_document(after).values["except"][0]["in"] == "text"


def test_it_is_tried_against_the_examples_at_once(client: FlaskClient):
    page = send(client, CHECK, opened(client, CHECK), "prova", **NEW).text
    assert "Allt stämmer." in page

    example = read_document(opened(client, CHECK, som="text")["yaml"][0]).values["bad"][0]
    text = example["draft"] if isinstance(example["draft"], str) else example["draft"]["text"]
    word = text.partition("<mark>")[2].partition("</mark>")[0]
    wrong = send(client, CHECK, opened(client, CHECK), "prova", **{**NEW, WORDS: word}).text
    assert "Den borde säga till här, men är tyst." in wrong


def test_a_check_whose_way_of_looking_is_code_has_exceptions_too(client: FlaskClient, app: Flask, folder: Path):
    form = {**opened(client, OTHER), **{key: [value] for key, value in {WORDS: "kopia till banken", WHY: "Banken."}.items()}}

    review = unescape(send(client, OTHER, form, "granska").text)

    assert "Undantag 1 › Varför" in review
    assert "Undantag 1 › Var tyst när det står" in review


def test_what_is_missing_is_said_at_its_field_in_the_words_of_the_form(client: FlaskClient):
    for given, field, says in (
        ({WORDS: "teater"}, WHY, "”Varför” är tom"),
        ({WHY: "Pjäsen."}, WORDS, "”Var tyst när det står” saknas: skriv minst ett ord eller uttryck"),
        ({**NEW, WORDS: "bra\n(nej"}, WORDS, "parentes"),
    ):
        page = unescape(send(client, CHECK, opened(client, CHECK), "prova", **given).text)
        assert says in page.split(f'id="fel-{field}"')[1].split("</p>")[0]


def test_an_exception_is_taken_away_by_its_box_or_by_emptying_it(client: FlaskClient, app: Flask, folder: Path):
    before = (folder / CHECK).read_text("utf-8")
    with_one = send(client, CHECK, opened(client, CHECK), "prova", **NEW).text
    shown = fields(with_one)
    kept = as_text(client, CHECK, shown)
    text = {"form_token": shown["form_token"], "opened": shown["opened"], "vy": ["text"], "yaml": [kept]}
    form = fields(send(client, CHECK, text, "formular").text)

    assert form[WORDS] == ["teaterpjäs\\w*\nkul grej"]
    assert as_text(client, CHECK, form) == kept
    assert as_text(client, CHECK, {**form, "remove": ["except/0"]}) == before
    assert as_text(client, CHECK, form, **{WORDS: "", WHY: ""}) == before


def test_a_second_one_comes_after_the_first(client: FlaskClient, rules):
    text = rules.sources[CHECK].replace("\nbad:", "\nexcept:\n  # om pjäser\n  - {because: Pjäsen., pattern: kul pjäs}\nbad:", 1)
    form = {"except/1/patterns": ["kul bok"], "except/1/because": ["Boken."], "except/1/in": ["sentence"]}

    after = filled_in(CHECK, text, form, rules)

    assert [each["because"] for each in read_document(after).values["except"]] == ["Pjäsen.", "Boken."]
    assert "# om pjäser" in after


def test_two_who_change_exceptions_keep_both_and_one_that_is_gone_for_the_other_is_chosen_in_words(rules):
    base = rules.sources[CHECK].replace("\nbad:", "\nexcept:\n  - {because: Pjäsen., in: text, pattern: kul pjäs}\nbad:", 1)
    added = [base.replace("\nbad:", f"\n  - {{because: {name}., pattern: kul {name}}}\nbad:", 1) for name in ("bok", "film")]
    both = merged(CHECK, base, *added)
    assert not both.clashes
    assert {each["because"] for each in read_document(both.text()).values["except"]} == {"Pjäsen.", "bok.", "film."}

    changed = base.replace("because: Pjäsen.", "because: Det är en pjäs.")
    [choice] = choices(merged(CHECK, base, rules.sources[CHECK], changed).clashes, rules.vocabulary)
    assert choice.label == "Undantag"
    said = "".join(words for _, words in choice.theirs)
    assert said == "Varför: Det är en pjäs.\nDär det ska stå: någonstans i mejlet\nOrd och uttryck: kul pjäs"


def test_several_words_take_the_place_of_a_single_expression(client: FlaskClient, rules):
    text = rules.sources[CHECK].replace("\nbad:", "\nexcept:\n  - because: Pjäsen.\n    pattern: kul pjäs\nbad:", 1)

    after = filled_in(CHECK, text, {"except/0/pattern": ["kul pjäs\nkul bok"]}, rules)
    assert read_document(after).values["except"] == [{"because": "Pjäsen.", "patterns": ["kul pjäs", "kul bok"]}]
    after = filled_in(CHECK, text, {"except/0/pattern": ["kul bok"]}, rules)
    assert after == text.replace("kul pjäs", "kul bok")


def test_exceptions_of_some_expressions_are_seen_changed_and_taken_away_beside_them(client: FlaskClient, rules):
    text = rules.sources[CHECK]
    groups = groups_of(CHECK, text, rules)
    [group] = [each for each in groups if each.title.startswith("Uttryck med egna undantag: kul, roligt, härligt")]
    assert [field.label for field in group.fields[1:4]] == [
        "Undantag 1: var tyst när det står",
        "Undantag 1: där det ska stå",
        "Undantag 1: varför",
    ]
    path = "present/any/1/except/1"

    after = filled_in(CHECK, text, {f"{path}/pattern": ["(kul|roligt) nog\nkul kväll"]}, rules)
    assert read_document(after).values["present"]["any"][1]["except"][1]["patterns"] == ["(kul|roligt) nog", "kul kväll"]
    gone = filled_in(CHECK, text, {f"{path}/pattern": [""], f"{path}/because": [""]}, rules)
    assert len(read_document(gone).values["present"]["any"][1]["except"]) == 1
    none = filled_in(CHECK, text, {f"present/any/0/except/0/{key}": [""] for key in ("pattern", "because")}, rules)
    assert "except" not in read_document(none).values["present"]["any"][0]


def test_plain_expressions_are_changed_beside_those_with_exceptions(rules):
    text = rules.sources[CHECK]
    plain = [each for each in read_document(text).values["present"]["any"] if isinstance(each, str)]

    after = filled_in(CHECK, text, {"present/any": ["\n".join([*plain[1:], "toppen*"])]}, rules)

    old, new = (read_document(each).values["present"]["any"] for each in (text, after))
    assert [each for each in new if isinstance(each, str)] == [*plain[1:], r"toppen\w*"]
    assert [each for each in new if not isinstance(each, str)] == [each for each in old if not isinstance(each, str)]


def test_no_form_of_a_check_changes_anything_by_itself(rules):
    for file, text in rules.sources.items():
        if file.startswith("checks/"):
            shown = [field for group in groups_of(file, text, rules) for field in group.fields if field.kind != "many"]
            assert filled_in(file, text, {field.name: [field.value] for field in shown}, rules) == text, file


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("faktur*", r"faktur\w*"),
        (r"faktur\w*", r"faktur\w*"),
        ("faktur* och avtal*", r"faktur\w* och avtal\w*"),
        ("[Mina sidor]", r"\[Mina sidor\]"),
        ("m[åa]nad", "m[åa]nad"),
        (r"\w+", r"\w+"),
        ("(a|b*)", "(a|b*)"),
    ],
)
def test_what_is_typed_as_one_would_say_it_is_written_as_the_rules_need_it(typed: str, meant: str):
    assert as_meant(typed) == meant
    assert as_meant(meant) == meant


def test_words_out_of_a_mail_are_looked_for_as_they_are():
    assert literally("Hur (mår)  du?\n[namn] a.b") == r"Hur \(mår\) du\? \[namn\] a\.b"


def exempted(client: FlaskClient, check: str, *words: str) -> str:
    form = {"form_token": opened(client, CHECK)["form_token"], "fynd": check, f"ord-{check}": list(words)}
    return client.post(f"/verkstad/undanta/{check}", data=form).text


def test_a_finding_in_the_playground_leads_to_the_form_with_an_exception_for_its_words(client: FlaskClient):
    tried = unescape(client.get("/prova?kontroll=cheerful-in-grief&exempel=1").text)
    [word] = re.findall('form="undanta" name="ord-cheerful-in-grief" value="([^"]*)"', tried)
    assert 'formaction="/verkstad/undanta/cheerful-in-grief" name="fynd" value="cheerful-in-grief">Undanta de här orden' in tried

    page = unescape(exempted(client, "cheerful-in-grief", word))

    assert fields(page)[WORDS] == [word]
    assert fields(page)["opened"] == opened(client, CHECK)["opened"], "so that another's change is noticed"
    assert '<details class="part" open><summary>Undantag: utan skäl' in page
    assert "”Varför” är tom" in page.split(f'id="fel-{WHY}"')[1].split("</p>")[0]


def test_signs_in_the_words_of_a_finding_are_looked_for_as_they_are(client: FlaskClient):
    assert fields(exempted(client, "leftover-placeholder", "[datum]", "(xx)"))[WORDS] == [r"\[datum\]" + "\n" + r"\(xx\)"]


def test_a_finding_without_words_of_its_own_leads_to_an_empty_exception(client: FlaskClient):
    for words in ([], ["x" * 61], [" "]):
        page = exempted(client, "missing-condolence", *words)
        assert fields(page)[WORDS] == [""]
        assert '<details class="part" open><summary>Lägg till ett undantag' in page


def test_the_address_of_such_a_form_leads_to_the_check_and_one_of_no_check_nowhere(client: FlaskClient):
    assert client.get("/verkstad/undanta/cheerful-in-grief").location == f"/verkstad/fil/{CHECK}"
    assert client.get("/verkstad/undanta/none").status_code == 404
    assert client.post("/verkstad/undanta/none", data={"form_token": opened(client, CHECK)["form_token"]}).status_code == 404
    assert client.post("/verkstad/undanta/cheerful-in-grief", data={"fynd": "cheerful-in-grief"}).status_code == 400


def test_a_name_that_is_stopped_in_the_greeting_is_approved_in_the_form_of_the_teams_own_names(client: FlaskClient, folder: Path):
    (folder / "names/egna.txt").write_text("# våra\nSolveig\n-Solkraft\n", "utf-8")
    shown = ("auto-salutation&exempel=2", "auto-salutation&exempel=1", "cheerful-in-grief&exempel=1")
    greeting, numbered, other = (client.get(f"/prova?kontroll={each}").text for each in shown)
    assert 'formaction="/verkstad/godkann" name="fynd" value="auto-salutation">Godkänn som namn' in greeting
    assert "Godkänn som namn" not in numbered  # Sparkcykel123
    assert "Godkänn som namn" not in other

    words = {"fynd": "auto-salutation", "ord-auto-salutation": ["Blomma  Ek", "solveig"]}
    form = {"form_token": opened(client, CHECK)["form_token"], **words}
    page = client.post("/verkstad/godkann", data=form).text

    assert fields(page)["namn"] == ["Solveig\nBlomma Ek"]
    assert fields(page)["aldrig"] == ["Solkraft"]
    assert "Namnet står här, men gäller inte än." in page
    assert client.get("/verkstad/godkann").location == "/verkstad/fil/names/egna.txt"
    assert "är inget namn" in client.post("/verkstad/godkann", data={**form, "ord-auto-salutation": ["Sparkycykel123"]}).text


DEAD = "Hej!\n\nMin man Sven har gått bort. Vad händer med elavtalet?\n\nKanariefågeln hälsar."
ANSWER = "Hej Anna,\n\nJag beklagar sorgen. Kul att du hör av dig! Vi avslutar avtalet.\n\nMed vänlig hälsning,\nMaria"


def tried_mail(client: FlaskClient, check: str, address: str = "", mail: str = DEAD, **changed: str) -> str:
    """The page that a finding of a mail leads to, by the button of the playground."""
    form = fields(client.get("/prova").text, "prova")
    tried = client.post("/prova", data={**form, "mail": mail, "text": ANSWER, "customer": "Anna Berg", **changed}).text
    inside = fields(tried, "undanta")
    words = [unescape(each) for each in re.findall(f'name="ord-{check}" value="([^"]*)"', tried)]
    assert f'name="fynd" value="{check}"' in tried
    return client.post(address or f"/verkstad/undanta/{check}", data={**inside, "fynd": check, f"ord-{check}": words}).text


def said_of_the_mail(page: str) -> str:
    return unescape(page).partition("<h3>Mejlet som du provade</h3>")[2].partition("<h3>")[0]


def test_an_exception_is_tried_at_once_against_the_mail_that_led_to_it(client: FlaskClient):
    page = tried_mail(client, "cheerful-in-grief")

    title = "”Glad ton när någon har gått bort”"
    assert "”Varför” är tom" in unescape(page), "it can't be published yet"
    assert f"{title} är tyst om mejlet nu." in said_of_the_mail(page)
    other = send(client, CHECK, fields(page), "prova", **{WORDS: "toppen"}).text
    assert f"{title} säger fortfarande till om mejlet, här:" in said_of_the_mail(other)
    assert "<mark>Kul</mark>" in said_of_the_mail(other)
    assert "så ”Kul” blir fel ton" in said_of_the_mail(other), "in the words that an agent reads"
    unreadable = send(client, CHECK, fields(other), "prova", **{WORDS: "kul (", WHY: "Pjäsen."}).text
    assert f"När det är rättat ser du här om {title} blir tyst om mejlet." in said_of_the_mail(unreadable)
    whole = send(client, CHECK, fields(unreadable), "prova", **{WORDS: "kul att du hör av dig", WHY: "Vi säger så."}).text
    assert "är tyst om mejlet nu" in said_of_the_mail(whole)
    assert "Allt stämmer." in whole


def test_the_mail_is_still_tried_after_the_review_and_after_the_form_was_shown_as_text(client: FlaskClient):
    page = tried_mail(client, "cheerful-in-grief")
    given = {WORDS: "kul att du hör av dig", WHY: "Vi säger så."}

    review = send(client, CHECK, fields(page), "granska", **given).text
    back = client.post(f"/verkstad/fil/{CHECK}", data={**fields(review, "publicera"), "gor": "formular"}).text
    as_text = send(client, CHECK, fields(back), "text").text

    assert "Publicera ”" in review
    for each in (back, as_text):
        assert "är tyst om mejlet nu" in said_of_the_mail(each)


def test_a_check_that_speaks_in_its_place_is_named(client: FlaskClient, rules):
    page = tried_mail(client, "cheerful-in-grief", text=ANSWER.replace("Jag beklagar sorgen. ", ""))
    assert "är tyst om mejlet nu" in said_of_the_mail(page)
    assert f"I stället säger ”{rules.by_id['missing-condolence'].title}” till." in said_of_the_mail(page)


def test_an_approved_name_is_tried_against_the_mail_too(client: FlaskClient):
    greeted, customer = "Hej Info,\n\nFakturan kommer.\n\nMed vänlig hälsning,\nMaria", "Info <info@example.com>"
    mail = "Hej! När kommer fakturan?"
    page = tried_mail(client, "auto-salutation", "/verkstad/godkann", mail=mail, text=greeted, customer=customer)

    assert "är tyst om mejlet nu" in said_of_the_mail(page)
    refused = client.post("/verkstad/fil/names/egna.txt", data={**fields(page), "namn": "", "gor": "prova"}).text
    assert "säger fortfarande till om mejlet, här:" in said_of_the_mail(refused)


def test_nothing_of_the_mail_is_stored_logged_or_in_an_address(client, app: Flask, folder: Path, caplog: pytest.LogCaptureFixture):
    caplog.set_level("DEBUG")
    page = tried_mail(client, "cheerful-in-grief")
    review = send(client, CHECK, fields(page), "granska", **{WORDS: "kul att du hör av dig", WHY: "Vi säger så."}).text
    done = client.post(f"/verkstad/fil/{CHECK}", data={**fields(review, "publicera"), "gor": "publicera"})

    assert done.status_code == 303
    assert "Kanarie" in review, "it goes on with the form"
    assert "Kanarie" not in client.get(done.location).text
    with app.extensions["rutinlots"].store._database.read() as connection:
        tables = [row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [str(row) for table in tables for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]
    files = [path.read_text("utf-8", "replace") for path in folder.rglob("*") if path.is_file()]
    assert any("kul att du hör av dig" in text for text in files), "the rule is"
    assert not any("Kanarie" in text for text in (*rows, *files, *(record.getMessage() for record in caplog.records)))


@pytest.mark.parametrize(
    "sent",
    [*("", "{", "[]", "{}", "null", '{"check": "x", "values": {}, "mails": 3}'), "[" * 9999, '"' + "x" * 400_000 + '"'],
    ids=range(8),
)
def test_what_is_no_mail_of_the_playground_changes_nothing(client: FlaskClient, sent: str):
    form = {**opened(client, CHECK), "provat": sent}
    page = client.post(f"/verkstad/fil/{CHECK}", data={**form, "gor": "prova"})
    assert page.status_code == 200
    assert "Mejlet som du provade" not in page.text
