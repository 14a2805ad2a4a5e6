"""A draft is divided into greeting, opening, body, closing, signature and quote."""

from collections import Counter

import pytest
from hypothesis import given

from backend.tests.core.letters.letter import Letter, in_a_row, read
from backend.tests.core.letters.scraps import TEXTS
from rutinlots.core.mail.draft import Parts, Stretch, split
from rutinlots.core.mail.text import clean


def stretches(parts: Parts) -> list[Stretch]:
    named = [parts.greeting, parts.greeting_name, *parts.greetings]
    rest = [
        parts.opening,
        parts.body,
        parts.closing,
        parts.signature,
        *parts.signatures,
        *parts.below,
        *parts.greetings_below,
        parts.quote,
        parts.own,
    ]
    return [each for each in [*named, *rest] if each is not None]


@pytest.mark.parametrize("letter", read("drafts.txt"), ids=lambda letter: letter.name)
def test_a_draft_is_divided_as_a_reader_would(letter: Letter):
    greeting, name, signer, *greetings = letter.facts
    parts = split(letter.text)

    assert (parts.greeting and parts.greeting.text) == greeting
    assert ((parts.greeting_name and parts.greeting_name.text) or None) == name
    assert len(parts.greetings) == (int(greetings[0]) if greetings else int(greeting is not None))
    assert parts.signer == signer
    assert in_a_row(parts.signature.text) == letter.words("signature")
    assert in_a_row(parts.closing.text) == letter.words("closing")
    assert in_a_row(parts.quote.text) == letter.words("quote")


@pytest.mark.parametrize("marks", ["-" * 1000, "- " * 1000, "=" * 1000], ids=["dashes", "dashes apart", "a rule"])
def test_a_line_drawn_after_a_greeting_is_read_however_long(marks: str):
    assert split(f"Hej {marks}\n\nDet går bra.").body.text.endswith("Det går bra.")


def test_the_opening_is_the_first_paragraph_after_the_greeting():
    assert split("Hej Anna,\n\nTack för ditt mejl.\n\nFakturan är betald.").opening.text == "Tack för ditt mejl."


def test_without_blank_lines_the_opening_is_the_first_line():
    assert split("Hej Anna,\nTack för ditt mejl.\nFakturan är betald.").opening.text == "Tack för ditt mejl."


def test_the_opening_of_a_double_greeting_is_the_whole_top():
    parts = split("Hej Anna,\n\nHej!\n\nTack för ditt mejl.\n\nMer.")

    assert parts.opening.text == "Hej Anna,\n\nHej!\n\nTack för ditt mejl."


def test_the_opening_of_a_draft_without_greeting_is_its_first_paragraph():
    assert split("Tack för ditt mejl.\n\nFakturan är betald.").opening.text == "Tack för ditt mejl."


def test_the_body_is_between_the_greeting_and_the_closing():
    parts = split("Hej Anna,\n\nEtt.\n\nTvå.\n\nTrevlig helg!\n\nMvh Sandra")

    assert parts.body.text == "Ett.\n\nTvå."


def test_the_body_of_a_text_put_in_below_the_signature_is_that_text():
    parts = split("Hej Anna,\n\nMed vänlig hälsning,\nSandra\nKundservice\n\nFakturan är betald.\n\nTrevlig helg!")

    assert parts.body.text == "Fakturan är betald."
    assert parts.signature.text == "Med vänlig hälsning,\nSandra\nKundservice"
    assert parts.closing.text == "Trevlig helg!"


def test_a_text_below_the_signature_of_a_whole_mail_is_the_agents_own():
    parts = split("Hej Anna,\n\nKlart.\n\nMvh\nSandra\nKundservice\n\nHej!\n\nDu hittar villkoren på vår webbplats.")

    assert parts.signature.text == "Mvh\nSandra\nKundservice"
    assert [each.text for each in parts.below] == ["Hej!\n\nDu hittar villkoren på vår webbplats."]
    assert [each.text for each in parts.greetings_below] == ["Hej!"]
    assert len(parts.greetings) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Öppettider: vardagar 8–17.",
        "I vår integritetspolicy står hur vi använder dina uppgifter.",
        "Följ oss gärna på Facebook!",
        "Kundservice",
    ],
)
def test_what_companies_have_in_their_signatures_is_no_text_of_the_agents(line):
    assert split(f"Hej Anna,\n\nKlart.\n\nMvh\nSandra\n\n{line}").below == ()


@pytest.mark.parametrize("greeting", ["Hej ,", "Hej -,", "Hej - -,", "Hej …,", "Bästa ,", "Dear,"])
def test_a_name_that_came_out_empty_has_a_place(greeting):
    parts = split(f"{greeting}\n\nTack för ditt mejl.")

    assert parts.greeting is not None
    assert parts.greeting.text == greeting
    assert parts.greeting_name is not None
    assert not any(map(str.isalnum, parts.greeting_name.text))


@pytest.mark.parametrize("before", ["🌸 ", "👋🏽", ":) ", "❤️ ☀️ "])
def test_a_greeting_may_stand_after_a_smiley(before):
    parts = split(f"{before}Hej Anna!\n\nTack för ditt mejl.")

    assert parts.greeting is not None
    assert parts.greeting.text == "Hej Anna!"
    assert parts.greeting_name is not None
    assert parts.greeting_name.text == "Anna"


@pytest.mark.parametrize(
    ("greeting", "name"),
    [("Anna, hej!", "Anna"), ("Anna och Per, god morgon!", "Anna och Per"), ("Sparkcykel123, hej", "Sparkcykel123")],
)
def test_the_name_may_come_before_the_greeting(greeting: str, name: str):
    parts = split(f"{greeting}\n\nFakturan är betald.")
    assert parts.greeting is not None
    assert parts.greeting_name is not None
    assert (parts.greeting.text, parts.greeting_name.text) == (greeting, name)


@pytest.mark.parametrize("line", ["Fakturan, hej då!", "Anna, hej och välkommen till oss.", "Hälsa Anna hej", "anna, hej!"])
def test_a_greeting_word_at_the_end_of_anything_else_is_no_greeting(line: str):
    assert split(f"{line}\n\nFakturan är betald.").greeting is None


@pytest.mark.parametrize("greeting", ["Hej!", "Hej !", "Hej,", "Hej ...", "Hej ni båda,", "Hej :)"])
def test_a_greeting_without_a_name_has_no_place_for_one(greeting):
    parts = split(f"{greeting}\n\nTack för ditt mejl.")

    assert parts.greeting is not None
    assert parts.greeting.text == greeting
    assert parts.greeting_name is None


@pytest.mark.parametrize(
    "name",
    ["J?rgen", "=?utf-8?Q?J=C3=B6rgen?=", "Karin &amp; Olle", "Karin m.fl.", "Karin (och Olle)", "Karin eller Olle",
     "Karin, Olle och Stina", "Maria de la"],
)  # fmt: skip
def test_a_name_is_read_to_its_end(name):
    parts = split(f"Hej {name},\n\nTack för ditt mejl.")

    assert parts.greeting_name is not None
    assert parts.greeting_name.text == name


def test_each_of_two_signatures_is_told():
    parts = split("Hej!\n\nKlart.\n\nMvh\nSandra\n\nMed vänlig hälsning,\nSandra\nKundservice")

    assert [each.text for each in parts.signatures] == ["Mvh\nSandra", "Med vänlig hälsning,\nSandra\nKundservice"]


@pytest.mark.parametrize("quote", ["> Jag bifogar kvittot på köpet.", "> Ring 070-000 00 00"])
def test_lines_of_the_customers_between_the_answers_are_not_spoken_by_the_agent(quote):
    parts = split(f"Hej Anna,\n\n{quote}\n\nTack, det är noterat.\n\nMvh\nSandra")

    assert "·" in parts.spoken.text
    assert quote not in parts.spoken.text
    assert "Tack, det är noterat." in parts.spoken.text
    assert len(parts.spoken.text) == len(parts.own.text)


def test_words_in_quotation_marks_are_not_spoken_by_the_agent_but_a_title_is():
    assert "skickar" not in split("Du skrev ”jag skickar med kvittot”.").spoken.text
    assert split("Välj ”Mina fakturor” och logga in.").spoken.text == "Välj ”Mina fakturor” och logga in."
    assert "[ort]" in split("Skriv ”jag bor i [ort] nu”.").spoken.text


def test_own_words_end_where_the_quote_begins():
    parts = split("Hej Anna,\n\nKlart.\n\nDen tis, 10 mar 2026 kl 10:15 skrev Anna <a@example.com>:\n\nHej!")

    assert parts.own.text == "Hej Anna,\n\nKlart."
    assert parts.quote.text.startswith("Den tis")


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\u200b"])
def test_an_empty_draft_has_empty_parts(text: str):
    parts = split(clean(text).text)

    assert parts.greeting is None
    assert not any(each.text for each in stretches(parts))


def test_a_draft_of_one_word_is_its_body():
    assert split("Klart").body.text == "Klart"


def test_a_long_row_of_greetings_is_cut_off():
    assert len(split("Hej Anna, " * 100).greetings) < 100


@given(TEXTS)
def test_every_part_lies_where_it_says(text: str):
    parts = split(clean(text).text)

    assert all(parts.text[each.start : each.end] == each.text for each in stretches(parts))
    assert all(0 <= each.start <= each.end <= len(parts.text) for each in stretches(parts))


@given(TEXTS)
def test_every_written_letter_is_in_exactly_one_part(text: str):
    parts = split(clean(text).text)
    divided = [*parts.greetings, *parts.signatures, *parts.below, parts.body, parts.closing, parts.quote]
    told = Counter(place for each in divided for place in range(each.start, each.end))
    asked = reply_markers(parts.text)

    for place, character in enumerate(parts.text):
        if character.isalnum() and place not in asked:
            assert told[place] == 1, parts.text[place:]


def reply_markers(text: str) -> set[int]:
    """Where the lines are that ask to write above them; they need not belong to any part."""
    places: set[int] = set()
    start = 0
    for line in text.split("\n"):
        if line.strip().startswith("##"):
            places.update(range(start, start + len(line)))
        start += len(line) + 1
    return places


@pytest.mark.parametrize(
    ("greeting", "name"),
    [
        ("Hej styrelsen i Brf Tallkotten,", "styrelsen i Brf Tallkotten"),
        ("Hej Anna på Bygg AB!", "Anna på Bygg AB"),
        ("Hej alla på Östbergagruppen,", None),
        ("Hej Anna –", "Anna"),
        ("Hej till dig Anna,", "Anna"),
        ("God jul själva, Stina och Lasse!", "Stina och Lasse"),
        ("Till dödsboet efter Karl-Erik Nord, genom advokat Cecilia Brofeldt", None),
    ],
)
def test_a_greeting_may_say_where_they_are(greeting, name):
    parts = split(f"{greeting}\n\nTack för ditt mejl.")

    assert parts.greeting is not None
    assert parts.greeting.text == greeting
    assert (parts.greeting_name and parts.greeting_name.text) == name
    assert parts.opening.text == "Tack för ditt mejl."


def test_a_service_that_is_called_hallo_is_no_greeting():
    assert [each.text for each in split("Hej Anna,\n\nHallå konsument hjälper dig.").greetings] == ["Hej Anna,"]


@pytest.mark.parametrize("text", ["Hej Anna i Göteborg är det avbrott.", "Hej! På Storgatan är det avbrott."])
def test_a_sentence_about_a_place_is_no_greeting(text):
    greeting = split(text).greeting
    assert greeting is not None
    assert "Göteborg" not in greeting.text
    assert "Storgatan" not in greeting.text
