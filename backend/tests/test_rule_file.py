"""Unsuitable files in the rules folder are faults with the file's name, and cause no crash and no endless wait."""

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.rule_files import file as rule_file
from rutinlots.rule_files import folder as rule_folder
from rutinlots.rule_files.document import read_document
from rutinlots.rule_loader import RulesError, load

SHARED_RULES = Path(__file__).parents[2] / "shared_rules"
posix = pytest.mark.skipif(os.name != "posix", reason="there is no such thing on Windows")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 40_000,
        "a: " + "{a: " * 40_000,
        "- " * 40_000,
        "? " * 40_000,
        "".join(" " * depth + "a:\n" for depth in range(3000)),
        "[" * 40_000 + "]" * 40_000,
        "a: &x " + "[" * 21 + "]" * 21,
    ],
    ids=["lists", "mappings", "dashes", "keys", "indentation", "closed lists", "21 levels"],
)
def test_what_is_nested_too_deep_is_a_fault_with_its_line(text: str):
    with pytest.raises(RuleFileError, match=r"nivåer|nyckel") as caught:
        read_document(text)
    assert caught.value.line >= 1


def test_twenty_levels_are_read():
    assert read_document("[" * 20 + "]" * 20).values == eval("[" * 20 + "]" * 20)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: &x [1]\nb: *x\n", 2, "använd inte"),
        ("\n*x\n", 2, "använd inte"),
        ("a: 1\n---\nb: 2\n", 2, "---"),
        ("a: 1\n[b]: 2\n", 2, "nyckel"),
        ("a: 1\nb: 2\na: 3\n", 3, "två gånger"),
        ("a: 'x\n", 2, "inte rätt skriven"),
        ("a: \x07\n", 0, "tecken"),
    ],
)
def test_other_faults_of_writing_are_reported(text: str, line: int, says: str):
    with pytest.raises(RuleFileError, match=says) as caught:
        read_document(text)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("text", "path"), [("a:\n  - b: 1\n    c: {d: 1, d: 2}\n", ("a", 0, "c", "d")), ("a:\n  - 1\n  - {b: *x}\n", ("a", 1, "b"))]
)
def test_a_fault_of_writing_has_its_path(text: str, path: tuple[str | int, ...]):
    with pytest.raises(RuleFileError) as caught:
        read_document(text)
    assert caught.value.path == path


@pytest.mark.parametrize("text", ["", "# nothing\n"])
def test_an_empty_file_has_no_keys(text: str):
    assert read_document(text).values == {}


def test_values_stay_as_they_are_written_and_have_their_lines():
    document = read_document("a: no\nb:\n  - 12:30\n  - c: '01234'\n    d: >\n      e\n      f\n")
    assert document.values == {"a": "no", "b": ["12:30", {"c": "01234", "d": "e f\n"}]}
    assert {path: document.line(path) for path in [("a",), ("b",), ("b", 0), ("b", 1), ("b", 1, "d")]} == {
        ("a",): 1, ("b",): 2, ("b", 0): 3, ("b", 1): 4, ("b", 1, "d"): 5,
    }  # fmt: skip


def pipe(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def gone(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


def unix_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        here = Path.cwd()
        os.chdir(path.parent)  # an address is short
        try:
            opened.bind(path.name)
        finally:
            os.chdir(here)


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(10**12)


KINDS: dict[Callable[[Path], None], str] = {huge: "större än 4 MB", Path.mkdir: "ingen vanlig fil"}
if os.name == "posix":
    KINDS |= {
        pipe: "ingen vanlig fil",
        endless: "ingen vanlig fil",
        unix_socket: "ingen vanlig fil",
        gone: "går inte att läsa",
    }


@pytest.mark.timeout(60)
def test_what_is_no_rule_file_is_a_fault_with_its_name(folder: Path):
    expected = {}
    for number, (kind, says) in enumerate(KINDS.items()):
        for place in (f"checks/avslut/x{number}.yaml", f"snippets/x{number}.yaml", f"names/x{number}.txt"):
            kind(folder / place)
            expected[place] = says
    with pytest.raises(RulesError) as caught:
        load(folder)
    found = {problem.file: problem.what for problem in caught.value.problems}
    assert found.keys() == expected.keys()
    assert all(says in found[place] for place, says in expected.items())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHARED_RULES, tmp_path / "rules"))


@posix
@pytest.mark.parametrize("name", ["checks/avslut/x.yaml", "extension.yaml"])
def test_a_pipe_or_a_bottomless_file_leaves_the_rules_in_force_and_the_watcher_at_work(folder: Path, name: str):
    from rutinlots.app_state import now
    from rutinlots.live_rules import LiveRules

    live = LiveRules(folder, load, now)
    before = live.in_force.rules
    for kind in (pipe, lambda path: path.write_text("[" * 40_000)):
        (folder / name).unlink(missing_ok=True)
        kind(folder / name)
        assert [live.look(), live.look()] == [False, True]
        assert live.in_force.rules is before
        assert [problem.file for problem in live.in_force.problems] == [name]


def test_a_folder_of_very_many_files_is_a_fault(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rule_folder, "_MOST_FILES", 20)
    with pytest.raises(RulesError, match="mer än 20 filer"):
        load(folder)


@posix
def test_a_pipe_that_takes_a_files_place_while_it_is_looked_at_is_not_waited_for(tmp_path: Path, monkeypatch):
    path = tmp_path / "x.yaml"
    os.mkfifo(path)
    ordinary = os.stat(__file__)
    monkeypatch.setattr(rule_file.os, "stat", lambda _: ordinary)
    with pytest.raises(RuleFileError, match="ingen vanlig fil"):
        rule_file.read_rule_file(path)
