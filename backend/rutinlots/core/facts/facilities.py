"""The number of facilities that the customer's mails are about, with evidence."""

from dataclasses import dataclass

from rutinlots.core.context import Context
from rutinlots.core.entities.described import asks_change
from rutinlots.core.entities.facility import ids_in, named_in
from rutinlots.core.entities.inquiry import without_inquiries
from rutinlots.core.finding import Span


@dataclass(frozen=True)
class FacilityCount:
    """``spans`` are the ids or the words that give the number; those of the subject are in ``ticket``."""

    number: int
    spans: tuple[Span, ...]


def facility_count(context: Context) -> FacilityCount:
    """The number of facilities in the customer's mails and the subject, without quoted history, with evidence.

    Ids are gathered from all of them; a number that is named in one of them counts when it is larger.
    """
    return context.of_thread("facilities", lambda: _counted(context))


def change_is_asked(context: Context) -> bool:
    """Does one of the customer's mails ask for a change of an agreement, and not only how it is made or what it costs?

    The subject counts where the mails name no change: it is short, and says the same of a wish and of a question.
    """
    return context.of_thread("change-asked", lambda: _change_is_asked(context))


def _change_is_asked(context: Context) -> bool:
    ticket = context.situation.ticket
    mails = [parts.own for message, parts in zip(context.conversation, context.messages, strict=True) if message.direction == "in"]
    if any(map(asks_change, mails)):
        return any(asks_change(without_inquiries(mail)) for mail in mails)
    return ticket is not None and asks_change(ticket.subject)


def _counted(context: Context) -> FacilityCount:
    ticket = context.situation.ticket
    ids: set[str] = set()
    id_spans: list[Span] = []
    most, most_spans = 0, tuple[Span, ...]()
    for index, (message, parts) in enumerate(zip(context.conversation, context.messages, strict=True)):
        if message.direction != "in":
            continue
        where = f"conversation/{index}"
        for found in ids_in(parts.own):
            ids.update(found.ids)
            id_spans.append(Span(where, *parts.in_text(found.start, found.end)))
        named = named_in(parts.own)
        if named.number > most:
            most = named.number
            most_spans = tuple(Span(where, *parts.in_text(each.start, each.end)) for each in named.evidence)
    subject = named_in(ticket.subject) if ticket else None
    if subject and subject.number > most:
        most, most_spans = subject.number, tuple(Span("ticket", each.start, each.end) for each in subject.evidence)
    return FacilityCount(most, most_spans) if most > len(ids) else FacilityCount(len(ids), tuple(id_spans))
