"""A scenario file that can't be read says which key is wrong, and what to do."""

from copy import deepcopy
from typing import Any

import pytest

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.scenarios.read import read_scenario, with_inboxes
from rutinlots.core.situation import LogHistory

MAIL = "Hej Karin,\n\nTack för ditt mejl!"
WHOLE: dict[str, Any] = {
    "id": "prov",
    "title": "Ett prov",
    "source": {"routine": "kundmail", "section": "2 Freshdesk"},
    "difficulty": "easy",
    "minutes": "4",
    "now": "2026-03-10 18:45",
    "ticket": {"requester": "Karin Ek <karin@example.com>", "conversation": [{"direction": "in", "text": "Hej!"}]},
    "history": "logged",
    "draft": "Hej,",
    "say": "Läs mejlet.",
    "notice": ["Namnet"],
    "solved": {"gone": ["auto-salutation"], "log": "append", "sent": "send-and-close", "properties": {"Grupp": "Backoffice"}},
    "facit": {"because": "Namnet är rätt.", "properties": {"Grupp": "Backoffice"}, "draft": MAIL},
    "mistake": {"because": "Namnet är fel.", "draft": MAIL},
}


def fault(change) -> tuple[tuple[str | int, ...], str]:
    values = deepcopy(WHOLE)
    change(values)
    with pytest.raises(RuleFileError) as caught:
        read_scenario(values)
    return caught.value.path, caught.value.what


def test_everything_in_the_file_is_in_the_scenario() -> None:
    scenario = read_scenario(WHOLE).scenario

    assert (scenario.id, scenario.difficulty, scenario.minutes, scenario.made_of) == ("prov", "easy", 4, "")
    assert scenario.history == LogHistory(logged=True)
    assert scenario.start.draft.text == "Hej,"
    assert scenario.start.now.hour == 18
    assert (scenario.solved.log, scenario.solved.kind, scenario.solved.properties) == ("append", "reply", {"Grupp": "Backoffice"})
    assert scenario.facit.example.draft.text == MAIL
    assert scenario.facit.example.ticket.properties == {"Grupp": "Backoffice"}
    assert scenario.start.ticket.properties == {}


@pytest.mark.parametrize("key", sorted(WHOLE.keys() - {"now", "history", "draft"}))
def test_each_key_that_is_needed_is_asked_for_by_name(key: str) -> None:
    _, what = fault(lambda values: values.pop(key))

    assert key in what


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        (lambda values: values.update(difficulty="easi"), ("difficulty",), "menade du ”easy”"),
        (lambda values: values.update(minutes="0"), ("minutes",), "1 till 60"),
        (lambda values: values["solved"].update(log="later"), ("solved", "log"), "välj bland"),
        (lambda values: values["solved"].update(gne=[]), ("solved", "gne"), "okänd nyckel"),
        (lambda values: values["facit"].pop("draft"), ("facit",), "draft"),
        (lambda values: values.update(facits={}), ("facits",), "okänd nyckel"),
        (lambda values: values.update(minutes="61"), ("minutes",), "1 till 60"),
        (lambda values: values.update(now="i går"), ("now",), "skriv tiden som"),
        (lambda values: values.update(now="0001-01-01 00:30"), ("now",), "mellan 2000 och 2099"),
        (lambda values: values.update(id=values.pop("id")), ("title",), "står på fel plats"),
    ],
)
def test_a_wrong_value_is_told_where_it_stands(change, path: tuple[str, ...], words: str) -> None:
    where, what = fault(change)

    assert where == path
    assert words in what


def worded(key: str, **changes: object) -> dict[str, Any]:
    """The scenario with words that must or mustn't be in its answer."""
    item = {"because": "Därför.", "any": ["tack för (ditt|ert) svar"], "bad": ["Tack för ert svar!"], "good": ["Tack för det!"]}
    if key == "must_say":
        item |= {"any": ["tack för ditt mejl"], "bad": ["Hej!"], "good": ["Tack för ditt mejl."]}
    return {**WHOLE, "solved": {**WHOLE["solved"], key: [{**item, **changes}]}}


def test_the_words_of_an_answer_are_read_with_their_reason_and_their_lists() -> None:
    values = worded("must_not_say", any=["<svaret>"], words={"svaret": ["(ditt|ert) svar"]})
    solved = read_scenario(values).scenario.solved
    [wording] = solved.must_not_say
    assert (wording.because, wording.patterns.any("Tack för ditt svar"), solved.must_say) == ("Därför.", True, ())

    shared = read_scenario(worded("must_say", any=["<tack>"]), {"tack": "(?:tack för ditt mejl)"}).scenario.solved
    assert [each.because for each in shared.must_say] == ["Därför."]


@pytest.mark.parametrize(
    ("values", "path", "what"),
    [
        (worded("must_not_say", because=""), ("because",), "”because” är tom: skriv in den"),
        (worded("must_not_say", any=[]), (), "”any” saknas: skriv minst ett mönster"),
        (worded("must_not_say", any=["(tack"]), ("any", 0, "pattern"), None),
        (worded("must_not_say", any=["<taack>"]), ("any", 0, "pattern"), None),
        (worded("must_not_say", says=[]), ("says",), None),
        (worded("must_not_say", good=[]), ("good",), "”good” är tom: skriv minst en mening som är rätt"),
        (worded("must_say", bad=[]), ("bad",), "”bad” är tom: skriv minst en mening som är fel"),
        (
            worded("must_not_say", bad=["Tack för ditt svar!", "Tack för svaret!"]),
            ("bad", 1),
            "mönstren hittar inget här, så felet märks inte; ändra dem, eller meningen",
        ),
        (
            worded("must_not_say", good=["Tack för ert svar."]),
            ("good", 0),
            "mönstren hittar ”Tack för ert svar” här, så det som är rätt blir fel; ändra dem, eller skriv ett undantag "
            "under except",
        ),
        (
            worded("must_say", good=["Tack!"]),
            ("good", 0),
            "mönstren hittar inget här, så det som är rätt blir fel; ändra dem, eller meningen",
        ),
        (
            worded("must_say", bad=["Tack för ditt mejl"]),
            ("bad", 0),
            "mönstren hittar ”Tack för ditt mejl” här, så felet märks inte; ändra dem, eller skriv ett undantag under except",
        ),
        (
            worded("must_not_say", any=["tack för (ditt|ert) (svar|mejl)"], good=["Hej!"]),
            (),
            "facit säger själv ”Tack för ditt mejl”; ändra mönstren, eller facit",
        ),
        (worded("must_say", any=["ring oss"], good=["Ring oss."]), (), "facit säger inte det här; ändra mönstren, eller facit"),
    ],
)
def test_words_that_do_not_prove_themselves_are_refused_where_they_stand(values: dict, path: tuple, what: str | None) -> None:
    with pytest.raises(RuleFileError) as caught:
        read_scenario(values)

    key = next(key for key in ("must_say", "must_not_say") if key in values["solved"])
    assert caught.value.path == ("solved", key, 0, *path)
    assert what in (None, caught.value.what)


def test_an_inbox_has_the_scenarios_that_it_names_all_at_the_latest_time() -> None:
    inbox = {key: WHOLE[key] for key in ("title", "source", "difficulty", "minutes", "say", "notice")}
    inbox = {"id": "korg", **inbox}
    inbox = {**dict(list(inbox.items())[:5]), "inbox": ["prov", "senare"], "say": WHOLE["say"], "notice": WHOLE["notice"]}
    later = {**WHOLE, "id": "senare", "now": "2026-03-11 09:00"}

    first, _, last = with_inboxes([read_scenario(WHOLE), read_scenario(later), read_scenario(inbox)])

    assert first.parts == (first,)
    assert [part.id for part in last.parts] == ["prov", "senare"]
    assert {part.start.now.day for part in last.parts} | {part.facit.example.now.day for part in last.parts} == {11}


def test_what_there_is_to_notice_says_where_and_is_in_the_answer_unless_it_does() -> None:
    scenario = read_scenario({**WHOLE, "notice": [{"mail": "Namnet"}, {"panel": "Guiden"}, "Hälsningen"]}).scenario
    assert [(each.at, each.text) for each in scenario.notice] == [("mail", "Namnet"), ("panel", "Guiden"), ("answer", "Hälsningen")]

    assert fault(lambda values: values.update(notice=[{"mejlet": "Namnet"}])) == (
        ("notice", 0),
        "”mejlet” finns inte; välj bland: mail, panel, fields, answer",
    )
    assert fault(lambda values: values.update(notice=[3]))[0] == ("notice", 0)
    assert fault(lambda values: values.update(notice="Namnet"))[0] == ("notice",)
    assert fault(lambda values: values.pop("notice"))[0] == ()
