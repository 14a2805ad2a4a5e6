"""``rutinlots identity``."""

import click

from rutinlots.commands.settings import plainly, settled, with_settings
from rutinlots.web.config import identity_file
from rutinlots.web.keys.identity import identity


@click.command("identity")
@with_settings("DATA", "IDENTITY_FILE")
def print_identity(**options: str | None) -> None:
    """Print the fingerprint of the key by which extensions know the server, for their policy (serverKey). Makes a missing key."""
    with plainly():
        file = identity_file(settled(options))
        is_new = not file.exists()
        click.echo(identity(file).fingerprint)
    if is_new:
        click.echo(f"There was no key yet, so {file} was made. A server uses it if its user and settings are these.", err=True)
