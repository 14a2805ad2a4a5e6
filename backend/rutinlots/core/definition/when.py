"""``when``: under which circumstances a check looks at all."""

from collections.abc import Callable

from rutinlots.core.definition.errors import Invalid
from rutinlots.core.definition.pattern import read_patterns
from rutinlots.core.definition.place import read_places
from rutinlots.core.definition.shape import Shape
from rutinlots.core.reading import Reading

Condition = Callable[[Reading], bool]


def read_when(shape: Shape | None) -> Condition:
    """Read the conditions; all of them must hold.

    ``found`` and ``not_found`` name other checks; ``topic`` and ``not_topic`` name topics (any of them) of the mails that
    wait for an answer, ``thread_topic`` of all that the customer has written; ``match`` and ``no_match`` look for patterns;
    ``attachments`` is some or none (of the draft); ``weekdays`` lists ISO weekdays; ``earlier_mail`` is ja or nej (has
    anything been answered?), and so is ``escalated`` (is it with the specialists?).
    """
    if shape is None:
        return lambda reading: True
    conditions: list[Condition] = []
    for key, wanted in (("found", True), ("not_found", False)):
        for name in shape.texts(key, ()):
            conditions.append(lambda reading, name=name, wanted=wanted: reading.found(name) is wanted)
    for key, wanted in (("topic", True), ("not_topic", False)):
        topics = shape.texts(key, ())
        if topics:
            conditions.append(lambda reading, topics=topics, wanted=wanted: any(map(reading.about, topics)) is wanted)
    if topics := shape.texts("thread_topic", ()):
        conditions.append(lambda reading, topics=topics: any(map(reading.ever_about, topics)))
    for key, wanted in (("match", True), ("no_match", False)):
        inner = shape.shape(key)
        if inner is not None:
            places, patterns = read_places(inner), read_patterns(inner)
            inner.close()
            conditions.append(
                lambda reading, places=places, patterns=patterns, wanted=wanted: any(
                    patterns.any(passage.text) for passage in places(reading)
                )
                is wanted
            )
    if shape.raw("attachments") is not None:
        some = shape.one_of("attachments", ("some", "none")) == "some"
        conditions.append(lambda reading: bool(reading.situation.draft and reading.situation.draft.attachments) is some)
    if shape.raw("weekdays") is not None:
        days = {int(day) for day in shape.some_of("weekdays", "1234567")}
        conditions.append(lambda reading: reading.situation.now.isoweekday() in days)
    if shape.raw("earlier_mail") is not None:
        earlier = shape.yes("earlier_mail", True)
        conditions.append(lambda reading: _answered(reading) is earlier)
    if shape.raw("escalated") is not None:
        wanted = shape.yes("escalated", True)
        conditions.append(lambda reading: reading.escalated is wanted)
    shape.close()
    if not conditions:
        raise Invalid(shape.path, "”when” är tom: skriv ett villkor eller ta bort den")
    return lambda reading: all(condition(reading) for condition in conditions)


def _answered(reading: Reading) -> bool:
    ticket = reading.situation.ticket
    return ticket is not None and any(message.direction == "out" for message in ticket.conversation)
