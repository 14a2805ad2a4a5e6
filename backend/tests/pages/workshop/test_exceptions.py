"""Exceptions to a check, in plain words: added, seen, changed and taken away in its form, and tried against its examples."""

# ruff: noqa: F811 (fixtures)

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
    form = {"form_token": opened(client, CHECK)["form_token"], "ord": list(words)}
    return client.post(f"/verkstad/undanta/{check}", data=form).text


def test_a_finding_in_the_playground_leads_to_the_form_with_an_exception_for_its_words(client: FlaskClient):
    tried = unescape(client.get("/prova?kontroll=cheerful-in-grief&exempel=1").text)
    form = tried.split('action="/verkstad/undanta/cheerful-in-grief"')[1].split("</form>")[0]
    [word] = [each.split('"')[0] for each in form.split('name="ord" value="')[1:]]
    assert "Undanta de här orden" in form

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
    assert client.post("/verkstad/undanta/cheerful-in-grief", data={"ord": "kul"}).status_code == 400


def test_a_name_that_is_stopped_in_the_greeting_is_approved_in_the_form_of_the_teams_own_names(client: FlaskClient, folder: Path):
    (folder / "names/egna.txt").write_text("# våra\nSolveig\n-Solkraft\n", "utf-8")
    shown = ("auto-salutation&exempel=2", "auto-salutation&exempel=1", "cheerful-in-grief&exempel=1")
    greeting, numbered, other = (client.get(f"/prova?kontroll={each}").text for each in shown)
    assert 'formaction="/verkstad/godkann">Godkänn som namn' in greeting
    assert "Godkänn som namn" not in numbered  # Sparkcykel123
    assert "Godkänn som namn" not in other

    form = {"form_token": opened(client, CHECK)["form_token"], "ord": ["Blomma  Ek", "solveig"]}
    page = client.post("/verkstad/godkann", data=form).text

    assert fields(page)["namn"] == ["Solveig\nBlomma Ek"]
    assert fields(page)["aldrig"] == ["Solkraft"]
    assert "Namnet står här, men gäller inte än." in page
    assert client.get("/verkstad/godkann").location == "/verkstad/fil/names/egna.txt"
    assert "är inget namn" in client.post("/verkstad/godkann", data={**form, "ord": ["Sparkycykel123"]}).text
