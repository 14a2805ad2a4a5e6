"""The API's blueprint and its strict JSON parser."""

import json
from contextlib import suppress
from typing import Any, NoReturn

import flask
from flask_smorest import Blueprint
from marshmallow import RAISE, ValidationError
from webargs.flaskparser import FlaskParser

from rutinlots.api.errors import refuse
from rutinlots.schemas.short_way import LongWay, QuickSchema


class StrictParser(FlaskParser):
    """Refuses anything but standard JSON, and unknown query parameters."""

    DEFAULT_UNKNOWN_BY_LOCATION = FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION | {"query": RAISE}

    def parse(self, argmap: Any, req: flask.Request | None = None, **how: Any) -> Any:
        """Load what is valid without more ado; what isn't, or may not be, is looked at once more for what is wrong with it."""
        if isinstance(argmap, QuickSchema) and how.get("location") == "json":
            with suppress(LongWay, ValidationError):
                return argmap.short(self._raw_load_json(req or flask.request))
        return super().parse(argmap, req, **how)

    def _raw_load_json(self, req: flask.Request) -> Any:
        if req.mimetype != "application/json":
            refuse(415, "unsupported-media-type", "Send JSON, with the header Content-Type: application/json.")
        try:
            # Also covers bad UTF-8, numbers of 5 000 digits and brackets nested 10 000 deep.
            return _JSON.decode(req.get_data().decode())
        except (ValueError, RecursionError):
            refuse(400, "unreadable", "The body is not valid JSON in UTF-8.")


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


_JSON = json.JSONDecoder(parse_constant=_no_constant)


class ApiBlueprint(Blueprint):
    """A flask-smorest blueprint with the strict parser."""

    ARGUMENTS_PARSER = StrictParser()


blueprint = ApiBlueprint("api", __name__, url_prefix="/api/v1", description="The extension's API.")
