"""Whether a number of facilities only says what there is: in the writer's house or association, or in their possession."""

import re

_LOOK_BACK = 40  # characters
# How big a household or an association is: "vi är 32 lägenheter och funderar på …", "en förening med 60 lägenheter".
_IS_SO_MANY = re.compile(r"\b(?:vi är|(?:förening|samfällighet|brf)\w*(?: \w+)? (?:med|har|på|om)) (?:en |ett )?$", re.IGNORECASE)
# In a mail that says so, that size is no number of changes.
CONSIDERS = re.compile(r"\b(?:funderar|överväger|planerar|undrar)\b|\bför (?:själva )?föreningen\b|\bföreningens\b", re.IGNORECASE)
# The house that the writer lives in or moves to, and one of many, whatever is asked.
_LIVES = re.compile(
    r"\b(?:(?:bor|bodde|hyr|hyresgäst) (?:i|på|hos)|flytta(?:r|t|de)? (?:in )?(?:till|i|från) (?:ett|en)) "
    r"(?:\w+ ){1,3}?(?:med|som har|där det finns) (?:cirka |ca )?$|\b(?:en|ett) av (?:de |våra |mina |husets )?$",
    re.IGNORECASE,
)
# "Det är 8 lägenheter i trappan och …"
_THERE_ARE = re.compile(r"\bdet (?:är|finns) (?:totalt |cirka |ca )?$", re.IGNORECASE)
_IN_THE_HOUSE = re.compile(
    r" (?:i|på) (?:vår |min |samma )?(?:trappan?|uppgången|trapphuset|huset|hus|fastigheten|gården)\b(?! som\b)", re.IGNORECASE
)
# A house, and what the customer owns, in a mail that asks for no change: "vi har 8 lägenheter och undrar när ni gräver".
_HOUSE_OF = re.compile(
    r"(?:hus|fastighet|byggnad)\w*(?: \w+)? (?:med|har|på|om) (?:\d+ våningar och )?(?:totalt |cirka |ca )?$", re.IGNORECASE
)
_OWNS = re.compile(r"\b(?:vi|jag) har (?:totalt |sammanlagt |cirka |ca )?$", re.IGNORECASE)


def is_described(text: str, start: int, end: int, *, changes: bool, considers: bool) -> bool:
    """Is the number at ``start``, with its noun up to ``end``, no number of facilities to change?

    :param changes: the text asks for a change. :param considers: something in it matches ``CONSIDERS``.
    """
    near = max(0, start - _LOOK_BACK), start
    if _LIVES.search(text, *near) or (_THERE_ARE.search(text, *near) and _IN_THE_HOUSE.match(text, end)):
        return True
    if _IS_SO_MANY.search(text, *near) and considers:
        return True
    return not changes and any(described.search(text, *near) for described in (_IS_SO_MANY, _HOUSE_OF, _OWNS))
