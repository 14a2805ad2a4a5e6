"""The documented API, as a page of the account reads it with nothing but the session cookie."""

import time
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, g, jsonify, request
from flask.typing import ResponseReturnValue

from rutinlots.stage.mock import canned, fields
from rutinlots.stage.mock.mailtext import to_flat_text
from rutinlots.stage.mock.pages import SESSION, own_variants
from rutinlots.stage.mock.state import Mock
from rutinlots.stage.mock.tickets import AGENT, SUPPORT, Message, Ticket

_PER_PAGE, _MOST = 30, 100
_MOST_CALLS, _LONGEST_PATH = 1000, 200  # that are remembered
_OUTBOUND_MAIL, _MAIL, _REPLY, _NOTE = 10, 1, 0, 2


def _time(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _attachments(message: Message) -> list[dict[str, Any]]:
    return [
        {
            "id": message.id * 10 + number,
            "name": item.name,
            "content_type": item.type,
            "size": item.size,
            "created_at": _time(message.at),
            "updated_at": _time(message.at),
            "attachment_url": f"https://attachments.example.com/{message.id}/{number}",
        }
        for number, item in enumerate(message.attachments)
    ]


def _text(message: Message, flat: bool) -> str:
    return to_flat_text(message.html) if flat else message.text


def _ticket(ticket: Ticket, flat: bool) -> dict[str, Any]:
    first, properties = ticket.messages[0], ticket.properties
    customs = {item.name: properties[item.key] for item in fields.FIELDS if item.name.startswith("cf_")}

    def number(key: str) -> int | None:
        return fields.BY_KEY[key].ids.get(properties[key] or "")

    return {
        "id": ticket.id,
        "subject": ticket.subject,
        "description": first.html,
        "description_text": _text(first, flat),
        "status": number("status"),
        "priority": number("priority"),
        "source": _MAIL if first.incoming else _OUTBOUND_MAIL,
        "type": properties["type"],
        "requester_id": ticket.requester.id,
        "responder_id": number("agent"),
        "group_id": number("group"),
        "company_id": None,
        "product_id": None,
        "to_emails": list(first.to),
        "cc_emails": list(first.cc),
        "fwd_emails": [],
        "reply_cc_emails": list(first.cc),
        "ticket_cc_emails": list(first.cc),
        "tags": ticket.tags,
        "custom_fields": customs,
        "due_by": _time(first.at),
        "fr_due_by": _time(first.at),
        "is_escalated": False,
        "spam": False,
        "attachments": _attachments(first),
        "created_at": _time(first.at),
        "updated_at": _time(ticket.updated),
    }


def _conversation(ticket: Ticket, message: Message, flat: bool) -> dict[str, Any]:
    sender, note = message.sender, message.kind == "note"
    return {
        "id": message.id,
        "ticket_id": ticket.id,
        "user_id": sender.id,
        "body": message.html,
        "body_text": _text(message, flat),
        "incoming": message.incoming,
        "private": note,
        "source": _NOTE if note else _REPLY,
        "support_email": None if note else SUPPORT,
        "from_email": None if note else f'"{sender.name}" <{sender.email if message.incoming else SUPPORT}>',
        "to_emails": list(message.to),
        "cc_emails": list(message.cc),
        "bcc_emails": [],
        "attachments": _attachments(message),
        "created_at": _time(message.at),
        "updated_at": _time(message.at),
    }


def as_ticket(found: Ticket, wanted: Collection[str] = (), *, flat: bool = False) -> dict[str, Any]:
    """A ticket with what else is ``wanted`` of it: requester, company. ``flat``: texts without line breaks."""
    answer = _ticket(found, flat)
    if "requester" in wanted:
        who = found.requester
        answer["requester"] = {"id": who.id, "name": who.name, "email": who.email, "phone": who.phone, "mobile": None}
    if "company" in wanted:
        answer["company"] = {"id": 5001, "name": found.requester.company} if found.requester.company else {}
    return answer


def as_conversations(found: Ticket, *, flat: bool = False) -> list[dict[str, Any]]:
    """The messages of a ticket after its first."""
    return [_conversation(found, message, flat) for message in found.messages[1:]]


def as_me() -> dict[str, Any]:
    """The agent who is logged in."""
    contact = {"name": AGENT.name, "email": AGENT.email, "active": True, "language": "sv-SE", "phone": None}
    return {"id": AGENT.id, "available": True, "type": "support_agent", "signature": None, "contact": contact}


def _page(entries: list[dict[str, Any]]) -> Response:
    """The page of a list that was asked for, with the address of the next one."""
    size = min(request.args.get("per_page", _PER_PAGE, int), _MOST)
    page = request.args.get("page", 1, int)
    answer = jsonify(entries[(page - 1) * size : page * size])
    if page * size < len(entries):
        answer.headers["Link"] = f'<{request.base_url}?page={page + 1}&per_page={size}>; rel="next"'
    return answer


def blueprint(mock: Mock, base: str = "") -> Blueprint:
    """``/api/v2`` of the account ``mock``, under the address ``base``."""
    api = Blueprint("freshdesk-rest", __name__, url_prefix=f"{base}/api/v2")

    def has_key() -> bool:
        return request.authorization is not None and request.authorization.username == mock.api_key

    def is_flat() -> bool:
        return "flat-text" in mock.variants | own_variants()

    @api.before_request
    def guard() -> ResponseReturnValue | None:
        mock.api_calls.append(request.path[:_LONGEST_PATH])
        del mock.api_calls[:-_MOST_CALLS]
        g.requests_left = mock.remaining
        if mock.throttled > 0:
            mock.throttled -= 1
            return jsonify(message="You have exceeded the limit of requests per minute"), 429, {"Retry-After": "7"}
        variants = mock.variants | own_variants()
        if "api-slow" in variants:
            time.sleep(mock.delays.api_slow / 1000)
        if "api-refused" in variants and not request.path.startswith("/api/v2/tickets"):
            return jsonify(code="access_denied", message="You are not authorized to perform this action."), 403
        if not (SESSION in request.cookies or has_key()) or "api-refused" in variants:
            return jsonify(code="invalid_credentials", message="You have to be logged in to perform this action."), 401
        return None

    @api.get("/tickets/<int:ticket_id>")
    def ticket(ticket_id: int) -> tuple[Response | str, int]:
        if ticket_id not in mock.tickets:
            return "", 404
        return jsonify(as_ticket(mock.tickets[ticket_id], request.args.get("include", "").split(","), flat=is_flat())), 200

    @api.get("/tickets/<int:ticket_id>/conversations")
    def conversations(ticket_id: int) -> tuple[Response | str, int]:
        if ticket_id not in mock.tickets:
            return "", 404
        return _page(as_conversations(mock.tickets[ticket_id], flat=is_flat())), 200

    @api.get("/ticket_fields")
    def ticket_fields() -> Response:
        return jsonify(fields.rest("optional-fields" not in mock.variants | own_variants()))

    @api.get("/agents/me")
    def me() -> dict[str, Any]:
        return as_me()

    @api.get("/agents")
    def agents() -> Response:
        return jsonify([{"id": number, "contact": {"name": name}} for number, name in fields.AGENTS.items()])

    @api.after_request
    def limit(response: Response) -> Response:
        response.headers["X-RateLimit-Total"] = "400"
        response.headers["X-RateLimit-Remaining"] = str(g.get("requests_left", 0))
        response.headers["X-RateLimit-Used-CurrentRequest"] = "1"
        return response

    @api.get("/canned_response_folders")
    def canned_folders() -> Response:
        return _page([canned.as_folder(folder) for folder in mock.folders])

    @api.get("/canned_response_folders/<int:folder_id>")
    def canned_folder(folder_id: int) -> ResponseReturnValue:
        folder = mock.folder(folder_id)
        if folder is None:
            return "", 404
        listed = [{"id": each.id, "title": each.title} for each in folder.responses]
        return jsonify(canned.as_folder(folder) | {"canned_responses": listed})

    @api.get("/canned_response_folders/<int:folder_id>/responses")
    def canned_responses(folder_id: int) -> ResponseReturnValue:
        folder = mock.folder(folder_id)
        return ("", 404) if folder is None else _page([canned.as_response(each, folder) for each in folder.responses])

    @api.get("/canned_responses/<int:response_id>")
    def canned_response(response_id: int) -> ResponseReturnValue:
        for folder in mock.folders:
            for each in folder.responses:
                if each.id == response_id:
                    return jsonify(canned.as_response(each, folder))
        return "", 404

    @api.get("/groups")
    def groups() -> Response:
        return jsonify([{"id": number, "name": name} for number, name in fields.GROUPS.items()])

    return api
