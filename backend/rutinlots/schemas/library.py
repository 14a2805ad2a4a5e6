"""Bodies of the endpoints that read from the rules: pack, snippets and guides."""

from marshmallow import fields

from rutinlots.schemas.guide import CardSchema
from rutinlots.schemas.strict import StrictSchema, Text
from rutinlots.schemas.verdict import WhySchema

_QUERY = 200


class SearchSchema(StrictSchema):
    """The agent's search words; empty means everything."""

    q = Text(_QUERY, load_default="")


class SnippetSchema(StrictSchema):
    """A reply snippet. The company's own have html, and attachments where they have any; their theme is a folder."""

    spared: tuple[str, ...] = ("own", "html", "attachments")

    id = fields.String(required=True)
    title = fields.String(required=True)
    theme = fields.String(required=True)
    text = fields.String(required=True)
    keywords = fields.List(fields.String(), required=True)
    own = fields.Boolean(metadata={"description": "There if it is the company's own, from Freshdesk."})
    html = fields.String(metadata={"description": "Cleaned HTML of the same text, if the reply is the company's own."})
    attachments = fields.List(fields.String(), metadata={"description": "Names of the files that it has in Freshdesk."})


class PackedSnippetSchema(SnippetSchema):
    """A reply snippet with all that is searched in, for when the backend is down."""

    spared = (*SnippetSchema.spared, "english")

    english = fields.String(metadata={"description": "The text for a customer who writes English, where there is one."})


class SnippetsSchema(StrictSchema):
    """Snippets, best first."""

    snippets = fields.List(fields.Nested(SnippetSchema), required=True)


class GatePromptSchema(StrictSchema):
    """The log gate's texts for when the backend is down."""

    code = fields.String(required=True)
    status = fields.String(required=True)
    internal_domains = fields.List(
        fields.String(), required=True, metadata={"description": "Mail to these domains only needs no log."}
    )


class EmptyFieldsSchema(StrictSchema):
    """The check about required fields in its own words, for the extension to do by itself."""

    id = fields.String(required=True)
    covers = fields.List(fields.String(), required=True)
    level = fields.String(required=True)
    title = fields.String(required=True)
    message = fields.String(required=True, metadata={"description": "With {fields} where their names go."})
    why = fields.Nested(WhySchema, required=True)
    moments = fields.List(fields.String(), required=True)
    guide = fields.String(required=True, allow_none=True)
    action = fields.String(
        required=True, allow_none=True, metadata={"description": "A button for each field, with {field} for its name."}
    )
    blank = fields.List(fields.String(), required=True, metadata={"description": "Values that count as empty."})


class PromptsSchema(StrictSchema):
    """Prompts for when the backend is down."""

    gate = fields.Nested(GatePromptSchema, required=True)
    required = fields.List(fields.String(), required=True)
    empty_fields = fields.Nested(EmptyFieldsSchema, required=True, allow_none=True)


class StrategySchema(StrictSchema):
    """One way to find a part of the page: within is a host whose shadow root to search, up the ancestor wanted."""

    css = fields.String(required=True)
    within = fields.String()
    up = fields.String()
    source = fields.String(required=True, data_key="from", attribute="from")


class PackSchema(StrictSchema):
    """What the extension needs while the backend is down; version is also the ETag."""

    version = fields.String(required=True)
    prompts = fields.Nested(PromptsSchema, required=True)
    guides = fields.List(fields.Nested(CardSchema), required=True)
    snippets = fields.List(fields.Nested(PackedSnippetSchema), required=True)
    selectors = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.Nested(StrategySchema)),
        required=True,
        metadata={"description": "Tried before the extension's own, by the name of the part."},
    )
    off = fields.List(fields.String(), required=True)
