"""When to suggest nothing: words that are ours, and matters that no snippet is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.reader import MappingReader
from rutinlots.core.snippets.words.wording import IDENTIFIED, words


@dataclass(frozen=True)
class Matter:
    """One kind of mail that the library has no answer to: job applications, sales, thanks, another company's matter.

    ``mails`` are such mails, in any language, which meaning goes by.
    """

    id: str
    title: str
    keywords: tuple[str, ...]
    mails: tuple[str, ...] = ()


@dataclass(frozen=True)
class OutOfScope:
    """``ours`` are folded words that are hardly written to others, ``beginnings`` the beginnings of such words."""

    matters: tuple[Matter, ...] = ()
    ours: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()

    def has(self, key: str) -> bool:
        """Is the folded word ours? A customer number with its digits is."""
        return key in self.ours or key.startswith(self.beginnings) or key == IDENTIFIED


def read_out_of_scope(values: Mapping[str, Any]) -> OutOfScope:
    """Read ``elsewhere.yaml``'s values: ``{ours: […], matters: {id: {title, keywords, mails}}}``. :raises RuleFileError:"""
    reader = MappingReader(values)
    ours, beginnings = set(), []
    for place, text in enumerate(reader.texts("ours")):
        keys = [word.key for word in words(text.removesuffix("*"))]
        if len(keys) != 1:
            raise RuleFileError((*reader.at("ours"), place), f"”{text}” ska vara ett enda ord, med eller utan * i slutet")
        if text.endswith("*"):
            beginnings.append(keys[0])
        else:
            ours.add(keys[0])
    inner = reader.mapping("matters")
    if inner is None:
        raise RuleFileError(reader.path, "”matters” saknas: skriv {namn: {title: …, keywords: […]}}")
    matters = tuple(_read(MappingReader(inner.raw(name), inner.at(name)), name) for name in inner.values)
    reader.close(in_order=True)
    return OutOfScope(matters, frozenset(ours), tuple(beginnings))


def _read(reader: MappingReader, name: str) -> Matter:
    matter = Matter(name, reader.text("title"), reader.texts("keywords"), reader.texts("mails", ()))
    reader.close(in_order=True)
    return matter
