"""The shape of every error."""

from marshmallow import fields

from rutinlots.schemas.strict import StrictSchema


class FaultSchema(StrictSchema):
    """An error; fields names each invalid field by its path, such as ``draft.text``."""

    status = fields.Integer(required=True)
    code = fields.String(required=True)
    message = fields.String(required=True)
    fields_ = fields.Dict(keys=fields.String(), values=fields.List(fields.String()), data_key="fields", attribute="fields")


class ErrorSchema(StrictSchema):
    """The body of every 4xx and 5xx."""

    error = fields.Nested(FaultSchema, required=True)
