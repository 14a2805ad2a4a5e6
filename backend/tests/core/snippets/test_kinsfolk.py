"""Replies by their kin: what is left out can't be among the best, and what is there has the score that it has among all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rutinlots.core.snippets.fusion import weighed
from rutinlots.core.snippets.kinsfolk import MOST, Kinsfolk, spread

STARTER = 4
worths = st.floats(0, 20).map(lambda worth: round(worth, 3))
replies = st.lists(
    st.tuples(st.integers(0, STARTER - 1), worths, st.sampled_from([0.0, 0.0, 0.0, 1.5, 4.0]), st.sampled_from(["sv", "en", None])),
    max_size=40,
)


def in_full(words: list[float], starter: list[float], kin: list[tuple[int, float]]) -> list[float]:
    """The score of every reply, worked out one by one."""
    inherited = spread([share * max(starter[place], 0.0) for place, share in kin])
    return weighed((1.0, spread(words)), (2.0, inherited))


@given(replies, st.lists(worths, min_size=STARTER, max_size=STARTER))
def test_the_best_are_there_in_every_language_with_the_scores_that_they_have_among_all(some, starter):
    kin = [(place, share) for place, share, _, _ in some]
    words = [said for _, _, said, _ in some]
    tongues = [tongue for _, _, _, tongue in some]

    found = Kinsfolk(kin, tongues).best(words, spread(starter), 2.0)

    every = in_full(words, spread(starter), kin)
    assert found == {place: pytest.approx(every[place], abs=1e-4) for place in found}
    for tongue in {*tongues}:
        good = [place for place, score in enumerate(every) if tongues[place] == tongue and score > 0.001]
        there = sorted((every[place] for place in found if place in good), reverse=True)
        assert there[:MOST] == pytest.approx(sorted((every[place] for place in good), reverse=True)[:MOST], abs=1e-6)


def test_of_many_replies_few_are_looked_at():
    many = Kinsfolk([(number % STARTER, 1 / (1 + number)) for number in range(2000)], ["sv"] * 2000)

    found = many.best([0.0] * 1999 + [3.0], [1.0, 0.0, 2.0, 0.0], 2.0)

    assert len(found) == 2 * MOST + 1, "those of two kin that something speaks for, and the one with words of its own"
    assert 1999 in found
