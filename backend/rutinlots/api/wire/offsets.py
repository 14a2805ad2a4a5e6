"""Converts spans: from code points in clean text to UTF-16 code units in the text as sent."""

from typing import Any

from rutinlots.core.finding import Span
from rutinlots.core.mail.alignment import Alignment
from rutinlots.core.mail.text import CleanText, clean
from rutinlots.core.mail.thread import text_of
from rutinlots.core.situation import Message


class OffsetMap:
    """The texts of one question as sent, by the name that spans use."""

    def __init__(self) -> None:
        self._texts: dict[str, CleanText] = {}
        self._html: dict[str, Message] = {}
        self._alignments: dict[str, Alignment] = {}

    def clean(self, where: str, original: str) -> str:
        """Clean a text and remember its offsets."""
        self._texts[where] = clean(original)
        return self._texts[where].text

    def add(self, where: str, message: Message, text: CleanText) -> None:
        """Add a message and its text. Where it has HTML, what is found in it refers to the text that was sent beside that if there
        is one, and else to the text that the engine makes of the HTML."""
        self._texts[where] = text
        if message.html:
            self._html[where] = message

    def span(self, span: Span) -> dict[str, Any] | None:
        """The span as the sender of the text counts it; None where the text sent hasn't got it."""
        start, end = span.start, span.end
        if span.where in self._html:
            self._read_html(span.where, self._html.pop(span.where))
        if span.where in self._alignments:
            stretch = self._alignments[span.where].stretch(start, end)
            if stretch is None:
                return None
            start, end = stretch
        start, end = self._texts[span.where].utf16(start, end)
        return {"in": span.where, "start": start, "end": end}

    def _read_html(self, where: str, message: Message) -> None:
        read = text_of(message)
        if not message.text.strip():
            self._texts[where] = clean(read)
        elif read != message.text:
            self._alignments[where] = Alignment(read, message.text)
