"""The extension's own shape: what it may do, who may call what, and that nothing is left out. No browser needed."""

import json
import re
from pathlib import Path

import pytest

import rutinlots
from e2e.harness.harness import EXTENSION
from tools.bundle import BUNDLES, write

write(EXTENSION)
MANIFEST = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
SCRIPTS = sorted(path for path in EXTENSION.rglob("*.js") if not {"tests", *BUNDLES} & {*path.relative_to(EXTENSION).parts})
FRESHDESK = EXTENSION / "content" / "freshdesk"


def named(value: object) -> list[str]:
    """Every string in the manifest that looks like a file of ours."""
    if isinstance(value, dict):
        return [name for part in value.values() for name in named(part)]
    if isinstance(value, list):
        return [name for part in value for name in named(part)]
    return [value] if isinstance(value, str) and re.fullmatch(r"[\w/-]+\.(js|json|html|png)", value) else []


@pytest.mark.parametrize("name", sorted(set(named(MANIFEST))))
def test_every_file_that_the_manifest_names_is_there(name: str) -> None:
    assert (EXTENSION / name).is_file()


def test_the_permissions_are_these_and_no_more() -> None:
    assert MANIFEST["permissions"] == ["storage", "scripting"]
    assert MANIFEST["host_permissions"] == ["http://127.0.0.1/*"]
    assert MANIFEST["optional_host_permissions"] == ["https://*/*"]
    assert [script["matches"] for script in MANIFEST["content_scripts"]] == [["https://*.freshdesk.com/a/*"]]
    assert "externally_connectable" not in MANIFEST


def test_pages_of_the_extension_may_run_nothing_but_its_own_files() -> None:
    policy = MANIFEST["content_security_policy"]["extension_pages"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy


def paths(pattern: str, scripts: list[Path] = SCRIPTS) -> set[str]:
    return {str(path.relative_to(EXTENSION)) for path in scripts if re.search(pattern, path.read_text(encoding="utf-8"))}


def test_only_one_file_talks_to_the_backend_and_one_to_freshdesk() -> None:
    assert paths(r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|EventSource") == {
        "background/server/request.js",
        "content/freshdesk/ticket/api.js",
        "content/freshdesk/index.js",
    }


def test_only_these_content_scripts_know_that_they_are_in_an_extension() -> None:
    content = [path for path in SCRIPTS if "content" in path.parts]
    assert paths(r"\bchrome\.", content) == {"content/app/boot.js", "content/app/backend/client.js", "content/canned/boot.js"}


def test_only_the_freshdesk_folder_knows_freshdesk() -> None:
    outside = [path for path in SCRIPTS if FRESHDESK not in path.parents]
    assert paths(r"\bember-|froala|fr-element|data-test-|send-and-set|/api/v2|/a/tickets", outside) == set()


def test_no_script_makes_html_of_text() -> None:
    assert paths(r"innerHTML|outerHTML|insertAdjacentHTML|insertHTML|document\.write|\beval\(|new Function|setHTML") == set()


def test_lines_are_as_high_as_their_letters_where_the_browser_enlarges_text() -> None:
    assert paths(r"line-height: [\d.]+px|[\d.]px/[\d.]+px", [path for path in SCRIPTS if "content" in path.parts]) == set()


def test_every_listener_in_a_page_dies_with_the_rest() -> None:
    """But the one button of the server's own page, which has to say that the extension is gone."""
    content = [path for path in SCRIPTS if "content" in path.parts and "canned" not in path.parts]
    for path in content:
        for call in re.findall(r"addEventListener\((?:[^()]|\([^()]*\))*\)", path.read_text(encoding="utf-8")):
            assert "signal" in call or "'abort'" in call, f"{path.name}: {call}"


def test_nothing_is_imported_that_is_not_there() -> None:
    for path in SCRIPTS:
        for name in re.findall(r"""(?:from|import)\s*\(?['"](\.[^'"]+)['"]""", path.read_text(encoding="utf-8")):
            assert (path.parent / name).is_file(), f"{path.name} imports {name}"


def test_the_prompts_before_the_first_contact_are_the_backends_own() -> None:
    file = EXTENSION / "content" / "app" / "backend" / "first-pack.json"
    pack = rutinlots.create_app({"TESTING": True}).test_client().get("/api/v1/pack").get_json()
    nothing: dict[str, object] = {name: type(value)() for name, value in pack.items()}
    wanted = json.dumps(nothing | {"prompts": pack["prompts"]}, ensure_ascii=False, indent=2, sort_keys=True) + "\n"

    assert file.read_text(encoding="utf-8") == wanted, f"{file} should be:\n{wanted}"


def test_every_selector_says_where_it_comes_from() -> None:
    selectors = json.loads((EXTENSION / "content" / "freshdesk" / "selectors.json").read_text(encoding="utf-8"))
    strategies = [one for value in selectors.values() if isinstance(value, list) for one in value]
    assert strategies
    for strategy in strategies:
        assert strategy["css"]
        assert len(strategy["from"]) >= 5
        assert strategy.keys() <= {"css", "from", "within", "up"}


def test_every_selector_is_used() -> None:
    selectors = json.loads((EXTENSION / "content" / "freshdesk" / "selectors.json").read_text(encoding="utf-8"))
    adapter = "".join(path.read_text(encoding="utf-8") for path in FRESHDESK.rglob("*.js"))
    assert [
        name for name in selectors if f"'{name}'" not in adapter and f".{name}" not in adapter and f"{name}:" not in adapter
    ] == []
