"""Word lists as forms, one word or expression on a line: names, topics, other companies' matters, vocabulary, shared lists."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rutinlots.core.rulefile.extension import FEATURES
from rutinlots.rule_files.document import read_document
from rutinlots.rule_files.edit import edited
from rutinlots.workshop.forms.field import Field, Group, field_of
from rutinlots.workshop.forms.new import id_of
from rutinlots.workshop.words import ELSEWHERE, EXTENSION, LISTS, NAMES, NEW_THEMES, OWN_NAMES, TOPICS, VOCABULARY

OWN = "names/egna.txt"
ADDED = "+"  # in the place of a key that is yet to be made
THEMES = ("themes", "snippet_themes")


def list_groups(file: str, values: Mapping[str, Any]) -> Iterator[Group]:
    """The form of a YAML file that holds word lists, or nothing for another."""
    if file == "topics.yaml":
        yield from _topics(values)
    elif file == "elsewhere.yaml":
        yield from _elsewhere(values)
    elif file == "vocabulary.yaml":
        for key, title in VOCABULARY.items():
            inner = values.get(key)
            names = inner if isinstance(inner, Mapping) else {}
            named = (_needed(field_of(values, (key, name), (name, ""))) for name in names)
            yield Group(title, (*named, *_more_themes(key)), folded=True)
    elif file == "extension.yaml":
        yield Group("Det som kan vila", (field_of(values, ("off",), EXTENSION["off"], "many", FEATURES.items()),))
    elif file.startswith("words/"):
        labels = [(f"<{name}>", "" if number else LISTS) for number, name in enumerate(values)]
        fields = (field_of(values, (name,), words, "lines") for name, words in zip(values, labels, strict=True))
        yield Group("Listorna", tuple(map(_needed, fields)))


def _more_themes(key: str) -> Iterator[Field]:
    """Room for new groups; the other words are the program's own."""
    if key in THEMES:
        label, help = NEW_THEMES
        yield Field(name=f"{key}/{ADDED}", path=(key, ADDED), label=label, help=help, kind="lines")


def with_themes(text: str, key: str, titles: Sequence[str]) -> str:
    """The vocabulary with more groups, each with a name for its folder; one that is there already is not added."""
    for title in titles:
        known = read_document(text).values.get(key) or {}
        if title.casefold() not in (each.casefold() for each in known.values()):
            text = edited(text, (key, id_of(title, list(known))), title)
    return text


def _needed(field: Field) -> Field:
    return replace(field, needed=True)


def _topics(values: Mapping[str, Any]) -> Iterator[Group]:
    for id, topic in values.items():
        if not isinstance(topic, Mapping):
            continue
        fields = [field_of(values, (id, "title"), TOPICS["title"]), plain_lines(values, (id, "any"), TOPICS["any"])]
        own = topic.get("words")
        for name in own if isinstance(own, Mapping) else ():
            fields.append(field_of(values, (id, "words", name), (f"<{name}>", TOPICS["words"][1]), "lines"))
        asked = topic.get("follow_ups")
        for number in range(len(asked) if isinstance(asked, list) else 0):
            for key in ("question", "answered"):
                label, help = TOPICS[key]
                path = (id, "follow_ups", number, key)
                words = (f"{label} {number + 1}", help)
                fields.append(field_of(values, path, words) if key == "question" else plain_lines(values, path, words))
        yield Group(str(topic.get("title") or id), tuple(fields), folded=True)


def _elsewhere(values: Mapping[str, Any]) -> Iterator[Group]:
    yield Group("Ord som är våra", (field_of(values, ("ours",), ELSEWHERE["ours"], "lines"),))
    matters = values.get("matters")
    for id, matter in matters.items() if isinstance(matters, Mapping) else ():
        kinds = (("title", "line"), ("keywords", "lines"))
        fields = tuple(field_of(values, ("matters", id, key), ELSEWHERE[key], kind) for key, kind in kinds)  # type: ignore[arg-type]
        yield Group(str(matter.get("title") or id) if isinstance(matter, Mapping) else id, fields, folded=True)


def plain_lines(
    values: Any, path: tuple[str | int, ...], words: tuple[str, str], others_are: str = "ändrar du under ”Visa som text”"
) -> Field:
    """The plain ones of a list's items, a line each; those with exceptions are changed as text, or where ``others_are``."""
    found: Any = values
    for key in path:
        found = found[key] if isinstance(found, list) or key in (found or ()) else None
    items = found if isinstance(found, list) else []
    plain = [each for each in items if isinstance(each, str)]
    label, help = words
    if others := len(items) - len(plain):
        what = "dem " if others_are.startswith("ändrar") else "de "
        help = f"{help} {others} till har egna undantag; {what}{others_are}.".strip()
    name = "/".join(map(str, path))
    return Field(name=name, path=path, label=label, help=help, kind="lines", values=tuple(plain), partly=bool(others))


def name_groups(file: str, text: str) -> list[Group]:
    """The form of a list of names."""
    if file != OWN:
        label, help = NAMES[file.removeprefix("names/")]
        field = Field(name="rader", path=("rader",), label=label, help=help, kind="long", values=tuple(text.rstrip().split("\n")))
        return [Group("Listan", (field,))]
    lines = _entries(text)
    both = (
        ("namn", [line for line in lines if line[0] != "-"]),
        ("aldrig", [line[1:].strip() for line in lines if line[0] == "-"]),
    )
    return [
        Group(
            "Era egna namn",
            tuple(
                Field(name=name, path=(name,), label=OWN_NAMES[name][0], help=OWN_NAMES[name][1], kind="lines", values=tuple(found))
                for name, found in both
            ),
        )
    ]


def name_text(file: str, text: str, sent: Mapping[str, Sequence[str]]) -> str:
    """The text of a list of names with what was filled in, by the names of the fields."""
    if file != OWN:
        return "\n".join(sent["rader"]) + "\n" if "rader" in sent else text
    shown = {field.name: list(field.values) for field in name_groups(file, text)[0].fields}
    new = {name: list(sent.get(name, values)) for name, values in shown.items()}
    if new == shown:
        return text
    head = [line for line in text.split("\n") if line.startswith("#")]
    # Without the signs that say in the file what a line is.
    names, never = ([word for line in new[key] if (word := line.lstrip("-# "))] for key in ("namn", "aldrig"))
    return "\n".join([*head, *names, *(f"-{word}" for word in never)]) + "\n"


def with_names(text: str, names: Sequence[str]) -> str:
    """The list of the team's own names with these among them."""
    known = name_groups(OWN, text)[0].fields[0].values
    more = [name for name in dict.fromkeys(names) if name.casefold() not in (each.casefold() for each in known)]
    return name_text(OWN, text, {"namn": [*known, *more]})


def _entries(text: str) -> list[str]:
    return [line for each in text.split("\n") if (line := each.strip()) and line[0] != "#"]
