"""Keeps what was read of rule files, so that of a set that is read again only the files that have changed are."""

from collections import deque
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any, TypeVar

T = TypeVar("T")
_SETS = 4  # the last that were read: what none of them has any more is forgotten


class Memory:
    """What was read, by all that it was read from: a text's hash, and what else decides what comes of it.

    What is read must not be changed by those who get it, and reading must be a function of what the key has.
    """

    def __init__(self) -> None:
        self._sets: deque[dict[Hashable, Any]] = deque(maxlen=_SETS)

    def begin(self) -> "Reading":
        """For a set that is about to be read."""
        reading = Reading(tuple(self._sets))
        self._sets.append(reading.items)
        return reading


class Reading:
    """One set as it is being read. ``items`` are those of it so far."""

    def __init__(self, known: tuple[dict[Hashable, Any], ...]):
        self.items: dict[Hashable, Any] = {}
        self._known = known

    def kept(self, key: Hashable, read: Callable[[], T]) -> T:
        """What was read by this key, else what is read now; what fails is read again the next time."""
        for items in (self.items, *reversed(self._known)):
            if key in items:
                found: T = items[key]
                break
        else:
            found = read()
        self.items[key] = found
        return found


class Texts(Mapping[str, str]):
    """The texts of rule files by name, as the files have them. They are read when a team leader works on them."""

    def __init__(self, texts: Mapping[str, bytes]):
        self._files = texts

    def __getitem__(self, name: str) -> str:
        return self._files[name].decode("utf-8-sig")

    def __contains__(self, name: object) -> bool:
        return name in self._files  # not by reading it

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
