"""Converts spans: from code points in clean text to UTF-16 code units in the text as sent."""

from typing import Any

from rutinlots.core.finding import Span
from rutinlots.core.mail.text import CleanText, clean
from rutinlots.core.mail.thread import take_apart
from rutinlots.core.situation import Message


class OffsetMap:
    """The texts of one question as sent, by the name that spans use."""

    def __init__(self) -> None:
        self._texts: dict[str, CleanText] = {}
        self._html: dict[str, Message] = {}

    def clean(self, where: str, original: str) -> str:
        """Clean a text and remember its offsets."""
        self._texts[where] = clean(original)
        return self._texts[where].text

    def came_as_html(self, where: str, message: Message) -> None:
        """Register a message without plain text: its spans refer to the text that the engine extracts from its HTML."""
        self._html[where] = message

    def span(self, span: Span) -> dict[str, Any]:
        """Convert a span to the offsets of the text as sent."""
        if span.where in self._html:
            self._texts[span.where] = clean(take_apart(self._html.pop(span.where)).text)
        start, end = self._texts[span.where].utf16(span.start, span.end)
        return {"where": span.where, "start": start, "end": end}
