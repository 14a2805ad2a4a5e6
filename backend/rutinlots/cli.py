"""The ``rutinlots`` command. Every failure is one sentence on what is wrong and one on what to do."""

import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from marshmallow import ValidationError

from rutinlots import create_app, library, scaffold, server
from rutinlots.api.answer import answer
from rutinlots.api.errors import flatten
from rutinlots.api.situation import build
from rutinlots.config import CHECKOUT, SETTINGS, ConfigError, Setting, database_address, is_loopback, settle
from rutinlots.core.definition import proof
from rutinlots.core.evaluate import evaluate
from rutinlots.library import RulesError
from rutinlots.running import Running, now
from rutinlots.schemas.question import QuestionSchema
from rutinlots.schemas.verdict import VerdictSchema
from rutinlots.server import ListenError
from rutinlots.store import Store, StoreError
from rutinlots.store.backup import backup, restore
from rutinlots.store.tokens import ROLES

_METAVARS = {"DATA": "FOLDER", "RULES": "FOLDER", "DATABASE_URL": "ADDRESS"} | dict.fromkeys(
    ("PORT", "THREADS", "RATE", "WAITING"), "NUMBER"
)
_TABLE = {setting.key: setting for setting in SETTINGS}


def _option(setting: Setting) -> Callable[[Any], Any]:
    shown = setting.shown or setting.default
    return click.option(
        f"--{setting.key.lower().replace('_', '-')}",
        setting.key,
        metavar=_METAVARS.get(setting.key, "TEXT"),
        help=f"{setting.help}  [default: {shown}; or {setting.variable}]",
    )


def _options(*keys: str) -> Callable[[Any], Any]:
    def add(command: Any) -> Any:
        for key in reversed(keys):
            command = _option(_TABLE[key])(command)
        return command

    return add


def _settled(options: dict[str, str | None]) -> dict[str, Any]:
    given = {
        key: _TABLE[key].read(text, f"The option --{key.lower().replace('_', '-')}")
        for key, text in options.items()
        if text is not None
    }
    return settle(given)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what can go wrong into a message without a traceback."""
    try:
        yield
    except (ConfigError, ListenError, StoreError) as error:
        raise click.ClickException(str(error)) from error
    except RulesError as error:
        raise click.ClickException(f"The rules can't be used. Mend this and try again:\n{error}") from error


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Guidance for customer-service agents inside Freshdesk."""


@main.command()
@_options(*_TABLE)
def serve(**options: str | None) -> None:
    """Run the server until Ctrl+C."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with _told():
        app = create_app(_settled(options))
        state: Running = app.extensions["rutinlots"]
        try:
            _warn_without_token(app.config["HOST"], state.store)
            state.rulebook.watch()
            server.serve(app, lambda address: click.echo(f"Rutinlots listens on {address}"))
        finally:
            state.close()
    click.echo("Rutinlots has stopped.")


def _warn_without_token(host: str, store: Store) -> None:
    if not is_loopback(host) and not store.tokens.all():
        click.echo(
            f"No token has been made, and {host} is reached from other machines: every question will be refused. "
            "Make a token with: rutinlots token create NAME",
            err=True,
        )


@main.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--json", "as_json", is_flag=True, help="Print the API's answer instead of a summary.")
@_options("RULES")
def check(file: Any, as_json: bool, **options: str | None) -> None:
    """Judge a situation: the body of POST /api/v1/checks, from FILE or from standard input."""
    with _told():
        rules = library.load(_settled(options)["RULES"])
    question = _question(file)
    situation, originals = build(question, now())
    told = VerdictSchema().dump(answer(evaluate(situation, rules), rules, originals))
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else "\n".join(_summary(told)))


def _question(file: Any) -> dict[str, Any]:
    name = getattr(file, "name", "The input")
    try:
        return QuestionSchema().load(json.loads(file.read().decode()))
    except ValidationError as error:
        faults = flatten({"json": error.messages})
        told = "\n".join(f"  {name or '(the whole)'}: {' '.join(lines)}" for name, lines in faults.items())
        raise click.ClickException(f"{name} is no situation. Mend this and try again:\n{told}") from error
    except (ValueError, RecursionError) as error:
        raise click.ClickException(f"{name} is not JSON in UTF-8. See that the whole file is there.") from error


def _summary(verdict: dict[str, Any]) -> Iterator[str]:
    for finding in verdict["findings"]:
        yield f"{finding['level']:8}{finding['id']} ({', '.join(finding['covers'])}): {finding['title']}"
        yield f"        {finding['message']}"
        yield from (f"        at {span['in']} {span['start']}–{span['end']}" for span in finding["spans"])
        yield from (f"        fix: {fix['label']}" for fix in finding["fixes"])
    for mark in verdict["marks"]:
        number = "" if mark["value"] is None else f" {mark['value']}"
        yield f"mark    {mark['id']} ({', '.join(mark['covers'])}): {mark['label']}{number}"
    for suggestion in verdict["suggestions"]:
        yield f"snippet {suggestion['snippet']} ({suggestion['score']:.2f}): {', '.join(suggestion['reasons'])}"
    if gate := verdict["gate"]:
        yield f"gate    {gate['situation']}: {gate['code']}, {gate['status']}"
    if not any((verdict["findings"], verdict["marks"], verdict["suggestions"], verdict["gate"])):
        yield "Nothing found."


@main.command()
@click.argument("names", nargs=-1)
@_options("RULES")
def prove(names: tuple[str, ...], **options: str | None) -> None:
    """Try the rules on their own examples: all of them, or the checks named."""
    with _told():
        rules = library.load(_settled(options)["RULES"])
    if unknown := [name for name in names if name not in rules.by_id]:
        raise click.ClickException(f"Det finns ingen kontroll som heter {', '.join(unknown)}. Namnet är filens namn utan .yaml.")
    chosen = [rules.by_id[name] for name in names] or rules.checks
    faults = [f"{check.theme}/{check.id}.yaml: {fault}" for check in chosen for fault in proof.prove(check, rules)]
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise click.exceptions.Exit(1)
    click.echo(f"{len(chosen)} kontroller gör vad deras exempel säger.")


@main.command("new-check")
@click.argument("name", metavar="THEME/ID")
@_options("RULES")
def new_check(name: str, **options: str | None) -> None:
    """Begin a new check: write its file with every key in place."""
    with _told():
        folder = _settled(options)["RULES"]
    try:
        path = scaffold.new_check(folder, name)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"The check can't be written in {folder} ({error.strerror}). See --rules."
        ) from error
    click.echo(f"Wrote {path}. Fill it in, then run: pytest {path}")


@main.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@_options("DATA", "DATABASE_URL")
def make_backup(file: Path, force: bool, **options: str | None) -> None:
    """Copy the database to FILE, also while the server runs; the copy is tried before it is kept."""
    with _told():
        size = backup(database_address(_settled(options)), file, force=force)
    click.echo(f"Wrote {file} ({size / 1024:.0f} kB). Put it back with: rutinlots restore {file}")


@main.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace the database that is there; it is kept beside under another name.")
@_options("DATA", "DATABASE_URL")
def put_back(file: Path, force: bool, **options: str | None) -> None:
    """Put the backup FILE in the database's place; the backup is tried before anything is touched."""
    with _told():
        kept = restore(database_address(_settled(options)), file, force=force)
    click.echo(f"The database is as {file} has it." + (f" What was there is now {kept}." if kept else ""))


@main.group()
def token() -> None:
    """Make, list and revoke the tokens that agents' extensions ask with."""


@contextmanager
def _store(options: dict[str, str | None]) -> Iterator[Store]:
    with _told():
        store = Store(database_address(_settled(options)))
        try:
            yield store
        finally:
            store.close()


@token.command("create")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="agent", show_default=True, help="What its owner may do.")
@_options("DATA", "DATABASE_URL")
def create_token(name: str, role: str, **options: str | None) -> None:
    """Make a token. It is shown once; paste it into the extension's settings."""
    with _store(options) as store:
        try:
            secret = store.tokens.create(name, role, now())
        except ValueError as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"Token for {name} ({role}). It is not shown again:", err=True)
    click.echo(secret)


@token.command("list")
@_options("DATA", "DATABASE_URL")
def list_tokens(**options: str | None) -> None:
    """List the tokens; never the secrets."""
    with _store(options) as store:
        made = store.tokens.all()
    if not made:
        click.echo("No token has been made. Make one with: rutinlots token create NAME")
    for each in made:
        state = f"revoked {each.revoked_at:%Y-%m-%d}" if each.revoked_at else "valid"
        click.echo(f"{each.id:4}  {each.role:6} {each.created_at:%Y-%m-%d}  {state:18} {each.name}")


@token.command("revoke")
@click.argument("id", type=int)
@_options("DATA", "DATABASE_URL")
def revoke_token(id: int, **options: str | None) -> None:
    """Make a token worthless, by the number that list shows."""
    with _store(options) as store:
        if not store.tokens.revoke(id, now()):
            raise click.ClickException(f"There is no valid token {id}. See the numbers with: rutinlots token list")
    click.echo(f"Token {id} is revoked.")


@main.group()
def lead() -> None:
    """Add, list and remove those who may log in to the pages."""


@lead.command("add")
@click.argument("name")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for when it is left out.")
@_options("DATA", "DATABASE_URL")
def add_lead(name: str, password: str, **options: str | None) -> None:
    """Let NAME log in to the pages; from then on everybody is asked to."""
    with _store(options) as store:
        try:
            store.leads.add(name, password, now())
        except ValueError as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{name} can log in at /logga-in.")


@lead.command("list")
@_options("DATA", "DATABASE_URL")
def list_leads(**options: str | None) -> None:
    """List those who may log in."""
    with _store(options) as store:
        known = store.leads.all()
    if not known:
        click.echo("Nobody can log in. Add somebody with: rutinlots lead add NAME")
    for each in known:
        click.echo(f"{each.created_at:%Y-%m-%d}  {each.name}")


@lead.command("remove")
@click.argument("name")
@_options("DATA", "DATABASE_URL")
def remove_lead(name: str, **options: str | None) -> None:
    """Let NAME in no more, from this moment."""
    with _store(options) as store:
        if not store.leads.remove(name):
            raise click.ClickException(f"There is nobody called {name}. See the names with: rutinlots lead list")
    click.echo(f"{name} is removed and logged out.")


@main.command()
def demo() -> None:
    """Show everything at once: the server, a mock Freshdesk and a browser with the extension."""
    if not (CHECKOUT / "e2e" / "demo.py").is_file():
        raise click.ClickException("The demo is in the repository: get it, and run there: make run")
    raise SystemExit(subprocess.run([sys.executable, "-m", "e2e.demo"], cwd=CHECKOUT, check=False).returncode)
