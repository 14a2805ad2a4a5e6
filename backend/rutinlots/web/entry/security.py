"""Host and origin checks, CORS and security headers.

A web page that the agent visits can send requests to loopback, and with a name server of its own even read the answers
(DNS rebinding). So the Host and Origin headers are checked before anything else.
"""

import secrets
from functools import lru_cache
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, request
from werkzeug.wrappers import Response as BaseResponse

from rutinlots.web.config import is_loopback
from rutinlots.web.readers import LOOPBACK_NAMES

API = "/api/"
HANDBOOK_COOKIE = "rutinlots_handbook"
SESSION_COOKIE = "rutinlots_session"
BROWSER_COOKIE = "rutinlots_browser"
SIGN_ON_COOKIE = "rutinlots_signon"
_PROBES = frozenset({"/healthz", "/readyz"})  # called by IP address; they reveal nothing
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_WITH_FORMS = frozenset({"pages", "freshdesk"})  # blueprints; the latter is the stage, whose bar has one
_FOREIGN = frozenset({"cross-site", "same-site"})  # another port of this machine is the same site
_READABLE = ("Access-Control-Expose-Headers", "ETag, Retry-After")
_PREFLIGHT = (
    ("Access-Control-Allow-Methods", "GET, POST"),
    ("Access-Control-Allow-Headers", "Authorization, Content-Type, If-None-Match"),
    ("Access-Control-Allow-Private-Network", "true"),
    ("Access-Control-Max-Age", "600"),
)
_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)


def protect(app: Flask) -> None:
    """Install the checks before every request and the headers on every response."""
    extensions = [f"chrome-extension://{name}" for name in app.config["EXTENSION_IDS"]]
    public = app.config["PUBLIC_URL"]
    public_name = host_name(urlsplit(public).netloc) if public else None
    hosts = {public_name, *LOOPBACK_NAMES, app.config["HOST"], *app.config["HOSTS"]} - {"0.0.0.0", "::"}  # noqa: S104 (not bound here)

    @app.before_request
    def check_host() -> None:
        if request.path in _PROBES:
            return
        if host_name(request.host) not in hosts:
            abort(403, "Unknown host name. Add it to RUTINLOTS_HOSTS.")
        if public_name and not request.is_secure:
            abort(403, f"Use HTTPS: {public}. A proxy must send X-Forwarded-Proto, from an address in RUTINLOTS_PROXIES.")

    @app.before_request
    def check_origin() -> None:
        origin = _sent_origin()
        if origin is None or origin in extensions:
            return
        own = origin == f"{request.scheme}://{request.host}"
        if not own and (request.path.startswith(API) or request.method not in _SAFE_METHODS):
            abort(403, "Origin not allowed. Add the extension's id to RUTINLOTS_EXTENSION_IDS.")

    @app.before_request
    def check_site() -> None:
        """Refuse requests of foreign pages, also those without an Origin: for images, frames and scripts."""
        if request.environ.get("HTTP_SEC_FETCH_SITE") not in _FOREIGN or _sent_origin() in extensions:
            return
        if request.path not in _PROBES and not _is_followed_link():
            abort(403, "Requests from other sites' pages are not allowed.")

    @app.context_processor
    def nonce() -> dict[str, str]:
        if "nonce" not in g:
            g.nonce = secrets.token_urlsafe(16)
        return {"nonce": g.nonce}

    @app.after_request
    def headers(response: Response) -> Response:
        """Add what every answer says, and it doesn't say yet: another process may have answered. Of an API's answer the extension
        is told by CORS that it may read it, and before it asks what it may send."""
        api, origin = request.path.startswith(API), _sent_origin()
        named = {name for name, _ in response.headers}
        # With no-referrer browsers send forms with "Origin: null", which can't be told from a foreign page's.
        said = [*_ALWAYS, ("Referrer-Policy", "same-origin" if request.blueprint in _WITH_FORMS else "no-referrer")]
        if "Content-Security-Policy" not in named:
            said.append(("Content-Security-Policy", _policy(g.get("nonce"))))
        if request.is_secure:
            said.append(("Strict-Transport-Security", "max-age=31536000; includeSubDomains"))
        if api:
            said.append(("Cache-Control", "no-store"))
        if api and origin in extensions:
            response.vary.add("Origin")
            said += (("Access-Control-Allow-Origin", origin), _READABLE, *(_PREFLIGHT if request.method == "OPTIONS" else ()))
        response.headers.extend([each for each in said if each[0] not in named])
        return response


def _sent_origin() -> str | None:
    origin: str | None = request.environ.get("HTTP_ORIGIN")
    return origin


def at_home() -> bool:
    """Is this a loopback request to a loopback host, with no proxy configured?"""
    return (
        not current_app.config["PUBLIC_URL"]
        and is_loopback(current_app.config["HOST"])
        and (request.remote_addr is None or is_loopback(request.remote_addr))
        and host_name(request.host) in LOOPBACK_NAMES
    )


def _is_followed_link() -> bool:
    """Whether the browser opens one of our pages in a tab of its own, as it does for a link in Freshdesk."""
    how = request.headers.get("Sec-Fetch-Mode"), request.headers.get("Sec-Fetch-Dest")
    return how == ("navigate", "document") and request.method == "GET" and not request.path.startswith(API)


def give_cookie(response: BaseResponse, name: str, secret: str, seconds: int | None) -> None:
    """Set a cookie: HttpOnly, SameSite=Lax, and over HTTPS Secure and bound to this very host."""
    response.set_cookie(_full_name(name), secret, max_age=seconds, httponly=True, samesite="Lax", secure=request.is_secure)


def sent_cookie(name: str) -> str:
    """What the browser sends, or an empty text. Over HTTPS no other host of the domain can have set it."""
    return request.cookies.get(_full_name(name), "")


def drop_cookie(response: BaseResponse, name: str) -> None:
    """Have the browser forget a cookie."""
    response.delete_cookie(_full_name(name), httponly=True, samesite="Lax", secure=request.is_secure)


def _full_name(name: str) -> str:
    return f"__Host-{name}" if request.is_secure else name


@lru_cache(64)
def host_name(host: str) -> str:
    """The name in a Host header, without port and brackets; empty if it is malformed."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _policy(nonce: str | None) -> str:
    own = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    return (
        f"default-src 'none'; object-src 'none'; script-src {own}; style-src {own}; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
