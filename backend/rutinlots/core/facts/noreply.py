"""The company's noreply address that a customer's mail replies to."""

from dataclasses import dataclass

from rutinlots.core.context import Context
from rutinlots.core.entities.addresses import addresses, is_noreply
from rutinlots.core.finding import Span


@dataclass(frozen=True)
class NoreplyAddress:
    """``message`` is the index of the customer's mail; ``span`` where its quoted history says so, if it does."""

    address: str
    message: int
    span: Span | None = None


def noreply_address(context: Context) -> NoreplyAddress | None:
    """The address in the latest mail's quoted history, else its sender, a recipient of it, or the sender of our last mail."""
    return context.of_thread("noreply", lambda: _address(context))


def _address(context: Context) -> NoreplyAddress | None:
    index, parts, message = context.latest_customer, context.customer_parts, context.customer_message
    if index is None or parts is None or message is None:
        return None
    settings = context.knowledge.settings
    if parts.quote and parts.text.endswith(parts.quote):
        for found in addresses(parts.text, len(parts.text) - len(parts.quote)):
            if is_noreply(found.group(), settings):
                return NoreplyAddress(found.group().lower(), index, Span(f"conversation/{index}", *found.span()))
    earlier = context.situation.ticket.conversation[:index] if context.situation.ticket else ()
    senders = [each.sender.email for each in earlier if each.direction == "out"][-1:]
    address = next(
        (each for each in (message.sender.email, *message.to, *message.cc, *senders) if is_noreply(each, settings)), None
    )
    return NoreplyAddress(address.lower(), index) if address else None
