"""A customer who writes English gets something in Swedish: the answer, a part of it, its friendly end or closing phrase."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.finding import Fix, Hit, Span
from rutinlots.core.mail.draft import Stretch
from rutinlots.core.mail.ending.closing import swedish_closing
from rutinlots.core.mail.language import language_of

ENGLISH_CLOSING = "Kind regards"
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_LEAST_WORDS = 7  # of a paragraph whose language is told for certain


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """One hit: for an answer in Swedish, or for each Swedish end of one in English.

    Silent where a language can't be told for certain, where the customer has also written in Swedish, and where a few English
    words that ask for nothing come in a Swedish thread.
    """
    draft = context.draft
    if context.situation.draft is None or not draft.body.text or context.language != "en":
        return []
    if context.written_in == "sv":
        return [Hit(values={"what": "Ditt svar"})]
    if context.written_in != "en":
        return []
    found = [Hit(spans=(span,), values={"what": "Ett stycke"}) for span in _swedish_paragraphs(draft.body)]
    if language_of(draft.closing.text) == "sv":
        found.append(Hit(spans=(Span("draft", draft.closing.start, draft.closing.end),), values={"what": "Avslutet"}))
    for signature in draft.signatures:
        if phrase := swedish_closing(signature.text):
            span = Span("draft", signature.start, signature.start + len(phrase))
            fix = Fix(f"Skriv {ENGLISH_CLOSING}", span, ENGLISH_CLOSING)
            found.append(Hit(spans=(span,), fixes=(fix,), values={"what": f"”{phrase}”"}))
    return found


def _swedish_paragraphs(body: Stretch) -> Iterator[Span]:
    for found in _PARAGRAPH.finditer(body.text):
        if len(found.group().split()) >= _LEAST_WORDS and language_of(found.group()) == "sv":
            yield Span("draft", body.start + found.start(), body.start + found.end())
