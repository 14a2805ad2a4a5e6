"""``fix``: what one click does about a hit, said in data."""

from collections.abc import Callable

from rutinlots.core.definition.errors import Invalid
from rutinlots.core.definition.shape import Shape
from rutinlots.core.finding import Fix, Hit, Span
from rutinlots.core.reading import Reading

Fixer = Callable[[Reading, Hit], tuple[Fix, ...]]

_SPOTS = ("start", "after-greeting", "before-signature")


def read_fix(shape: Shape | None) -> Fixer:
    """Read ``{remove: match}``, ``{replace: text}`` or ``{insert: text, at: spot}``, each with an optional ``label``.

    A spot is start, after-greeting or before-signature.
    """
    if shape is None:
        return lambda reading, hit: ()
    label = shape.text("label", "")
    remove, replace, insert = shape.text("remove", ""), shape.text("replace", ""), shape.text("insert", "")
    at = shape.one_of("at", _SPOTS, "start")
    shape.close()
    if [bool(remove), bool(replace), bool(insert)].count(True) != 1 or remove not in ("", "match"):
        raise Invalid(shape.path, "skriv just en av: remove: match, replace: text, insert: text")
    if insert:
        return lambda reading, hit: _inserted(reading, label or "Lägg till", insert, at)
    if replace:
        return lambda reading, hit: tuple(Fix(label or replace, span, replace) for span in hit.spans)
    return lambda reading, hit: tuple(Fix(label or "Ta bort", _widened(reading, span), "") for span in hit.spans)


def _inserted(reading: Reading, label: str, text: str, at: str) -> tuple[Fix, ...]:
    if reading.situation.draft is None:
        return ()
    parts = reading.draft
    if at == "after-greeting" and parts.greeting is not None:
        place, text = parts.greeting.end, "\n\n" + text
    elif at == "before-signature" and parts.signature.text:
        written = parts.text[: parts.signature.start].rstrip()
        place, text = len(written), ("\n\n" if written else "") + text
    else:
        place, text = 0, text + "\n\n"
    return (Fix(label, Span("draft", place, place), text),)


def _widened(reading: Reading, span: Span) -> Span:
    """Take along the white space that would be left over: the rest of an emptied line, or the space after a word."""
    if span.where != "draft":
        return span
    text, start, end = reading.draft.text, span.start, span.end
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    if not text[line_start:start].strip() and not text[end:line_end].strip():
        end = line_end
        while text[end : end + 1] == "\n":
            end += 1
        return Span(span.where, line_start, end)
    while text[end : end + 1] == " ":
        end += 1
    return Span(span.where, start, end)
