"""Schemas and fields that are strict about types and capped in size."""

import re
from datetime import datetime
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from rutinlots.core.calendar import STOCKHOLM

# Room for the longest mail that fits in a request; names, subjects and addresses are short.
BODY = 1_048_576
LINE = 2_000
NAME = 500
MOST = 200  # addresses, files, properties, filters, messages: more than a ticket has


_SLUG = r"^[a-z0-9]+([_-][a-z0-9]+)*$(?!\n)"
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


class StrictSchema(Schema):
    """Refuses unknown fields, also in the OpenAPI document."""

    class Meta:
        unknown = RAISE


class Text(fields.String):
    """A string of at most ``most`` characters.

    A lone surrogate, which JSON allows but no encoding does, becomes U+FFFD: equally long in UTF-16, so offsets hold.
    """

    def __init__(self, most: int = LINE, **kwargs: Any):
        super().__init__(validate=validate.Length(max=most), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return _HALF_CHARACTER.sub("\ufffd", super()._deserialize(value, attr, data, **kwargs))


class Slug(fields.String):
    """The id of a check, a snippet or a guide: lower-case words with hyphens between."""

    def __init__(self, **kwargs: Any):
        rules = [
            validate.Length(min=1, max=80),
            validate.Regexp(_SLUG, error="Not an id: lower-case words with hyphens between."),
        ]
        super().__init__(validate=rules, **kwargs)


class Identity(fields.Integer):
    """Freshdesk's number for a ticket: a positive 64-bit integer."""

    def __init__(self, **kwargs: Any):
        super().__init__(strict=True, validate=validate.Range(1, 2**63 - 1), **kwargs)


class Moment(fields.AwareDateTime):
    """A date and time in ISO 8601; Swedish time if it has no offset. Loads in Swedish time."""

    def __init__(self, **kwargs: Any):
        super().__init__(format="iso", default_timezone=STOCKHOLM, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        moment = super()._deserialize(value, attr, data, **kwargs)
        if not 1970 < moment.year < 2200:
            raise ValidationError("Not a year between 1971 and 2199.")
        return moment.astimezone(STOCKHOLM)


def one_of(values: tuple[str, ...], **kwargs: Any) -> fields.String:
    """A string from a closed set."""
    return fields.String(validate=validate.OneOf(values), **kwargs)


def some(inner: Any, most: int = MOST, **kwargs: Any) -> fields.List[Any]:
    """A list of at most ``most`` items."""
    return fields.List(inner, validate=validate.Length(max=most), **kwargs)
