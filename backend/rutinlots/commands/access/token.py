"""``rutinlots token``: API tokens."""

import click

from rutinlots.app_state import now
from rutinlots.commands.audit import operator
from rutinlots.commands.settings import opened_store, with_settings
from rutinlots.store.access.tokens import ROLES, Role


@click.group()
def token() -> None:
    """Create, list and revoke API tokens for the agents' extensions."""


@token.command("create")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="agent", show_default=True, help="What its owner may do.")
@click.option("--tenant", "tenants", multiple=True, metavar="HOST", help="Freshdesk account it is for alone; may be repeated.")
@with_settings("DATA", "DATABASE_URL")
def create_token(name: str, role: Role, tenants: tuple[str, ...], **options: str | None) -> None:
    """Create a token. It is shown once; paste it into the extension's settings."""
    tenants = tuple(each.strip().lower() for each in tenants)
    with opened_store(options) as store:
        try:
            secret = store.tokens.create(name, role, now(), tenants)
            store.audit.note("token-created", operator(), f"{name} ({', '.join((role, *tenants))})", now())
        except ValueError as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"Token for {name} ({role}). It is not shown again:", err=True)
    click.echo(secret)


@token.command("list")
@with_settings("DATA", "DATABASE_URL")
def list_tokens(**options: str | None) -> None:
    """List the tokens, without secrets."""
    with opened_store(options) as store:
        made = store.tokens.all()
    if not made:
        click.echo("There are no tokens. Create one with: rutinlots token create NAME")
    for each in made:
        state = f"revoked {each.revoked_at:%Y-%m-%d}" if each.revoked_at else "valid"
        click.echo(f"{each.id:4}  {each.role:6} {each.created_at:%Y-%m-%d}  {state:18} {each.name}{_only(each.tenants)}")


@token.command("revoke")
@click.argument("id", type=click.IntRange(1, 2**31 - 1))
@with_settings("DATA", "DATABASE_URL")
def revoke_token(id: int, **options: str | None) -> None:
    """Revoke a token by the number that list shows."""
    with opened_store(options) as store:
        if not store.tokens.revoke(id, now()):
            raise click.ClickException(f"There is no valid token {id}. List the numbers with: rutinlots token list")
        store.audit.note("token-revoked", operator(), f"token {id}", now())
    click.echo(f"Token {id} is revoked.")


def _only(tenants: tuple[str, ...]) -> str:
    return f"  (for {', '.join(tenants)})" if tenants else ""
