"""The lines below a name: numbers, addresses, titles, and what a mobile adds by itself."""

import re

_DEVICE = re.compile(
    r"(?:skickat|skickad|skickades|sent|sendt) (?:från|med|via|from|with|fra)\b|(?:hämta|get|skaffa) outlook\b|"
    r"från min (?:iphone|ipad|mobil)|virusfri\b|virus-free\b",
    re.I,
)
_POLICY = ("integritet", "personuppgift", "privacy", "personal data")


def is_device_line(text: str) -> bool:
    """ "Skickat från min iPhone", "Hämta Outlook för Android" """
    return len(text) <= 120 and _DEVICE.match(text) is not None


def is_contact_line(text: str) -> bool:
    """A number, an address on the web, a short title, or a word about privacy."""
    if len(text) > 80:
        return False
    titled = len(text) <= 40 and text[-1] not in ".!?:,"
    return titled or any(map(str.isdigit, text)) or is_reachable(text) or is_policy_line(text)


def is_policy_line(text: str) -> bool:
    """ "I vår integritetspolicy kan du läsa …", as companies have it below their addresses."""
    folded = text.casefold()
    return any(word in folded for word in _POLICY)


def is_reachable(text: str) -> bool:
    """Does the line hold contact details: a telephone number or a web address?"""
    return "@" in text or "www." in text or sum(map(str.isdigit, text)) >= 7
