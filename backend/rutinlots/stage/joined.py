"""Joins JavaScript modules into one script: the extension's content script, and the same modules for the stage's page.

A content script named by a manifest can't be a module, 90 modules are 90 requests in each page that opens, and not every browser
imports style sheets. Each module becomes a function that is called once, in the order of the imports; its lines stay as they are,
comments included, so that a reviewer can read the file beside its sources. Named imports and named exports are all that the
modules use. Nothing but the standard library is needed, since the extension is also packed without the package's dependencies.
"""

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

_IMPORT = re.compile(
    r"^import\s+(?:\{(?P<names>[^}]*)\}|(?P<default>\w+))\s+from\s+'(?P<path>\.[^']+)'(?P<kind>\s+with\s+\{type: '\w+'\})?;", re.M
)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|let|class) (\w+))", re.M)
_LEFT = re.compile(r"^(?:import|export)\b.*|\bimport\.meta\b|\bimport\(['\"`\w]", re.M)
_IMPORTED_SHEET = re.compile(r'^@import url\("([^"]+)"\);\n', re.M)
_COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)
_MADE = "// Made from the modules that it names; edit those.\n"


class Unbundled(ValueError):
    """A module can't be joined with the others."""


def bundle(entry: Path, root: Path) -> str:
    """One classic script that does what the module at ``entry`` does; modules are called by their path from ``root``.

    Raises Unbundled, with the module and the line, for an import or export of a form that isn't known, and for a circle.
    """
    return page([entry], root)


def page(entries: Sequence[Path], root: Path) -> str:
    """One script that does what the modules at ``entries`` do, one after the other. Raises Unbundled as :func:`bundle` does."""
    joined = "".join(_parts(entries, root))
    return f"{_MADE}(() => {{\n'use strict';\n{joined}}})();\n"


def library(exports: Mapping[str, Path], root: Path) -> str:
    """One module that exports each name from the module that has it. Raises Unbundled as :func:`bundle` does."""
    joined = "".join(_parts(exports.values(), root))
    given = "".join(f"export const {{{name}}} = {_name(path.resolve(), root)};\n" for name, path in exports.items())
    return f"{_MADE}{joined}{given}"


def sheet(path: Path) -> str:
    """The style sheet at ``path`` with those that it imports."""
    return _IMPORTED_SHEET.sub(lambda found: sheet(path.parent / found[1]), path.read_text("utf-8"))


def _parts(entries: Iterable[Path], root: Path) -> list[str]:
    parts: dict[Path, str] = {}
    for entry in entries:
        _add(entry.resolve(), parts, (), root)
    return [f"// {os.path.relpath(path, root)}\n{part}" for path, part in parts.items()]


def _add(path: Path, parts: dict[Path, str], above: tuple[Path, ...], root: Path) -> None:
    if path in above:
        raise Unbundled(f"{path.name}: it imports itself, by way of {', '.join(each.name for each in above)}")
    if path in parts:
        return
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        for found in _IMPORT.finditer(text):
            _add((path.parent / found["path"]).resolve(), parts, (*above, path), root)
    parts[path] = f"const {_name(path, root)} = {_value(path, text, root)};\n"


def _value(path: Path, text: str, root: Path) -> str:
    if path.suffix == ".json":
        return json.dumps(json.loads(text), ensure_ascii=False)
    if path.suffix == ".css":
        quoted = json.dumps(text, ensure_ascii=False)
        return f"(() => {{\nconst sheet = new CSSStyleSheet();\nsheet.replaceSync({quoted});\nreturn sheet;\n}})()"
    return _script(path, text, root)


def _script(path: Path, text: str, root: Path) -> str:
    def taken(found: re.Match[str]) -> str:
        what = f"{{{found['names'].replace(' as ', ': ')}}}" if found["names"] is not None else found["default"]
        return f"const {what} = {_name((path.parent / found['path']).resolve(), root)};"

    names = ", ".join(_EXPORT.findall(text))
    body = _EXPORT.sub("", _IMPORT.sub(taken, text))
    if left := _LEFT.search(_COMMENT.sub("", body)):
        raise Unbundled(f"{path.name}: {left[0]!r}; only named imports and exports are joined")
    return f"(() => {{\n{body}return {{{names}}};\n}})()"


def _name(path: Path, root: Path) -> str:
    return "module_" + re.sub(r"\W", "_", os.path.relpath(path, root))
