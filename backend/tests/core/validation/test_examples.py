"""The prover: each way in which a check can fall short of its own examples has its sentence, and only then."""

import pytest

from backend.tests.core.invented import BAD, GOOD, check_of, rules_of
from rutinlots.core.checks.check import Check
from rutinlots.core.finding import Fix, Span
from rutinlots.core.validation.examples import mend, prove

TOO_FEW = "minst 2 dåliga och 3 bra exempel behövs"
TOO_FEW_STERN = "minst 8 exempel behövs när kontrollen kan stoppa någon"


def faults(check: Check, *others: Check) -> list[str]:
    return list(prove(check, rules_of(check, *others)))


def with_bad(example: dict, **changed) -> Check:
    """The check with one bad example more, called "prov"."""
    return check_of(bad=[*BAD, {"name": "prov", **example}], **changed)


def with_good(example: dict, **changed) -> Check:
    """The check with one good example more, called "prov"."""
    return check_of(good=[*GOOD, {"name": "prov", **example}], **changed)


def many(count: int) -> list[dict]:
    """So many good examples, the first with its reason."""
    return [{"name": f"bra {number}", "draft": "Hej.", "because": "x"} for number in range(count)]


def test_a_check_that_holds_what_it_says_has_no_faults():
    assert faults(check_of()) == []


# --- how many examples


def test_one_bad_example_is_too_few():
    assert faults(check_of(bad=BAD[:1])) == [TOO_FEW]


def test_two_good_examples_are_too_few():
    assert faults(check_of(good=GOOD[:2])) == [TOO_FEW]


@pytest.mark.parametrize("level", ["block", "confirm"])
def test_a_check_that_can_stop_somebody_has_at_least_eight_examples(level: str):
    assert faults(check_of(level=level, good=many(5))) == [TOO_FEW_STERN]
    assert faults(check_of(level=level, good=many(6))) == []


def test_bad_and_good_examples_count_alike_towards_the_eight():
    bad = [{"name": f"dåligt {number}", "draft": "<mark>Tyvärr</mark>."} for number in range(5)]
    assert faults(check_of(level="block", bad=bad, good=many(3))) == []


@pytest.mark.parametrize("level", ["hint", "mark", "guide"])
def test_a_check_that_stops_nobody_needs_no_eight_examples(level: str):
    assert faults(check_of(level=level)) == []


def test_one_good_example_says_why_it_is_near_the_limit():
    plain = [{"name": name, "draft": "Hej."} for name in ("a", "b", "c")]
    assert faults(check_of(good=plain)) == ["minst ett bra exempel ska vara nära gränsen och säga varför det är bra (because)"]


def test_the_reason_of_a_bad_example_is_no_reason_for_a_good_one():
    plain = [{"name": name, "draft": "Hej."} for name in ("a", "b", "c")]
    assert len(faults(check_of(bad=[{**BAD[0], "because": "x"}, BAD[1]], good=plain))) == 1


def test_no_two_examples_have_the_same_name_not_even_a_bad_and_a_good_one():
    assert faults(check_of(bad=[BAD[0], {**BAD[1], "name": "ett"}])) == ["två exempel heter likadant"]
    assert faults(with_good({"name": "två", "draft": "Hej."})) == ["två exempel heter likadant"]


# --- bad examples


def test_a_bad_example_in_which_nothing_is_found():
    assert faults(with_bad({"draft": "Hej."})) == ["dåligt exempel ”prov” (write): kontrollen hittar inget"]


def test_every_moment_of_the_check_is_tried():
    told = faults(with_bad({"draft": "Hej."}, moments=["write", "send"]))
    assert told == [f"dåligt exempel ”prov” ({moment}): kontrollen hittar inget" for moment in ("write", "send")]


def test_an_example_with_a_moment_of_its_own_is_tried_then_only():
    assert faults(with_bad({"draft": "Hej.", "moment": "send"}, moments=["write", "send"])) == [
        "dåligt exempel ”prov” (send): kontrollen hittar inget"
    ]


def test_what_is_marked_and_not_found_and_what_is_found_and_not_marked():
    assert faults(with_bad({"draft": "<mark>Det</mark> går tyvärr inte."})) == [
        "dåligt exempel ”prov” (write): <mark> står på [('draft', 0, 3)] men kontrollen pekar på [('draft', 8, 14)]"
    ]


def test_every_place_that_is_found_is_marked():
    assert faults(with_bad({"draft": "<mark>Tyvärr</mark>, tyvärr."})) == [
        "dåligt exempel ”prov” (write): <mark> står på [('draft', 0, 6)] men kontrollen pekar på "
        "[('draft', 0, 6), ('draft', 8, 14)]"
    ]


def test_the_marks_of_a_label_on_the_ticket_are_compared_too():
    assert "men kontrollen pekar på" in faults(with_bad({"draft": "Tyvärr!"}, level="mark"))[0]


def test_a_check_that_only_opens_a_guide_points_at_nothing():
    assert faults(with_bad({"draft": "Tyvärr!"}, level="guide", guide="answer")) == []


def test_a_value_that_the_message_wants_and_the_check_does_not_know():
    told = "meddelandet vill ha {number} men kontrollen vet det inte här; ta bort det"
    assert faults(check_of(message="Det är {number} ”{match}”.")) == [
        f"dåligt exempel ”{name}” (write): {told}" for name in ("ett", "två")
    ]


def test_a_label_on_the_ticket_shows_no_message_to_fill_in():
    assert faults(check_of(level="mark", message="{number}")) == []


def test_a_check_may_ask_others_and_what_the_company_knows():
    when = {"found": ["ack"], "topic": ["moving"]}
    bad = [{"name": name, "mail": "Jag flyttar.", "draft": f"{name}: <mark>tyvärr</mark>, ack."} for name in ("ett", "två")]
    assert faults(check_of(when=when, bad=bad), other(level="hint")) == []


def test_a_message_may_show_braces():
    assert faults(check_of(message="Skriv {{så}}, inte ”{match}”.")) == []


# --- fixes

REPLACE = {"replace": "Dessvärre"}


def test_a_fix_that_gives_what_the_example_says():
    example = {"draft": "<mark>Tyvärr</mark> nej.", "becomes": "Dessvärre nej."}
    assert faults(with_bad(example, fix=REPLACE)) == []


def test_the_signature_below_the_example_is_no_part_of_what_it_becomes():
    example = {"draft": "Hej.\n\n<mark>Tyvärr</mark> nej.", "signed": "ja", "becomes": "Hej.\n\nDessvärre nej."}
    assert faults(with_bad(example, fix=REPLACE)) == []


def test_a_fix_that_gives_something_else():
    example = {"draft": "<mark>Tyvärr</mark> nej.", "becomes": "Nej."}
    assert faults(with_bad(example, fix=REPLACE)) == [
        "dåligt exempel ”prov” (write): rättningen ger ”Dessvärre nej.”, inte ”Nej.”"
    ]


def test_an_example_with_a_result_for_a_check_without_a_fix():
    assert faults(with_bad({"draft": "<mark>Tyvärr</mark> nej.", "becomes": "Nej."})) == [
        "dåligt exempel ”prov” (write): ”becomes” står där men kontrollen har ingen rättning"
    ]


def test_a_fix_after_which_the_check_still_finds_its_fault():
    example = {"draft": "<mark>Tyvärr</mark> nej.", "becomes": "Ack tyvärr nej."}
    assert faults(with_bad(example, fix={"replace": "Ack tyvärr"})) == [
        "dåligt exempel ”prov” (write): kontrollen är inte nöjd med sin egen rättning"
    ]


def test_an_example_with_two_faults_says_what_the_first_fix_makes_of_it():
    example = {"draft": "<mark>Tyvärr</mark>, <mark>tyvärr</mark> nej.", "becomes": "Dessvärre, tyvärr nej."}
    assert faults(with_bad(example, fix=REPLACE)) == []


def test_an_example_without_a_result_has_its_fix_untried():
    assert faults(with_bad({"draft": "<mark>Tyvärr</mark> nej."}, fix={"replace": "Ack tyvärr"})) == []


def test_mending_changes_the_draft_from_its_end_and_leaves_other_texts_alone():
    fixes = (
        Fix("", Span("draft", 0, 1), "AAA"),
        Fix("", Span("draft", 4, 5), ""),
        Fix("", Span("subject", 0, 5), "nej"),
        Fix("", Span("draft", 2, 2), "+"),
    )
    assert mend("a b c", fixes) == "AAA +b "


# --- good examples


def test_a_good_example_must_be_quiet():
    assert faults(with_good({"draft": "Tyvärr nej."})) == ["bra exempel ”prov” (write): kontrollen larmar ändå"]


def test_good_examples_are_tried_at_every_moment_or_at_their_own():
    both = faults(with_good({"draft": "Tyvärr nej."}, moments=["write", "send"]))
    one = faults(with_good({"draft": "Tyvärr nej.", "moment": "send"}, moments=["write", "send"]))

    assert both == [f"bra exempel ”prov” ({moment}): kontrollen larmar ändå" for moment in ("write", "send")]
    assert one == ["bra exempel ”prov” (send): kontrollen larmar ändå"]


def other(level: str = "block", **changed) -> Check:
    """Another check, that finds its fault where somebody writes "ack"."""
    pattern = {"in": "draft", "any": ["ack"]}
    own = {"id": "ack", "title": "Ett ack", "level": level, "present": pattern, "message": "Inte ”{match}”."}
    return check_of(**{**own, **changed})


@pytest.mark.parametrize("level", ["block", "confirm"])
def test_a_good_example_is_quiet_under_every_other_check_that_can_stop_somebody(level: str):
    assert faults(with_good({"draft": "Ack nej."}), other(level)) == ["bra exempel ”prov” (write): ”Ett ack” larmar: Inte ”Ack”."]


@pytest.mark.parametrize("level", ["hint", "mark", "guide"])
def test_other_checks_that_stop_nobody_may_find_something_in_a_good_example(level: str):
    assert faults(with_good({"draft": "Ack nej."}), other(level)) == []


def test_a_good_example_of_a_stern_check_is_told_of_once():
    told = faults(check_of(level="block", good=[*many(6), {"name": "prov", "draft": "Tyvärr."}]))
    assert told == ["bra exempel ”prov” (write): kontrollen larmar ändå"]


def test_a_check_on_trial_stops_nobodys_good_example():
    assert faults(with_good({"draft": "Ack nej."}), other(status="trial")) == []


def test_a_check_on_trial_is_proven_as_if_it_were_in_use():
    assert faults(check_of(status="trial")) == []
    assert any("hittar inget" in each for each in faults(check_of(status="trial", present={"in": "draft", "any": ["ack"]})))


def test_a_paused_check_is_proven_as_if_it_were_not():
    assert faults(check_of(paused_until="2099-12-01")) == []


def test_bad_examples_may_break_other_rules_as_well():
    assert faults(with_bad({"draft": "<mark>Tyvärr</mark>, ack."}), other()) == []


# --- yielding

UNSHOWN = "inget dåligt exempel visar att ”other” säger det i stället (yields_to)"


def test_a_bad_example_shows_each_check_that_it_yields_to():
    assert faults(check_of(yields_to=["other"]), check_of(id="other")) == []


def test_one_that_it_never_yields_to_is_told():
    other = check_of(id="other", present={"in": "draft", "any": ["hurra"]})
    assert faults(check_of(yields_to=["other"]), other) == [UNSHOWN]


def test_to_yield_to_one_that_is_on_trial_is_never_shown():
    assert faults(check_of(yields_to=["other"]), check_of(id="other", status="trial")) == [UNSHOWN]


def test_to_yield_to_one_that_looks_at_another_moment_is_never_shown():
    assert faults(check_of(yields_to=["other"]), check_of(id="other", moments=["send"])) == [UNSHOWN]


def test_to_yield_to_one_that_looks_at_another_kind_of_draft_is_never_shown():
    assert faults(check_of(yields_to=["other"]), check_of(id="other", drafts=["note"])) == [UNSHOWN]


def test_a_check_that_yields_still_proves_its_own_places():
    wrong = with_bad({"draft": "Tyvärr, <mark>ack</mark>."}, yields_to=["other"])
    assert any("men kontrollen pekar på" in fault for fault in faults(wrong, check_of(id="other")))
