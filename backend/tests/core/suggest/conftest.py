"""The shipped snippets, and an index of them."""

from pathlib import Path

import pytest

from rutinlots.core.suggest import Elsewhere, Index, parse_snippet, read_elsewhere
from rutinlots.core.suggest.snippet import Snippet
from rutinlots.library import read_document

RULES = Path(__file__).parents[4] / "shared_rules"


@pytest.fixture(scope="session")
def library() -> list[Snippet]:
    return [
        parse_snippet(read_document(path.read_text(encoding="utf-8")).values, path.parent.name)
        for path in sorted((RULES / "snippets").rglob("*.yaml"))
    ]


@pytest.fixture(scope="session")
def elsewhere() -> Elsewhere:
    return read_elsewhere(read_document((RULES / "elsewhere.yaml").read_text(encoding="utf-8")).values)


@pytest.fixture(scope="session")
def index(library: list[Snippet], elsewhere: Elsewhere) -> Index:
    return Index(library, elsewhere)
