"""What of quoted history the thread hasn't got: a mail passed on, or a mail from before the ticket."""

from collections.abc import Sequence

from rutinlots.core.mail.boilerplate import is_furniture
from rutinlots.core.mail.history.finder import find_history
from rutinlots.core.mail.history.headers import may_head
from rutinlots.core.mail.history.repeats import RUN, Earlier, words_of
from rutinlots.core.mail.lines import Line, lines_of


def unknown(quote: str, earlier: Earlier) -> str:
    """The mails of a quote that aren't in the thread, and of one that is the lines that aren't."""
    if not quote.strip():
        return ""
    raw = quote.split("\n")
    bare = "\n".join(line.lstrip().lstrip("> ") for line in raw)
    lines = lines_of(bare)
    heading = find_history(bare, lines).heading
    kept: list[str] = []
    start = 0
    for index in range(1, len(lines) + 1):
        begins = index == len(lines) or (heading[index] and not heading[index - 1])
        if not begins or not _has_body(lines, heading, start, index):
            continue
        kept += _news(raw, lines, heading, (start, index), earlier)
        start = index
    return "\n".join(kept).strip("\n")


def _has_body(lines: Sequence[Line], heading: Sequence[bool], start: int, end: int) -> bool:
    """Is there more than a heading? A separator and the headers below it announce one mail."""
    return end == len(lines) or any(lines[index].text and not heading[index] for index in range(start, end))


def _news(
    raw: Sequence[str], lines: Sequence[Line], heading: Sequence[bool], passage: tuple[int, int], earlier: Earlier
) -> list[str]:
    start, end = passage
    body = "\n".join(lines[index].text for index in range(start, end) if not heading[index])
    if not body.strip() or not words_of(body):
        return []
    if not earlier.has(body):
        return list(raw[start:end])
    rows = [[] if heading[index] else words_of(lines[index].text) for index in range(start, end)]
    known = earlier.known([word for row in rows for word in row])
    kept: list[str] = []
    place = 0
    for index, row in enumerate(rows, start):
        new = not any(known[place : place + len(row)]) and len(row) >= RUN and not is_furniture(lines[index].text)
        if new and not earlier.has_line(row) and not may_head(lines[index].text):
            kept.append(raw[index])
        place += len(row)
    return kept
