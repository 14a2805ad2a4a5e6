"""What is compiled later is surely small enough."""

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from rutinlots.core.rulefile.engine import OPTIONS
from rutinlots.core.rulefile.expressions import WORD, Expression
from rutinlots.core.rulefile.joining import Later, _joined, most_instructions, when_needed

PARTS = (
    "a", "k", "å", "ß", "–", "😀", r"\x{24F}", r"\\", ".", r"\W", r"\S", r"\d", WORD, r"\pL", r"\PL", r"\p{Lu}",
    r"[^\pL\pN_]", "[^a]", "[å-😀]", "[[:alpha:]]", "(?-i:k)", "^", r"\{3\}",
)  # fmt: skip
TIMES = ("", "", "*", "+", "?", "{0}", "{3}", "{2,}", "{0,9}", "{4,30}")
PIECES = st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(TIMES)).map("".join), min_size=1, max_size=6).map("".join)


@given(st.lists(PIECES, min_size=1, max_size=4), st.sampled_from(("", "{0,9}", "*")), st.booleans())
def test_an_expression_has_no_more_instructions_than_is_said(pieces: list[str], times: str, whole_words: bool):
    sources = [f"(?:{piece}){times}" for piece in pieces]
    assert re2.compile(_joined(sources, whole_words), OPTIONS).programsize <= most_instructions(sources)


@pytest.mark.parametrize(
    ("source", "kind"), [("på heden", Later), (rf"{WORD}{{0,4}}å", Later), (rf"({WORD}{{30}}å){{30}}", Expression)]
)
def test_what_may_be_large_is_compiled_at_once(source: str, kind: type):
    assert isinstance(when_needed([source]), kind)
