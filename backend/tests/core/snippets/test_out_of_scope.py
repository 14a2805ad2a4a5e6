"""elsewhere.yaml: when the panel is to be silent."""

from typing import Any

import pytest

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.snippets import read_out_of_scope

MATTERS = {"job": {"title": "Jobb", "keywords": ["CV", "söker jobb"]}}


def test_words_that_are_ours_are_whole_or_beginnings():
    read = read_out_of_scope({"ours": ["Elnät*", "Ström"], "matters": MATTERS})

    assert (read.ours, read.beginnings) == (frozenset({"strom"}), ("elnat",))
    assert [(matter.id, matter.keywords) for matter in read.matters] == [("job", ("CV", "söker jobb"))]


@pytest.mark.parametrize(
    ("values", "path", "what"),
    [
        ({"matters": MATTERS}, (), "”ours” saknas"),
        ({"ours": ["el"]}, (), "”matters” saknas"),
        ({"ours": ["el nät"], "matters": MATTERS}, ("ours", 0), "ett enda ord"),
        ({"ours": ["*"], "matters": MATTERS}, ("ours", 0), "ett enda ord"),
        ({"ours": ["el"], "matters": {"job": {"title": "Jobb"}}}, ("matters", "job"), "”keywords” saknas"),
        ({"ours": ["el"], "matters": MATTERS, "theirs": []}, ("theirs",), "okänd nyckel"),
    ],
)
def test_a_fault_is_told_with_its_place(values: dict[str, Any], path: tuple[str | int, ...], what: str):
    with pytest.raises(RuleFileError) as raised:
        read_out_of_scope(values)

    assert raised.value.path == path
    assert what in raised.value.what
