"""A word or expression as it was pasted, made what it looks like."""

import re

from rutinlots.core.mail.text import cleaned

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # the direction of reading
_BULLET = re.compile(r"^\s*([•·▪◦‣●○■]|[-–*o]\t)")


def tidy(line: str) -> str:
    """Without bullets, and with signs and spaces as the engine reads mails: else it would never be found in any.

    With a sign that makes it look otherwise than it is it stays as it was, to be refused.
    """
    if _TURNS.search(line):
        return line
    return " ".join(cleaned(_BULLET.sub("", line)).split())
