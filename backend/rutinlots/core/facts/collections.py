"""A mail sent by the collections group (Kravgruppen), or a copy of one, anywhere in the thread.

Its footer identifies it: the statement that the mail is not to be answered close to the group's name or contact
details, or the group as sender. Quoting adds ``>``, line breaks and spaces, so the text is searched without them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rutinlots.core.context import Context
from rutinlots.core.finding import Span
from rutinlots.core.rulefile.settings import Settings

_REACH = 260  # characters between the statement and the end of the footer
_STATEMENT = re.compile(
    r"(?:(?:detta|det här) )?(?:mail|mailet|mejl|mejlet|e-?post|meddelande|meddelandet) "
    r"(?:ska|skall|kan|får|går) (?:ej|inte|inte att|ej att) besvara(?:s)?\b"
)
_HEADER = re.compile(r"(?:från|from|fra|avsändare|skrev|wrote)\b")
_NOISE = frozenset(" \t\n>*|_\"'")


@dataclass(frozen=True)
class CollectionsMail:
    """``message`` is its index in the conversation; ``span`` its footer or head, None when the sender says it all."""

    message: int
    span: Span | None = None


def collections_mails(context: Context) -> Sequence[CollectionsMail]:
    """The messages that are, or hold a copy of, such a mail, oldest first."""
    return context.of_thread("collections", lambda: _found(context))


def _found(context: Context) -> list[CollectionsMail]:
    ticket = context.situation.ticket
    if ticket is None:
        return []
    settings = context.knowledge.settings
    found = []
    for index, (message, parts) in enumerate(zip(ticket.conversation, context.messages, strict=True)):
        if message.direction == "note":
            continue
        if message.sender.email.casefold() == settings.collections_address:
            found.append(CollectionsMail(index))
        elif stretch := _footer(parts.text, settings):
            found.append(CollectionsMail(index, Span(f"conversation/{index}", *stretch)))
    return found


def _footer(text: str, settings: Settings) -> tuple[int, int] | None:
    if settings.collections_name.casefold() not in (lowered := text.casefold()) and "besvara" not in lowered:
        return None
    squeezed, origins = _squeezed(text)
    signs = (settings.collections_name.casefold(), settings.collections_address)
    for statement in _STATEMENT.finditer(squeezed):
        start, reach = statement.start(), squeezed[statement.end() : statement.end() + _REACH]
        ends = [reach.rfind(sign) + len(sign) for sign in signs if sign in reach]
        if ends:
            return origins[start], origins[statement.end() + max(ends) - 1] + 1
    return _quoted_sender(squeezed, origins, settings)


def _quoted_sender(squeezed: str, origins: list[int], settings: Settings) -> tuple[int, int] | None:
    """The group's address in the head of a quoted mail: "Från: Kravgruppen <…>", "skrev Kravgruppen <…>:"."""
    position = squeezed.find(settings.collections_address)
    while position >= 0:
        end = position + len(settings.collections_address)
        before = squeezed[max(0, position - 40) : position]
        head = list(_HEADER.finditer(before))
        if head and settings.collections_name.casefold() in before[head[-1].end() :] + squeezed[position:end]:
            between = before[head[-1].end() :].replace(settings.collections_name.casefold(), "").strip(" :<(\u201d[")
            if between in ("", "ellevio", "via ellevio", "mailto:"):
                return origins[position], origins[end - 1] + 1
        position = squeezed.find(settings.collections_address, end)
    return None


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text in lower case with every run of space and quoting marks as one space, and where each character stood."""
    characters: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(text):
        if character in _NOISE:
            if not characters or characters[-1] == " ":
                continue
            character = " "
        characters.append(character.lower() if len(character.lower()) == 1 else character)
        origins.append(index)
    return "".join(characters), origins
