"""``rutinlots serve``."""

from collections.abc import Mapping
from typing import Any

import click

from rutinlots import create_app
from rutinlots.app_state import AppState
from rutinlots.commands.settings import TABLE, plainly, settled, with_settings
from rutinlots.freshdesk.client import address_of
from rutinlots.freshdesk.daily import DailyPull
from rutinlots.store import Store
from rutinlots.web import logs, wsgi
from rutinlots.web.config import ConfigError, is_loopback
from rutinlots.web.daily import Daily


@click.command()
@with_settings(*TABLE)
def serve(**options: str | None) -> None:
    """Run the server until Ctrl+C."""
    with plainly():
        config = settled(options)
        _refuse_plain_http(config)
        logs.begin(config["LOG"])
        app = create_app(config)
        state: AppState = app.extensions["rutinlots"]
        daily: list[Daily | DailyPull] = []
        try:
            _warn_without_token(config, state.store)
            state.note("started", f"rules {state.rules.hash}")
            state.live_rules.watch()
            state.meanings.start()
            daily.append(Daily(state.forget_old))
            daily += _daily_pull(config, state)
            wsgi.serve(app, lambda address: click.echo(f"Rutinlots listens on {address}"))
        finally:
            for work in daily:
                work.close()
            state.close()
    click.echo("Rutinlots has stopped.")


def _daily_pull(config: Mapping[str, Any], state: AppState) -> list[DailyPull]:
    """The daily pull of canned responses, begun, if it is configured."""
    address, key_file = config["FRESHDESK"], config["FRESHDESK_KEY_FILE"]
    if address is None and key_file is None:
        return []
    if address is None or key_file is None:
        raise ConfigError("The daily pull needs both the account's address and a file with its key: see --freshdesk.")
    try:
        address = address_of(address)
        key_file.read_text("utf-8")
    except ValueError as error:
        raise ConfigError(f"--freshdesk: {error}.") from error
    except OSError as error:
        raise ConfigError(f"The key file {key_file} can't be read ({error.strerror}). See --freshdesk-key-file.") from error
    daily = DailyPull(state.store, address, key_file, state.clock)
    daily.start()
    return [daily]


def _refuse_plain_http(config: Mapping[str, Any]) -> None:
    if not (is_loopback(config["HOST"]) or config["PLAIN_HTTP"]):
        raise ConfigError(
            f"The server speaks plain HTTP, and {config['HOST']} is reachable from other machines, so tokens and mails could be "
            "read on the way. Listen on 127.0.0.1 behind an HTTPS proxy on this machine; or, in a container or with the proxy on "
            "another machine of a network that you trust, add --plain-http yes."
        )


def _warn_without_token(config: Mapping[str, Any], store: Store) -> None:
    host = config["PUBLIC_URL"] or config["HOST"]
    if not is_loopback(host) and not store.tokens.all():
        click.echo(
            f"There is no token, and {host} is reachable from other machines: every request will be refused. "
            "Create one with: rutinlots token create NAME",
            err=True,
        )
