"""Two texts of a rule file, compared field by field in words that a team leader uses."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rules import Vocabulary
from rutinlots.rule_document import read_document
from rutinlots.rule_edit import KeyPath
from rutinlots.workshop.words import CHECK, EXAMPLE, GUIDE, OTHER, SETTINGS, SNIPPET

Piece = tuple[str, str]  # "same", "gone" or "new", and the words
_PARTS = {
    "bad": "Exempel där den säger till",
    "good": "Exempel där den är tyst",
    "guides": "Guide",
    "sections": "Avsnitt",
    "fields": "Fält",
    "steps": "Steg",
    "copies": "Text att kopiera",
    "outcomes": "Slutsats",
    "mails": "Mejl",
}
_LABELS: Mapping[str, str] = {
    **{key: label for key, (label, _) in {**GUIDE, **EXAMPLE, **SNIPPET, **CHECK}.items()},
    **{key: label for group in SETTINGS.values() for key, (label, _) in group.items()},
    **OTHER,
}


@dataclass(frozen=True)
class Difference:
    """A field that differs: its label, and its words with what is gone and what is new."""

    label: str
    pieces: tuple[Piece, ...]


def differences(before: str, after: str, words: Vocabulary) -> list[Difference]:
    """The fields that differ between two texts of a file; an empty text is no file."""
    try:
        old, new = (_read(text, words) if text else {} for text in (before, after))
    except RuleFileError:
        return [Difference("Texten", tuple(_pieces(before, after)))]
    paths = [*new, *(path for path in old if path not in new)]
    found = [
        Difference(_label(path), tuple(_pieces(old.get(path, ""), new.get(path, ""))))
        for path in paths
        if old.get(path, "").strip() != new.get(path, "").strip()
    ]
    return found or ([Difference("Bara radbrytningar, kommentarer eller ordning", ())] if before != after else [])


def _read(text: str, words: Vocabulary) -> Mapping[KeyPath, str]:
    named = {"level": words.levels, "status": words.statuses, "moments": words.moments, "drafts": words.drafts}
    flat = dict(_flat(read_document(text).values))
    for key in named:
        if (key,) in flat:
            flat[key,] = "\n".join(named[key].get(each, each) for each in flat[key,].split("\n"))
    return flat


def _flat(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(inner, (*path, key))
    elif isinstance(value, list):
        if all(isinstance(each, str) for each in value):
            yield path, "\n".join(value)
        else:
            for number, inner in enumerate(value):
                yield from _flat(inner, (*path, number))
    else:
        yield path, value or ""


def _label(path: KeyPath) -> str:
    words: list[str] = []
    for at, key in enumerate(path):
        if isinstance(key, int):
            words[-1:] = [f"{words[-1]} {key + 1}"] if words else [str(key + 1)]
        elif at + 1 < len(path) and key in _PARTS:
            words.append(_PARTS[key])
        else:
            words.append(_LABELS.get(key, key).format(key))
    return " › ".join(words)


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """Word by word; as wholes where little is the same."""
    before, after = (_split(text) for text in (old, new))
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    alike = sum(size for at, _, size in matcher.get_matching_blocks() if "".join(before[at : at + size]).strip())
    if 2 * alike < len(before) + len(after) - 2 * alike:
        yield from (piece for piece in (("gone", old), ("new", new)) if piece[1])
        return
    gone = added = ""
    for kind, i, j, k, m in matcher.get_opcodes():
        same = "".join(before[i:j])
        if kind == "equal" and (same.strip() or not (gone or added)):
            yield from (piece for piece in (("gone", gone), ("new", added)) if piece[1])
            gone = added = ""
            yield "same", same
        else:  # a space between two changes is part of them
            gone, added = gone + same, added + "".join(after[k:m])
    yield from (piece for piece in (("gone", gone), ("new", added)) if piece[1])


def _split(text: str) -> list[str]:
    parts: list[str] = []
    for word in text.split(" "):
        parts += [word, " "]
    return parts[:-1] if len(parts) < 4000 else [text]
