"""The company's signature under a mail: is it there, once, under the agent's first name?"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rutinlots.core.finding import Hit, Span
from rutinlots.core.reading import Reading

_SIGN_OFFS = (
    "med vänlig hälsning", "med vänliga hälsningar", "vänliga hälsningar", "vänlig hälsning", "mvh", "hälsningar",
    "bästa hälsningar", "varma hälsningar", "kind regards", "best regards", "regards", "sincerely", "med vennlig hilsen",
)  # fmt: skip


def detect(reading: Reading, parameters: Mapping[str, Any]) -> list[Hit]:
    """``fault`` is missing, twice, no-name or surname."""
    if reading.situation.draft is None or not reading.draft.own.text.strip():
        return []
    if "signature" not in reading.memo:
        settings = reading.facts.settings
        blocks = [tuple(map(_plain, block)) for block in (settings.signature, settings.signature_english) if block]
        reading.memo["signature"] = _lines(reading.draft.own.text, reading.draft.own.start), blocks
    return _FAULTS[parameters["fault"]](*reading.memo["signature"], reading)


Line = tuple[int, str]  # where it starts in the draft, and the line


def _lines(text: str, start: int) -> list[Line]:
    lines = []
    for line in text.split("\n"):
        if line.strip():
            lines.append((start + len(line) - len(line.lstrip()), line.strip()))
        start += len(line) + 1
    return lines


def _plain(line: str) -> str:
    return " ".join(line.casefold().replace("e-post:", "").replace("tel:", "").split()).strip(" .,")


def _count(lines: Sequence[Line], block: Sequence[str]) -> int:
    """How many of the block's lines stand in the text."""
    written = {_plain(line) for _, line in lines}
    return sum(1 for each in block if each in written)


def _best(lines: Sequence[Line], blocks: Sequence[Sequence[str]]) -> Sequence[str] | None:
    """The block that stands there (at least half of it), if any."""
    counted = [(_count(lines, block), block) for block in blocks]
    found, block = max(counted, key=lambda each: each[0] / len(each[1]))
    return block if found * 2 >= len(block) else None


def _missing(lines: Sequence[Line], blocks: Sequence[Sequence[str]], reading: Reading) -> list[Hit]:
    if _best(lines, blocks) is not None:
        return []
    company = reading.facts.settings.company.casefold()
    for start, line in reversed(lines):
        plain = _plain(line)
        if plain.endswith(" " + company) and plain.removesuffix(company).strip(" ,") in _SIGN_OFFS:
            return [Hit((Span("draft", start, start + len(line)),), values={"instead": f"”{line}”"})]
    return [Hit(values={"instead": "något annat"})]


def _twice(lines: Sequence[Line], blocks: Sequence[Sequence[str]], reading: Reading) -> list[Hit]:
    block = _best(lines, blocks)
    if block is None:
        return []
    seen: set[str] = set()
    repeated: list[Line] = []
    for start, line in lines:
        plain = _plain(line)
        key = "sign-off" if plain in _SIGN_OFFS else plain if plain in block else None
        if key in seen:
            repeated.append((start, line))
        elif key:
            seen.add(key)
    # One line twice may be an address in the text; two repeated lines are a signature.
    if len(repeated) < 2:
        return []
    start, (last, line) = repeated[0][0], repeated[-1]
    return [Hit((Span("draft", start, last + len(line)),))]


def _name(lines: Sequence[Line], block: Sequence[str]) -> Line | None:
    """The line above the block, unless it is the sign-off itself."""
    inside = [_plain(line) in block for _, line in lines] + [False]
    # A line of the block may stand in the text by itself; the block is where two follow each other.
    start = next((i for i in range(len(lines)) if inside[i] and inside[i + 1]), None)
    above = lines[start - 1] if start else None
    return above if above and _plain(above[1]) not in _SIGN_OFFS else None


def _no_name(lines: Sequence[Line], blocks: Sequence[Sequence[str]], reading: Reading) -> list[Hit]:
    block = _best(lines, blocks)
    if block is None:
        return []
    above = _name(lines, block)
    if above is not None and len(_bare(above[1]).split()) <= 4:
        return []
    name = reading.situation.agent.name.split()
    return [Hit(values={"name": name[0] if name else "ditt förnamn"})]


def _surname(lines: Sequence[Line], blocks: Sequence[Sequence[str]], reading: Reading) -> list[Hit]:
    block = _best(lines, blocks)
    above = _name(lines, block) if block else None
    if above is None:
        return []
    start, line = above
    words = _bare(line).split()
    surname = reading.situation.agent.name.split()[1:]
    if not 2 <= len(words) <= 4 or not (surname and words[-1].casefold() == surname[-1].casefold()):
        return []
    begin = start + line.index(words[0])
    return [Hit((Span("draft", begin, begin + len(" ".join(words))),), values={"name": words[0]})]


def _bare(line: str) -> str:
    """A line without a sign-off in front: "Mvh Sandra" is Sandra."""
    for sign_off in _SIGN_OFFS:
        if line.casefold().startswith((sign_off + " ", sign_off + ",")):
            return line[len(sign_off) :].strip(" ,")
    return line.strip(" ,/")


_FAULTS: Mapping[str, Callable[[Sequence[Line], Sequence[Sequence[str]], Reading], list[Hit]]] = {
    "missing": _missing,
    "twice": _twice,
    "no-name": _no_name,
    "surname": _surname,
}
