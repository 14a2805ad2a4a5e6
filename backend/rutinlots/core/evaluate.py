"""The engine: one situation in, one verdict out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from weakref import ref

from rutinlots.core.caselog.gate import gate
from rutinlots.core.checks.check import Check
from rutinlots.core.checks.detectors.salutation import certain_name
from rutinlots.core.checks.yields import Told, told
from rutinlots.core.context import Context
from rutinlots.core.finding import Fix, Gate, Hit, Span, Suggestion
from rutinlots.core.mail.draft import split
from rutinlots.core.mail.form import asked_in
from rutinlots.core.mail.history.repeats import Earlier, words_of
from rutinlots.core.mail.language import language_of
from rutinlots.core.rules import Rules
from rutinlots.core.situation import Situation
from rutinlots.core.snippets import Likeness, Meaning, Snippet
from rutinlots.core.snippets.texts.blanks import answered, put_in
from rutinlots.core.snippets.texts.fill import Values, rendered, without_courtesies
from rutinlots.core.snippets.texts.reply_html import text_of

LIMIT = 3  # suggestions at most
WHOLE = 40  # words of a reply between greeting and closing that need no suggestion any more
_WHOLE = re.compile(rf"(?:[\W_]*+[^\W_]++){{{WHOLE}}}")  # counts no further
_INSERTED = 0.5  # of a suggestion's words that stand in the reply as they are


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A check that found something, its message filled in; all its hits are one finding.

    ``covers`` are its requirements and those of the checks that yield to it here; ``evident``: see :class:`Hit`.
    """

    check: Check
    covers: tuple[str, ...]
    message: str
    spans: tuple[Span, ...]
    fixes: tuple[Fix, ...]
    fields: tuple[str, ...]
    evident: bool


@dataclass(frozen=True)
class Mark:
    """A label on the ticket."""

    check: Check
    value: int | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The answer. ``triggered`` are the checks that found something, whatever their level; ``guides`` the ids they call for."""

    findings: tuple[Finding, ...] = ()
    marks: tuple[Mark, ...] = ()
    triggered: tuple[Check, ...] = ()
    guides: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    gate: Gate | None = None


def evaluate(situation: Situation, rules: Rules, meaning: Meaning | None = None) -> Verdict:
    """Judge a situation by the rules. Suggestions go by words alone unless ``meaning`` knows the customer's mail."""
    context = Context(situation, rules.knowledge, rules.finders)
    kind, today = situation.draft.kind if situation.draft else None, situation.now.date()
    found: list[tuple[Check, list[Hit]]] = []
    for check in rules.asked(situation.moment, kind):
        if (hits := context.hits(check.id)) and not check.paused(today):
            found.append((check, hits))
    return Verdict(
        findings=tuple(map(_finding, told([each for each in found if each[0].level not in ("mark", "guide")]))),
        marks=tuple(_mark(check, hits) for check, hits in found if check.level == "mark"),
        triggered=tuple(check for check, _ in found),
        guides=tuple(dict.fromkeys(check.guide for check, _ in found if check.guide)),
        suggestions=_suggestions(context, rules, [check for check, _ in found], meaning),
        gate=gate(context),
    )


def _finding(told: Told) -> Finding:
    return Finding(
        check=told.check,
        covers=tuple(told.covers),
        message=message_of(told.check, told.hits),
        spans=_spans(told.hits),
        fixes=tuple(told.fixes),
        fields=tuple(name for hit in told.hits for name in hit.fields),
        evident=all(hit.evident for hit in told.hits),
    )


def _mark(check: Check, hits: list[Hit]) -> Mark:
    return Mark(check, next((hit.value for hit in hits if hit.value is not None), None), _spans(hits))


def _spans(hits: Iterable[Hit]) -> tuple[Span, ...]:
    # The ticket's own subject is nothing that the page can underline.
    return tuple(span for hit in hits for span in hit.spans if span.where != "ticket")


class _Values(dict[str, str]):
    """Leaves out values that no hit has; proving the check reports them."""

    def __missing__(self, key: str) -> str:
        return ""


def message_of(check: Check, hits: Iterable[Hit]) -> str:
    """A check's message about its hits."""
    return check.message.format_map(_Values(joined(hits)))


def joined(hits: Iterable[Hit]) -> Mapping[str, str]:
    """The hits' values for the message: each value once, "a, b och c"."""
    values: dict[str, dict[str, None]] = {}
    for hit in hits:
        for name, value in hit.values.items():
            values.setdefault(name, {})[value] = None
    return {name: _listed(list(each)) for name, each in values.items()}


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} och {words[-1]}"


def may_fit(situation: Situation) -> bool:
    """Whether snippets are looked for by what the customer's mail says and means: not once the reply is written."""
    text = situation.draft.text if situation.draft else ""
    return _asks_for_suggestions(situation) and _WHOLE.match(split(text).body.text) is None


def _asks_for_suggestions(situation: Situation) -> bool:
    return situation.moment in ("open", "write") and (situation.draft is None or situation.draft.kind in ("reply", "new"))


def _suggestions(context: Context, rules: Rules, found: list[Check], meaning: Meaning | None) -> tuple[Suggestion, ...]:
    """The snippets that fit the customer's mails that wait for an answer, those that a check calls for first.

    What a tip calls for when a ticket opens comes last if it doesn't fit the mail itself: the tip speaks of all such mails.
    Once one of them is in the reply, or that is written, only what a check calls for is left.
    """
    if not _asks_for_suggestions(context.situation):
        return ()
    called, tips = (
        [_called(check, snippet) for check in found if _is_tip(check, context) is tip for snippet in rules.called_for(check)]
        for tip in (False, True)
    )
    ticket = context.situation.ticket
    fitting: list[Suggestion] = []
    if ticket and context.waiting and _WHOLE.match(context.draft.body.text) is None:
        mails = [asked_in(context.messages[index].own) for index in reversed(context.waiting)]
        answered_once = any(message.direction == "out" for message in ticket.conversation)
        subject = "" if answered_once else ticket.subject  # what that is about has been answered
        fitting = _fitting(context, rules, mails, subject, meaning)
    if not called and not fitting and not tips:
        return ()
    fit = {each.snippet for each in fitting}
    first = [*called, *(each for each in tips if each.snippet in fit)]
    last = [each for each in tips if each.snippet not in fit]
    inserted = _inserted(context, (*first, *fitting, *last))
    if inserted:
        fitting = []
    unique: dict[str, Suggestion] = {}
    for suggestion in (*first, *fitting[: LIMIT - len(last)], *last):
        if suggestion.snippet not in inserted:
            unique.setdefault(suggestion.snippet, suggestion)
    return tuple(_filled(suggestion, context) for suggestion in list(unique.values())[:LIMIT])


def _is_tip(check: Check, context: Context) -> bool:
    return check.level == "hint" and context.situation.moment == "open"


def _fitting(context: Context, rules: Rules, mails: list[str], subject: str, meaning: Meaning | None) -> list[Suggestion]:
    """What fits the customer's mails; looked for once while no more is known of what they mean."""
    earlier, language = mails[1:], language_of(mails[0])
    suggest = partial(rules.index.suggest, mails[0], subject=subject, earlier=earlier, limit=LIMIT, language=language)
    likeness = rules.index.likeness(meaning, mails[0], subject=subject, earlier=earlier) if meaning else None
    if likeness is None:
        return context.of_thread(("suggestions", rules.index), suggest)
    latest: list[tuple[ref[Likeness], list[Suggestion]]] = context.of_thread(("suggestions by meaning", rules.index), list)
    if not latest or latest[0][0]() is not likeness:
        latest[:] = [(ref(likeness), suggest(meaning=likeness))]
    return latest[0][1]


def _inserted(context: Context, suggestions: Iterable[Suggestion]) -> set[str]:
    """The snippets that stand in the reply already, by id."""
    written = Earlier()
    written.add(context.draft.own.text)
    if not written:
        return set()
    texts = {each.snippet: words_of(each.text) for each in suggestions}
    return {id for id, words in texts.items() if words and sum(written.known(words)) >= _INSERTED * len(words)}


def _called(check: Check, snippet: Snippet) -> Suggestion:
    return Suggestion(
        snippet=snippet.id,
        title=snippet.title,
        score=1.0,
        reasons=(check.title,),
        text=snippet.text,
        html=snippet.html,
        attachments=snippet.attachments,
        check=check.id,
    )


def _filled(suggestion: Suggestion, context: Context) -> Suggestion:
    """What the ticket shows in the placeholders of a reply of the company's own, and in blanks what the mails answer."""
    text, html = suggestion.text, suggestion.html
    if html:
        html = without_courtesies(rendered(html, context.once(_known)))
        text = text_of(html)
    found = answered(text, [context.messages[index].own for index in context.waiting])
    return replace(suggestion, text=put_in(text, found), html=put_in(html, found, html=True), found=found)


def _known(context: Context) -> Values:
    ticket, agent = context.situation.ticket, context.situation.agent
    if ticket is None:
        return {"ticket.agent.name": agent.name}
    return {
        "ticket.id": None if ticket.id is None else str(ticket.id),
        "ticket.subject": ticket.subject,
        "ticket.status": ticket.status,
        "ticket.requester.firstname": certain_name(context),
        "ticket.requester.name": certain_name(context),
        "ticket.requester.email": ticket.requester.email,
        "ticket.agent.name": agent.name,
    }
