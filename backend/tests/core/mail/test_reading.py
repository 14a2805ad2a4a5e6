"""What is read of a customer's mail and what is logged, in mails of many shapes (``reading.yaml``)."""

from pathlib import Path
from typing import Any

import pytest

from backend.tests.core.conversation import context_of, incoming, outgoing
from backend.tests.core.letters.letter import in_a_row
from rutinlots.core.caselog.text import latest_text
from rutinlots.core.context import Context
from rutinlots.rule_files.document import read_document

FIRST = "Hej, vi ska lämna huset på Ekvägen 3 och vill veta hur det går till.\n\nMvh Maja"
OURS = """Hej Maja,

Vad bra att du hör av dig till oss. Vilket nummer står det på elmätaren och när lämnar du huset?

Är grinden låst på vardagarna?

Vänliga hälsningar
Petra
Ellevio
"""
_KINDS = read_document((Path(__file__).parent / "reading.yaml").read_text("utf-8")).values
MAILS = {f"{kind['kind']}: {mail['name']}": mail for kind in _KINDS for mail in kind["mails"]}


def context(mail: dict[str, Any]) -> Context:
    html = mail.get("html")
    if mail.get("embedded"):
        html = html.replace("BILD", "iVBORw0KGgo" * 60_000)
    thread = (incoming(FIRST, 6), outgoing(OURS, 7)) if mail.get("thread") else ()
    return context_of(*thread, incoming(mail.get("text", ""), 8, html=html))


@pytest.mark.parametrize("name", MAILS)
def test_the_customers_words_are_read_and_no_others(name: str):
    mail = MAILS[name]
    parts = context(mail).messages[-1]
    own, written = in_a_row(parts.own), in_a_row(parts.written)

    assert [words for words in mail.get("reads", ()) if words not in own] == []
    assert [words for words in mail.get("skips", ()) if words in own] == []
    assert [words for words in mail.get("keeps", ()) if words not in written] == []
    assert [words for words in mail.get("leaves", ()) if words in written] == []
    if "signer" in mail:
        assert (parts.signer or "-") == mail["signer"]


@pytest.mark.parametrize("name", [name for name, mail in MAILS.items() if "logs" in mail or "omits" in mail])
def test_the_log_has_what_was_answered_with_its_questions(name: str):
    mail = MAILS[name]
    told = in_a_row(latest_text(context(mail)).split("-" * 40)[0])

    assert [words for words in mail.get("logs", ()) if words not in told] == []
    assert [words for words in mail.get("omits", ()) if words in told] == []


@pytest.mark.parametrize("name", MAILS)
def test_nothing_that_is_read_stands_elsewhere_than_in_the_mail(name: str):
    parts = context(MAILS[name]).messages[-1]

    assert "".join(parts.text[piece.start : piece.end] for piece in parts.pieces) == parts.own
    assert list(parts.pieces) == sorted(parts.pieces, key=lambda piece: piece.start)
