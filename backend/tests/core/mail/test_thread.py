"""A message of the thread is taken apart into own words, signature and quoted history."""

import pytest
from hypothesis import example, given

from backend.tests.core.letters.letter import Letter, in_a_row, read
from backend.tests.core.letters.scraps import TEXTS
from rutinlots.core.mail.text import clean
from rutinlots.core.mail.thread import MessageParts, take_apart
from rutinlots.core.situation import Message

QUOTE = "Den tis 10 mars 2026 kl 10:15 skrev Ellevio <kundservice@ellevio.se>:"


def apart(text: str, html: str | None = None) -> MessageParts:
    return take_apart(Message(direction="in", text=text, html=html), is_ours=lambda address: address.endswith("@ellevio.se"))


@pytest.mark.parametrize("letter", read("mails.txt"), ids=lambda letter: letter.name)
def test_a_mail_is_taken_apart_as_a_reader_would(letter: Letter):
    parts = apart(letter.text)

    assert in_a_row(parts.own) == letter.words("own")
    assert in_a_row(parts.signature) == letter.words("signature")
    assert in_a_row(parts.quote) == letter.words("quote")
    assert [parts.signer] == letter.facts


def test_own_words_are_the_beginning_of_the_text():
    parts = apart(f"Hej!\n\nJag undrar en sak.\n\nMvh Anna\n\n{QUOTE}\n> Hej")

    assert parts.own == parts.text[: len(parts.own)] == "Hej!\n\nJag undrar en sak."
    assert parts.own_stretch.end == len(parts.own)


def test_a_place_in_answers_between_quoted_lines_is_found_in_the_text():
    parts = apart("Se nedan:\n\n> Vilken adress?\n\nStorgatan 5\n\n> Vilket datum?\n\n1 april")
    start = parts.own.index("1 april")

    assert parts.text[slice(*parts.in_text(start, start + 7))] == "1 april"
    assert "Vilken adress" not in parts.own


def test_all_but_the_quote_is_written_by_the_sender():
    assert apart(f"Hej!\n\nMvh Anna\n070-174 06 01\n\n{QUOTE}\n> Hej").written == "Hej!\n\nMvh Anna\n070-174 06 01"


def test_html_tells_the_quote_that_text_does_not_show():
    html = "<div>Ja tack.</div><div class='gmail_quote'><div>Vill du ha e-faktura?</div></div>"
    parts = apart("Ja tack.\nVill du ha e-faktura?", html)

    assert parts.own == "Ja tack."
    assert parts.quote == "Vill du ha e-faktura?"


def test_a_message_that_came_as_html_only_is_read_into_text():
    parts = apart("", "<p>Ja tack.</p><p>Mvh<br>Anna</p><blockquote type='cite'><p>Vill du?</p></blockquote>")

    assert parts.text == "Ja tack.\n\nMvh\nAnna\n\nVill du?"
    assert (parts.own, parts.signer, parts.quote) == ("Ja tack.", "Anna", "Vill du?")


def test_the_html_is_read_where_the_text_beside_it_has_lost_its_lines():
    html = "<div>Flytten är klar.</div><div>Mvh<br>Anna</div>"
    parts = apart("Flytten är klar.   Mvh Anna", html)

    assert (parts.own, parts.signature, parts.signer) == ("Flytten är klar.", "Mvh\nAnna", "Anna")


@pytest.mark.parametrize("html", ["", "<p></p>", "<div><img src='a.png'></div>", "<style>p {}</style>", "<p>&nbsp;</p>"])
def test_the_text_is_read_where_the_html_says_nothing(html: str):
    assert apart("Jag vill säga upp avtalet.", html).own == "Jag vill säga upp avtalet."


def test_an_answer_below_an_html_quote_is_own():
    html = f"<div>{QUOTE}</div><blockquote type='cite'>Vilket datum?</blockquote><div>1 april</div>"
    parts = apart(f"{QUOTE}\nVilket datum?\n1 april", html.replace("<kund", "&lt;kund").replace("se>", "se&gt;"))

    assert parts.own == "1 april"


@given(TEXTS)
def test_every_piece_lies_where_it_says(text: str):
    parts = apart(clean(text).text)

    assert all(parts.text[piece.start : piece.end] == piece.text for piece in parts.pieces)
    assert parts.own == "".join(piece.text for piece in parts.pieces)
    assert parts.text[parts.own_stretch.start : parts.own_stretch.end] == parts.own_stretch.text


@given(TEXTS)
def test_every_place_of_own_is_the_same_character_in_the_text(text: str):
    parts = apart(clean(text).text)
    places = [parts.in_text(place, place + 1) for place in range(len(parts.own))]

    assert "".join(parts.text[start:end] for start, end in places) == parts.own


@given(TEXTS)
@example("MVH\t:")
def test_a_signer_is_a_name_without_digits_that_stands_in_the_mail(text: str):
    parts = apart(clean(text).text)

    if parts.signer is not None:
        assert parts.signer in in_a_row(parts.text)
        assert not any(map(str.isdigit, parts.signer))
        assert parts.signer.strip() == parts.signer


def test_a_signature_may_stand_at_the_end_of_the_last_line():
    parts = apart("Jag har betalat nu. Tack på förhand! Mvh Anna")

    assert (parts.own, parts.signature, parts.signer) == ("Jag har betalat nu. Tack på förhand!", "Mvh Anna", "Anna")
