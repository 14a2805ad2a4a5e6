"""A PostgreSQL on another machine is reached by TLS, and is the one that is meant."""

import ipaddress
import logging
import os

from sqlalchemy import URL

log = logging.getLogger(__name__)
_SAFE = "verify-full"  # encrypted, by a certificate of an authority that is trusted, for this very name
_OPPORTUNISTIC = frozenset({"allow", "prefer"})
_WEAKER = {
    "disable": "unencrypted",
    "require": "encrypted, but to whatever answers",
    "verify-ca": "encrypted, but to any machine with a certificate of that authority",
}


def encrypted(url: URL) -> URL:
    """The address with ``sslmode=verify-full``, unless it leads to this machine or itself names a mode; a weaker one is logged.

    :raises ValueError: for a mode that falls back to an unencrypted connection by itself.
    """
    if all(map(_is_here, _hosts(url))):
        return url
    mode = _one(url, "sslmode")
    if mode is None:
        return url.update_query_dict({"sslmode": _SAFE})
    if mode in _OPPORTUNISTIC:
        raise ValueError(
            f"sslmode={mode} in the database's address falls back to an unencrypted connection. Leave it out for {_SAFE}, or write "
            "sslmode=disable if the network is trusted."
        )
    if mode in _WEAKER:
        log.warning("The connection to the database is %s, as sslmode=%s in its address says", _WEAKER[mode], mode)
    return url


def _hosts(url: URL) -> list[str]:
    """Where the address leads, as libpq reads it; an empty text is a socket of this machine."""
    named = [url.host or "", *_all(url, "host"), *_all(url, "hostaddr")]
    hosts = [part for each in named for part in each.split(",") if part]
    service = _all(url, "service")
    return service or hosts or [os.environ.get("PGHOSTADDR") or os.environ.get("PGHOST", "")]


def _is_here(host: str) -> bool:
    if not host or host == "localhost" or host.startswith(("/", "@")):
        return True
    try:
        return ipaddress.ip_address(_without_port(host)).is_loopback
    except ValueError:
        return False


def _without_port(host: str) -> str:
    """``host`` in a query may have a port, as in ``10.0.0.5:5432``."""
    name, _, port = host.rpartition(":")
    return name.strip("[]") if port.isdigit() and name and (":" not in name or name.startswith("[")) else host


def _all(url: URL, key: str) -> list[str]:
    value = url.query.get(key, ())
    return [value] if isinstance(value, str) else list(value)


def _one(url: URL, key: str) -> str | None:
    return next(iter(_all(url, key)), None)
