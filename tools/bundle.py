"""Joins the modules of each content script of the extension's into one file, and packs the extension.

python3 tasks.py extension    writes the files, and build/rutinlots-extension-VERSION.zip to install from
"""

import json
import os
import sys
import tempfile
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "backend"))  # the extension is packed without the virtual environment too

from rutinlots.stage import joined  # noqa: E402
from rutinlots.stage.joined import Unbundled  # noqa: E402

__all__ = ["BUNDLES", "EXTENSION", "Unbundled", "bundle", "pack", "write"]

EXTENSION = ROOT / "extension"
BUNDLES = {"content.js": "content/app/boot.js", "canned.js": "content/canned/boot.js"}  # by the file that is made
_NOT_PACKED = ("tests/", "content/", "README.md", "api.d.ts", "package.json", ".")
_KEPT_OF_CONTENT = ("content/sending/timing.js",)  # the service worker reads it too
_MADE = (2000, 1, 1, 0, 0, 0)  # the same files make the same archive, whenever it is made

def bundle(entry: Path) -> str:
    """One classic script that does what the module at ``entry`` does. Raises Unbundled as :func:`joined.bundle` does."""
    folder = entry.parent
    while not (folder / "manifest.json").exists() and folder != folder.parent:
        folder = folder.parent
    return joined.bundle(entry, folder)


def write(extension: Path = EXTENSION) -> list[Path]:
    """Write the bundles into the folder of the extension, each whole or not at all, if they aren't there as they should be."""
    for name, entry in BUNDLES.items():
        made, path = bundle(extension / entry), extension / name
        if not path.exists() or path.read_text(encoding="utf-8") != made:
            with tempfile.NamedTemporaryFile("wb", dir=extension, suffix=".new", delete=False) as passing:
                passing.write(made.encode())
            os.chmod(passing.name, 0o644)
            os.replace(passing.name, path)
    return [extension / name for name in BUNDLES]


def pack(extension: Path = EXTENSION, to: Path = ROOT / "build") -> Path:
    """An archive with what a browser needs of the extension, and no more; the same sources give the same bytes."""
    write(extension)
    manifest = json.loads((extension / "manifest.json").read_text(encoding="utf-8"))
    to.mkdir(exist_ok=True)
    archive = to / f"rutinlots-extension-{manifest['version']}.zip"
    with ZipFile(archive, "w", ZIP_DEFLATED) as packed:
        for path in sorted(extension.rglob("*")):
            name = path.relative_to(extension).as_posix()
            if path.is_file() and (name in _KEPT_OF_CONTENT or not name.startswith(_NOT_PACKED)):
                packed.writestr(ZipInfo(name, _MADE), path.read_bytes(), ZIP_DEFLATED)
    return archive


if __name__ == "__main__":
    if sys.argv[1:] == ["--only"]:
        write()
    else:
        print(*write(), pack(), sep="\n")
