"""Response of ``POST /checks``."""

from typing import Any

from marshmallow import fields, validate

from rutinlots.core.checks.check import ACTIONS
from rutinlots.core.finding import LEVELS, LOGGINGS
from rutinlots.core.situation import MOMENTS
from rutinlots.schemas.strict import Choice, StrictSchema


def _texts(**kwargs: Any) -> fields.List[str]:
    return fields.List(fields.String(), required=True, **kwargs)


class SpanSchema(StrictSchema):
    """A stretch of draft, subject (the draft's) or conversation/N, in UTF-16 code units; end is exclusive."""

    in_ = fields.String(data_key="in", attribute="in", required=True)
    start = fields.Integer(required=True, validate=validate.Range(0))
    end = fields.Integer(required=True, validate=validate.Range(0))


class FixSchema(StrictSchema):
    """One click: put text where span is; label is what the button says."""

    label = fields.String(required=True)
    span = fields.Nested(SpanSchema, required=True)
    text = fields.String(required=True)


class ActionSchema(StrictSchema):
    """One click that does something other than change the text."""

    kind = Choice(ACTIONS, required=True)
    label = fields.String(required=True)
    field = fields.String(metadata={"description": "The property to jump to, for go-to-field."})
    filters = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.String()),
        metadata={"description": "What the list of tickets should show, for set-filter."},
    )


class WhySchema(StrictSchema):
    """The rule's place in the routines, its reason, and its page in the handbook."""

    routine = fields.String(required=True)
    title = fields.String(required=True, metadata={"description": "The routine's name."})
    section = fields.String(required=True)
    text = fields.String(required=True)
    url = fields.String(required=True)


class FindingSchema(StrictSchema):
    """A finding; level says how hard it pushes."""

    spared = ("evident",)

    id = fields.String(required=True)
    covers = _texts()
    level = Choice(tuple(level for level in LEVELS if level != "mark"), required=True)
    title = fields.String(required=True)
    message = fields.String(required=True)
    why = fields.Nested(WhySchema, required=True)
    moments = fields.List(Choice(MOMENTS), required=True)
    guide = fields.String(required=True, allow_none=True)
    spans = fields.List(fields.Nested(SpanSchema), required=True)
    fixes = fields.List(fields.Nested(FixSchema), required=True)
    actions = fields.List(fields.Nested(ActionSchema), required=True)
    evident = fields.Boolean(
        metadata={"description": "There when the customer's mail is so short that it need not be said: the panel leaves it out."}
    )


class MarkSchema(StrictSchema):
    """A label on the ticket; value is its number where it has one."""

    id = fields.String(required=True)
    covers = _texts()
    label = fields.String(required=True)
    value = fields.Integer(required=True, allow_none=True)
    guide = fields.String(required=True, allow_none=True)
    why = fields.Nested(WhySchema, required=True)
    spans = fields.List(fields.Nested(SpanSchema), required=True)


class GuideSchema(StrictSchema):
    """A guide that a check offers."""

    id = fields.String(required=True)
    covers = _texts()
    title = fields.String(required=True)


class BlankSchema(StrictSchema):
    """A blank that is filled, by its name."""

    name = fields.String(required=True)
    value = fields.String(required=True)


class SuggestionSchema(StrictSchema):
    """A snippet that fits; score is 0 to 1. reasons has at most eight of the customer's words, or a check's title.

    A reply of the company's own has html, and attachments where it has any: they stay in Freshdesk.
    """

    spared = ("quote", "html", "attachments", "check", "found")

    snippet = fields.String(required=True)
    title = fields.String(required=True)
    score = fields.Float(required=True)
    reasons = _texts()
    quote = fields.String(metadata={"description": "The customer's words of reasons, with … where their sentence is cut."})
    text = fields.String(required=True)
    html = fields.String(metadata={"description": "Cleaned HTML of the same text, if the reply is the company's own."})
    attachments = fields.List(fields.String(), metadata={"description": "Names of the files that it has in Freshdesk."})
    found = fields.List(
        fields.Nested(BlankSchema), metadata={"description": "Blanks that are filled with what the customer's mails say."}
    )
    check = fields.String(metadata={"description": "The check that calls for it, if one does; its title is the reason."})


class GateSchema(StrictSchema):
    """What to log in CAB before the mail leaves. With situation ask, choices has the text for each answer.

    customer is the customer number, where the customer's mails have one.
    """

    covers = _texts()
    situation = Choice(LOGGINGS, required=True)
    code = fields.String(required=True)
    status = fields.String(required=True)
    text = fields.String(required=True)
    choices = fields.Dict(keys=Choice(("append", "whole")), values=fields.String())
    customer = fields.String()


class VerdictSchema(StrictSchema):
    """The engine's verdict; rules is the hash of the rule set."""

    spared = ("suggestions_pending", "thread")

    rules = fields.String(required=True)
    findings = fields.List(fields.Nested(FindingSchema), required=True)
    marks = fields.List(fields.Nested(MarkSchema), required=True)
    guides = fields.List(fields.Nested(GuideSchema), required=True)
    suggestions = fields.List(fields.Nested(SuggestionSchema), required=True, validate=validate.Length(max=3))
    suggestions_pending = fields.Boolean(
        metadata={"description": "There when POST /suggestions with the same body has better suggestions in a moment."}
    )
    gate = fields.Nested(GateSchema, required=True, allow_none=True)
    thread = fields.String(
        metadata={"description": "There for a long conversation: with this as the ticket's thread it need not be sent again."}
    )


class SuggestionsSchema(StrictSchema):
    """The suggestions alone, the best first."""

    suggestions = fields.List(fields.Nested(SuggestionSchema), required=True, validate=validate.Length(max=3))
