"""Authentication by token: of the extension, and of the browser in which it has opened the handbook.

The browser gets a handbook session, or pass: the token's id, the time it ends, and an HMAC of both and the token's hash, keyed
with the server's key. Revoking the token therefore ends its passes, and what is in the database opens nothing.
"""

import hmac
import time
from datetime import datetime, timedelta

from rutinlots.store import StoreError, Token, Tokens
from rutinlots.store.access.revocations import Revocations
from rutinlots.store.access.tokens import hashed

HANDBOOK_SESSION = timedelta(hours=12)  # a working day
_FRESH_S = 2.0  # how long tokens are cached: creating or revoking one takes effect within this time


class Authenticator:
    """Caches valid tokens for 2 s; keeps serving the cache while the database is down."""

    def __init__(self, tokens: Tokens, revocations: Revocations, key: bytes):
        self._tokens = tokens
        self._revocations = revocations
        self._key = key
        self._ended: set[str] = set()
        self._valid: dict[str, Token] = {}
        self._any = False
        self._read_at: float | None = None

    def _refresh(self) -> None:
        if self._read_at is not None and time.monotonic() - self._read_at < _FRESH_S:
            return
        try:
            made = self._tokens.all()
            self._ended = self._revocations.passes()
        except StoreError:
            if self._read_at is None:
                raise
        else:
            self._any = bool(made)
            self._valid = {token.hash: token for token in made if token.revoked_at is None}
        self._read_at = time.monotonic()

    def any_made(self) -> bool:
        """Whether a token was ever created, revoked ones included."""
        self._refresh()
        return self._any

    def owner(self, secret: str) -> Token | None:
        """The valid token with this secret."""
        self._refresh()
        return self._valid.get(hashed(secret))

    def give_session(self, token: Token, now: datetime) -> str:
        """Create a handbook session for the token's owner, as the value of a cookie."""
        until = int((now + HANDBOOK_SESSION).timestamp())
        return f"{token.id}.{until}.{self._seal(token, until)}"

    def session_owner(self, text: str, now: datetime) -> Token | None:
        """The valid token that a handbook session belongs to, or None if it has ended."""
        number, _, rest = text.partition(".")
        until, _, seal = rest.partition(".")
        if not (number.isdecimal() and until.isdecimal() and len(until) < 12):
            return None
        if not now.timestamp() < int(until) <= (now + HANDBOOK_SESSION).timestamp():
            return None
        self._refresh()
        if hashed(text) in self._ended:
            return None
        token = next((each for each in self._valid.values() if str(each.id) == number), None)
        sealed = token is not None and hmac.compare_digest(self._seal(token, int(until)).encode(), seal.encode("utf-8", "replace"))
        return token if sealed else None

    def end_session(self, text: str, now: datetime) -> None:
        """Make a handbook session worthless, on every server within two seconds and here at once."""
        if self.session_owner(text, now):
            self._revocations.end_pass(hashed(text), now)
            self._ended.add(hashed(text))

    def _seal(self, token: Token, until: int) -> str:
        content = f"handbook session {token.id} {token.hash} {until}"
        return hmac.new(self._key, content.encode(), "sha256").hexdigest()
