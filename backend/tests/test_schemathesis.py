"""Whatever the OpenAPI document allows, and much that it does not: no 5xx, and answers as documented."""

import pytest


@pytest.mark.timeout(300)
@pytest.mark.parametrize("examples", [10, pytest.param(80, marks=pytest.mark.soak)])
def test_every_answer_is_documented_and_none_is_a_5xx(subtests: pytest.Subtests, examples: int) -> None:
    from .every_operation import every_operation

    asked = []
    for operation, ask in every_operation(examples):
        asked.append(operation)
        with subtests.test(operation):
            ask()

    assert "POST /api/v1/checks" in asked
