"""``rutinlots serve``."""

import ctypes
import gc
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from typing import Any

import click
from flask import Flask

from rutinlots import create_app
from rutinlots.app_state import AppState
from rutinlots.commands.serving.together import serve_together
from rutinlots.commands.settings import TABLE, plainly, settled, with_settings
from rutinlots.freshdesk.client import address_of
from rutinlots.freshdesk.daily import DailyPull
from rutinlots.rule_loader import RulesError
from rutinlots.store import IN_MEMORY
from rutinlots.web import logs
from rutinlots.web.authentication import Authenticator
from rutinlots.web.config import ConfigError, database_address, is_loopback, unknown_variables
from rutinlots.web.daily import Daily
from rutinlots.web.server import wsgi
from rutinlots.web.server.processes import STOP, can_fork

log = logging.getLogger(__name__)

_MOST_HEAPS = -8  # M_ARENA_MAX


@click.command()
@with_settings(*TABLE)
def serve(**options: str | None) -> None:
    """Run the server until Ctrl+C."""
    with plainly():
        config = settled(options)
        _refuse_plain_http(config)
        logs.begin(config["LOG"])
        _warn_of_variables()
        count = _processes(config)
        _share_one_heap()
        wsgi.allow_connections()
        gc.disable()
        app = create_app(config)
        state: AppState = app.extensions["rutinlots"]
        refused: list[RulesError] = []
        state.live_rules.unusable = partial(_stop, refused)
        try:
            _warn_without_token(config, state.authentication)
            _daily_pull(config, state)
            # The rules stay: looking through them for garbage held a request up for 70 ms. Doing so now would take as long, and
            # find less than a hundredth of what there is.
            gc.freeze()
            gc.enable()
            if count > 1:
                if not serve_together(app, count, partial(_working, config, state), _listens, refused):
                    raise click.ClickException("The server has stopped. The log says why.")
            else:
                _serve_alone(app, partial(_working, config, state))
        finally:
            state.close()
    if refused:
        raise click.ClickException(f"The server has stopped. {refused[0]}")
    click.echo("Rutinlots has stopped.")


def _share_one_heap() -> None:
    """Where it is glibc's: it gives each thread one of its own, so that what a start frees is of no use to the thread that then
    tries the rules. That costs 4 MB."""
    if sys.platform == "linux" and hasattr(own := ctypes.CDLL(None), "mallopt"):
        own.mallopt(_MOST_HEAPS, 1)


def _serve_alone(app: Flask, work: Callable[[], AbstractContextManager[None]]) -> None:
    """Serve with one process, which begins its other work when it listens."""
    with ExitStack() as working:

        def ready(address: str) -> None:
            _listens(address)
            working.enter_context(work())

        wsgi.serve(app, ready)


def _stop(refused: list[RulesError], error: RulesError) -> None:
    """Stop the server, from a thread, because of its rules."""
    refused.append(error)
    signal.raise_signal(STOP)


def _listens(address: str) -> None:
    click.echo(f"Rutinlots listens on {address}")


@contextmanager
def _working(config: Mapping[str, Any], state: AppState) -> Iterator[None]:
    """What the server does in the background, within the block."""
    daily: list[Daily | DailyPull] = []
    try:
        state.note("started", f"rules {state.rules.hash}")
        state.live_rules.watch()
        state.meanings.start()
        daily.append(Daily(state.forget_old))
        for pull in _daily_pull(config, state):
            daily.append(pull)
            pull.start()
        yield
    finally:
        for work in daily:
            work.close()


def _processes(config: Mapping[str, Any]) -> int:
    count: int = config["PROCESSES"]
    if count > 1 and not can_fork():
        raise ConfigError("Several processes need Linux or macOS. Here --processes can only be 1.")
    return 1 if database_address(config) == IN_MEMORY else count  # each would have a database of its own


def _daily_pull(config: Mapping[str, Any], state: AppState) -> list[DailyPull]:
    """The daily pull of canned responses, if it is configured."""
    address, key_file = config["FRESHDESK"], config["FRESHDESK_KEY_FILE"]
    if address is None and key_file is None:
        return []
    if address is None or key_file is None:
        raise ConfigError("The daily pull needs both the account's address and a file with its key: see --freshdesk.")
    try:
        address = address_of(address)
    except ValueError as error:
        raise ConfigError(f"--freshdesk: {error}.") from error
    try:
        key_file.read_text("utf-8")
    except OSError as error:
        raise ConfigError(f"The key file {key_file} can't be read ({error.strerror}). See --freshdesk-key-file.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"The key file {key_file} is no text. See --freshdesk-key-file.") from error
    return [DailyPull(state.store, address, key_file, state.clock)]


def _warn_of_variables() -> None:
    for name, near in unknown_variables(os.environ).items():
        cure = f"did you mean {near}?" if near else "rutinlots serve --help lists them."
        log.warning("The environment variable %s is no setting, so it does nothing: %s", name, cure)


def _refuse_plain_http(config: Mapping[str, Any]) -> None:
    if not (is_loopback(config["HOST"]) or config["PLAIN_HTTP"]):
        raise ConfigError(
            f"The server speaks plain HTTP, and {config['HOST']} is reachable from other machines, so tokens and mails could be "
            "read on the way. Listen on 127.0.0.1 behind an HTTPS proxy on this machine; or, in a container or with the proxy on "
            "another machine of a network that you trust, add --plain-http yes."
        )


def _warn_without_token(config: Mapping[str, Any], authentication: Authenticator) -> None:
    """Reads the tokens in any case: a process that knew none could answer nothing while the database is away."""
    host = config["PUBLIC_URL"] or config["HOST"]
    if not authentication.any_made() and not is_loopback(host):
        click.echo(
            f"There is no token, and {host} is reachable from other machines: every request will be refused. "
            "Create one with: rutinlots token create NAME",
            err=True,
        )
