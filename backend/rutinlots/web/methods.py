"""Only the methods of HTTP itself are let in.

A method is a name that the caller makes up. Each new one would be a new label in the metrics and as long in the log as the
caller likes, so others are refused here, outside of everything that counts, logs or looks up.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})
_FAULT = {"status": 501, "code": "not-implemented", "message": "That is no method of HTTP."}
_BODY = json.dumps({"error": _FAULT}).encode()


def refuse_unknown_methods(app: Flask, count: Callable[[], None]) -> None:
    """Answer 501 to every other method, and call ``count``. To be called last, so that nothing comes before it."""
    inner = app.wsgi_app

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in METHODS:
            return inner(environ, start_response)
        count()
        start_response("501 Not Implemented", [("Content-Type", "application/json"), ("Content-Length", str(len(_BODY)))])
        return [_BODY]

    app.wsgi_app = answer  # type: ignore[method-assign]
