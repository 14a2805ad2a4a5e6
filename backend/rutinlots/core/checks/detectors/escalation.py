"""Escalation to the product specialists: only while second line is closed, and with a sufficient note."""

import re
from collections.abc import Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.entities.hours import change_words, is_open
from rutinlots.core.finding import Hit

# "Lägger över till KS Privat" is an ordinary note, and so is "ingen eskalering".
_MENTIONS = re.compile(
    r"produktspecialist\w*|(?<!ej )(?<!inte )(?<!ingen )(?<!inte att )\beskaler\w*\b"
    r"(?! (?:till )?(?:tl\b|teamled|chef|ks\b|kundavtal|back ?office|2nd|second|andra))",
    re.IGNORECASE,
)
_HELP = re.compile(
    r"\?|hjälp|behöv|undrar|fråga|fråg|hur\b|kan (?:ni|du|vi)|vet (?:inte|ej)|osäker|stöttning|svara på|"
    r"vad (?:gäller|ska)",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:eftersom|därför|för att|då\b|pga|p\.g\.a|på grund|hittar (?:inte|ingen|inget|ej)|saknar|saknas|har inte|"
    r"har ej|har ingen|har inga|kan inte|kan ej|ingen rutin|finns inte|finns ingen|stängt|stängd|ej behörighet|inte behörighet|"
    r"vet inte|inte hitta[tr]|hittade inte|hittat inte|utan (?:resultat|svar|att hitta)|kommer inte vidare|går inte|"
    r"accepterar inte|fungerar inte|lyckas inte|osäker|oklart|varför\b|orsak|anledning)",
    re.IGNORECASE,
)
_ROUTINE = re.compile(r"rutin\w*|kunskapsportal\w*|sökt|letat", re.IGNORECASE)
_THIN = 8  # words; fewer can't say what and why

PARAMETERS = {"fault": ("open-hours", "thin-note")}


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """``fault``: ``open-hours`` finds an escalation while second line is open, ``thin-note`` what the note leaves out."""
    if not _escalates(context):
        return []
    if parameters["fault"] == "open-hours":
        hours = context.knowledge.settings.second_line
        now = context.situation.now
        return [Hit(values={"change": change_words(hours, now)})] if is_open(hours, now) else []
    missing = _missing(context.draft.own.text)
    return [Hit(values={"missing": part}) for part in missing]


def _escalates(context: Context) -> bool:
    """The group is set to the specialists', or the note itself speaks of it."""
    draft = context.situation.draft
    return draft is not None and (context.escalated or bool(_MENTIONS.search(draft.text)))


def _missing(note: str) -> list[str]:
    if not note.strip():
        return ["vad du behöver hjälp med", "varför du lämnar vidare", "vilken rutin som saknas"]
    missing = []
    if len(note.split()) < _THIN or not _HELP.search(note):
        missing.append("vad du behöver hjälp med")
    if len(note.split()) < _THIN or not _REASON.search(note):
        missing.append("varför du lämnar vidare")
    if missing and not _ROUTINE.search(note):
        missing.append("vilken rutin som saknas")
    return missing
