"""Refuses methods that are not HTTP's.

The caller chooses the method's name: each new one would be a new label in the metrics, and as long in the log as the caller
likes. So unknown ones are refused here, before anything counts, logs or routes the request.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})
_FAULT = {"status": 405, "code": "method-not-allowed", "message": "Unknown HTTP method."}
_BODY = json.dumps({"error": _FAULT}).encode()


def refuse_unknown_methods(app: Flask, count: Callable[[], None]) -> None:
    """Answer 405 to every other method, and call ``count``. Must be installed last, so that it runs first."""
    inner = app.wsgi_app

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in METHODS:
            return inner(environ, start_response)
        count()
        start_response("405 Method Not Allowed", [("Content-Type", "application/json"), ("Content-Length", str(len(_BODY)))])
        return [_BODY]

    app.wsgi_app = answer  # type: ignore[method-assign]
