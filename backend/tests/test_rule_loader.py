"""A broken rule file is told with file, line and key, and every fault at once."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from rutinlots.commands.rules.scaffold import new_check
from rutinlots.core.checks.check import read_check
from rutinlots.core.checks.detectors import DETECTORS
from rutinlots.core.evaluate import evaluate
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.validation.examples import faults_of
from rutinlots.rule_files.document import read_document
from rutinlots.rule_files.file import OFFICE
from rutinlots.rule_files.memory import Memory
from rutinlots.rule_loader import Problem, RulesError, load
from rutinlots.web.config import SHIPPED_RULES

SHARED_RULES = Path(__file__).parents[2] / "shared_rules"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project's rules to break."""
    return Path(shutil.copytree(SHARED_RULES, tmp_path / "rules"))


def problems(folder: Path) -> list[Problem]:
    with pytest.raises(RulesError) as caught:
        load(folder)
    return caught.value.problems


def test_the_texts_of_all_files_are_kept_as_they_were_read(folder: Path):
    (folder / "names" / "egna.txt").write_text("\ufeffTuva-Åsa\n", "utf-8")

    sources = load(folder).sources

    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.*")}
    assert dict(sources) == {name: files[name].read_bytes().decode("utf-8-sig") for name in sources}
    assert len(sources) > 100
    assert sources["names/egna.txt"] == "Tuva-Åsa\n"


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
    ("old", "new", "key", "says"),
    [
        ("level: confirm", "level: shout", "level", "välj bland: block, confirm, hint, mark"),
        ("status: active", "staus: active", "staus", "menade du ”status”?"),
        ("covers: [KM-06]", "covers: [KM-06]\ncolour: red", "colour", "okänd nyckel ”colour”"),
        ("title: Två hälsningar\n", "", "", "”title” saknas"),
        ("in: draft.extra-greetings", "in: draft.hello", "present.in", "”draft.hello” finns inte"),
        ("'.+'", "'(.+'", "present.any.0.pattern", "mönstret går inte att läsa"),
        ("id: double-greeting", "id: two-greetings", "id", "ska vara ”double-greeting”"),
        ("level: confirm\n", "level: confirm\nlevel: hint\n", "level", "står två gånger"),
        ("fix: {remove: match", "fix: {remove: everything", "fix", "skriv just en av"),
        ("blev kvar\n", "blev kvar\n    moment: any\n", "bad.0.moment", "välj bland: list, open, write, send, note"),
    ],
)
def test_a_fault_in_a_check_is_told_with_its_place(folder: Path, old: str, new: str, key: str, says: str):
    file = folder / "checks" / "halsning" / "double-greeting.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    written = new.strip().split("\n")[-1]
    line = 1 + next((n for n, each in enumerate(file.read_text("utf-8").split("\n")) if written and written in each), 0)

    [problem] = problems(folder)

    assert (problem.file, problem.line, problem.key) == ("checks/halsning/double-greeting.yaml", line, key)
    assert says in problem.what


def test_keys_in_another_order_are_refused(folder: Path):
    file = folder / "checks" / "halsning" / "double-greeting.yaml"
    lines = file.read_text("utf-8").split("\n")
    lines[2], lines[3] = lines[3], lines[2]
    file.write_text("\n".join(lines), "utf-8")

    [problem] = problems(folder)

    assert problem.line in (3, 4)
    assert "står på fel plats" in problem.what


def test_a_section_that_does_not_exist_is_told(folder: Path):
    file = folder / "checks" / "halsning" / "double-greeting.yaml"
    file.write_text(file.read_text("utf-8").replace('"2 Freshdesk"', '"12 Freshdesk"'), "utf-8")

    [problem] = problems(folder)

    assert problem.key == "source"
    assert "inget avsnitt ”12 Freshdesk”" in problem.what


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("sprak/cheerful-in-grief", "[bereavement]", "[bereavment]", "ämnet ”bereavment” finns inte"),
        ("bilagor/copy-to-attach", "is: invoice-copy", "is: invoice", "ämnet ”invoice” finns inte"),
        ("arende/missing-collections-reference", "[kravgruppen]", "[kraven]", "kontrollen ”kraven” finns inte"),
        ("arende/kravgruppen", "guide: kravgruppen", "guide: krav", "guiden ”krav” finns inte"),
        ("arende/kravgruppen", "suggest: hanvisning-till-krav", "suggest: krav", "svaret ”krav” finns inte"),
    ],
)
def test_what_a_check_refers_to_must_exist(folder: Path, name: str, old: str, new: str, says: str):
    file = folder / "checks" / f"{name}.yaml"
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")

    assert any(says in problem.what for problem in problems(folder))


@pytest.mark.parametrize(
    "written", ["{}", "{0}", "{match.text}", "{match[0]}", "{match:d}", "{match!r}", "{Match}", "{match:{size}}"]
)
def test_a_message_takes_only_plain_names_in_its_braces(written: str):
    text = (SHARED_RULES / "checks" / "bilagor" / "forgotten-attachment.yaml").read_text("utf-8")

    with pytest.raises(RuleFileError) as caught:
        read_check(read_document(text.replace("{quoted}", f"”{written}”", 1)).values, "bilagor")

    assert caught.value.path == ("message",)
    assert f"”{written}”" in caught.value.what
    assert "till exempel {match}" in caught.value.what


def test_a_message_that_can_not_be_filled_in_is_told_with_its_line(folder: Path):
    file = folder / "checks" / "bilagor" / "forgotten-attachment.yaml"
    file.write_text(file.read_text("utf-8").replace("{quoted}", "{}", 1), "utf-8")

    [problem] = problems(folder)

    assert (problem.file, problem.key) == ("checks/bilagor/forgotten-attachment.yaml", "message")
    assert file.read_text("utf-8").splitlines()[problem.line - 1].startswith("message:")


@pytest.mark.parametrize(
    ("name", "old", "new", "key", "says"),
    [
        ("avslut/missing-signature", "fault: missing", "fault: mising", "fault", "menade du ”missing”?"),
        ("avslut/missing-signature", "fault: missing", "falt: missing", "falt", "menade du ”fault”?"),
        ("avslut/missing-signature", "fault: missing", "fault: missing\n  whose: mine", "whose", "okänd nyckel ”whose”"),
        ("avslut/missing-signature", "  fault: missing\n", "", "", "”fault” saknas: välj bland: missing, twice"),
        ("utskick/colleague-contact", "whose: colleague", "whose: collegue", "whose", "menade du ”colleague”?"),
        ("arende/unidentified-customer", "fault: unknown", "fault: unknwon", "fault", "menade du ”unknown”?"),
        ("arende/noreply-answered", "name: noreply", "name: noreply\n  fault: sure", "fault", "okänd nyckel ”fault”"),
    ],
)
def test_a_detector_takes_only_what_it_knows(folder: Path, name: str, old: str, new: str, key: str, says: str):
    file = folder / "checks" / f"{name}.yaml"
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")

    [problem] = problems(folder)

    assert problem.key == ".".join(filter(None, ("detector", key)))
    assert problem.line
    assert says in problem.what


def test_a_word_list_that_a_detector_needs_cannot_be_left_out(folder: Path):
    file = folder / "words" / "eskalering.yaml"
    file.write_text(file.read_text("utf-8").replace("rutin: [", "rutiner: [", 1), "utf-8")

    [problem] = problems(folder)

    assert (problem.file, problem.key) == ("words", "rutin")
    assert "ordlistan rutin saknas" in problem.what


def test_a_word_list_that_cannot_be_read_is_the_only_problem_told(folder: Path):
    file = folder / "words" / "tid.yaml"
    file.write_text("månad: [januari, '(']\n", "utf-8")

    [problem] = problems(folder)

    assert (problem.file, problem.line, problem.key) == ("words/tid.yaml", 1, "månad.1")
    assert "mönstret går inte att läsa" in problem.what


def test_two_word_lists_with_the_same_name_are_refused(folder: Path):
    (folder / "words" / "tider.yaml").write_text("månad: [maj]\n", "utf-8")

    [problem] = problems(folder)

    assert (problem.file, problem.key) == ("words/tider.yaml", "månad")
    assert "redan en ordlista" in problem.what


def test_a_pattern_with_an_unknown_list_says_which_was_meant(folder: Path):
    file = folder / "topics.yaml"
    file.write_text(file.read_text("utf-8").replace("<månad>|<årstid>", "<månaad>|<årstid>", 1), "utf-8")

    [problem] = problems(folder)

    assert problem.key.startswith("bereavement.any.")
    assert "menade du <månad>?" in problem.what


def test_every_parameter_of_a_detector_is_held_to_what_it_may_be():
    found = [key for detector in DETECTORS.values() for key, allowed in detector.parameters.items() if not allowed]
    assert found == ["is"], "only a topic's name, which must stand in topics.yaml, is open"


def _wait_for(folder: Path, name: str, other: str) -> None:
    file = folder / "checks" / f"{name}.yaml"
    text = file.read_text("utf-8")
    kinds = ("present:", "detector:", "absent:", "limit:", "field:")
    before = next(line for line in text.splitlines() if line in ("when:", *kinds))
    after = "" if before == "when:" else f"{before}\n"
    file.write_text(text.replace(f"\n{before}\n", f"\nwhen:\n  found: [{other}]\n{after}", 1), "utf-8")


def test_a_check_that_waits_for_itself_is_refused(folder: Path):
    _wait_for(folder, "utskick/colleague-contact", "colleague-contact")

    [problem] = problems(folder)

    assert (problem.file, problem.key) == ("checks/utskick/colleague-contact.yaml", "when")
    assert "colleague-contact → colleague-contact" in problem.what
    lines = (folder / problem.file).read_text("utf-8").splitlines()
    assert lines[problem.line - 1] == "when:"


def test_checks_that_wait_for_each_other_are_refused_with_all_their_names(folder: Path):
    _wait_for(folder, "utskick/colleague-contact", "customer-contact")
    _wait_for(folder, "utskick/customer-contact", "unknown-phone")
    _wait_for(folder, "utskick/unknown-phone", "colleague-contact")

    [problem] = problems(folder)

    for name in ("colleague-contact", "customer-contact", "unknown-phone"):
        assert name in problem.what


def test_the_numbers_and_addresses_of_a_teams_signature_are_its_own(folder: Path):
    file = folder / "settings.yaml"
    signed = "  - Ellevio AB (publ)\n  - 0771-53 53 00\n  - kundservice@ellevio.se"
    text = file.read_text("utf-8")
    assert signed in text
    file.write_text(text.replace(signed, "  - Ellevio AB (publ)\n  - 0771-99 88 77\n  - Skriv till vi.svarar@ellevio.se"), "utf-8")
    rules = load(folder)
    check = rules.by_id["unknown-phone"]
    example = next(each for each in check.good if each.name == "ett belopp")
    for moment in check.moments:
        situation = replace(example, signed=True).situation(moment, rules.knowledge.settings)
        assert "0771-99 88 77\nSkriv till vi.svarar@ellevio.se" in situation.draft.text
        told = {finding.check.id for finding in evaluate(situation, rules).findings}
        assert not told & {"unknown-phone", "colleague-contact"}


def test_the_office_of_the_shipped_examples_is_kept_where_no_team_changes_it():
    shipped = read_document((SHARED_RULES / "settings.yaml").read_text("utf-8")).values

    assert read_document(OFFICE.read_text("utf-8")).values == shipped
    assert not OFFICE.is_relative_to(SHIPPED_RULES)


def test_settings_changed_in_the_folder_leave_its_examples_their_office(folder: Path):
    before = load(folder)
    file = folder / "settings.yaml"
    file.write_text(file.read_text("utf-8").replace("  - www.ellevio.se\n", ""), "utf-8")

    changed = load(folder)
    assert changed.shipped.settings == before.knowledge.settings
    assert list(faults_of(changed.by_id["missing-signature"], changed)) == []


def test_an_empty_signature_is_refused(folder: Path):
    file = folder / "settings.yaml"
    text = re.sub(r"(?m)^(signature|signature_english):\n(  - .*\n)+", r"\1: []\n", file.read_text("utf-8"))
    file.write_text(text, "utf-8")

    [problem] = problems(folder)

    assert (problem.file, problem.key) == ("settings.yaml", "signature")
    assert problem.line
    assert "minst en rad" in problem.what


@pytest.mark.parametrize("gone", [shutil.rmtree, lambda folder: [file.unlink() for file in folder.rglob("*.yaml")]])
def test_a_set_without_checks_is_refused(folder: Path, gone):
    gone(folder / "checks")

    [problem] = problems(folder)

    assert problem.file == "checks"
    assert "inga kontroller" in problem.what


def test_a_set_without_its_names_is_refused(folder: Path):
    shutil.rmtree(folder / "names")

    [problem] = problems(folder)

    assert problem.file == "names"
    assert "saknas" in problem.what


def test_a_list_of_names_that_is_missing_or_empty_is_told(folder: Path):
    (folder / "names" / "given-sweden.txt").unlink()
    (folder / "names" / "roles.txt").write_text("", "utf-8")

    assert [problem.file for problem in problems(folder)] == ["names/given-sweden.txt", "names/roles.txt"]


def test_the_teams_own_names_need_not_be_any(folder: Path):
    (folder / "names" / "egna.txt").unlink()

    assert load(folder).checks


def test_a_broken_routine_does_not_drown_its_fault_in_others(folder: Path):
    file = folder / "routines" / "kundmail.yaml"
    file.write_text(file.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")

    [problem] = problems(folder)

    assert problem.file == "routines/kundmail.yaml"


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

    assert load(folder).knowledge.settings.log_code == "01234"


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


@pytest.mark.parametrize(
    ("before", "after", "key", "words"),
    [
        ("minutes: 4", "minutes: fyra", "minutes", "heltal"),
        ("section: 2 Freshdesk", "section: 9 Freshdesk", "source", "inget avsnitt ”9 Freshdesk”"),
        ("routine: kundmail", "routine: kundmejl", "source", "rutinen ”kundmejl” finns inte"),
        ("gone: [auto-salutation]", "gone: [autosalutation]", "solved", "kontrollen ”autosalutation” finns inte"),
        ("id: anvandarnamn-i-halsningen", "id: anvandarnamn", "id", "som filen heter"),
    ],
)
def test_a_fault_in_a_scenario_is_told_with_its_file_and_line(folder: Path, before: str, after: str, key: str, words: str):
    file = folder / "scenarios" / "anvandarnamn-i-halsningen.yaml"
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")

    [problem] = problems(folder)
    assert (problem.file, problem.key) == ("scenarios/anvandarnamn-i-halsningen.yaml", key)
    assert problem.line == 1 + next(at for at, line in enumerate(file.read_text("utf-8").splitlines()) if line.startswith(key))
    assert words in problem.what


def test_a_rule_folder_without_scenarios_is_used_all_the_same(folder: Path):
    shutil.rmtree(folder / "scenarios")

    assert load(folder).scenarios == ()


def test_a_set_that_is_read_again_is_the_same_wherever_it_lies(folder: Path, tmp_path: Path):
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    assert load(folder) is load(copy)


def test_of_a_changed_set_the_changed_file_is_read_and_the_others_are_kept(folder: Path):
    before = load(folder)
    file = folder / "checks" / "halsning" / "double-greeting.yaml"
    file.write_text(file.read_text("utf-8").replace("title: Två", "title: Tre", 1), "utf-8")
    after = load(folder)
    assert {check.id for check in after.checks if check is not before.by_id[check.id]} == {"double-greeting"}
    assert after.by_id["double-greeting"].title.startswith("Tre")
    assert after.index is before.index
    assert after.knowledge.names is before.knowledge.names


def test_a_changed_word_list_is_read_into_every_check_that_uses_it(folder: Path):
    before = load(folder)
    file = folder / "words" / "tid.yaml"
    file.write_text(file.read_text("utf-8") + "skift: [förmiddag]\n", "utf-8")
    after = load(folder)
    assert after.knowledge.words.lists["skift"] == "(?:(?:förmiddag))"
    assert all(check is not before.by_id[check.id] for check in after.checks)


def test_a_file_that_moves_to_another_theme_is_told_though_its_text_is_known(folder: Path):
    load(folder)
    file = folder / "checks" / "halsning" / "double-greeting.yaml"
    (folder / "checks" / "nytt").mkdir()
    file.rename(folder / "checks" / "nytt" / file.name)
    [problem] = problems(folder)
    assert (problem.file, problem.line) == ("checks/nytt/double-greeting.yaml", 1)
    assert "är inget tema" in problem.what


def test_what_no_set_of_the_last_ones_has_is_forgotten():
    memory, read = Memory(), iter(range(99))
    assert [memory.begin().kept("a", lambda: next(read)) for _ in range(2)] == [0, 0]
    for _ in range(5):
        memory.begin().kept("b", lambda: next(read))
    assert memory.begin().kept("a", lambda: next(read)) == 2
