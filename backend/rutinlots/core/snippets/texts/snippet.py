"""A reply snippet: a text that the agent inserts and adapts, and the customers' words that call for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rutinlots.core.mail.ending.closing import after_closing
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.reader import MappingReader
from rutinlots.core.rulefile.shown import LABEL, REPLY, TITLE
from rutinlots.core.rulefile.status import STATUSES, Status

FEWEST: Mapping[str, int] = {"should": 3, "should_not": 2}

_PLACEHOLDER = re.compile(r"\[([^\[\]\n]*)\]")
_NAME = re.compile(r"[a-zåäö][a-zåäö0-9-]*( [a-zåäö0-9-]+)*")
_GREETING = re.compile(r"(hej|hejsan|hello|hi|god (dag|morgon|kväll))\b", re.IGNORECASE)
_LIST_LINE = re.compile(r"([-–•*]|\d+[.)])[ \t]")


@dataclass(frozen=True)
class Field:
    """What goes in the place of ``[name]``."""

    label: str
    example: str


@dataclass(frozen=True, kw_only=True)
class Snippet:
    """One snippet file. ``text`` has no greeting and no closing; blank lines part its paragraphs.

    ``should`` and ``should_not`` are customers' mails that are to bring the snippet up, and near misses; ``asks`` are more ways
    of asking, in any language, which meaning goes by and nothing is proven on. ``own`` is a reply
    of the company's, whose ``theme`` is its folder's name; it has HTML, and ``attachments`` name its files. ``english`` is the text
    for a customer who writes English, where there is one.
    """

    id: str
    theme: str
    title: str
    covers: tuple[str, ...]
    status: Status
    keywords: tuple[str, ...]
    fields: Mapping[str, Field]
    text: str
    english: str = ""
    should: tuple[str, ...] = ()
    should_not: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    own: bool = False
    html: str = ""
    attachments: tuple[str, ...] = ()


def parse_snippet(values: Mapping[str, Any], theme: str) -> Snippet:
    """Read a snippet file's values. :raises RuleFileError: (a ValueError) with the key and what to do about it."""
    reader = MappingReader(values)
    snippet_id = reader.text("id")
    title = reader.text("title", longest=TITLE)
    covers = reader.texts("covers")
    status = reader.one_of("status", STATUSES)
    keywords = reader.texts("keywords")
    fields = _read_fields(reader.mapping("fields"))
    text = paragraphs(reader.text("text", longest=REPLY))
    _judge_text(text, fields, reader)
    english = paragraphs(reader.text("english", "", REPLY))
    if "[" in english:
        raise RuleFileError(reader.at("english"), "den engelska texten får inte ha något att fylla i: skriv om det")
    mails = reader.mapping("mails")
    if mails is None:
        raise RuleFileError(reader.path, "”mails” saknas: skriv {should: […], should_not: […]} med exempel på kunders mejl")
    should = _at_least("should", mails)
    should_not = _at_least("should_not", mails)
    asks = mails.texts("asks", ())
    mails.close(in_order=True)
    reader.close(in_order=True)
    return Snippet(
        id=snippet_id,
        theme=theme,
        title=title,
        covers=covers,
        status=status,
        keywords=keywords,
        fields=fields,
        text=text,
        english=english,
        should=should,
        should_not=should_not,
        asks=asks,
    )


def _read_fields(reader: MappingReader | None) -> Mapping[str, Field]:
    if reader is None:
        return {}
    fields = {}
    for name in reader.values:
        if not _NAME.fullmatch(name):
            raise RuleFileError(reader.at(name), f"skriv fältets namn ”{name}” med små bokstäver, siffror och bindestreck")
        inner = MappingReader(reader.raw(name), reader.at(name))
        fields[name] = Field(inner.text("label", longest=LABEL), inner.text("example", longest=LABEL))
        inner.close(in_order=True)
    return fields


def paragraphs(text: str) -> str:
    """Line breaks inside a paragraph are only the file's: they become spaces, except before the rows of a list."""
    paragraphs = []
    for block in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip()):
        lines: list[str] = []
        for line in (each.strip() for each in block.splitlines()):
            if lines and not _LIST_LINE.match(line):
                lines[-1] += " " + line
            else:
                lines.append(line)
        paragraphs.append("\n".join(lines))
    return "\n\n".join(paragraphs)


def _judge_text(text: str, fields: Mapping[str, Field], reader: MappingReader) -> None:
    at = reader.at("text")
    if "\n\n" not in text:
        raise RuleFileError(at, "dela texten i stycken: först tacket som ett eget stycke, sedan en tom rad och svaret")
    if _GREETING.match(text):
        raise RuleFileError(at, "ta bort hälsningen: Freshdesk skriver den")
    if after_closing(text.rpartition("\n\n")[2].partition("\n")[0]) is not None:
        raise RuleFileError(at, "ta bort avslutet: det skrivs i svaret, inte i mallen")
    used = _PLACEHOLDER.findall(text)
    for name in used:
        if name not in fields:
            raise RuleFileError(at, f"[{name}] står inte under ”fields”: beskriv det där eller ta bort det")
    for name in fields:
        if name not in used:
            raise RuleFileError((*reader.at("fields"), name), f"texten har inget [{name}]: skriv in det eller ta bort fältet")


def _at_least(key: str, reader: MappingReader) -> tuple[str, ...]:
    mails, fewest = reader.texts(key), FEWEST[key]
    if len(mails) < fewest:
        raise RuleFileError(reader.at(key), f"skriv minst {fewest} mejl under ”{key}”; här är {len(mails)}")
    return mails
