"""``field``: a property of the ticket, or the way of sending, is wrong."""

from rutinlots.core.checks.silence import Reason, Seeker
from rutinlots.core.context import Context
from rutinlots.core.finding import Hit
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.reader import MappingReader

BLANK = frozenset(("", "-", "--", "---", "…"))


def _required(context: Context) -> tuple[str, ...]:
    ticket = context.situation.ticket
    if ticket is None:
        return ()
    return context.knowledge.settings.required_properties if ticket.required is None else ticket.required


def _filled(context: Context, name: str) -> bool:
    value = context.situation.ticket.properties.get(name) if context.situation.ticket else None
    return value is not None and value.strip() not in BLANK


def _too_early(context: Context) -> bool:
    """Whether the draft is open and nothing of the agent's own stands in it yet."""
    return context.situation.moment == "write" and context.situation.draft is not None and context.draft.says_nothing


def read(reader: MappingReader) -> Seeker:
    """Keys: ``names`` and ``must``, which is ``filled``, ``empty`` or ``send-and-close``.

    ``names`` lists property labels, or is ``[required]`` for the required properties, which are not asked for before a word
    is written; with ``send-and-close`` it is ``[send_mode]``.
    """
    names = reader.texts("names")
    must = reader.one_of("must", ("filled", "empty", "send-and-close"))
    if (must == "send-and-close") != (names == ("send_mode",)):
        raise RuleFileError(reader.at("must"), "”send-and-close” hör ihop med names: [send_mode]")

    def find(context: Context) -> list[Hit]:
        if must == "send-and-close":
            draft = context.situation.draft
            return [Hit()] if draft is not None and draft.send_mode == "send" else []
        if names == ("required",) and _too_early(context):
            return []
        required = _required(context)
        # A required field is to be filled even where its name is on a list of fields to leave empty.
        looked_at = required if names == ("required",) else [n for n in names if must == "filled" or n not in required]
        wrong = [name for name in looked_at if _filled(context, name) != (must == "filled")]
        return [Hit(values={"fields": name}, fields=(name,)) for name in wrong]

    def silence(context: Context) -> list[Reason]:
        if must == "send-and-close":
            return [Reason("nothing", "Mejlet skickas inte utan att ärendet ställs in.")]
        if names == ("required",) and _too_early(context):
            return [Reason("nothing", "Inget är skrivet än.")]
        state = "ifyllda" if must == "filled" else "tomma"
        return [Reason("nothing", f"Alla fält som den tittar på är {state}, eller så finns inga.")]

    return Seeker(find, silence)
