"""A listening server for tests."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Thread
from typing import Any

from flask import Flask
from werkzeug.serving import make_server


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Where an application is served, as an address without a path."""
    server = make_server("127.0.0.1", 0, _whole(app), threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _whole(app: Flask) -> Any:
    """A file is read and closed at once: werkzeug leaves it open where a browser hangs up, even if it only says "unchanged"."""

    def answer(environ: Any, start_response: Any) -> Any:
        known: list[str] = []  # the status, and the names of the headers

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            known.extend((status[:3], *(name for name, _ in headers)))
            return start_response(status, headers, *more)

        body: Any = app(environ, start)
        if not {"Content-Length", "304"} & set(known) or not hasattr(body, "close"):
            return body
        with closing(body):
            return [b"".join(body)]

    return answer
