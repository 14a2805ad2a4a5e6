"""Reads a scenario file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from rutinlots.core.checks.check import Source
from rutinlots.core.checks.example import Example, read_example
from rutinlots.core.rulefile.reader import MappingReader, as_text, choice
from rutinlots.core.scenarios.model import DIFFICULTIES, MUST_LOG, MUST_SEND, PLACES, Answer, Difficulty, Notice, Scenario, Solved
from rutinlots.core.scenarios.wording import read_wordings
from rutinlots.core.situation import DRAFTS, LogHistory

AGENT = "Sandra Lind"  # who is logged in on the stage
_HISTORIES = {
    "never": LogHistory(),
    "logged": LogHistory(logged=True),
    "unlogged": LogHistory(sent_unlogged=True),
    "both": LogHistory(logged=True, sent_unlogged=True),
}
_MINUTES = (1, 60)
_SHARED = ("now", "ticket")


@dataclass(frozen=True)
class ScenarioFile:
    """A scenario as its file has it; ``inbox`` are the ids of the scenarios in it."""

    scenario: Scenario
    inbox: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The scenario's id."""
        return self.scenario.id


def read_scenario(values: Mapping[str, Any], lists: Mapping[str, str] | None = None) -> ScenarioFile:
    """Read a scenario; the keys are in the order of ``shared_rules/README.md``.

    :param lists: the word lists that patterns may use.
    :raises RuleFileError:
    """
    reader = MappingReader(values, lists=lists)
    name, title = reader.text("id"), reader.text("title")
    source = _read_source(reader)
    difficulty, minutes = reader.one_of("difficulty", DIFFICULTIES), reader.number("minutes", _MINUTES)
    if reader.raw("inbox") is not None:
        return _read_inbox(reader, name, title, source, difficulty, minutes)
    for key in _SHARED:
        reader.raw(key)
    history = _HISTORIES[reader.one_of("history", tuple(_HISTORIES), "never")]
    start = _example(reader, reader.raw("draft"))
    say, notice = reader.text("say"), _read_notices(reader)
    solving = _needed(reader, "solved", "skriv när scenariot är löst")
    facit, mistake = _read_answer(reader, "facit"), _read_answer(reader, "mistake")
    solved = _read_solved(solving, facit)
    reader.close(in_order=True)
    found = Scenario(
        id=name,
        title=title,
        source=source,
        difficulty=difficulty,
        minutes=minutes,
        start=start,
        history=history,
        say=say.strip(),
        notice=notice,
        solved=solved,
        facit=facit,
        mistake=mistake,
    )
    return ScenarioFile(found)


def with_inboxes(found: Sequence[ScenarioFile]) -> tuple[Scenario, ...]:
    """The scenarios; in an inbox it is the same time for all of them, the latest of theirs."""
    by_id = {each.id: each.scenario for each in found}

    def filled(named: ScenarioFile) -> Scenario:
        parts = [by_id[name] for name in named.inbox]
        if not parts:
            return named.scenario
        now = max(part.start.now for part in parts)
        return replace(named.scenario, inbox=tuple(_at(part, now) for part in parts))

    return tuple(map(filled, found))


def _at(scenario: Scenario, now: datetime) -> Scenario:
    def moved(answer: Answer | None) -> Answer | None:
        return None if answer is None else replace(answer, example=replace(answer.example, now=now))

    start = replace(scenario.start, now=now)
    return replace(scenario, start=start, facit=moved(scenario.facit), mistake=moved(scenario.mistake))


def _read_inbox(reader: MappingReader, name: str, title: str, source: Source, difficulty: Difficulty, minutes: int) -> ScenarioFile:
    inbox = reader.texts("inbox")
    say, notice = reader.text("say"), _read_notices(reader)
    reader.close(in_order=True)
    found = Scenario(
        id=name,
        title=title,
        source=source,
        difficulty=difficulty,
        minutes=minutes,
        start=read_example(MappingReader({"name": "-", "agent": AGENT})),
        history=LogHistory(),
        say=say.strip(),
        notice=notice,
        solved=Solved(gone=()),
        facit=None,
        mistake=None,
    )
    return ScenarioFile(found, inbox)


def _read_source(reader: MappingReader) -> Source:
    inner = _needed(reader, "source", "skriv rutinen och avsnittet")
    source = Source(inner.text("routine"), inner.text("section"))
    inner.close()
    return source


def _read_notices(reader: MappingReader) -> tuple[Notice, ...]:
    """Each is a text, or a place with a text: ``mail: The name at the end.``"""
    found = []
    for number, item in enumerate(reader.items_of("notice", reader.raw("notice") or reader.texts("notice"))):
        path = (*reader.at("notice"), number)
        if isinstance(item, Mapping) and len(item) == 1:
            [(place, text)] = item.items()
            found.append(Notice(as_text(text, path), choice(place, PLACES, path)))
        else:
            found.append(Notice(as_text(item, path)))
    return tuple(found)


def _read_solved(inner: MappingReader, facit: Answer) -> Solved:
    assert facit.example.draft is not None
    text = facit.example.draft.text
    properties = inner.mapping("properties")
    solved = Solved(
        gone=inner.texts("gone", ()),
        strict=inner.texts("strict", ()),
        log=inner.one_of("log", MUST_LOG),
        sent=inner.one_of("sent", MUST_SEND) if inner.raw("sent") else None,
        kind=inner.one_of("kind", DRAFTS, "reply"),
        properties={} if properties is None else {label: properties.text(label) for label in properties.values},
        must_say=read_wordings(inner, "must_say", text, wanted=True),
        must_not_say=read_wordings(inner, "must_not_say", text, wanted=False),
    )
    inner.close()
    return solved


def _read_answer(reader: MappingReader, key: str) -> Answer:
    inner = _needed(reader, key, "skriv svaret")
    because = inner.text("because").strip()
    properties = inner.mapping("properties")
    example = _example(reader, inner.raw("draft"), {} if properties is None else properties.values, yes=inner.yes("signed", True))
    inner.close()
    if example.draft is None:
        raise inner.missing("draft", "skriv mejlet")
    return Answer(example=example, because=because)


def _example(reader: MappingReader, draft: Any, properties: Mapping[str, Any] | None = None, *, yes: bool = True) -> Example:
    """The scenario's ticket with a draft, in the form of a check's example."""
    values = {key: reader.values[key] for key in _SHARED if key in reader.values}
    ticket = values.get("ticket")
    if not isinstance(ticket, Mapping):
        raise reader.missing("ticket", "skriv ärendet")
    if properties:
        values["ticket"] = {**ticket, "properties": {**(ticket.get("properties") or {}), **properties}}
    if draft is not None:
        values["draft"] = draft
    return read_example(MappingReader({"name": "-", "agent": AGENT, "signed": "ja" if yes else "nej", **values}))


def _needed(reader: MappingReader, key: str, cure: str) -> MappingReader:
    inner = reader.mapping(key)
    if inner is None:
        raise reader.missing(key, cure)
    return inner
