"""Encodes mails in the background: one at a time, each once, and only as many as there is time for."""

import logging
import os
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, NamedTuple

from rutinlots.core.kept import Kept
from rutinlots.core.snippets import Index, Likeness
from rutinlots.core.snippets.words.reasons import LONGEST_COMPARED, quotable
from rutinlots.meaning.encoder import Encoder, EncoderError, encoder_named
from rutinlots.meaning.learning import Learning
from rutinlots.meaning.memory import Memory
from rutinlots.store import Vectors

log = logging.getLogger(__name__)

MOST_WAITING = 8  # mails in the queue; further ones get suggestions by words
WAIT_S = 1.5  # how long a request for suggestions waits for its mail's turn
MOST_PATIENT = 2  # requests that wait at the same time, so that threads are left for checks
MOST_ENCODED = 240  # characters of a mail and its sentences; the words of a long mail say enough for a reason
LIKENESSES = 64  # mails whose likeness is kept: with 2 000 replies it takes 60 kB and 3 ms
LOOK_S = 1.0  # interval between looks at whether there is another library
NICE = 5  # how much the thread stands back for those that answer checks


@dataclass(frozen=True, kw_only=True)
class State:
    """``state`` is off, preparing, ready or failed; ``done`` of the ``texts`` in the library are encoded."""

    state: str
    encoder: str = "none"
    done: int = 0
    texts: int = 0
    fault: str = ""


class Meant(NamedTuple):
    """The vectors of a mail and of each of its sentences, where it has several."""

    mail: Any
    sentences: dict[str, Any]


class Known(NamedTuple):
    """A mail's likeness, and what it was worked out from."""

    meant: Meant
    space: Any
    sums: Any
    likeness: Likeness


class Meanings:
    """The meaning of mails for the library in force.

    :param name: of the encoder: ``none``, ``auto`` or one of :data:`rutinlots.meaning.encoder.ENCODERS`.
    :param index: gives the index in force.
    :param kept: where the library's own vectors are kept; never a mail's.
    :param learning: what agents have chosen, if that counts.
    """

    def __init__(
        self,
        name: str,
        index: Callable[[], Index],
        kept: Vectors,
        load: Callable[[str], Encoder | None] = encoder_named,
        *,
        learning: Learning | None = None,
    ):
        self._name = name
        self._index = index
        self._kept = kept
        self._load = load
        self.memory = Memory()
        self._likenesses: Kept[int, Known] = Kept(LIKENESSES)
        self.learning = learning
        self._waiting: OrderedDict[bytes, str] = OrderedDict()
        self._changed = threading.Condition()
        self._patient = threading.BoundedSemaphore(MOST_PATIENT)
        self._space: Any = None
        self.state = State(state="off" if name == "none" else "preparing")
        self._started = self._stopped = False

    def start(self) -> None:
        """Begin, in a thread, unless it has begun or is off."""
        with self._changed:
            if self._started or self.state.state == "off":
                return
            self._started = True
        threading.Thread(target=self._run, name="meaning", daemon=True).start()

    def stay_off(self) -> None:
        """Encode nothing in this process; to be called before :meth:`start`."""
        self.state = State(state="off")

    def close(self) -> None:
        """Stop; nothing more is encoded."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def known(self) -> "View":
        """What is known already."""
        return View(self, ask=False)

    def soon(self) -> "View":
        """What is known already; what isn't is encoded a moment later."""
        return View(self, ask=True)

    def waited_for(self) -> "View":
        """What is known, or is so within a moment."""
        return View(self, ask=True, seconds=WAIT_S)

    def meant(self, text: str, *, ask: bool, seconds: float = 0.0) -> tuple[Meant | None, bool]:
        """A mail's vectors if they are known within that time, and whether they will be known later."""
        key = self.memory.key(text)
        found = self.memory.get(key)
        if found is not None or not ask or not self._queue(key, text):
            return found, False
        if seconds and self._patient.acquire(blocking=False):
            try:
                with self._changed:
                    self._changed.wait_for(lambda: key not in self._waiting or self._stopped, seconds)
            finally:
                self._patient.release()
        found = self.memory.get(key)
        return found, found is None

    def likeness(self, meant: Meant) -> Likeness | None:
        """A mail's likeness to the library in force; None before that library's vectors are there.

        It is the same object while neither that nor what agents have chosen changes, and it isn't long since it was asked for.
        """
        space = self._space
        sums = self.learning.sums if self.learning else None
        if space is None or space.index is not self._index():
            return None
        known = self._likenesses.get(id(meant))
        if known is None or known.meant is not meant or known.space is not space or known.sums is not sums:
            known = Known(meant, space, sums, space.likeness(meant.mail, sums, meant.sentences))
            self._likenesses.put(id(meant), known, 1)
        return known.likeness

    def _queue(self, key: bytes, text: str) -> bool:
        with self._changed:
            if key in self._waiting:
                return True
            if self._space is None or self._stopped or len(self._waiting) >= MOST_WAITING:
                return False
            self._waiting[key] = text
            self._changed.notify_all()
            return True

    def _run(self) -> None:
        _stand_back()
        try:
            encoder = self._load(self._name)
            if encoder is None:
                self.state = State(state="off")
            else:
                self._work(encoder)
        except EncoderError as error:
            log.error("Suggestions go by words alone: %s", error)
            self._fail(str(error))
        except Exception as error:
            log.exception("The encoder failed; suggestions go by words alone")
            self._fail(type(error).__name__)

    def _fail(self, fault: str) -> None:
        with self._changed:
            self.state = State(state="failed", encoder=self._name, fault=fault)
            self._space = None
            self._waiting.clear()
            self._changed.notify_all()

    def _work(self, encoder: Encoder) -> None:
        from rutinlots.meaning.prepare import prepare  # needs numpy, as encoders do

        preparing: Generator[tuple[int, int], None, Any] | None = None
        prepared: Index | None = None
        if self.learning:
            self.learning.begin(encoder.name)
        while not self._stopped:
            if self.learning:
                self.learning.look()
            index = self._index()
            if index is not prepared:
                prepared, preparing = index, prepare(index, encoder, self._kept)
            if preparing is not None:
                try:
                    done, texts = next(preparing)
                    self.state = State(state="preparing", encoder=encoder.name, done=done, texts=texts)
                except StopIteration as end:
                    preparing, self._space = None, end.value
                    self.state = State(state="ready", encoder=encoder.name)
            self._encode_mails(encoder, 0.0 if preparing is not None else LOOK_S)

    def _encode_mails(self, encoder: Encoder, seconds: float) -> None:
        """Encode the mails that wait, after waiting for one for at most ``seconds``."""
        with self._changed:
            self._changed.wait_for(lambda: bool(self._waiting) or self._stopped, seconds)
            mails = list(self._waiting.items())
        for key, text in mails:
            self.memory.put(key, _meant(encoder, text))
            with self._changed:
                self._waiting.pop(key, None)
                self._changed.notify_all()


class View:
    """The meaning of mails as one request sees it; ``pending`` when some of it will be known a moment later.

    ``vector`` is that of the mail last asked about, if it is known.
    """

    def __init__(self, meanings: Meanings, *, ask: bool, seconds: float = 0.0):
        self._meanings = meanings
        self._ask = ask
        self._seconds = seconds
        self.pending = False
        self.vector: Any = None

    def likeness(self, text: str) -> Likeness | None:
        """See :class:`rutinlots.core.snippets.Meaning`."""
        meant, later = self._meanings.meant(text, ask=self._ask, seconds=self._seconds)
        self.pending = self.pending or later
        self.vector = meant.mail if meant else None
        return self._meanings.likeness(meant) if meant else None


def _meant(encoder: Encoder, text: str) -> Meant:
    mail = encoder.encode([text], asked=True)[0]
    sentences = quotable(text, min(LONGEST_COMPARED, MOST_ENCODED - len(text)))
    several = len(sentences) > 1
    return Meant(mail, dict(zip(sentences, encoder.encode(sentences, asked=True), strict=True)) if several else {})


def _stand_back() -> None:
    """Let the threads that answer checks go first, where the system can tell threads apart."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
