"""Words and meaning as one score. Set by tools/ranking; why each part is there: docs/decisions.md.

A reply of the company's own has a title and a text, but no words of customers. The starter library has: so a reply also
counts what the mail says for the starter snippet that it resembles most, its kin.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rutinlots.core.snippets.kinsfolk import Kinsfolk, spread
from rutinlots.core.snippets.meaning import Kin, Likeness

WORDS = 1.4  # what words count beside titles and examples, for snippets that have customers' words
ENOUGH = 3.0  # what the words must say for the best snippet to count in full: a Finnish mail has few that say anything
TAUGHT_WORDS, TAUGHT_EXAMPLES, TAUGHT = 1.0, 0.2, 1.1  # … where labelled mails have taught: tools.ranking.teach
REPLY_WORDS = 0.5  # … and for replies, which have only their own
KIN = 1.5  # what a reply's kin counts beside the reply's own words and meaning
KIN_ALONE = 2.0  # … without an encoder
SCOPE = 10.0  # how many units of a word margin a unit of scope is worth
CHOSEN = 3.0  # what it counts that agents have chosen a starter snippet for such mails
REPLY_CHOSEN = 18.0  # … and a reply, of which less is known
SLACK = 0.5  # how much less of a margin is needed when meaning speaks too


@dataclass(frozen=True, kw_only=True)
class Scores:
    """A score for each starter snippet and each reply, which can't be compared with each other; and each reply's kin."""

    starter: Sequence[float]
    replies: Mapping[int, float]  # by place; those that can't be among the best may be missing
    kin: Sequence[Kin] = ()
    chosen: Sequence[float] = ()

    def fit(self, place: int) -> float:
        """How well a reply does among starter snippets, 0 to 1: as well as its kin, or as it has been chosen."""
        top = max(self.starter, default=0.0)
        kin = max(self.starter[self.kin[place][0]], 0.0) / top if top > 0 else 1.0
        return max(kin, self.chosen[place]) if self.chosen else kin


def fuse(
    words: Sequence[float], reply_words: Sequence[float], kinsfolk: Kinsfolk, likeness: Likeness | None
) -> Scores:
    """Fuse what words say for each starter snippet and each reply with the mail's likeness, where it is known.

    ``kinsfolk`` are the replies by their kin by words alone; a likeness has its own.
    """
    if likeness is None:
        best = kinsfolk.best(reply_words, spread(words), KIN_ALONE)
        return Scores(starter=words, replies=best, kin=kinsfolk.kin)
    said = min(1.0, max(words, default=0.0) / ENOUGH)
    starter = _with_chosen(_starter(words, said, likeness), likeness.chosen, CHOSEN)
    if not kinsfolk.kin:
        return Scores(starter=starter, replies={})
    own = weighed((REPLY_WORDS * said, spread(reply_words)), (1.0, spread(likeness.replies)))
    replies = _with_chosen(_with_kin(own, starter, likeness.kin, KIN), likeness.chosen_replies, REPLY_CHOSEN)
    return Scores(starter=starter, replies=dict(enumerate(replies)), kin=likeness.kin, chosen=likeness.chosen_replies)


def _starter(words: Sequence[float], said: float, likeness: Likeness) -> list[float]:
    examples = spread(likeness.examples)
    if likeness.taught:
        taught = spread(likeness.taught)
        return weighed((TAUGHT_WORDS * said, spread(words)), (TAUGHT_EXAMPLES, examples), (TAUGHT, taught))
    return weighed((WORDS * said, spread(words)), (1.0, spread(likeness.titles)), (1.0, examples))


def _with_kin(own: Sequence[float], starter: Sequence[float], kin: Sequence[Kin], dial: float) -> list[float]:
    gains = [max(score, 0.0) for score in starter]
    inherited = spread([share * gains[place] if gains else 0.0 for place, share in kin])
    return weighed((1.0, own), (dial, inherited))


def _with_chosen(scores: list[float], chosen: Sequence[float], dial: float) -> list[float]:
    return weighed((1.0, scores), (dial, chosen)) if chosen else scores


def weighed(*parts: tuple[float, Sequence[float]]) -> list[float]:
    """The weighed sum, place by place."""
    total = [0.0] * len(parts[0][1])
    for dial, values in parts:
        total = [known + dial * value for known, value in zip(total, values, strict=True)]
    return total
