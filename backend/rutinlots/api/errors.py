"""One shape for every error. Neither errors nor the log hold a customer's text."""

import logging
import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from itertools import islice
from threading import Lock
from types import TracebackType
from typing import Any, NoReturn

from apispec import APISpec
from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_smorest import Api, Blueprint
from werkzeug.exceptions import HTTPException, default_exceptions

from rutinlots.api.metrics import metrics
from rutinlots.schemas.error import ErrorSchema
from rutinlots.store import StoreError

log = logging.getLogger(__name__)

_CODES = {400: "unreadable", 413: "too-large", 422: "invalid", 500: "internal"}
_MESSAGES = {
    400: "The request is malformed.",
    404: "Not found.",
    405: "Method not allowed.",
    413: "The request is larger than 2 MB.",
    415: "Send JSON, with the header Content-Type: application/json.",
    422: "Some fields are invalid.",
    500: "Internal error. See the server's log.",
}
_PAGES = {
    400: ("Formuläret gick inte att läsa", "Gå tillbaka, ladda om sidan och försök igen."),
    401: ("Du behöver logga in", "Öppna sidan på nytt, så får du logga in."),
    403: ("Den adressen svarar inte här", "Öppna Rutinlots på den adress som du fått av den som sköter servern."),
    404: ("Sidan finns inte", "Adressen kan vara felskriven, eller så har sidan bytt namn. Sök gärna i handboken."),
    500: ("Något gick fel", "Försök igen om en stund. Händer det igen, säg till den som sköter servern."),
}
_AWAY = "The database doesn't respond. Try again in a few seconds; the server's log and /readyz say why."
_WRAPPERS = frozenset({"key", "value"})  # how marshmallow marks a mapping's keys and values
_MOST_MESSAGES = 20
_LONGEST_KEY = 80  # characters of a key that the sender made up


class ApiWithOneErrorShape(Api):
    """flask-smorest with our error shape."""

    ERROR_SCHEMA = ErrorSchema

    def __init__(self, app: Flask):
        self._described = Lock()
        self._undescribed: list[Blueprint] = []
        super().__init__(app)

    def register_blueprint(self, blp: Blueprint) -> None:
        """Add its routes. They are described for the first who asks, since that takes half the time that an app takes to build."""
        self._app.extensions["flask-smorest"]["blp_name_to_api"][blp.name] = self
        self._app.register_blueprint(blp)
        self._undescribed.append(blp)

    def described(self) -> APISpec:
        """The description of the whole API."""
        with self._described:
            while self._undescribed:
                blp = self._undescribed.pop()
                blp.register_views_in_doc(self, self._app, self.spec, name=blp.name, parameters=None)
                self.spec.tag({"name": blp.name, "description": blp.description})
        return self.spec

    def _openapi_json(self) -> Response:
        self.described()
        return super()._openapi_json()

    def handle_http_exception(self, error: HTTPException) -> Response:
        status = error.code or 500
        data = getattr(error, "data", None) or {}
        own_words = error.description if error.description != _standard_words(error) else None
        fault: dict[str, Any] = {
            "status": status,
            "code": data.get("code") or _CODES.get(status) or _slug(HTTPStatus(status).phrase),
            "message": data.get("message") or own_words or _MESSAGES.get(status) or HTTPStatus(status).phrase,
        }
        if messages := data.get("messages"):
            fault["fields"] = flatten(messages)
        response = make_response(_page(status)) if _wants_page() else jsonify({"error": fault})
        response.status_code = status
        for name, value in error.get_headers():
            if name.lower() not in ("content-type", "content-length"):
                response.headers[name] = value
        response.headers.extend(data.get("headers") or {})
        return response


def handle_errors(app: Flask, api: ApiWithOneErrorShape, is_staff: Callable[[], bool]) -> None:
    """Answer 503 when the database fails, and keep exception messages out of the log.

    What is wrong with the database, which names paths and users, is told in the log and to those of whom ``is_staff`` is true.
    """

    @app.errorhandler(StoreError)
    def store_away(error: StoreError) -> Response:
        metrics().store_failures.inc()
        log.error("%s", error)
        away = _refusal(503, "store-unavailable", str(error) if is_staff() else _AWAY, {"Retry-After": "5"})
        return api.handle_http_exception(away)

    def log_exception(exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
        # An exception's message may quote its input; the source lines of its traceback never do.
        kind, _error, frames = exc_info
        where = "".join(traceback.format_tb(frames))
        name = kind.__name__ if kind else "no exception"
        log.error("%s %s failed: %s\n%s", request.method, request.endpoint, name, where)

    app.log_exception = log_exception  # type: ignore[method-assign]


def refuse(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> NoReturn:
    """Abort the request. ``code`` is for programs, ``message`` for people."""
    raise _refusal(status, code, message, headers)


def _refusal(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> HTTPException:
    error = default_exceptions[status](message)
    error.data = {"code": code, "message": message, "headers": headers}  # type: ignore[attr-defined]
    return error


def flatten(messages: Mapping[Any, Any]) -> dict[str, list[str]]:
    """The first 20 of marshmallow's nested messages, keyed by field path such as ``ticket.conversation.0.text``."""
    flat: dict[str, list[str]] = {}
    for path, message in islice(_messages(messages), _MOST_MESSAGES):
        flat.setdefault(path, []).append(message)
    return flat


def _messages(messages: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    def walk(path: tuple[str, ...], inner: Any) -> Iterator[tuple[str, str]]:
        if isinstance(inner, Mapping):
            for key, value in inner.items():
                leaf = not isinstance(value, Mapping)
                yield from walk(path if leaf and key in _WRAPPERS else (*path, str(key)[:_LONGEST_KEY]), value)
        else:
            for message in [inner] if isinstance(inner, str) else inner:
                yield ".".join(part for part in path if part != "_schema"), str(message)

    for place in messages.values():  # the request's parts: json, query
        yield from walk((), place)


def _wants_page() -> bool:
    """Whether a browser asks for a page, as opposed to a program."""
    return not request.path.startswith("/api/") and (
        request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html"
    )


def _page(status: int) -> str:
    title, advice = _PAGES.get(status, _PAGES[500])
    return render_template("error.html", title=title, advice=advice)


def _standard_words(error: HTTPException) -> str | None:
    return type(error).description


def _slug(phrase: str) -> str:
    return re.sub("[^a-z]+", "-", phrase.lower()).strip("-")
