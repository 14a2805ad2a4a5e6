"""What differs between two texts of a list of names, in words: what is added, what is gone, and what is never a name."""

from collections.abc import Iterable, Iterator, Sequence

from rutinlots.rule_files.matching import MOST_LINES, changed

NEVER = "Aldrig ett namn"
_AGAIN = "Får vara ett namn igen"
_ADDED, _GONE, _CHANGED, _NOTE = "Tillagt", "Borttaget", "Ändrat", "Anteckning"
_FEW = 3  # words that are named of each sort


def changed_names(before: str, after: str) -> Iterator[tuple[str, str, str]]:
    """Each place that differs, as label, lines before and lines after; one without lines where the list is too long to compare."""
    old, new = before.splitlines(), after.splitlines()
    if len(old) + len(new) > MOST_LINES:
        yield "Listan", "", ""
        return
    for i, j, k, m in changed(old, new):
        yield from _by_sort(old[i:j], new[k:m])


def names_in_short(before: str, after: str) -> str:
    """The words that are new or gone, the first of each sort."""
    words: dict[str, list[str]] = {}
    for label, old, new in changed_names(before, after):
        if label == _NOTE or not (old or new):
            words.setdefault(label, [])
            continue
        first, second = (NEVER, _AGAIN) if label == NEVER else (_ADDED, _GONE)
        for sort, some, others in ((first, new, old), (second, old, new)):
            if found := [each for each in _words(label, some) if each not in _words(label, others)]:
                words.setdefault(sort, []).extend(found)
    return "; ".join(f"{sort}: {_few(some)}" if some else sort for sort, some in words.items())


def _by_sort(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    for sort in ("", "-", "#"):
        one, other = ("\n".join(_of_sort(sort, lines)) for lines in (old, new))
        if one.strip() != other.strip():
            label = {"-": NEVER, "#": _NOTE}.get(sort) or (_CHANGED if one and other else _GONE if one else _ADDED)
            yield label, one, other


def _of_sort(sort: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        first = line.strip()[:1]
        if line.strip() and (first == sort or (not sort and first not in ("-", "#"))):
            yield line.strip().removeprefix(sort).strip()


def _words(label: str, lines: str) -> list[str]:
    """The words of lines: many stand on one in the longer lists; what is never a name has a line of its own."""
    return lines.splitlines() if label == NEVER else lines.split()


def _few(words: Sequence[str]) -> str:
    more = f" och {len(words) - _FEW} till" if len(words) > _FEW else ""
    return ", ".join(words[:_FEW]) + more


def spoken(line: str) -> str:
    """A line of the list as one would say it."""
    return f"{line[1:].strip()} ({NEVER.lower()})" if line.startswith("-") else line
