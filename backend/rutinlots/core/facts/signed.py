"""How the agent's own text is signed: its lines, the company's signature among them, and the name above it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from rutinlots.core.context import Context
from rutinlots.core.kept import by_line
from rutinlots.core.mail.ending.closing import after_closing
from rutinlots.core.mail.ending.farewell import is_farewell

_LABEL = re.compile(r"(?:tel(?:efon|\.)?|e-?post|mejl|mail|webb|phone|e-?mail):? ?|https?://")  # in lower case, thrice as fast
_BETWEEN = re.compile(r"[|•·,\t]")
MOST_NAME_WORDS = 4
_OURSELVES = frozenset(
    "ab kundservice kundtjänst kundcenter kundsupport elnät team teamet vi alla på hos från customer service".split()
)
_DASHED = re.compile(r"(?://?|\\\\?|~|[-–—] ?) ?(?=[^\W\d_])")  # "//Ellevio", "- Sandra"
_DASHED_AT_END = re.compile(r"(?<=[.!?)])[ \t]+(?=//? ?[^\W\d_])")  # "Ha en fin dag! //Ellevio"
_POSTAL = re.compile(r"(?:box|c/o|fe) ?\d|\d{3} ?\d{2} [^\W\d]", re.IGNORECASE)
_REACHES_US = re.compile(r"@|\d{3}|www\.", re.IGNORECASE)  # a signature also says who we are
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_MOST_ABOVE = 4  # lines above the block that may hold the agent's name
_SHORT = 6  # words; a longer line is a sentence, which may only end with the name
_LONGEST_LINE = 120  # characters of a line in a signature


class Line(NamedTuple):
    """A line that says something: where it starts in the draft, its text, and the plain pieces that it is made of."""

    start: int
    text: str
    pieces: frozenset[str]

    @property
    def end(self) -> int:
        """Its end in the draft."""
        return self.start + len(self.text)


class Signed(NamedTuple):
    """A draft's lines, the company's signatures (Swedish and English) in plain pieces, and the one that is there."""

    lines: Sequence[Line]
    blocks: Sequence[Sequence[str]]
    block: Sequence[str] | None


def read_signed(context: Context) -> Signed:
    """What the draft's own text has of the company's signature."""
    settings = context.knowledge.settings
    blocks = [_plain_block(block) for block in (settings.signature, settings.signature_english) if block]
    own, is_quoted = context.draft.own, context.draft.is_quoted
    said = [line for line in _lines(own.text, own.start) if not is_quoted(line.start, line.end)]
    lines = _told_apart(_parted(said, context), blocks)
    return Signed(lines, blocks, _best(lines, blocks))


def after_sign_off(text: str, context: Context) -> str | None:
    """The name that follows a closing phrase or a slash; "" when nothing does, None for any other line."""
    after = after_closing(text)
    return _dashed(text, context) if after is None else after


def is_company(text: str, context: Context) -> bool:
    """Does the line sign with nothing but ourselves: "Ellevio", "Kundtjänst Ellevio"?"""
    words = {word.strip(".,") for word in text.casefold().split()}
    return context.knowledge.settings.company.casefold() in words and words - _OURSELVES <= {
        context.knowledge.settings.company.casefold()
    }


def is_name(text: str, context: Context) -> bool:
    """Can the line be the agent's name?"""
    words = text.strip(" ,/").split()
    if not 1 <= len(words) <= MOST_NAME_WORDS or text[-1] in ".!?:" or is_farewell(text):
        return False
    agent = context.situation.agent.name.casefold().split()
    folded = [word.strip(",").casefold() for word in words]
    if folded[0] in agent:
        return True
    ours = (context.knowledge.settings.company.casefold(), "kundservice", "kundtjänst", "teamet")
    if len(words) > 1 and folded[1] in ("på", "från", "hos"):  # "Sandra på Ellevio"
        return words[0][0].isupper() and folded[0] not in ours
    if ours[0] in folded or folded[0] in ours:
        return False
    return all(word[0].isupper() or word[0] in "(&" for word in words)


def name_above(lines: Sequence[Line], block: Sequence[str], context: Context) -> tuple[Line, str] | None:
    """The line above the block that holds the agent's name, and the name."""
    start = _block_start(lines, block)
    if not start:
        return None
    pieces = map(str.strip, _BETWEEN.split(lines[start].text))
    lead = next((piece for piece in pieces if after_closing(piece) != ""), "")  # "Sandra, Kundservice", "Mvh, Sandra, Kundservice"
    if _plain(lead) not in block and is_name(lead, context):
        return lines[start], lead
    above = lines[start - 1]
    rest = after_closing(above.text)
    name = above.text.strip(" ,/") if rest is None else rest.strip(" ,/")
    return (above, name) if name and is_name(name, context) else None


def is_signed_above(lines: Sequence[Line], block: Sequence[str], context: Context) -> bool:
    """Is there a name above the block, with a title or a drawn line below it: the agent's own, or any after a closing phrase?"""
    agent, greeting = context.situation.agent.name.casefold().split(), context.draft.greeting
    start, named = _block_start(lines, block) or 0, False
    for line in reversed(lines[max(0, start - _MOST_ABOVE) : start]):
        if greeting is not None and line.start <= greeting.end:
            return False  # the customer's name
        rest = after_closing(line.text)
        words = _WORD.findall((rest or line.text)[-_LONGEST_LINE:])
        folded = [word.casefold() for word in words]
        is_short = 0 < len(words) <= _SHORT
        if agent and agent[0] in folded and (is_short or folded[-1] == agent[0]):
            return True
        named = named or (is_short and line.text[-1] not in "!?:" and _is_given(words, context))
        if rest is not None:
            return named
    return False


def _told_apart(lines: list[Line], blocks: Sequence[Sequence[str]]) -> list[Line]:
    """The lines, where what the text only tells above the signature, how to reach us or where to write, is no part of one."""
    ours = frozenset(piece for block in blocks for piece in block)
    numbered = groupby(enumerate(lines), lambda each: bool(each[1].pieces & ours))
    stretches = [[index for index, _ in group] for inside, group in numbered if inside]
    last = max((place for place, stretch in enumerate(stretches) if len(stretch) > 1), default=0)  # below it may be odd lines
    for stretch in stretches[:last]:
        above = lines[stretch[0] - 1].text if stretch[0] else ""
        listed = all(_REACHES_US.search(lines[index].text) for index in stretch)
        if listed or (above.endswith(":") and after_closing(above) is None) or _POSTAL.match(lines[stretch[-1] + 1].text):
            for index in stretch:
                lines[index] = lines[index]._replace(pieces=frozenset())
    return lines


@lru_cache(64)
def _plain_block(block: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_plain, block))


def _parted(lines: Sequence[Line], context: Context) -> list[Line]:
    """The lines, with a sign-off at the end of one as a line of its own."""
    parted: list[Line] = []
    for line in lines:
        if "/" not in line.text:  # few have one
            parted.append(line)
            continue
        cut = next((each for each in _DASHED_AT_END.finditer(line.text) if _dashed(line.text[each.end() :], context)), None)
        if cut is None:
            parted.append(line)
        else:
            parted.append(Line(line.start, line.text[: cut.start()], frozenset()))
            parted.append(Line(line.start + cut.end(), line.text[cut.end() :], line.pieces & {_plain(line.text[cut.end() :])}))
    return parted


def _dashed(text: str, context: Context) -> str | None:
    """The name in a sign-off that is only a slash or a dash and ourselves: the agent's first name, or the company."""
    if len(text) > _LONGEST_LINE or (mark := _DASHED.match(text)) is None:
        return None
    name = text[mark.end() :].strip(" ,/")
    agent = context.situation.agent.name.casefold().split()
    words = name.casefold().split()
    mine = bool(agent and words) and words[0] == agent[0] and (words[1:] == agent[1:] or len(words) == 1)
    return name if mine or is_company(name, context) else None


def _lines(text: str, start: int) -> list[Line]:
    lines = []
    for line in text.split("\n"):
        if bare := line.strip():
            lines.append(Line(start + len(line) - len(line.lstrip()), bare, _pieces(bare)))
        start += len(line) + 1
    return lines


@by_line
def _pieces(line: str) -> frozenset[str]:
    return frozenset(map(_plain, {line, *_BETWEEN.split(line)})) if len(line) <= _LONGEST_LINE else frozenset()


def _plain(piece: str) -> str:
    """A piece of a signature as it is compared: without its label, and of a number only the digits."""
    bare = _LABEL.sub("", " ".join(piece.casefold().split())).strip(" .,/")
    if any(map(str.isalpha, bare)):
        return bare
    digits = "".join(filter(str.isdigit, bare))
    return digits if len(digits) > 6 else bare


def _best(lines: Sequence[Line], blocks: Sequence[Sequence[str]]) -> Sequence[str] | None:
    """The block that is there (at least half of it), if any. A line that several have says nothing of a part of one."""
    written = frozenset().union(*(line.pieces for line in lines))
    found, block = max(((sum(map(written.__contains__, block)), block) for block in blocks), key=lambda e: e[0] / len(e[1]))
    if found < len(block) and written.isdisjoint(set(block).difference(*(other for other in blocks if other is not block))):
        return None
    return block if found * 2 >= len(block) else None


def _block_start(lines: Sequence[Line], block: Sequence[str]) -> int | None:
    """The index of the block's first line.

    A single line of the block may occur in the text; the block is two lines in a row, or two parts in one line.
    """
    inside = [bool(line.pieces & set(block)) for line in lines] + [False]
    many = [len(line.pieces & set(block)) > 1 for line in lines]
    return next((i for i in range(len(lines)) if inside[i] and (inside[i + 1] or many[i])), None)


def _is_given(words: Sequence[str], context: Context) -> bool:
    """Do the words begin with a common given name, and not go on with ourselves?"""
    names, first = context.knowledge.names, words[0]
    known = first[0].isupper() and names.rank(first) == "common" and not names.is_word(first)
    return known and not is_company(" ".join(words[1:]), context)
