"""New checks and replies from a short form."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from rutinlots.core.rules import Rules
from rutinlots.rule_files.writing import dumped
from rutinlots.workshop.forms.prose import broken_lines

_PLACEHOLDER = re.compile(r"\[([^\[\]\n]*)\]")
_OTHER = re.compile(r"[^a-z0-9]+")
_LETTERS = re.compile(r"[\w-]+")
_TAIL = re.compile(r"(\( ?\\w[*+]? ?\)|\\w|\\d)(\{[\d,]*\}|[*+?])?")
_GROUP = re.compile(r"\(\??:?([^()]*)\)[?*]?")


def id_of(title: str, taken: Sequence[str]) -> str:
    """A name for a file, made of a title: small letters, digits and hyphens, and not one that is taken."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    name = _OTHER.sub("-", plain).strip("-")[:50].strip("-") or "ny"
    number, unique = 2, name
    while unique in taken:
        unique, number = f"{name}-{number}", number + 1
    return unique


def new_reply(
    title: str, text: str, keywords: Sequence[str], mails: Sequence[str], others: Sequence[str], rules: Rules
) -> tuple[str, str]:
    """The id and the file of a new reply."""
    id = id_of(title, [snippet.id for snippet in rules.snippets])
    values: dict[str, Any] = {"id": id, "title": title, "covers": ["KM-07"], "status": "active", "keywords": list(keywords)}
    if named := dict.fromkeys(_PLACEHOLDER.findall(text)):
        values["fields"] = {name: {"label": name.capitalize(), "example": name} for name in named}
    values["text"] = "\n".join(broken_lines(text.replace("\r", "").split("\n"), ""))
    values["mails"] = {"should": list(mails), "should_not": list(others)}
    return id, dumped(values)


def _said(pattern: str) -> str:
    """A text that a simple pattern finds: of alternatives the first, of ends of words none."""
    text = _GROUP.sub(lambda group: group[1].split("|")[0], _TAIL.sub("", pattern))
    return " ".join(_LETTERS.findall(text)) or "ord"


def new_check(title: str, words: Sequence[str], message: str, source: tuple[str, str], rules: Rules) -> tuple[str, str]:
    """The id and the file of a new check that shows a hint when the reply has some words.

    Its examples are made of the words; the team leader makes them better.
    """
    id = id_of(title, [check.id for check in rules.checks])
    plain = [_said(word) for word in words]
    first, second = plain[0], plain[1] if len(plain) > 1 else plain[0]

    def text(inside: str) -> str:
        return f"Hej Anna,\n\nTack för att du kontaktar oss. {inside}\n\nHa en fin dag!"

    values = {
        "id": id,
        "title": title,
        "covers": ["KM-04"],
        "level": "hint",
        "status": "trial",
        "moments": ["write", "send"],
        "source": {"routine": source[0], "section": source[1]},
        "message": message,
        "why": message,
        "present": {"in": "draft", "any": list(words)},
        "bad": [
            {"name": "första exemplet", "draft": text(f"Det gäller <mark>{first}</mark>.")},
            {"name": "ett annat sätt att skriva det", "draft": text(f"Vi vill berätta om <mark>{second}</mark> i dag.")},
        ],
        "good": [
            {"name": "inget av orden", "draft": text("Vi återkommer i morgon.")},
            {"name": "något annat", "draft": text("Fakturan är skickad.")},
            {
                "name": "nära gränsen",
                "because": "Bara en del av ordet står där.",
                "draft": text(f"Det gäller {first[: max(2, len(first) // 2)]}."),
            },
        ],
    }
    return id, dumped(values)
