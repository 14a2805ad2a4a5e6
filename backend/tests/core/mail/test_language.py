"""The language of a mail: the right one where it can be told, and none where it can't."""

import pytest

from rutinlots.core.mail.language import language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Hej! Jag undrar över min faktura."),
        ("sv", "Vi flyttar in på Storgatan 4 den 1 mars, hur gör vi med elen?"),
        ("sv", "Hej, jag har betalat min invoice via bank transfer men fick ändå en payment reminder"),
        ("sv", "hej skrev fel i formuläret, flyttar in 1a maj inte 1a juni, Tuva Lind, Solg 8"),
        ("en", "Hi, I would like a copy of my invoice please."),
        ("en", "We are moving to Storgatan 4 in Arvika on 1 March. What do we need to do?"),
        ("en", "I’ve been told that you’re replacing the meter"),
        ("no", "Hei, jeg lurer på fakturaen min."),
        ("no", "Vi flytter ut av hytta. Hvordan sier jeg opp strømmen? Takk for hjelpen, hilsen Kari"),
        ("da", "Hej, jeg vil gerne have en kopi af min regning."),
        ("da", "Hvordan opsiger jeg aftalen for sommerhuset, og hvornår får vi regningen?"),
        ("fi", "Hei, haluaisin kopion laskustani. Milloin sähköt tulevat takaisin?"),
        ("de", "Guten Tag, ich möchte eine Kopie der Rechnung."),
    ],
)
def test_a_mail_of_a_sentence_or_two_says_its_language(language: str, text: str):
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "OK", "Tack!", "Thanks", "4410283", "Anna Berg", "735999102000000011 @ # !", "Autogiro"])
def test_what_could_be_any_language_is_none(text: str):
    assert language_of(text) is None


def test_a_list_of_names_and_words_that_swedish_shares_is_not_english():
    rows = "1. Lgh 1001 Karl Ek\n2. Lgh 1002 Ali Noor\n3. Lgh 1003 My Sol"
    assert language_of(f"Flytta in följande:\n{rows}\nMvh Anna Lindgren") in (None, "sv")


def test_half_swedish_and_half_english_is_neither():
    swedish = "Hej! Jag undrar om ni har fått min betalning och hur det går."
    assert language_of(f"{swedish} Hello! I would like to have my invoice please.") is None


def test_a_long_mail_is_read_no_further_than_needed():
    assert language_of("Hej, jag undrar över min faktura. " * 60 + "I would like to have my invoice please. " * 10_000) == "sv"
