"""The smoke run: a check that raises is named, whosever example it was."""

from dataclasses import replace

from backend.tests.core.invented import BAD, check_of, rules_of
from rutinlots.core.checks.check import Check
from rutinlots.core.context import Context
from rutinlots.core.validation.smoke import Broken, smoke_test


class Boom(Exception):
    """What a broken check raises."""


def broken(check: Check, only_at: str = "") -> Check:
    """The check, raising whenever it is asked (or at one moment only)."""

    def find(context: Context) -> list:
        if only_at in ("", context.situation.moment):
            raise Boom(check.id)
        return []

    return replace(check, find=find)


def names(found: list[Broken]) -> list[str]:
    return [each.check.id for each in found]


def run(*checks: Check) -> list[list[str]]:
    return [names(step) for step in smoke_test(rules_of(*checks))]


def test_rules_that_answer_are_tried_at_each_moment_and_by_each_check():
    assert run(check_of(), check_of(id="two", moments=["write", "send"])) == [[], [], [], []]


def test_a_set_of_rules_without_checks_is_fine():
    assert run() == [[]]


def test_a_check_that_raises_is_named_with_what_it_raised():
    first, *_ = smoke_test(rules_of(broken(check_of(id="ill"))))

    assert names(first) == ["ill"]
    assert isinstance(first[0].error, Boom)


def test_a_check_that_raises_in_anothers_example_is_the_one_that_is_named():
    assert run(check_of(), broken(check_of(id="ill"))) == [["ill"], ["ill"], ["ill"]]


def test_one_that_raises_at_several_moments_is_told_once_for_all_of_them():
    first, *rest = run(broken(check_of(id="ill", moments=["write", "send"])))

    assert first == ["ill"]
    assert rest == [["ill"], ["ill"]]


def test_what_raises_at_one_moment_only_is_found():
    assert run(check_of(), broken(check_of(id="ill", moments=["write", "send"]), only_at="send"))[0] == ["ill"]


def test_who_asks_a_broken_check_is_not_the_culprit():
    asking = check_of(id="asking", when={"found": ["ill"]})
    assert run(asking, broken(check_of(id="ill")))[0] == ["ill"]


def test_one_that_asks_others_that_are_well_is_not_the_culprit():
    asking = check_of(id="asking", when={"found": ["well"], "topic": ["moving"]}, bad=[{"name": "x", "mail": "Flytt"}])
    reader = check_of(id="reader", present=None, detector={"name": "topic", "is": "moving"})
    assert run(asking, reader, check_of(id="well"), broken(check_of(id="ill")))[0] == ["ill"]


def test_a_check_is_tried_by_its_first_bad_example_at_the_examples_own_moment():
    bad = [{**BAD[0], "moment": "send"}, BAD[1]]
    assert run(broken(check_of(id="ill", moments=["write", "send"], bad=bad), only_at="write")) == [[], []]
    assert run(broken(check_of(id="ill", moments=["write", "send"], bad=bad), only_at="send")) == [["ill"], ["ill"]]


def test_the_first_example_of_a_moment_stands_for_it():
    seen: list[str] = []

    def find(context: Context) -> list:
        seen.append(context.situation.draft.text.partition("\n")[0])
        return []

    one = replace(check_of(id="one", bad=[{"name": "x", "draft": "Första"}]), find=find)
    two = replace(check_of(id="two", bad=[{"name": "x", "draft": "Andra"}]), find=lambda context: [])
    next(smoke_test(rules_of(one, two)))

    assert seen == ["Första"]


def test_a_check_on_trial_is_not_tried():
    assert run(broken(check_of(id="ill", status="trial"))) == [[]]


def test_what_is_broken_outside_the_checks_is_laid_to_the_one_whose_example_it_was():
    class NoIndex:
        def suggest(self, *_: object, **__: object) -> None:
            raise KeyError

    steps = list(smoke_test(replace(rules_of(check_of(id="mine")), index=NoIndex())))

    assert [names(step) for step in steps] == [["mine"], ["mine"]]
    assert all(isinstance(step[0].error, KeyError) for step in steps)


def test_of_a_set_of_which_some_checks_have_changed_those_are_tried_in_every_example():
    asked: list[str] = []

    def find(context: Context) -> list:
        asked.append(context.situation.draft.text.partition("\n")[0])
        return []

    known = replace(check_of(id="known", bad=[{"name": "x", "draft": "Andra"}]), find=find)
    fresh = check_of(id="fresh", bad=[{"name": "x", "draft": "Första"}])
    steps = list(smoke_test(rules_of(fresh, known), {"fresh"}))

    assert [names(step) for step in steps] == [[], [], []]
    assert "Andra" not in asked
    assert [names(step) for step in smoke_test(rules_of(broken(fresh), known), {"fresh"})] == [["fresh"], ["fresh"], ["fresh"]]


def test_a_changed_check_that_asks_a_broken_one_is_not_the_culprit():
    asking = check_of(id="asking", when={"found": ["ill"]})
    steps = list(smoke_test(rules_of(check_of(), asking, broken(check_of(id="ill"))), {"asking"}))
    assert {name for step in steps for name in names(step)} == {"ill"}
