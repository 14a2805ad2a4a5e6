"""``/ovning/rutinlots``: what the extension's modules ask for when the stage's page runs them.

The same questions and answers as the API's, by the same engine; but the ledger is the visitor's own world's, and nothing is stored,
counted or logged.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from flask import Blueprint, Response, current_app, json, jsonify, request

from rutinlots.api.blueprint import StrictParser
from rutinlots.api.endpoints.guides import fill_guide
from rutinlots.api.endpoints.pack import contents
from rutinlots.api.endpoints.snippets import search_snippets
from rutinlots.api.wire.answer import answer, suggestions_of
from rutinlots.api.wire.situation import build
from rutinlots.api.wire.threads import whole
from rutinlots.app_state import app_state
from rutinlots.core.evaluate import evaluate
from rutinlots.core.rules import Rules
from rutinlots.core.situation import Situation
from rutinlots.schemas.events import EventsSchema
from rutinlots.schemas.library import PackSchema
from rutinlots.schemas.question import QuestionSchema
from rutinlots.stage.visitor import world
from rutinlots.store.access.tokens import hashed

BASE = "/ovning"
transport = Blueprint("stage", __name__, url_prefix=f"{BASE}/rutinlots")
_parser = StrictParser()

transport.add_url_rule("/snippets", view_func=search_snippets, methods=["POST"])
transport.add_url_rule("/guides/<string:guide>/fill", view_func=fill_guide, methods=["POST"])


@transport.post("/checks")
@_parser.use_args(QuestionSchema())
def check(question: dict[str, Any]) -> Response:
    """Check a situation of the visitor's world."""
    rules = app_state().rules
    situation, offsets = build(whole(question), app_state().clock())
    verdict = evaluate(_in_world(situation), rules)
    return jsonify(answer(verdict, rules, offsets))


@transport.post("/suggestions")
@_parser.use_args(QuestionSchema())
def suggestions(question: dict[str, Any]) -> Response:
    """The suggestions for a situation, by words alone."""
    situation, _ = build(whole(question), app_state().clock())
    return jsonify(suggestions=suggestions_of(evaluate(_in_world(situation), app_state().rules)))


@transport.get("/pack")
def pack() -> Response:
    """What the modules need besides; a browser that has it is told so by a 304."""
    text, etag = _packed(app_state().rules, app_state().clock().date())
    response = Response(text, mimetype="application/json", headers={"Cache-Control": "private, no-cache"})
    response.set_etag(etag)
    response.make_conditional(request)
    return response


def _packed(rules: Rules, day: date) -> tuple[str, str]:
    """The pack and its hash; kept, since it is large and the same for all visitors until the rules or the day change."""
    kept: tuple[Rules, date, str, str] | None = current_app.extensions.get("rutinlots.stage.pack")
    if kept is None or kept[0] is not rules or kept[1] != day:
        text = json.dumps(PackSchema().dump(contents(rules, day)), ensure_ascii=False)
        kept = current_app.extensions["rutinlots.stage.pack"] = rules, day, text, hashed(text)
    return kept[2:]


@transport.post("/events")
@_parser.use_args(EventsSchema())
def events(batch: dict[str, Any]) -> Response:
    """Keep in the visitor's own ledger that a ticket was logged, or a mail sent without it."""
    for event in batch["events"]:
        world().note(event.kind, event.ticket)
    return jsonify(queued=len(batch["events"]))


def _in_world(situation: Situation) -> Situation:
    """With the world's ledger, and at its time: in a scenario at night it is night."""
    here = world()
    number = situation.ticket.id if situation.ticket else None
    history = here.history(number) if number is not None else situation.history
    return replace(situation, history=history, now=here.mock.now)
