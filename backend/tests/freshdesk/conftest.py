"""The mock Freshdesk on a local port, over plain HTTP."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from werkzeug.serving import make_server

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
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield Account(f"http://127.0.0.1:{server.server_port}", app.mock)
    server.shutdown()
    thread.join()
    server.server_close()
