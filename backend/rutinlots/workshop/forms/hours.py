"""Opening hours as people write them, made what the rules' file has."""

import re
from functools import lru_cache

CLOSED = "stängt"
LONGEST = 80  # characters of a day's hours
_AT = r"(?:kl\b\.?|klockan)?\s*"
_TIME = r"(\d\d?)(?:[.:,]?(\d\d))?"
_SPAN = re.compile(
    rf"(?:öppet|öppen)?:?\s*(?:från|mellan)?\s*{_AT}{_TIME}\s*(?:[-–—−‑]|till|och|t\.?\s?o\.?\s?m\.?)\s*{_AT}{_TIME}\.?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[,;/+&]|\boch\b|\bsamt\b)\s*", re.IGNORECASE)  # two stretches of a day
_CLOSED = re.compile(r"|[-–—]|(helt )?stäng[td]( hela dagen)?\.?", re.IGNORECASE)


def as_hours(text: str) -> str:
    """As the file has them, of hours that are written in a usual way: "8-12", "kl. 7.30 till 16", "9-12 och 13-16" or "Stängd".

    What can mean several things stays as it is, to be refused.
    """
    text = " ".join(text.split())
    if _CLOSED.fullmatch(text):
        return CLOSED
    return ", ".join(_spans(text)) or text if len(text) <= LONGEST else text


@lru_cache(256)  # a stretch is cut off in several ways, after which what is left is often the same
def _spans(text: str) -> tuple[str, ...]:
    """Each stretch of a day's hours, as the file has it; none of a text that isn't hours and nothing else."""
    if one := _span(text):
        return (one,)
    for between in _BETWEEN.finditer(text):
        if (first := _span(text[: between.start()])) and (rest := _spans(text[between.end() :])):
            return (first, *rest)
    return ()


def _span(text: str) -> str | None:
    if not (found := _SPAN.fullmatch(text)):
        return None
    from_hour, from_minute, to_hour, to_minute = found.groups(default="00")
    return f"{from_hour:0>2}:{from_minute}-{to_hour:0>2}:{to_minute}"
