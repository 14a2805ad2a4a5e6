"""Words of texts, and their keys alone."""

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from backend.tests.shipped import shipped
from rutinlots.core.snippets.words.wording import keys_in_turn, words

PIECES = st.sampled_from(
    ("e faktura", "de faktura", "x_e post", "e-post", "c/o", "a@b.se", "100 A", "20 timmar", "ÅÄÖ", "Äpple–päron", "²²", "o’neil",
     "Í", "ﬁ", "\n", " ")
)  # fmt: skip


@given(st.lists(st.lists(st.one_of(PIECES, st.text(max_size=6))).map(" ".join), max_size=4))
def test_the_keys_are_those_of_the_words_of_one_text_after_the_other(texts: list[str]):
    found = iter(keys_in_turn(texts))
    read = [list(iter(partial(next, found), "")) for _ in texts]
    assert sorted(read) == sorted([word.key for word in words(text)] for text in texts)
    assert next(found, None) is None


def test_the_keys_of_what_customers_write_are_those_of_the_words():
    for snippet in shipped().snippets:
        for text in (snippet.title, *snippet.keywords, *snippet.should, snippet.text):
            assert keys_in_turn([text]) == [*(word.key for word in words(text)), ""]
