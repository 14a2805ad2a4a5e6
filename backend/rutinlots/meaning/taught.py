"""What labelled mails have taught about the starter snippets: which mails are alike, and what fits those (tools.ranking.teach)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from rutinlots.core.snippets import Snippet

FILE = "taught.npz"
NEARNESS = 1.0  # how much more a mail that is nearer counts; at 0 all would count the same


@dataclass(frozen=True, kw_only=True)
class Taught:
    """Kernel ridge regression over the vectors of one encoder. ``middle`` is taken from each mail's vector.

    ``mails`` are the directions of the labelled mails, ``weights`` what each says for each snippet and in its last column for
    that none fits, ``usual`` what is said before. ``titles`` are the snippets', by id in the order of the columns, as they were
    when this was taught: under another title, a snippet may be about something else now. ``own`` turns a mail's likeness to a
    snippet's own examples into what would be taught: an offset and a factor.
    """

    encoder: str
    middle: Any
    mails: Any
    weights: Any
    usual: Any
    titles: Mapping[str, str]
    own: tuple[float, float]

    def of(self, snippets: Sequence[Snippet], prototypes: Any) -> Callable[[Any], tuple[list[float], float]]:
        """What a mail's vector says for each of the snippets, and for none of them.

        ``prototypes`` are the directions of the snippets' own example mails, which count for a snippet that wasn't taught.
        """
        columns = {id: column for column, id in enumerate(self.titles)}
        known = [place for place, snippet in enumerate(snippets) if self.titles.get(snippet.id) == snippet.title]
        taught = [columns[snippets[place].id] for place in known]
        offset, factor = self.own

        def said(vector: Any) -> tuple[list[float], float]:
            moved = vector - self.middle
            moved = moved / (np.linalg.norm(moved) or 1.0)
            scores = offset + factor * np.einsum("ij,j->i", prototypes, moved)
            every = self.usual + np.einsum("i,ij->j", alike(np.einsum("ij,j->i", self.mails, moved)), self.weights)
            scores[known] = every[taught]
            return scores.tolist(), float(every[-1])

        return said


def alike(cosines: Any) -> Any:
    """How much a labelled mail counts, by the cosine of the angle between it and the mail."""
    return np.exp(NEARNESS * (cosines - 1.0))


@cache
def taught_with(encoder: str) -> Taught | None:
    """What was taught with that very encoder; None when that was another."""
    with resources.files("rutinlots.meaning").joinpath(FILE).open("rb") as file, np.load(file, allow_pickle=False) as kept:
        if kept["encoder"].item() != encoder:
            return None
        return Taught(
            encoder=encoder,
            middle=kept["middle"],
            mails=kept["mails"].astype(np.float32) * kept["scale"],
            weights=kept["weights"].astype(np.float32),
            usual=kept["usual"],
            titles=dict(zip(kept["ids"].tolist(), kept["titles"].tolist(), strict=True)),
            own=tuple(kept["own"].tolist()),
        )


def in_bytes(directions: Any) -> tuple[Any, Any]:
    """Directions in a byte for each number, and what those are to be multiplied with."""
    scale = np.float32(np.abs(directions).max() / 127)
    return np.rint(directions / scale).astype(np.int8), scale


def write(taught: Taught, path: Path) -> None:
    """Keep what was taught in a file."""
    mails, scale = in_bytes(taught.mails)
    ids, titles = list(taught.titles), list(taught.titles.values())
    np.savez_compressed(
        path,
        encoder=np.array(taught.encoder),
        middle=taught.middle,
        mails=mails,
        scale=scale,
        weights=taught.weights.astype(np.float16),
        usual=taught.usual,
        ids=np.array(ids),
        titles=np.array(titles),
        own=np.array(taught.own, np.float32),
    )
