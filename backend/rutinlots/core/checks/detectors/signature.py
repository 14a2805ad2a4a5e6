"""The company's signature: it should be there once, with the agent's first name above it."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.facts.signed import (
    MOST_NAME_WORDS,
    Line,
    Signed,
    after_sign_off,
    is_company,
    is_name,
    is_signed_above,
    name_above,
    read_signed,
)
from rutinlots.core.finding import Fix, Hit, Span, shown
from rutinlots.core.mail.ending.contact import is_policy_line
from rutinlots.core.names.parsed import is_initials

_ENGLISH = re.compile(r"(?:hello|hi|dear|good (?:morning|afternoon|day))(?!\w)", re.IGNORECASE)

# "Hälsningar och trevlig vår!", "All the best for your move!", "Hälsningar till familjen!"
_WISH = re.compile(r"(?:och|and|for|inför|till|to|with) (?!(?:vi|kundservice|kundtjänst|teamet)\b)[^\W\d_]", re.IGNORECASE)


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """``fault``: the signature is ``missing``, is there ``twice``, has ``no-name`` above it, or has a ``surname`` there."""
    if context.situation.draft is None or not context.draft.own.text.strip():
        return []
    return _FAULTS[parameters["fault"]](context.once(read_signed), context)


def _missing(draft: Signed, context: Context) -> list[Hit]:
    lines, blocks, block = draft
    if block is not None:
        return []
    settings = context.knowledge.settings
    ours = {settings.company.casefold(), *(piece for block in blocks for piece in block)}
    place = next((i for i in reversed(range(len(lines))) if after_sign_off(lines[i].text, context) is not None), None)
    signed = None if place is None else lines[place]
    instead = signed if signed and set((after_sign_off(signed.text, context) or "").casefold().split()) & ours else None
    spans = (Span("draft", instead.start, instead.end),) if instead else ()
    values = {"instead": f", inte bara ”{shown(instead.text)}”" if instead else ""}
    if place is None or signed is None:
        return [
            Hit(
                spans=spans, fixes=_written_out(Span("draft", context.draft.own.end, context.draft.own.end), context), values=values
            )
        ]
    ending = _signature(lines, place, frozenset(ours), context)
    last = lines[ending[3]] if ending else signed  # the text below is the agent's: a P.S., say
    return [Hit(spans=spans, fixes=_written_out(Span("draft", signed.start, last.end), context), values=values)]


def _written_out(span: Span, context: Context) -> tuple[Fix, ...]:
    """The Swedish signature in place of the sign-off and the name under it, or below the text where ``span`` is empty."""
    settings, own, name = context.knowledge.settings, context.draft.own, context.situation.agent.name.split()
    if not name or _ENGLISH.match(own.text):
        return ()
    before = own.text[: span.start - own.start].rstrip(" \t")
    in_line = span.start < span.end and before != "" and not before.endswith("\n")
    lead = "\n\n" if span.start == span.end or in_line else ""
    span = Span("draft", own.start + len(before), span.end) if in_line else span
    text = lead + "\n".join((settings.signature_closing, "", name[0], *settings.signature))
    return (Fix("Lägg in signaturen", span, text),)


def _twice(draft: Signed, context: Context) -> list[Hit]:
    """The poorer of two signatures, the later one where they are alike."""
    lines, blocks, block = draft
    if block is None:
        return []
    ours = frozenset(piece for each in blocks for piece in each)  # the one may be Swedish and the other English
    signatures = [found for index, _ in enumerate(lines) if (found := _signature(lines, index, ours, context))]
    if len(signatures) > 1:
        _, _, first, last = min(signatures, key=lambda each: each[:2])
        return [Hit(spans=(Span("draft", lines[first].start, lines[last].end),))]
    seen: set[str] = set()
    repeated: list[Line] = []
    for line in lines:
        here = line.pieces & set(block)
        if here & seen:
            repeated.append(line)
        seen |= here
    # One line twice may be an address in the text; two repeated lines are a signature.
    return [Hit(spans=(Span("draft", repeated[0].start, repeated[-1].end),))] if len(repeated) > 1 else []


def _signature(lines: Sequence[Line], index: int, ours: frozenset[str], context: Context) -> tuple[int, int, int, int] | None:
    """The signature that begins with the sign-off in a line: lines of the block, minus its index, first and last line.

    A sign-off with nothing below it is only a friendly last line.
    """
    rest = after_sign_off(lines[index].text, context)
    if rest is None:
        return None
    last = index
    signed = bool(rest) and not _WISH.match(rest)
    for place in range(index + 1, len(lines)):
        line = lines[place]
        inside = bool(line.pieces & ours)
        named = not signed and place == index + 1 and (is_name(line.text, context) or is_company(line.text, context))
        if not (inside or named or is_policy_line(line.text)) or after_sign_off(line.text, context) is not None:
            break
        signed, last = True, place
    if not signed:
        return None
    return sum(bool(line.pieces & ours) for line in lines[index : last + 1]), -index, index, last


def _no_name(draft: Signed, context: Context) -> list[Hit]:
    lines, block = draft.lines, draft.block
    if block is None or name_above(lines, block, context) or is_signed_above(lines, block, context):
        return []
    name = context.situation.agent.name.split()
    return [Hit(values={"name": f" ({shown(name[0])})" if name else ""})]


def _surname(draft: Signed, context: Context) -> list[Hit]:
    named = name_above(draft.lines, draft.block, context) if draft.block else None
    if named is None:
        return []
    line, name = named
    words = name.split()
    if not 2 <= len(words) <= MOST_NAME_WORDS or is_initials(words[0]) or not _is_surname(words, context):
        return []
    start = line.start + line.text.index(name)
    span = Span("draft", start, start + len(name))
    return [Hit(spans=(span,), fixes=(Fix(words[0], span, words[0]),), values={"name": shown(words[0])})]


def _is_surname(words: Sequence[str], context: Context) -> bool:
    """Is the last word the agent's surname, or any surname if the agent isn't known?"""
    agent = context.situation.agent.name.casefold().split()
    if agent:
        return len(agent) > 1 and words[-1].casefold() == agent[-1]
    names = context.knowledge.names
    return names.is_surname(words[-1]) and names.rank(words[-1]) is None


_FAULTS: Mapping[str, Callable[[Signed, Context], list[Hit]]] = {
    "missing": _missing,
    "twice": _twice,
    "no-name": _no_name,
    "surname": _surname,
}
PARAMETERS = {"fault": tuple(_FAULTS)}
