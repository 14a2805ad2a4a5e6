"""Joins the modules of the extension's content script into one file, ``extension/content.js``, and packs the extension.

python3 tasks.py extension    writes the file, and build/rutinlots-extension-VERSION.zip to install from

A content script named by a manifest can't be a module, and 90 modules are 90 requests in each page that opens. Each module
becomes a function that is called once, in the order of the imports; its lines stay as they are, comments included, so that a
reviewer can read the file beside its sources. Named imports and named exports are all that the modules use.
"""

import json
import os
import re
import sys
import tempfile
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ROOT = Path(__file__).resolve().parents[1]
EXTENSION = ROOT / "extension"
ENTRY = "content/app/boot.js"
BUNDLE = "content.js"
_NOT_PACKED = ("tests/", "content/", "README.md", "api.d.ts", "package.json", ".")
_KEPT_OF_CONTENT = ("content/sending/timing.js",)  # the service worker reads it too
_MADE = (2000, 1, 1, 0, 0, 0)  # the same files make the same archive, whenever it is made

_IMPORT = re.compile(
    r"^import\s+(?:\{(?P<names>[^}]*)\}|(?P<default>\w+))\s+from\s+'(?P<path>\.[^']+)'(?P<kind>\s+with\s+\{type: '\w+'\})?;", re.M
)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|let|class) (\w+))", re.M)
_LEFT = re.compile(r"^(?:import|export)\b.*|\bimport\.meta\b|\bimport\(['\"`\w]", re.M)
_COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)


class Unbundled(ValueError):
    """A module can't be joined with the others."""


def bundle(entry: Path) -> str:
    """One classic script that does what the module at ``entry`` does.

    Raises Unbundled, with the module and the line, for an import or export of a form that isn't known, and for a circle.
    """
    folder = entry.parent
    while not (folder / "manifest.json").exists() and folder != folder.parent:
        folder = folder.parent
    parts: dict[Path, str] = {}
    _add(entry.resolve(), parts, ())
    joined = "".join(f"// {os.path.relpath(path, folder)}\n{part}" for path, part in parts.items())
    return f"// Made by tools/bundle.py from the modules that it names; edit those.\n(() => {{\n'use strict';\n{joined}}})();\n"


def _add(path: Path, parts: dict[Path, str], above: tuple[Path, ...]) -> None:
    if path in above:
        raise Unbundled(f"{path.name}: it imports itself, by way of {', '.join(each.name for each in above)}")
    if path in parts:
        return
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        for found in _IMPORT.finditer(text):
            _add((path.parent / found["path"]).resolve(), parts, (*above, path))
    parts[path] = f"const {_name(path)} = {_VALUES[path.suffix](path, text)};\n"


def _script(path: Path, text: str) -> str:
    def taken(found: re.Match[str]) -> str:
        what = f"{{{found['names'].replace(' as ', ': ')}}}" if found["names"] is not None else found["default"]
        return f"const {what} = {_name((path.parent / found['path']).resolve())};"

    names = ", ".join(_EXPORT.findall(text))
    body = _EXPORT.sub("", _IMPORT.sub(taken, text))
    if left := _LEFT.search(_COMMENT.sub("", body)):
        raise Unbundled(f"{path.name}: {left[0]!r}; only named imports and exports are joined")
    return f"(() => {{\n{body}return {{{names}}};\n}})()"


def _data(path: Path, text: str) -> str:
    return json.dumps(json.loads(text), ensure_ascii=False)


def _sheet(path: Path, text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return f"(() => {{\nconst sheet = new CSSStyleSheet();\nsheet.replaceSync({quoted});\nreturn sheet;\n}})()"


_VALUES = {".js": _script, ".json": _data, ".css": _sheet}


def _name(path: Path) -> str:
    return "module_" + re.sub(r"\W", "_", os.path.relpath(path, ROOT))


def write(extension: Path = EXTENSION) -> Path:
    """Write the bundle into the folder of the extension, whole or not at all, if it isn't there as it should be."""
    made, path = bundle(extension / ENTRY), extension / BUNDLE
    if not path.exists() or path.read_text(encoding="utf-8") != made:
        with tempfile.NamedTemporaryFile("wb", dir=extension, suffix=".new", delete=False) as passing:
            passing.write(made.encode())
        os.chmod(passing.name, 0o644)
        os.replace(passing.name, path)
    return path


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
        print(f"{write()}\n{pack()}")
