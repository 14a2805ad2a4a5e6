"""Recipients inside the company, or at the agents' employer, of a mail sent from Freshdesk."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.entities.addresses import addresses, bare, is_company, is_noreply, is_ours, is_staffing
from rutinlots.core.finding import Hit, shown
from rutinlots.core.situation import Draft

PARAMETERS = {"at": ("company", "company-copy", "noreply", "staffing")}
_WITHOUT_ADDRESS = "Leta efter kundens adress i mejlet och på kundbilden i CAB"


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """One hit for each recipient ``at`` the ``company``, in a ``company-copy``, at ``noreply``, or at the ``staffing`` firm.

    A copy is an address of the company that the customer put there (Cc on the customer's own mail), in a mail that
    also goes to a recipient outside; it is separate because it is not the agent's fault. So is a noreply address, which
    a ticket has as its requester when a web form or a mailing made it: ``advice`` names the customer's address.
    """
    draft = context.situation.draft
    if draft is None:
        return []
    given = draft.sender, draft.to, draft.cc, draft.bcc
    chosen = context.of_thread_with("recipients", given, lambda: _chosen(draft, context))[parameters["at"]]
    more = {"advice": _advice(context)} if chosen and parameters["at"] == "noreply" else {}
    return [Hit(values={"address": shown(address), **more}) for address in dict.fromkeys(chosen)]


def _chosen(draft: Draft, context: Context) -> Mapping[str, list[str]]:
    settings = context.knowledge.settings
    recipients = [bare(address) for address in (*draft.to, *draft.cc, *draft.bcc)]
    staffing = [address for address in recipients if is_staffing(address, settings)]
    own = {settings.own_sender, bare(draft.sender or "")}
    unread = [address for address in recipients if is_noreply(address, settings)]
    company = [each for each in recipients if is_company(each, settings) and each not in own and each not in unread]
    outside = [address for address in recipients if not is_ours(address, settings)]
    copied = {bare(address) for address in _customers_copies(context)} if outside else set()
    return {
        "staffing": staffing,
        "company": [address for address in company if address not in copied],
        "company-copy": [address for address in company if address in copied],
        "noreply": unread,
    }


def _advice(context: Context) -> str:
    """Where to send the mail instead: to the address outside that the customer's latest mails have."""
    for message, parts in zip(reversed(context.conversation), reversed(context.messages), strict=True):
        if message.direction != "in":
            continue
        writer = parts.passed.writer if parts.passed else ""
        written = (each.group() for each in addresses(f"{message.sender.email}\n{writer}\n{parts.own}\n{parts.signature}"))
        if found := next((each for each in written if not is_ours(each, context.knowledge.settings)), None):
            return f"Byt mottagare till {shown(found)}, som står i kundens mejl"
    return _WITHOUT_ADDRESS


def _customers_copies(context: Context) -> list[str]:
    ticket = context.situation.ticket
    return [cc for message in ticket.conversation if message.direction == "in" for cc in message.cc] if ticket else []
