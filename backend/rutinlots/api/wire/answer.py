"""Serialises the engine's verdict."""

from typing import Any

from rutinlots.api.wire.offsets import OffsetMap
from rutinlots.core.checks.check import Check
from rutinlots.core.evaluate import Finding, Verdict
from rutinlots.core.finding import Fix, Gate, Span, Suggestion
from rutinlots.core.guides.model import Guide
from rutinlots.core.rulefile.settings import Settings
from rutinlots.core.rules import Rules
from rutinlots.schemas.verdict import SuggestionSchema

GO_TO_FIELD = "Gå till {field}"


def answer(
    verdict: Verdict, rules: Rules, offsets: OffsetMap, *, pending: bool = False, thread: str | None = None
) -> dict[str, Any]:
    """The verdict as :class:`VerdictSchema` describes it, ready for JSON.

    Built here, since marshmallow takes ten times as long to dump it; a test compares the two.

    :param pending: whether better suggestions come in a moment.
    :param thread: the key by which the client may name the conversation that it sent.
    """
    told: dict[str, Any] = {
        "rules": rules.hash,
        "findings": [_finding(finding, rules, offsets) for finding in verdict.findings],
        "marks": [
            {
                "id": mark.check.id,
                "covers": mark.check.covers,
                "label": mark.check.title,
                "value": mark.value,
                "guide": mark.check.guide,
                "why": why(mark.check, rules),
                "spans": _spans(mark.spans, offsets),
            }
            for mark in verdict.marks
        ],
        "guides": [_guide(rules.guides[guide]) for guide in verdict.guides],
        "suggestions": suggestions_of(verdict),
    }
    if pending:
        told["suggestions_pending"] = True
    told["gate"] = _gate(verdict.gate)
    if thread:
        told["thread"] = thread
    return told


def _finding(finding: Finding, rules: Rules, offsets: OffsetMap) -> dict[str, Any]:
    check = finding.check
    told: dict[str, Any] = {
        "id": check.id,
        "covers": finding.covers,
        "level": check.level,
        "title": check.title,
        "message": finding.message,
        "why": why(check, rules),
        "moments": check.moments,
        "guide": check.guide,
        "spans": _spans(finding.spans, offsets),
        "fixes": [here for fix in finding.fixes if (here := _fix(fix, offsets)) is not None],
        "actions": _actions(finding, rules.knowledge.settings),
    }
    if finding.evident:
        told["evident"] = True
    return told


def _guide(guide: Guide) -> dict[str, Any]:
    return {"id": guide.id, "covers": guide.covers, "title": guide.title}


def suggestions_of(verdict: Verdict) -> list[dict[str, Any]]:
    """The suggestions alone, ready for JSON."""
    return list(map(_suggestion, verdict.suggestions))


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    told: dict[str, Any] = {
        "snippet": suggestion.snippet,
        "title": suggestion.title,
        "score": float(suggestion.score),
        "reasons": suggestion.reasons,
        "quote": suggestion.quote,
        "text": suggestion.text,
        "html": suggestion.html,
        "attachments": suggestion.attachments,
        "found": [{"name": name, "value": value} for name, value in suggestion.found],
        "check": suggestion.check,
    }
    return {name: value for name, value in told.items() if value or name not in SuggestionSchema.spared}


def why(check: Check, rules: Rules) -> dict[str, str]:
    """The place of the check's rule in the routines, as :class:`WhySchema` describes it."""
    source = check.source
    return {
        "routine": source.routine,
        "title": rules.routine_by_id[source.routine].title,
        "section": source.section,
        "text": check.why,
        "url": f"/handbok/{source.routine}#{check.id}",
    }


def _spans(spans: tuple[Span, ...], offsets: OffsetMap) -> list[dict[str, Any]]:
    return [told for span in spans if (told := offsets.span(span)) is not None]


def _fix(fix: Fix, offsets: OffsetMap) -> dict[str, Any] | None:
    span = offsets.span(fix.span)
    return {"label": fix.label, "span": span, "text": fix.text} if span else None


def _actions(finding: Finding, settings: Settings) -> list[dict[str, Any]]:
    actions: list[dict[str, Any]] = []
    for kind in finding.check.actions:
        match kind:
            case "go-to-field":
                actions += ({"kind": kind, "label": GO_TO_FIELD.format(field=name), "field": name} for name in finding.fields)
            case "send-and-close":
                actions.append({"kind": kind, "label": f"Skicka och inställt som {settings.closing_status}"})
            case "waits-for-customer":
                actions.append({"kind": kind, "label": "Jag väntar på svar från kunden"})
            case "set-filter":
                actions.append({"kind": kind, "label": "Ställ in filtret", "filters": settings.list_filter})
    return actions


def _gate(gate: Gate | None) -> dict[str, Any] | None:
    if gate is None:
        return None
    result: dict[str, Any] = {
        "covers": gate.covers,
        "situation": gate.situation,
        "code": gate.code,
        "status": gate.status,
        "text": gate.text,
    }
    if gate.choices:
        result["choices"] = gate.choices
    if gate.customer:
        result["customer"] = gate.customer
    return result
