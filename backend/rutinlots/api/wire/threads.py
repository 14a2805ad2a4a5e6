"""Threads that a client has sent and need not send again with each pause in the typing: it names them by the key it was told.

They are kept in memory only, with the messages that are known anyway. A key is a keyed hash of the messages, of who sent them
and from which account: it can't be guessed, and is worth nothing to another caller.
"""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from rutinlots.api.admission.access import agent
from rutinlots.api.errors import refuse
from rutinlots.app_state import app_state
from rutinlots.core.kept import Kept
from rutinlots.schemas.kept import Loaded
from rutinlots.schemas.strict import MOST

_ROOM = 6_000_000  # bytes of the threads: those that 200 agents are at work on
_WORTH = 16_000  # bytes of a thread that is worth a key

_known: Kept[tuple[str | None, str, str], tuple[Loaded, ...]] = Kept(_ROOM)


def whole(question: dict[str, Any]) -> dict[str, Any]:
    """The question with the messages of the thread that it names before its own; refused where the caller has sent none such."""
    ticket = question.get("ticket")
    if ticket is None or ticket.get("thread") is None:
        return question
    earlier = _known.get((agent(), question["tenant"], ticket["thread"])) or ()
    messages = (*earlier, *ticket.get("conversation", ()))
    if not earlier or len(messages) > MOST:
        refuse(409, "thread-unknown", "That thread is not known (any more). Send the whole conversation, without thread.")
    return {**question, "ticket": {**ticket, "conversation": messages}}


def key_of(question: Mapping[str, Any]) -> str | None:
    """Remember the thread of a question that is whole. Returns its key, or None where it is short or too long to be kept."""
    messages = tuple((question.get("ticket") or {}).get("conversation", ()))
    size = sum(message.size for message in messages)
    if not _WORTH <= size <= _ROOM // 2:
        return None
    asked = agent(), question["tenant"]
    key = blake2b(repr(asked).encode(), digest_size=32, key=app_state().key[:64])
    for message in messages:
        key.update(message.digest)
    _known.put((*asked, key.hexdigest()), messages, size)
    return key.hexdigest()
