"""The single-page app's shell and its assets."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import (
    Blueprint,
    Response,
    make_response,
    redirect,
    render_template,
    request,
    send_from_directory,
)
from werkzeug.wrappers import Response as AnyResponse

from rutinlots.stage import joined
from rutinlots.stage.mock.state import Mock
from rutinlots.stage.mock.variants import checked

SESSION = "_x_session"
CHOSEN = "mock_variants"
_STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
_STATIC = Path(__file__).with_name("static")


def _file_version() -> int:
    """Cache key of the assets; changes when they do."""
    return max(int(file.stat().st_mtime * 1000) for file in _STATIC.rglob("*"))


@lru_cache(maxsize=1)
def _assets(version: int) -> Mapping[str, str]:
    """The app's script and style sheet. Its 35 files one by one are a tenth of what opening a ticket costs a browser."""
    return {"app.js": joined.page([_STATIC / "js" / "app.js"], _STATIC), "app.css": joined.sheet(_STATIC / "css" / "freshdesk.css")}


def own_variants() -> frozenset[str]:
    """The variants this browser asked for by ``?variants=…``."""
    return checked(request.cookies.get(CHOSEN, "").split("."))


def _plain_shell(**values: Any) -> str:
    return render_template("freshdesk.html", **values)


def blueprint(mock: Mock, base: str = "", shell_page: Callable[..., str] = _plain_shell) -> Blueprint:
    """Everything a browser loads by address; the account lies under the address ``base``.

    ``shell_page`` renders freshdesk.html, or a template that extends it, with the given values.
    """
    pages = Blueprint("freshdesk", __name__, template_folder="templates", url_prefix=base or None)

    @pages.get("/")
    @pages.get("/a/")
    def start() -> AnyResponse:
        return redirect(f"{base}/a/tickets/filters/all_tickets")

    @pages.get("/a/<path:_route>")
    def shell(_route: str) -> AnyResponse:
        if (wanted := request.args.get("variants")) is not None:
            try:
                chosen = checked(wanted.split(","))
            except ValueError as error:
                return make_response(str(error), 400)
            answer: AnyResponse = redirect(request.path)
            answer.set_cookie(CHOSEN, ".".join(sorted(chosen)), path=base or "/", secure=request.is_secure, samesite="Lax")
            return answer
        page = make_response(shell_page(version=_file_version(), base=base))
        page.set_cookie(SESSION, "sandra", path=base or "/", secure=request.is_secure, httponly=True, samesite="Lax")
        page.headers["Cache-Control"] = "no-store"
        if "strict-csp" in mock.variants | own_variants():
            page.headers["Content-Security-Policy"] = _STRICT
        return page

    @pages.get("/assets/<int:_version>/<any('app.js', 'app.css'):name>")
    def asset(_version: int, name: str) -> Response:
        answer = Response(_assets(_file_version())[name], mimetype="text/css" if name == "app.css" else "text/javascript")
        answer.cache_control.max_age = 3600
        answer.cache_control.immutable = True
        return answer

    @pages.get("/favicon.ico")
    def icon() -> Response:
        return send_from_directory(_STATIC, "favicon.svg", max_age=3600)

    return pages
