"""Letters that a mail quotes as a sample are told from what the agent says."""

import pytest

from rutinlots.core.mail.draft import split
from rutinlots.core.mail.lines import lines_of
from rutinlots.core.mail.sample import samples

OURS = "Med vänlig hälsning,\nSandra\nKundservice\nEllevio AB"
LETTER = "Härmed ger jag min dotter rätt att företräda mig.\n\nMed vänlig hälsning\nSven Berg"


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in samples(lines_of(text))]


@pytest.mark.parametrize("marks", ["””", "“”", "„”", '""', "»«", "»»"])
def test_a_letter_in_quotation_marks_is_a_sample(marks: str):
    sample = f"{marks[0]}{LETTER}{marks[1]}"

    assert found(f"Hej Anna,\n\nDen kan se ut så här:\n\n{sample}\n\nSkicka den hit.\n\n{OURS}") == [sample]
    assert found(f"Hej Anna,\n\nSkriv: {sample}.\n\n{OURS}") == [f"{sample}."]


def test_a_signed_letter_in_quotation_marks_needs_no_colon_before_it():
    assert found(f"Hej Anna,\n\nSkriv under den.\n\n”{LETTER}”\n\n{OURS}") == [f"”{LETTER}”"]
    assert found(f"Hej Anna,\n\nKlart.\n\n”Adressen är ändrad.\n\nFakturan är betald.”\n\n{OURS}") == []


@pytest.mark.parametrize("intro", ["Skriv så här till din hyresvärd:", "Här är ett exempel:", "Write like this:"])
@pytest.mark.parametrize("letter", [LETTER, "Hej!\n\nJag säger upp avtalet.\n\nMvh Sven"])
def test_a_letter_that_is_introduced_and_signed_is_a_sample(intro: str, letter: str):
    assert found(f"Hej Anna,\n\nTack.\n\n{intro}\n\n{letter}\n\nHa en fin dag!\n\n{OURS}") == [letter]


def test_a_letter_that_is_introduced_and_has_a_place_to_sign_is_a_sample():
    letter = "Härmed ger jag [namn] fullmakt.\n\nOrt och datum: ____\nUnderskrift: ____"

    assert found(f"Hej Anna,\n\nSå här kan den se ut:\n\n{letter}\n\nSkicka den hit.\n\n{OURS}") == [letter]


@pytest.mark.parametrize(
    "text",
    [
        f"Hej Anna,\n\nSkriv så här:\n\nHej!\n\nJag säger upp avtalet.\n\n{OURS}",  # the only signature is ours
        f"Hej Anna,\n\nGör så här:\n1. Logga in.\n2. Välj Flytta.\n\nMvh Sandra\n\n{OURS}",  # no letter begins
        f"Hej Anna,\n\nKlart.\n\nMvh Sandra\n\n{OURS}",
        f'Hej Anna,\n\nVälj ”Mina fakturor” och sedan "Betala.\n\nMvh Sandra\n\n{OURS}',  # a mark that was never closed
        f'Hej Anna,\n\n"Klart.\n\nVälj ”Flytta” här.\n\n{OURS}',
    ],
)
def test_what_is_no_sample(text: str):
    assert found(text) == []


def test_a_sample_is_neither_spoken_nor_signed_by_the_agent():
    parts = split(f"Hej Anna,\n\nDen kan se ut så här:\n\n”{LETTER}\n[ort]”\n\nHa en fin dag!\n\n{OURS}")

    assert [each.text for each in parts.signatures] == [OURS]
    assert parts.signer == "Sandra"
    assert parts.closing.text == "Ha en fin dag!"
    assert "Sven" not in parts.spoken.text
    assert "[ort]" not in parts.spoken.text
    assert len(parts.spoken.text) == len(parts.own.text)
