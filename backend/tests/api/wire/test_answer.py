"""What the API answers is built without the schema that describes it, and agrees with it."""

import json

import pytest

from backend.tests.shipped import shipped
from rutinlots.api.wire.answer import answer
from rutinlots.api.wire.offsets import OffsetMap
from rutinlots.api.wire.situation import build
from rutinlots.core.evaluate import Verdict, evaluate
from rutinlots.core.finding import Gate, Suggestion
from rutinlots.schemas.question import QuestionSchema
from rutinlots.schemas.verdict import VerdictSchema
from tools.findings import NOW, question

SCHEMA, QUESTION = VerdictSchema(), QuestionSchema()
WHOLE = Suggestion(
    snippet="own-1", title="Flytt", score=1, reasons=("flytt",), text="Hej [namn]", quote="… flytt", html="<p>Hej</p>",
    attachments=("a.pdf",), check="flytt", found=(("namn", "Anna"),),
)  # fmt: skip
CHOICE = Gate(
    covers=("KM-04",), situation="ask", code="K", status="S", text="t", choices={"append": "a", "whole": "b"}, customer="1234567"
)


def agrees(told):
    """The answer as it is sent has what the schema says and nothing else, in the same order."""
    sent = json.loads(json.dumps(told))
    assert SCHEMA.validate(sent) == {}
    assert json.dumps(SCHEMA.dump(sent)) == json.dumps(sent)
    return sent


def test_the_answer_about_an_example_of_each_check_agrees_with_the_schema():
    rules = shipped()
    for check in rules.checks:
        for moment in check.moments:
            asked = question(check.bad[0].situation(moment, rules.knowledge.settings))
            situation, offsets = build(QUESTION.load(asked), NOW)
            agrees(answer(evaluate(situation, rules), rules, offsets))


@pytest.mark.parametrize("pending", [True, False])
def test_what_examples_seldom_have_agrees_too(pending):
    bare = Suggestion(snippet="a", title="A", score=0.5, reasons=(), text="A")
    rules = shipped()
    verdict = Verdict(suggestions=(WHOLE, bare), gate=CHOICE, guides=tuple(rules.guides)[:1])
    sent = agrees(answer(verdict, rules, OffsetMap(), pending=pending))
    assert ("suggestions_pending" in sent) is pending
    assert set(sent["suggestions"][0]) == set(SCHEMA.fields["suggestions"].inner.schema.fields)
    assert set(sent["gate"]) == set(SCHEMA.fields["gate"].schema.fields)


def test_what_is_left_out_when_it_says_nothing_is_what_the_schema_leaves_out():
    bare = Suggestion(snippet="a", title="A", score=0.5, reasons=(), text="A")
    [sent] = agrees(answer(Verdict(suggestions=(bare,)), shipped(), OffsetMap()))["suggestions"]
    assert set(sent) == {"snippet", "title", "score", "reasons", "text"}
