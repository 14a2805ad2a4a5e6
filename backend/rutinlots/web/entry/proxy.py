"""X-Forwarded headers of an HTTPS proxy, trusted only from the proxy's addresses.

Without a public address they are ignored.
"""

import ipaddress
from collections.abc import Iterable
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from rutinlots.web.entry.addresses import without_port


def trust_proxy(app: Flask) -> None:
    """Apply the proxy's headers: sender, scheme and host become those that the proxy saw."""
    if not app.config["PUBLIC_URL"]:
        return
    networks = [ipaddress.ip_network(name) for name in app.config["PROXIES"]]
    direct = app.wsgi_app
    # Scheme and host from the nearest proxy; the sender from before the first of PROXY_COUNT proxies.
    fixed = ProxyFix(_without_port(direct), x_for=app.config["PROXY_COUNT"], x_proto=1, x_host=1)

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        chosen = fixed if _is_in(environ.get("REMOTE_ADDR", ""), networks) else direct
        return chosen(environ, start_response)

    app.wsgi_app = answer  # type: ignore[method-assign]


def _without_port(inner: Any) -> Any:
    """Take away the port that some proxies add to the sender's address."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        environ["REMOTE_ADDR"] = without_port(environ.get("REMOTE_ADDR", ""))
        result: Iterable[bytes] = inner(environ, start_response)
        return result

    return answer


def _is_in(address: str, networks: list[ipaddress.IPv4Network | ipaddress.IPv6Network]) -> bool:
    try:
        sender = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(sender, "ipv4_mapped", None)  # IPv4 as an IPv6 socket reports it
    return any((mapped or sender) in network for network in networks)
