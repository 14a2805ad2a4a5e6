"""``rutinlots check``: checks a situation without a server."""

import json
from collections.abc import Iterator
from typing import Any

import click
from marshmallow import ValidationError

from rutinlots import rule_loader
from rutinlots.api.errors import flatten
from rutinlots.api.wire.answer import answer
from rutinlots.api.wire.situation import build
from rutinlots.app_state import now
from rutinlots.commands.settings import plainly, settled, with_settings
from rutinlots.core.evaluate import evaluate
from rutinlots.schemas.question import QuestionSchema


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--json", "as_json", is_flag=True, help="Print the API's answer instead of a summary.")
@with_settings("RULES")
def check(file: Any, as_json: bool, **options: str | None) -> None:
    """Check a situation: the body of POST /api/v1/checks, from FILE or standard input."""
    with plainly():
        rules = rule_loader.load(settled(options)["RULES"])
    question = _question(file)
    situation, offsets = build(question, now())
    verdict = answer(evaluate(situation, rules), rules, offsets)
    click.echo(json.dumps(verdict, ensure_ascii=False, indent=2) if as_json else "\n".join(_summary(verdict)))


def _question(file: Any) -> dict[str, Any]:
    name = getattr(file, "name", "The input")
    try:
        question: dict[str, Any] = QuestionSchema().load(json.loads(file.read().decode()))
        return question
    except ValidationError as error:
        faults = flatten({"json": error.messages})
        listed = "\n".join(f"  {name or '(the whole)'}: {' '.join(lines)}" for name, lines in faults.items())
        raise click.ClickException(f"{name} is not a valid situation. Correct this and try again:\n{listed}") from error
    except (ValueError, RecursionError) as error:
        raise click.ClickException(f"{name} is not JSON in UTF-8. Check that the file is complete.") from error


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
