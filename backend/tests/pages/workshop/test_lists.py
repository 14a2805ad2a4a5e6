"""What team leaders once needed files for: word lists, names, topics and vocabulary are forms too, with one word on a line."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.tests.pages.workshop.test_workshop import app, client, fields, folder, send  # noqa: F401 (fixtures)
from rutinlots.core.rules import Rules
from rutinlots.core.validation.whole import file_of
from rutinlots.rule_files.document import read_document
from rutinlots.workshop import proofs, search
from rutinlots.workshop.changes.changed_names import names_in_short
from rutinlots.workshop.changes.clashes import choices
from rutinlots.workshop.changes.difference import differences
from rutinlots.workshop.changes.merge import merged
from rutinlots.workshop.forms.field import Field
from rutinlots.workshop.forms.fields import filled_in, groups_of
from rutinlots.workshop.judging.faults import faults_in
from rutinlots.workshop.publish import is_rule_file
from rutinlots.workshop.search import items_of

OWN = "names/egna.txt"
AS_TEXT = {"scenarios"}


def all_fields(file: str, text: str, rules: Rules) -> Iterator[Field]:
    for group in groups_of(file, text, rules):
        yield from group.fields


def form(file: str, text: str, rules: Rules, **changed: str) -> dict[str, list[str]]:
    """The form as a browser sends it."""
    sent = {each.name: list(each.values) if each.kind == "many" else [each.value] for each in all_fields(file, text, rules)}
    return {**sent, **{name: [value] for name, value in changed.items()}}


def test_of_a_changed_set_only_the_changed_file_is_read(rules: Rules, monkeypatch: pytest.MonkeyPatch):
    items_of(rules)
    changed = file_of(rules.checks[0])
    texts = {**rules.sources, changed: rules.sources[changed] + "# a remark\n"}
    read: list[str] = []
    monkeypatch.setattr(search, "read_document", lambda text: read.append(text) or read_document(text))
    assert items_of(replace(rules, sources=texts)) == items_of(rules)
    assert read == [texts[changed]]


def test_every_file_of_the_rules_is_in_the_workshop_as_a_form_that_changes_nothing_by_itself(rules: Rules):
    listed = {item.file for item in items_of(rules)}
    changeable = {file for file in rules.sources if is_rule_file(file)}

    assert changeable == listed
    assert {file for file in rules.sources if not is_rule_file(file)} == {
        f"names/{name}.txt" for name in ("given-abroad", "given-common", "surnames", "words")
    }
    for file in sorted(file for file in listed if file.partition("/")[0] not in AS_TEXT):
        text = rules.sources[file]
        assert list(all_fields(file, text, rules)), file
        assert filled_in(file, text, form(file, text, rules), rules) == text


def test_only_where_there_is_a_form_is_one_offered(client: FlaskClient):  # noqa: F811
    assert "Visa som formulär" not in client.get("/verkstad/fil/scenarios/glomd-bilaga.yaml").text
    assert "Visa som formulär" in client.get("/verkstad/fil/topics.yaml?som=text").text


@pytest.mark.parametrize(
    ("file", "field", "more"),
    [
        ("topics.yaml", "bereavement/any", "somnat in för gott"),
        ("topics.yaml", "solar/follow_ups/0/answered", "batteri\\\\w*"),
        ("elsewhere.yaml", "matters/job/keywords", "söker extraknäck"),
        ("elsewhere.yaml", "ours", "elbilsladdare"),
        ("words/tid.yaml", "månad", "skottmånad"),
        ("settings.yaml", "list_filter/Status", "Öppen"),
        (OWN, "namn", "Kvist"),
        (OWN, "aldrig", "Solkraft"),
    ],
)
def test_a_word_is_added_on_a_line_of_its_own_and_the_others_stay_as_they_are(rules: Rules, file: str, field: str, more: str):
    more, before = more.replace("\\\\", "\\"), rules.sources[file]
    known = next(each.value for each in all_fields(file, before, rules) if each.name == field)

    after = filled_in(file, before, form(file, before, rules, **{field: f"{known}\n{more}\n"}), rules)

    assert faults_in(file, after, rules) == []
    assert more in next(each.values for each in all_fields(file, after, rules) if each.name == field)
    assert [each.name for each in all_fields(file, after, rules)] == [each.name for each in all_fields(file, before, rules)]
    gone = [word for each in differences(file, before, after, rules.vocabulary) for kind, word in each.pieces if kind == "gone"]
    assert gone == []
    again = filled_in(file, after, form(file, after, rules, **{field: known}), rules)
    assert next(each.value for each in all_fields(file, again, rules) if each.name == field) == known


@pytest.mark.parametrize(
    ("file", "field", "value", "says"),
    [
        (OWN, "namn", "Anna 2", "är inget namn"),
        ("names/titles.txt", "rader", "# bara en rubrik", "listan är tom"),
        ("topics.yaml", "bereavement/any", "(", "mönstret går inte att läsa"),
        ("elsewhere.yaml", "ours", "två ord", "ska vara ett enda ord"),
        ("words/tid.yaml", "månad", "", "listan är tom"),
        ("vocabulary.yaml", "themes/lista", "", "är tom"),
    ],
)
def test_what_is_wrong_in_a_list_is_said_at_its_field(rules: Rules, file: str, field: str, value: str, says: str):
    text = rules.sources[file]
    wrong = filled_in(file, text, form(file, text, rules, **{field: value}), rules)

    [fault] = faults_in(file, wrong, rules)
    assert says in fault.what
    assert "/".join(map(str, fault.path)).startswith(field)


def test_what_is_wrong_in_the_words_of_an_exercise_is_said_with_its_line(rules: Rules):
    text = rules.sources["scenarios/vem-ar-kunden.yaml"]
    wrong = text.replace("- Ditt avtal är inte avslutat än.", "- Ditt avtal är avslutat.")

    assert faults_in("scenarios/vem-ar-kunden.yaml", text, rules) == []
    [fault] = faults_in("scenarios/vem-ar-kunden.yaml", wrong, rules)
    assert fault.what.startswith("mönstren hittar ”Ditt avtal är avslutat” här, så det som är rätt blir fel")
    assert wrong.splitlines()[fault.line - 1].strip() == "- Ditt avtal är avslutat."


def test_a_changed_word_of_an_exercise_is_shown_by_what_it_is_called(rules: Rules):
    file = "scenarios/vem-ar-kunden.yaml"
    after = rules.sources[file].replace("Vi vet inte vem Jonas är eller", "Vi vet inte vem kunden är eller")

    [difference] = differences(file, rules.sources[file], after, rules.vocabulary)
    assert difference.label == "Löst när › Får inte stå i svaret 1 › Varför"


def test_a_name_of_our_own_is_published_proven_and_in_the_history(client: FlaskClient, app: Flask):  # noqa: F811
    names = app.extensions["rutinlots"].rules.knowledge.names
    assert names.rank("Solkraft") is None
    page = client.get(f"/verkstad/fil/{OWN}").text
    assert "Namn som ska godkännas" in page

    assert send(client, OWN, fields(page), "publicera", namn="Solkraft").status_code == 303

    state = app.extensions["rutinlots"]
    assert state.rules.knowledge.names.rank("Solkraft") == "common"
    assert (state.live_rules.folder / OWN).read_text("utf-8").endswith("\nSolkraft\n")
    listed = client.get("/verkstad/historik").text
    assert ">Tillagt: Solkraft</td>" in listed
    assert "Solkraft" in client.get(re.search(r"/verkstad/historik/\d+", listed)[0]).text


@pytest.mark.parametrize(
    ("before", "after", "short", "labels"),
    [
        ("# Våra\nAnna\n", "# Våra\nAnna\n-Solkraft\n", "Aldrig ett namn: Solkraft", ["Aldrig ett namn"]),
        ("Anna\n-Solkraft\n", "Anna\n", "Får vara ett namn igen: Solkraft", ["Aldrig ett namn"]),
        ("Anna\nBo\n", "Anna\nBo Ek Al\n", "Tillagt: Ek, Al", ["Ändrat"]),
        ("Anna\nBo\n", "Anna\nEk\n-Hej\n", "Tillagt: Ek; Borttaget: Bo; Aldrig ett namn: Hej", ["Ändrat", "Aldrig ett namn"]),
        ("", "A\nB\nC\nD\nE\n", "Tillagt: A, B, C och 2 till", ["Tillagt"]),
        ("# Våra\nAnna\n", "# Alla\nAnna\n", "Anteckning", ["Anteckning"]),
        ("Anna\n", "Anna \n", "", ["Bara radbrytningar, kommentarer eller ordning"]),
    ],
)
def test_of_a_list_of_names_the_history_says_which_words_are_new_or_gone(rules: Rules, before, after, short, labels):
    assert names_in_short(before, after) == short
    assert [each.label for each in differences(OWN, before, after, rules.vocabulary)] == labels


def test_a_clash_in_a_list_of_names_is_said_without_the_signs_and_numbers_of_the_file(rules: Rules):
    found = merged(OWN, "Anna\nBo\n", "Anna\n-Ek\n", "Anna\n-Al\n")

    [choice] = choices(found.clashes, rules.vocabulary)

    assert choice.label == "Samma rad i listan"
    assert ["".join(words for _, words in side) for side in (choice.mine, choice.theirs)] == [
        "Ek (aldrig ett namn)",
        "Al (aldrig ett namn)",
    ]


PASTED = "•\tblå\u00a0ram\n-\tgrön  ra\u00adm\r\n\n· grå ram\u200b"


def test_words_that_are_pasted_are_what_they_look_like(rules: Rules):
    """Bullets, no-break spaces and soft hyphens are in no mail as it is read: a word with them would never be found."""
    file = "words/tid.yaml"
    text = rules.sources[file]
    before = next(field for field in all_fields(file, text, rules) if field.name == "månad")

    after = filled_in(file, text, form(file, text, rules, månad=f"{before.value}\n{PASTED}"), rules)

    field = next(field for field in all_fields(file, after, rules) if field.name == "månad")
    assert field.values == (*before.values, "blå ram", "grön ram", "grå ram")


def test_a_list_of_names_with_hyphens_in_front_is_not_taken_for_words_that_are_no_names(rules: Rules):
    text = rules.sources[OWN]

    after = filled_in(OWN, text, form(OWN, text, rules, namn="- Kvist\n-Ek-Ros\n# Al", aldrig="- Solkraft"), rules)

    named, never = all_fields(OWN, after, rules)
    assert (named.values, never.values) == (("Kvist", "Ek-Ros", "Al"), ("Solkraft",))


def test_a_new_check_finds_the_words_that_were_pasted_for_it(client: FlaskClient):  # noqa: F811
    page = client.get("/verkstad/ny/kontroll").text
    sent = {
        "form_token": re.search(r'name="form_token" value="([^"]*)"', page)[1],
        "words": PASTED, "message": "Säg var ramen är.", "title": "Ramen",
        "theme": "sprak", "source": "kundmail · 4 Skrivriktlinjer",
    }  # fmt: skip
    draft = client.post("/verkstad/ny/kontroll", data=sent).text
    assert "Allt stämmer." in draft
    assert fields(draft)["present/any"] == ["blå ram\ngrön ram\ngrå ram"]


def test_a_group_is_added_in_the_form_and_offered_for_what_is_new(client, app, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    monkeypatch.setattr(proofs, "proof", lambda rules, proven: iter(()))  # of all checks, which takes seconds
    file = "vocabulary.yaml"
    form = fields(client.get(f"/verkstad/fil/{file}").text)
    new = {"snippet_themes/+": "Vårens kampanj\nfaktura\nVårens kampanj"}

    assert '<th scope="row">Grupper av svar › varens-kampanj</th>' in unescape(send(client, file, form, "granska", **new).text)
    assert send(client, file, form, "text", **new).text.count("varens-kampanj: Vårens kampanj") == 1
    as_text = fields(send(client, file, form, "text", **new).text)
    assert send(client, file, as_text, "publicera").status_code == 303

    page = client.get("/verkstad/ny/svar").text
    assert '<option value="varens-kampanj">Vårens kampanj</option>' in page
    assert page.count(">Faktura</option>") == 1, "a group that is there is not added again"
    assert 'href="/verkstad/fil/vocabulary.yaml"' in page
