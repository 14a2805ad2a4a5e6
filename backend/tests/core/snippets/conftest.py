"""The shipped snippets, and an index of them."""

from pathlib import Path

import pytest

from rutinlots.core.snippets import Index, OutOfScope, parse_snippet, read_out_of_scope
from rutinlots.core.snippets.texts.snippet import Snippet
from rutinlots.rule_files.document import read_document

RULES = Path(__file__).parents[4] / "shared_rules"


@pytest.fixture(scope="session")
def library() -> list[Snippet]:
    return [
        parse_snippet(read_document(path.read_text(encoding="utf-8")).values, path.parent.name)
        for path in sorted((RULES / "snippets").rglob("*.yaml"))
    ]


@pytest.fixture(scope="session")
def out_of_scope() -> OutOfScope:
    return read_out_of_scope(read_document((RULES / "elsewhere.yaml").read_text(encoding="utf-8")).values)


@pytest.fixture(scope="session")
def index(library: list[Snippet], out_of_scope: OutOfScope) -> Index:
    return Index(library, out_of_scope)
