"""README, CONTRIBUTING and docs: short, linked, complete and true to the commands that exist."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from rutinlots.cli import main

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    (
        *ROOT.glob("*.md"),
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "e2e").glob("*.md"),
        *(ROOT / "extension").glob("*.md"),
        *(ROOT / "shared_rules").rglob("*.md"),
    )
)
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^ *```.*?^ *```", re.M | re.S)


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", page.read_text("utf-8")), re.M)
    return {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def dead_links(page: Path) -> Iterator[str]:
    for link in _LINK.findall(_FENCE.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            yield link


def test_the_readme_is_under_90_lines():
    assert len(text("README.md").splitlines()) < 90


def test_every_page_of_docs_can_be_reached_from_the_readme():
    linked = set(_LINK.findall(text("README.md")))

    assert [page for page in (ROOT / "docs").glob("*.md") if f"docs/{page.name}" not in linked] == []


def test_every_picture_in_docs_is_shown():
    shown = {link for page in PAGES for link in _LINK.findall(page.read_text("utf-8"))}

    assert [file.name for file in (ROOT / "docs").glob("*.png") if not {file.name, f"docs/{file.name}"} & shown] == []


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_files_and_headings_that_exist(name: str):
    assert list(dead_links(ROOT / name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_tasks_named_on_a_page_exist(name: str):
    tasks = set(re.findall(r"^    python3 tasks\.py (\w+)", text("tasks.py"), re.M))
    named = re.findall(r"(?:\btasks\.py|(?:`|^ {4,}|; )make) ([a-z]+)", text(name), re.M)

    assert set(named) - tasks == set()


@pytest.mark.parametrize("name", NAMES)
def test_commands_of_rutinlots_named_on_a_page_exist(name: str):
    named = re.findall(r"(?:`|^ {4,}|[/\\])rutinlots ([a-z][a-z-]+)(?: ([a-z]+))?", text(name), re.M)
    for command, below in named:
        assert command in main.commands
        inner = getattr(main.commands[command], "commands", None)
        assert inner is None or below in inner


@pytest.mark.parametrize("name", NAMES)
def test_programs_named_on_a_page_exist(name: str):
    scripts = re.findall(r"python3? (tools/[\w/]+\.py)", text(name))
    modules = re.findall(r"python3? -m ((?:tools|e2e|backend|rutinlots)[\w.]*)", text(name))

    assert [script for script in scripts if not (ROOT / script).is_file()] == []
    assert [module for module in modules if importlib.util.find_spec(module) is None] == []


@pytest.mark.parametrize("name", NAMES)
def test_paths_named_on_a_page_exist(name: str):
    """A path is from the repository's root, or from the page's own folder."""
    top = {entry.name for entry in ROOT.iterdir()}
    paths = [path for path in re.findall(r"`((?:[\w.-]+/)+[\w.-]*)`", text(name)) if path.split("/")[0] in top]

    assert [path for path in paths if not (ROOT / path).exists() and not (ROOT / name).parent.joinpath(path).exists()] == []


def test_tasks_and_make_have_the_same_commands():
    tasks = set(re.findall(r"^    python3 tasks\.py (\w+)", text("tasks.py"), re.M))

    assert set(re.search(r"^\.PHONY: (.+)$", text("Makefile"), re.M).group(1).split()) == tasks


def test_plain_words_are_used():
    """Private English says neither who nor what: "nobody is told" instead of "the agent gets no message"."""
    private = r"\b(?:nobody|somebody|whoever|anew|doorkeeper|rulebook)\b"
    own = [*(ROOT / "backend" / "rutinlots").rglob("*.py"), *(ROOT / "tools").rglob("*.py"), ROOT / "tasks.py"]
    files = [*own, ROOT / "conftest.py", ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]

    assert [file.relative_to(ROOT).as_posix() for file in files if re.search(private, file.read_text("utf-8"), re.I)] == []


def test_every_test_that_the_page_on_security_names_is_there():
    page = (ROOT / "docs" / "security.md").read_text("utf-8")
    named = {each for each in re.findall(r"`([\w/.-]+\.(?:py|js))`", page) if "/" in each or each.startswith("test_")}
    folders = [ROOT / folder for folder in (".", "backend/tests", "backend/rutinlots")]

    assert len(named) > 40
    assert [each for each in sorted(named) if not any((folder / each).is_file() for folder in folders)] == []


def test_the_page_on_operating_copies_postgresql_as_the_commands_say():
    """That they do what they should is shown in store/test_migrations.py."""
    page = text("docs/operating.md")
    for command in ("backup", "restore"):
        result = CliRunner().invoke(main, [command, "FILE", "--database-url", "postgresql://x"])
        [told] = re.findall(r"use: (\w+ .*?)postgresql://…", result.output)

        assert f"    {told}" in page
