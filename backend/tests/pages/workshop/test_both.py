"""Two changes of one rule file from the same text: both are kept, and where they disagree one chooses."""

# ruff: noqa: F811 (fixtures)

import re
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.tests.pages.workshop.test_workshop import (  # noqa: F401 (fixtures)
    CHECK,
    app,
    carried,
    client,
    fields,
    folder,
    nothing_to_tell,
    opened,
    published,
    send,
)
from rutinlots.pages.workshop import review

BOTH = "Den ändringen står kvar, utom det du ser här nedanför."


def test_a_pause_from_the_same_page_and_what_was_typed_meanwhile_are_both_published(client: FlaskClient, folder: Path):
    form = opened(client, CHECK)
    click = {"form_token": form["form_token"], "lage": "i-morgon"}
    assert client.post("/verkstad/lage/invoice-on-my-pages", data=click).status_code == 303

    page = send(client, CHECK, form, "granska", title="Hänvisa till Mina sidor").text

    assert f"Du ändrade den själv 2026-03-10 kl. 18.30, kanske i en annan flik, sedan du öppnade den. {BOTH}" in page
    assert "paused_until: 2026-03-11\n" in fields(page, "publicera")["yaml"][0]
    assert re.findall(r'<th scope="row">(.*?)</th>', page) == ["Rubrik"], "what is shown as changed is one's own"
    assert carried(client, CHECK, page, "publicera").status_code == 303
    text = (folder / CHECK).read_text("utf-8")
    assert "title: Hänvisa till Mina sidor\n" in text
    assert "status: active\npaused_until: 2026-03-11\n" in text


def test_a_change_made_between_review_and_publishing_is_shown_before_both_are_published(client: FlaskClient, folder: Path):
    page = send(client, CHECK, opened(client, CHECK), "granska", title="Min").text
    assert published(client, CHECK, opened(client, CHECK), message="Deras.").status_code == 303

    again = carried(client, CHECK, page, "publicera")

    assert again.status_code == 409
    assert BOTH in again.text
    assert "title: Min" not in (folder / CHECK).read_text("utf-8"), "nothing is published unseen"
    assert carried(client, CHECK, again.text, "publicera").status_code == 303
    assert {"title: Min", "message: Deras."} <= set((folder / CHECK).read_text("utf-8").splitlines())
    assert carried(client, CHECK, page, "publicera").status_code == 303, "and once more is no conflict"


def test_hours_and_other_settings_are_changed_by_two_at_once(client: FlaskClient, folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(review, "effects", nothing_to_tell)  # of all examples, which takes seconds
    forms = [fields(client.get("/verkstad/tider").text, "tider") for _ in range(3)]
    file = "settings.yaml"
    assert published(client, file, opened(client, file), company="Annat").status_code == 303

    def publish(number: int, **hours: str) -> str:
        page = client.post("/verkstad/tider", data={**forms[number], **hours, "gor": "granska"}).text
        client.post(f"/verkstad/fil/{file}", data={**fields(page, "publicera"), "gor": "publicera"})
        return page

    assert BOTH in publish(0, fredag="8-15", dag="2026-12-23", tid="8-12")
    assert BOTH in publish(1, måndag="9-17", dag="2026-12-22", tid="8-12"), "a day is a field of its own"
    text = (folder / file).read_text("utf-8")
    kept = ("company: Annat\n", "  fredag: 08:00-15:00\n", "  måndag: 09:00-17:00\n", "  2026-12-23: 08", "  2026-12-22: 08")
    assert [each for each in kept if each not in text] == []

    conflict = client.post("/verkstad/tider", data={**forms[2], "fredag": "8-14", "måndag": "9-17", "gor": "granska"})
    assert conflict.status_code == 409
    assert "<h1>Två ändringar av öppettiderna</h1>" in conflict.text
    assert re.findall(r"<legend>(.*?)</legend>", conflict.text) == ["2nd line har öppet › fredag"]
    assert re.findall(r"<mark>(.*?)</mark>", conflict.text) == ["08:00-14:00", "08:00-15:00"]
    page = client.post(f"/verkstad/fil/{file}", data={**chosen(conflict.text, "min"), "gor": "granska"}).text
    done = client.post(f"/verkstad/fil/{file}", data={**fields(page, "publicera"), "gor": "publicera"})
    assert done.location == "/verkstad/tider?klart=ja"
    text = (folder / file).read_text("utf-8")
    assert [each for each in kept if each.replace("15:00", "14:00") not in text] == [], "what others have changed stays"


def chosen(page: str, *sides: str) -> dict[str, list[str]]:
    """The form of a page of clashes as a browser sends it, with a side chosen of each."""
    names = list(dict.fromkeys(re.findall(r'name="(krock/[^"]*)"', page)))
    return {**fields(page, "konflikt"), **{name: [side] for name, side in zip(names, sides, strict=True)}}


def test_of_what_both_have_changed_one_chooses_and_the_others_other_changes_stay(client: FlaskClient, folder: Path):
    form = opened(client, CHECK)
    theirs = {"title": "Deras", "message": "Deras text.", "guide": ""}
    assert published(client, CHECK, opened(client, CHECK), **theirs).status_code == 303

    conflict = send(client, CHECK, form, "granska", title="Min", message="Min text.", why="Mitt skäl.")

    assert conflict.status_code == 409
    assert re.findall(r"<legend>(.*?)</legend>", conflict.text) == ["Rubrik", "Det den säger"]
    assert re.findall(r"<mark>(.*?)</mark>", conflict.text) == ["Min", "Deras"] * 2
    page = client.post(f"/verkstad/fil/{CHECK}", data={**chosen(conflict.text, "min", "deras"), "gor": "granska"}).text
    assert re.findall(r'<th scope="row">(.*?)</th>', page) == ["Rubrik", "Varför"]
    assert carried(client, CHECK, page, "publicera").status_code == 303
    text = (folder / CHECK).read_text("utf-8")
    assert {"title: Min", "message: Deras text.", "why: Mitt skäl."} <= set(text.splitlines())
    assert "guide:" not in text


def test_of_a_list_only_what_differs_is_shown_to_choose_from(client: FlaskClient):
    form = opened(client, CHECK)
    changed = f"{form['good/1/mail'][0]} Tack på förhand."
    assert published(client, CHECK, opened(client, CHECK), **{"good/1/mail": changed}).status_code == 303

    page = send(client, CHECK, form, "granska", remove="good/1").text

    assert re.findall(r"<legend>(.*?)</legend>", page) == ["Exempel där den är tyst"]
    mine, theirs = (unescape(each) for each in re.findall(r'<span class="text">(.*?)</span>', page, re.S))
    assert mine == "<em>Finns inte</em>"
    assert changed in theirs
    assert form["good/0/mail"][0] not in theirs


def test_a_choice_from_what_is_no_longer_in_force_is_asked_for_again(client: FlaskClient):
    form = opened(client, CHECK)
    assert published(client, CHECK, opened(client, CHECK), title="Deras").status_code == 303
    conflict = send(client, CHECK, form, "granska", title="Min").text
    assert published(client, CHECK, opened(client, CHECK), title="Senare").status_code == 303

    again = client.post(f"/verkstad/fil/{CHECK}", data={**chosen(conflict, "min"), "gor": "granska"})

    assert again.status_code == 409
    assert re.findall(r"<mark>(.*?)</mark>", again.text) == ["Min", "Senare"]
    unanswered = client.post(f"/verkstad/fil/{CHECK}", data={**fields(again.text, "konflikt"), "gor": "granska"})
    assert unanswered.status_code == 409


@pytest.mark.soak  # four publications; which words are in the list is in test_merge.py
def test_two_add_words_to_the_same_list(client: FlaskClient, app: Flask):
    file, words = "snippets/faktura/e-faktura.yaml", ("fakturan i mobilbanken", "digitala brevlådan min")
    forms = [opened(client, file) for _ in words]
    for form, word in zip(forms, words, strict=True):
        assert published(client, file, form, keywords=f"{form['keywords'][0]}\n{word}").status_code == 303, word
    assert set(words) <= set(app.extensions["rutinlots"].rules.snippet_by_id["e-faktura"].keywords)


def test_two_add_examples_to_the_same_check(client: FlaskClient, folder: Path):
    forms = [opened(client, CHECK) for _ in range(2)]
    for form, name in zip(forms, ("en till", "ännu en"), strict=True):
        example = {"bad/5/name": name, "bad/5/mail": f"Jag har {name} gång <mark>tappat bort min faktura</mark>."}
        assert published(client, CHECK, form, **example).status_code == 303
    text = (folder / CHECK).read_text("utf-8")
    assert [name for name in ("name: en till", "name: ännu en") if text.count(name) != 1] == []


def test_where_it_is_not_known_what_was_there_at_opening_each_difference_is_asked_about(client: FlaskClient, folder: Path):
    form = opened(client, CHECK)
    path = folder / CHECK
    path.write_text(path.read_text("utf-8").replace("level: hint", "level: confirm"), "utf-8")

    page = send(client, CHECK, form, "granska", title="Min")

    assert page.status_code == 409
    assert re.findall(r"<legend>(.*?)</legend>", page.text) == ["Rubrik", "Hur hårt den trycker"]
    assert re.findall(r"<mark>(.*?)</mark>", page.text)[2:] == ["Ett tips i panelen", "Du får en fråga innan mejlet går"]
    assert send(client, CHECK, form, "publicera", title="Min").status_code == 409


def test_two_changes_that_do_not_pass_together_are_in_the_form_where_that_is_put_right(client: FlaskClient):
    """As when one takes away a word and the other writes an example that needs it: each alone is right."""
    check = "checks/arende/my-pages-not-mentioned.yaml"
    mine, theirs = opened(client, check), opened(client, check)
    draft = {"good/0/draft": theirs["good/0/draft"][0].replace("Mina sidor", "My pages")}
    assert published(client, check, theirs, **draft).status_code == 303

    page = send(client, check, mine, "granska", **{"absent/any": mine["absent/any"][0].replace("\nmy pages", "")}).text

    assert "Här står båda ändringarna, men tillsammans stämmer de inte." in page
    form = fields(page)
    assert (form["good/0/draft"], "my pages" in form["absent/any"][0]) == ([draft["good/0/draft"]], False)
    assert published(client, check, form, **{"absent/any": mine["absent/any"][0]}).status_code == 303


def test_a_file_that_is_gone_by_now_is_not_said_to_be_published(client: FlaskClient, app: Flask, folder: Path):
    form = opened(client, CHECK)
    (folder / CHECK).unlink()

    refused = send(client, CHECK, form, "publicera", title="Min")

    assert refused.status_code == 409
    assert re.findall(r"<legend>(.*?)</legend>", refused.text) == ["Hela filen"]
    assert "title: Min" in refused.text
    gone = client.post(f"/verkstad/fil/{CHECK}", data={**chosen(refused.text, "deras"), "gor": "granska"})
    assert gone.location == "/verkstad"
    kept = client.post(f"/verkstad/fil/{CHECK}", data={**chosen(refused.text, "min"), "gor": "granska"}).text
    assert "Hela innehållet" in kept, "as of one that is new"


def test_a_form_in_which_nothing_was_changed_takes_nothing_of_another_away(client: FlaskClient):
    form = opened(client, CHECK)
    assert published(client, CHECK, opened(client, CHECK), title="Deras").status_code == 303

    page = send(client, CHECK, form, "granska").text

    assert "Inget är ändrat." in page
    assert 'value="publicera"' not in page
