"""Findings and the other parts of the engine's verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Level = Literal["block", "confirm", "hint", "mark", "guide"]  # by severity
# Quotation marks of every kind: those around a quotation in a message are ours alone.
_QUOTES = dict.fromkeys(map(ord, "”“„‟»«″\""), "’")
LEVELS: tuple[Level, ...] = get_args(Level)

Logging = Literal["new", "append", "whole", "ask"]
LOGGINGS: tuple[Logging, ...] = get_args(Logging)


@dataclass(frozen=True)
class Span:
    """A stretch of text: ``where`` is ``draft``, ``subject`` (the draft's) or ``conversation/N``; end is exclusive."""

    where: str
    start: int
    end: int


@dataclass(frozen=True)
class Fix:
    """One click: put ``text`` where ``span`` is. ``label`` is what the button says."""

    label: str
    span: Span
    text: str


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One place (or none: something is missing) where a check found its fault.

    ``values`` fill the check's message; ``value`` is a mark's number; ``fields`` are properties to jump to; ``evident`` is
    what is seen at a glance in a mail as short as this one.
    """

    spans: tuple[Span, ...] = ()
    fixes: tuple[Fix, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    value: int | None = None
    fields: tuple[str, ...] = ()
    evident: bool = False


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A snippet that fits: ``score`` is 0–1, ``reasons`` the customer's sentence it was chosen by; the company's own have HTML.

    ``quote`` is the reason with … where the customer's sentence goes on. ``check`` is the id of the check that calls for
    it, whose title is the reason then; ``found`` the blanks that the customer's mails answer, each with its answer.
    """

    snippet: str
    title: str
    score: float
    reasons: tuple[str, ...]
    text: str
    quote: str = ""
    html: str = ""
    attachments: tuple[str, ...] = ()
    check: str = ""
    found: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Gate:
    """What to log in CAB before the mail leaves.

    With ``situation`` ask, ``text`` is the whole conversation and ``choices`` holds the text for append and for whole.
    ``customer`` is the customer number, where the customer's mails have one.
    """

    covers: tuple[str, ...]
    situation: Logging
    code: str
    status: str
    text: str
    choices: Mapping[str, str] = field(default_factory=dict)
    customer: str | None = None


def shown(text: str) -> str:
    """What others wrote, for a message: it can't end our quotation, turn the writing direction or begin a line."""
    plain = text if text.isprintable() else "".join(e if e.isprintable() else " " if e.isspace() else "" for e in text)
    return " ".join(plain.translate(_QUOTES).split())
