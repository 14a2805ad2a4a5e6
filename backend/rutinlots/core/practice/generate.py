"""Scenarios made of the rules themselves: of each check's first bad example, and of each guide."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from rutinlots.core.checks.check import Check, Source
from rutinlots.core.checks.example import Example
from rutinlots.core.context import Context
from rutinlots.core.evaluate import evaluate
from rutinlots.core.practice.judge import judge, right_log
from rutinlots.core.rules import Rules
from rutinlots.core.scenarios.model import Answer, Notice, Scenario, Solved
from rutinlots.core.situation import LogHistory

_PRACTISED, _SHOWN = 3, 2  # minutes


def all_scenarios(rules: Rules, today: date) -> tuple[Scenario, ...]:
    """The composed scenarios, then those of the checks in use, then those of the guides; see :func:`with_facit`.

    With the team's own settings a check may find nothing in its first example; then that is no exercise.
    """
    checks = [check for check in rules.checks if check.in_use(today) and check.bad and check.bad[0].ticket]
    if rules.shipped is not None:
        checks = [check for check in checks if _speaks(check, rules)]
    return (*rules.scenarios, *(_of_check(check, rules) for check in checks), *_of_guides(checks, rules))


def _speaks(check: Check, rules: Rules) -> bool:
    bad, settings = check.bad[0], rules.knowledge.settings
    moments = (bad.moment,) if bad.moment else check.moments
    situations = (bad.situation(moment, settings) for moment in moments)
    return any(Context(situation, rules.knowledge, rules.finders).hits(check.id) for situation in situations)


def _of_check(check: Check, rules: Rules) -> Scenario:
    bad = check.bad[0]
    scenario = _plain(f"kontroll-{check.id}", check.title, check.source, bad)
    scenario = replace(scenario, say=check.why, notice=(Notice(check.title),), made_of=check.id)
    if bad.draft is None or bad.draft.kind == "forward":
        return replace(scenario, minutes=_SHOWN)
    kind = bad.draft.kind
    if kind == "note":  # Freshdesk keeps no drafts of notes
        scenario = replace(scenario, start=replace(bad, draft=None))
    return replace(scenario, solved=Solved(gone=(check.id,), kind=kind), mistake=Answer(example=bad, because=check.why))


def with_facit(scenario: Scenario, rules: Rules) -> Scenario:
    """The scenario with its model answer, which takes a moment to find for one that was made of a check."""
    if scenario.facit is not None or scenario.solved is None or scenario.made_of not in rules.by_id:
        return scenario
    check = rules.by_id[scenario.made_of]
    found = next(_answers(check, rules), None)
    return scenario if found is None else replace(scenario, facit=Answer(example=found, because=check.why))


def _of_guides(checks: list[Check], rules: Rules) -> Iterator[Scenario]:
    """Each guide on the ticket of a check that calls for it."""
    for guide in rules.guides.values():
        caller = next((check for check in checks if check.guide == guide.id), None)
        if caller is None:
            continue
        source = Source(rules.routine_of[guide.id].id, guide.section)
        scenario = _plain(f"guide-{guide.id}", guide.title, source, replace(caller.bad[0], draft=None))
        steps = tuple(Notice(step.text) for step in guide.steps if "{" not in step.text)
        yield replace(scenario, say=guide.intro or guide.title, notice=steps[:4], minutes=_SHOWN, made_of=guide.id)


def _plain(name: str, title: str, source: Source, start: Example) -> Scenario:
    return Scenario(
        id=name,
        title=title,
        source=source,
        difficulty="easy",
        minutes=_PRACTISED,
        start=start,
        history=LogHistory(),
        say="",
        notice=(),
        solved=None,
        facit=None,
        mistake=None,
    )


def _answers(check: Check, rules: Rules) -> Iterator[Example]:
    """The bad example put right: by its own fix, else by the mail or the properties of a good example."""
    bad = check.bad[0]
    assert bad.draft is not None
    assert bad.ticket is not None
    candidates = [] if bad.becomes is None else [replace(bad, draft=replace(bad.draft, text=bad.becomes))]
    for good in (each for each in check.good if each.draft and each.draft.kind == bad.draft.kind and each.ticket):
        assert good.draft is not None
        assert good.ticket is not None
        to = (bad.ticket.requester.email,) if good.draft.to == (good.ticket.requester.email,) else good.draft.to
        answer = replace(bad, draft=replace(good.draft, to=to), signed=good.signed)
        candidates += [answer, replace(answer, ticket=replace(bad.ticket, properties=good.ticket.properties))]
    scenario = replace(_plain("", "", check.source, bad), solved=Solved(gone=(check.id,), kind=bad.draft.kind))
    for candidate in candidates:
        sent = candidate.situation("note" if bad.draft.kind == "note" else "send", rules.knowledge.settings)
        if judge(scenario, sent, right_log(evaluate(sent, rules).gate), rules).solved:
            yield candidate
