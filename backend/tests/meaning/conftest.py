"""An encoder that knows the meaning of a handful of words, and a small library."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from rutinlots.core.snippets import Index, OutOfScope, Snippet
from rutinlots.core.snippets.out_of_scope import Matter
from rutinlots.meaning.encoder import FLOATS
from rutinlots.store import Store

# Words of one row mean the same; the encoder sees nothing else.
ROWS = (("autogiro", "dras", "veloitetaan"), ("flyttar", "inflyttning", "move"), ("jobb", "praktik", "tyoharjoittelu"))


@dataclass
class Words:
    """Counts words of each row. ``asked`` are the mails that it was given."""

    name: str = "words-1"
    asked: list[str] = field(default_factory=list)
    library: int = 0

    def encode(self, texts: Sequence[str], *, asked: bool) -> Any:
        """A direction for each row, and a little of one that all texts share."""
        vectors = np.zeros((len(texts), FLOATS), np.float32)
        for place, text in enumerate(texts):
            vectors[place, FLOATS - 1] = 0.5
            for number, row in enumerate(ROWS):
                vectors[place, number] = sum(word in text.casefold() for word in row)
        if len(texts) == 1 and asked and "jobb" not in texts[0]:
            self.asked.append(texts[0])
        else:
            self.library += len(texts)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def snippet(id: str, title: str, *should: str, own: bool = False) -> Snippet:
    return Snippet(
        id=id, theme="t", title=title, covers=(), status="active", keywords=(), fields={}, text=title, should=should, own=own
    )


@pytest.fixture
def encoder() -> Words:
    return Words()


@pytest.fixture
def index() -> Index:
    snippets = [
        snippet("autogiro", "Autogiro", "Kan det dras varje månad?", "Jag vill ha autogiro."),
        snippet("inflyttning", "Inflyttning", "Vi flyttar in på måndag.", "Hur anmäler jag inflyttning?"),
    ]
    return Index(snippets, OutOfScope(matters=(Matter("job", "Jobb", ("söker jobb", "praktik", "sommarjobb")),)))


@pytest.fixture
def store() -> Iterator[Store]:
    opened = Store()
    yield opened
    opened.close()
