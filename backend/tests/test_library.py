"""A broken rule file is told with file, line and key, and every fault at once."""

import shutil
from pathlib import Path

import pytest

from rutinlots.library import Problem, RulesError, load
from rutinlots.scaffold import new_check

SHARED_RULES = Path(__file__).parents[2] / "shared_rules"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project's rules to break."""
    return Path(shutil.copytree(SHARED_RULES, tmp_path / "rules"))


def problems(folder: Path) -> list[Problem]:
    with pytest.raises(RulesError) as caught:
        load(folder)
    return caught.value.problems


def test_the_projects_own_rules_load():
    assert load(SHARED_RULES).checks


def test_the_hash_follows_every_change(folder: Path):
    before = load(folder).hash
    file = folder / "settings.yaml"
    file.write_text(file.read_text().replace("letter_days: 3", "letter_days: 4"))

    assert load(folder).hash != before


def test_a_folder_without_rules_says_so(tmp_path: Path):
    [problem] = problems(tmp_path)

    assert "settings.yaml saknas" in problem.what


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "says"),
    [
        ("level: confirm", "level: shout", 4, "level", "välj bland: block, confirm, hint, mark"),
        ("status: active", "staus: active", 5, "staus", "okänd nyckel ”staus”"),
        ("title: Två hälsningar\n", "", 1, "", "”title” saknas"),
        ("in: draft.extra-greetings", "in: draft.hello", 13, "present.in", "”draft.hello” finns inte"),
        ("'.+'", "'(.+'", 14, "present.any.0.pattern", "mönstret går inte att läsa"),
        ("section: \"2 Freshdesk\"", "section: \"12 Freshdesk\"", 0, "source", "inget avsnitt"),
        ("id: double-greeting", "id: two-greetings", 1, "id", "ska vara ”double-greeting”"),
        ("level: confirm\n", "level: confirm\nlevel: hint\n", 5, "level", "står två gånger"),
        ("covers: [KM-06]\nlevel: confirm\n", "level: confirm\ncovers: [KM-06]\n", 3, "level", "står på fel plats"),
        ("fix: {remove: match", "fix: {remove: everything", 15, "fix", "skriv just en av"),
    ],
)  # fmt: skip
def test_a_fault_in_a_check_is_told_with_its_place(folder: Path, old: str, new: str, line: int, key: str, says: str):
    file = folder / "checks" / "halsning" / "double-greeting.yaml"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))

    [problem] = problems(folder)

    assert (problem.file, problem.line, problem.key) == ("checks/halsning/double-greeting.yaml", line, key)
    assert says in problem.what


def test_text_that_is_not_yaml_is_told_with_its_line(folder: Path):
    (folder / "settings.yaml").write_text("company: [Ellevio\ndomains: x\n")

    problem = problems(folder)[0]

    assert (problem.file, problem.line) == ("settings.yaml", 2)


def test_a_file_that_is_not_utf8_is_told(folder: Path):
    (folder / "settings.yaml").write_bytes("company: Överföring".encode("latin-1"))

    assert any("UTF-8" in problem.what for problem in problems(folder))


def test_faults_in_several_files_are_all_told(folder: Path):
    for name in ("double-greeting", "missing-greeting"):
        file = folder / "checks" / "halsning" / f"{name}.yaml"
        file.write_text(file.read_text().replace("level: confirm", "level: loud"))

    assert {problem.file for problem in problems(folder)} == {
        "checks/halsning/double-greeting.yaml",
        "checks/halsning/missing-greeting.yaml",
    }


def test_values_that_yaml_would_change_stay_what_they_are(folder: Path):
    file = folder / "settings.yaml"
    file.write_text(file.read_text().replace("log_code: MAICCDIS", "log_code: 01234"))

    assert load(folder).facts.settings.log_code == "01234"


def test_a_new_check_holds_from_the_start(folder: Path):
    new_check(folder, "mallar/a-new-one")

    assert "a-new-one" in load(folder).by_id


@pytest.mark.parametrize("name", ["mallar", "mallar/Ny", "../etc/passwd", "mallar/ny/till"])
def test_a_new_check_with_an_impossible_name_is_refused(folder: Path, name: str):
    with pytest.raises(ValueError, match="tema/namn"):
        new_check(folder, name)


def test_a_new_check_never_overwrites_another(folder: Path):
    with pytest.raises(ValueError, match="finns redan"):
        new_check(folder, "mallar/double-greeting")
