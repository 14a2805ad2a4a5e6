"""The mail that was tried in the playground, on the pages of the change that it led to: what the check says of it by then.

It is in the pages' forms only, and in none that the browser keeps.
"""

import json
from dataclasses import dataclass, replace
from typing import Any

from rutinlots.api.wire.situation import build
from rutinlots.app_state import app_state
from rutinlots.core.evaluate import Finding, Mark, evaluate
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rules import Rules
from rutinlots.core.situation import Situation
from rutinlots.pages.workshop.playground_form import FIELDS, MAIL_FIELDS, Filled, Unreadable, Values, history, question, texts
from rutinlots.pages.workshop.underlined import Piece, underlined
from rutinlots.workshop.forms.exceptions import with_reasons
from rutinlots.workshop.judging.draft import Judgement, drafted

FIELD = "provat"
LONGEST = 300_000  # characters; a longer mail is tried again in the playground
LONGEST_FORM = 2 * 1024 * 1024  # bytes, as for the extension's questions


@dataclass(frozen=True)
class TriedMail:
    """The playground's form as it was judged, and the check whose finding is to go."""

    check: str
    filled: Filled

    @property
    def text(self) -> str:
        """As a form's field; nothing where it is too long to be sent about."""
        text = json.dumps({"check": self.check, "values": self.filled.values, "mails": self.filled.mails}, ensure_ascii=False)
        return text if len(text) <= LONGEST else ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What comes of the mail; ``still`` is what the check says of it, and None when it can't be read yet.

    ``instead`` are the titles of checks that say something now and didn't.
    """

    title: str
    still: tuple[Finding | Mark, ...] | None
    texts: tuple[tuple[str, list[Piece]], ...] = ()
    instead: tuple[str, ...] = ()


def read_tried(text: str) -> TriedMail | None:
    """The mail of a form's field; None for what is none."""
    try:
        found = json.loads(text) if 0 < len(text) <= LONGEST else {}
        mails: list[Values] = [_texts(mail, MAIL_FIELDS) for mail in found["mails"]]
        return TriedMail(str(found["check"]), Filled(_texts(found["values"], FIELDS), mails))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _texts(found: Any, names: tuple[str, ...]) -> Values:
    return {name: str(found.get(name) or "") for name in names}


def answer(tried: TriedMail, file: str, text: str, judgement: Judgement) -> Answer | None:
    """What becomes of the finding with a file's new text; None where there is no such check, or the mail can't be read."""
    known = app_state().live_rules.in_force.read
    check = known.by_id.get(tried.check)
    try:
        situation, _ = build(question(tried.filled), app_state().clock())
    except Unreadable:
        return None
    if check is None:
        return None
    situation = replace(situation, history=history(tried.filled))
    rules = judgement.rules or _as_if_finished(file, text, known)
    if rules is None:
        return Answer(title=check.title, still=None)
    before, after = _said(situation, known), _said(situation, rules)
    still = tuple(each for each in after if each.check.id == check.id)
    spans = [each.spans for each in still]
    return Answer(
        title=check.title,
        still=still,
        texts=tuple(
            (title, underlined(text, where, spans))
            for title, where, text in texts(situation)
            if any(span.where == where for some in spans for span in some)
        ),
        instead=tuple({each.check.title: None for each in after if each.check.id not in {one.check.id for one in before}}),
    )


def _said(situation: Situation, rules: Rules) -> list[Finding | Mark]:
    verdict = evaluate(situation, rules)
    return [*verdict.findings, *verdict.marks]


def _as_if_finished(file: str, text: str, known: Rules) -> Rules | None:
    """The rules with a check of which nothing is missing but why it has its exceptions."""
    if not file.startswith("checks/"):
        return None
    try:
        return drafted(file, with_reasons(text), known)[1]
    except RuleFileError:
        return None
