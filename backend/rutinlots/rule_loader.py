"""Loads a rules folder into :class:`Rules`, or reports every problem with file, line and key."""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from rutinlots.core.checks.check import Check, read_check
from rutinlots.core.checks.detectors import DETECTORS
from rutinlots.core.context import Knowledge
from rutinlots.core.entities.phone import phones
from rutinlots.core.guides.model import Routine
from rutinlots.core.guides.read import read_routine
from rutinlots.core.names.register import NameListError, Names, names_from_texts
from rutinlots.core.rulefile.engine import forget_tried
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.extension import read_extension
from rutinlots.core.rulefile.patterns import Words, read_lists
from rutinlots.core.rulefile.reader import MappingReader
from rutinlots.core.rulefile.settings import Settings, read_settings
from rutinlots.core.rulefile.topics import read_topics
from rutinlots.core.rules import Rules, Vocabulary
from rutinlots.core.scenarios.read import ScenarioFile, read_scenario, with_inboxes
from rutinlots.core.snippets import Index, Snippet, parse_snippet, read_out_of_scope
from rutinlots.core.validation import references
from rutinlots.rule_files.document import read_document
from rutinlots.rule_files.file import OFFICE, read_rule_file
from rutinlots.rule_files.folder import Problem, RuleFolder, RulesError, line_of
from rutinlots.rule_files.memory import Memory

__all__ = ["Problem", "RulesError", "line_of", "load", "read_vocabulary"]

T = TypeVar("T")
_MEMORY = Memory()
Named = TypeVar("Named", Check, Snippet, Routine, ScenarioFile)
_NAME_FILES = (
    "companies", "family-first",
    "given-abroad", "given-common", "given-sweden", "given-words", "greeting-words", "nicknames", "not-names", "particles",
    "roles", "surnames", "titles", "words",
)  # fmt: skip


def load(folder: Path, instead: Mapping[str, str] | None = None) -> Rules:
    """Load a rules folder.

    :param instead: texts that take the place of the folder's files, or stand beside them, by path from the folder;
        an empty text: as if the file were not there.
    :raises RulesError: with every problem in it.
    """
    return _Loader(RuleFolder(folder, instead or {}, _MEMORY.begin())).load()


class _Loader:
    def __init__(self, folder: RuleFolder):
        self.folder = folder
        self.kept = folder.kept

    def load(self) -> Rules:
        if not (self.folder.path / "settings.yaml").is_file():
            raise RulesError([Problem(str(self.folder.path), 0, "", "här finns inga regler (settings.yaml saknas)")])
        lists = self._word_lists()
        if self.folder.problems:  # without its lists, every pattern would be a problem too
            raise RulesError(self.folder.problems)
        known = tuple(lists.items())
        vocabulary = self._one("vocabulary.yaml", read_vocabulary)
        settings = self._one("settings.yaml", read_settings)
        topics = self._one("topics.yaml", lambda values: read_topics(values, lists), known)
        out_of_scope = self._one("elsewhere.yaml", read_out_of_scope)
        extension = self._one("extension.yaml", read_extension)
        themes = vocabulary.themes if vocabulary else {}
        shelves = vocabulary.snippet_themes if vocabulary else {}
        routines = self._items("routines", lambda values, path: read_routine(values, path.stem))
        snippets = self._items("snippets", lambda values, path: parse_snippet(values, path.parent.name), themes=shelves)
        checks = self._items("checks", lambda values, path: read_check(values, path.parent.name, lists), known, themes=themes)
        scenarios = self._items("scenarios", lambda values, path: read_scenario(values, lists), known)
        if not self.folder.paths("checks", "*.yaml"):
            self.folder.problem(self.folder.path / "checks", 0, "", "här finns inga kontroller; hämta hela mappen igen")
        names = self._names()
        self._references(checks, snippets, routines, topics or ())
        self._references_of_scenarios(scenarios, checks, routines)
        problems = self.folder.problems
        if vocabulary is None or settings is None or topics is None or out_of_scope is None or extension is None or problems:
            raise RulesError(problems)
        words = tuple(each for each in self.folder.prints.items() if each[0].startswith(("snippets/", "elsewhere.")))
        whole = self.folder.digest.digest()
        forget_tried()
        knowledge = Knowledge(
            settings=settings,
            names=names,
            topics=topics,
            phones=_known_phones(settings, snippets),
            templates=_templates(snippets),
            words=Words(lists),
        )
        return self.kept(
            ("rules", whole),
            lambda: Rules(
                hash=whole.hex()[:16],
                checks=tuple(checks),
                snippets=tuple(snippets),
                routines=tuple(routines),
                knowledge=knowledge,
                vocabulary=vocabulary,
                index=self.kept(("index", words), lambda: Index(snippets, out_of_scope)),
                extension=extension,
                scenarios=with_inboxes(scenarios),
                sources=self.folder.texts(),
                shipped=self._shipped(knowledge, snippets),
            ),
        )

    def _shipped(self, knowledge: Knowledge, snippets: list[Snippet]) -> Knowledge | None:
        """The knowledge with the settings that come with the program, where the team's differ."""
        text = read_rule_file(OFFICE).decode()
        settings = self.kept(("shipped settings", text), lambda: read_settings(read_document(text).values))
        same = settings == knowledge.settings
        return None if same else replace(knowledge, settings=settings, phones=_known_phones(settings, snippets))

    def _word_lists(self) -> Mapping[str, str]:
        """The lists of all files in ``words``; a name may be used once."""
        lists: Mapping[str, str] = {}
        for path in self.folder.paths("words", "*.yaml"):
            lists = self.folder.read(path, _lists_above(lists), tuple(lists.items())) or lists
        needed = [pattern for detector in DETECTORS.values() for pattern in detector.words]
        for name in Words(lists).lacks(needed) if not self.folder.problems else ():
            what = f"ordlistan {name} saknas; hämta den ur de medföljande reglerna, mappen shared_rules/words"
            self.folder.problem(self.folder.path / "words", 0, name, what)
        return lists

    def _names(self) -> Names:
        """Every list but ``egna.txt`` is required: a missing one would silently change how greetings are judged."""
        found = {path.name: self.folder.text(path) for path in self.folder.paths("names", "*.txt")}
        if None in found.values():
            return Names()
        texts = {name: text or "" for name, text in found.items()}
        if not texts:
            self.folder.problem(self.folder.path / "names", 0, "", "namnlistorna saknas; hämta hela mappen igen")
            return Names()
        for file in (f"{name}.txt" for name in _NAME_FILES):
            if not texts.get(file, "").strip():
                self.folder.problem(self.folder.path / "names" / file, 0, "", "namnlistan saknas eller är tom; hämta den igen")
        try:
            prints = tuple(each for each in self.folder.prints.items() if each[0].startswith("names/"))
            return self.kept(prints, lambda: names_from_texts(texts))
        except NameListError as invalid:
            self.folder.problem(self.folder.path / "names" / invalid.file, invalid.line, "", invalid.what)
            return Names()

    def _one(self, name: str, read: Callable[[Mapping[str, Any]], T], known: Hashable = None) -> T | None:
        return self.folder.read(self.folder.path / name, lambda values, path: read(values), known)

    def _items(
        self,
        name: str,
        read: Callable[[Mapping[str, Any], Path], Named],
        known: Hashable = None,
        themes: Mapping[str, str] | None = None,
    ) -> list[Named]:
        """The items of a folder, each called as its file is, and in the folder of a theme if there are ``themes``."""
        items = []
        for path in self.folder.paths(name, "*.yaml"):
            item = self.folder.read(path, read, known)
            if item is None:
                continue
            try:
                _in_its_place(item, path, themes)
                items.append(item)
            except RuleFileError as invalid:
                self.folder.invalid(path, invalid)
        return items

    def _references(self, checks: list[Check], snippets: list[Snippet], routines: list[Routine], topics: Collection[str]) -> None:
        """Check the references between files; only when every file could be read."""
        if self.folder.problems:
            return
        for check, key, what in references.faults(checks, snippets, routines, topics):
            path = self.folder.path / "checks" / check.theme / f"{check.id}.yaml"
            self.folder.invalid(path, RuleFileError((key,), what))

    def _references_of_scenarios(self, scenarios: list[ScenarioFile], checks: list[Check], routines: list[Routine]) -> None:
        if self.folder.problems:
            return
        for scenario, key, what in references.scenario_faults(scenarios, checks, routines):
            path = self.folder.path / "scenarios" / f"{scenario.id}.yaml"
            self.folder.invalid(path, RuleFileError((key,), what))


def _lists_above(known: Mapping[str, str]) -> Callable[[Mapping[str, Any], Path], Mapping[str, str]]:
    return lambda values, path: read_lists(MappingReader(values, lists=known))


def _known_phones(settings: Settings, snippets: list[Snippet]) -> frozenset[str]:
    signatures = (*settings.signature, *settings.signature_english)
    texts = (*settings.function_phones, settings.collections_phone, *signatures, *(snippet.text for snippet in snippets))
    return frozenset(phone.number for text in texts for phone in phones(text))


def _templates(snippets: list[Snippet]) -> Mapping[str, str]:
    return {snippet.title: " ".join(snippet.text.split()) for snippet in snippets if snippet.fields}


def read_vocabulary(values: Mapping[str, Any]) -> Vocabulary:
    """Read the vocabulary file's values. :raises RuleFileError:"""
    reader = MappingReader(values)
    lists = {}
    for name in ("themes", "snippet_themes", "levels", "moments", "statuses", "drafts", "kinds", "scopes"):
        inner = reader.mapping(name) or MappingReader({}, reader.at(name))
        lists[name] = {key: inner.text(key) for key in inner.values}
    reader.close()
    return Vocabulary(**lists)


def _in_its_place(item: Named, path: Path, themes: Mapping[str, str] | None) -> None:
    """Refuse an item in a folder that is not a theme of the vocabulary, or in a file that is called something else."""
    if themes is not None and path.parent.name not in themes:
        raise RuleFileError((), f"mappen ”{path.parent.name}” är inget tema; temana står i vocabulary.yaml")
    if item.id != path.stem:
        raise RuleFileError(("id",), f"ska vara ”{path.stem}”, som filen heter")
