"""The undocumented API that Freshdesk's own pages use: session cookie for reading, a token for writing."""

import time
from typing import Any

from flask import Blueprint, Response, jsonify, request

from rutinlots.stage.mock import fields, mailtext
from rutinlots.stage.mock.pages import SESSION, own_variants
from rutinlots.stage.mock.state import Mock, Sent
from rutinlots.stage.mock.tickets import AGENT, SUPPORT, Message, Ticket

_CANNED = "Svarsmallar"
_DRAFTS = {"reply": "draft", "note": "note_draft", "forward": "forward_draft"}  # what the page calls what is begun


_COMPOSED = ("to", "cc", "subject", "properties", "attachments")
AROUND = ("to", "cc", "bcc", "attachments")  # lists beside a draft's body


def _message(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "kind": message.kind,
        "sender": vars(message.sender),
        "to": message.to,
        "cc": message.cc,
        "at": message.at.isoformat(),
        "html": message.html,
        "attachments": [{"name": item.name, "size": item.size, "type": item.type} for item in message.attachments],
    }


def _ticket(ticket: Ticket) -> dict[str, Any]:
    return {
        "id": ticket.id,
        "subject": ticket.subject,
        "requester": vars(ticket.requester),
        "messages": [_message(message) for message in ticket.messages],
        "properties": ticket.properties,
        "tags": ticket.tags,
        "version": ticket.version,
    }


def bootstrap(mock: Mock) -> dict[str, Any]:
    """What every page begins with: who is logged in, the form, the account's settings."""
    settings = mock.settings(own_variants())
    required = "optional-fields" not in settings["variants"]
    form = [vars(item) | {"required": item.required and required} for item in fields.FIELDS]
    return {
        "agent": vars(AGENT),
        "support": SUPPORT,
        "fields": form,
        "subcategories": fields.CATEGORIES,
        "canned": {"folder": _CANNED, "responses": mock.canned},
        "composed": mock.composed,
        "keeps": mock.keeps,
        "settings": settings,
        "meta": {"csrf_token": mock.token},
    }


def opened(mock: Mock, ticket_id: int) -> dict[str, Any]:
    """A ticket as its page shows it, with what is begun in it. Raises KeyError without such a ticket."""
    begun = {name: mock.drafts.get((ticket_id, kind)) for kind, name in _DRAFTS.items()}
    around = {kind: mock.around[ticket_id, kind] for kind in _DRAFTS if (ticket_id, kind) in mock.around}
    return _ticket(mock.ticket(ticket_id)) | begun | {"addressed": mock.addressed.get(ticket_id), "around": around}


def blueprint(mock: Mock, base: str = "") -> Blueprint:
    """``/api/_`` of the account ``mock``, under the address ``base``."""
    api = Blueprint("freshdesk-internal", __name__, url_prefix=f"{base}/api/_")

    @api.before_request
    def guard() -> tuple[Response, int] | None:
        time.sleep(mock.delays.shortest / 1000)
        if request.method != "GET" and request.headers.get("X-CSRF-Token") != mock.token:  # a reset may fall into the wait
            return jsonify(code="invalid_csrf_token"), 403
        if SESSION not in request.cookies:
            return jsonify(code="invalid_credentials"), 401
        return None

    @api.get("/bootstrap/me")
    def me() -> dict[str, Any]:
        return bootstrap(mock)

    @api.get("/tickets")
    def tickets() -> list[dict[str, Any]]:
        chosen = {key: request.args.getlist(key) for key in ("agent", "status") if request.args.getlist(key)}
        found = [t for t in mock.tickets.values() if all(t.properties[key] in values for key, values in chosen.items())]
        return [_ticket(ticket) for ticket in sorted(found, key=lambda t: t.updated, reverse=True)]

    @api.get("/tickets/<int:ticket_id>")
    def ticket(ticket_id: int) -> tuple[dict[str, Any], int]:
        if ticket_id not in mock.tickets:
            return {"code": "not_found"}, 404
        return opened(mock, ticket_id), 200

    @api.get("/tickets/<int:ticket_id>/version")
    def version(ticket_id: int) -> dict[str, int]:
        return {"version": mock.ticket(ticket_id).version}

    @api.put("/tickets/<int:ticket_id>")
    def update(ticket_id: int) -> dict[str, Any]:
        mock.set_properties(ticket_id, request.get_json()["properties"])
        return _ticket(mock.ticket(ticket_id))

    @api.put("/tickets/<int:ticket_id>/draft")
    def draft(ticket_id: int) -> tuple[str, int]:
        form = request.get_json()
        kind, body = form.get("kind", "reply"), form["body"]
        if kind not in mock.keeps:
            return "", 404
        mock.draft(ticket_id, kind, body, {name: form[name] for name in AROUND if form.get(name) is not None})
        return "", 204

    @api.put("/composed")
    def composed() -> tuple[str, int]:
        if "new" not in mock.keeps:
            return "", 404
        form = request.get_json()
        mock.composed = {name: form.get(name) for name in _COMPOSED} | {"html": form["body"]}
        return "", 204

    @api.post("/tickets/<int:ticket_id>/<any(reply, forward, note):kind>")
    def send(ticket_id: int, kind: str) -> tuple[dict[str, Any], int]:
        mock.send(_sent(request.get_json(), kind, ticket_id))
        return {"id": ticket_id}, 201

    @api.post("/tickets/outbound_email")
    def compose() -> tuple[dict[str, Any], int]:
        mock.send(_sent(request.get_json(), "new", None))
        return {}, 201

    return api


def _sent(form: dict[str, Any], kind: str, ticket_id: int | None) -> Sent:
    own, quote = mailtext.split_quote(form["body"])
    return Sent(
        ticket=ticket_id,
        kind=kind,
        to=form["to_emails"],
        cc=form["cc_emails"],
        bcc=form["bcc_emails"],
        subject=form.get("subject"),
        body_html=own,
        body_text=mailtext.to_text(own),
        quote_html=quote + form.get("quoted", ""),
        set_status=form.get("set_status"),
        attachments=form.get("attachments", []),
        properties=form.get("properties", {}),
        sender=form.get("from"),
    )
