"""Schemas and fields that are strict about types and capped in size."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, post_dump, pre_load, validate

from rutinlots.core.calendar import STOCKHOLM

# Room for the longest mail that fits in a request; names, subjects and addresses are short.
BODY = 1_048_576
LINE = 2_000
NAME = 500
MOST = 200  # addresses, files, properties, filters, messages: more than a ticket has
_STRANGERS = 20  # unknown fields that are reported one by one

_SLUG = r"^[a-z0-9]+([_-][a-z0-9]+)*$(?!\n)"
_HOST = r"^([a-z0-9-]+(\.[a-z0-9-]+)+)?$(?!\n)"
HALF_CHARACTER = re.compile("[\ud800-\udfff]")


class StrictSchema(Schema):
    """Refuses unknown fields, also in the OpenAPI document."""

    spared: tuple[str, ...] = ()  # fields that are left out of an answer when they say nothing

    class Meta:
        unknown = RAISE

    @post_dump
    def says_nothing_needless(self, data: Any, **_: Any) -> Any:
        """Leave out what is spared."""
        return {key: value for key, value in data.items() if value or key not in self.spared} if self.spared else data

    @pre_load
    def has_few_fields(self, data: Any, **_: Any) -> Any:
        """Refuse many unknown fields with one message, instead of one for each."""
        if isinstance(data, Mapping) and len(data) > len(self.fields) + _STRANGERS:
            raise ValidationError("Too many unknown fields. See /api/v1/docs.")
        return data


class Listed(fields.List[Any]):
    """A list whose length is checked before any of its elements."""

    def __init__(self, inner: Any, most: int, **kwargs: Any):
        self.most = most
        self._length = validate.Length(max=most)
        super().__init__(inner, validate=self._length, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[Any]:
        if isinstance(value, list):
            self._length(value)
        return super()._deserialize(value, attr, data, **kwargs)


class Mapped(fields.Dict):
    """A mapping of at most :data:`MOST` entries, counted before any key or value is loaded."""

    def __init__(self, keys: Any, values: Any, **kwargs: Any):
        self._length = validate.Length(max=MOST)
        super().__init__(keys=keys, values=values, validate=self._length, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, Mapping):
            self._length(value)
        return super()._deserialize(value, attr, data, **kwargs)  # type: ignore[no-untyped-call]


class Text(fields.String):
    """A string of at most ``most`` characters.

    A lone surrogate, which JSON allows but no encoding does, becomes U+FFFD: equally long in UTF-16, so offsets hold.
    """

    def __init__(self, most: int = LINE, **kwargs: Any):
        self.most = most
        super().__init__(validate=validate.Length(max=most), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return HALF_CHARACTER.sub("\ufffd", super()._deserialize(value, attr, data, **kwargs))


class Slug(fields.String):
    """The id of a check, a snippet or a guide: lower-case words with hyphens between."""

    def __init__(self, **kwargs: Any):
        rules = [
            validate.Length(min=1, max=80),
            validate.Regexp(_SLUG, error="Not an id: lower-case words with hyphens between."),
        ]
        super().__init__(validate=rules, **kwargs)


class Choice(fields.String):
    """A string from a closed set."""

    def __init__(self, values: tuple[str, ...], **kwargs: Any):
        self.values = values
        super().__init__(validate=validate.OneOf(values), **kwargs)


class Identity(fields.Integer):
    """Freshdesk's number for a ticket: a positive 64-bit integer."""

    def __init__(self, **kwargs: Any):
        super().__init__(strict=True, validate=validate.Range(1, 2**63 - 1), **kwargs)


class Tenant(fields.String):
    """The host name of a Freshdesk account, in lower case; without it an empty text."""

    def __init__(self, **kwargs: Any):
        rules = [validate.Length(max=100), validate.Regexp(_HOST, error="Not a host name in lower case.")]
        super().__init__(load_default="", validate=rules, metadata={"description": "Host name of the Freshdesk account."}, **kwargs)


class Moment(fields.AwareDateTime):
    """A date and time in ISO 8601; Swedish time if it has no offset. Loads in Swedish time."""

    def __init__(self, **kwargs: Any):
        super().__init__(format="iso", default_timezone=STOCKHOLM, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        moment = super()._deserialize(value, attr, data, **kwargs)
        if not 1970 < moment.year < 2200:
            raise ValidationError("Not a year between 1971 and 2199.")
        return moment.astimezone(STOCKHOLM)


def some(inner: Any, most: int = MOST, **kwargs: Any) -> Listed:
    """A list of at most ``most`` items."""
    return Listed(inner, most, **kwargs)
