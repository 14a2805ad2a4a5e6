"""The vectors of the shipped library, so that a first start has none of them to encode. Made by tools.ranking.teach."""

import hashlib
from collections.abc import Collection
from importlib import resources
from typing import Any

import numpy as np

from rutinlots.meaning.space import Text

FILE = "shipped.npz"


def key(text: Text, encoder: str) -> str:
    """What a text's vector by an encoder is known by."""
    return hashlib.sha256(f"{encoder}\0{text.asked}\0{text.text}".encode("utf-8", "surrogatepass")).hexdigest()


def shipped(keys: Collection[str]) -> dict[str, Any]:
    """Those of the vectors that came with the program."""
    wanted = {each.encode() for each in keys}
    with resources.files("rutinlots.meaning").joinpath(FILE).open("rb") as file, np.load(file, allow_pickle=False) as found:
        pairs = zip(found["keys"].tolist(), found["vectors"], strict=True)
        return {name.decode(): vector.astype(np.float32) for name, vector in pairs if name in wanted}
