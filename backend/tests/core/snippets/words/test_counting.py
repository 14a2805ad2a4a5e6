"""Counting many groups at once says the same as counting them one word at a time."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rutinlots.core.snippets.words.counting import Counting, Features, Postings
from rutinlots.core.snippets.words.weights import Spoken
from rutinlots.core.snippets.words.wording import STOP_WORDS, parts, stem, words

SAID = ("faktura", "fakturan", "kopia på faktura", "jag flyttar", "a@b.se 100 A", "elmätaren är trasig")
TEXTS = st.lists(st.sampled_from(SAID), max_size=5)


@given(st.lists(st.tuples(TEXTS.map(" ".join), st.sampled_from((0.5, 1.0))), max_size=4))
def test_a_group_has_each_word_part_and_pair_as_often_as_its_phrases_do(phrases: list[tuple[str, float]]):
    ones: dict[str, float] = {}
    pieces: dict[str, float] = {}
    twos: dict[str, float] = {}
    for phrase, share in phrases:
        keys = [word.key for word in words(phrase)]
        for key in keys:
            if key not in STOP_WORDS:
                ones[stem(key)] = ones.get(stem(key), 0) + share
                for part in parts(key) if key[0] not in "#@" else ():
                    pieces[part] = pieces.get(part, 0) + share
        roots = [stem(key) for key in keys if key[0] not in "#@"]
        for one, other in pairwise(roots):
            twos[f"{one} {other}"] = twos.get(f"{one} {other}", 0) + share

    counting = Counting()
    counting.add(phrases)

    assert [counted(each) for each in (counting.words, counting.parts, counting.pairs)] == [ones, pieces, twos]
    assert set(counting.stems) == {word.key for phrase, _ in phrases for word in words(phrase)}


def counted(features: Features) -> dict[str, float]:
    """How often the only group has each feature: what it weighs where all weigh the same."""
    [weights] = features.weights([0.0, 1.0], 1.0)
    found = features.strongest([weights], [1.0], 12)
    return {feature: round(weight / (1 - weight), 6) for feature, ((_, weight),) in found.items()}


@pytest.mark.parametrize("count", [3, 12, 13, 256, 700])
def test_of_many_groups_the_strongest_are_left_and_of_two_that_are_as_strong_the_first(count: int):
    features = Features()
    weights = []
    for group in range(count):
        features.add({features.numbers["common"]: 1.0, features.numbers[f"of {group}"]: 1.0})
        weights.append([float(group * 37 % 101), 1.0])
    held = [2.0] * count

    found = features.strongest(weights, held, 12)

    every = [(group, 2 * weight) for group, (weight, _) in enumerate(weights)]
    assert found["common"] == (tuple(every) if count <= 12 else tuple(sorted(every, key=lambda each: -each[1])[:12]))
    assert found[f"of {count - 1}"] == ((count - 1, 2.0),)


def test_a_word_that_fewer_groups_have_weighs_more_and_one_that_is_said_again_too():
    features = Features()
    for often in (1.0, 3.0):
        features.add({features.numbers["common"]: often, **({features.numbers["rare"]: often} if often > 1 else {})})

    (once,), (thrice, rare) = features.weights([0.0, 8.0, 2.0], 1.0)

    assert (once, thrice, rare) == (1.0, 1.5, 6.0)


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=("Cc", "Cs"))), st.tuples(st.tuples(st.integers(0, 9), st.floats(0, 1)))
    )
)
def test_each_feature_says_what_was_counted_for_it_and_others_and_half_signs_say_nothing(counted: dict[str, Postings]):
    spoken = Spoken(counted)

    assert {feature: spoken.by(feature) for feature in counted} == counted
    assert spoken.by("".join((*counted, "other"))) == spoken.by("\ud83d") == ()
