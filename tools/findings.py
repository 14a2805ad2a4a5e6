"""What the rules say about every mail in the repository, to compare before and after a change of rules or engine.

    python -m tools.findings --write FILE
    python -m tools.findings --compare FILE

Asked are the examples of every check at each of its moments, the corpus, the letters that parsing is tried on (as mails
and as drafts), the mails that rankings are measured on (both), and the reply snippets as drafts. For each question a
line of JSON holds the findings, marks, guides and suggestions, and hashes of the log gate's text and of the API's whole
answer, which is asked for twice: the second time what the server remembers is used.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from backend.tests.core.letters.letter import read as read_letters
from backend.tests.corpus.case import read_cases
from rutinlots import create_app
from rutinlots.api.wire.situation import build
from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.evaluate import evaluate
from rutinlots.core.rules import Rules
from rutinlots.core.situation import Address, Agent, Draft, Message, Moment, Situation, Ticket
from rutinlots.rule_files.document import read_document
from rutinlots.schemas.question import QuestionSchema

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 3, 10, 10, 15, tzinfo=STOCKHOLM)
CUSTOMER = Address("Anna Berg", "anna.berg@example.com")
AGENT = Agent("7", "Sandra Ek")
OUR_ADDRESS = "kundservice@ellevio.se"
SHOWN = 40  # differences that are printed


def main() -> int:
    """Write the findings to a file, or compare them with those in one. Exits with 1 when they differ."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--write", type=Path, metavar="FILE", help="write the findings here")
    chosen.add_argument("--compare", type=Path, metavar="FILE", help="compare with the findings written here")
    arguments = parser.parse_args()
    app = create_app({"TESTING": True})
    rules, client = app.extensions["rutinlots"].rules, app.test_client()
    every: dict[str, Situation] = {}
    for name, situation in situations(rules):
        every[name if name not in every else f"{name} {len(every)}"] = situation
    answers = {name: {**answer(situation, rules), "api": _asked(client, situation)} for name, situation in every.items()}
    for name, situation in every.items():
        if _asked(client, situation) != answers[name]["api"]:
            print(f"{name}: another answer the second time")
            return 1
    if arguments.write:
        arguments.write.write_text(json.dumps(answers, ensure_ascii=False), "utf-8")
        print(f"{len(answers)} situations written")
        return 0
    return compare(json.loads(arguments.compare.read_text("utf-8")), json.loads(json.dumps(answers)))


def compare(before: dict[str, Any], after: dict[str, Any]) -> int:
    """Print what differs. Returns how many situations do, at most 1."""
    different = 0
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        different += 1
        if different <= SHOWN:
            print(name)
            for part in dict.fromkeys([*(old or {}), *(new or {})]):
                was, became = (old or {}).get(part), (new or {}).get(part)
                if was != became:
                    print(f"  {part}\n    - {was}\n    + {became}")
    print(f"{len(after)} situations, {different} differ")
    return min(different, 1)


def answer(situation: Situation, rules: Rules) -> dict[str, Any]:
    """What the engine says, as plain values."""
    verdict = evaluate(situation, rules)
    gate = None
    if verdict.gate:
        logged = json.dumps([verdict.gate.text, dict(verdict.gate.choices)], ensure_ascii=False)
        gate = [verdict.gate.situation, list(verdict.gate.covers), _hashed(logged.encode())]
    return {
        "findings": [
            [each.check.id, each.check.level, each.message, [asdict(s) for s in each.spans], [asdict(f) for f in each.fixes],
             list(each.fields)]
            for each in verdict.findings
        ],
        "marks": [[each.check.id, each.value, [asdict(span) for span in each.spans]] for each in verdict.marks],
        "triggered": [check.id for check in verdict.triggered],
        "guides": list(verdict.guides),
        "suggestions": [[each.snippet, round(each.score, 6), list(each.reasons)] for each in verdict.suggestions],
        "gate": gate,
    }  # fmt: skip


def _asked(client: FlaskClient, situation: Situation) -> list[Any]:
    """The status and a hash of the API's answer."""
    response = client.post("/api/v1/checks", json=question(situation))
    return [response.status_code, _hashed(response.get_data())]


def question(situation: Situation) -> dict[str, Any]:
    """The situation as the extension would send it."""
    body: dict[str, Any] = asdict(situation)
    del body["history"]
    filters = body.pop("filters")
    for each in (body["draft"], *(body["ticket"] or {}).get("conversation", ())):
        if each and "sender" in each:
            each["from"] = each.pop("sender")
    body = {**body, "list": None if filters is None else {"filters": filters}}
    loaded: dict[str, Any] = json.loads(json.dumps(body, default=datetime.isoformat))
    return loaded


def _hashed(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:16]


def situations(rules: Rules) -> Iterator[tuple[str, Situation]]:
    """Every situation by name."""
    for check in rules.checks:
        for sort in ("bad", "good"):
            for example in getattr(check, sort):
                for moment in (example.moment,) if example.moment else check.moments:
                    yield f"{check.id}, {sort}: {example.name} ({moment})", example.situation(moment, rules.knowledge.settings)
    for case in read_cases():
        for question in case.questions(rules):
            situation, _ = build(QuestionSchema().load(question), case.example.now)
            yield f"corpus/{case.file}: {case.name} ({question['moment']})", situation
    for letter in read_letters("mails.txt", "drafts.txt"):
        yield from _both(f"letters: {letter.name}", "", letter.text)
    for path in sorted((ROOT / "tools" / "ranking" / "mails").rglob("*.yaml")):
        for index, values in enumerate(read_document(path.read_text("utf-8")).values):
            name = f"ranking/{path.parent.name}/{path.stem} {index}"
            yield from _both(name, values.get("subject", ""), values["mail"])
    for snippet in rules.snippets:
        yield from _both(f"snippet: {snippet.id}", "", snippet.text)


def _both(name: str, subject: str, text: str) -> Iterator[tuple[str, Situation]]:
    """A text as the customer's mail, and as the draft of an answer."""
    received = Message(direction="in", sender=CUSTOMER, to=(OUR_ADDRESS,), sent_at=NOW, text=text)
    ticket = Ticket(id=90103, subject=subject, status="Öppen", requester=CUSTOMER, conversation=(received,))
    yield f"{name} (open)", Situation(moment="open", now=NOW, ticket=ticket, agent=AGENT)
    moments: tuple[Moment, ...] = ("write", "send")
    for moment in moments:
        draft = Draft(kind="reply", text=text, sender=OUR_ADDRESS, to=(CUSTOMER.email,), send_mode="send-and-close")
        yield f"{name} ({moment})", Situation(moment=moment, now=NOW, ticket=ticket, draft=draft, agent=AGENT)
    written = Draft(kind="note", text=text)
    yield f"{name} (note)", Situation(moment="note", now=NOW, ticket=ticket, draft=written, agent=AGENT)


if __name__ == "__main__":
    sys.exit(main())
