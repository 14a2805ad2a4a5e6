"""``/ovning/a``: the mock Freshdesk of the visitor's world, with the bar around it that says what is practised."""

import hashlib
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, abort, make_response, render_template, request

from rutinlots.stage import joined
from rutinlots.stage.mock import internal, pages, rest
from rutinlots.stage.transport import BASE, transport
from rutinlots.stage.visitor import account, entered_world, world

BLUEPRINTS = frozenset({"stage", "stage-desk", "freshdesk", "freshdesk-internal", "freshdesk-rest"})
_NAMES = {
    "start": "app/main.js",
    "createPreferences": "app/preferences.js",
    "createFreshdesk": "freshdesk/index.js",
    "createOverlay": "overlay/overlay.js",
}
LONGEST = 256 * 1024  # bytes of one mail or draft
HEAVIEST = 1024 * 1024  # bytes of all mails sent in a world, and of all its drafts
_PROPERTIES = 16 * 1024  # bytes of what a ticket's properties are set to
_lock = threading.Lock()


def register(app: Flask, content: Path) -> None:
    """Add the stage to an app; ``content`` is the folder of the extension's modules."""
    desk = Blueprint("stage-desk", __name__, url_prefix=BASE)

    @desk.get("/moduler/<string:version>/extension.js")
    def extension_script(version: str) -> Response:
        """The extension's own modules as one; the version is in the address, so that browsers may keep it."""
        known, script = _script(content)
        if version != known:
            abort(404)
        response = make_response(script)
        response.mimetype = "text/javascript"
        response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
        return response

    def shell(**values: Any) -> str:
        return render_template("stage/desk.html", world=entered_world(), modules=f"{BASE}/moduler/{_script(content)[0]}", **values)

    app.register_blueprint(desk)
    app.register_blueprint(transport)
    app.register_blueprint(pages.blueprint(account, BASE, shell))
    page_api = internal.blueprint(account, BASE)
    page_api.before_request(_weigh)
    app.register_blueprint(page_api)
    app.register_blueprint(rest.blueprint(account, BASE))


def _weigh() -> None:
    """Refuse what would let a world grow without end: longer or more mails, drafts and properties than anyone practises with."""
    number = (request.view_args or {}).get("ticket_id")
    if number is not None and number not in world().mock.tickets:
        abort(404)
    request.max_content_length = _PROPERTIES if request.endpoint == "freshdesk-internal.update" else LONGEST
    size = request.content_length or 0
    if request.method == "POST":
        world().weight += size
    drafts = sum(map(len, world().mock.drafts.values())) + size if request.method == "PUT" else 0
    if world().weight > HEAVIEST or drafts > HEAVIEST:
        abort(413, "This world is full. Reset it.")


def _script(content: Path) -> tuple[str, str]:
    """The modules as one script, and its version. While the extension is being developed, it follows its files."""
    changed = max(path.stat().st_mtime_ns for path in content.rglob("*") if path.is_file())
    with _lock:
        return _joined(content, changed)


@lru_cache(maxsize=1)
def _joined(content: Path, changed: int) -> tuple[str, str]:
    script = joined.library({name: content / path for name, path in _NAMES.items()}, content.parent)
    return hashlib.sha256(script.encode()).hexdigest()[:16], script
