"""Recipients inside the company, or at the agents' employer, of a mail sent from Freshdesk."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.entities.addresses import bare, is_company, is_ours, is_staffing
from rutinlots.core.finding import Hit, shown

PARAMETERS = {"at": ("company", "company-copy", "staffing")}


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """One hit for each recipient ``at`` the ``company``, in a ``company-copy``, or at the ``staffing`` firm.

    A copy is an address of the company that the customer put there (Cc on the customer's own mail), in a mail that
    also goes to a recipient outside; it is separate because it is not the agent's fault.
    """
    draft, settings = context.situation.draft, context.knowledge.settings
    if draft is None:
        return []
    recipients = [bare(address) for address in (*draft.to, *draft.cc, *draft.bcc)]
    staffing = [address for address in recipients if is_staffing(address, settings)]
    own = {settings.own_sender, bare(draft.sender or "")}
    company = [address for address in recipients if is_company(address, settings) and address not in own]
    outside = [address for address in recipients if not is_ours(address, settings)]
    copied = {bare(address) for address in _customers_copies(context)} if outside else set()
    chosen = {
        "staffing": staffing,
        "company": [address for address in company if address not in copied],
        "company-copy": [address for address in company if address in copied],
    }[parameters["at"]]
    return [Hit(values={"address": shown(address)}) for address in dict.fromkeys(chosen)]


def _customers_copies(context: Context) -> list[str]:
    ticket = context.situation.ticket
    return [cc for message in ticket.conversation if message.direction == "in" for cc in message.cc] if ticket else []
