"""The extension's modules that the pages are made with: served as they are, and part of what is installed."""

import subprocess
import sys
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from rutinlots.stage.joined import library

ROOT = Path(__file__).resolve().parents[3]
PALETTE = "content/overlay/palette.css"


def files(folder: Path) -> dict[Path, bytes]:
    return {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_pages_get_the_extensions_own_files(client: FlaskClient) -> None:
    with client.get(f"/static/extension/{PALETTE}") as answer:
        assert answer.data == (ROOT / "extension" / PALETTE).read_bytes()


@pytest.mark.parametrize(
    "path", ["manifest.json", "background/server/backend.js", "content/../manifest.json", "content/nothing.js"]
)
def test_nothing_else_of_the_extension_is_served(client: FlaskClient, path: str) -> None:
    with client.get(f"/static/extension/{path}") as answer:
        assert answer.status_code == 404


def test_an_installed_server_has_them_in_its_package(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "setup.py", "-q", "build", "--build-base", tmp_path / "base", "--build-lib", tmp_path / "lib"],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip

    packaged = files(tmp_path / "lib" / "rutinlots" / "static" / "extension" / "content")
    assert packaged == files(ROOT / "extension" / "content")
    assert packaged
    content = tmp_path / "lib" / "rutinlots" / "static" / "extension" / "content"
    assert "export const {start}" in library({"start": content / "app" / "main.js"}, content.parent)
