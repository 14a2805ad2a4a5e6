"""What the server can be told: every setting with its default, its environment variable and a line of help.

One table feeds the command line's options, the environment and ``create_app``.
"""

import ipaddress
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from platformdirs import user_data_path

CHECKOUT = Path(__file__).resolve().parents[3]

# The id that Chrome gives the extension, worked out from the fixed `key` in its manifest.
EXTENSION_ID = "onmbglcplgdnhelgepkedbffhcjcknmi"

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})


class ConfigError(Exception):
    """A setting that can't be used. The message names it and says what it should be."""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """``key`` is the name in the app's config; ``convert`` reads the text of an environment variable or an option."""

    key: str
    default: Any
    help: str
    convert: Callable[[str], Any] = str
    shown: str | None = None  # the default in words, where it depends on the machine

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"RUTINLOTS_{self.key}"

    def read(self, text: str, source: str) -> Any:
        """The value of a text; ``source`` says in the error where the text stood."""
        try:
            return self.convert(text)
        except ValueError as error:
            raise ConfigError(f"{source} can't be {text!r}: {error}.") from error


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise ValueError("a port is a number from 0 to 65535 (0: any free one)")
    return int(text)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 100_000):
        raise ValueError("give a number from 0 to 100000")
    return int(text)


def _threads(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 256):
        raise ValueError("give a number from 1 to 256")
    return int(text)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in (part.strip().lower() for part in text.split(",")) if name)


def _extension_ids(text: str) -> tuple[str, ...]:
    for name in _names(text):
        if len(name) != 32 or set(name) - set("abcdefghijklmnop"):
            raise ValueError(
                "an extension's id is 32 letters from a to p; it stands on the browser's page of extensions"
            )
    return _names(text)


def _public_address(text: str) -> str:
    address = urlsplit(text)
    port = address.port  # raises ValueError for what can't be one
    rest = (address.path.strip("/"), address.query, address.fragment, address.username)
    if address.scheme != "https" or not address.hostname or any(rest):
        raise ValueError("give https:// and a name, without a path, such as https://rutiner.example")
    return f"https://{address.hostname}" + (f":{port}" if port not in (None, 443) else "")


def _networks(text: str) -> tuple[str, ...]:
    for name in _names(text):
        ipaddress.ip_network(name)  # its own words say what is wrong
    return _names(text)


def _proxies(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 10):
        raise ValueError("give a number from 1 to 10")
    return int(text)


def _log(text: str) -> str:
    if text not in ("text", "json"):
        raise ValueError("it is text or json")
    return text


SETTINGS = (
    Setting(key="HOST", default="127.0.0.1", help="The address to listen on; anything but loopback asks every caller for a token."),
    Setting(key="PORT", default=8765, help="The port to listen on; 0 takes any free one.", convert=_port),
    Setting(
        key="DATA",
        default=user_data_path("rutinlots", appauthor=False),
        help="The folder for the database; made if it is missing.",
        convert=Path,
        shown="the platform's place for data",
    ),
    Setting(
        key="RULES",
        default=CHECKOUT / "shared_rules",
        help="The folder with checks, snippets and settings.",
        convert=Path,
        shown="shared_rules beside the backend",
    ),
    Setting(
        key="DATABASE_URL",
        default=None,
        help="Another database than SQLite in the data folder, such as postgresql+psycopg://user@host/name.",
        convert=str,
        shown="SQLite in the data folder",
    ),
    Setting(
        key="HOSTS",
        default=(),
        help="Names, beside loopback's, that callers may reach the server by; comma between.",
        convert=_names,
        shown="none",
    ),
    Setting(
        key="PUBLIC_URL",
        default=None,
        help="The address by which an HTTPS proxy in front of the server is reached, such as https://rutiner.example.",
        convert=_public_address,
        shown="no proxy",
    ),
    Setting(
        key="PROXIES",
        default=("127.0.0.1", "::1"),
        help="Addresses or networks that the proxy connects from; nobody else is believed about who asks. Comma between.",
        convert=_networks,
        shown="this machine",
    ),
    Setting(key="PROXY_COUNT", default=1, help="How many proxies, one behind the other, add to X-Forwarded-For.", convert=_proxies),
    Setting(
        key="EXTENSION_IDS",
        default=(EXTENSION_ID,),
        help="Ids of the browser extensions that may ask; comma between.",
        convert=_extension_ids,
        shown="the extension in this repository",
    ),
    Setting(key="LOG", default="text", help="How the log is written: as text to read, or a JSON object a line.", convert=_log),
    Setting(key="THREADS", default=8, help="How many requests are answered at the same time.", convert=_threads),
    Setting(key="RATE", default=50, help="How many requests a second a caller may make for long; 0: any number.", convert=_count),
    Setting(
        key="WAITING", default=32, help="How many requests may wait to be answered before others are sent away.", convert=_count
    ),
)


def settle(given: Mapping[str, Any] | None = None, environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The settings in force: what is given, else the environment (the process's own if None), else the default.

    ``given`` may hold Flask's own keys too; they are passed on as they are. Under ``TESTING`` the process's environment
    is left out: a test must not depend on the machine.
    """
    given = given or {}
    if environment is None:
        environment = {} if given.get("TESTING") else os.environ
    settled: dict[str, Any] = {setting.key: setting.default for setting in SETTINGS}
    for setting in SETTINGS:
        if text := environment.get(setting.variable):
            settled[setting.key] = setting.read(text, f"The environment variable {setting.variable}")
    settled.update(given)
    return settled


def database_address(config: Mapping[str, Any]) -> str:
    """Where the database is: in memory for tests, at the address that is set, or in the data folder."""
    address: str | None = config["DATABASE_URL"]
    if address:
        return address
    if config.get("TESTING"):
        return "sqlite://"
    return f"sqlite:///{Path(config['DATA']).absolute() / 'rutinlots.db'}"


def is_loopback(host: str) -> bool:
    """Whether an address to listen on is reached from this machine only."""
    return host in LOOPBACK_NAMES or host.startswith("127.")
