"""Which of a sender's lines are the signature, and where below it the sender's own words go on."""

from collections.abc import Sequence
from dataclasses import dataclass

from rutinlots.core.mail.boilerplate import is_contact_talk, is_furniture, is_legal
from rutinlots.core.mail.ending.contact import is_device_line
from rutinlots.core.mail.ending.signoff import SignOff, sign_offs
from rutinlots.core.mail.history.finder import Range
from rutinlots.core.mail.lines import Line
from rutinlots.core.mail.words import SENTENCE_WORDS

_POSTSCRIPT = ("ps ", "ps.", "ps:", "ps,", "ps!", "p.s", "obs ", "obs!", "obs:", "obs.", "nb:", "nb!", "n.b")
_SENTENCE = 4  # words that one has at least, without a question mark
_LONG = 400  # characters of a paragraph that are looked at
_PERSONAL = frozenset(
    """
    jag vi mig min mitt mina oss vår vårt våra ni er i my me we our you your jeg vi meg ich wir mein minä glömde förresten
    """.split()
) - {"i", "er"}  # fmt: skip
_ASKING = frozenset(
    """
    när hur vad var vilken vilket vilka varför vem kan har får ska är går finns stämmer behöver måste kommer blir gäller
    when how what where which why who can could do does is are have has will når hvordan hva hvad hvor kan wann wie was
    """.split()
)


@dataclass(frozen=True)
class Signed:
    """``own`` are the stretches before and after the signature, ``signature`` those that it is made of."""

    own: tuple[Range, ...]
    signature: tuple[Range, ...]
    name: str | None


def signed(lines: Sequence[Line], start: int, end: int) -> Signed:
    """Part what a sender wrote from ``start`` to ``end`` (whose lines these are) into own words and signature."""
    found = sign_offs(lines)
    if not found:
        return Signed(((start, end),), (), None)
    name = next((each.name for each in found if each.name), None)
    own: list[Range] = [(start, found[0].start)]
    signature: list[Range] = []
    place, resumed = found[0].start, False
    for index, stop in _paragraphs(lines, found):
        goes_on = _resumes(lines, index, stop, follows=resumed)
        if goes_on != resumed:
            border = lines[index].start
            (own if resumed else signature).append((place, border))
            place, resumed = border, goes_on
    (own if resumed else signature).append((place, end))
    return Signed(tuple(own), tuple(signature), name)


def _paragraphs(lines: Sequence[Line], found: Sequence[SignOff]) -> list[tuple[int, int]]:
    """The paragraphs below the first place where the mail is signed, as first line and the line after the last.

    One also begins where a line begins like a postscript, asks something, or signs again.
    """
    signs = {each.index for each in found[1:]}
    paragraphs: list[tuple[int, int]] = []
    begins: int | None = None
    for index in range(found[0].index + 1, len(lines)):
        text = lines[index].text
        if begins is not None and (not text or index in signs or _is_postscript(text) or is_device_line(text) or _asks(text)):
            paragraphs.append((begins, index))
            begins = None
        if text and begins is None:
            begins = index
    if begins is not None:
        paragraphs.append((begins, len(lines)))
    # What stands directly below the closing is the name, unless it says otherwise.
    return paragraphs


def _is_postscript(text: str) -> bool:
    return text.casefold().startswith(_POSTSCRIPT) or text == "PS"


def _asks(text: str) -> bool:
    words = text.casefold().split()
    return text.endswith("?") and len(words) >= 3 and words[0].strip(",") in _ASKING and not is_legal(text)


def _resumes(lines: Sequence[Line], index: int, stop: int, *, follows: bool) -> bool:
    """Is a paragraph below the signature the sender's own text? In doubt it is: a slogan that is read does less harm than
    a question that isn't."""
    text = " ".join(line.text for line in lines[index:stop] if line.text)[:_LONG]
    first = lines[index].text
    if is_device_line(first) or is_furniture(text):
        return False
    if _is_postscript(first) or _asks(first):
        return True
    words = [word.strip(".,;:!?\"'()").casefold() for word in text.split()]
    if "@" in text and len(words) < 2 * _SENTENCE:
        return False
    if not follows and index and not lines[index - 1].text and _is_sentence(text, words):
        return True
    return follows and (_is_sentence(text, words) or (len(words) > 1 and not _is_card(text)))


def _is_sentence(text: str, words: Sequence[str]) -> bool:
    small = sum(word[0].islower() for word in text.split())
    if len(words) < _SENTENCE or 2 * small < len(words):
        return False
    personal = bool(_PERSONAL & set(words))
    asks = "?" in text and (personal or words[0] in _ASKING)
    if is_contact_talk(text) and not asks:
        return False
    return asks or ((text[-1] in ".!?" or personal) and bool(SENTENCE_WORDS & set(words)))


def _is_card(text: str) -> bool:
    """A line with a number or an address, as on a business card."""
    return sum(map(str.isdigit, text)) >= 5 or "@" in text or is_contact_talk(text)
