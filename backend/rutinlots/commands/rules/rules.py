"""``rutinlots prove``, ``new-check`` and ``withdraw``: for people who write rules, and those who upgrade."""

import click

from rutinlots.app_state import now
from rutinlots.commands.audit import operator
from rutinlots.commands.rules import scaffold
from rutinlots.commands.settings import opened_store, plainly, settled, with_settings
from rutinlots.core.validation import examples
from rutinlots.published_rules import load_with_published, withdraw
from rutinlots.store import published_at
from rutinlots.web.config import database_address


@click.command()
@click.argument("names", nargs=-1)
@click.option("--published", is_flag=True, help="With what team leaders have published in the database, as the server reads them.")
@with_settings("RULES", "DATA", "DATABASE_URL")
def prove(names: tuple[str, ...], published: bool, **options: str | None) -> None:
    """Test the rules by their own examples: every check, or the checks named."""
    with plainly():
        config = settled(options)
        there = published_at(database_address(config)) if published else {}
        rules = load_with_published(config["RULES"], there)
    if unknown := [name for name in names if name not in rules.by_id]:
        raise click.ClickException(f"Det finns ingen kontroll som heter {', '.join(unknown)}. Namnet är filens namn utan .yaml.")
    chosen = [rules.by_id[name] for name in names] or rules.checks
    faults = [f"{check.theme}/{check.id}.yaml: {fault}" for check in chosen for fault in examples.prove(check, rules)]
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise click.exceptions.Exit(1)
    click.echo(f"{len(chosen)} kontroller gör vad deras exempel säger.")


@click.command("new-check")
@click.argument("name", metavar="THEME/ID")
@with_settings("RULES")
def new_check(name: str, **options: str | None) -> None:
    """Create a check file with every key in place."""
    with plainly():
        folder = settled(options)["RULES"]
    try:
        path = scaffold.new_check(folder, name)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"The check can't be written in {folder} ({error.strerror}). See --rules."
        ) from error
    click.echo(f"Wrote {path}. Fill it in, then run: rutinlots prove {path.stem}")


@click.command("withdraw")
@click.argument("file")
@with_settings("RULES", "DATA", "DATABASE_URL")
def withdraw_file(file: str, **options: str | None) -> None:
    """Put the folder's FILE in force instead of the one that team leaders have published, such as settings.yaml.

    The published text stays in the workshop's history, from which a team leader can publish it again.
    """
    with opened_store(options) as store:
        try:
            withdraw(store.rule_changes, settled(options)["RULES"], file, operator(), now())
        except KeyError as error:
            known = ", ".join(sorted(store.rule_changes.published())) or "nothing; the folder's files are in force"
            raise click.ClickException(f"{file} is not published in the database. What is: {known}.") from error
        store.audit.note("rules-changed", operator(), f"{file}, as in the folder", now())
    click.echo(f"{file} is in force as the folder has it. The published text is in the workshop's history.")
