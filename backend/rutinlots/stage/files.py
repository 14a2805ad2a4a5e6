"""The stage's script, its style sheet and the extension's modules, each joined into one file that browsers may keep.

Some 60 modules and style sheets asked for one by one, each after the one that names it, were most of the time until a page of the
stage could be used.
"""

import gzip
import hashlib
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rutinlots.stage import joined

_PACKAGE = Path(__file__).parents[1]
_MOCK = _PACKAGE / "stage" / "mock" / "static"
_STAGE = _PACKAGE / "static" / "stage"
_NAMES = {
    "start": "app/main.js",
    "createPreferences": "app/preferences.js",
    "createFreshdesk": "freshdesk/index.js",
    "createOverlay": "overlay/overlay.js",
}
_IMPORT = re.compile(r'^@import url\("([^"]+)"\);\n', re.M)
_lock = threading.Lock()


@dataclass(frozen=True)
class File:
    """A file's name with its version in it, its media type, and its bytes as they are and compressed."""

    name: str
    type: str
    plain: bytes
    small: bytes


def files(content: Path) -> Mapping[str, File]:
    """The files by name; ``content`` is the folder of the extension's modules. While they are being developed, they follow."""
    paths = [path for folder in (content, _MOCK, _STAGE) for path in folder.rglob("*") if path.is_file()]
    with _lock:
        return _made(content, max(path.stat().st_mtime_ns for path in paths))


@lru_cache(maxsize=1)
def _made(content: Path, changed: int) -> Mapping[str, File]:
    texts = {
        "stage.js": joined.page([_MOCK / "js" / "app.js", _STAGE / "desk.js"], _PACKAGE),
        "extension.js": joined.library({name: content / path for name, path in _NAMES.items()}, content.parent),
        "stage.css": _sheet(_MOCK / "css" / "freshdesk.css") + _sheet(_STAGE / "bar.css"),
    }
    return {name: _file(name, text) for name, text in texts.items()}


def _sheet(path: Path) -> str:
    return _IMPORT.sub(lambda found: _sheet(path.parent / found[1]), path.read_text("utf-8"))


def _file(name: str, text: str) -> File:
    plain = text.encode()
    stem, _, ending = name.partition(".")
    version = hashlib.sha256(plain).hexdigest()[:16]
    kind = "text/css" if ending == "css" else "text/javascript"
    return File(f"{stem}.{version}.{ending}", kind, plain, gzip.compress(plain, mtime=0))
