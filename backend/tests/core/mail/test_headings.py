"""What mail programs put above quoted history, in many programs and languages, tells it from the sender's words."""

from pathlib import Path

import pytest

from rutinlots.core.mail.thread import take_apart
from rutinlots.core.situation import Message

HISTORY = ("Hej Maja,", "Är grinden låst på vardagarna?", "Petra", "Ellevio")
LAST = (
    "Nyckeln hänger i skjulet", "Onsdag den 11 februari går bra.", "Man kan gå in från baksidan", "2 bilar står på tomten.",
    "Tack!",
)  # fmt: skip


def read() -> dict[str, str]:
    told: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "headings.txt").read_text("utf-8").splitlines():
        if line.startswith("%% "):
            name = line.removeprefix("%% ")
            told[name] = []
        else:
            told[name].append(line)
    return {name: "\n".join(lines) for name, lines in told.items()}


HEADINGS = read()


def own(text: str) -> str:
    return take_apart(Message(direction="in", text=text), is_ours=lambda address: address.endswith("@ellevio.se")).own


@pytest.mark.parametrize("name", HEADINGS)
def test_what_stands_below_the_heading_is_history(name: str):
    assert own("\n\n".join(["Det går bra.", HEADINGS[name], "\n".join(HISTORY)])) == "Det går bra."


@pytest.mark.parametrize("name", HEADINGS)
def test_the_heading_is_none_of_the_senders_words_where_the_history_is_marked(name: str):
    assert own("\n\n".join(["Det går bra.", HEADINGS[name], "\n".join(f"> {line}" for line in HISTORY)])) == "Det går bra."


@pytest.mark.parametrize("last", LAST)
@pytest.mark.parametrize("name", HEADINGS)
def test_the_line_above_the_heading_is_the_senders(name: str, last: str):
    text = "\n".join(["Hej!", last, HEADINGS[name], *HISTORY])

    assert own(text) == f"Hej!\n{last}"


@pytest.mark.parametrize("name", HEADINGS)
def test_a_mail_that_only_quotes_us_says_nothing(name: str):
    assert own("\n\n".join([HEADINGS[name], "\n".join(HISTORY)])) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Er tekniker Lo Ek skrev:\n\nSkåpet måste bytas.\n\nStämmer det?",
        "Den 4 februari kl 14:02 skrev jag till er:\nskåpet är öppet.",
        "Den 4 februari 2026 kl 14:02 ringde Per från Ellevio:\nhan visste inget.",
        "Jag skrev den 4 februari 2026 kl 14:02:\nIngen svarade.",
        "Min granne (lo@example.com) skrev:\nStrömmen är borta.\nHar ni hört det?",
        "Från: Ekvägen 3\nTill: Björkvägen 8\nDatum: 4 februari\n\nKan ni ordna flytten?",
        "Till: den nya ägaren\nFrån: den gamla\nÄmne saknas.\nVad gör vi?",
        "Så här ser det ut:\n4 februari 14:02: strömmen går\n4 februari 15:10: den kommer tillbaka\nVarför?",
        "Ämne: min faktura\n\nHej, varför är den så hög?",
        "Datum: 4 februari\nTill: mitt sommarhus\nHär vill jag ha ström.",
        "Svara mig på lo@example.com:\njag läser inte den här adressen.",
        "Lo Ek <lo@example.com>:\nhon ska stå på avtalet.",
        "- Har ni fått avläsningen?\n- När kommer fakturan?",
        "----\nHar ni fått avläsningen?",
        "On 4 February the power went out:\nwhy?",
        "Ni skrev i ert brev 2026-02-04 att:\nmätaren ska bytas.",
    ],
)
def test_sentences_that_look_like_headings_are_the_senders(text: str):
    assert own(text) == text
