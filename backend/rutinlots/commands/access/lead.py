"""``rutinlots lead``: logins to the pages."""

import sys

import click

from rutinlots.app_state import now
from rutinlots.commands.audit import operator
from rutinlots.commands.settings import opened_store, with_settings

_UNKNOWN = "There is no login {}. List the names with: rutinlots lead list"
# A password among the arguments would stand in the list of processes and in the shell's history.
_STDIN = click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking for it.")


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return asked


@click.group()
def lead() -> None:
    """Add, list and remove people who may log in to the pages."""


@lead.command("add")
@click.argument("name")
@_STDIN
@click.option("--company", is_flag=True, help="NAME logs in with the company's login, and has no password here.")
@with_settings("DATA", "DATABASE_URL")
def add_lead(name: str, password_stdin: bool, company: bool, **options: str | None) -> None:
    """Let NAME log in to the pages, with a password that is prompted for. From the first login on, the pages require one.

    The password opens nothing but the page that changes it, for seven days.
    """
    with opened_store(options) as store:
        try:
            store.leads.require_new(name)  # before a password is asked for
            password = None if company else _password(password_stdin)
            store.leads.add(name, password, now(), first=True)
            store.audit.note("lead-added", operator(), name, now())
        except ValueError as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{name} can log in at /logga-in.")


@lead.command("password")
@click.argument("name")
@_STDIN
@with_settings("DATA", "DATABASE_URL")
def set_password(name: str, password_stdin: bool, **options: str | None) -> None:
    """Give NAME a new password, which is prompted for and to be changed within seven days, and end their sessions."""
    with opened_store(options) as store:
        known = store.leads.find(name)  # before a password is asked for
        if known and known.company:
            raise click.ClickException(f"{name} logs in with the company's login, and has no password here.")
        try:
            done = known and store.leads.reset(name, _password(password_stdin), now(), first=True)
        except ValueError as error:
            raise click.ClickException(str(error)) from error
        if not done:
            raise click.ClickException(_UNKNOWN.format(name))
        store.audit.note("password-changed", operator(), name, now())
    click.echo(f"{name} has a new password and is logged out.")


@lead.command("list")
@with_settings("DATA", "DATABASE_URL")
def list_leads(**options: str | None) -> None:
    """List the people who may log in."""
    with opened_store(options) as store:
        known = store.leads.all()
    if not known:
        click.echo("There are no logins. Add one with: rutinlots lead add NAME")
    for each in known:
        click.echo(f"{each.created_at:%Y-%m-%d}  {each.name}{'  (company login)' if each.company else ''}")


@lead.command("remove")
@click.argument("name")
@with_settings("DATA", "DATABASE_URL")
def remove_lead(name: str, **options: str | None) -> None:
    """Remove NAME and end their sessions."""
    with opened_store(options) as store:
        if not store.leads.remove(name, now()):
            raise click.ClickException(_UNKNOWN.format(name))
        store.audit.note("lead-removed", operator(), name, now())
    click.echo(f"{name} is removed and logged out.")


@lead.command("sessions")
@with_settings("DATA", "DATABASE_URL")
def list_sessions(**options: str | None) -> None:
    """List who is logged in to the pages, since when, and when they last opened one."""
    with opened_store(options) as store:
        for each in store.sessions.all(None, now()):
            click.echo(f"{each.began_at:%Y-%m-%d %H:%M}  {each.seen_at:%H:%M}  {each.method:8}  {each.lead}")


@lead.command("logout")
@click.argument("name")
@with_settings("DATA", "DATABASE_URL")
def log_out(name: str, **options: str | None) -> None:
    """End all of NAME's sessions."""
    with opened_store(options) as store:
        ended = store.sessions.end(name)
        if not ended:
            raise click.ClickException(f"{name} is not logged in. List who is with: rutinlots lead sessions")
        store.audit.note("session-ended", operator(), f"{ended} of {name}", now())
    click.echo(f"{name} is logged out ({ended}).")
