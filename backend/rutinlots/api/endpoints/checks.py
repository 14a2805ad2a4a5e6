"""``POST /checks``: a situation in, a verdict out. ``POST /suggestions``: the suggestions alone, by meaning too."""

import logging
from dataclasses import replace
from io import BytesIO
from typing import Any

from flask import Response, jsonify, request
from werkzeug.wrappers import Response as BaseResponse

from rutinlots.api.admission.tenants import known_as, require_accepted
from rutinlots.api.blueprint import blueprint
from rutinlots.api.metrics import metrics
from rutinlots.api.wire.answer import answer, suggestions_of
from rutinlots.api.wire.situation import build
from rutinlots.api.wire.threads import key_of, whole
from rutinlots.app_state import app_state
from rutinlots.core.caselog.gate import leaves
from rutinlots.core.evaluate import evaluate, may_fit
from rutinlots.core.situation import LogHistory, Moment, Situation
from rutinlots.meaning import Learning, Meanings, View
from rutinlots.schemas.question import QuestionSchema
from rutinlots.schemas.verdict import SuggestionsSchema, VerdictSchema
from rutinlots.store import StoreError

log = logging.getLogger(__name__)


@blueprint.route("/checks", methods=["POST"])
@blueprint.arguments(QuestionSchema())
@blueprint.response(200, VerdictSchema)
def check(question: dict[str, Any]) -> BaseResponse:
    """Check a situation. No finding waits for a suggestion: with suggestions_pending, ask /suggestions for better ones."""
    require_accepted([question["tenant"]])
    question, state = whole(question), app_state()
    rules, thread = state.rules, key_of(question)
    situation, offsets = build(question, state.clock())
    if state.meaning_elsewhere and may_fit(situation):
        return Response.from_app(state.meaning_elsewhere, {**request.environ, "wsgi.input": BytesIO(request.get_data())})
    if situation.ticket and situation.ticket.id is not None and leaves(situation):
        situation = replace(situation, history=_history(situation.ticket.id, question["tenant"]))
    meaning = _meaning(state.meanings, situation.moment)
    counted = metrics()
    with counted.check_time(situation.moment).time():
        verdict = evaluate(situation, rules, meaning)
    for finding in verdict.findings:
        counted.finding(finding.check.id).inc()
    _remember(state.meanings.learning, situation, meaning, question["tenant"])
    state.trials.judge(situation, rules, state.clock(), question["tenant"])
    return jsonify(answer(verdict, rules, offsets, pending=meaning is not None and meaning.pending, thread=thread))


@blueprint.route("/suggestions", methods=["POST"])
@blueprint.arguments(QuestionSchema())
@blueprint.response(200, SuggestionsSchema)
def suggestions(question: dict[str, Any]) -> BaseResponse:
    """The suggestions for a situation. Waits a moment for what its mail means; under load they are by words alone."""
    require_accepted([question["tenant"]])
    question, state = whole(question), app_state()
    key_of(question)  # of several processes this may be another one than answered the check
    state.meanings.start()
    situation, _ = build(question, state.clock())
    meaning = state.meanings.waited_for()
    verdict = evaluate(situation, state.rules, meaning)
    _remember(state.meanings.learning, situation, meaning, question["tenant"])
    return jsonify(suggestions=suggestions_of(verdict))


def _meaning(meanings: Meanings, moment: Moment) -> View | None:
    """Mails are encoded when a ticket is opened, never while the agent writes; None where nothing is encoded at all."""
    if meanings.state.state == "off":
        return None
    if moment != "open":
        return meanings.known()
    meanings.start()
    return meanings.soon()


def _remember(learning: Learning | None, situation: Situation, meaning: View | None, tenant: str) -> None:
    """Keep in memory what the ticket's mail means, for when the agent has answered it with a reply."""
    ticket = situation.ticket
    if learning and ticket and ticket.id is not None and meaning and meaning.vector is not None:
        learning.opened(ticket.id, meaning.vector, tenant)


def _history(ticket: int, tenant: str) -> LogHistory:
    """The ticket's log history; empty while the database is down, since checks must work without it."""
    try:
        return app_state().store.ledger.history(ticket, known_as(tenant))
    except StoreError as error:
        metrics().store_failures.inc()
        log.warning("A check was answered without the log ledger: %s", error)
        return LogHistory()
