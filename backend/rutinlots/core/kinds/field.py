"""``field``: a property of the ticket, or the way of sending, is not what it should be."""

from collections.abc import Callable

from rutinlots.core.definition.errors import Invalid
from rutinlots.core.definition.shape import Shape
from rutinlots.core.finding import Hit
from rutinlots.core.reading import Reading

_EMPTY = frozenset(("", "-", "--", "---", "…"))


def _required(reading: Reading) -> tuple[str, ...]:
    ticket = reading.situation.ticket
    if ticket is None:
        return ()
    return reading.facts.settings.required_properties if ticket.required is None else ticket.required


def _filled(reading: Reading, name: str) -> bool:
    value = reading.situation.ticket.properties.get(name) if reading.situation.ticket else None
    return value is not None and value.strip() not in _EMPTY


def read(shape: Shape) -> Callable[[Reading], list[Hit]]:
    """Keys: ``names`` and ``must``.

    Names are property labels, or ``required``, that must be filled or empty; or ``send_mode``, that must be send-and-close.
    """
    names = shape.texts("names")
    must = shape.one_of("must", ("filled", "empty", "send-and-close"))
    if (must == "send-and-close") != (names == ("send_mode",)):
        raise Invalid(shape.at("must"), "”send-and-close” hör ihop med names: [send_mode]")

    def find(reading: Reading) -> list[Hit]:
        if must == "send-and-close":
            draft = reading.situation.draft
            return [Hit()] if draft is not None and draft.send_mode == "send" else []
        required = _required(reading)
        # A required field is to be filled even where its name is on a list of fields to leave empty.
        looked_at = required if names == ("required",) else [n for n in names if must == "filled" or n not in required]
        wrong = [name for name in looked_at if _filled(reading, name) != (must == "filled")]
        return [Hit(values={"fields": name}, fields=(name,)) for name in wrong]

    return find
