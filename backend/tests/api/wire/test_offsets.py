"""Spans come back as UTF-16 code units in the text that was sent."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rutinlots.api.wire.situation import build
from rutinlots.core.finding import Span

NOW = datetime(2026, 3, 10, tzinfo=UTC)


def in_utf16(text: str, start: int, end: int) -> str:
    """What a browser's text.slice(start, end) gives."""
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")


def draft(text, subject=None):
    return build({"moment": "write", "draft": {"kind": "reply", "text": text, "subject": subject}}, NOW)


def thread(*messages):
    conversation = [{"direction": "in", **message} for message in messages]
    return build({"moment": "open", "ticket": {"conversation": conversation}}, NOW)


@pytest.mark.parametrize(
    ("original", "word"),
    [
        ("Hej Anna,", "Anna"),
        ("🙂🙂 Hej Anna,", "Anna"),
        ("Hej\u00a0Anna,", "Anna"),
        ("\u200bHej \u200bAnna,", "Anna"),
        ("Hej\r\n\r\nAnna,", "Anna"),
        ("He\u0301j A\u030asa,", "Åsa"),
        ("𝓗𝓮𝓳 👩‍👩‍👧 Anna", "Anna"),
    ],
)
def test_a_word_is_found_where_the_browser_has_it(original, word):
    situation, offsets = draft(original)
    start = situation.draft.text.index(word)
    span = offsets.span(Span("draft", start, start + len(word)))
    found = in_utf16(original, span["start"], span["end"])
    assert found.replace("A\u030a", "Å") == word


@given(st.text())
def test_every_character_keeps_its_place(original):
    situation, offsets = draft(original)
    places = [offsets.span(Span("draft", i, i + 1)) for i in range(len(situation.draft.text))]
    length = len(original.encode("utf-16-le", "surrogatepass")) // 2
    assert all(0 <= span["start"] < span["end"] <= length for span in places)
    assert all(one["end"] <= two["start"] for one, two in pairwise(places))


def test_an_empty_span_at_the_end_is_at_the_end():
    situation, offsets = draft("Hej 🙂")
    end = len(situation.draft.text)
    assert offsets.span(Span("draft", end, end)) == {"in": "draft", "start": 6, "end": 6}


def test_the_subject_has_its_own_places():
    _situation, offsets = draft("Hej", "🙂 Kundnummer")
    assert offsets.span(Span("subject", 2, 12)) == {"in": "subject", "start": 3, "end": 13}


def test_messages_are_counted_one_by_one():
    _situation, offsets = thread({"text": "ett"}, {"text": "🙂 två"})
    assert offsets.span(Span("conversation/1", 2, 5)) == {"in": "conversation/1", "start": 3, "end": 6}


def test_a_message_with_text_and_html_is_counted_in_its_text():
    _situation, offsets = thread({"text": "\u00a0\u200bHej", "html": "<p>Hej</p>"})
    assert offsets.span(Span("conversation/0", 0, 3)) == {"in": "conversation/0", "start": 2, "end": 5}


def test_what_the_html_says_is_found_again_in_a_text_that_lost_its_lines():
    _situation, offsets = thread({"text": "🙂 Hej   När kommer den?", "html": "<p>🙂 Hej</p><p>När kommer den?</p>"})
    assert offsets.span(Span("conversation/0", 7, 22)) == {"in": "conversation/0", "start": 9, "end": 24}


def test_what_stands_once_is_found_in_a_text_that_says_more_and_less():
    html = "<p>Hej</p><p>När kommer den?</p><p>Anna</p>"
    _situation, offsets = thread({"text": "Hejsan! När kommer den? Mvh Per", "html": html})
    assert offsets.span(Span("conversation/0", 5, 20)) == {"in": "conversation/0", "start": 8, "end": 23}


def test_what_only_the_html_says_has_no_place_in_the_text():
    _situation, offsets = thread({"text": "Hej igen, tack", "html": "<p>Hej</p><p>När kommer den?</p>"})
    assert offsets.span(Span("conversation/0", 5, 20)) is None


def test_a_message_with_html_alone_is_counted_in_the_text_of_its_html():
    _situation, offsets = thread({"html": "<p>🙂</p><p>Hej Anna</p>"})
    span = offsets.span(Span("conversation/0", 3, 6))
    assert span["end"] - span["start"] == 3
    assert span["start"] == 4  # the smiley counts as two
