"""Recipients inside the company, or at the agents' employer, in a mail that leaves from Freshdesk."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.finding import Hit
from rutinlots.core.reading import Reading

PARAMETERS = {"at": ("company", "company-copy", "staffing")}


def detect(reading: Reading, parameters: Mapping[str, Any]) -> list[Hit]:
    """``at`` is company, company-copy or staffing.

    A copy is an address of the company that the customer put there (Cc on the customer's own mail), in a mail that
    also goes to somebody outside; it is told apart from company because it is no fault of the agent's.
    """
    draft, settings = reading.situation.draft, reading.facts.settings
    if draft is None:
        return []
    recipients = [_bare(address) for address in (*draft.to, *draft.cc, *draft.bcc)]
    staffing = [address for address in recipients if _at(address, settings.staffing_domains)]
    own = {settings.own_sender, _bare(draft.sender or "")}
    company = [address for address in recipients if _at(address, settings.domains) and address not in own]
    outside = [address for address in recipients if not _at(address, (*settings.domains, *settings.staffing_domains))]
    copied = {_bare(address) for address in _customers_copies(reading)} if outside else set()
    chosen = {
        "staffing": staffing,
        "company": [address for address in company if address not in copied],
        "company-copy": [address for address in company if address in copied],
    }[parameters["at"]]
    return [Hit(values={"address": address}) for address in dict.fromkeys(chosen)]


def _customers_copies(reading: Reading) -> list[str]:
    ticket = reading.situation.ticket
    return [cc for message in ticket.conversation if message.direction == "in" for cc in message.cc] if ticket else []


def _bare(address: str) -> str:
    """The address of "Name <address>", in lower case."""
    return address.rpartition("<")[2].strip(" >").casefold()


def _at(address: str, domains: tuple[str, ...]) -> bool:
    domain = address.rpartition("@")[2]
    return any(domain == each or domain.endswith("." + each) for each in domains)
