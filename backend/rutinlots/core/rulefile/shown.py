"""What a text that people read may hold: no invisible characters, and no more than there is room for."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from rutinlots.core.rulefile.errors import RuleFileError

# Characters. The panel is 320 pixels wide, about 45 characters: so a title is two lines, and a text eight or nine.
TITLE, LABEL, LINES, REPLY = 80, 120, 400, 5_000

# Control characters but line break and tab, line separators, and what turns the direction of reading.
_UNSEEN = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]")
_ESCAPED = re.compile(r"\\[0abvferNLPxuU]")  # by which YAML writes them, or a pattern something else
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_CUSTOMERS = frozenset(("mails", "ticket"))  # what customers write may have them: it is what some checks look for
_EXAMPLES = frozenset(("bad", "good"))
_ABOUT_EXAMPLE = frozenset(("name", "because"))
_BEFORE = 20  # characters shown before the sign, by which it is found

Path = tuple[str | int, ...]


def may_hide(text: str) -> bool:
    """Whether a file's text may have invisible characters in it; most have none, which is seen in a tenth of the time."""
    return not text.replace("\n", "").isprintable() or _ESCAPED.search(text) is not None


def refuse_unseen(values: Any) -> None:
    """Refuse invisible characters in a rule file, but in mails and drafts that are there as examples.

    :raises RuleFileError: with the path of the text that has it.
    """
    for path, text in _texts(values, ()):
        if fault := unseen(text):
            named = path[-1] if path and isinstance(path[-1], str) else None
            raise RuleFileError(path, f"”{named}” {fault}" if named else f"raden {fault}")


def unseen(text: str) -> str:
    """What is wrong with a text with an invisible character, with the cure; nothing for another."""
    found = _UNSEEN.search(text)
    if found is None:
        return ""
    sign = found[0]
    kind = "vänder läsriktningen" if sign in _DIRECTION else "ett styrtecken"
    before = " ".join(text[: found.start()].split())[-_BEFORE:]
    where = f"efter ”{before}”" if before else "i början"
    return f"har ett tecken som inte syns (U+{ord(sign):04X}, {kind}) {where}: ta bort det, eller skriv texten på nytt"


def fits(text: str, longest: int, key: str, path: Path) -> str:
    """The text, if there is room for it. :raises RuleFileError: otherwise."""
    if len(text.strip()) > longest:
        raise RuleFileError(path, f"”{key}” är {len(text.strip())} tecken, men högst {longest} får plats: korta texten")
    return text


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """The texts that are looked at; a key is one of the mapping that it stands in."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        example = len(path) == 2 and path[0] in _EXAMPLES
        for key, inner in value.items():
            yield path, key
            if not (key in _CUSTOMERS or (example and key not in _ABOUT_EXAMPLE)):
                yield from _texts(inner, (*path, key))
    else:
        for number, inner in enumerate(value or ()):
            yield from _texts(inner, (*path, number))
