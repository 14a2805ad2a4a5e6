"""``POST /identity``: the server proves to an extension, which sends neither token nor mail before, that it is the same as ever."""

from flask import current_app, request

from rutinlots.api.blueprint import blueprint
from rutinlots.api.errors import refuse
from rutinlots.app_state import app_state
from rutinlots.schemas.error import ErrorSchema
from rutinlots.schemas.identity import ChallengeSchema, ProofSchema
from rutinlots.web.keys.identity import is_own_address


@blueprint.route("/identity", methods=["POST"])
@blueprint.arguments(ChallengeSchema())
@blueprint.response(200, ProofSchema)
@blueprint.alt_response(422, schema=ErrorSchema, description="The address is not this server's, so it proves nothing for it.")
def prove(challenge: dict[str, str]) -> dict[str, str]:
    """Sign the caller's number and the address that it asks. Needs no token.

    For an address that isn't its own, the server signs nothing: what answers there may be passing on the question.
    """
    nonce, audience = challenge["nonce"], challenge["audience"]
    config = current_app.config
    port = request.environ.get("SERVER_PORT", "")
    if not is_own_address(audience, port=port, public=config["PUBLIC_URL"], names=config["HOSTS"]):
        refuse(422, "address-unknown", "That is not this server's address. It belongs in --public-url, or its name in --hosts.")
    identity = app_state().identity
    return {"key": identity.public, "signature": identity.sign(audience, nonce)}
