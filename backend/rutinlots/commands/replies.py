"""``rutinlots replies``: the company's own canned responses from Freshdesk."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from rutinlots.app_state import now
from rutinlots.commands.settings import opened_store, with_settings
from rutinlots.core.snippets.texts.reply import Canned
from rutinlots.freshdesk import Freshdesk, FreshdeskError, ShapeError, dump, parse
from rutinlots.freshdesk import pull as pull_all

KEY = "RUTINLOTS_FRESHDESK_KEY"
_LARGEST = 50_000_000  # bytes of a file
_SHOWN = 10  # titles that are listed of each kind


@click.group()
def replies() -> None:
    """Bring in and list the company's canned responses."""


@replies.command("pull")
@click.option("--freshdesk", metavar="ADDRESS", help="The account, such as https://company.freshdesk.com.")
@click.option("--from", "source", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Read this file instead.")
@click.option("--to", "target", type=click.Path(dir_okay=False, path_type=Path), help="Write them to this file only.")
@with_settings("DATA", "DATABASE_URL")
def pull(freshdesk: str | None, source: Path | None, target: Path | None, **options: str | None) -> None:
    """Bring in the canned responses that the company shares; personal folders are never taken.

    The API key of an administrator is read from RUTINLOTS_FRESHDESK_KEY, or asked for. Nothing that a team leader has
    said about a reply is changed.
    """
    if (freshdesk is None) == (source is None):
        raise click.UsageError("Give --freshdesk ADDRESS or --from FILE.")
    found = _from_file(source) if source else _from_account(freshdesk or "")
    if target:
        try:
            target.write_text(dump(found), "utf-8")
        except OSError as error:
            raise click.ClickException(f"{target} can't be written ({error.strerror}). Choose another file.") from error
        click.echo(f"Wrote {len(found)} responses to {target}. Bring them in with: rutinlots replies pull --from {target}")
        return
    with opened_store(options) as store:
        done = store.replies.take(found, now())
    for what, titles in (("new", done.new), ("changed", done.changed), ("gone", done.gone)):
        _list(what, titles)
    click.echo(f"{len(found)} responses: {len(done.new)} new, {len(done.changed)} changed, {done.same} as before; "
               f"{len(done.gone)} gone.")  # fmt: skip


@replies.command("list")
@with_settings("DATA", "DATABASE_URL")
def list_replies(**options: str | None) -> None:
    """List the replies that are there, by folder."""
    with opened_store(options) as store:
        library = store.replies.all()
    if not library.replies:
        click.echo("There are none. Bring them in with: rutinlots replies pull --freshdesk ADDRESS")
    for each in library.replies:
        click.echo(f"{each.canned.id}  {'off' if each.said.off else '   '}  {each.canned.folder}: {each.canned.title}")


def _from_file(source: Path) -> list[Canned]:
    try:
        if source.stat().st_size > _LARGEST:
            raise click.ClickException(f"{source} is larger than {_LARGEST // 1_000_000} MB.")
        found = parse(source.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{source} can't be read as a text in UTF-8.") from error
    except ShapeError as error:
        raise click.ClickException(f"{source} has another shape than Freshdesk's: {error}.") from error
    if not found:
        raise click.ClickException(f"{source} has no responses; nothing is changed.")
    return found


def _from_account(address: str) -> list[Canned]:
    key = os.environ.get(KEY, "").strip() or click.prompt("API key", hide_input=True, err=True).strip()
    try:
        account = Freshdesk(address, key)
    except ValueError as error:
        raise click.ClickException(f"{error}.") from error
    try:
        return pull_all(account, lambda folder, count: click.echo(f"{count:5}  {folder}", err=True))
    except FreshdeskError as error:
        raise click.ClickException(str(error)) from error
    finally:
        account.close()


def _list(what: str, titles: Sequence[str]) -> None:
    for title in titles[:_SHOWN]:
        click.echo(f"{what:8} {title}")
    if len(titles) > _SHOWN:
        click.echo(f"{what:8} … and {len(titles) - _SHOWN} more")
