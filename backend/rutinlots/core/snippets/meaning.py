"""What an encoder outside the core says of a mail: how near it is in meaning to each snippet and reply."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

Kin = tuple[int, float]  # a starter snippet's place, and how much a reply resembles it, 0 to 1

LONGEST_ASKED = 400  # characters of a mail that are encoded: recall is the same with 1200


@dataclass(frozen=True, kw_only=True, eq=False)
class Likeness:
    """How near a mail is to each starter snippet and each of the company's replies, in the index's order.

    ``titles`` is about a snippet's title and text, ``examples`` about the mails that call for it. ``scope`` is how much
    nearer the mail is to the nearest such mail than to the nearest out-of-scope matter. ``kin`` is each reply's. Only
    differences between likenesses mean anything.

    ``taught`` is what many labelled mails have taught about each starter snippet, ``taught_none`` about mails that none fits;
    empty where nothing was taught with the encoder.

    ``chosen`` and ``chosen_replies`` are 0 to 1: how near the mail is to those for which agents have chosen a snippet, and a
    reply; empty when nothing is known of that. ``nearest`` gives the mail's sentence that is nearest to a snippet, by its id.
    """

    titles: Sequence[float]
    examples: Sequence[float]
    replies: Sequence[float]
    scope: float
    kin: Sequence[Kin] = ()
    taught: Sequence[float] = ()
    taught_none: float = 0.0
    chosen: Sequence[float] = ()
    chosen_replies: Sequence[float] = ()
    nearest: Callable[[str], str | None] = lambda snippet: None

    def likeness(self, text: str) -> "Likeness":
        """Itself: a :class:`Meaning` that knows this mail alone."""
        return self


class Meaning(Protocol):
    """The meaning of texts, as far as it is known."""

    def likeness(self, text: str) -> Likeness | None:
        """A mail's likeness to the rules' library; None when it isn't known, or not yet."""


def asked_text(subject: str, mails: Sequence[str]) -> str:
    """What of a customer's mails is encoded."""
    return "\n".join(part for part in (subject.strip(), *mails) if part)[:LONGEST_ASKED]
