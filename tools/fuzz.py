"""Parses generated texts and HTML as drafts and mails: nothing may crash, and every part must be where its offsets say.

    python -m tools.fuzz [--cases 100000] [--seed 1]

Texts are made of the words that the rules look for, in any order, and of anything else; half of them are written into HTML.
"""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from backend.tests.core.letters.scraps import TEXTS
from rutinlots.core.mail.draft import split
from rutinlots.core.mail.text import clean
from rutinlots.core.mail.thread import take_apart
from rutinlots.core.situation import Message
from rutinlots.schemas.question import QuestionSchema

_ROUND = 5_000  # hypothesis remembers every case of a run
_TAGS = st.sampled_from(
    [
        "<div>", "</div>", "<p>", "</p>", "<br>", "<blockquote>", "</blockquote>", '<div class="gmail_quote">', "<hr>",
        '<div id="appendonsend">', "<table><tr><td>", "</td></tr></table>", "<style>", "</style>", "<script>", "<!--",
        "-->", "<![CDATA[", "&nbsp;", "&lt;", "&#0;", "&#xD800;", "<", ">", '"', '<a href="x">', "</a>", "<pre>", "</pre>",
        "<li>", "<span hidden>", "<b>", "</b>", "<title>", "<svg>", "<template>", "\ufeff", "\x00",
    ]
)  # fmt: skip
_PAGES = st.lists(st.one_of(_TAGS, TEXTS), max_size=30).map("".join)
_ODD = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["text", "html", "to", "kind"]), inner)),
    max_leaves=6,
)


def _draft(text: str) -> None:
    parts = split(clean(text).text)
    stretches = [*parts.greetings, *parts.signatures, parts.opening, parts.body, parts.closing, parts.signature, parts.quote]
    for each in (*stretches, parts.own):
        if parts.text[each.start : each.end] != each.text:
            raise AssertionError(f"a part of the draft lies elsewhere: {each}")


def _thread(text: str | None, html: str | None) -> None:
    parts = take_apart(Message(direction="in", text=clean(text or "").text, html=html, sent_at=datetime(2026, 3, 10, tzinfo=UTC)))
    for piece in parts.pieces:
        if parts.text[piece.start : piece.end] != piece.text:
            raise AssertionError(f"a piece of the mail lies elsewhere: {piece}")
    if parts.own != "".join(piece.text for piece in parts.pieces):
        raise AssertionError("the pieces are not what was written")
    start, end = parts.in_text(0, len(parts.own))
    if not 0 <= start <= end <= len(parts.text):
        raise AssertionError("what was written lies outside the mail")


def _clean(text: str) -> None:
    made = clean(text)
    start, end = made.utf16(0, len(made.text))
    if not 0 <= start <= end <= len(text.encode("utf-16-le", "surrogatepass")) // 2:
        raise AssertionError("a clean text's place lies outside the text")


def _question(draft: object, mail: object) -> None:
    QuestionSchema().validate({"moment": "write", "draft": draft, "ticket": {"id": 1, "conversation": [mail]}})


TARGETS: dict[str, tuple[Callable[..., None], tuple[st.SearchStrategy[Any], ...]]] = {
    "clean texts": (_clean, (st.one_of(TEXTS, _PAGES),)),
    "drafts": (_draft, (st.one_of(TEXTS, _PAGES),)),
    "mails": (_thread, (TEXTS, st.none())),
    "mails in HTML": (_thread, (st.none(), _PAGES)),
    "mails in both": (_thread, (TEXTS, _PAGES)),
    "questions of any shape": (_question, (_ODD, _ODD)),
}


def fuzz(name: str, cases: int, beginning: int) -> int:
    """Run one target on ``cases`` inputs; returns how many were run. Raises what the target raises, with the input."""
    target, made_of = TARGETS[name]
    tried = 0

    def once(*case: object) -> None:
        nonlocal tried
        tried += 1
        target(*case)

    for number in range(0, cases, _ROUND):
        how = settings(
            max_examples=min(_ROUND, cases - number),
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )
        # As one tuple: hypothesis reads the names of arguments, and ``once`` takes any number.
        test: Callable[[tuple[Any, ...]], None] = lambda arguments: once(*arguments)
        seed(beginning + number)(how(given(st.tuples(*made_of))(test)))()
    return tried


def main() -> None:
    """Run all targets and print the number of cases."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cases", type=int, default=100_000, help="how many, of all targets together (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="where to begin; another number tries others (%(default)s)")
    chosen = parser.parse_args()
    total = 0
    for name in TARGETS:
        total += (tried := fuzz(name, -(-chosen.cases // len(TARGETS)), chosen.seed))
        print(f"{tried:8} {name}", flush=True)
    print(f"{total} cases, none failed")


if __name__ == "__main__":
    main()
