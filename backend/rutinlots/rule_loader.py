"""Loads a rules folder into :class:`Rules`, or reports every problem with file, line and key."""

import hashlib
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
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
from rutinlots.core.rulefile.shown import may_hide, refuse_unseen
from rutinlots.core.rulefile.topics import read_topics
from rutinlots.core.rules import Rules, Vocabulary
from rutinlots.core.scenarios.read import ScenarioFile, read_scenario, with_inboxes
from rutinlots.core.snippets import Index, Snippet, parse_snippet, read_out_of_scope
from rutinlots.core.validation import references
from rutinlots.rule_document import Document, read_document
from rutinlots.rule_file import OFFICE, read_rule_file
from rutinlots.rule_memory import Memory, Texts, packed

T = TypeVar("T")
_MOST_FILES = 25_000  # in one folder of rules
_MEMORY = Memory()
Named = TypeVar("Named", Check, Snippet, Routine, ScenarioFile)
_NAME_FILES = (
    "companies", "family-first",
    "given-abroad", "given-common", "given-sweden", "given-words", "greeting-words", "nicknames", "not-names", "particles",
    "roles", "surnames", "titles", "words",
)  # fmt: skip


@dataclass(frozen=True)
class Problem:
    """One fault in a rule file; ``line`` counts from 1 (0 means the whole file)."""

    file: str
    line: int
    key: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}{f', rad {self.line}' if self.line else ''}{f', {self.key}' if self.key else ''}: {self.what}"


class RulesError(Exception):
    """The folder can't be used; ``problems`` are all faults found, not only the first."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def load(folder: Path, instead: Mapping[str, str] | None = None) -> Rules:
    """Load a rules folder.

    :param instead: texts that take the place of the folder's files, or stand beside them, by path from the folder;
        an empty text: as if the file were not there.
    :raises RulesError: with every problem in it.
    """
    return _Loader(folder, instead or {}).load()


def line_of(document: Document, invalid: RuleFileError) -> int:
    """The line that an error is about; 0 when it is about the whole file."""
    return invalid.line or (document.line(invalid.path) if document.lines else 0)


class _Loader:
    def __init__(self, folder: Path, instead: Mapping[str, str]):
        self.folder = folder
        self.instead = {folder / name: text for name, text in instead.items()}
        self.sources: dict[str, str] = {}
        self.prints: dict[str, bytes] = {}  # hashes of the sources, which would stay in memory as what something was read from
        self.problems: list[Problem] = []
        self.digest = hashlib.sha256()
        self.kept = _MEMORY.begin().kept

    def load(self) -> Rules:
        if not (self.folder / "settings.yaml").is_file():
            raise RulesError([Problem(str(self.folder), 0, "", "här finns inga regler (settings.yaml saknas)")])
        lists = self._word_lists()
        if self.problems:  # without its lists, every pattern would be a problem too
            raise RulesError(self.problems)
        known = tuple(lists.items())
        vocabulary = self._one("vocabulary.yaml", read_vocabulary)
        settings = self._one("settings.yaml", read_settings)
        topics = self._one("topics.yaml", lambda values: read_topics(values, lists), known)
        out_of_scope = self._one("elsewhere.yaml", read_out_of_scope)
        extension = self._one("extension.yaml", read_extension)
        themes = vocabulary.themes if vocabulary else {}
        shelves = vocabulary.snippet_themes if vocabulary else {}
        routines = self._folder("routines", lambda values, path: read_routine(values, path.stem))
        snippets = self._folder("snippets", lambda values, path: parse_snippet(values, path.parent.name), themes=shelves)
        checks = self._folder("checks", lambda values, path: read_check(values, path.parent.name, lists), known, themes=themes)
        scenarios = self._folder("scenarios", lambda values, path: read_scenario(values))
        if not self._files("checks", "*.yaml"):
            self._problem(self.folder / "checks", 0, "", "här finns inga kontroller; hämta hela mappen igen")
        names = self._names()
        self._references(checks, snippets, routines, topics or ())
        self._references_of_scenarios(scenarios, checks, routines)
        if vocabulary is None or settings is None or topics is None or out_of_scope is None or extension is None or self.problems:
            raise RulesError(self.problems)
        words = tuple(each for each in self.prints.items() if each[0].startswith(("snippets/", "elsewhere.")))
        whole = self.digest.digest()
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
                sources=self._packed(),
                shipped=self._shipped(knowledge, snippets),
            ),
        )

    def _packed(self) -> Texts:
        texts = self.sources.items()
        return Texts({name: self.kept(("text", self.prints[name]), partial(packed, text)) for name, text in texts})

    def _shipped(self, knowledge: Knowledge, snippets: list[Snippet]) -> Knowledge | None:
        """The knowledge with the settings that come with the program, where the team's differ."""
        text = read_rule_file(OFFICE).decode()
        settings = self.kept(("shipped settings", text), lambda: read_settings(read_document(text).values))
        same = settings == knowledge.settings
        return None if same else replace(knowledge, settings=settings, phones=_known_phones(settings, snippets))

    def _word_lists(self) -> Mapping[str, str]:
        """The lists of all files in ``words``; a name may be used once."""
        lists: Mapping[str, str] = {}
        for path in self._files("words", "*.yaml"):
            lists = self._read(path, _lists_above(lists), tuple(lists.items())) or lists
        needed = [pattern for detector in DETECTORS.values() for pattern in detector.words]
        for name in Words(lists).lacks(needed) if not self.problems else ():
            what = f"ordlistan {name} saknas; hämta den ur de medföljande reglerna, mappen shared_rules/words"
            self._problem(self.folder / "words", 0, name, what)
        return lists

    def _names(self) -> Names:
        """Every list but ``egna.txt`` is required: a missing one would silently change how greetings are judged."""
        found = {path.name: self._text(path) for path in self._files("names", "*.txt")}
        if None in found.values():
            return Names()
        texts = {name: text or "" for name, text in found.items()}
        if not texts:
            self._problem(self.folder / "names", 0, "", "namnlistorna saknas; hämta hela mappen igen")
            return Names()
        for file in (f"{name}.txt" for name in _NAME_FILES):
            if not texts.get(file, "").strip():
                self._problem(self.folder / "names" / file, 0, "", "namnlistan saknas eller är tom; hämta den igen")
        try:
            prints = tuple(each for each in self.prints.items() if each[0].startswith("names/"))
            return self.kept(prints, lambda: names_from_texts(texts))
        except NameListError as invalid:
            self._problem(self.folder / "names" / invalid.file, invalid.line, "", invalid.what)
            return Names()

    def _files(self, name: str, pattern: str) -> list[Path]:
        found = list(islice((self.folder / name).rglob(pattern), _MOST_FILES + 1))
        if len(found) > _MOST_FILES:
            raise RulesError([Problem(name, 0, "", f"här är mer än {_MOST_FILES} filer; flytta bort dem som inte är regler")])
        beside = (each for each in self.instead if each.is_relative_to(self.folder / name) and each.match(pattern))
        return sorted(path for path in {*found, *beside} if self.instead.get(path) != "")

    def _text(self, path: Path) -> str | None:
        try:
            data = self.instead[path].encode() if path in self.instead else read_rule_file(path)
        except RuleFileError as invalid:
            self._problem(path, 0, "", invalid.what)
            return None
        name = path.relative_to(self.folder).as_posix()
        self.digest.update(name.encode() + b"\0" + data + b"\0")
        try:
            text = data.decode("utf-8-sig")
            self.sources[name] = text
            self.prints[name] = hashlib.sha256(data).digest()
            return text
        except UnicodeDecodeError:
            self._problem(path, 0, "", "filen är inte sparad som UTF-8; spara om den så")
            return None

    def _text_of(self, path: Path) -> str:
        """The text of a file that has been read."""
        return self.sources[path.relative_to(self.folder).as_posix()]

    def _problem(self, path: Path, line: int, key: str, what: str) -> None:
        self.problems.append(Problem(path.relative_to(self.folder).as_posix(), line, key, what))

    def _read(self, path: Path, read: Callable[[Mapping[str, Any], Path], T], known: Hashable = None) -> T | None:
        """What a file says; kept, as long as its text, its place and what is ``known`` besides are the same."""
        text = self._text(path)
        if text is None:
            return None
        place = path.relative_to(self.folder).as_posix()
        try:
            return self.kept((place, self.prints[place], known), lambda: read(_seen(text), path))
        except RuleFileError as invalid:
            self._invalid(path, text, invalid)
        return None

    def _invalid(self, path: Path, text: str, invalid: RuleFileError) -> None:
        self._problem(path, _line(text, invalid), ".".join(map(str, invalid.path)), invalid.what)

    def _one(self, name: str, read: Callable[[Mapping[str, Any]], T], known: Hashable = None) -> T | None:
        return self._read(self.folder / name, lambda values, path: read(values), known)

    def _folder(
        self,
        name: str,
        read: Callable[[Mapping[str, Any], Path], Named],
        known: Hashable = None,
        themes: Mapping[str, str] | None = None,
    ) -> list[Named]:
        """The items of a folder, each called as its file is, and in the folder of a theme if there are ``themes``."""
        items = []
        for path in self._files(name, "*.yaml"):
            item = self._read(path, read, known)
            if item is None:
                continue
            try:
                _in_its_place(item, path, themes)
                items.append(item)
            except RuleFileError as invalid:
                self._invalid(path, self._text_of(path), invalid)
        return items

    def _references(
        self, checks: list[Check], snippets: list[Snippet], routines: list[Routine], topics: Collection[str]
    ) -> None:
        """Check the references between files; only when every file could be read."""
        if self.problems:
            return
        for check, key, what in references.faults(checks, snippets, routines, topics):
            path = self.folder / "checks" / check.theme / f"{check.id}.yaml"
            self._problem(path, _line(self._text_of(path), RuleFileError((key,), what)), key, what)

    def _references_of_scenarios(self, scenarios: list[ScenarioFile], checks: list[Check], routines: list[Routine]) -> None:
        if self.problems:
            return
        for scenario, key, what in references.scenario_faults(scenarios, checks, routines):
            path = self.folder / "scenarios" / f"{scenario.id}.yaml"
            self._problem(path, _line(self._text_of(path), RuleFileError((key,), what)), key, what)


def _seen(text: str) -> Any:
    """The values of a file in which people see all there is."""
    values = read_document(text).values
    if may_hide(text):
        refuse_unseen(values)
    return values


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


def _line(text: str, invalid: RuleFileError) -> int:
    """The line of a fault; a file is seldom faulty, so the lines of its values are not kept."""
    try:
        return invalid.line or line_of(read_document(text), invalid)
    except RuleFileError:
        return 0
