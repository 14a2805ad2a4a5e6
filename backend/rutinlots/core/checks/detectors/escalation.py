"""Escalation to the product specialists: only while second line is closed, and with a sufficient note."""

import re
from collections.abc import Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.entities.hours import change_words, is_open
from rutinlots.core.finding import Hit
from rutinlots.core.rulefile.patterns import Words

# "Lägger över till KS Privat" is an ordinary note, and so is "ingen eskalering".
_MENTIONS = re.compile(
    r"produktspecialist\w*|(?<!ej )(?<!inte )(?<!ingen )(?<!inte att )\beskaler\w*\b"
    r"(?! (?:till )?(?:tl\b|teamled|chef|ks\b|kundavtal|back ?office|2nd|second|andra))",
    re.IGNORECASE,
)
_HELP = "<behöver-hjälp>"
_REASON = "<varför>|<saknas>|<går-inte>"
_ROUTINE = "<rutin>"
_THIN = 8  # words; fewer can't say what and why

WORDS = (_HELP, _REASON, _ROUTINE)
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
    """The group is set to the specialists', or the note itself speaks of it."""
    draft = context.situation.draft
    return draft is not None and (context.escalated or bool(_MENTIONS.search(draft.text)))


def _missing(note: str, words: Words) -> list[str]:
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
