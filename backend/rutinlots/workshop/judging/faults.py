"""What is wrong in a rule file that is being written: all of it at once, not only the first."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rutinlots.core.checks.check import read_check
from rutinlots.core.guides.read import read_routine
from rutinlots.core.names.register import NameListError, names_from_texts
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.extension import read_extension
from rutinlots.core.rulefile.patterns import read_lists
from rutinlots.core.rulefile.reader import MappingReader
from rutinlots.core.rulefile.settings import read_settings
from rutinlots.core.rulefile.shown import refuse_unseen, unseen
from rutinlots.core.rulefile.topics import read_topics
from rutinlots.core.rules import Rules
from rutinlots.core.scenarios.read import read_scenario
from rutinlots.core.snippets import parse_snippet, read_out_of_scope
from rutinlots.core.snippets.texts.snippet import FEWEST
from rutinlots.rule_files.document import NOT_YAML, Document, read_document
from rutinlots.rule_files.edit import REMOVED, KeyPath, with_value
from rutinlots.rule_loader import line_of, read_vocabulary
from rutinlots.workshop.words import HOURS_KEYS, keys_of

LONGEST = 200_000  # characters of a file; the longest of the rules is a tenth of it
_MOST = 30  # faults that are looked for
_MISSING = re.compile(r"”(\w+)” saknas")


@dataclass(frozen=True)
class Fault:
    """``what`` is wrong, in Swedish, with its cure; ``path`` leads to the value, ``line`` counts from 1 (0: the whole file)."""

    what: str
    path: KeyPath = ()
    line: int = 0


def faults_in(file: str, text: str, rules: Rules) -> list[Fault]:
    """The faults of one file by itself."""
    if faults := too_long(text):
        return faults
    if file.startswith("names/"):
        return list(_name_faults(file.removeprefix("names/"), text))
    try:
        document = read_document(text)
    except RuleFileError as invalid:
        return [Fault(_plain(invalid.what), invalid.path, invalid.line)]
    read = _reader(file, rules)
    if read is None:
        return []
    order = keys_of(file)

    def in_order(values: Any) -> Any:
        """The keys' order is the program's business."""
        refuse_unseen(values)
        place = {key: number for number, key in enumerate(order)}
        known = isinstance(values, Mapping) and order
        return read(dict(sorted(values.items(), key=lambda each: place.get(each[0], len(order)))) if known else values)

    return _all(document, in_order, rules.sources.get(file, ""))


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "settings.yaml": read_settings,
    "elsewhere.yaml": read_out_of_scope,
    "extension.yaml": read_extension,
    "vocabulary.yaml": read_vocabulary,
}


def too_long(text: str) -> list[Fault]:
    """The fault of a text that is too long to be read at all."""
    return [Fault(f"texten är för lång; högst {LONGEST // 1000} 000 tecken får plats")] if len(text) > LONGEST else []


def _reader(file: str, rules: Rules) -> Callable[[Mapping[str, Any]], Any] | None:
    sort, _, rest = file.partition("/")
    theme, _, name = rest.rpartition("/")
    if sort == "checks":
        return lambda values: read_check(values, theme, rules.knowledge.words.lists)
    if sort == "snippets":
        return lambda values: parse_snippet(values, theme)
    if sort == "routines":
        return lambda values: read_routine(values, name.removesuffix(".yaml"))
    if sort == "scenarios":
        return lambda values: read_scenario(values, rules.knowledge.words.lists)
    if sort == "words":
        return lambda values: read_lists(MappingReader(values, lists=_other_lists(file, rules)))
    if file == "topics.yaml":
        return lambda values: read_topics(values, rules.knowledge.words.lists)
    return _READERS.get(file)


def _other_lists(file: str, rules: Rules) -> Mapping[str, str]:
    own = read_document(rules.sources.get(file, "")).values
    return {name: words for name, words in rules.knowledge.words.lists.items() if name not in own}


def _name_faults(name: str, text: str) -> Iterator[Fault]:
    if name != "egna.txt":
        for number, line in enumerate(text.split("\n"), 1):
            if fault := unseen(line):
                yield Fault(f"raden {fault}", ("rader",), number)
        if all(line.lstrip().startswith("#") for line in text.split("\n") if line.strip()):
            yield Fault("listan är tom: skriv minst ett ord", ("rader",))
        return
    for number, line in enumerate(text.split("\n"), 1):
        try:
            names_from_texts({name: line})
        except NameListError as invalid:
            yield Fault(invalid.what, ("aldrig" if line.startswith("-") else "namn",), number)


def _all(document: Document, read: Callable[[Mapping[str, Any]], Any], known: str) -> list[Fault]:
    """Each fault is put right, by what the file had before, and the file read again until there is none left."""
    right = read_document(known).values if known else {}
    values, found, removed = document.values, list[Fault](), set[KeyPath]()
    while len(found) < _MOST:
        try:
            read(values)
        except RuleFileError as invalid:
            fault = Fault(_plain(invalid.what), _path(invalid), line_of(document, invalid))
            if fault in found or (_MISSING.match(invalid.what) and fault.path in removed) or _of_blanks(fault, removed):
                break  # what was taken out to read on is no other fault
            found.append(fault)
            values = _mended(values, invalid, right)
            removed.add(fault.path[:1])
        else:
            break
    return found


def _of_blanks(fault: Fault, removed: set[KeyPath]) -> bool:
    """Is it about the blanks of a reply, whose text or description of them was put right?"""
    is_lost = fault.path[:1] == ("fields",) and ("text",) in removed
    return is_lost or ("”fields”" in fault.what and ("fields",) in removed)


def _path(invalid: RuleFileError) -> KeyPath:
    """Where the fault is; a key that is missing has its own place."""
    missing = _MISSING.match(invalid.what)
    return (*invalid.path, missing[1]) if missing else invalid.path


def _mended(values: Any, invalid: RuleFileError, right: Any) -> Any:
    path = _path(invalid)
    if not path:
        return right
    listed = next((at for at, key in enumerate(path) if isinstance(key, int)), None)
    if path[0] in ("bad", "good") and listed is not None and len(path) > listed + 1:
        # a word that is wrong in an example hides no other example
        return with_value(values, path[: listed + 1], {"name": f"exempel {path[listed]}", "because": "-", "mail": "-"})
    if path[0] == "mails" and len(path) == 2 and "minst" in invalid.what:
        return with_value(values, path, ["-"] * max(FEWEST.values()))  # too few of one sort hide not those of the other
    if path[0] in HOURS_KEYS and len(path) == 2:
        return with_value(values, path, REMOVED)  # nor one day another
    whole = right.get(path[0]) if isinstance(right, Mapping) else None
    return with_value(values, path[:1], REMOVED if whole is None else whole)


def _plain(what: str) -> str:
    """The reader's words for those who don't know what YAML is."""
    for word, swedish in _YAML.items():
        if word in what:
            return swedish
    if what.startswith(NOT_YAML):
        return "raden är inte rätt skriven; jämför den med raderna omkring"
    for key, swedish in _KEYS.items():
        what = what.replace(f"”{key}”", f"”{swedish}”")
    return what


_KEYS = {"should": "Ska ge svaret", "should_not": "Ska inte ge svaret"}  # of a list, which has no field of its own
_BACKSLASH = "inom ” har \\ en egen betydelse; sätt ' runt texten i stället"
_YAML = {
    "mapping values are not allowed": "här står ett kolon mitt i en text; sätt citattecken runt hela texten",
    "could not find expected ':'": "raden ska vara ett namn, ett kolon och en text; "
    "titta efter ett kolon som saknas, på raden eller ovanför",
    "did not find expected key": "raden börjar på fel ställe; rätta indraget, eller ett citattecken som saknas ovanför",
    "did not find expected '-' indicator": "raden börjar på fel ställe i en lista; varje punkt ska börja med - i samma kolumn",
    "found character that cannot start any token": "raden börjar med ett tecken som inte får stå först; "
    "byt tabbar mot mellanslag, eller sätt citattecken runt texten",
    "found a tab character": "raden börjar med en tabb; byt den mot mellanslag",
    "found unknown escape character": _BACKSLASH,
    "did not find expected hexdecimal number": _BACKSLASH,
    "found unexpected end of stream": "ett citattecken eller en parentes saknar sitt slut",
    "did not find expected ',' or": "en lista i hakparentes eller klammer saknar ett komma eller sitt slut",
}
