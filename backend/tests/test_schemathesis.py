"""Whatever the OpenAPI document allows, and much that it does not: no 5xx, and answers as documented."""

import pytest


@pytest.mark.timeout(300)
def test_every_answer_is_documented_and_none_is_a_5xx(subtests: pytest.Subtests) -> None:
    from .every_operation import every_operation

    asked = []
    for operation, ask in every_operation():
        asked.append(operation)
        with subtests.test(operation):
            ask()

    assert "POST /api/v1/checks" in asked
