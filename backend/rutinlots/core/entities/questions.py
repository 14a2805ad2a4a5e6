"""The questions of a mail, and which of them a reply speaks of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from rutinlots.core.kept import by_line
from rutinlots.core.sentences import sentences
from rutinlots.core.stems import stem

_LEAST_LETTERS, _LEAST_STEM, _ROOT = 4, 3, 5  # of a word, of its stem ("mätaren": "mät"), and what is compared
_MOST = 20  # questions; a mail with more is a list of something else
# How a question begins when it has no question mark.
_ASKS = re.compile(
    r"(?:(?:hej|hejsan|tjena|hallå|god ?dag|och|å|men|sen|sedan|dessutom|också|samt|en fråga till|min fråga är|frågan är)[,:!]? )*"
    r"(?:(?:jag|ja|vi) (?:undrar?|funderar (?:på|över) (?:om|hur|när|vad|varför|vilk\w+)|"
    r"(?:skulle vilja|vill|behöver|önskar) (?:\w+ )?(?:veta|besked|svar))|undrar|"
    r"(?:skulle(?: \w+)? vilja|vill|önskar|behöver) (?:\w+ )?(?:ha |få )?(?:veta|besked|svar)|"
    r"(?:vill|skulle) (?:jag|ja|vi) (?:\w+ ){0,2}veta|(?:undrar|funderar) (?:jag|ja|vi)|"
    r"(?:det )?(?:vore|är) (?:\w+ )?(?:att|om) (?:\w+ )?(?:få |ha )?(?:veta|besked)|tacksam (?:\w+ )?(?:besked|svar) om\b|"
    r"(?:berätta|förklara) (?:gärna |för mig )?(?:hur|när|vad|varför|om)\b|"
    r"(?!när (?:jag|ja|vi|ni|du|man|det|den|de|han|hon)\b)(?:hur|när|var|varför|va|vad|vem|vilken|vilket|vilka|vart)\b"
    r"(?! som helst| (?:bra|kul|roligt|fint|skönt|snällt|tråkigt|synd)\b)|"
    r"(?:kan|får|ska|måste|behöver|bör|går|finns|är|ä|e|har|gäller|stämmer|blir|kommer|tar) "
    r"(?:jag|ja|vi|ni|du|man|det|den|de|en|dom|någon|nån)\b|"
    r"(?:how|when|where|why|what|which|who|can|could|do|does|is|are|will|should|may) "
    r"(?:i|we|you|it|the|my|there|much|long|do|is|are)\b)",
    re.IGNORECASE,
)
# What stands before a question in a list; a list may say a question in fewer words.
_MARK = re.compile(r"(?:[-–—*•·]|\(?(?:\d{1,2}|[a-h])\)|fråga \d{1,2}[:.]?)\s+", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,2}\.")
_LEAST_WORDS, _LEAST_LISTED = 4, 3
# How a sentence goes on asking, after one that asked: "Likaså hur lång tid det tar", "Och om jag får ersättning".
_GOES_ON = re.compile(
    r"(?:(?:och|å|samt|plus|likaså|även|också|sen|sedan) )+(?:om (?:jag|ja|vi|ni|man|det|den)\b|"
    r"(?:hur|när|var|varför|va|vad|vem|vilken|vilket|vilka)\b)",
    re.IGNORECASE,
)
# Where a second question begins in the same sentence; tried once for each run of blanks, so that long runs cost linear time.
_JOINT = re.compile(
    r"(?<!\s)(?:\s*,)?\s+(?:och|å|samt|eller|dels)\s+"
    r"(?=(?:om (?:jag|ja|ni|vi|det|man)|hur|när|var|varför|va|vad|vem|vilken|vilket|vilka|how|when|where|what)\b)",
    re.IGNORECASE,
)
# Questions that newsletters and mail programs ask.
_FOOTER = re.compile(
    r"avregistrera|prenumer|nyhetsbrev|newsletter|unsubscribe|(?:läsa|ser|visa) (?:inte )?(?:mejlet|mailet|utskicket)\b|"
    r"\bvisste du att\b",
    re.I,
)
_LINK = re.compile(r"https?://|www\.", re.I)
# What no one wants an answer to.
_SCORN = re.compile(
    r"är ni (?:inte |helt )?kloka|vad (?:är|e) det (?:här |där )?för (?:\w+ )?(?:service|företag|stil|sätt|fasoner)|"
    r"skämtar (?:ni|du)|menar ni allvar|hur svårt (?:kan|ska) det vara|har ni (?:köpt|blivit tokiga)|är det meningen att man",
    re.I,
)
_TELLING = 10  # letters of a word that is a question by itself
_CLEAR = 8  # letters of a word that says what a question is about
_POINTS = re.compile(r"\b(?:det|den|dem|dessa|detta|denna|dit|där|då|it|that|them|this)\b", re.IGNORECASE)
# Words that say nothing of what a question is about.
_EMPTY = frozenset(
    """
    alla allt även antingen att av bara behöver ber bli blir blivit borde bra bör de del dem den denna dessa det detta dig din
    dina dit ditt du där därför då efter eftersom egentligen ej eller en er era ert ett fast finns fler flera fram från få får
    fått för före ge genom gjort gäller göra gör går gärna ha hade han har hej hejsan helst hit hjälp hjälpa hjälper hon hos
    hur här i igen ingen inget innan inte istället ja jag kan kanske komma kommer kommit kunna kunde kul lite lång långt man
    med mellan men mer mig min mina mitt mot mycket måste nej ni nog nu nya något någon några när nästa och ofta om oss på
    redan samma samt se sedan sen ser ska skall skulle skriva snälla som stämmer så svar tack ta tar till tog tycker under
    undrar undra upp ut utan vad var vara varför varit vart vem verkligen vet veta vi vid vidare vilka vilken vilket vill
    vilja vår våra vårt väldigt ändå är även über fråga frågan frågor funderar snart möjligt ellevio
    a about all am an and any are as at be been but by can could did do does for from get had has have how i if in is it just
    know like me much my need no not of on or our please should so that the their them there they this to us was we what when
    where which who why will with would you your hello thanks
    """.split()
)
_NUMBER = re.compile(r"\d+")
_WHEN = re.compile(r"\b(?:när|hur (?:länge|lång tid|snart)|vilken (?:tid|dag)|vilket datum|when|how long)\b", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:klockan|kl\.?|vecka|v\.?|den|inom|om|senast) \d|\d[.:]\d\d\b|"
    r"\b\d{1,2} (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)|"
    r"\b(?:i dag|idag|i morgon|imorgon|i natt|(?:mån|tis|ons|tors|fre|lör|sön)dag|today|tomorrow)|\d{4}-\d\d-\d\d|"
    r"\b(?:inom|om) (?:en|ett|två|tre|fyra|fem|sex|några) (?:dag|veck|månad|timm|minut)",
    re.IGNORECASE,
)
# "Vart ringer jag?" is answered by a number or an address, "Har ni fått den?" by a ja.
_WHERE_TO = re.compile(
    r"\b(?:ring(?:a|er)|nå(?:r|s)?|kontakta\w*|mejla\w*|maila\w*|skriver|vänder|felanmäl\w*|telefonnummer\w*|numret|call|contact|reach)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\b0\d{1,3}[- ]?\d(?:[ -]?\d){4,}|\w@\w|\bwww\.|\w\.se\b|https?://", re.IGNORECASE)
_YES_OR_NO = re.compile(
    r"(?:(?:hej|hejsan|och|men|sen|sedan|så)[,:!. ]+)*"
    r"(?:kan|får|fick|ska|skall|måste|behöver|behövs|bör|går|finns|är|var|har|hade|gäller|stämmer|blir|blev|kommer|kom|tar|"
    r"vill|räcker|kostar|betyder|ingår|can|could|do|does|did|is|are|was|will|has|have)\b",
    re.IGNORECASE,
)
_YES = re.compile(
    r"(?<!\S)(?:ja|jo|jodå|javisst|jadå|nej|nejdå|absolut|självklart|det stämmer|det går bra|yes|no)\b", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question, its place, the roots of the words that it is about, and its numbers.

    ``context`` is what the sentence before it is about, where a question says little by itself ("Kan ni byta den?").
    """

    start: int
    end: int
    text: str
    roots: tuple[str, ...]
    context: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def is_specific(self) -> bool:
        """Does it say by itself what it is about: with a word of some length, and nothing that refers back?"""
        words = (word for word in _words(self.text) if word not in _EMPTY)
        return any(len(word) >= _CLEAR for word in words) and not _POINTS.search(self.text)

    @property
    def asks_when(self) -> bool:
        """Does it ask for a time?"""
        return _WHEN.search(self.text) is not None

    @property
    def asks_whom(self) -> bool:
        """Does it ask whom to turn to?"""
        return _WHERE_TO.search(self.text) is not None

    @property
    def asks_whether(self) -> bool:
        """Can it be answered by yes or no?"""
        return _YES_OR_NO.match(self.text) is not None


def questions(text: str) -> Iterator[Question]:
    """The questions of a mail's own text, those without a question mark too; none that are about nothing."""
    count = 0
    before: tuple[str, ...] = ()
    asking = False  # did the sentence before ask something?
    numbered = False  # does a number that begins a point stand before the sentence?
    for start, end in sentences(text):
        if mark := _MARK.match(text, start, end):
            start = mark.end()
        sentence, is_point, numbered = text[start:end], bool(mark) or numbered, False
        if _NUMBERED.fullmatch(sentence):
            numbered = True
            continue
        if _FOOTER.search(sentence) or _is_link(sentence) or _SCORN.search(sentence):
            continue
        asking = _asks(sentence, asking, _LEAST_LISTED if is_point else _LEAST_WORDS)
        if not asking:
            before = _roots(sentence) or before
            continue
        for at, asked in _each(sentence):
            roots = _roots(asked)
            context, before = before, roots or before
            is_about = roots or (context and _WHEN.search(asked))  # "Hur lång tid tar det?" is about what came before
            if not is_about or (len(asked.split()) == 1 and not any(len(word) >= _TELLING for word in _words(asked))):
                continue  # "Hallå?"
            if len(roots) > 1:
                context = ()
            yield Question(
                start=start + at,
                end=start + at + len(asked),
                text=asked,
                roots=roots,
                context=context,
                numbers=tuple(_NUMBER.findall(asked)),
            )
            count += 1
            if count == _MOST:
                return


def _is_link(sentence: str) -> bool:
    """Does the sentence end in an address with a question mark, whose other end is in the next one?"""
    return sentence.endswith("?") and _LINK.search(sentence.rsplit(maxsplit=1)[-1]) is not None


def _asks(sentence: str, after_one: bool, least: int) -> bool:
    """Is a sentence a question? ``after_one`` says whether it follows one, ``least`` how many words it has without its mark."""
    if sentence.endswith("?"):
        return True
    begins = _ASKS.match(sentence) or (after_one and _GOES_ON.match(sentence))
    return bool(begins) and len(sentence.split()) >= least


def _each(sentence: str) -> Iterator[tuple[int, str]]:
    """The questions of one sentence ("Vad kostar bytet och när kommer montören?"), each with its place.

    One that says nothing of what it is about belongs to the other, and what ends in a colon leads up to them.
    """
    place = 0
    if joints := list(_JOINT.finditer(sentence)):
        edges = (0, *chain.from_iterable(joint.span() for joint in joints), len(sentence))
        # Each stretch, and each joint, is read once.
        telling = [bool(_roots(sentence[start:end])) for start, end in pairwise(edges)]
        last = max((index for index, tells in enumerate(telling) if tells), default=0)
        told = False  # is there anything since ``place``?
        for index, joint in enumerate(joints):
            told = told or telling[2 * index]
            if told and last > 2 * index + 1:
                if sentence[joint.start() - 1] != ":":
                    yield place, sentence[place : joint.start()]
                place, told = joint.end(), False
            else:
                told = told or telling[2 * index + 1]
    yield place, sentence[place:]


def touched(question: Question, reply: str, *, one_of_several: bool = False) -> bool:
    """Does a reply mention what the question is about, or the sentence before it if that helps?

    One root in common is enough, also inside a compound ("elmätare" and "mätaren"): a doubt is not to be a nuisance.
    """
    lowered, asked = reply.casefold(), question.text.casefold()
    roots = question.roots if one_of_several and question.is_specific else (*question.roots, *question.context)
    return (
        any(root in lowered for root in roots)
        or any(root in asked for line in reply.split("\n") for root in _roots_in(line))
        or bool(question.numbers and set(question.numbers) & set(_NUMBER.findall(reply)))
    )


def untouched(asked: Sequence[Question], reply: str) -> list[Question]:
    """The questions that a reply doesn't speak of.

    The only one that asks for a time is answered by any time, one that asks whom to turn to by a number or an address,
    and each yes or no that begins a sentence answers one question.
    """
    left = [question for question in asked if not touched(question, reply, one_of_several=len(asked) > 1)]
    if sum(question.asks_when for question in asked) == 1 and _TIME.search(reply):
        left = [question for question in left if not question.asks_when]
    if left and _CONTACT.search(reply):
        left = [question for question in left if not question.asks_whom]
    # A yes to a question that the reply speaks of is spent on it.
    said = 0
    if left:
        said = sum(_begins(reply, found.start()) for found in _YES.finditer(reply))
        said -= sum(each.asks_whether and each not in left for each in asked)
    for question in [question for question in left if question.asks_whether][: max(0, said)]:
        left.remove(question)
    return left


def _begins(text: str, place: int) -> bool:
    """Does a sentence or a line begin at a place?"""
    before = place
    while before and text[before - 1].isspace():
        before -= 1
    stopped = before < place and text[max(0, before - 1) : before] in tuple(".!?")
    return place == 0 or stopped or "\n" in text[before:place]


def _roots(sentence: str) -> tuple[str, ...]:
    stems = (stem(word) for word in _words(sentence) if word not in _EMPTY and len(word) >= _LEAST_LETTERS)
    return tuple(dict.fromkeys(root[:_ROOT] for root in stems if len(root) >= _LEAST_STEM))


_roots_in = by_line(_roots)


def _words(sentence: str) -> list[str]:
    return re.findall(r"[a-zà-öø-ÿ-]+", sentence.casefold())
