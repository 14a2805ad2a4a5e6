"""Escalation to the product specialists: only while second line is closed, and with a sufficient note."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.entities.hours import change_words, is_open
from rutinlots.core.finding import Hit
from rutinlots.core.rulefile.patterns import Words
from rutinlots.core.sentences import sentences

_HANDS_ON = "<lämnar-över>"
_DOES_NOT = "<lämnar-inte-över>"
_HANDS_BACK = "<lämnar-tillbaka>"
_HELP = "<behöver-hjälp>"
_REASON = "<varför>|<saknas>|<går-inte>"
_ROUTINE = "<rutin>"
_THIN = 8  # words; fewer can't say what and why
# A heading of the card's note, and one with no more than a word or an unfilled field after it.
_HEADING = r"^\W*<rubrik> ?:"
_BARE = rf"{_HEADING}\s*(\[[^\]]*\]|\w*)\W*$"

WORDS = (_HANDS_ON, _DOES_NOT, _HANDS_BACK, _HELP, _REASON, _ROUTINE, _HEADING, _BARE)
PARAMETERS = {"fault": ("open-hours", "thin-note")}


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """``fault``: ``open-hours`` finds an escalation while second line is open, ``thin-note`` what the note leaves out."""
    if not _escalates(context):
        return []
    if parameters["fault"] == "open-hours":
        hours = context.knowledge.settings.second_line
        now = context.situation.now
        return [Hit(values={"change": change_words(hours, now)})] if is_open(hours, now) else []
    missing = _missing(context.draft.own.text, context.knowledge.words)
    return [Hit(values={"missing": part}) for part in missing]


def _escalates(context: Context) -> bool:
    """A note hands the ticket on: the group is set to the specialists', or a sentence says so. Their own notes hand it back."""
    draft = context.situation.draft
    if draft is None:
        return False
    words = context.knowledge.words
    return not words.any(_HANDS_BACK, draft.text) if context.escalated else _hands_on(draft.text, words)


def _hands_on(note: str, words: Words) -> bool:
    said = (note[start:end] for start, end in sentences(note))
    return any(words.any(_HANDS_ON, sentence) and not words.any(_DOES_NOT, sentence) for sentence in said)


def _told(note: str, words: Words) -> str:
    """The note without the headings that nothing is written under: their own words say neither what nor why."""
    lines = [line for line in note.split("\n") if line.strip()]
    below = [*lines[1:], ""]
    told = (
        line
        for line, after in zip(lines, below, strict=False)
        if not words.any(_BARE, line) or (after and not words.any(_HEADING, after))
    )
    return "\n".join(told)


def _missing(written: str, words: Words) -> list[str]:
    note = _told(written, words)
    if not note.strip():
        return ["vad du behöver hjälp med", "varför du lämnar ärendet vidare", "vilken rutin som saknas"]
    missing = []
    if len(note.split()) < _THIN or not ("?" in note or words.any(_HELP, note)):
        missing.append("vad du behöver hjälp med")
    if len(note.split()) < _THIN or not words.any(_REASON, note):
        missing.append("varför du lämnar ärendet vidare")
    if missing and not words.any(_ROUTINE, note):
        missing.append("vilken rutin som saknas")
    return missing
