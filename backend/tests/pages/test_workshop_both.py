"""Two changes of one rule file from the same text: both are kept where no field was changed by both, else both are shown."""

# ruff: noqa: F811 (fixtures)

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.tests.pages.test_workshop import (  # noqa: F401 (fixtures)
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
from rutinlots.workshop.merge import merged

BOTH = "Det rör annat än det du har ändrat, så båda ändringarna gäller när du har publicerat."
BASE = """\
id: a
title: En rubrik # synlig
level: hint
status: active
message: Skriv så här.
good:
  - name: ett
    mail: Hej
  - name: två
    mail: Hej då
"""
FILE = "checks/arende/a.yaml"


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

    page = client.post("/verkstad/tider", data={**forms[2], "fredag": "8-14", "gor": "granska"}).text
    assert "När du publicerar får du se båda" in page
    conflict = client.post(f"/verkstad/fil/{file}", data={**fields(page, "publicera"), "gor": "publicera"}).text
    assert "<h1>Två ändringar av öppettiderna</h1>" in conflict
    assert "company" not in re.sub(r"<textarea[^>]* hidden.*?</textarea>", "", conflict, flags=re.S), "not the whole file"
    assert "fredag: 08:00-15:00" in (folder / file).read_text("utf-8")
    page = client.post(f"/verkstad/fil/{file}", data={**fields(conflict, "konflikt"), "gor": "granska"}).text
    done = client.post(f"/verkstad/fil/{file}", data={**fields(page, "publicera"), "gor": "publicera"})
    assert done.location == "/verkstad/tider?klart=ja"
    text = (folder / file).read_text("utf-8")
    assert {"company: Annat", "  fredag: 08:00-14:00"} <= set(text.splitlines()), "what was changed beside the hours stays"


def test_what_was_in_the_file_at_opening_and_is_in_no_history_is_not_guessed(client: FlaskClient, app: Flask, folder: Path):
    form = opened(client, CHECK)
    path = folder / CHECK
    path.write_text(path.read_text("utf-8").replace("level: hint", "level: confirm"), "utf-8")

    assert "När du publicerar får du se båda" in send(client, CHECK, form, "granska", title="Min").text
    assert published(client, CHECK, form, title="Min").status_code == 409


def test_two_changes_that_do_not_pass_together_are_shown_instead(client: FlaskClient):
    """As when one takes away a word and the other writes an example that needs it: each alone is right."""
    check = "checks/arende/my-pages-not-mentioned.yaml"
    mine, theirs = opened(client, check), opened(client, check)
    draft = {"good/0/draft": theirs["good/0/draft"][0].replace("Mina sidor", "My pages")}
    assert published(client, check, theirs, **draft).status_code == 303

    page = send(client, check, mine, "granska", **{"absent/any": mine["absent/any"][0].replace("\nmy pages", "")}).text

    assert "När du publicerar får du se båda" in page


def test_a_file_that_is_gone_by_now_is_not_said_to_be_published(client: FlaskClient, app: Flask, folder: Path):
    form = opened(client, CHECK)
    (folder / CHECK).unlink()

    refused = send(client, CHECK, form, "publicera", title="Min")

    assert refused.status_code == 409
    assert "title: Min" in refused.text


def test_a_form_in_which_nothing_was_changed_takes_nothing_of_another_away(client: FlaskClient):
    form = opened(client, CHECK)
    assert published(client, CHECK, opened(client, CHECK), title="Deras").status_code == 303

    page = send(client, CHECK, form, "granska").text

    assert "Inget är ändrat." in page
    assert 'value="publicera"' not in page


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        (("hint", "confirm"), ("active\n", "trial\n"), ["level: confirm", "status: trial"]),
        (("En rubrik", "Min"), ("# synlig", "# visas"), None),
        (("id: a\n", "# min\nid: a\n"), ("Skriv", "Tala"), ["# min", "message: Tala så här."]),
        (("  - name: två\n    mail: Hej då\n", ""), ("mail: Hej\n", "mail: Hejsan\n"), ["    mail: Hejsan"]),
        (("  - name: ett\n    mail: Hej\n", ""), ("Hej då", "Adjö"), None),
        (("  - name: två\n    mail: Hej då\n", ""), ("Hej då", "Adjö"), None),
        (("ett", "ETT"), ("Hej då", "Adjö"), ["  - name: ETT", "    mail: Adjö"]),
        (("Skriv så här", "Skriv nu"), ("så här.", "så där."), None),
        (("Skriv", "Tala"), ("Skriv", "Tala"), ["message: Tala så här."]),
        (("id: a", "id: [a"), ("Skriv", "Tala"), None),
        ((BASE, ""), ("Skriv", "Tala"), None),
    ],
)
def test_two_changes_of_a_text_are_one_where_no_field_is_changed_by_both(mine, theirs, both):
    text = merged(FILE, BASE, BASE.replace(*mine), BASE.replace(*theirs))

    assert (text is None) == (both is None)
    assert [line for line in both or () if line not in (text or "").splitlines()] == []
    assert text == merged(FILE, BASE, BASE.replace(*theirs), BASE.replace(*mine)), "in either order"


def test_own_names_and_those_that_are_none_are_two_fields():
    base = "# Våra namn\nAnna\n-Kund\n"

    name, another, never = "# Våra namn\nAnna\nBo\n-Kund\n", "# Våra namn\nAnna\nEva\n-Kund\n", base + "-Hej\n"

    assert merged("names/egna.txt", base, never, name) == "# Våra namn\nAnna\nBo\n-Kund\n-Hej\n"
    assert merged("names/egna.txt", base, another, name) is None
