"""Opening hours as people write them, made what the rules' file has."""

import re

CLOSED = "stängt"
_AT = r"(?:kl\b\.?|klockan)?\s*"
_TIME = r"(\d\d?)(?:[.:,]?(\d\d))?"
_SPAN = re.compile(
    rf"(?:öppet|öppen)?:?\s*(?:från|mellan)?\s*{_AT}{_TIME}\s*(?:[-–—−‑]|till|och|t\.?\s?o\.?\s?m\.?)\s*{_AT}{_TIME}\.?",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"|[-–—]|(helt )?stäng[td]( hela dagen)?\.?", re.IGNORECASE)


def as_hours(text: str) -> str:
    """As the file has them, of hours that are written in a usual way: "8-12", "kl. 7.30 till 16" or "Stängd".

    What can mean several things stays as it is, to be refused.
    """
    text = " ".join(text.split())
    if _CLOSED.fullmatch(text):
        return CLOSED
    if not (found := _SPAN.fullmatch(text)):
        return text
    from_hour, from_minute, to_hour, to_minute = found.groups(default="00")
    return f"{from_hour:0>2}:{from_minute}-{to_hour:0>2}:{to_minute}"
