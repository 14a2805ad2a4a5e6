"""The repository keeps its own promises: who may call what, which words exist, what the manifest asks for."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from rutinlots.core.checks.check import DRAFTS, LEVELS, MOMENTS, STATUSES
from rutinlots.core.checks.kinds import KINDS
from rutinlots.core.checks.scopes import SCOPES
from rutinlots.core.rules import Rules

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted((ROOT / "extension").rglob("*.js"))
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


def test_only_the_reader_of_rule_files_reads_yaml():
    assert having(r"^\s*(import yaml|from yaml)", MODULES) == {"backend/rutinlots/rule_document.py"}


def test_only_the_store_speaks_sql():
    outside = {name for name in having(r"^\s*(import|from) (sqlalchemy|alembic)", MODULES) if "/store/" not in name}

    assert outside == set()


def test_only_the_background_client_and_the_page_adapter_fetch():
    fetching = having(r"\bfetch\(", SCRIPTS)

    assert {name for name in fetching if not name.startswith("extension/content/freshdesk/")} == {"extension/background/backend.js"}


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


def test_the_manifest_asks_for_no_more_than_it_needs():
    manifest = json.loads((ROOT / "extension" / "manifest.json").read_text("utf-8"))

    assert manifest["manifest_version"] == 3
    assert set(manifest["permissions"]) <= {"storage", "scripting"}
    assert manifest["host_permissions"] == ["http://127.0.0.1/*"]
    assert manifest["content_scripts"][0]["matches"] == ["https://*.freshdesk.com/a/*"]


@pytest.mark.parametrize("named", ["background.service_worker", "options_ui.page", "content_scripts.0.js.0"])
def test_every_file_in_the_manifest_exists(named: str):
    value = json.loads((ROOT / "extension" / "manifest.json").read_text("utf-8"))
    for key in named.split("."):
        value = value[int(key)] if key.isdigit() else value[key]

    assert (ROOT / "extension" / value).is_file()


def test_every_dependency_has_its_reason_in_the_readme():
    readme = (ROOT / "README.md").read_text("utf-8").lower()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = [re.match(r"[\w-]+", each).group() for each in wanted]

    missing = [name for name in names if name.lower().removeprefix("pytest-") not in readme]
    assert missing == []


def test_no_module_is_longer_than_a_reader_can_hold():
    limit = 350
    long = {file.relative_to(ROOT).as_posix() for file in (*MODULES, *SCRIPTS) if len(file.read_text("utf-8").splitlines()) > limit}

    assert long == set()
