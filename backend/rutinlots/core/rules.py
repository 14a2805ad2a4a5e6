"""A loaded rule set, in the form that the engine uses."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from rutinlots.core.checks.check import Check
from rutinlots.core.context import Knowledge
from rutinlots.core.finding import LEVELS
from rutinlots.core.guides.model import Guide, Routine
from rutinlots.core.rulefile.extension import Extension
from rutinlots.core.situation import MOMENTS, Moment
from rutinlots.core.snippets import Index, Snippet


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
    """One loaded, valid set of rules. ``hash`` changes whenever any file does."""

    hash: str
    checks: tuple[Check, ...]
    snippets: tuple[Snippet, ...]
    routines: tuple[Routine, ...]
    knowledge: Knowledge
    vocabulary: Vocabulary
    index: Index = field(repr=False)
    extension: Extension = field(default_factory=Extension)

    @cached_property
    def by_id(self) -> Mapping[str, Check]:
        """The checks by id."""
        return {check.id: check for check in self.checks}

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
    def snippet_by_id(self) -> Mapping[str, Snippet]:
        """The snippets by id."""
        return {snippet.id: snippet for snippet in self.snippets}

    def shown(self, snippet: Snippet) -> Snippet:
        """A snippet as people see it: its theme by its Swedish name instead of its folder's."""
        return replace(snippet, theme=self.vocabulary.snippet_themes[snippet.theme])

    @cached_property
    def active(self) -> Mapping[Moment, tuple[Check, ...]]:
        """The active checks by moment, sorted by severity."""
        ranked = sorted((c for c in self.checks if c.status == "active"), key=lambda c: (LEVELS.index(c.level), c.id))
        return {moment: tuple(check for check in ranked if moment in check.moments) for moment in MOMENTS}
