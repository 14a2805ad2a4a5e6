"""A thin expression finds at least what the whole one does, so nothing is missed where only it is asked."""

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from rutinlots.core.rulefile.expressions import AFTER, BEFORE, OPTIONS, WORD, expression, thin, ungrouped

SIGNS = st.one_of(st.sampled_from("aåsßkſKµμªº²¼٣Ⅷⅷ×÷ɐʰͅιΐ–€_-[]^ \n"), st.characters(exclude_categories=["Cs"]))
PARTS = (
    WORD, r"[^\pL\pN_]", r"\pL", r"\pN", r"[\pL]", r"[^\pL]", r"[\pL\pN_()-]", r"[^\pL\pN]", r"[]\pL]", r"[^]\pN]",
    r"\[\pL", r"\[[\pL\]]", r"[\p{Lu}]", r"(?-i:\p{Ll})", r"[^\p{Lu}]", r"[[:alpha:]\pN]", r"[^[:alpha:]\pL]", f"[^{WORD}]",
    f"[^a{WORD}", "a", "ß", r"\\", ".", BEFORE, AFTER,
)  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=5), st.text(SIGNS, max_size=12))
def test_where_the_whole_matches_so_does_the_thin_one(parts: list[str], text: str):
    pattern = f"({''.join(parts)})"
    if re2.compile(pattern, OPTIONS).search(text) is not None:
        assert re2.compile(thin(pattern), OPTIONS).search(text) is not None


@pytest.mark.parametrize("signs", [WORD, r"[^\pL\pN_]", r"\pL", r"\pN", r"[^\pL]", r"[^\pN]", r"\p{Lu}", r"(?-i:\p{Ll})"])
def test_every_sign_of_an_alphabet_is_in_the_thin_one_too(signs: str):
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
    rest = re2.compile(f"(?:{thin(signs)})+", OPTIONS).sub("", every)
    assert len(rest) < len(every)
    assert re2.compile(signs, OPTIONS).search(rest) is None


def test_the_whole_is_compiled_where_the_thin_one_finds_something():
    found = expression(f"{BEFORE}(unseen-{WORD}+){AFTER}")
    assert found.search("nothing of the kind") is None
    assert found._whole is None
    assert found.search("an unseen-word").span(1) == (3, 14)
    assert found._whole is not None
    assert found.search("a –unseen-word, again".encode(), 1).span(1) == (5, 16)


def test_what_only_the_thin_one_finds_is_not_found():
    found = expression(f"{BEFORE}(ohm){AFTER}")
    assert found.thin.search("Ωohm") is not None
    assert found.search("Ωohm") is None
    assert found.search("€ohm–").span(1) == (1, 4)


@pytest.mark.parametrize(
    ("written", "alike"),
    [
        ("(a|b)c", "(?:a|b)c"),
        (r"\((a)\)", r"\((?:a)\)"),
        ("[(](a)", "[(](?:a)"),
        ("[])(](a)", "[])(](?:a)"),
        ("[^](](a)", "[^](](?:a)"),
        (r"[\](](a)", r"[\](](?:a)"),
        ("[[:alpha:](](a)", "[[:alpha:](](?:a)"),
        ("(?:a)(?-i:B)", "(?:a)(?-i:B)"),
        (r"\Q(\E(a)", r"\Q(\E(a)"),
    ],
)
def test_a_pattern_loses_its_groups_and_nothing_else(written, alike):
    assert ungrouped(written) == alike
