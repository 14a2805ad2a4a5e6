"""A rule file as a form: fields with plain labels, and the file's text with what was filled in."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rutinlots.core.rules import Rules
from rutinlots.core.snippets.texts.snippet import FEWEST
from rutinlots.rule_files.document import read_document
from rutinlots.rule_files.edit import REMOVED, KeyPath, edited, sorted_keys
from rutinlots.rule_files.items import aligned
from rutinlots.workshop.forms.exceptions import (
    KEY,
    as_meant,
    exception_groups,
    expression_groups,
    expressions,
    has_words,
    new_place,
    with_exception,
    with_words,
    without_empty,
)
from rutinlots.workshop.forms.field import Field, Group, Kind, field_of, name_of, path_of
from rutinlots.workshop.forms.lists import ADDED, list_groups, name_groups, name_text, with_themes
from rutinlots.workshop.forms.pasted import tidy
from rutinlots.workshop.forms.prose import broken_lines, is_prose, whole_lines
from rutinlots.workshop.words import CHECK, EXAMPLE, GUIDE, SETTINGS, SNIPPET, SNIPPET_KEYS, Words, keys_of

_PLACEHOLDER = re.compile(r"\[([^\[\]\n]*)\]")


def groups_of(file: str, text: str, rules: Rules) -> list[Group]:
    """The form of a file. :raises RuleFileError: when its text can't be read."""
    if file.startswith("names/"):
        return name_groups(file, text)
    values = read_document(text).values
    if not isinstance(values, Mapping):
        return []
    made: Iterable[Group] = ()
    if file.startswith("checks/"):
        made = _check(values, rules)
    elif file.startswith("snippets/"):
        made = _snippet(values, rules)
    elif file.startswith("routines/"):
        made = _routine(values)
    elif file == "settings.yaml":
        made = [Group(title, tuple(_settings(values, keys))) for title, keys in SETTINGS.items()]
    else:
        made = list_groups(file, values)
    return [_shown(file, group) for group in made if group.fields]


def _shown(file: str, group: Group) -> Group:
    """The group with whole paragraphs, where only the file breaks their lines."""
    fields = (replace(field, values=whole_lines(field.value)) if is_prose(file, field.path) else field for field in group.fields)
    return replace(group, fields=tuple(fields))


def filled_in(file: str, text: str, form: Mapping[str, Sequence[str]], rules: Rules) -> str:
    """The text with what differs in the form. :raises RuleFileError: when the text can't be read."""
    order = keys_of(file)
    groups = groups_of(file, text, rules)
    sent = {
        field.name: (field, _sent(field, form.get(field.name, ()), has_words(file, field.path)))
        for group in groups
        for field in group.fields
        if field.name in form or (field.kind == "many" and f"{field.name}!" in form)
    }
    if file.startswith("names/"):
        return name_text(file, text, {name: lines for name, (_, lines) in sent.items()})
    new_one = new_place(read_document(text).values) if file.startswith("checks/") else None
    added = {field.path[-1]: new for field, new in sent.values() if field.path[:-1] == new_one}
    for field, new in sent.values():
        if field.path[-1] == ADDED:
            text = with_themes(text, str(field.path[0]), new)
            continue
        if field.path[:-1] == new_one:
            continue
        if new != list(field.values) and not (field.kind == "many" and set(new) == set(field.values)):
            if is_prose(file, field.path):
                new = broken_lines(new, field_of(read_document(text).values, field.path, ("", "")).value)
            text = _changed(text, field, new, order)
    gone = [group.remove for group in groups if group.remove and group.remove in form.get("remove", ())]
    for name in sorted(gone, key=path_of, reverse=True):
        text = edited(text, path_of(name), REMOVED, order)
    if any(KEY in field.path for field, _ in sent.values()):
        text = without_empty(text)
    if added:
        where, because = ("".join(added.get(key, ())[:1]) for key in ("in", "because"))
        text = with_exception(text, added.get("patterns", ()), where, because)
    if file.startswith("snippets/"):
        text = with_blanks(text)
    return in_order(file, text)


def in_order(file: str, text: str) -> str:
    """The text with its keys in order. :raises RuleFileError: when it can't be read."""
    order = keys_of(file)
    return sorted_keys(text, order) if order else text


def _sent(field: Field, sent: Sequence[str], has_words: bool) -> list[str]:
    if field.kind == "many":
        return [value for value, _ in field.options if value in sent]
    text = (sent[0] if sent else "").replace("\r\n", "\n").replace("\r", "\n")
    if field.kind == "lines":
        written = (line.strip() for line in text.split("\n"))
        read = (lambda line: as_meant(tidy(line))) if has_words else tidy
        return [kept for line in written if (kept := line if line in field.values else read(line))]
    lines = [line.rstrip() for line in text.strip("\n").split("\n")]
    return [] if lines == [""] else lines


def _changed(text: str, field: Field, new: list[str], order: Sequence[str]) -> str:
    """The text with a field's new lines."""
    if field.path[-1] == "pattern":
        return with_words(text, field.path, new)
    if field.partly:
        return edited(text, field.path, _among_others(_at(read_document(text).values, field.path), field.values, new), order)
    return edited(text, field.path, _value(field, new), order)


def _among_others(items: Sequence[Any], old: Sequence[str], new: Sequence[str]) -> list[Any]:
    """A list's items with other texts among those that are more than a text, which stay where they are."""
    first, places = aligned(old, new)
    of_each = iter(places)
    inside = [each for item in items for each in (next(of_each) if isinstance(item, str) else [item])]
    return [*first, *inside] if old else [*inside, *first]


def _at(values: Any, path: KeyPath) -> Any:
    for key in path:
        values = values[key]
    return values


def _value(field: Field, lines: list[str]) -> Any:
    if not lines:
        return ([] if field.kind == "lines" else "") if field.needed else REMOVED
    if field.path == ("source",):
        routine, _, section = lines[0].partition(" · ")
        return {"routine": routine, "section": section}
    if field.kind in ("lines", "many"):
        return lines
    return lines[0] if len(lines) == 1 else "\n".join(lines)


def _check(values: Mapping[str, Any], rules: Rules) -> Iterator[Group]:
    words, none = rules.vocabulary, [("", "inget")]
    sections = [
        (f"{routine.id} · {section.title}", f"{routine.title}: {section.title}")
        for routine in rules.routines
        for section in routine.sections
    ]
    snippets = [(each.id, each.title) for each in sorted(rules.snippets, key=lambda each: each.title)]
    guides = [("", "ingen"), *((guide.id, guide.title) for guide in rules.guides.values())]
    yield Group(
        "Det handläggaren ser",
        (
            field_of(values, ("title",), CHECK["title"]),
            field_of(values, ("message",), CHECK["message"], "long"),
            field_of(values, ("why",), CHECK["why"], "long"),
            field_of(values, ("level",), CHECK["level"], "choice", words.levels.items()),
            field_of(values, ("suggest",), CHECK["suggest"], "choice", [*none, *snippets]),
            field_of(values, ("guide",), CHECK["guide"], "choice", guides),
        ),
    )
    yield from exception_groups(values)
    yield Group("Vad den letar efter", tuple(_patterns(values)))
    yield from expression_groups(values)
    yield Group(
        "När den tittar, och varför den finns",
        (
            field_of(values, ("moments",), CHECK["moments"], "many", words.moments.items()),
            field_of(values, ("source",), CHECK["source"], "choice", sections),
        ),
    )
    yield from _examples(values, "bad", "Så här säger den till")
    yield from _examples(values, "good", "Så här är den tyst")


def _patterns(values: Mapping[str, Any]) -> Iterator[Field]:
    for kind in ("present", "absent"):
        inner = values.get(kind)
        if not isinstance(inner, Mapping):
            continue
        if field := expressions(values, kind):
            yield field
        lists = inner.get("words")
        for name, each in lists.items() if isinstance(lists, Mapping) else ():
            if isinstance(each, list):
                told = f"Ordlistan <{name}>", "Ett ord eller uttryck på varje rad."
                yield field_of(values, (kind, "words", name), told, "lines")


def _examples(values: Mapping[str, Any], key: str, title: str) -> Iterator[Group]:
    found = values.get(key)
    items = found if isinstance(found, list) else []
    for number, item in enumerate([*items, {"name": "", "draft" if _about_draft(items) else "mail": ""}]):
        if not isinstance(item, Mapping):
            continue
        there = number < len(items)
        keys = [name for name in EXAMPLE if name in item or name in ("name", *(("because",) if key == "good" else ()))]
        fields = []
        for name in keys:
            path: KeyPath = (key, number, name)
            if name == "draft" and isinstance(item.get("draft"), Mapping):
                path = (*path, "text")
            if not isinstance(item.get(name), list):
                kind: Kind = "line" if name in ("name", "because") else "long"
                fields.append(field_of(values, path, EXAMPLE[name], kind))
        name = f"{title}: {item.get('name')}" if there else f"{title}: ett nytt exempel"
        yield Group(name, tuple(fields), folded=True, remove=name_of((key, number)) if there else "")


def _about_draft(items: Sequence[Any]) -> bool:
    return not items or any(isinstance(item, Mapping) and "draft" in item for item in items)


def _snippet(values: Mapping[str, Any], rules: Rules) -> Iterator[Group]:
    yield Group(
        "Svaret",
        (
            field_of(values, ("title",), SNIPPET["title"]),
            field_of(values, ("text",), SNIPPET["text"], "long"),
            *(
                field_of(values, ("fields", name, part), (SNIPPET[part][0].format(name), SNIPPET[part][1]))
                for name in values.get("fields") or ()
                for part in ("label", "example")
            ),
            field_of(values, ("english",), SNIPPET["english"], "long"),
        ),
    )
    status = field_of(values, ("status",), SNIPPET["status"], "choice", rules.vocabulary.statuses.items())
    yield Group("När det ska föreslås", (field_of(values, ("keywords",), SNIPPET["keywords"], "lines"), *_mails(values), status))


def _mails(values: Mapping[str, Any]) -> Iterator[Field]:
    mails = values.get("mails")
    for key in ("should", "should_not"):
        items = mails.get(key) if isinstance(mails, Mapping) else ()
        for number in range(max(len(items or ()) + 1, FEWEST[key])):
            label, help = SNIPPET[key]
            yield field_of(values, ("mails", key, number), (f"{label} {number + 1}", help if number == 0 else ""), "long")


def with_blanks(text: str) -> str:
    """Describe each [blank] of the text, and none that isn't there."""
    values = read_document(text).values
    written = values.get("text", "") if isinstance(values, Mapping) else ""
    named = list(dict.fromkeys(_PLACEHOLDER.findall(written if isinstance(written, str) else "")))
    known = values.get("fields") or {}
    if not isinstance(known, Mapping) or list(known) == named or set(known) == set(named):
        return text
    new = {name: known.get(name) or {"label": name.capitalize(), "example": name} for name in named}
    return edited(text, ("fields",), new or REMOVED, SNIPPET_KEYS)


def _routine(values: Mapping[str, Any]) -> Iterator[Group]:
    top = [field_of(values, (key,), GUIDE[key]) for key in ("title", "summary") if key in values]
    yield Group("Rutinen", tuple(top))
    for key, title in (("guides", "Guiden"), ("sections", "Avsnittet")):
        for number, item in enumerate(values.get(key) or ()):
            fields = [
                field_of(values, path, _guide_words(path, values)) for path in _texts(item, (key, number)) if path[-1] in GUIDE
            ]
            yield Group(f"{title} ”{item.get('title', '')}”", tuple(fields), folded=True)


def _guide_words(path: KeyPath, values: Any) -> Words:
    part = {"fields": "Fråga", "steps": "Steg", "copies": "Text att kopiera", "outcomes": "Slutsats"}
    inside = next(((part[str(key)], path[at + 1]) for at, key in enumerate(path) if key in part), None)
    label, help = GUIDE[str(path[-1])]
    return (f"{inside[0]} {int(inside[1]) + 1}: {label.lower()}", help) if inside else (label, help)


def _texts(value: Any, path: KeyPath) -> Iterator[KeyPath]:
    if isinstance(value, str):
        yield path
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*path, number))


def _settings(values: Mapping[str, Any], keys: Mapping[str, Words]) -> Iterator[Field]:
    for key, words in keys.items():
        inner = values.get(key)
        if isinstance(inner, Mapping):
            yield from (field_of(values, (key, name), (name, words[1]), "lines") for name in inner)
        else:
            yield field_of(values, (key,), words, "lines" if isinstance(inner, list) else "line")
