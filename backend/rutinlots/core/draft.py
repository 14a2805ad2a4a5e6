"""What the agent is writing, divided into greeting, opening, body, closing, signature and quote."""

from dataclasses import dataclass

_GREETINGS = ("hejsan", "hej", "hallå", "god morgon", "god dag", "hello", "dear", "hi", "bästa", "hei")
_SIGNATURES = ("med vänlig hälsning", "med vänliga hälsningar", "vänliga hälsningar", "mvh", "kind regards", "best regards")


@dataclass(frozen=True)
class Stretch:
    """``text`` is the characters from ``start`` to ``end`` (exclusive) of the whole; empty when they are equal."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Parts:
    """A draft's parts; a part that is missing is an empty stretch or None."""

    text: str
    greeting: Stretch | None
    greeting_name: Stretch | None
    greetings: tuple[Stretch, ...]
    opening: Stretch
    body: Stretch
    closing: Stretch
    signature: Stretch
    signer: str | None
    quote: Stretch
    own: Stretch


def split(text: str) -> Parts:
    """Divide a clean draft into its parts; offsets are code points into ``text``."""
    def stretch(start: int, end: int) -> Stretch:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Stretch(start, end, text[start:end])

    lines: list[tuple[int, str]] = []
    position = 0
    for line in text.split("\n"):
        lines.append((position, line))
        position += len(line) + 1
    quote = next((s for s, line in lines if line.startswith(">") or (line.rstrip().endswith(":") and "skrev" in line)), len(text))
    greeting = name = None
    after = 0
    for start, line in lines:
        if not line.strip() or start >= quote:
            continue
        indent = len(line) - len(line.lstrip())
        word = next((g for g in _GREETINGS if line.strip().casefold().startswith(g)), None)
        rest = line.strip()[len(word) :] if word else "x"
        if word and (not rest or not rest[0].isalnum()):
            cut = next((i for i, c in enumerate(rest) if c in ",!"), None)
            end = start + indent + len(word) + (len(rest) if cut is None else cut + 1)
            greeting = Stretch(start + indent, end, text[start + indent : end])
            named = stretch(start + indent + len(word), start + indent + len(word) + (len(rest) if cut is None else cut))
            name = named if named.text else None
            after = end
        break
    signature = next(
        (s for s, line in lines if after <= s < quote and line.strip().casefold().rstrip(",.!").startswith(_SIGNATURES)), quote
    )
    under = [line.strip() for line in text[signature:quote].split("\n")[1:] if line.strip()]
    body = stretch(after, signature)
    first = body.text.find("\n\n")
    return Parts(
        text=text, greeting=greeting, greeting_name=name, greetings=(greeting,) if greeting else (),
        opening=stretch(body.start, body.end if first < 0 else body.start + first), body=body,
        closing=Stretch(body.end, body.end, ""), signature=stretch(signature, quote), signer=under[0] if under else None,
        quote=stretch(quote, len(text)), own=stretch(0, quote),
    )
