"""Finds the rule behind a text that an agent has seen, or by some words of it."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from rutinlots.core.rules import Rules
from rutinlots.core.validation.whole import file_of
from rutinlots.rule_files.document import read_document
from rutinlots.rule_files.memory import Memory, Reading
from rutinlots.workshop.words import EDITED_NAMES, NAMES, SETTINGS

T = TypeVar("T")
Sort = Literal["check", "snippet", "guide", "settings", "list", "scenario"]
SORTS: Mapping[Sort, str] = {
    "check": "Kontroll",
    "snippet": "Svar",
    "guide": "Rutin och guider",
    "settings": "Inställning",
    "list": "Ordlista",
    "scenario": "Övning",
}
_SETTINGS = {
    "settings.yaml": "Adresser, signatur och gränser",
    "vocabulary.yaml": "Vad grupper, nivåer och tillfällen heter",
    "extension.yaml": "Tillägget i webbläsaren",
}
_LISTS = {
    "topics.yaml": "Vad kundens mejl handlar om",
    "elsewhere.yaml": "När inget svar ska föreslås",
}
_NAMED = {
    "names/egna.txt": "Namn: era egna",
    **{f"names/{name}": f"Namn: {label[0].lower()}{label[1:]}" for name, (label, _) in NAMES.items()},
}
_SPACE = re.compile(r"\s+")
_FILL = re.compile(r"(?:\{\w+\})+")
_MOST_FILLED = 200  # characters in place of a blank
_MOST_BLANKS = 20
_WORD = re.compile(r"\w{3,}")
_PATTERN = re.compile(r"\\[\w.]|<\w+>|[()|]\{|\)\?|\w\*")  # of words that a check looks for, which is for no eyes
_COMMON = frozenset(  # by which no text is told from another
    """
    att blev blir den det dig din ditt dom där efter eller ett finns fram från får fått för gick går gör han har hon hur här
    inte jag kan man med men mig min nu när och också oss sig ska som står säger till upp var vad vem vet vid vill vår vårt är
    """.split()
)
_ENOUGH = 0.6  # of the words that are asked for
_MOST = 20
_TELLING = 15  # characters of a text beside its blanks, by which it can be told from others
_UNSEEN = frozenset({"bad", "good", "mails", "covers", "keywords"})  # what no agent sees


@dataclass(frozen=True)
class Item:
    """A file that can be changed: what it is, and what agents see of it."""

    file: str
    sort: Sort
    title: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Hit:
    """An item and the text in it that fits best."""

    item: Item
    text: str


_known: tuple[object, list[Item]] = ((), [])  # of the latest set's sources
_memory = Memory()  # reading every file of a set takes a fifth of a second, and of two sets nearly all are the same


def items_of(rules: Rules) -> list[Item]:
    """Everything in the workshop."""
    global _known
    if _known[0] is not rules.sources:
        _known = (rules.sources, list(_items(rules, _memory.begin())))
    return _known[1]


def _items(rules: Rules, reading: Reading) -> Iterator[Item]:
    sources = rules.sources

    def seen_in(file: str, seen: Callable[[Any], T]) -> T:
        text = sources[file]
        key = (seen.__name__, hashlib.sha256(text.encode()).digest())
        return reading.kept(key, lambda: seen(read_document(text).values))

    def texts(file: str) -> tuple[str, ...]:
        return seen_in(file, _texts) if file in sources else ()

    yield from (Item(file_of(check), "check", check.title, texts(file_of(check))) for check in rules.checks)
    yield from (Item(file_of(each), "snippet", each.title, texts(file_of(each))) for each in rules.snippets)
    for routine in rules.routines:
        file = f"routines/{routine.id}.yaml"
        yield Item(file, "guide", routine.title, texts(file))
    labels = {"settings.yaml": tuple(label for keys in SETTINGS.values() for label, _ in keys.values())}
    settings = ((file, title) for file, title in _SETTINGS.items() if file in sources)
    yield from (Item(file, "settings", title, (*labels.get(file, ()), *texts(file))) for file, title in settings)
    asked = tuple(each.question for topic in rules.knowledge.topics.values() for each in topic.follow_ups)
    seen = {"topics.yaml": (*(topic.title for topic in rules.knowledge.topics.values()), *asked)}  # no other word of the lists
    names = [f"names/{name}" for name in EDITED_NAMES]
    shared = sorted(name for name in sources if name.startswith("words/"))
    lists = {**_LISTS, **{name: f"Ordlista: {name[6:-5]}" for name in shared}, **{file: _NAMED[file] for file in names}}
    yield from (Item(file, "list", title, seen.get(file, ())) for file, title in lists.items() if file in sources)
    for file in sorted(name for name in sources if name.startswith("scenarios/")):
        yield Item(file, "scenario", seen_in(file, _title), ())


def found(asked: str, rules: Rules) -> list[Hit]:
    """What fits best comes first, and of that what is called so; nothing when too few of the words are in any text."""
    best = ((item, _best(asked, (item.title, *item.texts))) for item in items_of(rules))
    says = {file_of(check): check.message for check in rules.checks}
    fitting = ((*each, item) for item, each in best if each)
    shown = ((score, item, says.get(item.file, item.title) if _PATTERN.search(text) else text) for score, text, item in fitting)
    ranked = [(score, Hit(item, _FILL.sub("…", text))) for score, item, text in shown]
    words = _plain(asked)
    return [hit for _, hit in sorted(ranked, key=lambda each: (-each[0], words not in _plain(each[1].item.title)))[:_MOST]]


def fits(asked: str, texts: Iterable[str]) -> str:
    """The text of several that fits best, or nothing."""
    best = _best(asked, texts)
    return best[1] if best else ""


def _best(asked: str, texts: Iterable[str]) -> tuple[float, str] | None:
    words = _plain(asked)[:2000]
    said = set(_WORD.findall(words))
    terms = said - _COMMON or said
    if not words:
        return None
    score, text = max(((_score(words, terms, text), text) for text in texts), key=lambda each: each[0], default=(0.0, ""))
    return (score, text) if score >= _ENOUGH else None


def _score(words: str, terms: set[str], text: str) -> float:
    plain = _plain(text)
    if words == plain:
        return 3
    if words in plain or _filled(plain, words):
        return 2
    return len(terms & set(_WORD.findall(plain))) / len(terms) if terms else 0


def _filled(text: str, words: str) -> bool:
    """Is it the text with its {blanks} filled in? One with little beside them must be the whole of it."""
    parts = _FILL.split(text) if "{" in text else []
    if not 1 < len(parts) <= _MOST_BLANKS + 1 or sum(map(len, parts)) > len(words):
        return False
    is_whole = bool(parts[0] and parts[-1]) and words.startswith(parts[0]) and words.endswith(parts[-1])
    if sum(map(len, parts)) < _TELLING and not is_whole:
        return False
    ends = [start + len(parts[0]) for start in _places(parts[0], words)]
    for part in parts[1:]:  # not by a pattern, whose engine would try every way to share the words out among the blanks
        reached: list[int] = []
        before = 0
        for start in _places(part, words):
            while before < len(ends) and start - ends[before] > _MOST_FILLED:
                before += 1
            if before < len(ends) and ends[before] <= start:
                reached.append(start + len(part))
        ends = reached
    return bool(ends)


def _places(part: str, words: str) -> Iterator[int]:
    """Where a text begins in another."""
    start = words.find(part)
    while start >= 0:
        yield start
        start = words.find(part, start + 1)


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip().casefold()


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(_values(values))


def _title(values: Any) -> str:
    return str(values.get("title"))


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value.replace("**", "")  # bold in the handbook, where one copies what it looks like
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _UNSEEN:
                yield from _values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner)
