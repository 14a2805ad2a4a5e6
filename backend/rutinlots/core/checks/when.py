"""``when``: the conditions under which a check looks."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from rutinlots.core.calendar import WEEKDAYS
from rutinlots.core.checks.scopes import read_scopes
from rutinlots.core.checks.silence import Reason
from rutinlots.core.context import Context
from rutinlots.core.facts.recipients import is_for_customer
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.patterns import read_patterns
from rutinlots.core.rulefile.reader import MappingReader


@dataclass(frozen=True)
class Condition:
    """One condition; ``unmet`` says in Swedish why it does not hold."""

    holds: Callable[[Context], bool]
    unmet: Callable[[Context], str]


@dataclass(frozen=True)
class When:
    """All conditions of a check."""

    conditions: tuple[Condition, ...] = ()

    def __call__(self, context: Context) -> bool:
        for condition in self.conditions:  # noqa: SIM110 (a generator each takes as long as what is asked)
            if not condition.holds(context):
                return False
        return True

    def unmet(self, context: Context) -> list[Reason]:
        """A reason for each condition that does not hold."""
        unmet = (each.unmet(context) for each in self.conditions if not each.holds(context))
        return [Reason("when", f"{what[0].upper()}{what[1:]}.") for what in unmet]


def read_when(reader: MappingReader | None) -> When:
    """Read the conditions; all of them must hold.

    - ``found``: every check named finds something;
    - ``not_found``: no check named finds anything;
    - ``topic``: a mail that waits for an answer, or the ticket's subject, is about one of the topics named;
    - ``thread_topic``: any of the customer's mails is about one of the topics named;
    - ``no_match``: nothing matches, ``{in: scope, any: [patterns]}``;
    - ``attachments``: the draft has ``some`` or ``none``;
    - ``weekdays``: it is one of the ISO weekdays listed, 1 to 7;
    - ``escalated``: the ticket is (``ja``) or is not (``nej``) with the product specialists;
    - ``to_customer``: the mail is (``ja``) or is not (``nej``) written for a customer; one to colleagues only is not.
    """
    if reader is None:
        return When()
    conditions: list[Condition] = []
    for key, wanted in (("found", True), ("not_found", False)):
        for name in reader.texts(key, ()):
            conditions.append(_found(name, wanted))
    if topics := reader.texts("topic", ()):
        conditions.append(_topic(topics, Context.about, "inget mejl som väntar på svar handlar om"))
    if ever := reader.texts("thread_topic", ()):
        conditions.append(_topic(ever, Context.ever_about, "inget av kundens mejl handlar om"))
    if (inner := reader.mapping("no_match")) is not None:
        conditions.append(_no_match(inner))
        inner.close()
    if reader.raw("attachments") is not None:
        conditions.append(_attachments(reader.one_of("attachments", ("some", "none")) == "some"))
    if reader.raw("weekdays") is not None:
        conditions.append(_weekdays({int(day) for day in reader.some_of("weekdays", "1234567")}))
    if reader.raw("escalated") is not None:
        conditions.append(_escalated(reader.yes("escalated", True)))
    if reader.raw("to_customer") is not None:
        conditions.append(_to_customer(reader.yes("to_customer", True)))
    reader.close()
    if not conditions:
        raise RuleFileError(reader.path, "”when” är tom: skriv ett villkor eller ta bort den")
    return When(tuple(conditions))


def _found(check: str, wanted: bool) -> Condition:
    says = f"kontrollen ”{check}” hittar {'inget' if wanted else 'något'}"
    return Condition(lambda context: context.found(check) is wanted, lambda context: says)


def _topic(topics: tuple[str, ...], about: Callable[[Context, str], bool], says: str) -> Condition:
    def unmet(context: Context) -> str:
        return f"{says} {' eller '.join(context.knowledge.topics[topic].title for topic in topics)}"

    if len(topics) == 1:
        return Condition(lambda context: about(context, topics[0]), unmet)
    return Condition(lambda context: any(about(context, topic) for topic in topics), unmet)


def _no_match(reader: MappingReader) -> Condition:
    scopes, patterns = read_scopes(reader), read_patterns(reader)

    def unmet(context: Context) -> str:
        words = dict.fromkeys(match.text for passage in scopes(context) for match in patterns.matches(passage.text))
        return f"det står {' och '.join(f'”{word}”' for word in words)}"

    return Condition(lambda context: not any(patterns.any(passage.encoded) for passage in scopes(context)), unmet)


def _attachments(some: bool) -> Condition:
    says = "utkastet har ingen bilaga" if some else "utkastet har en bilaga"

    def holds(context: Context) -> bool:
        return bool(context.situation.draft and context.situation.draft.attachments) is some

    return Condition(holds, lambda context: says)


def _weekdays(days: Collection[int]) -> Condition:
    return Condition(
        lambda context: context.situation.now.isoweekday() in days,
        lambda context: f"det är {WEEKDAYS[context.situation.now.weekday()]}",
    )


def _escalated(wanted: bool) -> Condition:
    says = f"ärendet ligger {'inte ' if wanted else ''}hos {{}}"
    return Condition(
        lambda context: context.escalated is wanted,
        lambda context: says.format(context.knowledge.settings.escalation_group),
    )


def _to_customer(wanted: bool) -> Condition:
    says = "det går bara till kollegor" if wanted else "det går till en kund"
    return Condition(lambda context: context.once(is_for_customer) is wanted, lambda context: says)
