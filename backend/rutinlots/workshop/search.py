"""Finds the rule behind a text that an agent has seen, or by some words of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from rutinlots.core.rules import Rules
from rutinlots.core.validation.whole import file_of
from rutinlots.rule_document import read_document

Sort = Literal["check", "snippet", "guide", "settings"]
SORTS: Mapping[Sort, str] = {"check": "Kontroll", "snippet": "Svar", "guide": "Rutin och guider", "settings": "Inställning"}
_SPACE = re.compile(r"\s+")
_BLANK = re.compile(r"\\\{\w+\\\}")
_FILL = re.compile(r"\{\w+\}")
_WORD = re.compile(r"\w{3,}")
_ENOUGH = 0.6  # of the words that are asked for
_MOST = 20
_TELLING = 15  # characters of a text beside its blanks, by which it can be told from others
_UNSEEN = frozenset({"bad", "good", "mails", "covers", "keywords"})  # what no agent sees


@dataclass(frozen=True)
class Item:
    """A file that can be changed: what it is, and what agents see of it."""

    file: str
    sort: Sort
    title: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Hit:
    """An item and the text in it that fits best."""

    item: Item
    text: str


def items_of(rules: Rules) -> list[Item]:
    """Everything in the workshop."""
    made = [Item(file_of(check), "check", check.title, _texts(rules, file_of(check))) for check in rules.checks]
    made += [Item(file_of(each), "snippet", each.title, _texts(rules, file_of(each))) for each in rules.snippets]
    for routine in rules.routines:
        file = f"routines/{routine.id}.yaml"
        made.append(Item(file, "guide", routine.title, _texts(rules, file)))
    made.append(Item("settings.yaml", "settings", "Adresser, signatur och gränser", _texts(rules, "settings.yaml")))
    lists = sorted(name for name in rules.sources if name.startswith("words/"))  # agents see no word of them
    return [*made, *(Item(name, "settings", f"Ordlista: {name[6:-5]}", ()) for name in lists)]


def found(asked: str, rules: Rules) -> list[Hit]:
    """What fits best comes first; nothing when too few of the words are in any text."""
    words = _plain(asked)[:2000]
    terms = set(_WORD.findall(words))
    if not words:
        return []
    ranked = []
    for item in items_of(rules):
        score, text = max(((_score(words, terms, text), text) for text in (item.title, *item.texts)), key=lambda each: each[0])
        if score >= _ENOUGH:
            ranked.append((score, Hit(item, text)))
    return [hit for _, hit in sorted(ranked, key=lambda each: -each[0])[:_MOST]]


def _score(words: str, terms: set[str], text: str) -> float:
    plain = _plain(text)
    if words == plain:
        return 3
    if words in plain or _filled(plain, words):
        return 2
    return len(terms & set(_WORD.findall(plain))) / len(terms) if terms else 0


def _filled(text: str, words: str) -> bool:
    """Is it the text with its {blanks} filled in?"""
    if "{" not in text or len(_FILL.sub("", text)) < _TELLING:
        return False
    return re.search(_BLANK.sub(".{0,200}", re.escape(text)), words) is not None


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip().casefold()


def _texts(rules: Rules, file: str) -> tuple[str, ...]:
    return tuple(_values(read_document(rules.sources[file]).values)) if file in rules.sources else ()


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _UNSEEN:
                yield from _values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner)
