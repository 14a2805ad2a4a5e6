"""The company's signature under a mail: is it there, once, under the agent's first name?"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rutinlots.core.finding import Hit, Span
from rutinlots.core.reading import Reading

_LONGEST = 100  # characters of a line in a signature
_SIGN_OFFS = (
    "med vänlig hälsning", "med vänliga hälsningar", "vänliga hälsningar", "vänlig hälsning", "mvh", "hälsningar",
    "bästa hälsningar", "varma hälsningar", "kind regards", "best regards", "regards", "sincerely", "med vennlig hilsen",
)  # fmt: skip


def detect(reading: Reading, parameters: Mapping[str, Any]) -> list[Hit]:
    """``fault`` is missing, twice, no-name or surname."""
    if reading.situation.draft is None or not reading.draft.own.text.strip():
        return []
    if "signature" not in reading.memo:
        reading.memo["signature"] = _seen(reading)
    return _FAULTS[parameters["fault"]](reading.memo["signature"], reading)


class Line(NamedTuple):
    """A line of the draft: where it starts, what it says, and that without what doesn't matter ("" if it is long)."""

    start: int
    text: str
    plain: str


class Seen(NamedTuple):
    """The draft's lines and the signature block that stands among them (at least half of it), if any."""

    lines: Sequence[Line]
    block: Collection[str] | None


def _seen(reading: Reading) -> Seen:
    lines = list(_lines(reading.draft.own.text, reading.draft.own.start))
    written = {line.plain for line in lines}
    settings = reading.facts.settings
    blocks = [{_plain(line) for line in block} for block in (settings.signature, settings.signature_english) if block]
    best = max(blocks, key=lambda block: len(block & written) / len(block))
    return Seen(lines, best if len(best & written) * 2 >= len(best) else None)


def _lines(text: str, start: int) -> Iterator[Line]:
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            begin = start + len(line) - len(line.lstrip())
            yield Line(begin, stripped, _plain(stripped) if len(stripped) <= _LONGEST else "")
        start += len(line) + 1


def _plain(line: str) -> str:
    return " ".join(line.casefold().replace("e-post:", "").replace("tel:", "").split()).strip(" .,")


def _missing(seen: Seen, reading: Reading) -> list[Hit]:
    if seen.block is not None:
        return []
    company = reading.facts.settings.company.casefold()
    for start, text, plain in reversed(seen.lines):
        if plain.endswith(" " + company) and plain.removesuffix(company).strip(" ,") in _SIGN_OFFS:
            return [Hit((Span("draft", start, start + len(text)),), values={"instead": f"”{text}”"})]
    return [Hit(values={"instead": "något annat"})]


def _twice(seen: Seen, reading: Reading) -> list[Hit]:
    if seen.block is None:
        return []
    met: set[str] = set()
    repeated: list[Line] = []
    for line in seen.lines:
        key = "sign-off" if line.plain in _SIGN_OFFS else line.plain if line.plain in seen.block else None
        if key in met:
            repeated.append(line)
        elif key:
            met.add(key)
    # One line twice may be an address in the text; two repeated lines are a signature.
    if len(repeated) < 2:
        return []
    return [Hit((Span("draft", repeated[0].start, repeated[-1].start + len(repeated[-1].text)),))]


def _name(seen: Seen) -> Line | None:
    """The line above the block, unless it is the sign-off itself."""
    inside = [seen.block is not None and line.plain in seen.block for line in seen.lines] + [False]
    # A line of the block may stand in the text by itself; the block is where two follow each other.
    start = next((i for i in range(len(seen.lines)) if inside[i] and inside[i + 1]), None)
    above = seen.lines[start - 1] if start else None
    return above if above and above.plain not in _SIGN_OFFS else None


def _no_name(seen: Seen, reading: Reading) -> list[Hit]:
    if seen.block is None:
        return []
    above = _name(seen)
    if above is not None and len(_bare(above.text).split()) <= 4:
        return []
    name = reading.situation.agent.name.split()
    return [Hit(values={"name": name[0] if name else "ditt förnamn"})]


def _surname(seen: Seen, reading: Reading) -> list[Hit]:
    above = _name(seen)
    if above is None:
        return []
    words = _bare(above.text).split()
    surname = reading.situation.agent.name.split()[1:]
    if not 2 <= len(words) <= 4 or not (surname and words[-1].casefold() == surname[-1].casefold()):
        return []
    begin = above.start + above.text.index(words[0])
    return [Hit((Span("draft", begin, begin + len(" ".join(words))),), values={"name": words[0]})]


def _bare(line: str) -> str:
    """A line without a sign-off in front: "Mvh Sandra" is Sandra."""
    for sign_off in _SIGN_OFFS:
        if line.casefold().startswith((sign_off + " ", sign_off + ",")):
            return line[len(sign_off) :].strip(" ,")
    return line.strip(" ,/")


_FAULTS: Mapping[str, Callable[[Seen, Reading], list[Hit]]] = {
    "missing": _missing,
    "twice": _twice,
    "no-name": _no_name,
    "surname": _surname,
}
