"""A long mail, of whatever is worst to read, is answered: the work grows with its length, not with its square.

What grew with the square would take minutes and meet the time limit that every test has.
"""

import json
from copy import deepcopy
from typing import Any

import pytest
from flask.testing import FlaskClient

LENGTH = 100_000  # bytes as they are sent
LONG = 250_000
LONGEST = 1_000_000  # two are just below what a request may hold
TEXTS = {
    "one word": "a",
    "blank": " ",
    "blank lines": "x\n\n",
    "greetings": "Hej Anna,\n",
    "sign-offs": "Mvh\nAnna\n",
    "farewells": "Tack på förhand! ",
    "quoted lines": "> a\n",
    "deep quotes": ">" * 50 + "\n",
    "reply headers": "Den 3 mars kl 10:15 skrev Anna <a@b>:\n",
    "forward headers": "Från: Anna <a@b>\nSkickat: i dag\nTill: x\nÄmne: y\n",
    "numbers": "070-174 06 01 735999 1 234,50 kr ",
    "addresses": "a@b.se https://a.se/ ",
    "questions": "Hur gör jag? ",
    "flats that are counted": "vi har 8 lägenheter ",
    "signatures": "-- \nAnna\n",
    "outages that are excused": "strömmen har gått bort ",
    "attachments": "bifogar ",
    "one or the other": "du/ni dag/kväll ",
    "sample letters": "Skriv så här:\nHej!\nMvh Anna\n",
    "letters in marks": "”a\nMvh Anna”\n",
    "links in one word": "http://",
    "questions about nothing": "hur du och ",
    "odd spaces": "\u200b\u00a0",
}
PAGES = {
    "open elements": "<div>",
    "quotes in quotes": '<div class="gmail_quote"><blockquote>',
    "brackets": "<",
    "entities": "&amp;",
    "lines": "x<br>\n",
}


def filled(piece: str, length: int) -> str:
    return piece * (length // (len(json.dumps(piece, ensure_ascii=False).encode()) - 2))


def judged(client: FlaskClient, situation: dict[str, Any]) -> dict[str, Any]:
    body = json.dumps(situation, ensure_ascii=False).encode()
    answer = client.post("/api/v1/checks", data=body, content_type="application/json")
    assert answer.status_code == 200, answer.text
    return answer.json


def every_other(pieces: dict[str, str], length: int) -> list[Any]:
    """Each piece of that length: every other one in each run, the rest in make soak."""
    return [
        pytest.param(piece, length, id=f"{name}-{length}", marks=[pytest.mark.soak] * (number % 2 or length == LONG))
        for number, (name, piece) in enumerate(pieces.items())
    ]


@pytest.mark.parametrize(("piece", "length"), [*every_other(TEXTS, LENGTH), *every_other(TEXTS, LONG)])
def test_a_long_mail_and_a_long_draft_are_judged(client: FlaskClient, situation: dict[str, Any], piece: str, length: int):
    long = deepcopy(situation)
    long["ticket"]["conversation"][0]["text"] = long["draft"]["text"] = filled(piece, length)
    assert set(judged(client, long)) >= {"findings", "gate"}


@pytest.mark.soak
@pytest.mark.parametrize("piece", ["greetings", "numbers", "questions"])
def test_the_longest_that_a_request_may_hold_are_judged(client: FlaskClient, situation: dict[str, Any], piece: str):
    situation["ticket"]["conversation"][0]["text"] = situation["draft"]["text"] = filled(TEXTS[piece], LONGEST)
    assert set(judged(client, situation)) >= {"findings", "gate"}


@pytest.mark.parametrize("piece", [" ", "\u00a0", " ,", "\t"], ids=["blanks", "hard blanks", "commas", "tabs"])
def test_a_long_gap_in_a_question_is_judged(client: FlaskClient, situation: dict[str, Any], piece: str):
    text = f"Kan ni skicka fakturan till{piece * 100_000}bort?"
    situation["ticket"]["conversation"][0]["text"] = situation["draft"]["text"] = text
    assert set(judged(client, situation)) >= {"findings", "gate"}


@pytest.mark.parametrize("piece", ["\n", "\n ", " "], ids=["line breaks", "blank lines", "blanks"])
def test_a_long_gap_in_an_answer_is_judged(client: FlaskClient, situation: dict[str, Any], piece: str):
    situation["ticket"]["conversation"][0]["text"] = "Hej! Kan ni byta mätaren? Hur säljer man sin sommarstuga?"
    situation["draft"]["text"] = f"Hej Anna,\n\nVi svarar om sommarstugan.{piece * 100_000}Ha det bra."
    assert set(judged(client, situation | {"moment": "write"})) >= {"findings", "gate"}


def test_a_forwarded_mail_with_a_long_word_for_its_sender_is_judged(client: FlaskClient, situation: dict[str, Any]):
    text = f"Från: {'a' * 100_000}\nSkickat: den 3 mars 2026 10:15\nTill: x@y.se\nÄmne: y\n\nHej!"
    situation["ticket"]["conversation"][0]["text"] = text
    assert set(judged(client, situation)) >= {"findings", "gate"}


@pytest.mark.parametrize("length", [LENGTH, pytest.param(LONG, marks=pytest.mark.soak)])
@pytest.mark.parametrize("piece", PAGES.values(), ids=PAGES)
def test_a_long_mail_in_html_is_judged(client: FlaskClient, situation: dict[str, Any], piece: str, length: int):
    message = situation["ticket"]["conversation"][0]
    message["text"], message["html"] = None, filled(piece, length)
    assert set(judged(client, situation)) >= {"findings", "gate"}


HOSTILE = "</div></textarea><script>document.title='x'</script><img src=x onerror=alert(1)> {{7*7}} '; DROP TABLE logs; --\n"
ASKED = "Hej!\n\nHur börjar jag med autogiro?\n\nMvh\nAnna Berg\n\n"


def test_a_megabyte_of_markup_changes_neither_suggestions_nor_the_log(client: FlaskClient, situation: dict[str, Any]):
    message = situation["ticket"]["conversation"][0]
    message["html"] = None

    def answers(text: str) -> tuple[list[str], str, str]:
        message["text"] = text
        writes, sends = (judged(client, situation | {"moment": moment}) for moment in ("write", "send"))
        return [each["snippet"] for each in writes["suggestions"]], sends["gate"]["situation"], sends["gate"]["text"]

    plain, hostile = answers(ASKED), answers(ASKED + filled(HOSTILE, LONGEST))

    assert "autogiro" in " ".join(plain[0])
    assert hostile[:2] == plain[:2]
    assert ASKED.strip() in hostile[2]
    assert hostile[2].endswith(plain[2].rpartition("-" * 40)[2])
