"""E-mail addresses: their parts, finding them in a text, and which are the company's own.

A subdomain counts as its domain everywhere: ``anna@mail.example.com`` is at ``example.com``.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from rutinlots.core.rulefile.settings import Settings

_ADDRESS = re.compile(r"[^\W_][\w.+-]{0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_LONGEST_BEFORE = 64  # characters before the @


def addresses(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """The e-mail addresses in a text from ``start`` on, sought only around each @: a tenth of the time for most texts."""
    at = text.find("@", start)
    while at >= 0 and (found := _ADDRESS.search(text, max(start, at - _LONGEST_BEFORE))):
        yield found
        start = found.end()
        at = text.find("@", start)


def bare(address: str) -> str:
    """The address of ``Name <address>``, in lower case."""
    return address.rpartition("<")[2].strip(" >").casefold()


def domain_of(address: str) -> str:
    """What comes after the at sign, in lower case; the whole when there is none."""
    return bare(address).rpartition("@")[2]


def is_at(address: str, domains: tuple[str, ...]) -> bool:
    """Is the address at one of these domains (lower case), or at a subdomain of one?"""
    return f".{domain_of(address)}".endswith(_dotted(domains))


@lru_cache(64)
def _dotted(domains: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f".{each}" for each in domains)


def is_company(address: str, settings: Settings) -> bool:
    """Is the address the company's own?"""
    return is_at(address, settings.domains)


def is_staffing(address: str, settings: Settings) -> bool:
    """Is the address at the firm that employs the agents?"""
    return is_at(address, settings.staffing_domains)


def is_ours(address: str, settings: Settings) -> bool:
    """Does the address belong to us: to the company or the firm that employs the agents?"""
    return is_company(address, settings) or is_staffing(address, settings)


def is_noreply(address: str, settings: Settings) -> bool:
    """Is this one of the company's addresses whose mail is not read? Kravgruppen's is read, so it is not one."""
    if not is_company(address, settings):
        return False
    name = bare(address).rpartition("@")[0]
    words = set(re.split(r"[.+]", name)) | {name, re.sub(r"[-_.]", "", name)}
    return any(word in words or name.startswith((word + "-", word + "_")) for word in settings.noreply_words)
