"""Shared by all commands: settings as options, and errors without tracebacks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from rutinlots.rule_loader import RulesError
from rutinlots.store import Store, StoreError
from rutinlots.web.config import SETTINGS, ConfigError, Setting, database_address, settle
from rutinlots.web.server.wsgi import ListenError

_METAVARS = {
    **dict.fromkeys(("DATA", "RULES"), "FOLDER"),
    **dict.fromkeys(("DATABASE_URL", "PUBLIC_URL", "FRESHDESK", "OIDC_ISSUER"), "ADDRESS"),
    **dict.fromkeys(("PORT", "THREADS", "PROCESSES", "RATE", "WAITING", "PROXY_COUNT"), "NUMBER"),
    **dict.fromkeys(("KEEP_EVENTS", "KEEP_REASONS", "KEEP_LEDGER", "KEEP_AUDIT"), "DAYS"),
    **dict.fromkeys(("FRESHDESK_KEY_FILE", "OIDC_SECRET_FILE", "IDENTITY_FILE"), "FILE"),
}
TABLE = {setting.key: setting for setting in SETTINGS}


def _option(setting: Setting) -> Callable[[Any], Any]:
    shown = setting.shown or setting.default
    return click.option(
        f"--{setting.key.lower().replace('_', '-')}",
        setting.key,
        metavar=_METAVARS.get(setting.key, "TEXT"),
        help=f"{setting.help}  [default: {shown}; or {setting.variable}]",
    )


def with_settings(*keys: str) -> Callable[[Any], Any]:
    """Add the options of these settings to a command."""

    def add(command: Any) -> Any:
        for key in reversed(keys):
            command = _option(TABLE[key])(command)
        return command

    return add


def settled(options: dict[str, str | None]) -> dict[str, Any]:
    """Resolve the settings from the options given. Raises :class:`ConfigError`."""
    given = {
        key: TABLE[key].read(text, f"The option --{key.lower().replace('_', '-')}")
        for key, text in options.items()
        if text is not None
    }
    return settle(given)


@contextmanager
def plainly() -> Iterator[None]:
    """Turn expected errors into messages without a traceback."""
    try:
        yield
    except (ConfigError, ListenError, StoreError) as error:
        raise click.ClickException(str(error)) from error
    except RulesError as error:
        raise click.ClickException(f"The rules can't be used. Correct this and try again:\n{error}") from error


def _tell_of_a_new_database(address: str) -> None:
    """As another user, or without the server's settings, a command works on a database that no server reads."""
    file = Path(address.removeprefix("sqlite:///"))
    if address.startswith("sqlite:///") and not file.exists():
        click.echo(f"There is no database yet, so {file} is made. A server uses it if its user and settings are these.", err=True)


@contextmanager
def opened_store(options: dict[str, str | None]) -> Iterator[Store]:
    """Open the database for the length of the block; its errors become messages."""
    with plainly():
        address = database_address(settled(options))
        _tell_of_a_new_database(address)
        store = Store(address, patient=True)
        try:
            yield store
        finally:
            store.close()
