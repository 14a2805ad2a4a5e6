"""Two changes of a rule file that were made from the same text, as one text: value by value, and lists item by item."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.rule_files.document import read_document
from rutinlots.rule_files.edit import REMOVED, KeyPath, with_value
from rutinlots.rule_files.matching import MOST_LINES, matches
from rutinlots.rule_files.rewrite import rewritten
from rutinlots.workshop.changes.merge_lines import lines_of_both
from rutinlots.workshop.forms.fields import in_order, with_blanks
from rutinlots.workshop.words import HOURS_KEYS, keys_of

_UNKNOWN: Any = object()  # what a value was before, when that isn't known
_WHOLE = {("source",)}  # a routine and its section are one choice
LINES = "rader"  # the name of what a list of names consists of


@dataclass(frozen=True)
class Clash:
    """A value that two have changed differently: where it is, and what each wants it to be (``REMOVED``: not there)."""

    path: KeyPath
    mine: Any
    theirs: Any


@dataclass(frozen=True, kw_only=True)
class Merged:
    """Two changes of a file put together; ``clashes`` are where they disagree."""

    file: str
    base: str | None
    mine: str
    theirs: str
    values: Any
    clashes: tuple[Clash, ...]

    def text(self, yielding: Collection[KeyPath] = ()) -> str:
        """The file: the newest text of the other, with one's own changes in it, but for the clashes in which one yields."""
        if isinstance(self.values, str):  # a file that is there in one of them, or can be read
            return self.theirs if () in yielding else self.values
        text = self._written(yielding)
        return in_order(self.file, with_blanks(text) if self.file.startswith("snippets/") else text)

    def _written(self, yielding: Collection[KeyPath]) -> str:
        values = self.values
        for clash in self.clashes:
            if clash.path in yielding:
                values = with_value(values, clash.path, clash.theirs)
        for text in self._line_by_line(yielding):  # which keeps the comments of both
            if not isinstance(_values(self.file, text), str):
                text = _with(self.file, text, values)
                if _values(self.file, text) == values:
                    return text
        return _with(self.file, self.theirs, values)

    def _line_by_line(self, yielding: Collection[KeyPath]) -> Iterator[str]:
        """The texts put together by their lines: first with those where both have changed the same as most values will be."""
        if self.base:
            yields = all(clash.path in yielding for clash in self.clashes)
            for mine_wins in (not yields, yields):
                yield lines_of_both(self.base, self.theirs, self.mine, mine_wins=mine_wins) or ""

    @property
    def _can_be_written(self) -> bool:
        try:
            return isinstance(self.values, str) or _values(self.file, self._written(())) == self.values
        except RuleFileError:
            return False


def merged(file: str, base: str | None, mine: str, theirs: str) -> Merged:
    """Put two changes of a text together; ``base`` is that text, empty for a new file, None when it isn't known."""
    old = {} if base == "" else _UNKNOWN if base is None else _values(file, base)
    both = _of_three((), _UNKNOWN if isinstance(old, str) else old, _values(file, mine), _values(file, theirs))
    made = partial(Merged, file=file, base=base, mine=mine, theirs=theirs)
    found = made(values=both.mine, clashes=tuple(Clash(path, *_at_both(path, both)) for path in both.clashes))
    if both.clashes != [()] and found._can_be_written:
        return found
    return made(values=mine, clashes=(Clash((), mine, theirs),))  # what can't be written by its parts is chosen as a whole


def _values(file: str, text: str) -> Any:
    """What a text says; the text itself where it can't be read."""
    if file.startswith("names/"):
        return {LINES: text.splitlines()} if text else text
    try:
        values = read_document(text).values
    except RuleFileError:
        return text
    if not (text and isinstance(values, Mapping)):
        return text
    return {**values, HOURS_KEYS[1]: values.get(HOURS_KEYS[1], {})} if file == "settings.yaml" else values


@dataclass(frozen=True)
class _Both:
    """A value with both changes in it: as I want it where they disagree, and as the other does; and the paths where they do."""

    mine: Any
    theirs: Any
    clashes: list[KeyPath] = field(default_factory=list)


def _at_both(path: KeyPath, both: _Both) -> tuple[Any, Any]:
    found = []
    for value in (both.mine, both.theirs):
        for key in path:
            inside = key < len(value) if isinstance(value, list) and isinstance(key, int) else key in value
            value = value[key] if inside else REMOVED
        found.append(value)
    return found[0], found[1]


def _of_three(path: KeyPath, old: Any, mine: Any, theirs: Any) -> _Both:
    if mine in (theirs, old):
        return _Both(theirs, theirs)
    if theirs == old:
        return _Both(mine, mine)
    if path not in _WHOLE:
        if isinstance(mine, Mapping) and isinstance(theirs, Mapping) and not isinstance(old, str | list):
            return _of_mappings(path, {} if old is REMOVED else old, mine, theirs)
        if all(isinstance(each, list) or each is REMOVED for each in (old, mine, theirs)):
            lists = [[] if each is REMOVED else each for each in (old, mine, theirs)]
            if sum(map(len, lists)) <= MOST_LINES:
                both = _of_lists(path, *lists)
                return both if both.mine and both.theirs or REMOVED not in (mine, theirs) else _without_empty(both)
    return _Both(mine, theirs, [path])


def _without_empty(both: _Both) -> _Both:
    return _Both(both.mine or REMOVED, both.theirs or REMOVED, both.clashes)


def _of_mappings(path: KeyPath, old: Any, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> _Both:
    my, their, clashes = dict[str, Any](), dict[str, Any](), list[KeyPath]()
    for key in {**theirs, **mine}:
        before = _UNKNOWN if old is _UNKNOWN else old.get(key, REMOVED)
        both = _of_three((*path, key), before, mine.get(key, REMOVED), theirs.get(key, REMOVED))
        my |= {key: both.mine} if both.mine is not REMOVED else {}
        their |= {key: both.theirs} if both.theirs is not REMOVED else {}
        clashes += both.clashes
    return _Both(my, their, clashes)


def _of_lists(path: KeyPath, old: list[Any], mine: list[Any], theirs: list[Any]) -> _Both:
    """Items that either has added, changed or taken away; one that a change has and the other hasn't makes a clash of the whole."""
    my, their, clashes = list[Any](), list[Any](), list[KeyPath]()
    is_whole = False

    def taken(made: list[Any], item: Any) -> bool:
        """Is it there, and not there already, since both have added or moved it?"""
        if item is REMOVED or (item in made and max(mine.count(item), theirs.count(item)) == 1):
            return False
        made.append(item)
        return True

    for before, one, other in _rows(old, mine, theirs):
        both = _of_three((*path, len(my)), before, one, other)
        is_whole |= taken(my, both.mine) != taken(their, both.theirs)
        clashes += both.clashes
    return _Both(my, their, [path] if is_whole else clashes)


def _rows(old: list[Any], mine: list[Any], theirs: list[Any]) -> Iterator[tuple[Any, Any, Any]]:
    """Each item as it was and as both have it; what is new comes after what it stands behind, that of the other first."""
    ours, others = _matched(old, mine), _matched(old, theirs)
    my_new, their_new = _added(ours, mine), _added(others, theirs)
    for at in range(-1, len(old)):
        if at >= 0:
            yield old[at], *(new[match[at]] if at in match else REMOVED for new, match in ((mine, ours), (theirs, others)))
        yield from ((REMOVED, REMOVED, each) for each in their_new.get(at, ()))
        yield from ((REMOVED, each, REMOVED) for each in my_new.get(at, ()))


def _matched(old: list[Any], new: list[Any]) -> dict[int, int]:
    """Which of the new is which of the old: one that has nothing left of what it had is another."""
    found = matches([repr(each) for each in old], [repr(each) for each in new])
    return {one: other for one, other in found.items() if _is_same(old[one], new[other])}


def _is_same(one: Any, other: Any) -> bool:
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return any(key in other and other[key] == value for key, value in one.items())
    return type(one) is type(other)


def _added(match: Mapping[int, int], new: list[Any]) -> dict[int, list[Any]]:
    """The new items by the number of the old one that they stand behind; -1 for the first."""
    places = {number: at for at, number in match.items()}
    behind, found = -1, dict[int, list[Any]]()
    for number, each in enumerate(new):
        if number in places:
            behind = places[number]
        else:
            found.setdefault(behind, []).append(each)
    return found


def _with(file: str, text: str, values: Mapping[str, Any]) -> str:
    """A file's text with other values; what is the same stays as it is written."""
    if file.startswith("names/"):
        return "".join(f"{line}\n" for line in values[LINES])
    if file == "settings.yaml" and not values[HOURS_KEYS[1]]:
        values = {key: value for key, value in values.items() if key != HOURS_KEYS[1]}
    return rewritten(text, values, keys_of(file))
