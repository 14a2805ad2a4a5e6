"""Behind an HTTPS proxy: what the proxy tells of the browser is believed, and from nobody else.

Without a public address no such header means anything, whoever sends it.
"""

import ipaddress
from collections.abc import Iterable
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix


def trust_proxy(app: Flask) -> None:
    """Let requests that come from the proxy look as they did to the proxy: their sender, scheme and host."""
    if not app.config["PUBLIC_URL"]:
        return
    networks = [ipaddress.ip_network(name) for name in app.config["PROXIES"]]
    direct = app.wsgi_app
    # The nearest proxy's word on scheme and host; of the senders, the one before as many proxies as there are.
    fixed = ProxyFix(direct, x_for=app.config["PROXY_COUNT"], x_proto=1, x_host=1)

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        chosen = fixed if _is_in(environ.get("REMOTE_ADDR", ""), networks) else direct
        return chosen(environ, start_response)

    app.wsgi_app = answer  # type: ignore[method-assign]


def _is_in(address: str, networks: list[ipaddress.IPv4Network | ipaddress.IPv6Network]) -> bool:
    try:
        sender = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(sender, "ipv4_mapped", None)  # IPv4 as a socket of IPv6 tells it
    return any((mapped or sender) in network for network in networks)
