"""Text in mails that no person wrote: disclaimers, slogans, stand-ins for pictures, banners of mail servers."""

import re
from collections.abc import Sequence
from itertools import pairwise

from rutinlots.core.mail.history.headers import key_of
from rutinlots.core.mail.history.wording import FORM_KEYS, MESSAGE_KEYS
from rutinlots.core.mail.lines import Line

Range = tuple[int, int]

_LEGAL = (
    "konfidentiell", "sekretess", "avsett för", "avsedd för", "avsedda mottagare", "av misstag", "fel mottagare", "radera det",
    "radera meddelandet", "personuppgift", "integritetspolicy", "privacy", "gdpr", "confidential", "intended recipient",
    "intended for", "this e-mail", "this email", "this message", "detta e-post", "disclaimer", "unsubscribe", "avregistrera",
    "nyhetsbrev", "newsletter", "virus", "tänk på miljön", "innan du skriver ut", "behöver skriva ut", "before printing",
    "consider the environment", "luottamuksellinen", "vertraulich", "fortrolig", "copyright", "©", "all rights reserved",
)  # fmt: skip
_CONTACT = (
    "följ oss", "follow us", "facebook", "instagram", "linkedin", "öppettider", "telefontid", "växel", "organisationsnummer",
    "org.nr", "org nr", "bankgiro", "plusgiro", "besöksadress", "postadress", "fakturaadress", "läs mer", "besök oss",
    "besök vår", "www.", "http", "miljö", "hållbar", "auktoriserad", "certifierad", "sedan 19", "since 19",
)  # fmt: skip
_PICTURE = re.compile(r"\[(?:cid:|image|bild|inline)[^\]]*\]$", re.I)
_LINKS = ("http://", "https://", "<http", "<mailto:", "[http", "[cid:", "(http")
_LONGEST = 300  # characters of a banner
_EDGE = 6  # lines from the mail's beginning and end that it may stand in
_FORM_LINES = 30  # from the beginning, that a form's labels are looked for in
_LABELS = 2  # that tell a form
_FORM_QUESTION = re.compile(
    r"(?:[^?:\n]{0,60}\b(?:din|ditt|dina|du|dig|your|you)\b[^?:\n]{0,60}|"
    r"hur kan vi hjälpa[^?:\n]{0,20}|how can we help[^?:\n]{0,20})"
    r"\?(?:\s?:|(?=\s*$))",
    re.I,
)
# "Vad gäller ditt ärende? Inflyttning", with the answer on the same line
_CHOSEN = re.compile(
    r"(?:vad (?:gäller|handlar)|vilket? ärende|är du|har du|hur vill du|what is your|are you|do you|how would you)\b"
    r"[^?:\n]{0,60}\?(?=\s+[^\s?.!][^?.!]{0,40}$)",
    re.I,
)
_ASKED = re.compile(r"(?:fråga|question) ?\d{1,2} ?[:.)]", re.I)  # "Fråga 2: Vilken adress gäller det?"
_ANSWERED = re.compile(r"(?:svar|answer) ?\d{0,2} ?[:.)]", re.I)
_BANNER = re.compile(
    r"\W{0,3}(?:caution|warning|varning|obs|extern|external)\W{1,3}[^.!?\n]{0,40}"
    r"(?:external (?:sender|source|e-?mail)|extern avsändare|utanför (?:organisation|företaget)|outside (?:of )?(?:the|your) org)|"
    r"\W{0,3}(?:extern|external|externt)(?: (?:avsändare|sender|e-?mail|e-post|mail|mejl))?\W{0,3}$|"
    r"\W{0,3}(?:extern|external|externt)(?: (?:avsändare|sender|e-?mail|e-post|mail|mejl))?\W{1,3}"
    r"(?:var försiktig|var uppmärksam|klicka inte|öppna inte|be careful|do not (?:click|open))|"
    r"(?:hur nöjd (?:är|var|blev) du|how satisfied (?:are|were) you|how would you rate)\b|"
    r"(?:ärende|ticket|case) ?(?:nr\.? ?)?#? ?\d+ (?:har )?(?:skapats|skapades|registrerats|(?:was|has been) created)|"
    r"(?:du|ni) får (?:inte ofta|sällan) e-post från|you don.t often get e-?mail from|some people who received this message|"
    r"learn why this is important|läs (?:om )?varför det(?:ta| här) är viktigt|"
    r"(?:detta|det här) (?:mejlet|mejl|meddelandet|meddelande|mailet|mail|e-postmeddelandet|e-postmeddelande|formuläret|formulär) "
    r"(?:skickades|kommer|har skickats) (?:via|från|genom) [^.!?\n]{0,30}formulär|"
    r"this e-?mail was sent (?:from|via) [^.!?\n]{0,30}form\b|"
    r"(?:ip|ip-adress|user ?agent|webbläsare|sidans url|page url|referer|referrer) ?: ",
    re.I,
)


def is_legal(text: str) -> bool:
    """A disclaimer, a word on privacy or the environment, a newsletter's footer."""
    folded = text.casefold()
    return any(words in folded for words in _LEGAL)


def is_contact_talk(text: str) -> bool:
    """How a company tells where to find it, and what it is proud of."""
    folded = text.casefold()
    return any(words in folded for words in _CONTACT)


def is_furniture(text: str) -> bool:
    """A picture's stand-in, an address alone, or a disclaimer."""
    return (
        _PICTURE.match(text) is not None
        or all(not any(map(str.isalnum, word)) or word.casefold().startswith(_LINKS) for word in text.split())
        or is_legal(text)
    )


def inserted(lines: Sequence[Line]) -> list[Range]:
    """What a mail server or a form on the web put among the lines: "[Extern avsändare]", "Detta mejl skickades via …", and the
    questions that a form asks the customer ("Vad gäller ditt ärende?")."""
    filled = [line for line in lines if line.text]
    edges = filled if len(filled) <= 2 * _EDGE else filled[:_EDGE] + filled[-_EDGE:]
    found = [(line.start, line.end) for line in edges if len(line.text) <= _LONGEST and _BANNER.match(line.text)]
    return sorted({*found, *_asked_by_form(filled[:_FORM_LINES])})


def _asked_by_form(filled: Sequence[Line]) -> list[Range]:
    """A form's own questions and the label of the message; what stands below that label is the customer's."""
    found = [
        (line.start, line.end)
        for line, following in pairwise(filled)
        if _ASKED.match(line.text) and _ANSWERED.match(following.text)
    ]
    labels = [key_of(line.text) or line.text.casefold() for line in filled]
    if sum(label in FORM_KEYS for label in labels) < _LABELS:
        return found
    for line, label in zip(filled, labels, strict=True):
        if label in MESSAGE_KEYS:
            colon = line.text.find(":")
            found.append((line.start, line.end if colon < 0 else line.start + colon + 1))
            break
        if len(line.text) <= _LONGEST and (asked := _FORM_QUESTION.match(line.text) or _CHOSEN.match(line.text)):
            found.append((line.start, line.start + asked.end()))
    return found
