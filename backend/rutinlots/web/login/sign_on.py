"""Single sign-on: OpenID Connect's code flow, with PKCE, state and nonce, which wait in a sealed cookie of the browser.

Requests go to the issuer's host names only as its own metadata gives them, follow no redirect and wait a few seconds at most.
"""

import base64
import hmac
import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from requests import RequestException

from rutinlots.web.config import ConfigError
from rutinlots.web.login.company_login import WAITING, SignOnError
from rutinlots.web.rate_limit import RateLimiter
from rutinlots.web.readers import LOOPBACK_NAMES

# Never what a token or the metadata asks for. Issuers add fields of their own to a token's header.
_SIGNATURES = JWSRegistry(algorithms=["RS256", "PS256", "ES256"], strict_check_header=False)
_LEEWAY_S = 60  # of the issuer's clock
_TIMEOUT_S = (3, 5)  # to connect, and for an answer
_FRESH_S = 3600.0  # how long the issuer's metadata and keys are used
_PLACES = 2  # threads that may wait for the issuer; the others go on answering checks
_FROM_ALL = (1, 20)  # logins per second in the long run, and at once


@dataclass(frozen=True, kw_only=True)
class Person:
    """``lead``: whether the issuer's claims make a lead of the person; None if the list of leads decides."""

    name: str
    lead: bool | None


@dataclass(frozen=True, kw_only=True)
class _Begun:
    state: str
    nonce: str
    verifier: str
    back: str  # where the issuer sends the browser
    till: str  # which page was asked for
    until: int


class SignOn:
    """The company's login. Raises :class:`ConfigError` for settings that don't fit together."""

    def __init__(self, config: Mapping[str, Any], key: bytes):
        self._issuer: str = config["OIDC_ISSUER"]
        self._client_id: str = config["OIDC_CLIENT_ID"]
        self._secret_file: Path | None = config["OIDC_SECRET_FILE"]
        self._name: str = config["OIDC_NAME"]
        self._role: str = config["OIDC_ROLE"]
        self._leads = frozenset(config["OIDC_LEADS"])
        self._key = key
        self._places = threading.BoundedSemaphore(_PLACES)
        self._rate = RateLimiter(*_FROM_ALL)
        self._known: tuple[float, dict[str, Any], KeySet] | None = None
        if not self._client_id:
            raise ConfigError("The company's login needs the id that the issuer knows this server by: see --oidc-client-id.")
        self._secret()

    def begin(self, back: str, till: str, now: datetime) -> tuple[str, str]:
        """Where to send the browser, and what it must keep meanwhile. Raises :class:`SignOnError`."""
        if self._rate.wait(""):
            raise SignOnError("busy", "too many logins at once")
        until = int((now + WAITING).timestamp())
        fresh = {name: secrets.token_urlsafe(48) for name in ("state", "nonce", "verifier")}
        begun = _Begun(**fresh, back=back, till=till, until=until)
        with self._asking() as session:
            metadata, _ = self._metadata(session)
            address, _ = session.create_authorization_url(
                metadata["authorization_endpoint"],
                state=begun.state,
                nonce=begun.nonce,
                code_verifier=begun.verifier,
                redirect_uri=back,
            )
        return address, self._sealed(begun)

    def finish(self, kept: str, answer: Mapping[str, str], now: datetime) -> tuple[Person, str]:
        """The person, and the page that was asked for, of what the browser kept and the issuer's answer.

        Raises :class:`SignOnError`.
        """
        begun = self._opened(kept, now)
        if begun is None or not hmac.compare_digest(begun.state.encode(), answer.get("state", "").encode("utf-8", "replace")):
            raise SignOnError("stale", "the state is not this browser's, or too old")
        if answer.get("iss", self._issuer) != self._issuer:
            raise SignOnError("refused", "the answer is another issuer's")
        if "error" in answer or not answer.get("code"):
            raise SignOnError("refused", "the issuer refused")
        with self._asking() as session:
            claims = self._redeemed(session, answer["code"], begun, now)
        return self._person(claims), begun.till

    def _redeemed(self, session: Any, code: str, begun: _Begun, now: datetime) -> dict[str, Any]:
        """The claims of the id token that the issuer gives for a code."""
        metadata, keys = self._metadata(session)
        supported = metadata.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        if session.client_secret and "client_secret_basic" not in supported:
            session.token_endpoint_auth_method = "client_secret_post"  # noqa: S105 (a method's name)
        address = metadata["token_endpoint"]
        tokens = session.fetch_token(
            address,
            grant_type="authorization_code",
            code=code,
            code_verifier=begun.verifier,
            redirect_uri=begun.back,
            timeout=_TIMEOUT_S,
            allow_redirects=False,
        )
        text = tokens.get("id_token")
        if not isinstance(text, str):
            raise SignOnError("refused", "the issuer gave no id token")
        try:
            token = jwt.decode(text, keys, registry=_SIGNATURES)
        except InvalidKeyIdError:  # the issuer has new keys
            self._known = None
            token = jwt.decode(text, self._metadata(session)[1], registry=_SIGNATURES)
        options = {
            "iss": {"essential": True, "value": self._issuer},
            "aud": {"essential": True, "value": self._client_id},
            "nonce": {"essential": True, "value": begun.nonce},
        }
        expected = {"nonce": begun.nonce, "client_id": self._client_id, "access_token": tokens.get("access_token")}
        claims = CodeIDToken(token.claims, token.header, options, expected)
        claims.validate(now=int(now.timestamp()), leeway=_LEEWAY_S)
        return dict(claims)

    def _person(self, claims: Mapping[str, Any]) -> Person:
        name = claims.get(self._name)
        if not isinstance(name, str) or not name.strip():
            raise SignOnError("refused", f"the id token has no {self._name}")
        if not self._leads:
            return Person(name=name.strip(), lead=None)
        roles = claims.get(self._role)
        held = roles if isinstance(roles, list) else [roles]
        return Person(name=name.strip(), lead=any(isinstance(each, str) and each in self._leads for each in held))

    @contextmanager
    def _asking(self) -> Iterator[Any]:
        """A client of the issuer; its faults become :class:`SignOnError`. Never waits for a place."""
        if not self._places.acquire(blocking=False):
            raise SignOnError("busy", "the issuer is slow, and others wait for it")
        session = None
        try:
            session = OAuth2Session(self._client_id, self._secret(), scope="openid profile", code_challenge_method="S256")
            yield session
        except ConfigError as error:
            raise SignOnError("away", str(error)) from error
        except RequestException as error:
            raise SignOnError("away", f"{self._issuer} doesn't answer ({type(error).__name__})") from error
        except (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError) as error:
            raise SignOnError("refused", f"what {self._issuer} answers can't be used ({_plainly(error)})") from error
        finally:
            if session is not None:
                session.close()
            self._places.release()

    def _metadata(self, session: Any) -> tuple[dict[str, Any], KeySet]:
        """The issuer's metadata and keys, read again every hour."""
        if self._known is None or time.monotonic() - self._known[0] > _FRESH_S:
            metadata = self._get(session, self._issuer.rstrip("/") + "/.well-known/openid-configuration")
            if metadata.get("issuer") != self._issuer:
                raise SignOnError("refused", f"{self._issuer} calls itself otherwise")
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                _require_https(metadata[name])
            self._known = (time.monotonic(), metadata, KeySet.import_key_set(self._get(session, metadata["jwks_uri"])))
        return self._known[1:]

    def _get(self, session: Any, address: str) -> Any:
        response = session.get(address, withhold_token=True, timeout=_TIMEOUT_S, allow_redirects=False)
        response.raise_for_status()
        found = response.json()
        if not isinstance(found, dict):
            raise SignOnError("refused", f"{address} gives no object")
        return found

    def _secret(self) -> str | None:
        """Read each time, so that a new one needs no restart."""
        if self._secret_file is None:
            return None
        try:
            return self._secret_file.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            what = f"The file {self._secret_file} can't be read ({type(error).__name__})"
            raise ConfigError(f"{what}. See --oidc-secret-file.") from error

    def _sealed(self, begun: _Begun) -> str:
        content = base64.urlsafe_b64encode(json.dumps(asdict(begun)).encode()).decode()
        return f"{content}.{self._seal(content)}"

    def _opened(self, kept: str, now: datetime) -> _Begun | None:
        content, _, seal = kept.partition(".")
        if not hmac.compare_digest(self._seal(content).encode(), seal.encode("utf-8", "replace")):
            return None
        begun = _Begun(**json.loads(base64.urlsafe_b64decode(content)))
        return begun if now.timestamp() < begun.until else None

    def _seal(self, content: str) -> str:
        return hmac.new(self._key, f"sign-on {content}".encode("utf-8", "replace"), "sha256").hexdigest()


def _require_https(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK_NAMES:
        raise SignOnError("refused", "the issuer's metadata has an address without https")


def _plainly(error: Exception) -> str:
    """What was wrong, without values: an error's own text may hold a token."""
    return getattr(error, "error", None) or type(error).__name__
