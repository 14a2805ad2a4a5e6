"""What the files say of each other: every name that leads nowhere is told with the key it stands under."""

from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

import pytest

from backend.tests.core.invented import TOPICS, check_of
from rutinlots.core.checks.check import Check
from rutinlots.core.validation.references import faults

ROUTINE = SimpleNamespace(id="mail", sections=(SimpleNamespace(title="Ord"),), guides=(SimpleNamespace(id="answer"),))
SNIPPET = SimpleNamespace(id="invoice-copy")


def told(*checks: Check) -> list[tuple[str, str, str]]:
    return [(check.id, key, what) for check, key, what in faults(checks, [SNIPPET], [ROUTINE], TOPICS)]


def asking(name: str, **when) -> Check:
    return check_of(id=name, when=when or None)


def test_names_that_exist_are_right():
    known = {"topic": ["moving"], "thread_topic": ["invoice"], "not_found": ["other"]}
    assert told(check_of(guide="answer", suggest="invoice-copy", when=known), check_of(id="other")) == []


def test_two_checks_with_one_name_are_told_at_the_second():
    first, second = check_of(), check_of(title="En till")
    found = list(faults([first, second], [SNIPPET], [ROUTINE], TOPICS))

    assert [(key, what) for _, key, what in found] == [("id", "en annan kontroll heter redan så")]
    assert found[0][0] is second


def test_a_routine_that_does_not_exist_is_told_without_its_section():
    lost = check_of(source={"routine": "brev", "section": "Ord"})
    assert told(lost) == [("sorry", "source", "rutinen ”brev” finns inte")]


def test_a_section_that_the_routine_does_not_have():
    lost = check_of(source={"routine": "mail", "section": "Orden"})
    assert told(lost) == [("sorry", "source", "rutinen har inget avsnitt ”Orden”")]


def test_a_guide_that_does_not_exist():
    assert told(check_of(guide="brev")) == [("sorry", "guide", "guiden ”brev” finns inte")]


def test_a_reply_that_does_not_exist():
    assert told(check_of(suggest="brev")) == [("sorry", "suggest", "svaret ”brev” finns inte")]


@pytest.mark.parametrize("key", ["topic", "thread_topic"])
def test_a_topic_that_does_not_exist(key: str):
    assert told(asking("one", **{key: ["moving", "weather"]})) == [("one", "when", "ämnet ”weather” finns inte")]


def test_a_topic_that_a_detector_looks_for():
    lost = check_of(present=None, detector={"name": "topic", "is": "weather"})
    assert told(lost) == [("sorry", "when", "ämnet ”weather” finns inte")]


@pytest.mark.parametrize("key", ["found", "not_found"])
def test_another_check_that_does_not_exist(key: str):
    assert told(asking("one", **{key: ["nobody"]})) == [("one", "when", "kontrollen ”nobody” finns inte")]


def test_a_topic_is_no_check():
    assert told(asking("one", found=["moving"])) == [("one", "when", "kontrollen ”moving” finns inte")]


def test_everything_that_is_wrong_is_told():
    lost = check_of(guide="x", suggest="y", source={"routine": "z", "section": "Ord"})
    assert [key for _, key, _ in told(lost, check_of())] == ["source", "guide", "suggest", "id"]


def test_a_check_that_waits_for_itself():
    assert told(asking("one", found=["one"])) == [
        ("one", "when", "kontrollerna väntar på varandra (one → one); ta bort en av dem under found eller not_found")
    ]


def test_checks_that_wait_for_each_other_are_told_as_each_one_asks_the_next():
    (circle,) = told(asking("a", found=["b"]), asking("b", not_found=["c"]), asking("c", found=["a"]), asking("d", found=["a"]))
    first, key, what = circle
    around = what.partition("(")[2].partition(")")[0].split(" → ")

    assert key == "when"
    assert around[0] == around[-1] == first
    assert set(pairwise(around)) == {("a", "b"), ("b", "c"), ("c", "a")}


def test_to_ask_one_check_twice_is_no_circle():
    assert told(asking("a", found=["c"]), asking("b", found=["c"], not_found=["a"]), asking("c")) == []


def test_a_topic_with_a_checks_name_makes_no_circle():
    check = replace(check_of(id="moving"), needs=(("topic", "moving"),))
    assert told(check) == []


# --- yielding


def yielding(name: str, *others: str, **more) -> Check:
    return check_of(id=name, yields_to=list(others), **more)


def test_a_check_may_yield_to_one_as_severe_or_more():
    assert told(yielding("a", "b", "c", level="confirm"), check_of(id="b", level="confirm"), check_of(id="c", level="block")) == []


def test_one_that_it_yields_to_must_exist():
    assert told(yielding("a", "nobody")) == [("a", "yields_to", "kontrollen ”nobody” finns inte")]


def test_no_fault_becomes_lighter_by_yielding():
    told_ = told(yielding("a", "b", level="confirm"), check_of(id="b", level="hint"))
    assert told_ == [("a", "yields_to", "”b” väger lättare, och då skulle felet bli mindre än det är")]


@pytest.mark.parametrize("levels", [("mark", "block"), ("hint", "mark"), ("guide", "block"), ("hint", "guide")])
def test_marks_and_guides_neither_yield_nor_tell(levels: tuple[str, str]):
    (fault,) = told(yielding("a", "b", level=levels[0]), check_of(id="b", level=levels[1]))
    assert fault == ("a", "yields_to", "”b” kan inte säga det i stället: märkningar och guider har inget meddelande")


def test_checks_that_all_leave_it_to_each_other_are_told():
    ((first, key, what),) = told(yielding("a", "b"), yielding("b", "a"))
    assert (first in ("a", "b"), key) == (True, "yields_to")
    assert what.startswith("kontrollerna lämnar över till varandra (")
    assert "ta bort en av dem under yields_to" in what


def test_to_yield_along_a_row_is_no_circle():
    assert told(yielding("a", "b", "c"), yielding("b", "c"), check_of(id="c")) == []
