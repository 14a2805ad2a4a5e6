"""An OpenID Connect provider on this machine. It checks PKCE and the client's secret, and lies in whatever way a test asks for."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from flask import Flask, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from backend.tests.served import served

CLIENT = "rutinlots"
SECRET = "invented-secret"  # noqa: S105


class Provider:
    """``claims`` replace those of the next id tokens, None leaves one out; ``requests`` lists what was asked for."""

    def __init__(self, clock: Callable[[], datetime]):
        self._clock = clock
        self.address = ""
        self.key = ECKey.generate_key("P-256", {"kid": "one", "use": "sig"})
        self.signing: Any = self.key
        self.header: dict[str, str] = {"alg": "ES256", "kid": "one"}
        self.claims: dict[str, Any] = {}
        self.metadata: dict[str, Any] = {}
        self.requests: list[str] = []
        self.secret = SECRET
        self._codes: dict[str, dict[str, str]] = {}
        self.app = Flask("provider")
        self.app.add_url_rule("/.well-known/openid-configuration", view_func=self._metadata)
        self.app.add_url_rule("/keys", view_func=self._keys)
        self.app.add_url_rule("/authorize", view_func=self._authorize)
        self.app.add_url_rule("/token", view_func=self._token, methods=["POST"])
        self.app.before_request(lambda: self.requests.append(request.path))

    def sign_with_the_secret(self) -> None:
        """Sign as someone would who takes the public key, or nothing secret, for a shared secret."""
        self.signing, self.header = OctKey.import_key("x" * 32), {"alg": "HS256", "kid": "one"}

    def change_keys(self) -> None:
        self.key = self.signing = ECKey.generate_key("P-256", {"kid": "two", "use": "sig"})
        self.header = {"alg": "ES256", "kid": "two"}

    def _metadata(self) -> Any:
        endpoints = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        addresses = {name: f"{self.address}/{path}" for name, path in endpoints.items()}
        return jsonify({"issuer": self.address, **addresses, **self.metadata})

    def _keys(self) -> Any:
        return jsonify({"keys": [self.key.as_dict(private=False)]})

    def _authorize(self) -> Any:
        code = secrets.token_urlsafe()
        self._codes[code] = request.args.to_dict()
        return redirect(request.args["redirect_uri"] + "?" + urlencode({"code": code, "state": request.args["state"]}))

    def _token(self) -> Any:
        asked = self._codes.pop(request.form["code"], None)
        known = request.authorization and (request.authorization.username, request.authorization.password) == (CLIENT, self.secret)
        verified = asked and create_s256_code_challenge(request.form["code_verifier"]) == asked["code_challenge"]
        if not asked or not known or not verified or request.form["redirect_uri"] != asked["redirect_uri"]:
            return jsonify(error="invalid_grant"), 400
        now = int(self._clock().timestamp())
        person = {"sub": "1", "preferred_username": "maria@company.example", "roles": ["Rutinlots.Lead"]}
        about = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims = {**about, **person, **self.claims}
        token = jwt.encode(self.header, {name: value for name, value in claims.items() if value is not None}, self.signing)
        return jsonify(access_token="x", token_type="Bearer", expires_in=300, id_token=token)  # noqa: S106


@contextmanager
def serving(clock: Callable[[], datetime]) -> Iterator[Provider]:
    """A provider that listens."""
    provider = Provider(clock)
    with served(provider.app) as provider.address:
        yield provider
