"""``fix``: what one click does about a hit, as data."""

from collections.abc import Callable

from rutinlots.core.context import Context
from rutinlots.core.finding import Fix, Hit, Span
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.reader import MappingReader
from rutinlots.core.rulefile.shown import LABEL

Fixer = Callable[[Context, Hit], tuple[Fix, ...]]

_SPOTS = ("start", "after-greeting", "before-signature")


def read_fix(reader: MappingReader | None) -> Fixer | None:
    """One of ``{remove: match}``, ``{replace: text}`` and ``{insert: text, at: spot}``, each with an optional ``label``.

    A spot is ``start``, ``after-greeting`` or ``before-signature``. ``english`` is the text for a draft in English. What
    replaces a capital letter gets one.
    """
    if reader is None:
        return None
    label = reader.text("label", "", LABEL)
    remove, replace, insert = reader.text("remove", ""), reader.text("replace", ""), reader.text("insert", "")
    english = reader.text("english", "")
    at = reader.one_of("at", _SPOTS, "start")
    reader.close()
    if [bool(remove), bool(replace), bool(insert)].count(True) != 1 or remove not in ("", "match"):
        raise RuleFileError(reader.path, "skriv just en av: remove: match, replace: text, insert: text")
    if english and remove:
        raise RuleFileError(reader.at("english"), "english hör till replace eller insert: ta bort den")
    if insert:
        return lambda context, hit: _inserted(context, label or "Lägg till", _spoken(context, insert, english), at)
    if replace:
        return lambda context, hit: _replaced(context, hit, label, _spoken(context, replace, english))
    return lambda context, hit: tuple(Fix(label or "Ta bort", _widened(context, span), "") for span in hit.spans)


def _spoken(context: Context, text: str, english: str) -> str:
    """The text, in English where that is what the draft is written in."""
    return english if english and context.in_english else text


def _replaced(context: Context, hit: Hit, label: str, text: str) -> tuple[Fix, ...]:
    fixes = []
    for span in hit.spans:
        capital = span.where == "draft" and context.draft.text[span.start].isupper()
        new = text[:1].upper() + text[1:] if capital else text
        fixes.append(Fix(label or new, span, new))
    return tuple(fixes)


def _inserted(context: Context, label: str, text: str, at: str) -> tuple[Fix, ...]:
    if context.situation.draft is None:
        return ()
    parts = context.draft
    if at == "after-greeting" and parts.greeting is not None:
        place, text = parts.greeting.end, "\n\n" + text
    elif at == "before-signature" and parts.signature.text:
        written = parts.text[: parts.signature.start].rstrip()
        place, text = len(written), ("\n\n" if written else "") + text
        if "\n" not in parts.text[place : parts.signature.start]:  # nothing above it, or a sign-off in the text's last line
            return (Fix(label, Span("draft", place, parts.signature.start), text + "\n\n"),)
    else:
        place, text = 0, text + "\n\n"
    return (Fix(label, Span("draft", place, place), text),)


def _widened(context: Context, span: Span) -> Span:
    """Include the white space that would be left over: the rest of an emptied line, or the space after a word."""
    if span.where != "draft":
        return span
    text, start, end = context.draft.text, span.start, span.end
    line_start, line_end = start, end
    while line_start and text[line_start - 1] != "\n" and text[line_start - 1].isspace():
        line_start -= 1
    while line_end < len(text) and text[line_end] != "\n" and text[line_end].isspace():
        line_end += 1
    if text[line_start - 1 : line_start] in ("", "\n") and text[line_end : line_end + 1] in ("", "\n"):
        end = line_end
        while text[end : end + 1] == "\n":
            end += 1
        return Span(span.where, line_start, end)
    while text[end : end + 1] == " ":
        end += 1
    return Span(span.where, start, end)
