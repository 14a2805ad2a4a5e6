"""``when``: the conditions under which a check looks."""

from collections.abc import Callable

from rutinlots.core.checks.scopes import read_scopes
from rutinlots.core.context import Context
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.patterns import read_patterns
from rutinlots.core.rulefile.reader import MappingReader

Condition = Callable[[Context], bool]


def read_when(reader: MappingReader | None) -> Condition:
    """Read the conditions; all of them must hold.

    - ``found``: every check named finds something;
    - ``not_found``: no check named finds anything;
    - ``topic``: a mail that waits for an answer, or the ticket's subject, is about one of the topics named;
    - ``thread_topic``: any of the customer's mails is about one of the topics named;
    - ``no_match``: nothing matches, ``{in: scope, any: [patterns]}``;
    - ``attachments``: the draft has ``some`` or ``none``;
    - ``weekdays``: it is one of the ISO weekdays listed, 1 to 7;
    - ``escalated``: the ticket is (``ja``) or is not (``nej``) with the product specialists.
    """
    if reader is None:
        return lambda context: True
    conditions: list[Condition] = []
    for key, wanted in (("found", True), ("not_found", False)):
        for name in reader.texts(key, ()):
            conditions.append(_found(name, wanted))
    if topics := reader.texts("topic", ()):
        conditions.append(lambda context: any(map(context.about, topics)))
    if ever := reader.texts("thread_topic", ()):
        conditions.append(lambda context: any(map(context.ever_about, ever)))
    if (inner := reader.mapping("no_match")) is not None:
        conditions.append(_no_match(inner))
        inner.close()
    if reader.raw("attachments") is not None:
        some = reader.one_of("attachments", ("some", "none")) == "some"
        conditions.append(lambda context: bool(context.situation.draft and context.situation.draft.attachments) is some)
    if reader.raw("weekdays") is not None:
        days = {int(day) for day in reader.some_of("weekdays", "1234567")}
        conditions.append(lambda context: context.situation.now.isoweekday() in days)
    if reader.raw("escalated") is not None:
        escalated = reader.yes("escalated", True)
        conditions.append(lambda context: context.escalated is escalated)
    reader.close()
    if not conditions:
        raise RuleFileError(reader.path, "”when” är tom: skriv ett villkor eller ta bort den")
    return lambda context: all(condition(context) for condition in conditions)


def _found(check: str, wanted: bool) -> Condition:
    return lambda context: context.found(check) is wanted


def _no_match(reader: MappingReader) -> Condition:
    scopes, patterns = read_scopes(reader), read_patterns(reader)
    return lambda context: not any(patterns.any(passage.text) for passage in scopes(context))
