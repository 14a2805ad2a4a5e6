"""The cells of a grid of tests that make soak runs, beside those that every run has."""

from typing import Any

import pytest


def soaked(*cells: Any) -> list[Any]:
    """Parameters for the cells: of each row and each column of the grid, another cell must be in every run."""
    return [pytest.param(*cell if isinstance(cell, tuple) else (cell,), marks=pytest.mark.soak) for cell in cells]
