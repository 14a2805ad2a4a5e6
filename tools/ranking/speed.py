"""How fast are suggestions, and how does that follow the number of snippets?

    python -m tools.ranking.speed

Times are the processor's own (other programs don't count), for mails of about 450 characters. Larger libraries are made
of the real snippets with their words changed, so that each copy is about something of its own.
"""

import dataclasses
import random
import time
from collections.abc import Callable, Sequence
from functools import partial

from rutinlots.core.snippets import Index, OutOfScope, Snippet
from tools.ranking.mails import library, mails

LENGTH = 450
ROUNDS = 5


def main() -> None:
    snippets, out_of_scope = library()
    some = _long_mails()
    print(f"{'snippets':>9} {'build ms':>9} {'suggest p50 ms':>15} {'p95 ms':>8} {'search ms':>10}")
    for copies in (1, 2, 5, 10):
        many = [changed for copy in range(copies) for changed in _changed(snippets, copy)]
        _row(many, out_of_scope, some)


def _row(snippets: Sequence[Snippet], out_of_scope: OutOfScope, some: Sequence[str]) -> None:
    build = min(_took(lambda: Index(snippets, out_of_scope)) for _ in range(3))
    index = Index(snippets, out_of_scope)
    for mail in some:
        index.suggest(mail, subject="Fråga om min faktura")
    took = sorted(
        _took(partial(index.suggest, mail, subject="Fråga om min faktura"))
        for _ in range(ROUNDS)
        for mail in some
    )
    index.search("faktura")
    search = min(_took(lambda: index.search("fakt")) for _ in range(ROUNDS))
    middle, late = took[len(took) // 2], took[int(len(took) * 0.95)]
    print(f"{len(snippets):>9} {build:>9.0f} {middle:>15.2f} {late:>8.2f} {search:>10.1f}")


def _took(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def _long_mails() -> list[str]:
    texts = [mail.text for mail in mails("tuning", "validation")]
    random.Random(3).shuffle(texts)
    joined = " ".join(" ".join(texts).split())
    return [joined[start : start + LENGTH] for start in range(0, min(len(joined), 100 * LENGTH), LENGTH)]


def _changed(snippets: Sequence[Snippet], copy: int) -> list[Snippet]:
    if copy == 0:
        return list(snippets)
    letters = str.maketrans("bdfgklmnprstv", "".join(random.Random(copy).sample("bdfgklmnprstv", 13)))
    return [
        dataclasses.replace(
            snippet,
            id=f"{snippet.id}-{copy}",
            keywords=tuple(keyword.translate(letters) for keyword in snippet.keywords),
            should=tuple(mail.translate(letters) for mail in snippet.should),
        )
        for snippet in snippets
    ]


if __name__ == "__main__":
    main()
