"""``/static/extension``: the extension's own modules and colours, which the pages use as they are."""

from pathlib import Path

from flask import Response, send_from_directory

from rutinlots.pages.blueprint import bp
from rutinlots.web.config import CHECKOUT

_PACKAGED = Path(__file__).resolve().parents[1] / "static" / "extension"  # put there when a wheel is built, see setup.py
CONTENT = (_PACKAGED if _PACKAGED.is_dir() else CHECKOUT / "extension") / "content"


@bp.get("/static/extension/content/<path:name>")
def extension_file(name: str) -> Response:
    """A file of the extension's content folder; they hold no secrets, so no login is needed."""
    return send_from_directory(CONTENT, name)
