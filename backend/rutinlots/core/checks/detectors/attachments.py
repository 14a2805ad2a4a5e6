"""Attachments in the customer's mail that CAB can't open, since it takes only PDF."""

import re
from collections.abc import Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.finding import Hit
from rutinlots.core.situation import Attachment

# Pictures of a mail signature, which are not put into CAB.
_DECORATION = re.compile(r"(?:image|img|bild|logo|icon|outlook|signatur)[\w -]{0,12}\.(?:png|gif|jpe?g|bmp|svg)")
_SMALL = 15_000  # bytes; a scanned document is larger
_NO_DOCUMENT = (".ics", ".vcf", ".p7s", ".asc")


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """One hit for each such file of the customer's latest mail that has files."""
    ticket = context.situation.ticket
    for message in reversed(ticket.conversation if ticket else ()):
        if message.direction == "in" and message.attachments:
            files = [file for file in message.attachments if _document(file) and not _pdf(file)]
            return [Hit(values={"file": file.name}) for file in files]
    return []


def _pdf(file: Attachment) -> bool:
    return file.name.casefold().endswith(".pdf") or file.type == "application/pdf"


def _document(file: Attachment) -> bool:
    name = file.name.casefold()
    picture = name.endswith((".png", ".gif", ".jpg", ".jpeg", ".svg"))
    tiny = picture and file.size is not None and file.size < _SMALL
    return not (name.endswith(_NO_DOCUMENT) or _DECORATION.fullmatch(name) or tiny)
