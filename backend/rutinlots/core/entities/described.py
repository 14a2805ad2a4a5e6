"""Whether a text asks for a change, and whether a number of facilities in it only says what there is."""

import re

from rutinlots.core.sentences import around, sentences

_CHANGE = re.compile(
    r"ändr|\bbyt|flytt|överlåt|övertag|\b(?:ta|tar|tog|(?<!hur )går|gå|skriv\w{0,3}|lägg\w{0,2}) (?:\w+ ){0,2}"
    r"(?:över|om|till|ihop|upp)\b|"
    r"uppdatera|registrer|saml|kvartal|intervall|autogiro|e-?faktur|adress|referens|avslut|teckn|anmäl|"
    r"säg(?:a|er)? (?:\w+ ){0,2}upp|uppsäg|"
    r"s[åä]l[jt]|köp[te]|ägar|namn|hette?|heta|ska(?:l|ll)? (?:över|ha|till|bort|in|ut|gå|stå|vara|läggas|skrivas)\b|gemensam|"
    r"varannan månad|mottaga?re|mottaker|utskickssätt|månadsfaktur|pappersfaktur|kivra|faktureras|"
    r"chang|\bmov|transfer|updat|switch|terminat|cancel|endre|bytte|flytte",
    re.IGNORECASE,
)
# Work on what is built and when it is done, and another supplier of electricity: neither changes an agreement with us.
_WORKS = re.compile(
    r"\b(?:byt(?:a|er|s|te|t|as|e av)?|flytt(?:a|ar|as|at)|ändra) "
    r"(?:(?:ut|ner|upp|vår|våra|alla|samtliga|den|de|det|en|ett|ny|nya|gamla|gammal|husets|föreningens|om|hela) ){0,3}"
    r"(?:huvud|mätar|el|kabel|fasad|stam|serv)?-?"
    r"(?:servis|central|proppskåp|mätare(?! till)|säkring|ledning|kab(?:el|l)|skåp|stolp|stammar|stam(?!\w)|stigare|värmepump|"
    r"fönster|tak(?!\w)|hiss|uttag|armatur)\w{0,12}|"
    r"\w{0,12}mätarbyte\w{0,5}|stambyte\w{0,5}|föranmäl\w{0,6}|gemensam(?:hets| )?(?:el|mätning)(?!\w)|"
    r"(?:individuell|gemensam) mätning|byt\w{0,3} (?:av )?(?:el(?:handlare|handel|bolag|leverantör)|(?:gärna )?tid(?!\w))\w{0,3}|"
    r"(?:(?:det|den|bytet|besöket|avbrottet|tiden) flyttas?|flytta(?:r|s)? (?:tiden|besöket|bytet|avbrottet|bokningen))"
    r"(?: till \w+)?",
    re.IGNORECASE,
)
_LOOK_BACK = 40  # characters
_NEAR = 300  # characters after a number in which all of them are spoken of again
# How big a household or an association is: "vi är 32 lägenheter och funderar på …", "en förening med 60 lägenheter".
_IS_SO_MANY = re.compile(r"\b(?:vi är|(?:förening|samfällighet|brf)\w*(?: \w+)? (?:med|har|på|om)) (?:en |ett )?$", re.IGNORECASE)
# In a mail that says so, that size is no number of changes.
CONSIDERS = re.compile(r"\b(?:funderar|överväger|planerar|undrar)\b|\bför (?:själva )?föreningen\b|\bföreningens\b", re.IGNORECASE)
# The house that the writer lives in or moves to, and one of many, whatever is asked.
_LIVES = re.compile(
    r"\b(?:(?:bor|bodde|hyr|hyresgäst) (?:i|på|hos)|flytta(?:r|t|de)? (?:in )?(?:till|i|från) (?:ett|en)) "
    r"(?:\w+ ){1,3}?(?:med|som har|där det finns) (?:cirka |ca )?$|"
    r"\b(?:lägenhet|bostadsrätt|lokal|rum|etta|tvåa|trea|fyra) i (?:en|ett) (?:\w+ ){1,2}(?:med|som har) (?:cirka |ca )?$|"
    r"\b(?:en|ett) av (?:de |våra |mina |husets )?$",
    re.IGNORECASE,
)
# "Det är 8 lägenheter i trappan och …"
_THERE_ARE = re.compile(r"\bdet (?:är|finns) (?:totalt |cirka |ca )?$", re.IGNORECASE)
_IN_THE_HOUSE = re.compile(
    r" (?:i|på) (?:vår |min |samma )?(?:trappan?|uppgången|trapphuset|huset|hus|fastigheten|gården)\b(?! som\b)", re.IGNORECASE
)
# A house, and what the customer owns, in a mail that asks for no change: "vi har 8 lägenheter och undrar när ni gräver".
_HOUSE_OF = re.compile(
    r"(?:hus|fastighet|byggnad)\w*(?: [\w:]+){0,3} (?:med|har|på|om) (?:\d+ våningar och )?(?:totalt |cirka |ca )?$",
    re.IGNORECASE,
)
# "Brf Eken (56 lägenheter)"
_BESIDE = re.compile(
    r"\b(?:brf|förening|fastighet|samfällighet|hus)\w*(?: \w+){0,2}(?: \(|, )(?:totalt |cirka |ca )?$", re.IGNORECASE
)
# Each flat has an agreement of its own, and the writer only what is common to the house.
_OWN_AGREEMENTS = re.compile(r"fastighetsel|trapphusel|\b(?:egna|eget) (?:el|elnäts|nät)?avtal\b", re.IGNORECASE)
_HOW_MANY = re.compile(r"\bhur många\b", re.IGNORECASE)
_MANAGES = re.compile(r"\b(?:förvaltar|(?:förvaltning|består) av) (?:totalt |cirka |ca |idag |i dag )?$", re.IGNORECASE)
# What the sentence goes on to wish for all of them, and not for one, nor only to know.
_WISH = re.compile(r"\b(?:vill|önskar|behöver|ska|skulle|kan ni|måste)\b", re.IGNORECASE)
_NO_WISH = re.compile(
    r"\b(?:vill|önskar|behöver) (?:veta|svar|information|info|offert|prata|boka)\b|"
    r"\b(?:lgh|lägenhet|anläggning|rum)\.? ?(?:nr\.? ?)?\d|\b(?:en|ett) av (?:dem|dessa|våra|hyresgästerna)\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:alla|allihop\w?|samtliga|dessa|varje|dem|dom|lägenheterna|anläggningarna|abonnemangen|avtalen|all of|each)\b",
    re.IGNORECASE,
)
_OWNS = re.compile(r"\b(?:vi|jag) har (?:totalt |sammanlagt |cirka |ca )?$", re.IGNORECASE)


def asks_change(text: str) -> bool:
    """Does it ask for a change of an agreement, and not only for work on what is built?"""
    return _CHANGE.search(text) is not None and _CHANGE.search(_WORKS.sub(" ", text)) is not None


def is_works(text: str) -> bool:
    """Is it about work on what is built: a new service line, other meters?"""
    return _WORKS.search(text) is not None


def is_described(text: str, start: int, end: int, *, changes: bool, considers: bool) -> bool:
    """Is the number at ``start``, with its noun up to ``end``, no number of facilities to change?

    :param changes: the text asks for a change. :param considers: something in it matches ``CONSIDERS``.
    """
    near = max(0, start - _LOOK_BACK), start
    if _LIVES.search(text, *near) or (_THERE_ARE.search(text, *near) and _IN_THE_HOUSE.match(text, end)):
        return True
    is_so_many = _IS_SO_MANY.search(text, *near)
    if is_so_many and considers:
        return True
    is_house = any(described.search(text, *near) for described in (_HOUSE_OF, _BESIDE))
    if not changes:
        return any((is_so_many, is_house, *(described.search(text, *near) for described in (_OWNS, _MANAGES))))
    first, last = around(text, start, end)
    if _HOW_MANY.search(text, first, start) or (is_house and _OWN_AGREEMENTS.search(text, start, end + _NEAR)):
        return True
    if _speaks_of_all(text[end : end + _NEAR]):
        return False
    first, last = max(first, start - _NEAR), min(last, end + _NEAR)
    if _MANAGES.search(text, *near):
        after = text[end:last]
        return not (_WISH.search(after) and asks_change(after)) or _NO_WISH.search(after) is not None
    return (is_so_many is not None or is_house) and not asks_change(text[first:last])


def _speaks_of_all(after: str) -> bool:
    """Does a sentence after the number ask for a change for all of them?"""
    return any(_ALL.search(after, first, last) and asks_change(after[first:last]) for first, last in sentences(after))
