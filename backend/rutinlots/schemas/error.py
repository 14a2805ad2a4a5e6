"""The one shape of every error."""

from marshmallow import Schema, fields


class FaultSchema(Schema):
    """What went wrong; fields names each field at fault by its path, such as ``draft.text``."""

    status = fields.Integer(required=True)
    code = fields.String(required=True)
    message = fields.String(required=True)
    fields_ = fields.Dict(
        keys=fields.String(), values=fields.List(fields.String()), data_key="fields", attribute="fields"
    )


class ErrorSchema(Schema):
    """Every 4xx and 5xx."""

    error = fields.Nested(FaultSchema, required=True)
