"""Replies by the starter snippet that they resemble, their kin, so that most of thousands needn't be looked at for a mail."""

import math
from collections.abc import Mapping, Sequence

from rutinlots.core.snippets.meaning import Kin

MOST = 3  # replies of each kin and language that can be among the best without a word of the mail's


class Kinsfolk:
    """``kin`` is each reply's; of replies that are otherwise alike, those of one of the ``tongues`` may be preferred."""

    def __init__(self, kin: Sequence[Kin] = (), tongues: Sequence[str | None] = ()):
        self.kin = kin
        groups: dict[tuple[int, str | None], list[int]] = {}
        self._shares: dict[int, tuple[float, float]] = {}
        for reply, ((place, share), tongue) in enumerate(zip(kin, tongues, strict=True)):
            groups.setdefault((place, tongue), []).append(reply)
            once, squared = self._shares.get(place, (0.0, 0.0))
            self._shares[place] = once + share, squared + share * share
        self._nearest: dict[int, list[int]] = {}
        for (place, _), each in groups.items():
            self._nearest.setdefault(place, []).extend(sorted(each, key=lambda reply: -kin[reply][1])[:MOST])

    def best(self, words: Sequence[float], starter: Sequence[float], dial: float) -> Mapping[int, float]:
        """A score for each reply that can be above the mean and among the :data:`MOST` best, in their order.

        It is what ``words`` say for the reply and, times ``dial``, what ``starter`` says for its kin, each in standard deviations
        from the mean of all replies.
        """
        kin, count = self.kin, len(self.kin)
        if not count:
            return {}
        gains = {place: value for place, value in enumerate(starter) if value > 0}
        some = {reply for reply, value in enumerate(words) if value}
        said = [words[reply] for reply in some]
        own, start = _line(count, math.fsum(said), math.fsum(value * value for value in said))
        for place in gains:
            some.update(self._nearest.get(place, ()))
        shares = [(value, self._shares[place]) for place, value in gains.items() if place in self._shares]
        once = math.fsum(value * total for value, (total, _) in shares)
        inherited, more = _line(count, once, math.fsum(value * value * squared for value, (_, squared) in shares))
        factor, offset = dial * inherited, start + dial * more
        scores = {}
        for reply in sorted(some) if count > 1 else (0,):
            place, share = kin[reply]
            scores[reply] = offset + own * words[reply] + factor * share * gains.get(place, 0.0)
        return scores


def _line(count: int, total: float, squares: float) -> tuple[float, float]:
    """What numbers are multiplied with, and what is added, to have them as :func:`spread` gives them; by their sums."""
    mean = total / count
    deviation = math.sqrt(max(0.0, squares / count - mean * mean))
    if count < 2:
        return 0.0, 1.0
    return (1 / deviation, -mean / deviation) if deviation > 1e-7 else (0.0, 0.0)


def spread(values: Sequence[float]) -> list[float]:
    """The values as standard deviations from their mean; zeros when they don't differ, and 1 for a single one."""
    if len(values) < 2:
        return [1.0] * len(values)
    mean = math.fsum(values) / len(values)
    deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))
    return [(value - mean) / deviation for value in values] if deviation > 1e-9 else [0.0] * len(values)
