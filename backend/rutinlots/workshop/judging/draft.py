"""A file as it is being changed: what is wrong with it, and what its examples say."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rutinlots.core.checks.check import Check, read_check
from rutinlots.core.checks.example import Example
from rutinlots.core.evaluate import Finding, Mark, evaluate
from rutinlots.core.finding import Span
from rutinlots.core.rules import Rules
from rutinlots.core.situation import Moment
from rutinlots.core.snippets import Snippet
from rutinlots.core.validation import references
from rutinlots.core.validation.examples import faults_of, moments_of
from rutinlots.core.validation.whole import mails_missed
from rutinlots.live_rules import LiveRules
from rutinlots.rule_files.document import read_document
from rutinlots.rule_loader import RulesError
from rutinlots.store import hash_of
from rutinlots.workshop.judging.faults import Fault, faults_in
from rutinlots.workshop.judging.unmeant import unmeant
from rutinlots.workshop.search import items_of

_WORDS = (
    ("<mark> står på", "understrykningen hamnar på ett annat ställe än det du har markerat med <mark>"),
    ("kontrollen hittar inget", "den borde säga till här, men är tyst"),
    ("kontrollen larmar ändå", "den borde vara tyst här, men säger till"),
    ("”becomes” står där", "det finns ett facit efter rättelsen, men kontrollen rättar ingenting"),
)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What comes of an example: ``wrong`` is empty when the check does what it should; ``spans`` are what it points at."""

    number: int
    example: Example
    bad: bool
    wrong: tuple[str, ...]
    spans: tuple[Span, ...]
    moment: Moment


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """A draft's faults or, if it can be read, the rules with it and what its examples say.

    ``short`` is what is wrong with the examples as a whole, ``mails`` a reply's: which list, the mail, and whether it is right.
    """

    faults: tuple[Fault, ...] = ()
    rules: Rules | None = None
    check: Check | None = None
    snippet: Snippet | None = None
    outcomes: tuple[Outcome, ...] = ()
    mails: tuple[tuple[str, str, bool], ...] = ()
    short: tuple[str, ...] = ()

    @property
    def passes(self) -> bool:
        """Can it be published, as far as its own examples go?"""
        wrong = any(outcome.wrong for outcome in self.outcomes) or not all(right for _, _, right in self.mails)
        return not (self.faults or self.short or wrong)


def judged(file: str, text: str, live: LiveRules) -> Judgement:
    """Judge a file's new text: quickly, since it is done at each pause in the typing. The whole is read to publish it."""
    known = live.in_force.read
    faults = faults_in(file, text, known)
    if faults:
        return Judgement(faults=tuple(faults))
    if text == known.sources.get(file):
        return _of(file, known)
    if faults := list(unmeant(file, text, known)):
        return Judgement(faults=tuple(faults))
    if file.startswith("checks/"):
        return _quickly(file, text, known)
    try:
        rules = live.read({file: text})
    except RulesError as error:
        own = [problem for problem in error.problems if problem.file == file] or error.problems
        titles = {item.file: item.title for item in items_of(known)}
        return Judgement(
            faults=tuple(
                Fault(
                    problem.what if problem.file == file else f"”{titles.get(problem.file, problem.file)}”: {problem.what}",
                    tuple(int(part) if part.isdigit() else part for part in problem.key.split(".") if part),
                    problem.line if problem.file == file else 0,
                )
                for problem in own
            )
        )
    return _of(file, rules)


def _quickly(file: str, text: str, known: Rules) -> Judgement:
    """With the changed check among the others as they are."""
    check, rules = drafted(file, text, known)
    name = file.rpartition("/")[2].removesuffix(".yaml")
    if check.id != name:
        return Judgement(faults=(Fault(f"ska vara ”{name}”, som filen heter", ("id",)),))
    wrong = references.faults(rules.checks, known.snippets, known.routines, known.knowledge.topics)
    faults = [Fault(what, (key,)) for about, key, what in wrong if about.id == check.id]
    return Judgement(faults=tuple(faults)) if faults else _check(check, rules)


def drafted(file: str, text: str, known: Rules) -> tuple[Check, Rules]:
    """A check of a new text, and the rules with it. :raises RuleFileError: when it can't be read."""
    check = read_check(read_document(text).values, file.split("/")[1], known.knowledge.words.lists)
    checks = (*(each for each in known.checks if each.id != check.id), check)
    return check, replace(known, checks=checks, sources={**known.sources, file: text}, hash=f"draft {hash_of(text)}")


def _of(file: str, rules: Rules) -> Judgement:
    name = file.rpartition("/")[2].removesuffix(".yaml")
    if file.startswith("checks/"):
        return _check(rules.by_id[name], rules)
    if file.startswith("snippets/"):
        return _snippet(rules.snippet_by_id[name], rules)
    return Judgement(rules=rules)


def _check(check: Check, rules: Rules) -> Judgement:
    found = list(faults_of(check, rules))
    shown = in_use(check, rules)
    outcomes = [
        _outcome(number, check, example, bad, [fault.what for fault in found if fault.example is example], shown)
        for bad, examples in ((True, check.bad), (False, check.good))
        for number, example in enumerate(examples)
    ]
    short = tuple(fault.what for fault in found if fault.example is None)
    return Judgement(rules=rules, check=check, outcomes=tuple(outcomes), short=short)


def in_use(check: Check, rules: Rules) -> Rules:
    """The rules as if the check were neither on trial nor paused, to show what agents would see of it."""
    awake = replace(check, status="active", paused_until=None)
    return replace(rules, checks=tuple(awake if each.id == check.id else each for each in rules.checks))


def _outcome(number: int, check: Check, example: Example, bad: bool, wrong: Iterable[str], rules: Rules) -> Outcome:
    moment = moments_of(check, example)[0]
    for office in rules.offices:
        verdict = evaluate(example.situation(moment, office.knowledge.settings), office)
        said: list[Finding | Mark] = [*verdict.findings, *verdict.marks]
        spans = [span for each in said if each.check.id == check.id for span in each.spans]
        if bool(spans) == bad:
            break
    why = tuple(dict.fromkeys(_words(what, example) for what in wrong))
    return Outcome(number=number, example=example, bad=bad, wrong=why, spans=tuple(spans), moment=moment)


def _words(what: str, example: Example) -> str:
    if what.startswith("<mark> står på") and not example.marks:
        return "sätt <mark> och </mark> runt orden som den ska peka på"
    return next((words for start, words in _WORDS if what.startswith(start)), what)


def _snippet(snippet: Snippet, rules: Rules) -> Judgement:
    missed = {(wanted, mail) for wanted, mail, _ in mails_missed(snippet, rules)} if snippet.status == "active" else set()
    lists = (("should", snippet.should), ("should_not", snippet.should_not))
    mails = [(wanted, mail, (wanted, mail) not in missed) for wanted, each in lists for mail in each]
    return Judgement(rules=rules, snippet=snippet, mails=tuple(mails))
