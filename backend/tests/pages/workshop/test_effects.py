"""Before publishing, the workshop says what a change of any sort would do, and how far the proof has come."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.tests.pages.conftest import EVENING
from backend.tests.pages.workshop.test_workshop import CHECK, REPLY, app, client, folder, opened, send  # noqa: F401 (fixtures)
from rutinlots.core.finding import Hit
from rutinlots.core.rules import Rules
from rutinlots.core.snippets import Index
from rutinlots.core.snippets.texts.reply import Canned, Reply, Said
from rutinlots.pages.extension_files import CONTENT
from rutinlots.pages.workshop import review
from rutinlots.store import Event
from rutinlots.workshop.effects.effect import Changed, Effect, Seen, Steps, effect_of_check
from rutinlots.workshop.effects.left_over import left_over
from rutinlots.workshop.effects.on_all import effect_on_all, effect_on_guides, told
from rutinlots.workshop.effects.on_replies import effect_on_suggestions
from rutinlots.workshop.fixed import fixed_texts
from rutinlots.workshop.proofs import ended
from rutinlots.workshop.search import fits

TEMPLATES = Path(__file__).parents[3] / "rutinlots" / "templates" / "pages"
NOT_OF_LEADS = {"demo_link", "scenario", "practice", "practice_inbox", "practice_result", "join", "mine"}  # agents and participants
LEFT_OUT = {
    "pages.log_in",  # the browser keeps name and password
    "pages.log_out",  # nothing is typed
    "pages.take_replies",  # the extension fills it in, and reads again
}


def said(effect: Effect) -> set[str]:
    return {f"{each.what} {each.of}" for each in effect.changed}


def few(rules: Rules, *checks: str) -> Rules:
    """The rules with some of the checks: judging all examples takes seconds."""
    return replace(rules, checks=tuple(rules.by_id[check] for check in checks))


@pytest.mark.parametrize(("times", "words"), [(1, "visades 1 gång, doldes 1."), (2, "visades 2 gånger, doldes 2.")])
def test_how_often_a_check_was_shown_is_said_in_words(client: FlaskClient, app: Flask, times: int, words: str):  # noqa: F811
    check = CHECK.rpartition("/")[2].removesuffix(".yaml")
    events = [
        Event(id=str(uuid4()), at=EVENING, kind=kind, check=check, ticket=ticket)
        for kind in ("shown", "dismissed")
        for ticket in range(times)
    ]
    app.extensions["rutinlots"].store.ledger.record(events, EVENING)

    assert f"kontrollen {words}" in send(client, CHECK, opened(client, CHECK), "granska", why="För att.").text


def test_of_a_reply_it_says_which_mails_get_it_now_and_which_no_longer(rules: Rules):
    words = {"e-faktura": ("helikopterfrakt",)}
    snippets = tuple(replace(each, keywords=words.get(each.id, each.keywords), should=()) for each in rules.snippets)
    after = replace(rules, checks=(), snippets=rules.snippets, index=Index(snippets, rules.index.out_of_scope))

    effect = ended(effect_on_suggestions(replace(rules, checks=()), after, "e-faktura"))

    assert effect.sort == "mejl"
    assert "Svaret föreslås inte längre för " in said(effect)
    assert all(each.where for each in effect.changed)
    assert re.fullmatch(r"Svaret föreslås för \d+ av \d+ mejl\.", effect.words[0])


def test_of_a_new_reply_what_loses_its_own_reply_is_told_from_what_only_gets_another(rules: Rules):
    autogiro = rules.snippet_by_id["autogiro"]
    mails = (autogiro.should[0], "Hej, vad gäller för helikopterfrakt?")
    new = replace(autogiro, id="helikopter", should=mails[1:], should_not=(), asks=())
    refusing = replace(rules.snippet_by_id["e-faktura"], should_not=mails[1:])
    before = replace(rules, checks=(), scenarios=(), snippets=(autogiro, refusing), index=_Suggesting({mails[0]: ["autogiro"]}))
    found = {mails[0]: ["helikopter", "autogiro"], mails[1]: ["helikopter", "e-faktura"], "Annat": ["helikopter"]}
    after = replace(before, snippets=(autogiro, refusing, new), index=_Suggesting(found))

    effect = ended(effect_on_suggestions(before, after, "helikopter"))

    assert {(each.what, each.of, each.shown) for each in effect.groups if each.bad} == {
        ("Kommer inte längre först, fast det ska:", autogiro.title, (mails[0],)),
        ("Föreslås nu, fast det inte ska:", refusing.title, (mails[1],)),
    }
    assert {(each.what, each.of, each.number) for each in effect.groups if not each.bad} == {("Svaret föreslås nu för", "", 2)}


class _Suggesting:
    """Suggests these replies for these mails."""

    def __init__(self, found: dict[str, list[str]]) -> None:
        self._found = found

    def suggest(self, mail: str) -> list[SimpleNamespace]:
        return [SimpleNamespace(snippet=id) for id in self._found.get(mail, ())]


def test_a_changed_check_that_speaks_up_in_another_checks_good_example_should_be_looked_at(rules: Rules):
    check, other = rules.by_id["leftover-placeholder"], rules.by_id["colleague-contact"]
    some = few(rules, check.id, other.id)
    loud = replace(check, find=lambda context: [Hit()], moments=other.moments, drafts=other.drafts)
    sources = {**rules.sources, f"checks/{check.theme}/{check.id}.yaml": "present: {any: [annat]}"}

    effect = ended(effect_of_check(loud, some, replace(some, checks=(loud, other), sources=sources)))

    numbers = {(each.what, each.bad): each.number for each in effect.groups}
    assert set(numbers) == {("Säger till nu i ett bra exempel", True), ("Säger till nu", False)}
    assert 0 < numbers["Säger till nu i ett bra exempel", True] <= len(other.good)


def test_of_a_check_it_says_where_it_speaks_up_now_or_falls_silent(rules: Rules):
    check, other = rules.by_id["leftover-placeholder"], rules.by_id["colleague-contact"]
    some = few(rules, check.id, other.id)
    changed = replace(check, find=other.find, moments=other.moments, drafts=other.drafts)
    sources = {**rules.sources, f"checks/{check.theme}/{check.id}.yaml": "present: {any: [annat]}"}
    after = replace(some, checks=(changed, other), sources=sources)

    speaks = ended(effect_of_check(changed, some, after))
    silent = ended(effect_of_check(check, replace(after, checks=(changed, other)), replace(some, sources=rules.sources)))

    assert [each.where for each in speaks.changed] == [example.name for example in other.bad][:5], "the first of each sort"
    assert said(speaks) == {f"Säger till nu {other.title}"}
    assert said(silent) == {f"Blir tyst {other.title}"}
    assert speaks.count == len(other.bad)


def test_of_a_guide_it_says_when_it_opens_and_where_its_card_differs(rules: Rules):
    routine = rules.routine_by_id["eskalering"]
    guide = replace(routine.guides[0], intro=f"{routine.guides[0].intro} Ring först.")
    changed = replace(routine, guides=(guide, *routine.guides[1:]))
    after = replace(rules, routines=tuple(changed if each.id == routine.id else each for each in rules.routines))

    effect = ended(effect_on_guides("eskalering", rules, after))

    assert said(effect) == {f"Öppnas som förut, men kortet säger något annat {guide.title}"}
    assert effect.words[0].startswith("Guiderna i rutinen öppnas i ")
    assert ended(effect_on_guides("eskalering", rules, rules)).changed == ()


def test_of_a_setting_it_says_what_findings_log_and_hours_differ(rules: Rules):
    some = few(rules, "colleague-contact", "noreply-recipient")
    settings, hours = rules.knowledge.settings, rules.knowledge.settings.second_line
    shorter = replace(hours, hours={**hours.hours, 5: ((time(8), time(15)),), 4: ((time(8), time(12)), (time(13), time(17)))})
    other = replace(settings, log_code="ANNAN", noreply_words=("ingen",), second_line=shorter)

    effect = ended(effect_on_all(ended(told(some)), some, replace(some, knowledge=replace(some.knowledge, settings=other))))

    assert "Annan text att logga " in said(effect)
    assert f"Blir tyst {rules.by_id['noreply-recipient'].title}" in said(effect)
    assert effect.checks == ("noreply-recipient",)
    assert effect.words[:2] == (
        "2nd line torsdagar: 08.00–12.00 och 13.00–17.00 (förut 08.00–17.00).",
        "2nd line fredagar: 08.00–15.00 (förut 08.00–17.00).",
    )


def test_of_a_setting_that_stands_on_the_guides_cards_it_says_on_which(rules: Rules):
    none = few(rules)

    def words(**changed: object) -> tuple[str, ...]:
        settings = replace(rules.knowledge.settings, **changed)
        return ended(effect_on_all([], none, replace(none, knowledge=replace(none.knowledge, settings=settings)))).words

    assert words(letter_days=7) == (f"Det står också på guidernas kort: ”{rules.guides['retur-datum'].title}”.",)
    assert rules.guides["eskalera"].title in words(escalation_group="Specialisterna")[0]
    assert words(signature_closing="Hej då,") == ()


def test_a_change_of_the_settings_says_that_the_examples_are_written_for_the_ones_before(client: FlaskClient):  # noqa: F811
    changed = send(client, "settings.yaml", opened(client, "settings.yaml"), "granska", **{"list_filter/Status": "Öppen"}).text

    apart = re.search(r'<section class="notice".*?</section>', changed, re.S)[0]
    assert "Filtret visar fel ärenden" in apart
    assert "blir fel enligt exemplen" not in apart
    assert "Exemplen är skrivna för andra uppgifter" in apart


def test_the_page_says_it_with_the_last_days_counters_and_tells_how_far_it_has_come(client: FlaskClient, app: Flask):  # noqa: F811
    state = app.extensions["rutinlots"]
    state.store.ledger.record(
        [
            Event(id=str(uuid4()), at=EVENING - timedelta(days=days), kind="inserted", snippet="e-faktura", ticket=days)
            for days in (3, 4)
        ],
        EVENING,
    )
    form = opened(client, REPLY)
    words = "\n".join([*form["keywords"][0].splitlines(), "elavtal"])

    answer = send(client, REPLY, form, "granska", keywords=words, steg="ja")

    steps, page = answer.text.split("<!doctype html>")
    assert re.match(r"<!-- \d+/\d+ -->\n", steps)
    assert "som det är nu: svaret infogades 2 gånger." in page
    assert re.search(r"mejl är provade, och \d+ saker blir annorlunda. Inget av det behöver ses över", page)
    assert re.search(r"<details class=\"more\"><summary>\d+ ändringar som inte behöver ses över</summary>", page)
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("kind", ["check", "scenarios", "vocabulary"])
def test_other_sorts_of_files_are_spoken_of_too(client: FlaskClient, rules: Rules, kind: str):  # noqa: F811
    file, field, says = {
        "check": (CHECK, "why", "exempel för andra kontroller är provade, och inget blir annorlunda"),
        "scenarios": ("scenarios/dodsbo.yaml", "yaml", "Övningen ändras för dem som börjar på den"),
        "vocabulary": ("vocabulary.yaml", "themes/lista", "Orden står på sidorna och på korten"),
    }[kind]
    form = opened(client, file)
    value = form[field][0].replace("minutes: 6", "minutes: 7") if field == "yaml" else "Listan"

    assert says in send(client, file, form, "granska", **{field: value}).text


@pytest.fixture
def find(client: FlaskClient) -> Callable[[str], str]:  # noqa: F811
    token = re.search(r'name="form_token" value="([^"]*)"', client.get("/verkstad").text)[1]
    return lambda text: client.post("/verkstad", data={"form_token": token, "q": text}).text


def test_the_rule_behind_any_text_that_an_agent_sees_is_found_or_said_to_be_none(find: Callable[[str], str], app: Flask):  # noqa: F811
    state = app.extensions["rutinlots"]
    canned = Canned(id=77, title="Tack för ditt samtal", folder="Team", text="Vi ringde dig om grävning.", html="", attachments=())
    replies = [Reply(canned=canned, said=Said(), changed_at=EVENING)]
    in_force = state.live_rules.in_force
    state.live_rules.in_force = replace(in_force, rules=in_force.rules.with_replies(replies))
    guide = state.rules.routine_by_id["eskalering"].guides[0]
    snippet = state.rules.snippet_by_id["e-faktura"]

    assert f"/verkstad/fil/{CHECK}" in find(state.rules.by_id["invoice-on-my-pages"].message)
    assert "/verkstad/fil/routines/eskalering.yaml" in find(guide.steps[0].text)
    assert f"/verkstad/fil/{REPLY}" in find(" ".join(snippet.text.split()[:12]))
    assert "/verkstad/fil/topics.yaml" in find("Behöver jag ett elhandelsavtal också?")
    assert 'href="/svar/77"' in find("Vi ringde dig om grävning")
    for dialog in ("Lägg upp en ny logg på kundbilden i CAB.", "Du har loggat mejlet och sedan ändrat några ord."):
        assert "står i programmet, inte i en regel" in find(dialog)
    assert "Inget har den texten" in find("zebra giraff flodhäst")


def test_the_texts_of_the_program_are_those_of_the_dialog_the_panel_and_the_cards():
    texts = fixed_texts(CONTENT)

    assert fits("Ett mejl i ärende 12 gick iväg utan att kontrolleras. Logga det i CAB (MAICCDIS) om det inte är gjort.", texts)
    assert len(texts) > 100


def test_every_form_of_team_leaders_is_sent_by_the_script_that_loses_nothing_or_in_another_tab():
    found = {}
    for template in sorted(TEMPLATES.rglob("*.html")):
        for tag in re.findall(r"<form[^>]*method=\"post\"[^>]*>", template.read_text("utf-8")):
            where = re.search(r"url_for\('(pages\.\w+)'", tag)[1]
            if template.stem not in NOT_OF_LEADS and where not in LEFT_OUT:
                found[f"{template.stem}: {where}"] = "data-behall=" in tag or 'target="_blank"' in tag

    assert len(found) > 15
    assert [form for form, kept in found.items() if not kept] == []
    assert "send.js" in (TEMPLATES / "base.html").read_text("utf-8")


def test_what_should_be_looked_at_stands_apart_with_what_to_do(client: FlaskClient, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    seen = Seen()
    seen.add(Changed("Föreslås nu, fast det inte ska:", "Jag vill dela upp.", "Dela upp betalningen", bad=True))
    seen.add(Changed("Blir tyst", "ett exempel", "Sätt punkt"))

    def effects(*given: object) -> Steps:
        yield 0, 1
        return seen.effect(2, "mejl")

    monkeypatch.setattr(review, "effects", effects)
    page = send(client, REPLY, opened(client, REPLY), "granska", title="E-faktura och annat").text

    apart = re.search(r'<section class="notice".*?</section>', page, re.S)[0]
    assert "går du tillbaka och ändrar först" in apart
    assert "Föreslås nu, fast det inte ska:</strong> ”Dela upp betalningen”" in apart
    assert "Blir tyst:</strong> ”Sätt punkt”" in page.replace(apart, "")


def with_settings(rules: Rules, old: str, new: str) -> Rules:
    return replace(rules, sources={**rules.sources, "settings.yaml": rules.sources["settings.yaml"].replace(old, new)})


def test_the_texts_that_say_a_settings_old_value_are_named_since_they_do_not_follow(rules: Rules):
    [group] = left_over(rules, with_settings(rules, "Produktspecialist Releasy", "Kundlösning"))

    assert group == "”Produktspecialist Releasy” står också i texten i ”Eskalering av mejl”. Där ändras det inte av sig självt."
    [phone] = left_over(rules, with_settings(rules, "0771-53 53 00", "0771-11 11 11"))
    assert re.fullmatch("”0771-53 53 00” står också i texten i (”[^”]+”, ){3}”[^”]+” och [0-9]+ till\\. Där .*", phone)


def test_nothing_is_left_over_of_a_value_that_is_only_moved_or_that_stands_for_little(rules: Rules):
    assert left_over(rules, rules) == ()
    assert left_over(rules, with_settings(rules, "few_facilities: 5", "few_facilities: 6")) == ()
    assert left_over(rules, with_settings(rules, "Produktspecialist Releasy", "Produktspecialist Releasy # med ny chef")) == ()
