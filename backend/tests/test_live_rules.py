"""Changed rules take the old ones' place while the server runs; broken ones never do."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from rutinlots import create_app, rule_loader
from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.context import Context
from rutinlots.core.finding import Hit
from rutinlots.core.rules import Rules
from rutinlots.live_rules import LiveRules
from rutinlots.rule_loader import Problem, RulesError, load

SHARED_RULES = Path(__file__).parents[2] / "shared_rules"
NOON = datetime(2026, 3, 10, 12, tzinfo=STOCKHOLM)
FAULT = Problem("checks/a/b.yaml", 3, "level", "”shout” finns inte")


@pytest.fixture
def context(rules: Rules, tmp_path: Path) -> Callable[[Path], Rules]:
    """Reads a folder whose one file says what comes of it; quick, since most of this is not about YAML."""

    def read(folder: Path) -> Rules:
        text = (folder / "one.yaml").read_text("utf-8")
        if text == "fault":
            raise RulesError([FAULT])
        if text == "crash":
            raise ZeroDivisionError
        return replace(rules, hash=text)

    return read


@pytest.fixture
def book(context: Callable[[Path], Rules], tmp_path: Path) -> LiveRules:
    (tmp_path / "one.yaml").write_text("first", "utf-8")
    return LiveRules(tmp_path, context, lambda: NOON)


def change(book: LiveRules, text: str) -> None:
    """Save, and let the book look as often as it takes."""
    (book.folder / "one.yaml").write_text(text, "utf-8")
    assert book.look() is False, "a change is read only when it has come to rest"
    assert book.look() is True


def test_an_unchanged_folder_is_not_read_again(book: LiveRules):
    before = book.in_force
    assert [book.look(), book.look()] == [False, False]
    assert book.in_force is before


def test_a_changed_folder_takes_the_old_ones_place(book: LiveRules):
    change(book, "the second")
    assert book.in_force.rules.hash == "the second"


@pytest.mark.parametrize(("text", "says"), [("fault", "shout"), ("crash", "ZeroDivisionError")])
def test_a_broken_folder_leaves_the_old_rules_in_force_and_says_why(book: LiveRules, caplog, text: str, says: str):
    rules = book.in_force.rules
    change(book, text)
    assert book.in_force.rules is rules
    [problem] = book.in_force.problems
    assert says in problem.what
    assert "stays in force" in caplog.text


def test_a_fault_is_logged_with_file_line_and_key(book: LiveRules, caplog):
    change(book, "fault")
    assert "checks/a/b.yaml, rad 3, level: ”shout” finns inte" in caplog.text


def test_a_mended_folder_is_read_and_its_faults_forgotten(book: LiveRules):
    change(book, "fault")
    change(book, "mended")
    assert (book.in_force.rules.hash, book.in_force.problems) == ("mended", ())


def test_a_fault_that_is_taken_back_is_forgotten_and_the_rules_stay(book: LiveRules):
    rules = book.in_force.rules
    change(book, "fault")
    change(book, "first")
    assert book.in_force.rules is rules
    assert book.in_force.problems == ()


def test_a_folder_that_goes_away_leaves_the_old_rules_in_force(book: LiveRules):
    (book.folder / "one.yaml").unlink()
    book.look()
    book.look()
    assert book.in_force.rules.hash == "first"
    assert book.in_force.problems


def breaking(rules: Rules, check: str) -> Rules:
    """The rules with a check that fails when it is asked."""

    def find(context: Context) -> list[Hit]:
        raise KeyError("fault")

    return replace(rules, hash="broken", checks=tuple(replace(c, find=find) if c.id == check else c for c in rules.checks))


def test_rules_that_can_be_read_but_not_used_leave_the_old_ones_in_force_and_name_the_check(rules: Rules, tmp_path: Path):
    (tmp_path / "one.yaml").write_text("first", "utf-8")
    sets = iter([rules, breaking(rules, "missing-signature")])
    book = LiveRules(tmp_path, lambda folder: next(sets), lambda: NOON)

    change(book, "another")

    assert book.in_force.rules is rules
    [problem] = book.in_force.problems
    assert problem.file == "checks/avslut/missing-signature.yaml"
    assert "missing-signature" in problem.what
    assert "KeyError" in problem.what


def test_a_check_that_fails_at_several_moments_is_told_once(rules: Rules, tmp_path: Path):
    with pytest.raises(RulesError) as caught:
        LiveRules(tmp_path, lambda folder: breaking(rules, "noreply-answered"), lambda: NOON)
    assert [problem.file for problem in caught.value.problems] == ["checks/arende/noreply-answered.yaml"]


def test_rules_that_can_be_read_but_not_used_are_not_begun_with(rules: Rules, tmp_path: Path):
    with pytest.raises(RulesError, match="colleague-contact"):
        LiveRules(tmp_path, lambda folder: breaking(rules, "colleague-contact"), lambda: NOON)


@pytest.mark.parametrize("check", ["wrong-filter", "noreply-answered", "thin-escalation-note", "forgotten-attachment"])
def test_every_moment_is_tried_before_a_set_is_begun_with(rules: Rules, tmp_path: Path, check: str):
    with pytest.raises(RulesError, match=check):
        LiveRules(tmp_path, lambda folder: breaking(rules, check), lambda: NOON)


def test_what_crashes_on_a_checks_own_example_only_is_told_when_the_server_listens(rules: Rules, tmp_path: Path):
    """The start itself tries one example of each moment, and counts no words."""
    example = next(check.bad[0] for check in rules.checks if check.id == "double-greeting")

    def find(context: Context) -> list[Hit]:
        if context.situation.draft == example.situation("write", rules.knowledge.settings).draft:
            raise KeyError("fault")
        return []

    checks = tuple(replace(check, find=find) if check.id == "colleague-contact" else check for check in rules.checks)
    book = LiveRules(tmp_path, lambda folder: replace(rules, checks=checks), lambda: NOON)
    told: list[RulesError] = []
    book.unusable = told.append
    book.try_out()

    [error] = told
    assert "colleague-contact" in str(error)


def test_one_request_is_answered_by_one_set_of_rules(rules: Rules):
    app = create_app({"TESTING": True})
    state = app.extensions["rutinlots"]
    with app.test_request_context():
        before = state.rules
        state.live_rules.in_force = replace(state.live_rules.in_force, rules=replace(rules, hash="another"))
        assert state.rules is before
    with app.test_request_context():
        assert state.rules.hash == "another"


def test_a_broken_file_is_told_to_the_team_leader_and_to_who_runs_the_server(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(rule_loader, "load", load)
    folder = Path(shutil.copytree(SHARED_RULES, tmp_path / "rules"))
    app = create_app({"TESTING": True, "RULES": folder})
    client = app.test_client()
    in_force = client.get("/readyz").json["rules"]
    assert "Allt är i sin ordning" in client.get("/regler").text
    file = folder / "checks" / "halsning" / "double-greeting.yaml"
    file.write_text(file.read_text("utf-8").replace("level: confirm", "level: shout", 1), "utf-8")

    book = app.extensions["rutinlots"].live_rules
    book.look()
    book.look()

    ready = client.get("/readyz")
    assert (ready.status_code, ready.json["rules"]) == (200, in_force)
    assert client.get("/api/v1/pack").json["version"] == in_force
    [told] = ready.json["problems"]
    assert told.startswith("checks/halsning/double-greeting.yaml, rad ")
    page = client.get("/regler").text
    assert "checks/halsning/double-greeting.yaml" in page
    assert "shout" in page
    assert "behöver rättas" in client.get("/").text
    assert "rutinlots_rules_problems 1.0" in client.get("/metrics").text


def test_what_the_extension_is_told_by_data_is_in_the_pack_at_once_and_changes_its_version(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(rule_loader, "load", load)
    folder = Path(shutil.copytree(SHARED_RULES, tmp_path / "rules"))
    app = create_app({"TESTING": True, "RULES": folder})
    client = app.test_client()
    before = client.get("/api/v1/pack")
    strategy = {"css": "#new-send", "from": "page of March"}
    (folder / "extension.yaml").write_text(
        "selectors:\n  sendButton:\n    - {css: '#new-send', from: page of March}\noff: [underline]\n", "utf-8"
    )

    app.extensions["rutinlots"].live_rules.look()
    app.extensions["rutinlots"].live_rules.look()

    after = client.get("/api/v1/pack", headers={"If-None-Match": before.headers["ETag"]})
    assert (before.json["selectors"], before.json["off"]) == ({}, [])
    assert (after.status_code, after.json["selectors"], after.json["off"]) == (200, {"sendButton": [strategy]}, ["underline"])
    assert after.json["version"] != before.json["version"]


def test_a_fault_in_what_the_extension_is_told_is_told_with_its_line(tmp_path: Path):
    folder = Path(shutil.copytree(SHARED_RULES, tmp_path / "rules"))
    (folder / "extension.yaml").write_text("selectors: {}\noff: [undrline]\n", "utf-8")
    with pytest.raises(RulesError) as caught:
        load(folder)
    [problem] = caught.value.problems
    assert (problem.file, problem.line, problem.key) == ("extension.yaml", 2, "off.0")


def test_what_becomes_of_a_change_is_noticed(book: LiveRules):
    noticed: list[tuple[str, str]] = []
    book.notice = lambda what, about: noticed.append((what, about))
    change(book, "second")
    change(book, "fault")
    change(book, "second")
    assert noticed == [("rules-changed", "second"), ("rules-refused", "1 faults")]


def test_a_changed_set_that_fails_its_own_examples_leaves_the_old_one_in_force(rules: Rules, tmp_path: Path):
    (tmp_path / "one.yaml").write_text("first", "utf-8")
    sets = iter((rules, failing(rules)))
    book = LiveRules(tmp_path, lambda folder: next(sets), lambda: NOON)

    change(book, "second")

    assert book.in_force.read is rules
    assert {problem.file for problem in book.in_force.problems} == {f"checks/lista/{FAILS}.yaml"}


def test_a_server_that_began_with_a_failing_set_tells_of_it(rules: Rules, tmp_path: Path):
    (tmp_path / "one.yaml").write_text("first", "utf-8")
    few = replace(failing(rules), checks=tuple(check for check in failing(rules).checks if check.id == FAILS), snippets=())
    book = LiveRules(tmp_path, lambda folder: few, lambda: NOON)

    book.prove()

    assert {problem.file for problem in book.in_force.failing} == {f"checks/lista/{FAILS}.yaml"}


FAILS = "wrong-filter"


def failing(rules: Rules) -> Rules:
    """The rules with a check that finds nothing, as the loader would read them."""
    dumb = replace(rules.by_id[FAILS], find=lambda context: [])
    checks = tuple(dumb if check.id == FAILS else check for check in rules.checks)
    return replace(rules, hash="failing", checks=checks, sources={**rules.sources, f"checks/lista/{FAILS}.yaml": "changed"})
