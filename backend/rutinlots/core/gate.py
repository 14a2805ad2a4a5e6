"""The log gate: before a mail to a customer leaves, it is logged in CAB."""

from collections.abc import Iterable, Sequence

from rutinlots.core.finding import Gate, Logging
from rutinlots.core.logtext import Mail, latest_text, thread_mails, whole_text
from rutinlots.core.reading import Reading

_COVERS = ("KM-04", "KM-05")


def gate(reading: Reading) -> Gate | None:
    """What is to be logged, and how; None when no mail to a customer is about to leave."""
    if reading.situation.moment != "send" or not _goes_to_customer(reading):
        return None
    situation = _situation(reading, thread_mails(reading))
    choices = {}
    if situation == "ask":
        choices = {"append": latest_text(reading), "whole": whole_text(reading)}
    # A log is there to fill up; but what left after it without being logged is in none, so the latest is not enough.
    latest = situation == "append" and not reading.situation.history.sent_unlogged
    text = choices.get("whole") or (latest_text(reading) if latest else whole_text(reading))
    settings = reading.facts.settings
    return Gate(_COVERS, situation, settings.log_code, settings.log_status, text, choices)


def _situation(reading: Reading, mails: Sequence[Mail]) -> Logging:
    history = reading.situation.history
    if history.logged:
        return "append"
    if not mails or (len(mails) == 1 and mails[0].direction == "in"):
        return "new"
    # Where we never wrote, there was nothing to log a first time.
    if history.sent_unlogged or all(mail.direction == "in" for mail in mails):
        return "whole"
    return "ask"


def _goes_to_customer(reading: Reading) -> bool:
    draft, ticket = reading.situation.draft, reading.situation.ticket
    if draft is None or draft.kind == "note":
        return False
    recipients = [*draft.to, *draft.cc, *draft.bcc]
    if not draft.to and draft.kind == "reply" and ticket is not None and ticket.requester.email:
        recipients.append(ticket.requester.email)
    elif not draft.to and draft.kind == "reply":
        return True
    settings = reading.facts.settings
    own = (*settings.domains, *settings.staffing_domains)
    # Mail that leaves without any known recipient is the page's silence, not a mail to nobody.
    return not recipients or any(not _is_inside(recipient, own) for recipient in recipients)


def _is_inside(recipient: str, domains: Iterable[str]) -> bool:
    domain = recipient.rpartition("@")[2].strip(" <>").casefold()
    return any(domain == own or domain.endswith("." + own) for own in domains)
