"""Reads plain values (texts, lists, mappings) from a YAML document into typed ones, with exact errors."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.shown import fits

Path = tuple[str | int, ...]
Word = TypeVar("Word", bound=str)  # of a closed list, most often a Literal

Bounds = tuple[int, int]  # the least and the greatest number that makes sense

_MOST_DIGITS = 18  # of a number that is looked at; Python refuses to read one of thousands
_SHOWN = 20  # characters of a wrong value
YES_NO = {"ja": True, "yes": True, "true": True, "nej": False, "no": False, "false": False}


class MappingReader:
    """A mapping being read. Each read names an allowed key; :meth:`close` refuses all others.

    ``lists`` are the word lists that patterns in it may use, each as one pattern. ``allowed`` are keys that are read later: they
    are no misspelling of one that is missing.
    """

    def __init__(self, values: Any, path: Path = (), lists: Mapping[str, str] | None = None, allowed: Sequence[str] = ()):
        if not isinstance(values, Mapping):
            raise RuleFileError(path, "ska vara nycklar med värden (nyckel: värde)")
        self.values: Mapping[str, Any] = values
        self.path = path
        self.lists = lists or {}
        self.known: list[str] = []
        self.allowed = allowed

    def at(self, key: str | int) -> Path:
        return (*self.path, key)

    def raw(self, key: str) -> Any:
        """The value of ``key`` whatever it is, or None."""
        self.known.append(key)
        return self.values.get(key)

    def text(self, key: str, default: str | None = None, longest: int | None = None) -> str:
        """A text that must be there unless there is a default, of at most ``longest`` characters."""
        value = self.raw(key)
        if value is None or value == "":
            if default is None:
                raise self.missing(key, "skriv in den")
            return default
        text = as_text(value, self.at(key))
        return text if longest is None else fits(text, longest, key, self.at(key))

    def texts(self, key: str, default: Sequence[str] | None = None) -> tuple[str, ...]:
        """A list of texts that must be there unless there is a default."""
        value = self.raw(key)
        if value is None or value == "":
            if default is None:
                raise self.missing(key, "skriv en lista")
            return tuple(default)
        items = self.items_of(key, value)
        if set(map(type, items)) <= {str}:
            return tuple(items)
        return tuple(as_text(item, (*self.at(key), i)) for i, item in enumerate(items))

    def missing(self, key: str, cure: str) -> RuleFileError:
        """The error for a key without a value; a misspelt key is pointed at."""
        if key in self.values:
            return RuleFileError(self.at(key), f"”{key}” är tom: {cure}")
        strange = [name for name in self.values if name not in self.known and name not in self.allowed]
        for near in get_close_matches(key, strange, 1, 0.7):
            return RuleFileError(self.at(near), f"okänd nyckel ”{near}”; menade du ”{key}”?")
        return RuleFileError(self.path, f"”{key}” saknas: {cure}")

    def one_of(self, key: str, allowed: Iterable[Word], default: Word | None = None) -> Word:
        """A text from a closed list."""
        allowed = tuple(allowed)
        if default is None and self.raw(key) in (None, ""):
            raise self.missing(key, f"välj bland: {', '.join(allowed)}")
        return choice(self.text(key, default), allowed, self.at(key))

    def some_of(self, key: str, allowed: Iterable[Word], default: Sequence[Word] | None = None) -> tuple[Word, ...]:
        """Texts from a closed list."""
        allowed = tuple(allowed)
        return tuple(choice(v, allowed, (*self.at(key), i)) for i, v in enumerate(self.texts(key, default)))

    def number(self, key: str, bounds: Bounds, default: int | None = None) -> int:
        """A whole number from the first of the bounds to the last, which must be there unless there is a default."""
        value, wanted = self.raw(key), f"skriv {whole_number(bounds)}"
        if value is None or value == "":
            if default is None:
                raise self.missing(key, wanted)
            return default
        if not isinstance(value, str) or not value.isascii() or not value.isdigit():
            raise RuleFileError(self.at(key), f"”{key}” är inget heltal; {wanted}")
        digits = value.lstrip("0") or "0"
        if len(digits) > _MOST_DIGITS or not bounds[0] <= int(digits) <= bounds[1]:
            raise RuleFileError(self.at(key), f"”{key}” är {shortened(value)}, och det kan inte stämma; {wanted}")
        return int(digits)

    def yes(self, key: str, default: bool) -> bool:
        """ja or nej (yes and no are understood too)."""
        value = self.raw(key)
        if value is None:
            return default
        if value not in YES_NO:
            raise RuleFileError(self.at(key), f"”{key}” ska vara ja eller nej")
        return YES_NO[value]

    def items(self, key: str) -> list[tuple[Path, Any]]:
        """The items of a list (empty when the key is missing), each with its path."""
        value = self.raw(key)
        if value is None or value == "":
            return []
        return [((*self.at(key), i), item) for i, item in enumerate(self.items_of(key, value))]

    def mapping(self, key: str) -> "MappingReader | None":
        """A mapping under ``key``, or None."""
        value = self.raw(key)
        return None if value is None else MappingReader(value, self.at(key), self.lists)

    def items_of(self, key: str, value: Any) -> Sequence[Any]:
        if isinstance(value, str | Mapping) or not isinstance(value, Sequence):
            raise RuleFileError(self.at(key), f"”{key}” ska vara en lista (rader som börjar med - eller [a, b])")
        return value

    def close(self, in_order: bool = False) -> None:
        """Refuse keys that were not read and, with ``in_order``, keys in another order than they were read in."""
        for key in self.values:
            if key not in self.known:
                raise RuleFileError(self.at(key), f"okänd nyckel ”{key}”; här får stå: {', '.join(dict.fromkeys(self.known))}")
        if in_order:
            wanted = [key for key in dict.fromkeys(self.known) if key in self.values]
            for key, expected in zip(self.values, wanted, strict=True):
                if key != expected:
                    raise RuleFileError(self.at(key), f"”{key}” står på fel plats; ordningen är: {', '.join(wanted)}")


def whole_number(bounds: Bounds) -> str:
    """What is to be written, in Swedish: "ett heltal, 1 till 60"."""
    return f"ett heltal, {bounds[0]} till {bounds[1]}"


def shortened(value: str) -> str:
    """A wrong value as it is shown."""
    return value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"


def as_text(value: Any, path: Path) -> str:
    """The value, if it is a text."""
    if not isinstance(value, str):
        raise RuleFileError(path, "ska vara en text")
    return value


def choice(value: str, allowed: Iterable[Word], path: Path) -> Word:
    """The value, if it is one of those allowed."""
    allowed = tuple(allowed)
    for word in allowed:
        if value == word:
            return word
    near = get_close_matches(value, allowed, 1, 0.7)
    meant = f"menade du ”{near[0]}”? Välj" if near else "välj"
    raise RuleFileError(path, f"”{value}” finns inte; {meant} bland: {', '.join(allowed)}")
