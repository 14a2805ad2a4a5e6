"""A customer who writes English gets something in Swedish: the answer, its friendly end or its closing phrase."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.finding import Fix, Hit, Span
from rutinlots.core.mail.closing import swedish_closing
from rutinlots.core.mail.language import language_of

ENGLISH_CLOSING = "Kind regards"


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """One hit: for an answer in Swedish, or for each Swedish end of one in English.

    Silent where a language can't be told for certain, and where the customer has also written in Swedish.
    """
    draft = context.draft
    if context.situation.draft is None or not draft.body.text or context.language != "en":
        return []
    written = language_of(draft.body.text)
    if written == "sv":
        return [Hit(values={"what": "Ditt svar"})]
    if written != "en":
        return []
    found = []
    if language_of(draft.closing.text) == "sv":
        found.append(Hit(spans=(Span("draft", draft.closing.start, draft.closing.end),), values={"what": "Avslutet"}))
    for signature in draft.signatures:
        if phrase := swedish_closing(signature.text):
            span = Span("draft", signature.start, signature.start + len(phrase))
            fix = Fix(f"Skriv {ENGLISH_CLOSING}", span, ENGLISH_CLOSING)
            found.append(Hit(spans=(span,), fixes=(fix,), values={"what": f"”{phrase}”"}))
    return found
