"""``rutinlots retention`` and ``ticket``: what is forgotten when, and what is kept about one ticket."""

import json

import click

from rutinlots.app_state import now
from rutinlots.commands.audit import operator
from rutinlots.commands.settings import opened_store, plainly, settled, with_settings
from rutinlots.web.config import days_kept
from rutinlots.web.readers import days


def _days(_context: click.Context, _parameter: click.Parameter, text: str | None) -> int | None:
    try:
        return None if text is None else days(text)
    except ValueError as error:
        raise click.BadParameter(f"{error}.") from error


@click.command()
@click.option("--events", metavar="DAYS", callback=_days, help="How long to keep events, such as 90d.")
@click.option("--reasons", metavar="DAYS", callback=_days, help="How long to keep what agents wrote when they sent anyway.")
@click.option("--ledger", metavar="DAYS", callback=_days, help="How long to keep that a ticket was logged.")
@click.option("--audit", metavar="DAYS", callback=_days, help="How long to keep the audit trail.")
@with_settings("DATA", "DATABASE_URL")
def retention(
    events: int | None, reasons: int | None, ledger: int | None, audit: int | None, **options: str | None
) -> None:
    """Delete what is older than that now. The server does the same every day, with its settings --keep-…"""
    given = {"KEEP_EVENTS": events, "KEEP_REASONS": reasons, "KEEP_LEDGER": ledger, "KEEP_AUDIT": audit}
    with plainly():
        config = settled(options) | {key: value for key, value in given.items() if value is not None}
    days = days_kept(config)
    with opened_store(options) as store:
        deleted = store.retention.forget(days, now())
        store.audit.note("retention", operator(), ", ".join(f"{kind}: {count}" for kind, count in deleted.items()), now())
    for kind, count in deleted.items():
        click.echo(f"{kind:12} older than {getattr(days, kind)} days: {count} deleted")


@click.group()
def ticket() -> None:
    """Export or delete what is kept about a ticket."""


@ticket.command("export")
@click.argument("number", type=click.IntRange(1, 2**63 - 1))
@with_settings("DATA", "DATABASE_URL")
def export_ticket(number: int, **options: str | None) -> None:
    """Print all that is kept about the ticket NUMBER, as JSON."""
    with opened_store(options) as store:
        found = store.retention.about(number)
        store.audit.note("ticket-exported", operator(), f"ticket {number}", now())
    click.echo(json.dumps(found, ensure_ascii=False, indent=2, default=str))


@ticket.command("delete")
@click.argument("number", type=click.IntRange(1, 2**63 - 1))
@with_settings("DATA", "DATABASE_URL")
def delete_ticket(number: int, **options: str | None) -> None:
    """Delete all that is kept about the ticket NUMBER; only that it was deleted stays in the audit trail."""
    with opened_store(options) as store:
        count = store.retention.delete_ticket(number)
        store.audit.note("ticket-deleted", operator(), f"ticket {number}: {count} rows", now())
    click.echo(f"Deleted {count} rows about ticket {number}. Backups still hold them until they are deleted.")
