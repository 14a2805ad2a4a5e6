"""Telephone numbers in running text."""

import pytest

from rutinlots.core.entities.phone import phones


def numbers(text: str) -> list[str]:
    return [phone.number for phone in phones(text)]


@pytest.mark.parametrize(
    "written",
    [
        "070-174 06 05",
        "0701740605",
        "070/174 06 05",
        "070.174.06.05",
        "+46 70 174 06 05",
        "0046 (0)70 174 06 05",
        "tel.070-1740605",
    ],
)
def test_a_mobile_number_may_be_written_in_many_ways(written: str) -> None:
    assert numbers(f"Ring {written} i morgon") == ["+46701740605"]


@pytest.mark.parametrize(
    "text",
    [
        "personnummer 010101-2393",
        "OCR-nummer: 0701740605",
        "OCR-numret är 0701740605",
        "ocr nr 0701740605",
        "numret på ditt ärende är 0701-740605",
        "referensnumret för ditt ärende är 0701-740605",
        "kundnummer 0701740605",
        "fakturan har nummer 0701740605",
        "kl. 08.00–12.00",
        "2026-03-07",
        "07.03.2026",
        "1 070,17 kr",
        "bankgiro 5051-6905",
        "anläggning 735999102000000015",
        "mätarens serienummer är 08-123456",
        "mätarställningen är 0812 3456",
        "mätarställning: 0701 7406 05",
        "skadenummer 0701-740605",
        "vårt skadenr är 0701740605",
        "arbetsordernummer 0701740605",
        "spårningsnummer: 0701740605",
        "simkortsnumret 0701 740 605",
        "samtals-id 0701740605",
        "polisens diarienummer 0701-740605",
        "vårt projekt 0701-2026-11",
        "skåpet har littera 0703-44-12-1",
        "ditt skadenummer hos Länsförsäkringar är 0701-740605",
        "fakturorna 0701740605 och 0701740606 är betalda",
        "klockan 08 00-16 30",
    ],
)
def test_other_numbers_are_no_telephone_numbers(text: str) -> None:
    assert numbers(text) == []


def test_a_number_to_ring_about_another_is_one() -> None:
    assert numbers("Ring om fakturorna på 0701740605 och 070-1740606") == ["+46701740605", "+46701740606"]
    assert numbers("Uppge skadenumret när du ringer 0701740605") == ["+46701740605"]


def test_two_numbers_in_a_row_are_two() -> None:
    assert numbers("0701740605/070-1740606") == ["+46701740605", "+46701740606"]


@pytest.mark.parametrize(
    "text",
    [
        "numret till din montör är 0701740605",
        "telefonnumret för ert ärende är 0701740605",
        "fakturan är betald, ring 0701740605",
    ],
)
def test_a_number_beside_another_word_is_a_telephone_number(text: str) -> None:
    assert numbers(text) == ["+46701740605"]
