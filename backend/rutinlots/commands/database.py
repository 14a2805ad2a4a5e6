"""``rutinlots backup`` and ``restore``."""

from pathlib import Path

import click

from rutinlots.app_state import now
from rutinlots.commands.audit import operator
from rutinlots.commands.settings import opened_store, plainly, settled, with_settings
from rutinlots.store.backup import backup, restore
from rutinlots.web.config import database_address


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@with_settings("DATA", "DATABASE_URL")
def make_backup(file: Path, force: bool, **options: str | None) -> None:
    """Copy the database to FILE, also while the server runs, and verify the copy."""
    with plainly():
        size = backup(database_address(settled(options)), file, force=force)
    click.echo(f"Wrote {file} ({size / 1024:.0f} kB). Restore it with: rutinlots restore --force {file}")


@click.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace an existing database; it is kept under another name.")
@with_settings("DATA", "DATABASE_URL")
def put_back(file: Path, force: bool, **options: str | None) -> None:
    """Replace the database by the backup FILE, after verifying it.

    What was revoked since the backup stays revoked; the differences are listed. The server may be running, unless the
    current database is damaged: then stop it first.
    """
    with plainly():
        restored = restore(database_address(settled(options)), file, force=force)
    with opened_store(options) as store:
        store.audit.note("restored", operator(), str(file), now())
    click.echo(f"Restored {file}." + (f" The previous database is now {restored.kept}." if restored.kept else ""))
    for change in restored.changes:
        click.echo(f"  {change}")
