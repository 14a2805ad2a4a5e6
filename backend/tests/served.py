"""A listening server for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from flask import Flask
from werkzeug.serving import make_server

from e2e.harness.backend import whole


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Where an application is served, as an address without a path."""
    server = make_server("127.0.0.1", 0, whole(app), threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
