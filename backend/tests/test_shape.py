"""The repository keeps its own promises: who may call what, which words exist, what the manifest asks for."""

import ast
import json
import re
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from rutinlots.core.checks.detectors import DETECTORS
from rutinlots.core.checks.kinds import KINDS
from rutinlots.core.checks.scopes import SCOPES
from rutinlots.core.finding import LEVELS
from rutinlots.core.rulefile.status import STATUSES
from rutinlots.core.rules import Rules
from rutinlots.core.situation import DRAFTS, MOMENTS
from tools.bundle import BUNDLES, write

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted(each for each in (ROOT / "extension").rglob("*.js") if not {"tests", *BUNDLES} & {*each.relative_to(ROOT).parts})
STATIC = ROOT / "backend" / "rutinlots" / "static"
MODULES = sorted((ROOT / "backend" / "rutinlots").rglob("*.py"))


def having(pattern: str, files: list[Path]) -> set[str]:
    """The files, from the root, in which a pattern occurs."""
    return {file.relative_to(ROOT).as_posix() for file in files if re.search(pattern, file.read_text("utf-8"), re.M)}


def test_the_vocabulary_names_everything_that_exists_and_nothing_else(rules: Rules):
    words = rules.vocabulary

    assert set(words.levels) == set(LEVELS)
    assert set(words.moments) == set(MOMENTS)
    assert set(words.statuses) == set(STATUSES)
    assert set(words.drafts) == set(DRAFTS)
    assert set(words.kinds) == set(KINDS)
    assert set(words.scopes) == set(SCOPES)


def test_every_theme_is_used(rules: Rules):
    assert {check.theme for check in rules.checks} == set(rules.vocabulary.themes)


def test_every_line_of_the_rules_can_be_read_without_scrolling():
    files = sorted((ROOT / "shared_rules").rglob("*.yaml"))
    long = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in files
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if len(line) >= 120
    ]

    assert files
    assert long == []


def test_every_word_list_is_used():
    texts = {file: file.read_text("utf-8") for file in sorted((ROOT / "shared_rules").rglob("*.yaml"))}
    shared = {
        name for file, text in texts.items() if file.parent.name == "words" for name in re.findall(r"^([^\s#:]+):", text, re.M)
    }
    patterns = [*texts.values(), *(pattern for detector in DETECTORS.values() for pattern in detector.words)]
    unused = [f"{name} of words/" for name in sorted(shared) if not any(f"<{name}>" in pattern for pattern in patterns)]
    for file, text in texts.items():
        for block in re.findall(r"^( *)words:\n((?:\1  .*\n)+)", text, re.M):
            names = re.findall(rf"^{block[0]}  ([^\s#:]+):", block[1], re.M)
            unused += [f"{name} of {file.name}" for name in names if f"<{name}>" not in text]

    assert shared
    assert unused == []


def test_only_the_reader_and_the_writer_of_rule_files_know_yaml():
    assert having(r"^\s*(import yaml|from yaml)", MODULES) == {
        "backend/rutinlots/rule_files/document.py",
        "backend/rutinlots/rule_files/edit.py",
        "backend/rutinlots/rule_files/items.py",
        "backend/rutinlots/rule_files/writing.py",
    }


def test_only_the_store_speaks_sql():
    outside = {name for name in having(r"^\s*(import|from) (sqlalchemy|alembic)", MODULES) if "/store/" not in name}

    assert outside == set()


def test_only_the_background_client_and_the_page_adapter_fetch():
    fetching = having(r"\bfetch\(", SCRIPTS)

    assert {name for name in fetching if not name.startswith("extension/content/freshdesk/")} == {
        "extension/background/server/request.js"
    }


def test_only_the_page_adapter_knows_freshdesk():
    known = r"data-test-|ember-|fr-element|send-and-set"
    outside = {name for name in having(known, SCRIPTS) if not name.startswith("extension/content/freshdesk/")}

    assert outside == set()


def test_no_html_is_made_from_text():
    assert having(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|insertHTML", SCRIPTS) == set()


def test_the_overlay_knows_nothing_of_the_browsers_extension_interface():
    overlay = [file for file in SCRIPTS if "overlay" in file.parts]

    assert overlay
    assert having(r"\bchrome\.", overlay) == set()


def test_imports_between_the_folders_of_the_content_script_go_in_no_circle():
    """But for timing.js: all numbers, beside the gate, read by what waits for something."""
    content = ROOT / "extension" / "content"
    imports: dict[str, set[str]] = {}
    for file in (each for each in SCRIPTS if content in each.parents):
        named = re.findall(r"^import [^;]* from '(\.[^']+)'", file.read_text("utf-8"), re.M)
        others = {(file.parent / name).resolve() for name in named if not name.endswith("/timing.js")}
        folders = {other.parent.relative_to(content).as_posix() for other in others if content in other.parents}
        own = file.parent.relative_to(content).as_posix()
        imports.setdefault(own, set()).update(folders - {own})

    assert {"freshdesk/page", "sending"} <= imports.keys()
    TopologicalSorter(imports).prepare()  # raises CycleError, which names the folders


def test_the_manifest_asks_for_no_more_than_it_needs():
    manifest = json.loads((ROOT / "extension" / "manifest.json").read_text("utf-8"))

    assert manifest["manifest_version"] == 3
    assert set(manifest["permissions"]) <= {"storage", "scripting"}
    assert manifest["host_permissions"] == ["http://127.0.0.1/*"]
    assert manifest["content_scripts"][0]["matches"] == ["https://*.freshdesk.com/a/*"]


@pytest.mark.parametrize("named", ["background.service_worker", "options_ui.page", "content_scripts.0.js.0"])
def test_every_file_in_the_manifest_exists(named: str):
    write()
    value = json.loads((ROOT / "extension" / "manifest.json").read_text("utf-8"))
    for key in named.split("."):
        value = value[int(key)] if key.isdigit() else value[key]

    assert (ROOT / "extension" / value).is_file()


def test_every_dependency_has_its_reason_in_the_docs():
    reasons = (ROOT / "docs" / "decisions.md").read_text("utf-8").lower()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = [re.match(r"[\w-]+", each).group() for each in wanted]

    missing = [name for name in names if name.lower().removeprefix("pytest-") not in reasons]
    assert missing == []


def test_no_import_of_the_core_hides_from_import_linter():
    core = [module for module in MODULES if "core" in module.parts]
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]

    assert having(r"TYPE_CHECKING|^[ \t]+(import|from) rutinlots\b", core) == set()
    assert not linter.get("exclude_type_checking_imports", False)


def test_records_with_more_than_four_fields_are_made_by_keyword():
    sources = [file for folder in ("backend", "tools", "e2e") for file in (ROOT / folder).rglob("*.py")]
    having_any = [text for file in sources if re.search("dataclass|NamedTuple", text := file.read_text("utf-8"))]
    classes = [node for text in having_any for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef)]
    records = [each for each in classes if any("dataclass" in ast.unparse(mark) for mark in each.decorator_list)]
    large = [each for each in records if sum(isinstance(line, ast.AnnAssign) for line in each.body) > 4]

    assert len(large) > 30
    assert [each.name for each in large if not any("kw_only=True" in ast.unparse(mark) for mark in each.decorator_list)] == []
    assert not any("NamedTuple" in map(ast.unparse, each.bases) and len(each.body) > 5 for each in classes)


def test_every_ignored_type_error_says_which_it_is():
    assert having(r"# type: ignore(?!\[[a-z-]+\])", MODULES) == set()


def test_no_module_is_longer_than_a_reader_can_hold():
    limit = 350
    long = {file.relative_to(ROOT).as_posix() for file in (*MODULES, *SCRIPTS) if len(file.read_text("utf-8").splitlines()) > limit}

    assert long == set()


def test_no_line_of_javascript_is_longer_than_one_of_python():
    limit = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["line-length"]
    scripts = [file for file in (ROOT / "extension").rglob("*.js") if file.name not in BUNDLES]
    files = [*scripts, *(ROOT / "extension").rglob("*.ts"), *STATIC.glob("*.js")]
    lines = ((file, at, line) for file in files for at, line in enumerate(file.read_text("utf-8").splitlines(), 1))

    assert len(files) > 50
    assert [f"{file.relative_to(ROOT)}:{at}" for file, at, line in lines if len(line) > limit] == []
