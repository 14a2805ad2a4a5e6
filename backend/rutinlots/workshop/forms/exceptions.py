"""A check's exceptions as a form: those of the whole check, and those of some of its expressions."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rutinlots.rule_files.document import read_document
from rutinlots.rule_files.edit import REMOVED, KeyPath, edited
from rutinlots.workshop.forms.field import Field, Group, field_of, name_of
from rutinlots.workshop.forms.lists import plain_lines
from rutinlots.workshop.words import CHECK, CHECK_KEYS, EXCEPTION, PLACES

KEY = "except"
_WORDS = ("pattern", "patterns")
_OF_EXPRESSIONS = ("sentence", "match")  # the places where an exception of some expressions only can look
_SHOWN = 60  # characters of a group's title
_SIGNS = re.compile(r"[\\.+*?()\[\]{}|^$]")
_STAR = re.compile(r"(?<!\\)([^\W\d_])\*(?=\s|$)")
_BRACKETS = re.compile(r"(?<!\S)\[([\w ./-]{2,})\](?!\S)")


def exception_groups(values: Mapping[str, Any]) -> Iterator[Group]:
    """The exceptions of the whole check, with room for another."""
    found = values.get(KEY)
    items = found if isinstance(found, list) else []
    for number, item in enumerate([*items, {}]):
        if isinstance(item, Mapping):
            there, path = number < len(items), (KEY, number)
            title = f"Undantag: {item.get('because') or 'utan skäl'}" if there else "Lägg till ett undantag"
            fields = tuple(_fields(values, path, item, tuple(PLACES)))
            yield Group(title, fields, folded=True, remove=name_of(path) if there else "")


def expressions(values: Mapping[str, Any], kind: str) -> Field | None:
    """What a check looks for, one on a line; those with exceptions of their own have their own groups."""
    inner = values.get(kind)
    if not isinstance(inner, Mapping) or not isinstance(inner.get("any"), list):
        return None
    return plain_lines(values, (kind, "any"), CHECK[kind], "står för sig nedanför")


def expression_groups(values: Mapping[str, Any]) -> Iterator[Group]:
    """The expressions that are not plain, with their exceptions."""
    for path, item in _entries(values):
        at, words = (*path, _key(item)), _lines(item)
        title = ", ".join(words)
        title = title if len(title) <= _SHOWN else f"{title[:_SHOWN].rstrip()} …"
        fields = [field_of(values, at, CHECK["present"], "lines")]
        for number, each in enumerate(_exceptions(item)):
            fields += _fields(values, (*path, KEY, number), each, _OF_EXPRESSIONS, number + 1)
        yield Group(f"Uttryck {'med egna undantag' if _exceptions(item) else 'för sig'}: {title}", tuple(fields), folded=True)


def _fields(
    values: Mapping[str, Any], path: KeyPath, item: Mapping[str, Any], places: Sequence[str], number: int = 0
) -> Iterator[Field]:
    words, where, because = (
        (f"Undantag {number}: {label[0].lower()}{label[1:]}" if number else label, "" if number > 1 else help)
        for label, help in (EXCEPTION[key] for key in ("patterns", "in", "because"))
    )
    yield field_of(values, (*path, _key(item)), words, "lines")
    chosen = str(item.get("in") or "sentence")
    yield Field(
        name=name_of((*path, "in")),
        path=(*path, "in"),
        label=where[0],
        help=where[1],
        kind="choice",
        values=(chosen,),
        options=tuple((each, PLACES[each]) for each in places),
    )
    yield field_of(values, (*path, "because"), because)


def _key(item: Any) -> str:
    """The key that holds an entry's words."""
    return next((key for key in _WORDS if isinstance(item, Mapping) and key in item), "patterns")


def _lines(item: Mapping[str, Any]) -> list[str]:
    found = item.get(_key(item))
    return [found] if isinstance(found, str) else [each for each in found or () if isinstance(each, str)]


def _entries(values: Mapping[str, Any]) -> Iterator[tuple[KeyPath, Mapping[str, Any]]]:
    for kind in ("present", "absent"):
        inner = values.get(kind)
        items = inner.get("any") if isinstance(inner, Mapping) else None
        for number, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, Mapping):
                yield (kind, "any", number), item


def _exceptions(item: Mapping[str, Any]) -> Sequence[Any]:
    found = item.get(KEY)
    return found if isinstance(found, list) and all(isinstance(each, Mapping) for each in found) else ()


def has_words(file: str, path: KeyPath) -> bool:
    """Does a field hold words that checks look for?"""
    return file.startswith(("words/", "topics.yaml")) or path[0] in ("present", "absent", KEY)


def as_meant(line: str) -> str:
    """An expression as it was typed, made what was meant: "faktur*" is the beginning of words, "[namn]" stands in the mail."""
    return _BRACKETS.sub(r"\\[\1\\]", _STAR.sub(r"\1\\w*", line))


def literally(words: str) -> str:
    """An expression that finds just these words."""
    return _SIGNS.sub(r"\\\g<0>", " ".join(words.split()))


def with_words(text: str, path: KeyPath, new: Sequence[str]) -> str:
    """The text with other words where a single expression stood (``pattern``)."""
    if not new[1:]:
        return edited(text, path, new[0] if new else REMOVED, CHECK_KEYS)
    text = edited(text, (*path[:-1], "patterns"), list(new), CHECK_KEYS)
    return edited(text, path, REMOVED, CHECK_KEYS)


def new_place(values: Any) -> KeyPath:
    """Where another exception of the whole check would be."""
    found = values.get(KEY) if isinstance(values, Mapping) else None
    return (KEY, len(found) if isinstance(found, list) else 0)


def with_exception(text: str, words: Sequence[str], place: str, because: str) -> str:
    """The text with another exception of the whole check, unless it is empty."""
    if not (words or because):
        return text
    item: dict[str, Any] = {"because": because}
    if place not in ("", "sentence"):
        item["in"] = place
    if words:
        item["patterns"] = list(words)
    return edited(text, new_place(read_document(text).values), item, CHECK_KEYS)


def with_reasons(text: str) -> str:
    """The text as if it were said of each exception of the whole check why it is one."""
    values = read_document(text).values
    for number, item in enumerate(_exceptions(values)):
        if not item.get("because"):
            text = edited(text, (KEY, number, "because"), "-", CHECK_KEYS)
    return text


def without_empty(text: str) -> str:
    """The text without exceptions of which neither the words nor the reason are left."""
    values = read_document(text).values
    around: list[tuple[KeyPath, Mapping[str, Any]]] = [((), values), *_entries(values)]
    for path, item in around:
        some = _exceptions(item)
        gone = [number for number, each in enumerate(some) if not (_lines(each) or each.get("because"))]
        if item.get(KEY) == [] or (gone and len(gone) == len(some)):
            text = edited(text, (*path, KEY), REMOVED, CHECK_KEYS)
            continue
        for number in reversed(gone):
            text = edited(text, (*path, KEY, number), REMOVED, CHECK_KEYS)
    return text
