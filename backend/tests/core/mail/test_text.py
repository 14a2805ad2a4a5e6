"""Clean text leads back to the text that was sent, in UTF-16."""

from hypothesis import given
from hypothesis import strategies as st

from rutinlots.core.mail.text import clean


def utf16(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le", "surrogatepass")[start * 2 : end * 2].decode("utf-16-le", "surrogatepass")


def original(text: str, found: str) -> str:
    cleaned = clean(text)
    start = cleaned.text.index(found)
    return utf16(text, *cleaned.utf16(start, start + len(found)))


def test_plain_text_is_left_alone():
    assert clean("Hej Åsa,\nTack").text == "Hej Åsa,\nTack"


def test_no_break_spaces_become_spaces():
    assert clean("Hej\u00a0Anna").text == "Hej Anna"


def test_zero_width_characters_go_away_and_stay_outside_the_span():
    assert original("Hej An\u200bna\u200b,", "Anna") == "An\u200bna"


def test_what_joins_symbols_stays_and_what_joins_letters_goes_away():
    assert clean("👩\u200d👧 An\u200dna").text == "👩\u200d👧 Anna"


def test_signs_for_the_direction_of_writing_go_away_too():
    assert clean("\u202aHej\u202c \u2068محمد\u2069,").text == "Hej محمد,"


def test_carriage_returns_become_line_ends():
    assert clean("a\r\nb\rc\u2028d").text == "a\nb\nc\nd"


def test_a_letter_in_two_parts_becomes_one_and_its_span_covers_both():
    assert original("Hej A\u030asa,", "Å") == "A\u030a"


def test_a_character_outside_the_first_plane_counts_as_two():
    assert original("😀 Anna", "Anna") == "Anna"


@given(st.text(alphabet=st.sampled_from("aÅ \u00a0\u200b\r\n\u0301😀e"), max_size=40))
def test_every_span_stays_inside_the_text_and_in_order(text: str):
    cleaned = clean(text)
    length = len(text.encode("utf-16-le")) // 2
    places = [cleaned.utf16(i, i + 1) for i in range(len(cleaned.text))]

    assert all(0 <= start < end <= length for start, end in places)
    assert places == sorted(places)
    assert cleaned.utf16(len(cleaned.text), len(cleaned.text))[0] <= length
