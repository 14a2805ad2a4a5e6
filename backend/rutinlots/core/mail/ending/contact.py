"""The lines below a name: numbers, addresses, titles, and what a mobile adds by itself."""

import re

from rutinlots.core.kept import by_line

_SENT = re.compile(
    r"(?:skickat|skickad|skickades|sent|sendt|gesendet|lähetetty|envoyé|enviado|verzonden|wysłane|inviato) ?"
    r"(?:från|med|via|from|with|using|fra|von|mit|depuis|de|desde|vanaf|z|da|dal)?\b|von mein\w* \w+ gesendet|"
    r"(?:hämta|get|skaffa) outlook\b|"
    r"från min (?:iphone|ipad|mobil)|virusfri\b|virus-free\b",
    re.I,
)
# What the line names: a telephone, a program, an operator.
_DEVICE = re.compile(
    r"iphone|ipad|ipod|apple|android|samsung|galaxy|huawei|honor|xperia|sony|nokia|oneplus|xiaomi|redmi|motorola|pixel|lg-|"
    r"blackberry|doro|mobil|smartphone|telefon|phone|handy|puhelime|tablet|surfplatta|padda|outlook|hotmail|gmail|yahoo|"
    r"proton|tutanota|spark\b|bluemail|edison|thunderbird|e-post för|mail för|mail for|(?:e-?)?mail app|windows|telia|tele2|tre\b|"
    r"comviq|webbmejl|webmail|virus",
    re.I,
)
_LONGEST_DEVICE = 9  # words
_POLICY = ("integritet", "personuppgift", "privacy", "personal data")


@by_line
def is_device_line(text: str) -> bool:
    """ "Skickat från min iPhone", "Hämta Outlook för Android" """
    if len(text) > 120 or text[-1] == "?" or _SENT.match(text) is None:
        return False
    return len(text.split()) <= _LONGEST_DEVICE and _DEVICE.search(text) is not None


def is_contact_line(text: str) -> bool:
    """A number, an address on the web, a short title, or a word about privacy."""
    if len(text) > 80:
        return False
    titled = len(text) <= 40 and text[-1] not in ".!?:,"
    return titled or any(map(str.isdigit, text)) or is_reachable(text) or is_policy_line(text)


@by_line
def is_policy_line(text: str) -> bool:
    """ "I vår integritetspolicy kan du läsa …", as companies have it below their addresses."""
    folded = text.casefold()
    return any(word in folded for word in _POLICY)


def is_reachable(text: str) -> bool:
    """Does the line hold contact details: a telephone number or a web address?"""
    return "@" in text or "www." in text or sum(map(str.isdigit, text)) >= 7
