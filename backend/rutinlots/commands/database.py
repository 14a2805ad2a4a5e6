"""``rutinlots backup`` and ``restore``."""

from pathlib import Path

import click

from rutinlots.commands.settings import plainly, settled, with_settings
from rutinlots.store.backup import backup, restore
from rutinlots.web.config import database_address


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@with_settings("DATA", "DATABASE_URL")
def make_backup(file: Path, force: bool, **options: str | None) -> None:
    """Copy the database to FILE, also while the server runs; the copy is tried before it is kept."""
    with plainly():
        size = backup(database_address(settled(options)), file, force=force)
    click.echo(f"Wrote {file} ({size / 1024:.0f} kB). Put it back with: rutinlots restore {file}")


@click.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace the database that is there; it is kept beside under another name.")
@with_settings("DATA", "DATABASE_URL")
def put_back(file: Path, force: bool, **options: str | None) -> None:
    """Put the backup FILE in the database's place; the backup is tried before anything is touched.

    A server may run meanwhile, unless the database that is there is damaged: stop it first, then.
    """
    with plainly():
        kept = restore(database_address(settled(options)), file, force=force)
    click.echo(f"The database is as {file} has it." + (f" What was there is now {kept}." if kept else ""))
