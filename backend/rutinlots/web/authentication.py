"""Who is let in by a token: the extension that sends it, and the browser in which that extension has opened the handbook.

The browser gets a pass: the token's number, when the pass ends, and a seal that only the server can make, since it is
made with what the server keeps of the token. A revoked token's passes are worthless with it.
"""

import hmac
import time
from datetime import datetime, timedelta

from rutinlots.store import StoreError, Token, Tokens
from rutinlots.store.tokens import hashed

HANDBOOK_SESSION = timedelta(hours=12)  # a working day
_FRESH_S = 2.0  # a token that is made or revoked works, or stops working, within this time


class Authenticator:
    """Knows the tokens; keeps what it knew while the database is away."""

    def __init__(self, tokens: Tokens):
        self._tokens = tokens
        self._valid: dict[str, Token] = {}
        self._any = False
        self._read_at: float | None = None

    def _refresh(self) -> None:
        if self._read_at is not None and time.monotonic() - self._read_at < _FRESH_S:
            return
        try:
            made = self._tokens.all()
        except StoreError:
            if self._read_at is None:
                raise
        else:
            self._any = bool(made)
            self._valid = {token.hash: token for token in made if token.revoked_at is None}
        self._read_at = time.monotonic()

    def any_made(self) -> bool:
        """Whether a token was ever made, be it revoked."""
        self._refresh()
        return self._any

    def owner(self, secret: str) -> Token | None:
        """The valid token with this secret."""
        self._refresh()
        return self._valid.get(hashed(secret))

    def give_session(self, token: Token, now: datetime) -> str:
        """A pass for the browser of a token's owner."""
        until = int((now + HANDBOOK_SESSION).timestamp())
        return f"{token.id}.{until}.{_seal(token, until)}"

    def session_owner(self, text: str, now: datetime) -> Token | None:
        """The valid token whose pass this is, while it lasts."""
        number, _, rest = text.partition(".")
        until, _, seal = rest.partition(".")
        if not (number.isdecimal() and until.isdecimal() and len(until) < 12 and now.timestamp() < int(until)):
            return None
        self._refresh()
        token = next((each for each in self._valid.values() if str(each.id) == number), None)
        sealed = token is not None and hmac.compare_digest(_seal(token, int(until)).encode(), seal.encode("utf-8", "replace"))
        return token if sealed else None


def _seal(token: Token, until: int) -> str:
    return hmac.new(token.hash.encode(), f"pass {token.id} {until}".encode(), "sha256").hexdigest()
