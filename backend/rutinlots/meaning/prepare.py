"""Gets a library's vectors: those that are shipped or kept, and the others encoded a few at a time."""

import logging
from collections.abc import Generator
from typing import Any

import numpy as np

from rutinlots.core.snippets import Index
from rutinlots.meaning.encoder import FLOATS, Encoder
from rutinlots.meaning.shipped import key, shipped
from rutinlots.meaning.space import Space, Text, texts_of
from rutinlots.meaning.taught import taught_with
from rutinlots.store import StoreError, Vectors

log = logging.getLogger(__name__)

AT_ONCE = 4  # texts that are encoded before mails are looked for: a fifth of a second


def prepare(index: Index, encoder: Encoder, kept: Vectors) -> Generator[tuple[int, int], None, Space]:
    """Yields how many of how many texts are done, again and again; returns the :class:`Space`."""
    texts = list(dict.fromkeys(texts_of(index)))
    hashes = {text: key(text, encoder.name) for text in texts}
    came = shipped(hashes.values())
    vectors = {text: came[name] for text, name in hashes.items() if name in came}
    others = {text: name for text, name in hashes.items() if name not in came}
    vectors.update({text: vector for text, vector in _kept(others, kept).items() if vector.shape == (FLOATS,)})
    missing = [text for text in texts if text not in vectors]
    for start in range(0, len(missing), AT_ONCE):
        yield len(texts) - len(missing) + start, len(texts)
        fresh: dict[Text, Any] = {}
        for asked in (True, False):
            some = [text for text in missing[start : start + AT_ONCE] if text.asked is asked]
            if some:
                fresh.update(zip(some, encoder.encode([text.text for text in some], asked=asked), strict=True))
        vectors.update(fresh)
        _keep({hashes[text]: vector for text, vector in fresh.items()}, kept)
    if missing:
        _tidy(list(hashes.values()), kept)
    return Space(index, vectors, taught_with(encoder.name))


def _kept(hashes: dict[Text, str], kept: Vectors) -> dict[Text, Any]:
    try:
        found = kept.get(set(hashes.values()))
    except StoreError as error:
        log.warning("The library's vectors can't be read and are computed: %s", error)
        return {}
    return {text: np.frombuffer(found[key], np.float16).astype(np.float32) for text, key in hashes.items() if key in found}


def _keep(fresh: dict[str, Any], kept: Vectors) -> None:
    try:
        kept.add({key: np.asarray(vector, np.float16).tobytes() for key, vector in fresh.items()})
    except StoreError as error:
        log.warning("The library's vectors can't be kept: %s", error)


def _tidy(hashes: list[str], kept: Vectors) -> None:
    try:
        kept.keep(hashes)
    except StoreError as error:
        log.warning("The library's old vectors can't be deleted: %s", error)
