"""The part of flask-smorest that is used here; the library has no types of its own."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar

import flask
from apispec import APISpec
from marshmallow import Schema
from webargs.core import Parser
from werkzeug.exceptions import HTTPException

_View = TypeVar("_View", bound=Callable[..., Any])
_Schema = Schema | type[Schema]

class Blueprint(flask.Blueprint):
    description: str
    ARGUMENTS_PARSER: ClassVar[Parser[flask.Request]]

    def __init__(self, name: str, import_name: str, *, url_prefix: str | None = None, description: str = "") -> None: ...
    def register_views_in_doc(self, api: Api, app: flask.Flask, spec: APISpec, *, name: str, parameters: None) -> None: ...
    def arguments(self, schema: _Schema, *, location: str = "json") -> Callable[[_View], _View]: ...
    def response(
        self, status_code: int, schema: _Schema | None = None, *, headers: Mapping[str, Any] | None = None
    ) -> Callable[[_View], _View]: ...
    def alt_response(
        self, status_code: int, *, schema: _Schema | None = None, description: str | None = None, success: bool = False
    ) -> Callable[[_View], _View]: ...

class Api:
    ERROR_SCHEMA: ClassVar[type[Schema]]
    spec: APISpec
    _app: flask.Flask

    def __init__(self, app: flask.Flask | None = None) -> None: ...
    def register_blueprint(self, blp: Blueprint) -> None: ...
    def _openapi_json(self) -> flask.Response: ...
    def handle_http_exception(self, error: HTTPException) -> flask.Response: ...
