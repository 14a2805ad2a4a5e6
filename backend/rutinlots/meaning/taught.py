"""What many labelled mails have taught about the starter snippets: a direction for each, made by tools.ranking.teach."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from rutinlots.core.snippets import Snippet
from rutinlots.meaning.encoder import FLOATS

FILE = "taught.json"
NONE = ""  # among the directions: that of mails which no snippet fits


@dataclass(frozen=True)
class Direction:
    """``title`` is the snippet's when it was taught: with another title, the snippet may be about something else now."""

    title: str
    values: Any
    offset: float


@dataclass(frozen=True)
class Taught:
    """A linear classifier over the vectors of one encoder. ``middle`` is taken from each mail's vector."""

    encoder: str
    middle: Any
    directions: Mapping[str, Direction]

    def of(self, snippets: Sequence[Snippet], prototypes: Any) -> Callable[[Any], tuple[list[float], float]]:
        """What a mail's vector says for each of the snippets, and for none of them.

        ``prototypes`` are the directions of the snippets' own example mails, which count for a snippet that wasn't taught.
        """
        known = [each for id, each in self.directions.items() if id != NONE]
        usual = float(np.mean([np.linalg.norm(each.values) for each in known]))
        offset = float(np.mean([each.offset for each in known]))
        rows, offsets = usual * prototypes, np.full(len(snippets), offset, np.float32)
        for place, snippet in enumerate(snippets):
            found = self.directions.get(snippet.id)
            if found and found.title == snippet.title:
                rows[place], offsets[place] = found.values, found.offset
        none = self.directions[NONE]

        def said(vector: Any) -> tuple[list[float], float]:
            moved = vector - self.middle
            moved = moved / (np.linalg.norm(moved) or 1.0)
            return (rows @ moved + offsets).tolist(), float(none.values @ moved + none.offset)

        return said


@cache
def taught_with(encoder: str) -> Taught | None:
    """What was taught with that very encoder; None when that was another."""
    values = json.loads(resources.files("rutinlots.meaning").joinpath(FILE).read_text("utf-8"))
    if values["encoder"] != encoder:
        return None
    directions = {each["id"]: Direction(each["title"], _read(each), each["offset"]) for each in values["directions"]}
    return Taught(encoder, _read(values["middle"]), directions)


def written(values: Any) -> dict[str, Any]:
    """A vector in a byte for each number, for JSON."""
    scale = float(np.abs(values).max()) / 127 or 1.0
    return {"scale": scale, "values": base64.b64encode(np.rint(values / scale).astype(np.int8).tobytes()).decode()}


def _read(each: Mapping[str, Any]) -> Any:
    values = np.frombuffer(base64.b64decode(each["values"]), np.int8).astype(np.float32) * each["scale"]
    assert values.shape == (FLOATS,)
    return values
