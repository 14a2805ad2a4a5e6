"""``POST /checks``: a situation in, a verdict out."""

import logging
from dataclasses import replace
from typing import Any

from rutinlots.api.answer import answer
from rutinlots.api.blueprint import blueprint
from rutinlots.api.metrics import metrics
from rutinlots.api.situation import build
from rutinlots.app_state import app_state
from rutinlots.core.evaluate import evaluate
from rutinlots.core.situation import LogHistory
from rutinlots.schemas.question import QuestionSchema
from rutinlots.schemas.verdict import VerdictSchema
from rutinlots.store import StoreError

log = logging.getLogger(__name__)


@blueprint.route("/checks", methods=["POST"])
@blueprint.arguments(QuestionSchema)
@blueprint.response(200, VerdictSchema)
def check(question: dict[str, Any]) -> dict[str, Any]:
    """Check a situation."""
    state = app_state()
    rules = state.rules
    situation, offsets = build(question, state.clock())
    if situation.ticket and situation.ticket.id is not None:
        situation = replace(situation, history=_history(situation.ticket.id))
    with metrics().check_seconds.labels(situation.moment).time():
        verdict = evaluate(situation, rules)
    for finding in verdict.findings:
        metrics().findings.labels(finding.check.id).inc()
    return answer(verdict, rules, offsets)


def _history(ticket: int) -> LogHistory:
    """The ticket's log history; empty while the database is down, since checks must work without it."""
    try:
        return app_state().store.ledger.history(ticket)
    except StoreError as error:
        metrics().store_failures.inc()
        log.warning("A check was answered without the log ledger: %s", error)
        return LogHistory()
