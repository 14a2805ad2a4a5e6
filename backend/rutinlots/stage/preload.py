"""The answers to what a page of the stage asks first, which it comes with instead of asking six times."""

import re
from typing import Any

from rutinlots.stage.mock import fields, internal, rest
from rutinlots.stage.mock.pages import own_variants
from rutinlots.stage.worlds import World

_TICKET = re.compile(r"tickets/(\d+)$")
_MOST = 100  # messages that extension/content/freshdesk/ticket/api.js asks for at a time


def preloaded(route: str, world: World) -> dict[str, Any]:
    """The answers by their paths below the stage's address, for Freshdesk's page ``route``.

    With tips also what the extension's modules ask of Freshdesk; not under a variant, which may answer them otherwise.
    """
    mock = world.mock
    found = _TICKET.match(route)
    number = int(found[1]) if found and int(found[1]) in mock.tickets else None
    answers: dict[str, Any] = {"/api/_/bootstrap/me": internal.bootstrap(mock)}
    if number is not None:
        answers[f"/api/_/tickets/{number}"] = internal.opened(mock, number)
    if not world.hints or mock.variants | own_variants():
        return answers
    answers |= {"/api/v2/agents/me": rest.as_me(), "/api/v2/ticket_fields": fields.rest(required=True)}
    if number is not None:
        ticket = mock.ticket(number)
        answers[f"/api/v2/tickets/{number}?include=requester"] = rest.as_ticket(ticket, ["requester"])
        if len(ticket.messages) <= _MOST:
            answers[f"/api/v2/tickets/{number}/conversations?per_page={_MOST}&page=1"] = rest.as_conversations(ticket)
    return answers
