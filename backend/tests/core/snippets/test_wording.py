"""Words of texts, and their keys alone."""

from hypothesis import given
from hypothesis import strategies as st

from backend.tests.shipped import shipped
from rutinlots.core.snippets.wording import keys, words

PIECES = st.sampled_from(
    ("e faktura", "de faktura", "x_e post", "e-post", "c/o", "a@b.se", "100 A", "20 timmar", "ÅÄÖ", "Äpple–päron", "²²", "o’neil",
     "Í", "ﬁ", "\n", " ")
)  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.text(max_size=6))).map(" ".join))
def test_the_keys_are_those_of_the_words(text: str):
    assert keys(text) == [word.key for word in words(text)]


def test_the_keys_of_what_customers_write_are_those_of_the_words():
    for snippet in shipped().snippets:
        for text in (snippet.title, *snippet.keywords, *snippet.should, snippet.text):
            assert keys(text) == [word.key for word in words(text)]
