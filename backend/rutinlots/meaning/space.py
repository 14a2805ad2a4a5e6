"""The vectors of one library, and how near a mail is to each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from rutinlots.core.snippets import Index, Likeness, Snippet
from rutinlots.core.snippets.index import nearest
from rutinlots.core.snippets.meaning import Kin
from rutinlots.core.snippets.out_of_scope import Matter
from rutinlots.meaning.encoder import FLOATS, LONGEST
from rutinlots.meaning.taught import Taught
from rutinlots.store import Chosen

TOGETHER = 3  # keywords of an out-of-scope matter that are encoded together: half the time, and no worse
EXAMPLES = (1.0, 0.5, 0.25)  # what the nearest, second and third example count
TRUST = 2.0  # choices of a reply that are believed half
WORDS = 0.3  # what resemblance by words counts beside that by meaning, when a reply's kin is sought


@dataclass(frozen=True)
class Text:
    """A text of the library; ``asked`` is one that a customer could have written."""

    text: str
    asked: bool


def texts_of(index: Index) -> Iterator[Text]:
    """Every text of a library that has to be encoded."""
    for snippet in (*index.starter, *index.replies):
        yield from _own(snippet)
    for snippet in index.starter:
        yield from _examples(snippet)
    for matter in index.out_of_scope.matters:
        yield from _parts(matter)


class Space:
    """An index's vectors, ready to be compared with a mail's.

    Mails lie close together in the space of such an encoder; what tells them apart is where they differ from the middle
    of all mails. So the middle of the example mails is taken from every mail.
    """

    def __init__(self, index: Index, vectors: Mapping[Text, Any], taught: Taught | None = None):
        self.index = index
        examples = [[vectors[text] for text in _examples(snippet)] for snippet in index.starter]
        every = [vector for each in examples for vector in each]
        self._middle = np.mean(every, axis=0) if every else 0.0
        self._titles = _stack([_own_vector(snippet, vectors) for snippet in index.starter])
        self._usual = self._titles.mean(axis=0) if len(self._titles) else 0.0
        self._replies = _stack([_own_vector(snippet, vectors) for snippet in index.replies])
        self._examples = self._directions(every)
        self._starts = np.cumsum([0, *map(len, examples)])
        self._outside = self._directions([vectors[text] for matter in index.out_of_scope.matters for text in _parts(matter)])
        self.kin = self._kin()
        self._taught = taught.of(index.starter, self._prototypes()) if taught and index.starter else None
        self._places = {each.id: place for place, each in enumerate((*index.starter, *index.replies))}
        self._sums: Mapping[str, Chosen] = {}
        self._chosen = self._choices({})

    def likeness(
        self, vector: Any, sums: Mapping[str, Chosen] | None = None, sentences: Mapping[str, Any] | None = None
    ) -> Likeness:
        """How near a mail is, by its vector; ``sums`` are what agents have chosen, by reply, ``sentences`` its own."""
        asked = vector - self._middle
        direction = asked / (np.linalg.norm(asked) or 1.0)
        near = _each(self._examples, direction)
        outside = _each(self._outside, direction)
        quoted = partial(self._nearest, sentences)
        chosen = self._liked(direction, sums) if sums else []
        count = len(self.index.starter)
        known, none = self._taught(vector) if self._taught else ((), 0.0)
        return Likeness(
            titles=_each(self._titles, asked).tolist(),
            examples=[_best(near[start:end]) for start, end in zip(self._starts, self._starts[1:], strict=False)],
            replies=_each(self._replies, asked).tolist(),
            scope=float(near.max() - outside.max()) if near.size and outside.size else 0.0,
            kin=self.kin,
            taught=known,
            taught_none=none,
            chosen=chosen[:count],
            chosen_replies=chosen[count:],
            nearest=quoted,
        )

    def _nearest(self, sentences: Mapping[str, Any] | None, snippet: str) -> str | None:
        """The sentence that is nearest to a snippet: to its title and text, and to a mail that calls for it."""
        place = self._places.get(snippet)
        if not sentences or place is None:
            return None
        rows = self._directions(list(sentences.values()))
        count = len(self._titles)
        starter = place if place < count else self.kin[place - count][0]
        own = self._titles[place] if place < count else self._replies[place - count]
        near = rows @ _unit((own - self._usual)[None])[0]
        examples = self._examples[self._starts[starter] : self._starts[starter + 1]] if count else self._examples
        if len(examples):
            near = near + (rows @ examples.T).max(axis=1)
        return list(sentences)[int(near.argmax())]

    def _liked(self, direction: Any, sums: Mapping[str, Chosen]) -> list[float]:
        """For each snippet and reply how near a mail is to those that it was chosen for, as far as they can be believed."""
        if sums is not self._sums:
            self._sums, self._chosen = sums, self._choices(sums)
        places, directions, trust = self._chosen
        liked = np.zeros(len(self._places), np.float32)
        liked[places] = np.clip(directions @ direction, 0.0, 1.0) * trust
        return liked.tolist()

    def _choices(self, sums: Mapping[str, Chosen]) -> tuple[Sequence[int], Any, Any]:
        """The place of each chosen reply, the direction of its mails and how far it is believed."""
        known = [(self._places[reply], chosen) for reply, chosen in sums.items() if reply in self._places]
        if not known:
            return [], _stack([]), np.zeros(0, np.float32)
        weights = np.array([chosen.weight for _, chosen in known], np.float32)
        middles = np.array([chosen.total for _, chosen in known], np.float32) / weights[:, None]
        return [place for place, _ in known], _unit(middles - self._middle), weights / (weights + TRUST)

    def _directions(self, vectors: list[Any]) -> Any:
        moved = _stack(vectors) - self._middle
        return moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)

    def _prototypes(self) -> Any:
        """The direction of each starter snippet's example mails."""
        starts = zip(self._starts, self._starts[1:], strict=False)
        return _unit(_stack([self._examples[start:end].mean(axis=0) for start, end in starts]))

    def _kin(self) -> tuple[Kin, ...]:
        if not len(self._replies) or not len(self._titles):
            return tuple(self.index.kinsfolk.kin)
        middle = np.concatenate([self._titles, self._replies]).mean(axis=0)
        titles, replies = (_unit(each - middle) for each in (self._titles, self._replies))
        words = np.array(self.index.resemblance)
        alike = replies @ titles.T + WORDS * words
        said = words.max(axis=1) + words.sum(axis=1) == 2  # what a team leader has linked resembles that one alone
        rows = np.where(said[:, None], words, np.clip(alike, 0.0, 1.0))
        return tuple(nearest(row) for row in rows.tolist())


def _own(snippet: Snippet) -> Iterator[Text]:
    yield Text(snippet.title, False)
    yield Text(f"{snippet.title}\n{snippet.text}", False)
    if snippet.keywords:
        yield Text(f"{snippet.title}. {', '.join(snippet.keywords)}"[:LONGEST], False)


def _own_vector(snippet: Snippet, vectors: Mapping[Text, Any]) -> Any:
    return np.mean([vectors[text] for text in _own(snippet)], axis=0)


def _examples(snippet: Snippet) -> Iterator[Text]:
    return (Text(mail, True) for mail in (*snippet.should, *snippet.asks))


def _parts(matter: Matter) -> Iterator[Text]:
    words = matter.keywords
    yield from (Text(", ".join(words[start : start + TOGETHER]), True) for start in range(0, len(words), TOGETHER))
    yield from (Text(mail, True) for mail in matter.mails)


def _stack(vectors: list[Any]) -> Any:
    return np.array(vectors, dtype=np.float32) if vectors else np.zeros((0, FLOATS), dtype=np.float32)


def _each(rows: Any, vector: Any) -> Any:
    """Each row times the vector, in this thread alone: numpy's ``@`` wakes others, which cost twenty times as much."""
    return np.einsum("ij,j->i", rows, vector)


def _unit(rows: Any) -> Any:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def _best(near: Any) -> float:
    ranked = np.sort(near)[::-1]
    return float(sum(share * value for share, value in zip(EXAMPLES, ranked, strict=False)))
