"""Why the shipped checks are silent in their own examples."""

from rutinlots.core.evaluate import evaluate
from rutinlots.core.explain import explain
from rutinlots.core.rules import Rules


def test_every_shipped_check_is_either_in_the_verdict_or_explained(rules: Rules):
    for check in rules.checks:
        for example in (check.bad[0], check.good[0]):
            situation = example.situation(example.moment or check.moments[0], rules.knowledge.settings)
            verdict = evaluate(situation, rules)
            told = {each.check.id for each in (*verdict.findings, *verdict.marks)}
            spoken = told | {each.id for each in verdict.triggered if each.level == "guide"}
            explained = explain(situation, rules)
            assert {each.check.id for each in explained} == set(rules.by_id) - spoken
            assert all(each.reasons for each in explained)
