"""Scopes: the texts that a check can look in, by name."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from rutinlots.core.context import Context
from rutinlots.core.finding import Span
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.plain import Encoded
from rutinlots.core.rulefile.reader import MappingReader, choice


@dataclass(frozen=True)
class Passage:
    """A stretch of one text: ``start`` is where ``text`` begins in ``where``."""

    where: str
    start: int
    text: str

    @cached_property
    def encoded(self) -> Encoded:
        """The text as patterns are looked for in it; made once for all checks that look here."""
        return Encoded(self.text)

    def span(self, start: int, end: int) -> Span:
        """The span of a stretch of this passage."""
        return Span(self.where, self.start + start, self.start + end)


_MARK = "[”“„\"»’‘']"  # not «…»: so a template marks its fields
# What is before the mark is looked at after it, so that only marks are stopped at.
_SAID = re.compile(rf"{_MARK}(?<!\w{_MARK})([^”“„\"»«’‘'\n]{{2,300}})[”“\"«»’‘'](?!\w)")
# A name or number with crosses in it, and with crosses alone the word before: "XX-12", "Anna XX".
_CROSSED = re.compile(r"(?<![\w/.-])[\w/.-]*?xx[\w/.-]*(?<!\.)", re.IGNORECASE)
_ONLY_CROSSES = re.compile(r"[x/.-]+", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"[^\W_]{1,30}[^\w\n]{1,3}$")
_NEAR = 33  # characters
_BRACKETED = re.compile(r"\[[^\[\]\n]{1,120}\]|<[^<>\n]{1,120}>|(?<!\{)\{[^{}\n]{1,120}\}(?!\})")
# In brackets, a word that templates leave for the agent to fill in: the customer may have quoted it out of a mail of ours.
_FIELD = re.compile(
    r"\W*(?:(?:\w+[ -])?\w*(?:datum(?:et)?|belopp(?:et)?|namn(?:et)?|adress(?:en)?|nummer|numret|nr)|"
    r"(?:veckod|d)ag(?:en)?|tid(?:en)?|klockslag(?:et)?|summan?|pris(?:et)?|ort|id|period(?:en)?|månad(?:en)?|vecka|år|antal(?:et)?|"
    r"orsak(?:en)?|anledning|länk(?:en)?|telefon|mobil|mejl|mail|e-?post|bolag(?:et)?|elhandlare|kund(?:en)?|text(?:en)?|x+|n+|"
    r"(?:\w+ )?(?:date|name|number|amount|time|address|reason|link))\W*",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    r"\W*(?:ange|välj|fyll|skriv|infoga|lägg|ta bort|om|vid|för|alternativ|alt|kund\w*|insert|choose|fill)\b", re.IGNORECASE
)
_SEVERAL = re.compile(r"[ \d]")
_FEWEST_SAID = 3  # words of a quotation with brackets of the agent's own in it
_MOST_SAID = 40  # quotations, names with crosses or files that are looked up
_SHORTEST_FILE = 4  # letters: "a.pdf"; anything shorter is no name of a file
_FILL = "·"
_AGAIN = re.compile(r"\b(?:igen|again)\b", re.I)  # "Hej igen Anna!" goes on where the first text ended


def _stretch(name: str, context: Context) -> list[Passage]:
    """A part of the draft, by its name there."""
    stretch = getattr(context.draft, name)
    return [Passage("draft", stretch.start, stretch.text)] if stretch is not None and stretch.text else []


def _written(context: Context) -> list[Passage]:
    """What the agent wrote, without signature, quoted history and the names of the customer's files."""
    if context.situation.draft is None:
        return []
    parts = context.draft
    edges = [parts.own.start, *(edge for each in parts.signatures for edge in (each.start, each.end)), parts.own.end]
    # A signature may also be above the text, when that was inserted below it.
    spoken, first = _without_their_files(parts.spoken.text, context), parts.spoken.start
    pieces = [
        Passage("draft", start, spoken[start - first : end - first]) for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]
    return [piece for piece in pieces if piece.text.strip()] or pieces[:1]


def _all(context: Context) -> list[Passage]:
    """All of the draft, the signature too, but neither quoted history nor what the customer wrote: see the two below."""
    own = context.draft.spoken
    text = _without_their_crosses(_without_their_brackets(_without_their_words(own.text, context), context), context)
    return [Passage("draft", own.start, text)] if text else []


def _without_their_files(text: str, context: Context) -> str:
    """The text with a dot for each letter of a name that a file from the customer has."""
    files = {file.name for message in context.conversation if message.direction == "in" for file in message.attachments}
    for name in sorted(files, key=len, reverse=True)[:_MOST_SAID]:
        if len(name) > _SHORTEST_FILE and name in text:
            text = text.replace(name, _FILL * len(name))
    return text


def _without_their_words(text: str, context: Context) -> str:
    """The text with a dot for each letter of a quotation that stands word for word in a mail from the customer.

    The agent may have put in words in brackets: "de [montörerna] kom aldrig".
    """

    def filled(said: re.Match[str]) -> str:
        pieces = [piece.strip() for piece in _BRACKETED.split(said[1])]
        if len(pieces) > 1 and (sum(len(each.split()) for each in pieces) < _FEWEST_SAID or _is_field(said[1])):
            pieces = [said[1].strip()]
        sought = [rf"(?<!\w){re.escape(each.casefold())}(?!\w)" for each in pieces if each]
        theirs = sought and all(re.search(each, context.once(_their_texts)) for each in sought)
        return said[0][0] + re.sub(r"\S", _FILL, said[1]) + said[0][-1] if theirs else said[0]

    return _SAID.sub(filled, text, count=_MOST_SAID)


def _without_their_brackets(text: str, context: Context) -> str:
    """The text with a dot for each letter in brackets that the customer wrote first: "[SYNC ERROR]" of an app.

    Also what they quote, like "[Justering]" of an invoice; but of that, and of single words, nothing that a template may have left.
    """
    if not any(map(text.__contains__, "[<{")):
        return text
    theirs = [parts for message, parts in zip(context.conversation, context.messages, strict=True) if message.direction == "in"]

    def filled(found: re.Match[str]) -> str:
        said = found[0].casefold()
        if _SEVERAL.search(said) and any(found[0] in each.own for each in theirs):
            return _FILL * len(found[0])
        if _is_field(said) or _INSTRUCTION.match(said) or any(found[0] in each for each in context.knowledge.templates.values()):
            return found[0]
        return _FILL * len(found[0]) if said in context.once(_their_texts) else found[0]

    return _BRACKETED.sub(filled, text, count=_MOST_SAID)


def _their_texts(context: Context) -> str:
    """The customer's mails, with what they quote, in lower case."""
    pairs = zip(context.conversation, context.messages, strict=True)
    return "\n".join(parts.text for message, parts in pairs if message.direction == "in").casefold()


def _is_field(said: str) -> bool:
    """Has a text brackets with nothing in them but what a template asks the agent for: [datum]?"""
    return any(_FIELD.fullmatch(each) for each in _BRACKETED.findall(said))


def _without_their_crosses(text: str, context: Context) -> str:
    """The text with a dot for each letter of what has crosses in it and was written by the customer first."""

    def filled(crossed: re.Match[str]) -> str:
        sought = crossed[0]
        if _ONLY_CROSSES.fullmatch(sought):
            before = _WORD_BEFORE.search(text[max(0, crossed.start() - _NEAR) : crossed.start()])
            sought = f"{before[0]}{sought}" if before else ""
        theirs = sought and any(
            message.direction == "in" and re.search(rf"(?<!\w){re.escape(sought)}(?!\w)", parts.own, re.IGNORECASE)
            for message, parts in zip(context.conversation, context.messages, strict=True)
        )
        return _FILL * len(crossed[0]) if theirs else crossed[0]

    if "xx" not in text.lower():  # most have none, and the pattern stops at every word
        return text
    return _CROSSED.sub(filled, text, count=_MOST_SAID)


def _extra_greetings(context: Context) -> list[Passage]:
    """Greetings after the first one, also one that a text below the signature brought along."""
    parts = context.draft
    below = [each for each in parts.greetings_below if not _AGAIN.search(each.text)]
    return [Passage("draft", each.start, each.text) for each in (*parts.greetings[1:], *below)]


def _subject(context: Context) -> list[Passage]:
    draft, ticket = context.situation.draft, context.situation.ticket
    if not draft or not draft.subject:
        return []
    asked = draft.kind != "new" and bool(ticket and ticket.conversation and ticket.conversation[0].direction == "in")
    theirs = ticket.subject.strip() if ticket and asked else ""
    ours = draft.subject.removesuffix(theirs)  # "Re: "
    return [Passage("subject", 0, ours + _FILL * (len(draft.subject) - len(ours)))]


def _new_subject(context: Context) -> list[Passage]:
    draft = context.situation.draft
    return _subject(context) if draft and draft.kind == "new" else []


def _sent(context: Context) -> list[Passage]:
    """Every mail from us in the thread."""
    ticket = context.situation.ticket
    if ticket is None:
        return []
    return [
        Passage(f"conversation/{index}", 0, parts.text)
        for index, (message, parts) in enumerate(zip(ticket.conversation, context.messages, strict=True))
        if message.direction == "out"
    ]


SCOPES: dict[str, Callable[[Context], list[Passage]]] = {
    "draft": lambda context: context.once(_written),
    "draft.all": lambda context: context.once(_all),
    "draft.greeting": partial(_stretch, "greeting"),
    "draft.extra-greetings": _extra_greetings,
    "draft.opening": partial(_stretch, "opening"),
    "draft.body": partial(_stretch, "body"),
    "draft.subject": _subject,
    "draft.new-subject": _new_subject,
    "thread.out": _sent,
}


def read_scopes(reader: MappingReader) -> Callable[[Context], list[Passage]]:
    """Read ``in``: one scope or a list of them. :raises RuleFileError: for an unknown scope."""
    named = reader.raw("in")
    if isinstance(named, str):
        return SCOPES[choice(named, SCOPES, reader.at("in"))]
    chosen = [SCOPES[name] for name in reader.some_of("in", SCOPES)]
    if not chosen:
        raise RuleFileError(reader.at("in"), "”in” är tom: skriv minst en plats")
    return lambda context: [passage for place in chosen for passage in place(context)]
