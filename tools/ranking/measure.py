"""Which ranking finds the right snippet for a customer's mail, and which is silent when none fits?

    python -m tools.ranking.measure [--show FOLDER] [--quick]

For each candidate: recall@1 and recall@3 (a mail counts when one of its snippets is first, or among the first three) on
the mails that were tuned on, cross-validated there (what is learned or set as a threshold comes from the other folds),
and on those held out; then with the threshold at which four of five mails that nothing fits get no suggestion. The
second table leaves every keyword out: what each way makes of titles, texts and a few example mails alone.
The last lines are the product as it is, with its own threshold.
"""

import argparse
import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from rutinlots.core.snippets import Index, OutOfScope, Snippet
from rutinlots.core.snippets.words.weights import Tuning
from tools.ranking import candidates as c
from tools.ranking.mails import Mail, library, mails

FOLDERS = ("first", "tuning", "validation", "held-out")
FOLDS = 5
SILENCE = 0.8

Make = Callable[[Sequence[Mail]], c.Scores]  # training mails → ranking


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--show", choices=FOLDERS, help="list what goes wrong there")
    arguments.add_argument("--quick", action="store_true", help="only the product as it is")
    options = arguments.parse_args()
    if not options.quick:
        for keywords in (True, False):
            _compare(keywords)
    _product(options.show)


def _compare(keywords: bool) -> None:
    ids = [snippet.id for snippet in library()[0]]
    dev, held_out = mails("first", "tuning", "validation"), mails("held-out")
    print("\nWith keywords" if keywords else "\nWithout keywords")
    print(f"{'':34}{'tuned on':>14}{'cross-validated':>18}{'held out':>14}{f'held out @ {SILENCE:.0%} silent':>26}")
    for name, make in _candidates(keywords).items():
        whole = make(dev)
        figures = [_recall(whole, dev, ids), _cross_validated(make, dev, ids), _recall(whole, held_out, ids)]
        figures.append(_recall(whole, held_out, ids, _threshold(whole, held_out, ids, SILENCE)))
        print(f"{name:34}" + "".join(f"{_pair(r):>{w}}" for r, w in zip(figures, (14, 18, 14, 26), strict=True)))


def _candidates(keywords: bool) -> dict[str, Make]:
    snippets, out_of_scope = library()
    ids = [snippet.id for snippet in snippets]
    if not keywords:
        snippets = [_bare(snippet) for snippet in snippets]
        out_of_scope = OutOfScope()
    matters = [[(keyword, 1.0) for keyword in matter.keywords] for matter in out_of_scope.matters]
    groups = [c.fields_of(snippet, text=0 if keywords else 1) for snippet in snippets] + matters
    fields = [c.fields_of(snippet, title=2, text=0.3, mails=1) for snippet in snippets] + matters
    product = c.shipped(snippets, out_of_scope)

    def fixed(scores: c.Scores) -> Make:
        return lambda _training: scores

    return {
        "BM25, words": fixed(c.bm25(groups, c.plain_words)),
        "BM25, Snowball stems": fixed(c.bm25(groups, c.snowball)),
        "BM25, our stems": fixed(c.bm25(groups, c.light_stems)),
        "BM25, stems and compounds": fixed(c.bm25(groups, c.compounds(c.vocabulary(groups)))),
        "BM25, parts of 3–5 letters": fixed(c.bm25(groups, c.grams(3, 4, 5))),
        "BM25, parts of 4 letters": fixed(c.bm25(groups, c.grams(4))),
        "BM25, fields: title ×2, text ×0.3": fixed(c.bm25(fields, c.everything)),
        "BM25, words + parts + pairs": fixed(c.bm25(groups, c.everything)),
        "ours without pairs": fixed(c.shipped(snippets, out_of_scope, Tuning(pair=0))),
        "ours without parts": fixed(c.shipped(snippets, out_of_scope, Tuning(part=0))),
        "ours without example mails": fixed(c.shipped(snippets, out_of_scope, Tuning(example=0.001))),
        "ours": fixed(product),
        "ours + learned corrections": lambda training: c.learned(product, training, ids),
    }


def _bare(snippet: Snippet) -> Snippet:
    return replace(snippet, keywords=(snippet.text,))


def _cross_validated(make: Make, dev: Sequence[Mail], ids: Sequence[str]) -> tuple[float, float]:
    order = list(dev)
    random.Random(7).shuffle(order)
    found = []
    for fold in range(FOLDS):
        test = order[fold::FOLDS]
        training = [mail for place, mail in enumerate(order) if place % FOLDS != fold]
        found.append(_recall(make(training), test, ids))
    return sum(a for a, _ in found) / FOLDS, sum(b for _, b in found) / FOLDS


def _recall(scores: c.Scores, some: Sequence[Mail], ids: Sequence[str], least: float = -1e9) -> tuple[float, float]:
    first = third = count = 0
    for mail in some:
        if mail.fits:
            count += 1
            found = scores(mail)
            if _margin(found, ids) >= least:
                best = sorted(range(len(ids)), key=lambda place: -found[place])[:3]
                first += ids[best[0]] in mail.fits
                third += any(ids[place] in mail.fits for place in best)
    return first / count, third / count


def _threshold(scores: c.Scores, some: Sequence[Mail], ids: Sequence[str], silence: float) -> float:
    margins = sorted(_margin(scores(mail), ids) for mail in some if not mail.fits)
    return margins[min(len(margins) - 1, int(len(margins) * silence))] + 1e-9


def _margin(found: Sequence[float], ids: Sequence[str]) -> float:
    return max(found[: len(ids)]) - max(found[len(ids) :], default=0.0)


def _pair(recall: tuple[float, float]) -> str:
    return f"{recall[0]:.3f} {recall[1]:.3f}"


def _product(show: str | None) -> None:
    snippets, out_of_scope = library()
    index = Index(snippets, out_of_scope)
    print("\nThe product as it is (recall@1, recall@3, share of the other mails that get no suggestion)")
    for folder in FOLDERS:
        some = mails(folder)
        fitting = [mail for mail in some if mail.fits]
        others = [mail for mail in some if not mail.fits]
        found = {id(mail): [s.snippet for s in index.suggest(mail.text, subject=mail.subject)] for mail in some}
        first = sum(bool(set(found[id(mail)][:1]) & set(mail.fits)) for mail in fitting) / len(fitting)
        third = sum(bool(set(found[id(mail)]) & set(mail.fits)) for mail in fitting) / len(fitting)
        silent = sum(not found[id(mail)] for mail in others) / len(others)
        print(f"  {folder:12} {first:.3f}  {third:.3f}  {silent:.3f}   ({len(fitting)} + {len(others)} mails)")
        if show == folder:
            for mail in some:
                if set(found[id(mail)][:1]) - set(mail.fits) or (mail.fits and not found[id(mail)]):
                    print(f"    {mail.subject!r} {' '.join(mail.text.split())[:90]!r}: {found[id(mail)]} not {mail.fits}")


if __name__ == "__main__":
    main()
