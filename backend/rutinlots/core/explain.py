"""Why checks say nothing in a situation: for team leaders who try the rules, beside the verdict."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rutinlots.core.checks.check import Check
from rutinlots.core.checks.silence import Reason
from rutinlots.core.checks.yields import told
from rutinlots.core.context import Context
from rutinlots.core.rules import Rules
from rutinlots.core.situation import Situation

_NAMED = re.compile("”([a-z0-9-]+)”")


@dataclass(frozen=True)
class Silent:
    """A check that is not in the verdict, and why. ``finds``: it finds something, and is silent for the other reasons only."""

    check: Check
    reasons: tuple[Reason, ...]
    finds: bool


def explain(situation: Situation, rules: Rules) -> list[Silent]:
    """Every check that says nothing here, in the order of the rules.

    Slower than :func:`~rutinlots.core.evaluate.evaluate`: it asks every check whatever the moment, and every exception.
    """
    context = Context(situation, rules.knowledge, rules.finders)
    spoken = [check for check in rules.checks if context.found(check.id) and not any(_barred(check, situation, rules))]
    telling = {each.check.id for each in told([(check, context.hits(check.id)) for check in spoken])}
    found = []
    for check in rules.checks:
        barred = list(_barred(check, situation, rules))
        if check in spoken and check.id not in telling:
            barred += _yielded(check, rules)
        finds = context.found(check.id)
        if barred or not finds:
            reasons = barred if finds else [*barred, *(_titled(reason, rules) for reason in check.silence(context))]
            found.append(Silent(check, tuple(reasons), finds))
    return found


def _titled(reason: Reason, rules: Rules) -> Reason:
    """With the titles of checks that a condition names by their ids."""
    if reason.cause != "when":
        return reason

    def title(named: re.Match[str]) -> str:
        check = rules.by_id.get(named[1])
        return f"”{check.title}”" if check else named[0]

    return Reason(reason.cause, _NAMED.sub(title, reason.text))


def _barred(check: Check, situation: Situation, rules: Rules) -> Iterator[Reason]:
    """The reasons that have nothing to do with what is written."""
    words = rules.vocabulary
    if check.status == "trial":
        yield Reason("status", "Den är på prov och visas inte för dem som svarar.")
    if check.paused(situation.now.date()):
        yield Reason("status", f"Den är pausad till {check.paused_until}.")
    if situation.moment not in check.moments:
        asked = " eller när ".join(words.moments[moment] for moment in check.moments)
        yield Reason("moment", f"Den tittar när {asked}, inte när {words.moments[situation.moment]}.")
    if situation.draft is not None and situation.draft.kind not in check.drafts:
        kinds = " eller ".join(words.drafts[kind] for kind in check.drafts)
        yield Reason("moment", f"Den läser {kinds}, inte {words.drafts[situation.draft.kind]}.")


def _yielded(check: Check, rules: Rules) -> Iterator[Reason]:
    """Another check tells of all its hits."""
    others = " och ".join(f"”{rules.by_id[name].title}”" for name in check.yields_to)
    yield Reason("yields", f"Den lämnar över till {others}, som säger detsamma om samma ord.")
