"""A message of the thread, taken apart into what the sender wrote, the signature and the quoted history."""

from dataclasses import dataclass

from rutinlots.core.draft import Stretch, split
from rutinlots.core.situation import Message


@dataclass(frozen=True)
class MessageParts:
    """``own`` is the sender's text without signature and quoted history; ``own_stretch`` is where it is in ``text``."""

    text: str
    own: str
    own_stretch: Stretch
    signature: str
    signer: str | None
    quote: str


def take_apart(message: Message) -> MessageParts:
    """Take a message apart; offsets are code points into the parts' ``text``."""
    parts = split(message.text)
    end = parts.signature.start if parts.signature.text else parts.own.end
    own = message.text[:end].rstrip()
    return MessageParts(
        text=message.text, own=own, own_stretch=Stretch(0, len(own), own), signature=parts.signature.text,
        signer=parts.signer, quote=parts.quote.text,
    )
