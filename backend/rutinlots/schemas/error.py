"""The one shape of every error."""

from marshmallow import fields

from rutinlots.schemas.strict import StrictSchema


class FaultSchema(StrictSchema):
    """What went wrong; fields names each field at fault by its path, such as ``draft.text``."""

    status = fields.Integer(required=True)
    code = fields.String(required=True)
    message = fields.String(required=True)
    fields_ = fields.Dict(keys=fields.String(), values=fields.List(fields.String()), data_key="fields", attribute="fields")


class ErrorSchema(StrictSchema):
    """Every 4xx and 5xx."""

    error = fields.Nested(FaultSchema, required=True)
