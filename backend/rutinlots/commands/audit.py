"""``rutinlots audit``: prints the audit trail."""

import getpass
import json
from dataclasses import asdict
from datetime import timedelta

import click

from rutinlots.app_state import now
from rutinlots.commands.settings import opened_store, with_settings
from rutinlots.store.audit import Author


@click.command("audit")
@click.option("--days", type=click.IntRange(1, 10_000), default=30, show_default=True, help="How many days back.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
@with_settings("DATA", "DATABASE_URL")
def print_audit(days: int, as_json: bool, **options: str | None) -> None:
    """Print who did what to tokens, logins, rules and the log ledger, and from where; oldest first."""
    with opened_store(options) as store:
        entries = store.audit.since(now() - timedelta(days=days))
    for each in entries:
        if as_json:
            click.echo(json.dumps(asdict(each), ensure_ascii=False, default=str))
        else:
            click.echo(f"{each.at:%Y-%m-%d %H:%M:%S}  {each.what:16} {each.who:24} {each.source:20} {each.about}")


def operator() -> Author:
    """The user who gives a command."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a user without a name
        user = "unknown user"
    return Author(user, "command line")
