"""The log gate: before a mail to a customer leaves, it is logged in CAB."""

from collections.abc import Sequence

from rutinlots.core.caselog.text import Mail, latest_text, thread_mails, whole_text
from rutinlots.core.context import Context
from rutinlots.core.entities.identifiers import customer_number
from rutinlots.core.facts.recipients import goes_outside
from rutinlots.core.finding import Gate, Logging
from rutinlots.core.situation import Situation

_COVERS = ("KM-04", "KM-05")


def gate(context: Context) -> Gate | None:
    """What to log, and how; None unless a mail to a customer is about to leave."""
    if not leaves(context.situation) or not goes_outside(context):
        return None
    mails = thread_mails(context)
    situation = _situation(context, mails)
    choices = {}
    if situation == "ask":
        choices = {"append": latest_text(context), "whole": whole_text(context)}
    # A log is there to fill up; but what left after it without being logged is in none, so the latest is not enough.
    latest = situation == "append" and not context.situation.history.sent_unlogged
    text = choices.get("whole") or (latest_text(context) if latest else whole_text(context))
    settings = context.knowledge.settings
    return Gate(
        covers=_COVERS,
        situation=situation,
        code=settings.log_code,
        status=settings.log_status,
        text=text,
        choices=choices,
        customer=_customer(mails),
    )


def leaves(situation: Situation) -> bool:
    """Whether a mail is about to leave: at no other moment is the ticket's log history asked for, a tenth of a check's time."""
    return situation.moment == "send"


def _customer(mails: Sequence[Mail]) -> str | None:
    """The number that the customer's own mails call their customer number, the latest mail first."""
    texts = [text for mail in reversed(mails) if mail.direction == "in" for text in (mail.written, mail.subject)]
    return next((hit.value for hit in map(customer_number, texts) if hit), None)


def _situation(context: Context, mails: Sequence[Mail]) -> Logging:
    history = context.situation.history
    if history.logged:
        return "append"
    if not mails or (len(mails) == 1 and mails[0].direction == "in"):
        return "new"
    # Where we never wrote, there was nothing to log a first time.
    if history.sent_unlogged or all(mail.direction == "in" for mail in mails):
        return "whole"
    return "ask"
