"""Whom the mail that is written goes to."""

from rutinlots.core.context import Context
from rutinlots.core.entities.addresses import is_noreply, is_ours


def is_unaddressed(context: Context) -> bool:
    """Is it a forward that has no recipient yet? It may go to a colleague, so nothing that depends on whom it goes to is known."""
    draft = context.situation.draft
    if draft is None or draft.kind != "forward" or context.situation.moment == "send":
        return False
    return not (draft.to or draft.cc or draft.bcc)


def goes_outside(context: Context) -> bool:
    """Has it a recipient who is not a colleague?"""
    draft, ticket = context.situation.draft, context.situation.ticket
    if draft is None or draft.kind == "note" or is_unaddressed(context):
        return False
    recipients = [*draft.to, *draft.cc, *draft.bcc]
    if not draft.to and draft.kind == "reply" and ticket is not None and ticket.requester.email:
        recipients.append(ticket.requester.email)
    elif not draft.to and draft.kind == "reply":
        return True
    settings = context.knowledge.settings
    # No known recipient means that the page could not be read, not that there is none.
    return not recipients or any(not is_ours(recipient, settings) for recipient in recipients)


def is_for_customer(context: Context) -> bool:
    """Is it written for a customer? One to our noreply address is, though no customer reads it there."""
    draft = context.situation.draft
    return goes_outside(context) or (
        draft is not None and any(is_noreply(each, context.knowledge.settings) for each in (*draft.to, *draft.cc, *draft.bcc))
    )
