"""Each operation of the API, asked by Schemathesis. Importing it takes seconds: only the test that runs it does."""

from collections.abc import Callable, Iterator
from datetime import datetime

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.pytest.lazy import get_all_tests
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from rutinlots import create_app

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
# Times of our days: others are refused, and a refusal shows less than a verdict.
TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(lambda moment: f"{moment.isoformat()}Z")  # noqa: DTZ001
schemathesis.openapi.format("date-time", TIMES)


def _documented():
    """The API as its OpenAPI document describes it, with an app behind it."""
    app = create_app({"TESTING": True, "PROPAGATE_EXCEPTIONS": False})
    guides = sorted(app.extensions["rutinlots"].rules.guides)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)

    @schema.hook
    def map_path_parameters(context, path_parameters):
        """Half of the guides that are asked for are there."""
        name = (path_parameters or {}).get("guide")
        if isinstance(name, str) and len(name) % 2:
            path_parameters["guide"] = guides[len(name) % len(guides)]
        return path_parameters

    return schema


def _asked(case):
    case.call_and_validate(checks=CHECKS)


def every_operation(examples: int) -> Iterator[tuple[str, Callable[[], None]]]:
    """Method and address of each operation, and what asks it as many times as that."""
    how = settings(
        max_examples=examples,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    for result in get_all_tests(schema=_documented(), test_func=_asked, settings=how, given_kwargs=None):
        operation, test = result.ok()
        yield operation.label, test
