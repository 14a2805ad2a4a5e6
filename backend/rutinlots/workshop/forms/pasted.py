"""A word or expression as it was pasted, made what it looks like."""

import re

from rutinlots.core.mail.text import cleaned

_BULLET = re.compile(r"^\s*([•·▪◦‣●○■]|[-–*o]\t)")


def tidy(line: str) -> str:
    """Without bullets, and with signs and spaces as the engine reads mails: else it would never be found in any."""
    return " ".join(cleaned(_BULLET.sub("", line)).split())
