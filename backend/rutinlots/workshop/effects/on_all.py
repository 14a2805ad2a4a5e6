"""What a change that any check may feel, as of the settings, does to all examples; and a routine's to its guides' cards."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass

from rutinlots.core.calendar import WEEKDAYS
from rutinlots.core.checks.check import Check
from rutinlots.core.checks.example import Example
from rutinlots.core.context import Context
from rutinlots.core.entities.dates import date_words
from rutinlots.core.entities.hours import spans_on, spans_words
from rutinlots.core.evaluate import evaluate
from rutinlots.core.guides.computed import FillContext
from rutinlots.core.guides.fill import fill
from rutinlots.core.guides.model import Guide
from rutinlots.core.guides.prefill import look
from rutinlots.core.rulefile.settings import OpeningHours
from rutinlots.core.rules import Rules
from rutinlots.core.situation import Moment
from rutinlots.core.validation.examples import moments_of
from rutinlots.workshop.effects.effect import Changed, Seen, Steps, in_steps


@dataclass(frozen=True)
class Said:
    """What a rule set says of an example: the checks that speak, with their words, the guides that open, and what to log."""

    words: Mapping[str, str]
    guides: frozenset[str]
    log: tuple[str, ...]


Known = list[tuple[Check, Example, Said]]


def told(rules: Rules, kinds: tuple[str, ...] = ("",)) -> Generator[tuple[int, int], None, Known]:
    """What a set says of all examples of some kinds of checks, each at the last moment at which it is tried."""
    checks = [check for check in rules.checks if check.kind.startswith(kinds)]
    every = [(check, example) for check in checks for example in (*check.bad, *check.good)]
    found: Known = []
    for step, (check, example) in zip(in_steps(len(every)), every, strict=True):
        if step:
            yield step
        found.append((check, example, _said(example, moments_of(check, example)[-1], rules)))
    return found


def _said(example: Example, moment: Moment, rules: Rules) -> Said:
    verdict = evaluate(example.situation(moment, rules.knowledge.settings), rules)
    words = {each.check.id: " ".join([each.message, *(fix.label for fix in each.fixes)]) for each in verdict.findings}
    words |= {mark.check.id: "" for mark in verdict.marks}
    gate = verdict.gate
    log = (gate.code, gate.status, gate.customer or "", gate.text, *gate.choices.values()) if gate else ()
    return Said(words, frozenset(verdict.guides), log)


def effect_on_all(before: Known, rules: Rules, after: Rules, kinds: tuple[str, ...] = ("",)) -> Steps:
    """The examples of which the rules say something else than ``before``, and the days with other hours."""
    now = yield from told(after, kinds)
    seen = Seen()
    titles = {check.id: check.title for check in (*rules.checks, *after.checks)}
    guides = {**rules.guides, **after.guides}
    old = {(check.id, example.name): said for check, example, said in before}
    for check, example, said in now:
        then = old.get((check.id, example.name))
        if then is None:
            continue
        where = f"{example.name} ({check.title})"
        for id in {**then.words, **said.words}:
            if then.words.get(id) != said.words.get(id):
                speaks = "Säger till nu i ett bra exempel" if example in check.good else "Säger till nu"
                what = _became(id in then.words, id in said.words, speaks, "Blir tyst", "Säger det med andra ord")
                seen.checks[id] = None
                seen.add(Changed(what, where, titles[id], bad=example in check.good and id not in then.words))
        for guide in then.guides ^ said.guides:
            what = "Guiden öppnas nu" if guide in said.guides else "Guiden öppnas inte längre"
            seen.add(Changed(what, where, guides[guide].title))
        if then.log != said.log:
            seen.logs = True
            seen.add(Changed("Annan text att logga", where))
    hours = _hours(rules.knowledge.settings.second_line, after.knowledge.settings.second_line)
    return seen.effect(len(now), "exempel", (*hours, *_cards(rules, after)))


def _cards(before: Rules, after: Rules) -> Generator[str, None, None]:
    """The guides on whose cards a setting stands that has changed, whatever an agent has answered there."""
    then, now = vars(before.knowledge.settings), vars(after.knowledge.settings)
    changed = [f"{{{key}}}" for key in now if then[key] != now[key]]
    titles = [f"”{guide.title}”" for guide in after.guides.values() if any(key in repr(guide) for key in changed)]
    if titles:
        yield f"Det står också på guidernas kort: {', '.join(titles)}."


def _became(then: bool, now: bool, new: str, gone: str, other: str) -> str:
    return new if not then else gone if not now else other


def _hours(before: OpeningHours, after: OpeningHours) -> Generator[str, None, None]:
    """The days of the week, and those with hours of their own, on which second line is open at other times."""
    for number, name in enumerate(WEEKDAYS, start=1):
        then, now = (spans_words(hours.hours.get(number, ())) for hours in (before, after))
        if then != now:
            yield f"2nd line {name}ar: {now} (förut {then})."
    for day in sorted({*before.exceptions, *after.exceptions}):
        then, now = (spans_words(spans_on(hours, day)) for hours in (before, after))
        if then != now:
            yield f"2nd line {WEEKDAYS[day.weekday()]} {date_words(day)} {day.year}: {now} (förut {then})."


def effect_on_guides(routine: str, before: Rules, after: Rules) -> Steps:
    """The examples for which a routine's guides open now, or no longer, or say something else."""
    guides = {guide.id: guide for rules in (before, after) if routine in rules.routine_by_id for guide in _of(rules, routine)}
    every = [(check, example) for check in after.checks if check.guide in guides for example in check.bad]
    seen, opens = Seen(), 0
    for step, (check, example) in zip(in_steps(len(every), 5), every, strict=True):
        if step:
            yield step
        guide = check.guide or ""
        then, now = (_card(guide, example, moments_of(check, example)[0], rules) for rules in (before, after))
        opens += bool(now)
        if then != now:
            what = _became(
                bool(then), bool(now), "Öppnas nu", "Öppnas inte längre", "Öppnas som förut, men kortet säger något annat"
            )
            seen.checks[check.id] = None
            seen.add(Changed(what, f"{example.name} ({check.title})", guides[guide].title))
    openers = sorted({check.title for check, _ in every})
    words = [f"Guiderna i rutinen öppnas i {opens} av {len(every)} exempel."] if every else []
    if openers:
        words.append(f"När de öppnas bestäms av: {', '.join(openers)}.")
    return seen.effect(len(every), "exempel där guiderna öppnas", tuple(words))


def _of(rules: Rules, routine: str) -> tuple[Guide, ...]:
    return rules.routine_by_id[routine].guides


def _card(guide: str, example: Example, moment: Moment, rules: Rules) -> tuple[object, ...]:
    """What a guide's card says for an example, or nothing where it doesn't open."""
    found = rules.guides.get(guide)
    situation = example.situation(moment, rules.knowledge.settings)
    if found is None or guide not in evaluate(situation, rules).guides:
        return ()
    given = look(found, Context(situation, rules.knowledge))
    filled = fill(found, {}, given, FillContext(rules.knowledge.settings, situation.now))
    return (
        found.title,
        filled.intro,
        [(each.field.label, each.hint, each.value) for each in filled.fields],
        [each.text for each in filled.steps],
        [(each.copy.label, each.text) for each in filled.copies],
        filled.outcome and filled.outcome[1],
    )
