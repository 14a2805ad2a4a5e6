"""The mock Freshdesk on a local port, over plain HTTP."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from backend.tests.served import served
from e2e.mock import Mock, create_app


@dataclass(frozen=True)
class Account:
    """Where the account is, and what is behind it."""

    address: str
    mock: Mock


@pytest.fixture
def account() -> Iterator[Account]:
    """An account of one's own."""
    app = create_app()
    with served(app) as address:
        yield Account(address, app.mock)
