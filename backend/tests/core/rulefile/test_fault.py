"""A pattern is tried by the engine, unless it can be seen to be faultless."""

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from rutinlots.core.rulefile.engine import OPTIONS
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.expressions import WORD
from rutinlots.core.rulefile.fault import _is_sure, fault
from rutinlots.core.rulefile.patterns import checked

SIGNS = (
    "a", "å", "–", "1", " ", WORD, "[ab]", "[a-]", "[.?]", "[", "]", "[^a]", "a-b", r"\d", r"\W", r"\.", r"\-", "\\", ".", "^", "$",
    "(", ")", "|",
)  # fmt: skip
TIMES = ("", "", "", "*", "+", "?", "**", "+?", "{0}", "{9}", "{0,3}", "{1,9}", "{3,1}", "{99}")
PARTS = st.tuples(st.sampled_from(SIGNS), st.sampled_from(TIMES)).map("".join)


def groups(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Groups of groups and signs, some with a number or with another behind them."""
    within = st.lists(st.lists(inner, max_size=3).map("".join), min_size=1, max_size=3).map("|".join)
    begins, ends = st.sampled_from(("(", "(?:", "(?i)")), st.sampled_from((")", ")?", "){9}", ")*", ")"))
    return st.tuples(begins, within, ends, st.one_of(st.just(""), inner)).map("".join)


CLASS = ("a", "A", "-", "å", "^", "]", "[", r"\pL", r"\pN", r"\p{Lu}", r"\d", "[:alpha:]", r"\-", r"\]", " ")
NESTED = "(" * 4 + "a" + "{9})" * 4


@pytest.mark.parametrize(
    "source",
    [
        "faktura", f"faktur{WORD}*", f"{WORD}*avtal", f"el-{WORD}*nät", "å –,’'", " ", "fakt(ura|uran)?", "(a|b)c", "ab",
        "[rt]a", "faktur*a*", "på [ -]", r"\d{1,2}", r"kr\.?", "(?:(?:a|b){0,9} ){1,4}c", "^a$", "(en|ett)", ".*!", f"{WORD}+",
    ],
)  # fmt: skip
def test_signs_and_groups_of_them_are_found_faultless_without_being_compiled(source: str):
    assert _is_sure(source)
    assert re2.compile(source, OPTIONS).search("") is None
    assert fault(source) == ""


@pytest.mark.parametrize(
    "source",
    [
        "fakt(ura", f"{WORD}*", f"a?{WORD}*(b|c)?", "a?", "a{0}", "a{3,2}b", "a**b", "a{2}{3}b", "[a", "a|", "", "a_",
        "*a", "a\\", "(a|)", "(?a)b", "(?i)b", "[a-z]", "[b-a]", "[^a]", "[]a]", "[[:alpha:]]", r"\–a", r"\ea", "a)(b", "a|b",
        f"{NESTED}b", "(a", "a{1000}b", "(*a)b", "a(|*)", "^*a", "$a", "a$*",
    ],
)  # fmt: skip
def test_all_else_is_compiled_before_it_is_believed(source: str):
    assert not _is_sure(source)


@given(st.recursive(PARTS, groups, max_leaves=12), st.recursive(PARTS, groups, max_leaves=4))
def test_what_is_believed_the_engine_takes_and_it_matches_no_empty_text(first: str, second: str):
    source = first + second
    if _is_sure(source):
        re2.Set.SearchSet(OPTIONS).Add(source)
        assert re2.compile(source.replace(WORD, "w"), OPTIONS).search("") is None


def test_numbers_within_each_other_are_believed_as_far_as_the_engine_takes_them():
    taken = "(((a{9})*){9}){9}b"
    assert _is_sure(taken)
    assert re2.compile(taken, OPTIONS).search("") is None


@given(st.lists(st.sampled_from(CLASS), min_size=1, max_size=6))
def test_what_is_wrong_with_alphabets_in_a_class_is_found(parts: list[str]):
    source = f"[{''.join(parts)}]a"
    try:
        re2.compile(source, OPTIONS)
    except re2.error:
        assert fault(source)
    else:
        assert not fault(source)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (r"\<lista>", "en parentes saknar sin början"),
        ("[<lista>", "en parentes saknar sin början"),
        ("[^<lista>]", "en parentes saknar sin början"),
        ("<lista>**", "bara ett av tecknen"),
        ("<lista>*", "passar på ingenting"),
        ("(<lista>", "en parentes saknar sitt slut"),
        ("(?<lista>a)", "går inte att läsa"),
        (r"[b-a]<lista>", "går inte att läsa"),
    ],
)
def test_what_is_wrong_around_a_list_is_told_as_of_the_list_itself(source: str, said: str):
    with pytest.raises(RuleFileError, match=said):
        checked(source, ("any", 0), {"lista": "(?:[ab]|c)"})
