"""A copied row lands in the right columns of a workbook, and nothing in it is run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rutinlots.core.guides.cells import cell, tab_separated


def test_cells_have_tabs_between() -> None:
    assert tab_separated(["123", "Ny", ""]) == "123\tNy\t"


def test_tabs_and_line_breaks_inside_a_cell_do_not_make_new_cells() -> None:
    assert cell("Storgatan 1\n123 45 Staden\tSverige") == "Storgatan 1, 123 45 Staden Sverige"


def test_a_line_that_ends_with_punctuation_gets_no_comma() -> None:
    assert cell("Ny adress:\r\nStorgatan 1.\n\nTack") == "Ny adress: Storgatan 1. Tack"


@pytest.mark.parametrize("text", ["=1+1", "+46701740605", "-5", "@SUM(A1)", "  =A1", "\t=A1", "＝A1"])
def test_what_looks_like_a_formula_is_made_text(text: str) -> None:
    assert cell(text).startswith("'")


def test_a_quote_cannot_swallow_the_cells_after_it() -> None:
    assert tab_separated(['"Flera fakturor', "x"]) == "”Flera fakturor\tx"


@pytest.mark.parametrize("digits", ["735999123456789018", "0101", "0012345678901234567890"])
def test_digits_that_a_workbook_would_change_are_made_text(digits: str) -> None:
    assert cell(digits) == f"'{digits}"


@pytest.mark.parametrize("text", ["4410927", "0", "123456789012345", "2026-03-10", "12 konfigs"])
def test_ordinary_values_are_left_as_they_are(text: str) -> None:
    assert cell(text) == text


@given(st.lists(st.text(max_size=60), min_size=1, max_size=8))
def test_however_odd_the_cells_the_row_has_as_many(cells: list[str]) -> None:
    row = tab_separated(cells)

    assert len(row.split("\t")) == len(cells)
    assert len(row.splitlines() or [""]) == 1
    assert len(next(csv.reader(io.StringIO(row), delimiter="\t"), [""])) in (len(cells), 0)
    assert not any(part.lstrip().startswith(("=", "+", "-", "@")) for part in row.split("\t"))
