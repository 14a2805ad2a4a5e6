"""``rutinlots stage``: the stage alone, on this machine, for a trainer's laptop."""

import tempfile
import webbrowser
from pathlib import Path

import click

from rutinlots import create_app
from rutinlots.app_state import AppState
from rutinlots.commands.settings import plainly
from rutinlots.web import logs
from rutinlots.web.config import settle
from rutinlots.web.readers import port as read_port
from rutinlots.web.server import wsgi


def _port(_context: click.Context, _parameter: click.Parameter, text: str) -> int:
    try:
        return read_port(text)
    except ValueError as error:
        raise click.BadParameter(f"{error}.") from error


@click.command()
@click.option("--port", default="0", callback=_port, metavar="NUMBER", help="Port to listen on; 0 picks a free one.  [default: 0]")
@click.option("--no-browser", is_flag=True, help="Open no browser.")
def stage(port: int, no_browser: bool) -> None:
    """Practise without a server: open the stage in the browser, with the shipped rules, until Ctrl+C.

    It needs nothing but this package, listens on this machine alone, ignores the server's settings, and keeps nothing: its data
    is in a temporary folder that is deleted at the end.
    """

    def ready(address: str) -> None:
        click.echo(f"The stage is at {address}/ovning")
        if not no_browser:
            webbrowser.open(f"{address}/ovning")

    with tempfile.TemporaryDirectory(prefix="rutinlots-stage-", ignore_cleanup_errors=True) as folder, plainly():
        own = {"DATA": Path(folder), "HOST": "127.0.0.1", "PORT": port, "LEARN": False, "ENCODER": "none"}
        config = settle(own, environment={})
        logs.begin(config["LOG"])
        app = create_app(config)
        state: AppState = app.extensions["rutinlots"]
        try:
            wsgi.serve(app, ready)
        finally:
            state.close()
    click.echo("The stage has stopped, and its data is deleted.")
