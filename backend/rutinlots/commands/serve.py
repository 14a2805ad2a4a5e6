"""``rutinlots serve``."""

from collections.abc import Mapping
from typing import Any

import click

from rutinlots import create_app
from rutinlots.app_state import AppState
from rutinlots.commands.settings import TABLE, plainly, settled, with_settings
from rutinlots.store import Store
from rutinlots.web import logs, wsgi
from rutinlots.web.config import is_loopback
from rutinlots.web.daily import Daily


@click.command()
@with_settings(*TABLE)
def serve(**options: str | None) -> None:
    """Run the server until Ctrl+C."""
    with plainly():
        config = settled(options)
        logs.begin(config["LOG"])
        app = create_app(config)
        state: AppState = app.extensions["rutinlots"]
        daily: Daily | None = None
        try:
            _warn_without_token(config, state.store)
            state.note("started", f"rules {state.rules.hash}")
            state.live_rules.watch()
            daily = Daily(state.forget_old)
            wsgi.serve(app, lambda address: click.echo(f"Rutinlots listens on {address}"))
        finally:
            if daily:
                daily.close()
            state.close()
    click.echo("Rutinlots has stopped.")


def _warn_without_token(config: Mapping[str, Any], store: Store) -> None:
    host = config["PUBLIC_URL"] or config["HOST"]
    if not is_loopback(host) and not store.tokens.all():
        click.echo(
            f"There is no token, and {host} is reachable from other machines: every request will be refused. "
            "Create one with: rutinlots token create NAME",
            err=True,
        )
