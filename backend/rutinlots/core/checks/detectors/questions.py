"""The questions in the customer's mails that wait for an answer."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.entities.questions import Question, questions, touched, untouched
from rutinlots.core.finding import Hit, Span, shown
from rutinlots.core.sentences import sentences

_LONGEST = 90  # characters of a question shown in the panel
_SHORT, _FEW = 300, 3  # characters of a mail that is read at a glance, and questions in it
_LIST_MARK = " \t-–•*"

_HELLO = re.compile(r"^(?:hej|hejsan|tjena|hallå|god ?dag|hello|hi)(?: på er| igen| again)?[,!. ]\s*", re.IGNORECASE)

_A_STATEMENT = 4  # words that a sentence has at least to answer anything
_COURTESY = re.compile(
    r"(?:stort |varmt |tusen )?tack|(?:vad|så) (?:bra|roligt|kul|fint|trevligt|snällt|tråkigt|synd|skönt|ledsamt)|"
    r"(?:det är |jag |vi )?(?:förstår|beklagar|ber om ursäkt|hoppas|önskar)|förlåt|(?:hör|återkom|kontakta) (?:gärna|av dig)|"
    r"(?:du|ni) är (?:varmt |alltid |så )?välkom|varmt välkom|ha (?:en|det)|trevlig|thank|i hope|you are welcome",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:om|ändras|blir|skulle) (?:det|den|de)\b|då\b", re.IGNORECASE)  # about the sentence before

PARAMETERS = {"which": ("several", "untouched")}


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """The questions of the mails that wait for an answer.

    :param parameters: ``which``: several (all of them, when there are at least two) or untouched (those the draft does
        not speak of, where it speaks of others and says nothing else).
    """
    asked = context.of_thread("questions", lambda: _asked(context))
    evident = False
    if parameters["which"] == "several":
        asked = asked if len(asked) > 1 else []
        evident = len(asked) <= _FEW and sum(len(context.messages[index].own) for index in context.waiting) <= _SHORT
    else:
        asked = [(index, question) for index, question in asked if question.roots]
        written = context.draft.body.text
        if context.situation.draft is None or not written.strip():
            return []
        left = set(untouched([question for _, question in asked], written))
        # Speaking of none of them, a reply answers in other words, asks something itself or says that one will return.
        answered = [question for _, question in asked if question not in left]
        forgotten = 0 < len(answered) < len(asked) and not _says_more(written, answered)
        asked = [(index, question) for index, question in asked if question in left] if forgotten else []
    return [
        Hit(
            spans=(Span(f"conversation/{index}", *context.messages[index].in_text(each.start, each.end)),),
            values={"question": f"”{shown(_short(each.text))}”"},
            evident=evident,
        )
        for index, each in asked
    ]


def _says_more(written: str, answered: Sequence[Question]) -> bool:
    """Is there a statement about none of the answered questions? It may answer another one in other words."""
    return any(
        len(said.split()) >= _A_STATEMENT
        and not _COURTESY.match(said)
        and not _GOES_ON.match(said)
        and not said.endswith("?")
        and not any(touched(question, said) for question in answered)
        for said in (written[start:end] for start, end in sentences(written))
    )


def _asked(context: Context) -> list[tuple[int, Question]]:
    """Each question with the index of its mail; one that is asked again is asked once."""
    asked: dict[str, tuple[int, Question]] = {}
    for index in context.waiting:
        for question in questions(context.messages[index].own):
            asked[question.text.casefold()] = (index, question)
    return list(asked.values())


def _short(text: str) -> str:
    """A question as it is quoted in a sentence: without greeting and full stop, and not too long."""
    text = _HELLO.sub("", text.lstrip(_LIST_MARK)).rstrip(". ")
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"
