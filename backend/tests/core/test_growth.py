"""The work grows with a text, not with its square. Python's own steps are counted, and no time is taken.

From 80 to 160 pieces twice as many steps are added as from 40 to 80, and with the square four times as many. What a pattern does
in one step isn't seen here.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from types import FrameType
from typing import Any

import pytest

from backend.tests.core.invented import ANNA, TUESDAY, answer, mail, reply
from backend.tests.shipped import shipped
from rutinlots.core.checks.yields import told
from rutinlots.core.entities import described, facility
from rutinlots.core.evaluate import evaluate
from rutinlots.core.finding import Hit, Span
from rutinlots.core.mail.alignment import Alignment
from rutinlots.core.situation import Agent, Situation, Ticket
from rutinlots.core.validation.examples import faults_of

FEW = 40  # pieces of a text; the lines of four times as many are all remembered
SLACK = 1.5
PIECES = {
    "signatures": "Mvh\nAnna\n",
    "signatures of companies": "Med vänlig hälsning\nAnna Berg\nEllevio AB\n070-174 06 01\n\n",
    "closing phrases": "Mvh\n",
    "dashes": "-- \nAnna\n",
    "rules": "====\nAnna Berg\n",
    "questions below signatures": "Mvh\nAnna\n\nPS. Jag undrar en sak till om fakturan nummer {}.\n\n",
    "greetings": "Hej Anna,\n",
    "farewells": "Du är välkommen att höra av dig.\n\n",
    "quoted lines": "> rad {}\n",
    "answers between quoted lines": "> fråga {}\nSvar {} på det.\n",
    "ids between quoted lines": "> fråga {}\n735999100{:09}\n",
    "attributions": "Den 3 mars kl 10:15 skrev Anna <a@b.se>:\nord {}\n\n",
    "headers": "Från: Anna <a@b.se>\nSkickat: den 3 mars 2026 10:15\nTill: x@y.se\nÄmne: y\n\nord {}\n\n",
    "letters in marks": "”Hej\nMvh Anna”\n",
    "introduced letters": "Skriv så här:\nHej!\nMvh Anna\n",
    "quotations": '"Det här är text {}"\n',
    "addresses": "mejla anna.berg{}@ellevio.se ",
    "telephone numbers": "ring 070-174 06 {} ",
    "flats that are counted": "8 lägenheter och ",
    "streets": "Storgatan {}\n",
    "streets in a row": "Storgatan {}, ",
    "questions": "Hur gör jag med nummer {}?\n",
    "questions in one sentence": "hur mycket {} och ",
    "questions about nothing": "hur du och ",
    "placeholders": "[namn] ",
    "blank forms": "Namn: ____\n",
    "crosses": "Anläggning XX-{} ",
    "words with exceptions": "bifogar inte ",
    "dates": "den {} mars ",
}
PAGES = {
    "quotes in quotes": '<div class="gmail_quote"><blockquote>',
    "answers between quotes": "<blockquote type=cite>fråga {}</blockquote><p>svar {}</p>",
    "paragraphs": "<p>rad {}</p>",
}


def steps(work: Callable[[], object]) -> int:
    """How many instructions of Python a piece of work takes."""
    taken = 0

    def watch(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal taken
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        taken += event == "opcode"
        return watch

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        work()
    finally:
        sys.settrace(before)
    return taken


def filled(piece: str, times: int) -> str:
    return "".join(piece.format(*[number % 28 + 1] * 2) for number in range(times))


_threads = count()  # no thread is known from before


def judged(draft: str = "Det går bra.", **message: str) -> Callable[[], object]:
    """The work of judging a draft below a mail."""
    conversation = (answer("Hej!\n\nDet stämmer bra så."), mail(**({"text": "Hej! Hur gör jag?"} | message)))
    ticket = Ticket(id=1, requester=ANNA, subject=f"Fråga {next(_threads)}", conversation=conversation)
    written = reply(f"Hej Anna,\n\n{draft}")
    situation = Situation(moment="open", now=TUESDAY, ticket=ticket, draft=written, agent=Agent("1", "Sandra Ek"))
    moments = [replace(situation, moment=moment) for moment in ("open", "send")]
    return lambda: [evaluate(each, shipped()) for each in moments]


def grows_with_the_text(work: Callable[[str], Callable[[], object]], piece: str) -> bool:
    texts = [filled(piece, times) for times in (FEW, 2 * FEW, 4 * FEW)]
    for text in texts:  # what is remembered of lines is no work
        work(text)()
    few, twice, many = (steps(work(text)) for text in texts)
    return many - twice <= SLACK * 2 * (twice - few) or many <= SLACK * twice


def halves(first: int) -> list[Any]:
    """Every other piece, from the first or the second on; the rest in make soak."""
    marks = [(), pytest.mark.soak]
    return [pytest.param(piece, id=name, marks=marks[(place - first) % 2]) for place, (name, piece) in enumerate(PIECES.items())]


@pytest.mark.parametrize("piece", halves(0))
def test_a_draft_takes_work_by_its_length(piece: str):
    assert grows_with_the_text(lambda text: judged(draft=text), piece)


@pytest.mark.parametrize("piece", halves(1))
def test_a_mail_takes_work_by_its_length(piece: str):
    assert grows_with_the_text(lambda text: judged(text=text), piece)


@pytest.mark.parametrize("piece", PAGES.values(), ids=PAGES)
def test_a_mail_in_html_takes_work_by_its_length(piece: str):
    assert grows_with_the_text(lambda text: judged(html=text), piece)


def test_hits_of_two_checks_are_compared_by_their_places():
    here, there = (next(check for check in shipped().checks if check.id == id) for id in ("run-on-sentence", "wall-of-text"))
    assert there.id in here.yields_to

    def work(text: str) -> Callable[[], object]:
        hits = [Hit(spans=(Span("draft", place, place + 1),)) for place in range(len(text))]
        return lambda: told([(here, hits), (there, hits)])

    assert grows_with_the_text(work, "x")


def test_proving_a_check_takes_work_by_the_number_of_checks():
    check = shipped().by_id["copy-to-attach"]
    another = next(each for each in shipped().checks if each.level == "block" and "send" in each.moments)

    def work(text: str) -> Callable[[], object]:
        copies = [replace(another, id=f"{another.id}-{number}") for number in range(len(text))]
        rules = replace(shipped(), checks=(*copies, *shipped().checks))
        _ = rules.active
        return lambda: list(faults_of(check, rules))

    assert grows_with_the_text(work, "x")


class Looked:
    """A pattern that counts the characters which it is given to look through."""

    characters = 0

    def __init__(self, pattern: Any) -> None:
        self._pattern = pattern

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> Any:
        Looked.characters += max(0, min(end, len(text)) - start)
        return self._pattern.search(text, start, end)


@pytest.mark.parametrize("before", ["", "vi har ", "avgift för ", "förening med "])
def test_the_whole_mail_is_looked_through_once_however_many_numbers_it_names(monkeypatch: pytest.MonkeyPatch, before: str):
    for module, name in ((described, "_CHANGE"), (facility, "_TARIFF"), (facility, "CONSIDERS")):
        monkeypatch.setattr(module, name, Looked(getattr(module, name)))

    def characters(times: int) -> int:
        Looked.characters = 0
        facility.named_in(f"{before}8 lägenheter " * times)
        return Looked.characters

    few, many = characters(50), characters(200)
    assert few < many < 4.5 * few


def test_of_many_places_in_which_two_renderings_differ_all_around_only_the_first_are_looked_for():
    words = [f"ord{number}x" for number in range(300)]
    found = Alignment(f"a {' '.join(words)} b", f"c {' '.join(words)} d")
    starts = [2 + sum(len(word) + 1 for word in words[:number]) for number in range(len(words))]
    places = [found.stretch(start, start + len(word)) for start, word in zip(starts, words, strict=True)]

    assert places == [*((start, start + len(word)) for start, word in zip(starts[:200], words, strict=False)), *[None] * 100]
