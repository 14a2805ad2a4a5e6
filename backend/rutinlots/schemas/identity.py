"""Bodies of ``POST /identity``."""

from marshmallow import fields, validate

from rutinlots.schemas.strict import StrictSchema


class ChallengeSchema(StrictSchema):
    """A number that the caller made up, and the address that it asks."""

    nonce = fields.String(
        required=True,
        validate=validate.Regexp(r"^[A-Za-z0-9_-]{43}$(?!\n)", error="Not 32 bytes in base64url."),
        metadata={"description": "32 random bytes in base64url, without padding."},
    )
    audience = fields.String(
        required=True,
        validate=validate.Regexp(r"^https?://[a-z0-9.:\[\]-]{1,253}$(?!\n)", error="Not an address without a path."),
        metadata={"description": "The server's address as the caller knows it, such as https://rutiner.example."},
    )


class ProofSchema(StrictSchema):
    """The server's public key, and its signature of nonce and audience."""

    key = fields.String(required=True, metadata={"description": "P-256, SubjectPublicKeyInfo in base64."})
    signature = fields.String(required=True, metadata={"description": "ECDSA with SHA-256, 64 bytes in base64."})
