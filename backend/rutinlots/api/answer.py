"""From the engine's verdict to what the API answers."""

from typing import Any

from rutinlots.api.offsets import OffsetMap
from rutinlots.core.checks.check import Check
from rutinlots.core.evaluate import Finding, Verdict
from rutinlots.core.finding import Fix, Gate, Span
from rutinlots.core.rulefile.settings import Settings
from rutinlots.core.rules import Rules


def answer(verdict: Verdict, rules: Rules, originals: OffsetMap) -> dict[str, Any]:
    """The verdict as :class:`VerdictSchema` dumps it."""
    return {
        "rules": rules.hash,
        "findings": [_finding(finding, rules, originals) for finding in verdict.findings],
        "marks": [
            {
                "id": mark.check.id,
                "covers": mark.check.covers,
                "label": mark.check.title,
                "value": mark.value,
                "guide": mark.check.guide,
                "why": _why(mark.check, rules),
                "spans": _spans(mark.spans, originals),
            }
            for mark in verdict.marks
        ],
        "guides": [rules.guides[guide] for guide in verdict.guides],
        "suggestions": verdict.suggestions,
        "gate": _gate(verdict.gate),
    }


def _finding(finding: Finding, rules: Rules, originals: OffsetMap) -> dict[str, Any]:
    check = finding.check
    return {
        "id": check.id,
        "covers": check.covers,
        "level": check.level,
        "title": check.title,
        "message": finding.message,
        "why": _why(check, rules),
        "moments": check.moments,
        "guide": check.guide,
        "spans": _spans(finding.spans, originals),
        "fixes": [told for fix in finding.fixes if (told := _fix(fix, originals)) is not None],
        "actions": _actions(finding, rules.knowledge.settings),
    }


def _why(check: Check, rules: Rules) -> dict[str, str]:
    source = check.source
    return {
        "routine": source.routine,
        "title": rules.routine_by_id[source.routine].title,
        "section": source.section,
        "text": check.why,
        "url": f"/handbok/{source.routine}#{check.id}",
    }


def _spans(spans: tuple[Span, ...], originals: OffsetMap) -> list[dict[str, Any]]:
    return [told for span in spans if (told := originals.span(span)) is not None]


def _fix(fix: Fix, originals: OffsetMap) -> dict[str, Any] | None:
    span = originals.span(fix.span)
    return {"label": fix.label, "span": span, "text": fix.text} if span else None


def _actions(finding: Finding, settings: Settings) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    for kind in finding.check.actions:
        match kind:
            case "go-to-field":
                told += ({"kind": kind, "label": f"Gå till {name}", "field": name} for name in finding.fields)
            case "send-and-close":
                told.append({"kind": kind, "label": f"Skicka och inställt som {settings.closing_status}"})
            case "waits-for-customer":
                told.append({"kind": kind, "label": "Jag väntar på svar från kunden"})
            case "set-filter":
                told.append({"kind": kind, "label": "Ställ in filtret", "filters": settings.list_filter})
    return told


def _gate(gate: Gate | None) -> dict[str, Any] | None:
    if gate is None:
        return None
    told = {
        "covers": gate.covers,
        "situation": gate.situation,
        "code": gate.code,
        "status": gate.status,
        "text": gate.text,
    }
    return {**told, "choices": gate.choices} if gate.choices else told
