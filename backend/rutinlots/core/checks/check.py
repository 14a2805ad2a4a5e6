"""A check: one rule with its reason, its message and the examples that prove it."""

import re
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, get_args

from rutinlots.core.checks import detectors
from rutinlots.core.checks.example import Example, read_examples
from rutinlots.core.checks.exceptions import read_exceptions
from rutinlots.core.checks.fix import Fixer, read_fix
from rutinlots.core.checks.kinds import KINDS
from rutinlots.core.checks.silence import Reason, Seeker
from rutinlots.core.checks.when import When, read_when
from rutinlots.core.context import Context
from rutinlots.core.finding import LEVELS, Hit, Level
from rutinlots.core.rulefile.days import read_day
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.reader import MappingReader
from rutinlots.core.rulefile.shown import LINES, TITLE
from rutinlots.core.rulefile.status import STATUSES, Status
from rutinlots.core.situation import DRAFTS, MOMENTS, DraftKind, Moment

Action = Literal["go-to-field", "send-and-close", "waits-for-customer", "set-filter"]
ACTIONS: tuple[Action, ...] = get_args(Action)
_NAME = re.compile(r"[a-z_]+")


@dataclass(frozen=True)
class Source:
    """The rule's place in the routines."""

    routine: str
    section: str


@dataclass(frozen=True, kw_only=True)
class Check:
    """One check file; it is off from the day ``paused_from``, if that is said, until the day ``paused_until``.

    ``find`` returns the hits, with fixes, if the conditions in ``when`` hold; ``silence`` says why there are none.
    """

    id: str
    theme: str
    title: str
    covers: tuple[str, ...]
    level: Level
    status: Status
    paused_from: date | None
    paused_until: date | None
    moments: tuple[Moment, ...]
    drafts: tuple[DraftKind, ...]
    source: Source
    message: str
    why: str
    yields_to: tuple[str, ...]
    guide: str | None
    suggest: str | None
    actions: tuple[Action, ...]
    needs: tuple[tuple[str, str], ...]  # what else must exist: ("topic" or "check", its id)
    kind: str
    looks: str  # what decides where it finds something, besides moments and drafts
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    find: Callable[[Context], list[Hit]] = field(repr=False, compare=False)
    silence: Callable[[Context], list[Reason]] = field(repr=False, compare=False)

    def applies(self, moment: Moment, draft_kind: DraftKind | None, today: date) -> bool:
        """Does the check apply at this moment of this day, to this kind of draft?"""
        return moment in self.moments and (draft_kind is None or draft_kind in self.drafts) and not self.paused(today)

    def paused(self, today: date) -> bool:
        """Is it off today? It is on again by itself on the day named."""
        return self.paused_until is not None and (self.paused_from or date.min) <= today < self.paused_until

    def pause_coming(self, today: date) -> bool:
        """Is there a pause that hasn't begun yet?"""
        return self.paused_from is not None and today < self.paused_from

    def pause_words(self, today: date) -> str:
        """The pause that is on or to come, in Swedish; nothing where there is none, or it is over."""
        if self.pause_coming(today):
            return f"Pausas {self.paused_from} och gäller igen {self.paused_until}"
        return f"Pausad till {self.paused_until}" if self.paused(today) else ""

    def in_use(self, today: date) -> bool:
        """Do agents meet it today?"""
        return self.status == "active" and not self.paused(today)


def read_check(values: Mapping[str, Any], theme: str, lists: Mapping[str, str] | None = None) -> Check:
    """Read a check file's values.

    :param lists: the word lists that its patterns may use.
    :raises RuleFileError: with the path of what is wrong.
    """
    reader = MappingReader(values, lists=lists)
    check_id = reader.text("id")
    title = reader.text("title", longest=TITLE)
    covers = reader.texts("covers")
    level = reader.one_of("level", LEVELS)
    status = reader.one_of("status", STATUSES)
    paused_from, paused_until = _read_pause(reader)
    moments = reader.some_of("moments", MOMENTS)
    drafts = reader.some_of("drafts", DRAFTS, DRAFTS if "note" in moments else ("reply", "forward", "new"))
    source = _read_source(reader)
    message = reader.text("message", longest=LINES)
    _placeholders(message, reader)
    why = reader.text("why", longest=LINES)
    yields_to = reader.texts("yields_to", ())
    when = read_when(reader.mapping("when"))
    kind, seek = _read_kind(reader)
    seek = read_exceptions(reader).sparing(seek)
    fix = read_fix(reader.mapping("fix"))
    guide = reader.text("guide", "") or None
    suggest = reader.text("suggest", "") or None
    actions = reader.some_of("actions", ACTIONS, ())
    bad = read_examples(reader, "bad")
    good = read_examples(reader, "good")
    reader.close(in_order=True)
    return Check(
        id=check_id,
        theme=theme,
        title=title,
        covers=covers,
        level=level,
        status=status,
        paused_from=paused_from,
        paused_until=paused_until,
        moments=moments,
        drafts=drafts,
        source=source,
        message=message,
        why=why,
        yields_to=yields_to,
        guide=guide,
        suggest=suggest,
        actions=actions,
        needs=_needs(reader),
        kind=kind,
        looks=repr([(key, values.get(key)) for key in ("when", "detector", "except", *KINDS)]),
        bad=bad,
        good=good,
        find=_finder(when, seek.find, fix),
        silence=lambda context: when.unmet(context) or seek.silence(context),
    )


def _needs(reader: MappingReader) -> tuple[tuple[str, str], ...]:
    when, detector = (MappingReader(reader.values.get(key) or {}) for key in ("when", "detector"))
    topics = tuple(each for key in ("topic", "thread_topic") for each in when.texts(key, ()))
    if detector.values.get("name") == "topic":
        topics = (*topics, detector.text("is"))
    checks = (*when.texts("found", ()), *when.texts("not_found", ()))
    return (*(("topic", each) for each in topics), *(("check", each) for each in checks))


def _finder(when: When, seek: Callable[[Context], list[Hit]], fix: Fixer | None) -> Callable[[Context], list[Hit]]:
    if fix is None and not when.conditions:
        return seek

    def find(context: Context) -> list[Hit]:
        if not when(context):
            return []
        hits = seek(context)
        if fix is None or not hits:
            return hits
        return [hit if hit.fixes else replace(hit, fixes=fix(context, hit)) for hit in hits]

    return find


def _read_pause(reader: MappingReader) -> tuple[date | None, date | None]:
    begins, ends = _read_day(reader, "paused_from"), _read_day(reader, "paused_until")
    if begins and not ends:
        raise RuleFileError(reader.at("paused_from"), "”paused_until” saknas: skriv vilken dag den gäller igen")
    if begins and ends and begins >= ends:
        raise RuleFileError(reader.at("paused_from"), f"pausen börjar inte före {ends}, när den gäller igen")
    return begins, ends


def _read_day(reader: MappingReader, key: str) -> date | None:
    written = reader.text(key, "")
    return read_day(written, reader.at(key)) if written else None


def _read_source(reader: MappingReader) -> Source:
    source = reader.mapping("source")
    if source is None:
        raise RuleFileError(reader.path, "”source” saknas: skriv {routine: …, section: …}")
    result = Source(source.text("routine"), source.text("section"))
    source.close()
    return result


def _read_kind(reader: MappingReader) -> tuple[str, Seeker]:
    chosen: list[tuple[str, Seeker]] = []
    for name, read in KINDS.items():
        inner = reader.mapping(name)
        if inner is not None:
            chosen.append((name, read(inner)))
            inner.close()
    inner = reader.mapping("detector")
    if inner is not None:
        name = inner.one_of("name", detectors.DETECTORS)
        detector = detectors.DETECTORS[name]
        parameters = {
            key: inner.one_of(key, allowed) if allowed else inner.text(key) for key, allowed in detector.parameters.items()
        }
        inner.close()
        detail = "".join(f", {value}" for value in parameters.values())
        nothing = [Reason("nothing", f"Den letar med programkod ({name}{detail}) och hittar inget här.")]
        chosen.append((f"detector {name}", Seeker(lambda context: detector.find(context, parameters), lambda context: nothing)))
    if len(chosen) != 1:
        raise RuleFileError(reader.path, f"skriv just ett sätt att leta: {', '.join(KINDS)} eller detector")
    return chosen[0]


def _placeholders(message: str, reader: MappingReader) -> None:
    try:
        parts = list(string.Formatter().parse(message))
    except ValueError:
        raise RuleFileError(reader.at("message"), "en klammer { eller } står ensam") from None
    for _, name, form, conversion in parts:
        if name is not None and (form or conversion or not _NAME.fullmatch(name)):
            written = f"{{{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}}}"
            cure = "skriv bara ett namn mellan klamrarna, till exempel {match}; en klammer som ska synas skrivs {{ eller }}"
            raise RuleFileError(reader.at("message"), f"”{written}” går inte att fylla i: {cure}")
