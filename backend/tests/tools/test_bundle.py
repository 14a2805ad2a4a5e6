"""One file is made of the content script's modules, and what it can't join it names."""

import json
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import playwright
import pytest

from tools.bundle import EXTENSION, Unbundled, bundle, pack, write

NODE = Path(playwright.__file__).parent / "driver" / "node"


def written(folder: Path, **modules: str) -> Path:
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, "utf-8")
    return folder / "boot.js"


def said(script: str) -> str:
    return subprocess.run([NODE, "-e", script], capture_output=True, text=True, check=True).stdout.strip()


def test_each_module_runs_once_before_those_that_import_it(tmp_path: Path):
    entry = written(
        tmp_path,
        low="console.log('low');\nexport const ONE = 1; // said 'import' here\nexport function two() {\n  return ONE + 1;\n}\n",
        left="import {ONE as one} from './low.js';\nexport const left = one;\n",
        boot="import {left} from './left.js';\nimport {\n  ONE,\n  two,\n} from './low.js';\nconsole.log(left, ONE, two());\n",
    )

    assert said(bundle(entry)).split() == ["low", "1", "1", "2"]


def test_two_modules_may_use_the_same_name_for_themselves(tmp_path: Path):
    entry = written(
        tmp_path,
        one="const LIMIT = 1;\nexport const one = () => LIMIT;\n",
        boot="import {one} from './one.js';\nconst LIMIT = 2;\nconsole.log(one(), LIMIT);\n",
    )

    assert said(bundle(entry)) == "1 2"


def test_data_becomes_a_value(tmp_path: Path):
    (tmp_path / "words.json").write_text(json.dumps({"hej": ["å"]}), "utf-8")
    entry = written(tmp_path, boot="import words from './words.json' with {type: 'json'};\nconsole.log(words.hej[0]);\n")

    assert said(bundle(entry)) == "å"


@pytest.mark.parametrize(
    "line",
    [
        "import * as all from './low.js';",
        "import './low.js';",
        "export default 1;",
        "export {ONE};",
        "export * from './low.js';",
        "const later = import('./low.js');",
        "console.log(import.meta.url);",
    ],
)
def test_a_form_that_it_does_not_know_is_named(tmp_path: Path, line: str):
    entry = written(tmp_path, low="export const ONE = 1;\n", boot=f"{line}\n")

    with pytest.raises(Unbundled, match=r"boot\.js: .*only named imports and exports"):
        bundle(entry)


def test_modules_that_import_each_other_are_named(tmp_path: Path):
    entry = written(
        tmp_path,
        one="import {two} from './two.js';\nexport const one = () => two;\n",
        two="import {one} from './one.js';\nexport const two = () => one;\n",
        boot="import {one} from './one.js';\none();\n",
    )

    with pytest.raises(Unbundled, match=r"one\.js: it imports itself, by way of boot\.js, one\.js, two\.js"):
        bundle(entry)


def test_the_shipped_modules_join_into_a_script_that_node_can_read(tmp_path: Path):
    paths = write(shutil.copytree(EXTENSION, tmp_path / "extension"))

    for path in paths:
        subprocess.run([NODE, "--check", path], check=True, capture_output=True)
    before = [path.stat().st_mtime_ns for path in paths]
    write(tmp_path / "extension")
    assert [path.stat().st_mtime_ns for path in paths] == before


def test_the_archive_holds_what_the_manifest_names_and_is_the_same_each_time(tmp_path: Path):
    extension = shutil.copytree(EXTENSION, tmp_path / "extension")
    archive = pack(extension, tmp_path)
    first = archive.read_bytes()
    names = set(ZipFile(archive).namelist())

    assert {"manifest.json", "content.js", "background/service-worker.js", "pages/options.html", "managed_schema.json"} <= names
    assert "canned.js" in names  # which the worker registers
    assert not [name for name in names if name.startswith("tests/") or name.endswith((".md", ".d.ts"))]
    assert pack(extension, tmp_path).read_bytes() == first


def test_all_that_the_service_worker_and_the_pages_import_is_in_the_archive(tmp_path: Path):
    archive = ZipFile(pack(shutil.copytree(EXTENSION, tmp_path / "extension"), tmp_path))
    archive.extractall(tmp_path / "packed")

    for script in [*(tmp_path / "packed").glob("background/**/*.js"), *(tmp_path / "packed").glob("pages/*.js")]:
        for line in script.read_text("utf-8").splitlines():
            if line.startswith("import "):
                assert (script.parent / line.split("'")[1]).is_file(), f"{script.name}: {line}"
