"""The closing sentences of a reply are told from its information."""

import pytest

from rutinlots.core.mail.ending.farewell import farewell_start, is_farewell


@pytest.mark.parametrize(
    "sentence",
    [
        "Du är välkommen att återkomma om du har fler frågor.",
        "Hör av dig om du har ytterligare frågor så hjälper vi dig",
        "Jag önskar dig en trevlig dag",
        "Jag önskar dig en trevlig kväll!",
        "Jag önskar dig ett fint veckoslut!",
        "Trevlig helg!",
        "Ha en riktigt skön dag!",
        "Ha det så bra!",
        "Ha en fortsatt fin vecka.",
        "Tveka inte att kontakta oss igen om något är oklart.",
        "Om du har fler funderingar är det bara att höra av dig.",
        "Har du några frågor är du välkommen att ringa oss.",
        "God jul och gott nytt år!",
        "Glad midsommar!",
        "Välkommen åter!",
        "Tack för din förståelse.",
        "Please let us know if you have any further questions.",
        "Have a nice day!",
        "Don't hesitate to contact us.",
    ],
)
def test_a_friendly_ending_is_a_farewell(sentence: str):
    assert is_farewell(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Fakturan är betald.",
        "Hör av dig med ditt kundnummer så hjälper vi dig vidare.",
        "Kontakta Kravgruppen på 010-204 08 05 för att ordna en betalplan.",
        "Om du flyttar behöver du säga upp avtalet.",
        "Ring elsäkerhetsverket om ledningen ligger på marken.",
        "Fin bild på mätaren!",
        "Önskar du autogiro fyller du i blanketten.",
        "Tack för att du kontaktar oss.",
    ],
)
def test_information_is_no_farewell(sentence: str):
    assert not is_farewell(sentence)


def test_the_farewell_begins_with_the_first_of_its_sentences():
    text = "Fakturan är betald. Ha det så bra!\n\nTrevlig helg!"

    assert text[farewell_start(text, 0, len(text)) :].startswith("Ha det")


def test_a_friendly_sentence_before_the_information_is_not_the_farewell():
    text = "Trevlig helg!\n\nFakturan är betald."

    assert farewell_start(text, 0, len(text)) == len(text)
