"""What people read of the rules has no sign that nobody sees, and fits where it is shown."""

import shutil
from pathlib import Path

import pytest

from backend.tests.shipped import SHARED_RULES
from rutinlots.rule_files.document import read_document
from rutinlots.rule_files.edit import edited
from rutinlots.rule_loader import Problem, RulesError, load

CHECK = "checks/arende/invoice-on-my-pages.yaml"
REPLY = "snippets/faktura/e-faktura.yaml"
ROUTINE = "routines/kundmail.yaml"
TURNED = "Du har\u202e två"
READ = [
    (CHECK, ("title",)),
    (CHECK, ("message",)),
    (CHECK, ("why",)),
    (CHECK, ("bad", 0, "name")),
    (REPLY, ("title",)),
    (REPLY, ("text",)),
    (REPLY, ("keywords", 0)),
    (ROUTINE, ("summary",)),
    (ROUTINE, ("guides", 0, "title")),
    (ROUTINE, ("guides", 0, "intro")),
    ("settings.yaml", ("signature", 0)),
    ("settings.yaml", ("list_filter", TURNED)),
    ("elsewhere.yaml", ("matters", "job", "title")),
    ("words/dokument.yaml", ("dokument", 0)),
    ("scenarios/glomd-bilaga.yaml", ("say",)),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project's rules to change."""
    return Path(shutil.copytree(SHARED_RULES, tmp_path / "rules"))


def problems(folder: Path, file: str, *changes: tuple[tuple[str | int, ...], object]) -> list[Problem]:
    text = (folder / file).read_text("utf-8")
    for path, value in changes:
        text = edited(text, path, value)
    (folder / file).write_text(text, "utf-8")
    try:
        load(folder)
    except RulesError as error:
        return error.problems
    return []


@pytest.mark.parametrize(("file", "path"), READ, ids=lambda each: each if isinstance(each, str) else ascii(each[-1]))
def test_a_sign_that_turns_the_reading_is_refused_in_every_text(folder: Path, file: str, path: tuple[str | int, ...]):
    [problem] = problems(folder, file, (path, ["Ny"] if path[-1] == TURNED else TURNED))

    assert problem.file == file
    assert problem.key == ".".join(str(part) for part in path if part != TURNED)
    assert "tecken som inte syns (U+202E, vänder läsriktningen) efter ”Du har”" in problem.what
    assert "\u202e" not in str(problem)


@pytest.mark.parametrize("sign", ["\0", "\a", "\x1b", "\u200f", "\u2066", "\ufeff"], ids=ascii)
def test_signs_that_nobody_sees_are_refused(folder: Path, sign: str):
    [problem] = problems(folder, CHECK, (("message",), f"{sign}Kunden har en faktura"))

    assert f"U+{ord(sign):04X}" in problem.what
    assert "i början" in problem.what


def test_what_people_do_write_is_let_be(folder: Path):
    written = "Första raden\nAndra\tmed tabb, mjukt\u00adbindestreck, hårt\u00a0blanksteg, 👩\u200d🔧 och ”citat”"

    assert problems(folder, CHECK, (("message",), written)) == []


def test_an_example_may_show_what_a_customer_or_an_agent_wrote(folder: Path):
    [name] = read_document((folder / "checks/bilagor/dangerous-file.yaml").read_text("utf-8")).values["bad"][2]["ticket"][
        "conversation"
    ][0]["attachments"]

    assert "\u202e" in name
    assert problems(folder, REPLY, (("mails", "should", 0), f"Hej! Hur får jag e-faktura?{TURNED}")) == []


def test_a_sign_in_a_name_of_the_teams_own_is_refused(folder: Path):
    (folder / "names" / "egna.txt").write_text("Anna\u202eb\n", "utf-8")

    with pytest.raises(RulesError) as refused:
        load(folder)

    [problem] = refused.value.problems
    assert "\u202e" not in str(problem)
    assert "U+202E" in problem.what


@pytest.mark.parametrize(
    ("file", "path", "most"),
    [
        (CHECK, ("title",), 80),
        (CHECK, ("message",), 400),
        (CHECK, ("why",), 400),
        (REPLY, ("title",), 80),
        (REPLY, ("text",), 5000),
        (REPLY, ("english",), 5000),
        (ROUTINE, ("title",), 80),
        (ROUTINE, ("summary",), 400),
        (ROUTINE, ("guides", 0, "title"), 80),
        (ROUTINE, ("guides", 0, "intro"), 400),
        (ROUTINE, ("guides", 0, "steps", 0, "text"), 400),
        (ROUTINE, ("guides", 0, "fields", 0, "label"), 120),
    ],
    ids=lambda each: each if isinstance(each, str) else str(each),
)
def test_a_text_is_as_long_as_there_is_room_for(folder: Path, file: str, path: tuple[str | int, ...], most: int):
    room = ("Tack.\n\n" + "a" * most)[:most] if path[-1] in ("text", "english") else "a" * most
    assert problems(folder, file, (path, room)) == []

    [problem] = problems(folder, file, (path, room + "a"))

    assert problem.key == ".".join(map(str, path))
    assert f"är {most + 1} tecken, men högst {most} får plats" in problem.what
