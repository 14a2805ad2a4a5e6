"""The stage's script, its style sheet and the extension's modules, each joined into one file that browsers may keep.

Some 60 modules and style sheets asked for one by one, each after the one that names it, were most of the time until a page of the
stage could be used.
"""

import gzip
import hashlib
import threading
import time
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
    "createPreferences": "app/state/preferences.js",
    "createFreshdesk": "freshdesk/index.js",
    "createOverlay": "overlay/overlay.js",
}
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
    return _latest(content, int(time.monotonic()))


@lru_cache(maxsize=1)
def _latest(content: Path, second: int) -> Mapping[str, File]:
    """The files as they were in that second: looking at some 200 of them at each request would take longer than answering it."""
    paths = [path for folder in (content, _MOCK, _STAGE) for path in folder.rglob("*") if path.is_file()]
    with _lock:
        return _made(content, max(path.stat().st_mtime_ns for path in paths))


@lru_cache(maxsize=1)
def _made(content: Path, changed: int) -> Mapping[str, File]:
    texts = {
        "stage.js": joined.page([_MOCK / "js" / "app.js", _STAGE / "desk.js"], _PACKAGE),
        "extension.js": joined.library({name: content / path for name, path in _NAMES.items()}, content.parent),
        "stage.css": joined.sheet(_MOCK / "css" / "freshdesk.css") + joined.sheet(_STAGE / "bar.css"),
    }
    return {name: _file(name, text) for name, text in texts.items()}


def _file(name: str, text: str) -> File:
    plain = text.encode()
    stem, _, ending = name.partition(".")
    version = hashlib.sha256(plain).hexdigest()[:16]
    kind = "text/css" if ending == "css" else "text/javascript"
    return File(f"{stem}.{version}.{ending}", kind, plain, gzip.compress(plain, mtime=0))
