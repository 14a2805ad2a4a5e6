"""``POST /identity``, as an extension asks it before it sends anything else."""

import base64
import hashlib
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from rutinlots.app_state import now

NONCE = "n" * 43
HERE = "http://127.0.0.1:8765"


def asked(app: Any, audience: str = HERE, nonce: str = NONCE, base_url: str = HERE) -> Any:
    return app.test_client().post("/api/v1/identity", json={"nonce": nonce, "audience": audience}, base_url=base_url)


def is_signed(proof: dict[str, str], audience: str, nonce: str) -> bool:
    """Whether the proof holds, by a verifier that isn't ours; raises InvalidSignature when not."""
    key = load_der_public_key(base64.b64decode(proof["key"]))
    signature = base64.b64decode(proof["signature"])
    assert isinstance(key, EllipticCurvePublicKey)
    assert len(signature) == 64
    halves = (int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
    key.verify(encode_dss_signature(*halves), f"rutinlots server identity 1\n{audience}\n{nonce}".encode(), ECDSA(SHA256()))
    return True


def test_the_servers_key_signs_the_number_and_the_address_also_for_a_caller_without_a_token(make_app):
    app = make_app()
    app.extensions["rutinlots"].store.tokens.create("Sandra", "agent", now())
    proof = asked(app).json
    assert is_signed(proof, HERE, NONCE)
    fingerprint = hashlib.sha256(base64.b64decode(proof["key"])).hexdigest()
    assert fingerprint == app.extensions["rutinlots"].identity.fingerprint


def test_it_signs_for_no_other_servers_address_so_its_answer_cannot_be_passed_on(make_app):
    app = make_app(HOSTS=("rutiner.example",))
    assert is_signed(asked(app, "https://rutiner.example").json, "https://rutiner.example", NONCE)
    for audience in ("http://127.0.0.1:8766", "https://annan.example"):
        answer = asked(app, audience, base_url=HERE)
        assert (answer.status_code, answer.json["error"]["code"]) == (422, "address-unknown")


def test_what_is_no_challenge_is_refused(make_app):
    app = make_app()
    for nonce, audience in (("kort", HERE), (NONCE + "\n", HERE), (NONCE, "http://127.0.0.1:8765/x"), (NONCE, f"{HERE}\nx")):
        assert asked(app, audience, nonce).status_code == 422


def test_the_same_server_is_known_again_after_a_restart_and_two_that_share_a_key_are_one(make_app, tmp_path):
    first = asked(make_app()).json["key"]
    assert asked(make_app()).json["key"] == first
    other = make_app(DATA=tmp_path / "other", IDENTITY_FILE=tmp_path / "identity.pem")
    assert asked(other).json["key"] == first
