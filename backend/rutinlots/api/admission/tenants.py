"""Which Freshdesk accounts, named by their host names, the server works for."""

from collections.abc import Iterable

from flask import current_app, g

from rutinlots.api.errors import refuse
from rutinlots.store import Token

NONE = ""  # of extensions that are too old to say


def require_accepted(tenants: Iterable[str]) -> None:
    """Refuse a request about an account that the settings or the token don't name; where they name none, all are accepted."""
    tenants = set(tenants)
    token: Token | None = g.get("token")
    if token and token.tenants and not tenants <= set(token.tenants):
        refuse(422, "tenant-unknown", f"The token is for {', '.join(token.tenants)} alone.")
    accepted = current_app.config["TENANTS"]
    if accepted and not tenants <= {*accepted, NONE}:
        refuse(422, "tenant-unknown", "The server doesn't work for that Freshdesk. Its host name belongs in RUTINLOTS_TENANTS.")


def known_as(tenant: str) -> tuple[str, ...]:
    """The names under which the ledger knows an account's tickets: also without a name, while there can be only one account."""
    return (tenant,) if len(current_app.config["TENANTS"]) > 1 else (tenant, NONE)
