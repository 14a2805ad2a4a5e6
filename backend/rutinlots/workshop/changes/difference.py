"""Two texts of a rule file, compared field by field in words that a team leader uses."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rules import Vocabulary
from rutinlots.core.snippets.texts.snippet import paragraphs
from rutinlots.rule_files.document import read_document
from rutinlots.rule_files.edit import KeyPath
from rutinlots.rule_files.matching import MOST_LINES, changed, matches
from rutinlots.workshop.changes.changed_names import changed_names
from rutinlots.workshop.forms.prose import is_prose
from rutinlots.workshop.words import CHECK, EXAMPLE, EXCEPTION, GUIDE, OTHER, PLACES, SETTINGS, SNIPPET, VOCABULARY

Piece = tuple[str, str]  # "same", "gone" or "new", and the words
ELSE = "Bara radbrytningar, kommentarer eller ordning"
_MOST_COMPARED = 1_000_000  # pairs of words in all; fields beyond are shown as wholes
_LONG, _KEPT = 300, 120  # characters of an unchanged stretch that is shortened, and what is left at each end of it
_BLANK = "[{}]: "
_SPACE = re.compile(r"(\s)")
_PARTS = {
    "bad": "Exempel där den säger till",
    "good": "Exempel där den är tyst",
    "guides": "Guide",
    "sections": "Avsnitt",
    "fields": "Fält",
    "steps": "Steg",
    "copies": "Text att kopiera",
    "outcomes": "Slutsats",
}
_IN_EXERCISES = ("solved", "facit", "mistake")  # an exercise says why something is right or wrong
_LABELS: Mapping[str, str] = {
    **VOCABULARY,
    **{key: label for key, (label, _) in {**GUIDE, **EXAMPLE, **SNIPPET, **CHECK}.items()},
    **{key: label for group in SETTINGS.values() for key, (label, _) in group.items()},
    **OTHER,
}


@dataclass(frozen=True)
class Difference:
    """A field that differs: its label, and its words with what is gone and what is new."""

    label: str
    pieces: tuple[Piece, ...]


def differences(file: str, before: str, after: str, words: Vocabulary) -> list[Difference]:
    """The fields that differ between two texts of a file; an empty text is no file."""
    left, found = _MOST_COMPARED, list[Difference]()
    for label, old, new in changed_fields(file, before, after, words):
        texts = _Texts.of(old, new)
        left -= texts.work
        found.append(Difference(label, tuple(map(_shortened, _pieces(texts) if left >= 0 else _wholes(old, new)))))
    return found or ([Difference(ELSE, ())] if before != after else [])


def changed_fields(file: str, before: str, after: str, words: Vocabulary) -> list[tuple[str, str, str]]:
    """The fields that differ, each as label, text before and text after."""
    if file.startswith("names/"):
        return list(changed_names(before, after))
    try:
        both_texts = _numbered(*(_read(text) if text else {} for text in (before, after)))
        old, new = (_flat_in_words(file, each, words) for each in both_texts)
    except (RuleFileError, _NoMapping):
        return list(_changed_lines(before, after))
    paths = [*new, *(path for path in old if path not in new)]
    both = ((path, old.get(path, ""), new.get(path, "")) for path in paths)
    return [(label_of(path), one, other) for path, one, other in both if one.strip() != other.strip()]


class _NoMapping(Exception):
    """The text is none of the rules' files."""


def _changed_lines(before: str, after: str) -> Iterator[tuple[str, str, str]]:
    old, new = before.splitlines(), after.splitlines()
    if len(old) + len(new) > MOST_LINES:
        yield "Listan", "", ""
        return
    for i, j, k, m in changed(old, new):
        yield f"Rad {k + 1}", "\n".join(old[i:j]), "\n".join(new[k:m])


def _read(text: str) -> Mapping[str, Any]:
    values = read_document(text).values
    if not isinstance(values, Mapping):
        raise _NoMapping
    return values


def _numbered(old: Any, new: Any) -> tuple[Any, Any]:
    """Both with the items of their lists by number: those that match have the same, and one that is gone its own, below zero."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        both = {key: _numbered(old[key], new[key]) for key in old if key in new}
        return {**old, **{key: each[0] for key, each in both.items()}}, {**new, **{key: each[1] for key, each in both.items()}}
    if not (isinstance(old, list) and isinstance(new, list)) or all(isinstance(each, str) for each in (*old, *new)):
        return old, new
    match = matches([repr(each) for each in old], [repr(each) for each in new])
    left, right = {}, dict(enumerate(new))
    for number, each in enumerate(old):
        if number in match:
            left[match[number]], right[match[number]] = _numbered(each, new[match[number]])
        else:
            left[-number - 1] = each
    return left, right


def _flat_in_words(file: str, values: Mapping[str, Any], words: Vocabulary) -> Mapping[KeyPath, str]:
    found = ((path, paragraphs(text) if is_prose(file, path) else text) for path, text in flat(values))
    return {path: in_words(path, text, words) for path, text in found}


def in_words(path: KeyPath, text: str, words: Vocabulary) -> str:
    """A value, with the words of the vocabulary where it is one of a few."""
    named = {"level": words.levels, "status": words.statuses, "moments": words.moments, "drafts": words.drafts}
    names = named.get(str(path[0]), {}) if len(path) == 1 else PLACES if path[-1:] == ("in",) and "except" in path else {}
    return "\n".join(names.get(each, each) for each in text.split("\n"))


def flat(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """The texts of plain values by their paths; a list of texts is one, a line for each."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from flat(inner, (*path, key))
    elif isinstance(value, list):
        if all(isinstance(each, str) for each in value):
            yield path, "\n".join(value)
        else:
            for number, inner in enumerate(value):
                yield from flat(inner, (*path, number))
    else:
        yield path, value or ""


def label_of(path: KeyPath, around: KeyPath = ()) -> str:
    """What a value is called on the pages, by its path; ``around`` is the path of what it is named in."""
    words: list[str] = []
    for at, key in enumerate(path):
        if key == "mails":  # its lists say it too
            continue
        if isinstance(key, int):
            number = key + 1 if key >= 0 else -key
            words[-1:] = [f"{words[-1]} {number}"] if words else [str(number)]
        elif key in _PARTS and (at + 1 < len(path) or key not in _LABELS):
            words.append(_PARTS[key])
        elif key == "because" and (*around, *path)[0] in _IN_EXERCISES:
            words.append(CHECK["why"][0])
        elif key in EXCEPTION and "except" in (*around, *path[:at]):
            words.append(EXCEPTION[key][0])
        else:
            words.append(_named(key, path[at - 1] if at else ""))
    return " › ".join(words)


def _named(key: str, parent: str | int) -> str:
    """A key in words: of a reply's blank, which has its name before it, and of a guide's question, which has a number."""
    label = _LABELS.get(key, key)
    if label.startswith(_BLANK):
        return label.removeprefix(_BLANK).capitalize() if isinstance(parent, str) else GUIDE.get(key, (key, ""))[0]
    return label


def compared(before: str, after: str) -> tuple[Piece, ...]:
    """Two texts word by word, with what is the same in both shortened."""
    texts = _Texts.of(before, after)
    return tuple(map(_shortened, _pieces(texts) if texts.work <= _MOST_COMPARED else _wholes(before, after)))


@dataclass(frozen=True)
class _Texts:
    """Two texts in words and spaces, of which the first ``head`` and the last ``tail`` are the same."""

    old: list[str]
    new: list[str]
    head: int
    tail: int

    @classmethod
    def of(cls, old: str, new: str) -> "_Texts":
        """Split two texts."""
        before, after = _split(old), _split(new)
        both = list(zip(before, after, strict=False))
        head = next((at for at, (one, other) in enumerate(both) if one != other), len(both))
        most = min(len(before), len(after)) - head
        tail = 0
        while tail < most and before[-1 - tail] == after[-1 - tail]:
            tail += 1
        return cls(before, after, head, tail)

    @property
    def work(self) -> int:
        """How much there is to compare."""
        same = self.head + self.tail
        return (len(self.old) - same) * (len(self.new) - same)

    def opcodes(self) -> list[tuple[str, int, int, int, int]]:
        """What is the same and what is not, as difflib says it."""
        head, ends = self.head, (len(self.old) - self.tail, len(self.new) - self.tail)
        between = difflib.SequenceMatcher(None, self.old[head : ends[0]], self.new[head : ends[1]], autojunk=False)
        middle = [(kind, i + head, j + head, k + head, m + head) for kind, i, j, k, m in between.get_opcodes()]
        first = [("equal", 0, head, 0, head)] if head else []
        last = [("equal", ends[0], len(self.old), ends[1], len(self.new))] if self.tail else []
        return [*first, *middle, *last]


def _shortened(piece: Piece) -> Piece:
    kind, words = piece
    return (kind, f"{words[:_KEPT]} … {words[-_KEPT:]}") if kind == "same" and len(words) > _LONG else piece


def _wholes(old: str, new: str) -> Iterator[Piece]:
    yield from (piece for piece in (("gone", old), ("new", new)) if piece[1])


def _pieces(texts: _Texts) -> Iterator[Piece]:
    """Word by word; as wholes where little is the same."""
    before, after, opcodes = texts.old, texts.new, texts.opcodes()
    equal = [(i, j) for kind, i, j, _, _ in opcodes if kind == "equal"]
    alike = sum(j - i for i, j in equal if "".join(before[i:j]).strip())
    if 2 * alike < len(before) + len(after) - 2 * alike:
        yield from _wholes("".join(before), "".join(after))
        return
    gone = added = ""
    for kind, i, j, k, m in opcodes:
        same = "".join(before[i:j])
        if kind == "equal" and (same.strip() or not (gone or added)):
            yield from (piece for piece in (("gone", gone), ("new", added)) if piece[1])
            gone = added = ""
            yield "same", same
        else:  # a space between two changes is part of them
            gone, added = gone + same, added + "".join(after[k:m])
    yield from (piece for piece in (("gone", gone), ("new", added)) if piece[1])


def _split(text: str) -> list[str]:
    """Words, and what stands between them."""
    parts = [part for part in _SPACE.split(text) if part]
    return parts if len(parts) < 4000 else [text]
