"""Addresses of the company's that nobody reads."""

import re

from rutinlots.core.settings import Settings


def unread(address: str, settings: Settings) -> bool:
    """Is this one of the company's own addresses that nobody reads? (Kravgruppen's is not: somebody does.)"""
    name, _, domain = address.strip(" <>").casefold().rpartition("@")
    own = any(domain == each or domain.endswith("." + each) for each in settings.domains)
    words = set(re.split(r"[.+]", name)) | {name, re.sub(r"[-_.]", "", name)}
    return own and any(word in words or name.startswith((word + "-", word + "_")) for word in settings.noreply_words)
