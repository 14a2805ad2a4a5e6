"""A check file's values: what is read of them, and what is said of those that can't be used."""

from datetime import date

import pytest

from backend.tests.core.invented import check_of, check_values, context_of, hits_of, pointed_at
from rutinlots.core.checks.check import Source, read_check
from rutinlots.core.checks.detectors import DETECTORS
from rutinlots.core.checks.kinds import KINDS
from rutinlots.core.finding import Fix
from rutinlots.core.rulefile.errors import RuleFileError

FULL = check_values(
    drafts=["reply", "note"], moments=["write", "send"], guide="answer", suggest="invoice-copy", actions=["go-to-field"]
)


def test_everything_that_a_file_says():
    check = read_check(FULL, "sprak")

    assert (check.id, check.theme, check.title, check.covers) == ("sorry", "sprak", "Tyvärr", ("KM-01",))
    assert (check.level, check.status, check.kind) == ("hint", "active", "present")
    assert (check.moments, check.drafts) == (("write", "send"), ("reply", "note"))
    assert check.source == Source("mail", "Ord")
    assert (check.message, check.why) == ("Skriv inte ”{match}”.", "Ett ord som inte hjälper.")
    assert (check.guide, check.suggest, check.actions) == ("answer", "invoice-copy", ("go-to-field",))
    assert [example.name for example in check.bad] == ["ett", "två"]
    assert [example.name for example in check.good] == ["tre", "fyra", "fem"]


def test_a_pattern_may_use_a_word_list_of_the_rules():
    check = read_check(check_values(present={"in": "draft", "any": ["<månad>"]}), "sprak", {"månad": "(?:maj|juni)"})
    context = context_of(draft="Den 5 juni.")

    assert pointed_at(context, check.find(context)) == ["juni"]


def test_what_a_file_may_leave_out():
    check = check_of(bad=None, good=None)

    assert check.drafts == ("reply", "forward", "new")
    assert check_of(moments=["open", "note"]).drafts == ("reply", "forward", "new", "note")
    assert (check.guide, check.suggest, check.actions, check.needs) == (None, None, (), ())
    assert (check.bad, check.good) == ((), ())


@pytest.mark.parametrize("key", ["id", "title", "covers", "level", "status", "moments", "source", "message", "why"])
def test_what_a_file_must_say(key: str):
    with pytest.raises(RuleFileError, match=f"”{key}” saknas"):
        check_of(**{key: None})


def test_where_the_rule_stands_is_a_routine_and_a_section():
    with pytest.raises(RuleFileError, match=r"^filen: ”source” saknas: skriv \{routine: …, section: …\}$"):
        check_of(source=None)
    with pytest.raises(RuleFileError, match="source: ”section” saknas"):
        check_of(source={"routine": "mail"})
    with pytest.raises(RuleFileError, match=r"source\.page: okänd nyckel ”page”; här får stå: routine, section"):
        check_of(source={"routine": "mail", "section": "Ord", "page": "4"})


@pytest.mark.parametrize(
    ("key", "value", "path"),
    [
        ("level", "stopp", "level"),
        ("status", "av", "status"),
        ("moments", ["write", "sen"], r"moments\.1"),
        ("drafts", ["mejl"], r"drafts\.0"),
        ("actions", ["close"], r"actions\.0"),
    ],
)
def test_what_is_on_no_list(key: str, value, path: str):
    with pytest.raises(RuleFileError, match=rf"^{path}: ”\w+” finns inte; .*bland: "):
        check_of(**{key: value})


def test_keys_stand_in_one_order():
    values = check_values()
    moved = {"title": values.pop("title"), **values}
    with pytest.raises(RuleFileError, match="title: ”title” står på fel plats; ordningen är: id, title, covers, "):
        read_check(moved, "sprak")


def test_an_unknown_key():
    with pytest.raises(RuleFileError, match="sound: okänd nyckel ”sound”"):
        read_check({**check_values(), "sound": "ding"}, "sprak")


# --- the message


@pytest.mark.parametrize("message", ["{", "}", "Ett { två", "{match"])
def test_a_brace_by_itself(message: str):
    with pytest.raises(RuleFileError, match=r"message: en klammer \{ eller \} står ensam"):
        check_of(message=message)


@pytest.mark.parametrize("field", ["{}", "{0}", "{match.text}", "{match[0]}", "{Match}", "{match!r}", "{match:>5}", "{match!s:x}"])
def test_what_is_no_plain_name_can_not_be_filled_in(field: str):
    with pytest.raises(RuleFileError) as told:
        check_of(message=f"Skriv inte {field}.")

    assert told.value.path == ("message",)
    assert told.value.what == (
        f"”{field}” går inte att fylla i: skriv bara ett namn mellan klamrarna, till exempel {{match}}; "
        "en klammer som ska synas skrivs {{ eller }}"
    )


@pytest.mark.parametrize("message", ["Inga värden.", "{match} och {next_step}", "{{match}}"])
def test_plain_names_and_doubled_braces_are_right(message: str):
    assert check_of(message=message).message == message


# --- how it looks


def test_just_one_way_to_look():
    ways = ", ".join(KINDS)
    with pytest.raises(RuleFileError, match=f"filen: skriv just ett sätt att leta: {ways} eller detector"):
        check_of(present=None)
    with pytest.raises(RuleFileError, match="skriv just ett sätt att leta"):
        check_of(absent={"in": "draft", "any": ["tack"]})
    with pytest.raises(RuleFileError, match="skriv just ett sätt att leta"):
        check_of(detector={"name": "list-filter"})


def test_an_unknown_key_of_a_kind():
    with pytest.raises(RuleFileError, match=r"present\.ani: okänd nyckel"):
        check_of(present={"in": "draft", "any": ["tyvärr"], "ani": "x"})


def test_a_detector_is_known_by_its_name():
    assert check_of(present=None, detector={"name": "list-filter"}).kind == "detector list-filter"
    with pytest.raises(RuleFileError, match=r"detector\.name: ”list” finns inte; "):
        check_of(present=None, detector={"name": "list"})


@pytest.mark.parametrize("name", [name for name, each in DETECTORS.items() if each.parameters])
def test_a_detectors_parameters_must_be_given(name: str):
    key = next(iter(DETECTORS[name].parameters))
    with pytest.raises(RuleFileError, match=f"detector: ”{key}” saknas"):
        check_of(present=None, detector={"name": name})


@pytest.mark.parametrize(
    ("name", "key"), [(name, key) for name, each in DETECTORS.items() for key, values in each.parameters.items() if values]
)
def test_a_detectors_parameters_are_on_its_list(name: str, key: str):
    for value in DETECTORS[name].parameters[key]:
        assert check_of(present=None, detector={"name": name, key: value}).kind == f"detector {name}"
    with pytest.raises(RuleFileError, match=rf"detector\.{key}: ”annat” finns inte; välj bland: "):
        check_of(present=None, detector={"name": name, key: "annat"})


def test_a_detector_takes_no_other_parameters():
    with pytest.raises(RuleFileError, match=r"detector\.fault: okänd nyckel"):
        check_of(present=None, detector={"name": "list-filter", "fault": "x"})


# --- what it finds


def test_a_check_finds_nothing_while_its_circumstances_do_not_hold():
    when = {"weekdays": ["2"]}
    tuesday = context_of(draft="Tyvärr.")
    monday = context_of(draft="Tyvärr.", now=tuesday.situation.now.replace(day=9))

    assert len(hits_of(tuesday, when=when)) == 1
    assert hits_of(monday, when=when) == []


def test_the_fix_of_the_file_is_put_to_each_hit_and_changes_nothing_else_of_it():
    plain = hits_of(context_of(draft="Men tyvärr, tyvärr."))
    fixed = hits_of(context_of(draft="Men tyvärr, tyvärr."), fix={"replace": "ju"})

    assert [hit.fixes for hit in fixed] == [(Fix("ju", hit.spans[0], "ju"),) for hit in plain]
    assert [(hit.spans, hit.values, hit.value, hit.fields) for hit in fixed] == [
        (hit.spans, hit.values, hit.value, hit.fields) for hit in plain
    ]


def test_a_fix_changes_no_number_and_no_field():
    marked = {"detector": {"name": "facilities", "more_than": "nothing"}, "fix": {"insert": "x"}, "present": None}
    (hit,) = hits_of(context_of(draft="Hej", ticket={"subject": "Ändra namn på 7 anläggningar"}), **marked)
    assert hit.value == 7

    (hit,) = hits_of(context_of(draft="Hej"), present=None, field={"names": ["Typ"], "must": "filled"}, fix={"insert": "x"})
    assert hit.fields == ("Typ",)


def test_a_detectors_own_fix_goes_before_the_files():
    draft = "Hej Anna,\n\nMejla sara@ellevio.se."
    detector = {"name": "contact-details", "whose": "colleague"}
    (hit,) = hits_of(context_of(draft=draft), present=None, detector=detector, fix={"remove": "match"})
    assert [fix.text for fix in hit.fixes] == ["kundservice@ellevio.se"]


# --- where it applies


@pytest.mark.parametrize(
    ("moment", "kind", "expected"),
    [("write", "reply", True), ("send", "reply", False), ("write", "note", False), ("write", None, True), ("send", None, False)],
)
def test_a_check_applies_at_its_moments_and_to_its_drafts(moment: str, kind: str | None, expected: bool):
    assert check_of().applies(moment, kind, date(2026, 3, 10)) is expected


def test_what_a_check_needs():
    when = {"found": ["a"], "not_found": ["b"], "topic": ["moving"], "thread_topic": ["invoice"]}
    needs = check_of(when=when).needs
    assert set(needs) == {("check", "a"), ("check", "b"), ("topic", "moving"), ("topic", "invoice")}
    assert check_of(present=None, detector={"name": "topic", "is": "moving"}).needs == (("topic", "moving"),)


@pytest.mark.parametrize(("day", "off"), [(date(2026, 11, 30), True), (date(2026, 12, 1), False), (date(2026, 12, 2), False)])
def test_a_paused_check_is_off_until_the_day_named_and_then_on_by_itself(day: date, off: bool):
    check = check_of(paused_until="2026-12-01")
    assert check.paused(day) is off
    assert check.in_use(day) is not off
    assert check.applies("write", "reply", day) is not off


@pytest.mark.parametrize(
    ("day", "off", "words"),
    [
        (date(2026, 12, 23), False, "Pausas 2026-12-24 och gäller igen 2027-01-02"),
        (date(2026, 12, 24), True, "Pausad till 2027-01-02"),
        (date(2027, 1, 1), True, "Pausad till 2027-01-02"),
        (date(2027, 1, 2), False, ""),
    ],
)
def test_a_pause_may_begin_on_a_day_to_come(day: date, off: bool, words: str):
    check = check_of(paused_from="2026-12-24", paused_until="2027-01-02")
    assert check.paused(day) is off
    assert check.in_use(day) is not off
    assert check.pause_words(day) == words
    assert check.pause_coming(day) is words.startswith("Pausas")


def test_a_check_without_a_pause_has_no_words_for_one():
    assert (check_of().pause_words(date(2026, 12, 23)), check_of().pause_coming(date(2026, 12, 23))) == ("", False)
    assert check_of(paused_until="2026-12-24").pause_words(date(2026, 12, 23)) == "Pausad till 2026-12-24"


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ({"paused_from": "2026-12-24"}, "”paused_until” saknas: skriv vilken dag den gäller igen"),
        ({"paused_from": "2026-12-24", "paused_until": "2026-12-24"}, "pausen börjar inte före 2026-12-24, när den gäller igen"),
        ({"paused_from": "2027-01-02", "paused_until": "2026-12-24"}, "pausen börjar inte före 2026-12-24, när den gäller igen"),
    ],
)
def test_a_pause_that_does_not_end_after_it_began_is_refused(days: dict[str, str], says: str):
    with pytest.raises(RuleFileError) as caught:
        check_of(**days)
    assert (caught.value.path, caught.value.what) == (("paused_from",), says)


def test_a_check_on_trial_is_not_in_use():
    assert not check_of(status="trial").in_use(date(2026, 12, 1))


def test_a_day_that_is_none_is_told_with_the_way_to_write_it():
    with pytest.raises(RuleFileError, match="skriv som 2026-12-24") as caught:
        check_of(paused_until="tills vidare")
    assert caught.value.path == ("paused_until",)


@pytest.mark.parametrize("day", ["0206-12-01", "9999-12-31"])
def test_a_check_is_not_paused_until_another_century(day: str):
    with pytest.raises(RuleFileError, match="skriv ett mellan 2000 och 2099"):
        check_of(paused_until=day)
