"""``rutinlots lead``: logins to the pages."""

import click

from rutinlots.app_state import now
from rutinlots.commands.settings import opened_store, with_settings


@click.group()
def lead() -> None:
    """Add, list and remove people who may log in to the pages."""


@lead.command("add")
@click.argument("name")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, help="Prompted for if left out.")
@with_settings("DATA", "DATABASE_URL")
def add_lead(name: str, password: str, **options: str | None) -> None:
    """Let NAME log in to the pages. From the first login on, the pages require one."""
    with opened_store(options) as store:
        try:
            store.leads.add(name, password, now())
        except ValueError as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{name} can log in at /logga-in.")


@lead.command("list")
@with_settings("DATA", "DATABASE_URL")
def list_leads(**options: str | None) -> None:
    """List the people who may log in."""
    with opened_store(options) as store:
        known = store.leads.all()
    if not known:
        click.echo("There are no logins. Add one with: rutinlots lead add NAME")
    for each in known:
        click.echo(f"{each.created_at:%Y-%m-%d}  {each.name}")


@lead.command("remove")
@click.argument("name")
@with_settings("DATA", "DATABASE_URL")
def remove_lead(name: str, **options: str | None) -> None:
    """Remove NAME and end their sessions."""
    with opened_store(options) as store:
        if not store.leads.remove(name):
            raise click.ClickException(f"There is no login {name}. List the names with: rutinlots lead list")
    click.echo(f"{name} is removed and logged out.")
