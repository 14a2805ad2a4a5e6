"""``rutinlots prove`` and ``new-check``: for people who write rules."""

import click

from rutinlots import rule_loader
from rutinlots.commands import scaffold
from rutinlots.commands.settings import plainly, settled, with_settings
from rutinlots.core.validation import examples


@click.command()
@click.argument("names", nargs=-1)
@with_settings("RULES")
def prove(names: tuple[str, ...], **options: str | None) -> None:
    """Test the rules by their own examples: every check, or the checks named."""
    with plainly():
        rules = rule_loader.load(settled(options)["RULES"])
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
