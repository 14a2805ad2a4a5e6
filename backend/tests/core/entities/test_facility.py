"""Facility ids, and how many facilities a mail is about."""

import pytest

from rutinlots.core.entities.facility import ids_in, named_in, only_digits, right_check_digit

A, B = "735999123456789018", "735999123456789117"


def found(text: str) -> list[str]:
    return [id for evidence in ids_in(text) for id in evidence.ids]


def test_the_check_digit_is_gs1s() -> None:
    assert right_check_digit(A)
    assert right_check_digit(B)
    assert not right_check_digit("735999123456789017")


@pytest.mark.parametrize("written", [A, "735999 123 456 789 018", "735999-123456789018", "735999.123456789.018"])
def test_an_id_may_be_written_in_groups(written: str) -> None:
    assert found(f"Anläggning {written}, tack") == [A]


def test_an_id_with_the_wrong_check_digit_is_still_seen() -> None:
    assert found("735999123456789017") == ["735999123456789017"]


@pytest.mark.parametrize("other", ["73599912345678901", "7359991234567890188", "735999102xxxxxxxxx", "5735999123456789018"])
def test_other_numbers_are_no_ids(other: str) -> None:
    assert found(other) == []


def test_an_id_is_found_where_it_stands() -> None:
    evidence = next(ids_in(f"Id: {A}."))

    assert (evidence.start, evidence.end) == (4, 22)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Vi vill ändra fakturaadressen på 12 anläggningar.", 12),
        ("Det gäller 23 st konfigs.", 23),
        ("Vi har tolv lägenheter som ska flyttas.", 12),
        ("Vi har 9 anläggningar och undrar om ni kan ändra fakturaadressen på dem.", 9),
        ("Huset har 9 lägenheter. Alla ska byta till e-faktura.", 9),
        ("Det är 8 lägenheter i huset som ska byta ägare.", 8),
        ("Brf Eken med 48 lägenheter vill byta till e-faktura på alla.", 48),
        ("Vi vill flytta abonnemangen i ett hus med 12 lägenheter till ny ägare.", 12),
        ("Tre av 12 lägenheter ska byta ägare. Vi tar över 12 lägenheter.", 12),
        ("Vår fastighet med 12 lägenheter har fått ny ägare, flytta avtalen.", 12),
        ("Jag bor utomlands och vill avsluta mina 6 lägenheter.", 6),
        ("Jag bor på Ringvägen och vill byta adress på 7 anläggningar.", 7),
        ("Vi har 11 lägenheter. Alla ska ha autogiro.", 11),
        ("Alla våra 40 gemensamma elnätsavtal ska ha ny adress.", 40),
        ("Vi förvaltar 25 lägenheter och vill få fakturorna varannan månad.", 25),
        ("Vi förvaltar 25 lägenheter. Vi vill ha autogiro på samtliga.", 25),
        ("Brf Eken har 12 lägenheter. Vi tar över, så flytta alla till föreningen.", 12),
        ("Vi ska byta elmätare och dessutom byta namn på 9 anläggningar.", 9),
        ("Flytta 7 elmätare till vårt nya bolag, org.nr 559012-3344.", 7),
        ("Byt adress på elmätarna, 8 mätare.", 8),
        ("Brf Eken (12 lägenheter) ska över på nya ägaren, alla avtal.", 12),
        ("Vi är 9 hushåll som alla vill byta till e-faktura.", 9),
        ("Vi har bytt elhandlare. Ändra fakturaadress på våra 8 anläggningar.", 8),
        (f"18 anläggningar, till exempel {A}.", 18),
        ("Ändra fakturaadress på Storgatan 1, Ekvägen 4 B, Lindgatan 7 och Björkvägen 9.", 4),
        ("Säg upp elen på Storgatan 1 i Mora, Storgatan 3 i Mora samt på Ekvägen 12 lgh 1101, och Lindgatan 9.", 4),
        ("Storgatan 1 lgh 1001\nStorgatan 1 lgh 1002\nStorgatan 1 lgh 1003\nStorgatan 3 lgh 1101", 4),
        ("Byt till e-faktura för lgh 1001, 1002, 1003 och 1004 på Ekvägen 3.", 4),
        ("Flytta över lgh 1001-1012 till oss från 1 maj.", 12),
        ("Säg upp elen i lägenheterna 1101 – 1107 på Ekvägen 3.", 7),
        ("Byt till e-faktura för lgh 1001 till 1004.", 4),
        ("Flytta lägenheterna 1101, 1102 samt 1103, 123 45 Mora till nya ägaren.", 3),
        ("Säg upp elen i lgh 1101, lgh 1102 och lgh 1102.", 2),
    ],
)
def test_the_number_is_read_out_of_words_and_rows(text: str, number: int) -> None:
    assert named_in(text).number == number


@pytest.mark.parametrize(
    "text",
    [
        "Jag bor i lägenhet 1203.",
        "Grannarna i lgh 1101 och 1102 spelar musik.",
        "Det är strömlöst i lgh 1001-1012.",
        "Säg upp elen i lgh 1001-1405.",
        "Säg upp elen i lgh 1012-1001.",
        "Det är strömlöst i lägenhet 1101, 1102 och 1103. När kan ni byta säkringen?",
        "Säg upp elen i lgh 1101, 2026-05-01.",
        "Byt namn på lgh 1101, 123 45 Mora.",
        "Mitt kundnummer är 4410927.",
        "Hej!\nStorgatan 1\n123 45 Staden",
        "Jag har betalat 12 fakturor.",
        "Jag flyttar från Storgatan 1 till Ekvägen 4, och fakturan ska till Lindgatan 9.",
        "Strömmen är borta på Storgatan 1, Ekvägen 4 och Lindgatan 9. Byt mitt nummer.",
        "Jag har bott på Storgatan 1, Ekvägen 4 och Lindgatan 9. Nu vill jag byta adress.",
        "När gräver ni på Storgatan 1, Ekvägen 4 och Lindgatan 9?",
        "Byt adress till Storgatan 1, 123 45 Mora, och inte Ekvägen 4, 2 tr.",
        "Vi ses den 12/3 vid anläggningen.",
        "Vi har 8 lägenheter i huset och undrar när ni gräver.",
        "Vi har totalt 14 anläggningar. Vilka avtal har vi hos er?",
        "I vår förening med 40 lägenheter vill en boende byta elhandlare. Hur gör hon?",
        "Vi är 12 hushåll och en medlem flyttar. Hur säger hon upp sitt avtal?",
        "Jag bor i ett hus med 40 lägenheter och min faktura är fel.",
        "Jag bor i ett flerfamiljshus med 18 lägenheter och vill ha e-faktura.",
        "Jag är hyresgäst i Brf Eken med 120 lägenheter och har bytt namn.",
        "Grannfastigheten har 20 lägenheter och lyser hela natten.",
        "Huset har 3 våningar och 9 lägenheter. Var går kabeln?",
        "Jag flyttar från huset, det är 8 lägenheter i trappan och min är nr 3.",
        "Jag ska flytta till ett hus som har 24 lägenheter, lgh 1101.",
        "Jag säljer en av 12 lägenheter i fastigheten, köparen tar över elen.",
        "Brf Eken med 48 lägenheter har bytt kassör, ändra fakturaadressen för föreningen.",
        "Huset har 3 våningar och 9 lägenheter. Vi ska byta servis och undrar vad det kostar.",
        "Vi ska byta elcentral i 8 lägenheter på Parkgatan 7. Måste vi föranmäla varje?",
        "Ni ska byta mätare hos oss i 22 lägenheter, behöver alla vara hemma?",
        "Vi ska flytta elskåpet till källaren i ett hus med 10 lägenheter.",
        "Mätarbytet i våra 30 lägenheter, när sker det?",
        "Vi planerar gemensamhetsel för föreningens 48 lägenheter. Vad blir det för skillnad i pris?",
        "Vi äger fastigheten Tallen 4 med 24 lägenheter. I lägenhet 1104 har hyresgästen ingen ström.",
        "Vi är 14 fastigheter som delar på vägbelysningen. Nu vill vi att fakturan går till vår nya kassör.",
        "Vi är en förening med 30 lägenheter. Vår nya fakturaadress är Box 12, 681 21 Kristinehamn.",
        "Fastigheten på Bergsgatan 2 har 15 lägenheter. Hyresgästen i 1104 säger upp sitt avtal.",
        "Jag har köpt en lägenhet i ett hus med 30 lägenheter och ska flytta in den 1 maj.",
        "Vår fastighet har 20 lägenheter och en hyresgäst har flyttat utan att säga upp elen.",
        "Vi har sålt vår fastighet med 9 lägenheter. Hyresgästerna har egna avtal. Köpare är Bo AB.",
        "Vi säljer huset (8 lägenheter) den 1 maj och vill säga upp fastighetselen.",
        "Vi är nya förvaltare för Brf Eken (56 lägenheter). Ändra fakturaadress till Box 1, 681 21 Kristinehamn.",
        "Hur många av våra 40 lägenheter har egna avtal? Vi vill registrera dem i vårt system.",
        "Vi vill byta elhandlare på 12 anläggningar. Hur gör vi?",
        "Ni har aviserat elmätarbyte i 32 lägenheter, kan det flyttas till maj?",
        "Byt gärna tid för mätarbytet, det är 32 lägenheter och styrelsen är bortrest.",
        "Vi förvaltar 25 lägenheter. Hyresgästen i 1104 har bytt namn.",
        "Vi förvaltar 25 lägenheter. Hyresgästen i 1104 har bytt namn. Tack för alla svar!",
        "Vi förvaltar 25 lägenheter och vill veta hur man byter adress.",
        "Vi förvaltar 25 lägenheter och vill säga upp elen i lgh 1104.",
        "",
    ],
)
def test_a_mail_about_something_else_has_no_number(text: str) -> None:
    assert named_in(text).number == 0


def test_the_number_comes_with_the_words_it_stands_on() -> None:
    text = "Vi vill ändra på 12 anläggningar."

    evidence = named_in(text).evidence[0]

    assert text[evidence.start : evidence.end] == "12 anläggningar"


def test_only_separators_may_stand_between_digits() -> None:
    assert only_digits("735 999-1") == "7359991"
    assert only_digits("735x") == ""


def test_the_groups_of_an_id_count_nothing():
    rows = "\n".join(f"Anläggnings-id: 735 999 102 000 000 2{end}" for end in (19, 26, 33, 40))

    assert named_in(f"Följande ska flyttas till köparen:\n{rows}").number == 0


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Vi har 23 anläggningar. Endast en av dem ska ha ny referens.", 1),
        ("Jag har 12 lägenheter men bara en ska bort.", 1),
        ("Vi äger 30 anläggningar. Det gäller endast två av dem.", 2),
        ("Vi har 14 hus. Det är bara i ett av dem som mätaren ska bytas.", 1),
        ("Av våra 20 anläggningar ska enbart fyra byta ägare.", 4),
        ("Vi har 16 mätare i huset, en enda ska flyttas till ett nytt namn.", 1),
        ("Vi har 23 anläggningar men det gäller bara två, ny referens på dem.", 2),
        ("Våra 8 anläggningar ska byta ägare. Det gäller bara två månader.", 8),
        ("Vi har 20 anläggningar, alla utom tre ska byta adress.", 17),
        ("Av våra 30 lägenheter ska bara lägenhet 1203 byta ägare.", 1),
        ("Vi har 9 anläggningar men byt bara adress på dem.", 9),
        ("Vi äger 30 lägenheter och hälften av dem ska byta ägare.", 15),
        ("Vi ska flytta 7 anläggningar i Mora och 8 anläggningar i Rättvik till ny ägare.", 15),
        ("Våra 8 anläggningar ska byta ägare, bara en fråga till.", 8),
        ("Våra 3 anläggningar ska byta ägare. Endast 12 av dem ska ha autogiro.", 3),
    ],
)
def test_a_part_of_them_is_what_counts(text: str, number: int) -> None:
    assert named_in(text).number == number


@pytest.mark.parametrize("text", ["Jag är på sjukhus, byt tiden.", "Vi bor i tvåfamiljshus och ska flytta.", "Tvåmätare ska bort."])
def test_the_beginning_of_a_word_is_no_number(text: str) -> None:
    assert named_in(text).number == 0


def test_a_figure_may_be_written_together_with_what_it_counts() -> None:
    assert named_in("8lägenheter ska flyttas.").number == 8
