"""Which checks and replies a changed set tries again, and what it says of each: with invented checks and replies."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, time

import pytest

from backend.tests.core.invented import BAD, GOOD, SETTINGS, check_of, rules_of
from rutinlots.core.checks.check import Check
from rutinlots.core.finding import Hit
from rutinlots.core.rulefile.settings import OpeningHours
from rutinlots.core.rules import Rules
from rutinlots.core.snippets import Snippet
from rutinlots.core.validation import whole
from rutinlots.core.validation.examples import Fault
from rutinlots.core.validation.whole import Disproof, changed_files, disproofs, examples_of, file_of, finds, mails_missed, proof

# a yields to b, c needs that b finds nothing, and d needs a topic of the same name as b.
A = replace(check_of(id="a"), yields_to=("b",))
B = check_of(id="b")
C = replace(check_of(id="c"), needs=(("check", "b"),))
D = replace(check_of(id="d"), needs=(("topic", "b"),))
ALL = [A, B, C, D]
IDS = [check.id for check in ALL]


def snippet_of(name: str) -> Snippet:
    how = {"theme": "faktura", "covers": (), "status": "active", "fields": {}}
    asked = (f"Hej! Hur gör jag med {name}?",)
    return Snippet(id=name, title=name.title(), keywords=(name,), text=f"Tack!\n\nOm {name}.", should=asked, **how)


DEBIT, METER = snippet_of("autogiro"), snippet_of("mätarbyte")
SET = replace(
    rules_of(*ALL, snippets=(DEBIT, METER)),
    sources={
        **{file_of(each): "as it was" for each in (*ALL, DEBIT, METER)},
        **dict.fromkeys(("settings.yaml", "elsewhere.yaml", "words/a.yaml", "routines/a.yaml", "extension.yaml"), "as it was"),
    },
)


@dataclass
class Tried:
    """The checks and replies that were tried."""

    checks: list[str] = field(default_factory=list)
    snippets: list[str] = field(default_factory=list)


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> Tried:
    kept = Tried()

    def faults(check: Check, rules: Rules) -> Iterator[Fault]:
        assert check in rules.checks
        kept.checks.append(check.id)
        yield from ()

    def missed(snippet: Snippet, rules: Rules) -> Iterator[tuple[str, str, str]]:
        assert snippet in rules.snippets
        kept.snippets.append(snippet.id)
        yield from ()

    monkeypatch.setattr(whole, "faults_of", faults)
    monkeypatch.setattr(whole, "mails_missed", missed)
    return kept


def changed(*files: str, rules: Rules = SET, **more: object) -> Rules:
    return replace(rules, sources={**rules.sources, **dict.fromkeys(files, "changed")}, **more)


def test_a_set_that_nothing_is_known_of_is_tried_whole_and_each_check_once(tried: Tried) -> None:
    assert list(disproofs(SET)) == []
    assert (tried.checks, tried.snippets) == (IDS, ["autogiro", "mätarbyte"])


@pytest.mark.parametrize("file", ["routines/a.yaml", "scenarios/a.yaml", "extension.yaml", "vocabulary.yaml"])
def test_what_no_example_depends_on_tries_nothing(tried: Tried, file: str) -> None:
    assert list(disproofs(changed(file), SET)) == []
    assert (tried.checks, tried.snippets) == ([], [])


@pytest.mark.parametrize(
    ("file", "checks", "snippets"),
    [
        (file_of(A), ["a", "b"], []),
        (file_of(B), ["a", "b", "c"], []),
        (file_of(C), ["b", "c"], []),
        (file_of(D), ["d"], []),
        (file_of(DEBIT), [], ["autogiro", "mätarbyte"]),
        ("elsewhere.yaml", [], ["autogiro", "mätarbyte"]),
        ("words/a.yaml", IDS, []),
        ("topics.yaml", IDS, []),
    ],
)
def test_a_changed_file_tries_what_may_depend_on_it(tried: Tried, file: str, checks: list[str], snippets: list[str]) -> None:
    assert list(disproofs(changed(file, "routines/a.yaml"), SET)) == []
    assert (tried.checks, tried.snippets) == (checks, snippets)


def with_settings(*files: str, **more: object) -> Rules:
    settings = replace(SETTINGS, **more)
    return changed("settings.yaml", *files, knowledge=replace(SET.knowledge, settings=settings))


HOURS = OpeningHours({1: ((time(9), time(10)),)})


def test_other_settings_try_only_what_changed_beside_them(tried: Tried) -> None:
    assert list(disproofs(with_settings(second_line=HOURS, company="Annat"), SET)) == []
    assert (tried.checks, tried.snippets) == ([], [])
    assert list(disproofs(with_settings(file_of(D), second_line=HOURS), SET)) == []
    assert tried.checks == ["d"]


def test_each_check_that_is_tried_is_a_step_and_the_replies_are_the_last(tried: Tried) -> None:
    known = [(step.done, step.all) for step in proof(changed(file_of(A)), SET)]
    assert known == [(1, 3), (2, 3)]  # a and b by their own examples; of a only the words have changed
    stricter = changed(file_of(A), rules=replace(SET, checks=[replace(A, looks="otherwise"), *ALL[1:]]))
    known = [(step.done, step.all) for step in proof(stricter, SET)]
    assert known == [(1, 4), (2, 4), (3, 4)]  # and a by the examples of the others
    assert [(step.done, step.all) for step in proof(SET)] == [(number, 5) for number in range(1, 6)]
    assert [(step.done, step.all) for step in proof(changed(file_of(DEBIT)), SET)] == [(1, 1)]


def test_hours_alone_are_nothing_where_the_whole_set_is_new(tried: Tried) -> None:
    list(disproofs(with_settings(second_line=HOURS)))
    assert tried.checks == IDS


def test_a_fault_is_told_with_its_checks_file() -> None:
    off = replace(B, find=lambda context: [])
    rules = replace(SET, checks=(off,), snippets=())
    [first, second] = disproofs(rules)
    assert first == Disproof("checks/sprak/b.yaml", "dåligt exempel ”ett” (write): kontrollen hittar inget")
    assert second.what.startswith("dåligt exempel ”två”")


# --- a changed check and the other checks' good examples

QUIET = check_of(id="quiet", title="Tyst", good=[{"name": "ändå bra", "draft": "Hej hopp.", "because": "x"}])


def noisy(**more: object) -> Check:
    return replace(B, find=lambda context: [Hit()] if "hopp" in context.situation.draft.text else [], **more)


def told(check: Check) -> list[Disproof]:
    before = replace(SET, checks=(replace(check, looks="otherwise"), QUIET, D), snippets=())
    return alarms(disproofs(changed(file_of(check), rules=replace(before, checks=(check, QUIET, D))), before))


def test_of_a_check_whose_words_alone_have_changed_the_others_examples_say_nothing() -> None:
    rules = replace(SET, checks=(noisy(level="confirm"), QUIET, D), snippets=())
    assert alarms(disproofs(changed(file_of(B), rules=rules), rules)) == []


def alarms(found: Iterable[Disproof]) -> list[Disproof]:
    return [each for each in found if "larmar i ett bra exempel" in each.what]


@pytest.mark.parametrize("level", ["block", "confirm"])
def test_a_changed_check_that_would_stop_anothers_good_example_is_told(level: str) -> None:
    assert told(noisy(level=level)) == [Disproof("checks/sprak/b.yaml", "larmar i ett bra exempel för ”Tyst”: ändå bra")]


@pytest.mark.parametrize("more", [{"level": "hint"}, {"level": "confirm", "status": "trial"}])
def test_one_that_stops_nothing_is_not(more: dict[str, str]) -> None:
    assert told(noisy(**more)) == []


def test_its_own_good_examples_and_the_others_bad_ones_do_not_count() -> None:
    own = replace(B, level="confirm", find=lambda context: [Hit()], moments=("write",))
    before = replace(SET, checks=(replace(own, looks="otherwise"), replace(QUIET, good=()), replace(D, good=())), snippets=())
    rules = replace(before, checks=(own, *before.checks[1:]))
    assert alarms(disproofs(changed(file_of(own), rules=rules), before)) == []


def test_a_whole_set_is_tried_by_each_checks_own_examples_alone() -> None:
    rules = replace(SET, checks=(noisy(level="confirm"), QUIET), snippets=())
    assert alarms(disproofs(rules)) == []
    assert alarms(disproofs(changed("words/a.yaml", rules=rules), rules)) == []


def test_every_example_comes_at_each_of_its_moments_the_bad_ones_first() -> None:
    check = check_of(
        id="a", moments=["write", "send"], bad=[BAD[0]], good=[GOOD[0], {"name": "sex", "draft": "Hej.", "moment": "send"}]
    )
    rules = rules_of(check, D)
    (ett,), (tre, sex) = check.bad, check.good
    mine = [(check, ett, "write", False), (check, ett, "send", False)]
    mine += [(check, tre, "write", True), (check, tre, "send", True), (check, sex, "send", True)]
    found = list(examples_of(rules))
    assert found[:5] == mine
    assert {each[0].id for each in found[5:]} == {"d"}


def test_a_check_finds_in_an_example_as_if_it_were_in_use() -> None:
    bad, good = B.bad[0], B.good[0]
    rules = rules_of(A, B)
    assert (finds(B, bad, "write", rules), finds(B, good, "write", rules)) == (True, False)
    assert not finds(B, bad, "send", rules)  # no moment of its
    now = replace(B, find=lambda context: [Hit()] if context.situation.moment == "write" else [])
    assert finds(now, good, "write", rules_of(now))
    for other, finds_it in ((replace(B, drafts=("note",)), False), (replace(B, paused_until=date(2099, 1, 1)), True)):
        assert finds(other, bad, "write", rules_of(A, other)) is finds_it


def test_a_check_that_asks_what_others_find_is_told_in_an_example_too() -> None:
    asking = replace(check_of(id="c"), find=lambda context: context.hits("b"))
    assert finds(asking, B.bad[0], "write", rules_of(B, asking))


def test_an_example_without_a_draft_is_of_every_kind_of_draft() -> None:
    example = replace(B.bad[0], draft=None)
    always = replace(B, find=lambda context: [Hit()], drafts=("note",))
    assert finds(always, example, "write", rules_of(always))


# --- the mails of replies


def test_a_mail_that_brings_up_another_reply_or_none_is_told() -> None:
    long = "Hur gör jag med mätarbyte? " * 4
    off = replace(DEBIT, should=(long, "En giraff på månen."), should_not=("Hej! Hur gör jag\n\nmed autogiro?",))
    rules = replace(SET, snippets=(off, METER))
    assert list(mails_missed(off, rules)) == [
        ("should", long, f"mejlet ”{long[:79]}…” ska ge svaret, men ger i stället ”Mätarbyte”"),
        ("should", "En giraff på månen.", "mejlet ”En giraff på månen.” ska ge svaret, men ger inget förslag"),
        ("should_not", off.should_not[0], "mejlet ”Hej! Hur gör jag med autogiro?” ska inte ge svaret, men gör det"),
    ]
    without = next(mails_missed(off, replace(SET, snippets=(off,))))
    assert without[2].endswith("men ger i stället ”mätarbyte”")  # one that has no title here


def test_a_mail_of_eighty_characters_is_told_whole_and_a_longer_one_in_part() -> None:
    mail = "Hej hopp " * 8 + "giraffen"
    assert len(mail) == 80
    whole_one, part = mails_missed(replace(DEBIT, should=(mail, f"{mail}!")), SET)
    assert (f"”{mail}”" in whole_one[2], f"”{mail[:79]}…”" in part[2]) == (True, True)


def test_a_reply_that_does_what_it_should_is_not_told() -> None:
    near = replace(DEBIT, should_not=("Hej! Hur gör jag med mätarbyte?", "En giraff på månen."))
    assert list(mails_missed(near, SET)) == []


def test_the_mails_of_replies_that_agents_see_are_tried_and_no_others() -> None:
    off = replace(DEBIT, should=("En giraff på månen.",))
    told = Disproof("snippets/faktura/autogiro.yaml", "mejlet ”En giraff på månen.” ska ge svaret, men ger inget förslag")
    for status, found in (("active", [told]), ("trial", [])):
        rules = replace(SET, checks=(), snippets=(replace(off, status=status), METER))
        assert list(disproofs(rules)) == found


# --- files


def test_a_file_that_is_new_gone_or_other_is_changed() -> None:
    one, other = replace(SET, sources={"a": "1", "b": "1", "c": "1"}), replace(SET, sources={"b": "1", "c": "2", "d": "1"})
    assert changed_files(one, other) == changed_files(other, one) == {"a", "c", "d"}


def test_a_file_is_in_the_folder_of_its_theme() -> None:
    assert (file_of(A), file_of(DEBIT)) == ("checks/sprak/a.yaml", "snippets/faktura/autogiro.yaml")
