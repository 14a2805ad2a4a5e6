"""Judges what was sent in a scenario, by the same engine as at work."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from rutinlots.core.checks.check import Check
from rutinlots.core.checks.scopes import SCOPES
from rutinlots.core.context import Context
from rutinlots.core.evaluate import Finding, Verdict, evaluate
from rutinlots.core.finding import Gate, Logging
from rutinlots.core.mail.draft import split
from rutinlots.core.practice.courtesy import says_only_courtesies
from rutinlots.core.rules import Rules
from rutinlots.core.scenarios.model import Scenario, Solved
from rutinlots.core.sentences import around, sentences
from rutinlots.core.situation import Moment, Situation

_WORD = re.compile(r"\w+")
Logged = Logging | Literal["yes"]  # yes: without saying which


@dataclass(frozen=True)
class Slip:
    """What the mail says and mustn't, each sentence of it in ``words``, or without them what it must say; ``because`` says why."""

    because: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How it went. ``caught`` are the checks of the scenario, and those that the first draft met, with nothing left to find in a
    mail that they look at and that says anything.

    ``missed`` is what must be put right, ``tips`` what might be better (not what is said of the model answer too), ``needless``
    the sentences of the first draft that were right and have gone. ``gate`` is what should have been logged, None when nothing.
    ``log`` and the others say whether it was done right, None where it isn't judged: one slip counts once, so what is said only
    of what ``sent`` or ``properties`` say already isn't missed too, nor are the log and the way of sending judged where another
    kind of mail was sent, and the log is that of a mail to the right recipients. ``written``: it says more than courtesies.
    ``addressed``: it goes to whom the model answer goes to, or ``missed`` says so; ``attached``: it has a file if that has.
    ``slips``: what the scenario itself has to say of its words.
    """

    caught: tuple[Check, ...]
    missed: tuple[Finding, ...]
    tips: tuple[Finding, ...]
    needless: tuple[str, ...]
    gate: Gate | None
    log: bool | None
    sent: bool | None
    kind: bool
    written: bool
    addressed: bool
    attached: bool
    properties: tuple[tuple[str, str], ...]  # those that should have been set, and aren't
    slips: tuple[Slip, ...]

    @property
    def solved(self) -> bool:
        """Whether all of it was right; tips and needless changes don't count."""
        whole = self.kind and self.written and self.addressed and self.attached and self.log is not False and self.sent is not False
        return whole and not self.missed and not self.properties and not self.slips


def judge(scenario: Scenario, sent: Situation, logged: Logged | None, rules: Rules) -> Outcome:
    """Judge what was sent: ``sent`` is the situation just before it left, with the history of the scenario's start."""
    solved = scenario.solved or Solved(gone=())
    first = _first(scenario, sent, rules)
    verdicts = [evaluate(replace(sent, moment=moment), rules) for moment in _moments(sent)]
    left = _findings(verdicts)
    met = {finding.check.id: finding.check for finding in first}
    met |= {name: rules.by_id[name] for name in solved.gone}
    own = _beside_fields(left, sent, solved, rules)
    asked = {*solved.gone, *solved.strict}
    missed = [each for each in own if each.check.level in ("block", "confirm") or each.check.id in asked]
    usual = _said_of_facit(scenario, rules) if own != missed else set()
    assert sent.draft is not None
    right = _readdressed(scenario, sent, rules)
    gate = verdicts[-1].gate if right is None else evaluate(replace(right, moment="send"), rules).gate
    kind = solved.kind is None or sent.draft.kind == solved.kind
    context = Context(sent, rules.knowledge)
    written = _says_anything(scenario, context, rules)
    without = _fileless(scenario, sent, rules) if kind else set()
    attached = not (written and without) or any(each.check.id in without for each in missed)
    found = {check.id for verdict in verdicts for check in verdict.triggered} | without
    return Outcome(
        caught=tuple(check for name, check in met.items() if name not in found) if kind and written else (),
        missed=tuple(missed),
        tips=tuple(each for each in own if each not in missed and each.check.id not in usual),
        needless=_needless(scenario, first, sent.draft.text, rules),
        gate=gate,
        log=_is_logged_right(gate, logged, solved) if kind else None,
        sent=sent.draft.send_mode == solved.sent if solved.sent not in (None, "any") and kind else None,
        kind=kind,
        written=written,
        addressed=right is None or any(each.check.id not in _said(right, rules) for each in missed),
        attached=attached,
        properties=tuple((label, value) for label, value in solved.properties.items() if not _is_set(sent, label, value)),
        slips=tuple(_slips(context, solved)) if kind and written else (),
    )


def answered(scenario: Scenario, rules: Rules, *, mistake: bool = False) -> Situation:
    """The model answer, or the typical mistake, as if it were being sent."""
    answer = scenario.mistake if mistake else scenario.facit
    assert answer is not None, f"{scenario.id} has no such answer"
    assert answer.example.draft is not None
    moment: Moment = "note" if answer.example.draft.kind == "note" else "send"
    return replace(answer.example.situation(moment, rules.knowledge.settings), history=scenario.history)


def right_log(gate: Gate | None) -> Logged | None:
    """What is logged by a person who does as the gate says."""
    return None if gate is None else gate.situation


def _moments(sent: Situation) -> tuple[Moment, Moment]:
    """While it was written and when it left; the send mode is chosen last."""
    return ("note", "send") if sent.draft and sent.draft.kind == "note" else ("write", "send")


def _says_anything(scenario: Scenario, context: Context, rules: Rules) -> bool:
    """Whether the mail says more than courtesies, which are enough where the draft or the model answer has nothing else."""
    if context.draft.says_nothing or not says_only_courtesies(context.draft):
        return not context.draft.says_nothing
    facit = answered(scenario, rules).draft if scenario.facit else None
    start = scenario.start.situation("write", rules.knowledge.settings).draft if scenario.start.draft else None
    return any(each is not None and says_only_courtesies(split(each.text)) for each in (start, facit))


def _slips(context: Context, solved: Solved) -> Iterator[Slip]:
    """What is wrong in the agent's own words, apart from quotations and the signature."""
    texts = [passage.text for passage in SCOPES["draft"](context)]
    for wording in solved.must_not_say:
        found = [(text, *around(text, each.start, each.end)) for text in texts for each in wording.patterns.matches(text)]
        if found:
            yield Slip(wording.because, tuple(dict.fromkeys(text[start:end].strip() for text, start, end in found)))
    for wording in solved.must_say:
        if not any(wording.patterns.any(text) for text in texts):
            yield Slip(wording.because)


def _findings(verdicts: list[Verdict]) -> list[Finding]:
    found = {finding.check.id: finding for verdict in verdicts for finding in verdict.findings}
    return list(found.values())


def _beside_fields(left: list[Finding], sent: Situation, solved: Solved, rules: Rules) -> list[Finding]:
    """What would still be said if the mail had left as the scenario wants, with its fields set: the rest is the same slip."""
    assert sent.draft is not None
    wanted = "send-and-close" if solved.sent == "any" else solved.sent
    draft = replace(sent.draft, send_mode=wanted or sent.draft.send_mode)
    ticket = sent.ticket and replace(sent.ticket, properties={**sent.ticket.properties, **solved.properties})
    if (draft, ticket) == (sent.draft, sent.ticket):
        return left
    right = replace(sent, draft=draft, ticket=ticket)
    said = {each.check.id for each in left}
    found = _findings([evaluate(replace(right, moment=moment), rules) for moment in _moments(right)])
    return [each for each in found if each.check.id in said]


def _first(scenario: Scenario, sent: Situation, rules: Rules) -> list[Finding]:
    """What was to be said of the draft that was already written."""
    if scenario.start.draft is None:
        return []
    situation = scenario.start.situation("write", rules.knowledge.settings)
    return list(evaluate(replace(situation, now=sent.now), rules).findings)


def _is_logged_right(gate: Gate | None, logged: Logged | None, solved: Solved) -> bool | None:
    if solved.log is None and gate is None:
        return None
    if gate is None:
        return logged is None
    return logged == "yes" or (logged is not None and (gate.situation == "ask" or logged == gate.situation))


def _said_of_facit(scenario: Scenario, rules: Rules) -> set[str]:
    """The checks that have something to say of the model answer."""
    return set() if scenario.facit is None else _said(answered(scenario, rules), rules)


def _said(situation: Situation, rules: Rules) -> set[str]:
    every = [evaluate(replace(situation, moment=moment), rules) for moment in _moments(situation)]
    return {each.check.id for each in _findings(every)}


def _readdressed(scenario: Scenario, sent: Situation, rules: Rules) -> Situation | None:
    """The mail as it would be with the model answer's recipients; None where it has them or may have others.

    A scenario made of a check has a model answer that may be another ticket's, so its recipients aren't judged.
    """
    if scenario.facit is None or scenario.made_of:
        return None
    facit, draft = answered(scenario, rules).draft, sent.draft
    assert facit is not None
    assert draft is not None
    if draft.kind != facit.kind or {each.casefold() for each in draft.to} == {each.casefold() for each in facit.to}:
        return None
    return replace(sent, draft=replace(draft, to=facit.to, cc=facit.cc, bcc=facit.bcc))


def _fileless(scenario: Scenario, sent: Situation, rules: Rules) -> set[str]:
    """What is found of the model answer without its files, where the mail has none and should have; empty where all is well.

    A scenario made of a check has a model answer that may be another ticket's, so its files aren't judged.
    """
    if scenario.facit is None or scenario.made_of:
        return set()
    facit = answered(scenario, rules)
    assert facit.draft is not None
    assert sent.draft is not None
    if sent.draft.attachments or not facit.draft.attachments:
        return set()
    return _said(replace(facit, draft=replace(facit.draft, attachments=())), rules) - _said(facit, rules)


def _needless(scenario: Scenario, first: list[Finding], text: str, rules: Rules) -> tuple[str, ...]:
    """The sentences of the first draft that the model answer keeps and that have gone, but none on a line of which something was
    said. What was joined or parted, or has other stops, is the same."""
    if scenario.start.draft is None or scenario.facit is None:
        return ()
    facit = answered(scenario, rules).draft
    start = scenario.start.situation("write", rules.knowledge.settings).draft
    assert facit is not None
    assert start is not None
    kept, now = _words(facit.text), _words(text)
    said = [span for finding in first for span in finding.spans if span.where == "draft"]
    found = []
    for begin, end in sentences(start.text):
        line = start.text.rfind("\n", 0, begin) + 1, (start.text + "\n").find("\n", end)
        words = _words(start.text[begin:end])
        if words in kept and words not in now and not any(span.start < line[1] and line[0] < span.end for span in said):
            found.append(start.text[begin:end])
    return tuple(dict.fromkeys(found))


def _words(text: str) -> str:
    """The words alone, with a space to either side, so that they are found in others only whole."""
    return f" {' '.join(_WORD.findall(text))} "


def _is_set(sent: Situation, label: str, value: str) -> bool:
    return sent.ticket is not None and sent.ticket.properties.get(label) == value
