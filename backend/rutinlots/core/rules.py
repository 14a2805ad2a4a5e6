"""A loaded rule set, in the form that the engine uses."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from rutinlots.core.checks.check import Check
from rutinlots.core.context import Context, Knowledge
from rutinlots.core.finding import LEVELS, Hit
from rutinlots.core.guides.model import Guide, Routine
from rutinlots.core.rulefile.extension import Extension
from rutinlots.core.rulefile.status import Status
from rutinlots.core.scenarios.model import Scenario
from rutinlots.core.situation import DRAFTS, MOMENTS, DraftKind, Moment
from rutinlots.core.snippets import Index, Snippet
from rutinlots.core.snippets.texts.fill import filled
from rutinlots.core.snippets.texts.reply import Reply


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """The closed lists with their Swedish names, for pages and error texts."""

    themes: Mapping[str, str]
    snippet_themes: Mapping[str, str]
    levels: Mapping[str, str]
    moments: Mapping[str, str]
    statuses: Mapping[str, str]
    drafts: Mapping[str, str]
    kinds: Mapping[str, str]
    scopes: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Rules:
    """One loaded, valid set of rules. ``hash`` changes whenever any file does.

    ``snippets`` are the starter library, ``replies`` the company's own as they are in Freshdesk. ``sources`` are the texts of
    the files, by path from the folder. ``shipped`` is the knowledge with the settings that come with the program, where the
    team's differ.
    """

    hash: str
    checks: tuple[Check, ...]
    snippets: tuple[Snippet, ...]
    routines: tuple[Routine, ...]
    knowledge: Knowledge
    vocabulary: Vocabulary
    index: Index = field(repr=False)
    extension: Extension = field(default_factory=Extension)
    scenarios: tuple[Scenario, ...] = ()
    replies: tuple[Reply, ...] = ()
    starter_off: bool = False
    sources: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    shipped: Knowledge | None = field(default=None, repr=False, compare=False)

    @cached_property
    def offices(self) -> tuple["Rules", ...]:
        """These rules, then the same with the settings that come with the program, for which its examples were written."""
        return (self,) if self.shipped is None else (self, replace(self, knowledge=self.shipped, shipped=None))

    @cached_property
    def by_id(self) -> Mapping[str, Check]:
        """The checks by id."""
        return {check.id: check for check in self.checks}

    @cached_property
    def finders(self) -> Mapping[str, Callable[[Context], list[Hit]]]:
        """What each check finds with, by its id; made once, since each example of each check needs it."""
        return {check.id: check.find for check in self.checks}

    @cached_property
    def guides(self) -> Mapping[str, Guide]:
        """The guides of all routines by id."""
        return {guide.id: guide for routine in self.routines for guide in routine.guides}

    @cached_property
    def routine_by_id(self) -> Mapping[str, Routine]:
        """The routines by id."""
        return {routine.id: routine for routine in self.routines}

    @cached_property
    def routine_of(self) -> Mapping[str, Routine]:
        """The routine that a guide belongs to, by the guide's id."""
        return {guide.id: routine for routine in self.routines for guide in routine.guides}

    @cached_property
    def library(self) -> tuple[Snippet, ...]:
        """What agents choose from: the company's own replies by folder, then the starter snippets that are not hidden."""
        hidden = self._hidden
        starter = (snippet for snippet in self.snippets if snippet.status == "active" and snippet.id not in hidden)
        return (*(reply.snippet for reply in self.replies if not reply.said.off), *starter)

    def called_for(self, check: Check) -> tuple[Snippet, ...]:
        """The snippets that a check suggests: the company's own for it, else the starter snippet that it names."""
        if check.id not in self._called:
            self._called[check.id] = self._call_for(check)
        return self._called[check.id]

    @cached_property
    def _called(self) -> dict[str, tuple[Snippet, ...]]:
        """By check; each looked for once among all replies."""
        return {}

    def _call_for(self, check: Check) -> tuple[Snippet, ...]:
        named = self.snippet_by_id.get(check.suggest) if check.suggest else None
        own = tuple(
            reply.snippet
            for reply in self.replies
            if not reply.said.off and (reply.said.answers == check.id or (named is not None and _replaces(reply, named)))
        )
        return own or (() if named is None or named.id in self._hidden else (named,))

    def with_replies(self, replies: Sequence[Reply], *, starter_off: bool = False) -> "Rules":
        """These rules with the company's own replies. The starter library's knowledge of customers' words is kept."""
        rules = replace(self, replies=tuple(replies), starter_off=starter_off)
        own = [reply for reply in rules.replies if not reply.said.off]
        linked = {reply.id: snippet.id for reply in own for snippet in rules.snippets if _replaces(reply, snippet)}
        index = self.index.with_replies([reply.snippet for reply in own], hidden=rules._hidden, linked=linked)
        return replace(rules, index=index)

    def shown(self, snippet: Snippet) -> Snippet:
        """A snippet as people see it: its theme by its Swedish name, and the placeholders of a reply as blanks."""
        return filled(snippet, {}) if snippet.own else replace(snippet, theme=self.vocabulary.snippet_themes[snippet.theme])

    @cached_property
    def shown_library(self) -> tuple[Snippet, ...]:
        """The library as people see it."""
        return tuple(map(self.shown, self.library))

    @cached_property
    def snippet_by_id(self) -> Mapping[str, Snippet]:
        """The starter snippets by id."""
        return {snippet.id: snippet for snippet in self.snippets}

    @cached_property
    def _hidden(self) -> frozenset[str]:
        """Starter snippets that agents don't see: all of them, or those for which there is a reply."""
        if self.starter_off:
            return frozenset(self.snippet_by_id)
        return frozenset(reply.said.instead_of for reply in self.replies if reply.said.instead_of and not reply.said.off)

    @cached_property
    def active(self) -> Mapping[Moment, tuple[Check, ...]]:
        """The active checks by moment, sorted by severity."""
        return self._ranked("active")

    def asked(self, moment: Moment, kind: DraftKind | None) -> tuple[Check, ...]:
        """The active checks for a moment and a kind of draft, or for any kind, sorted by severity; some may be paused."""
        return self._asked[moment, kind]

    @cached_property
    def _asked(self) -> Mapping[tuple[Moment, DraftKind | None], tuple[Check, ...]]:
        return {
            (moment, kind): tuple(check for check in checks if kind is None or kind in check.drafts)
            for moment, checks in self.active.items()
            for kind in (*DRAFTS, None)
        }

    @cached_property
    def on_trial(self) -> Mapping[Moment, tuple[Check, ...]]:
        """The checks on trial by moment: judged silently, and counted."""
        return self._ranked("trial")

    def _ranked(self, status: Status) -> Mapping[Moment, tuple[Check, ...]]:
        ranked = sorted((c for c in self.checks if c.status == status), key=lambda c: (LEVELS.index(c.level), c.id))
        return {moment: tuple(check for check in ranked if moment in check.moments) for moment in MOMENTS}


def _replaces(reply: Reply, snippet: Snippet) -> bool:
    """Is the reply used instead of the snippet: as a team leader has said or, where nothing is said, by its title?"""
    if reply.said.instead_of is not None:
        return reply.said.instead_of == snippet.id
    return reply.canned.title.casefold() == snippet.title.casefold()
