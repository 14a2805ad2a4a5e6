"""The shipped snippets as texts: a reply made of one must pass every other rule."""

import re
from dataclasses import replace

import pytest

from backend.tests.core.conversation import DRAFT, context_of, incoming
from rutinlots.core.evaluate import evaluate
from rutinlots.core.mail.language import language_of
from rutinlots.core.rules import Rules
from rutinlots.core.snippets.texts.snippet import Snippet

THEMES = {"faktura", "betalning", "avtal", "flytt", "avbrott", "anlaggning", "uppgifter", "arenden"}
EXPECTED = {("fakturakopia-bifogad", "forgotten-attachment")}  # the file is the agent's to attach


def filled(snippet: Snippet) -> str:
    """The text with its fields' examples."""
    return re.sub(r"\[([^\]]+)\]", lambda match: snippet.fields[match[1]].example, snippet.text)


def test_a_reply_made_of_a_snippet_is_stopped_by_no_rule(rules: Rules):
    settings = rules.knowledge.settings
    signature = "\n".join((settings.signature_closing, "", "Sandra", *settings.signature))
    stopped = set()
    for snippet in rules.snippets:
        text = f"Hej Anna,\n\n{filled(snippet)}\n\nDu är välkommen att återkomma om du har fler frågor.\n\n{signature}"
        written = context_of(incoming(f"{snippet.should[0]}\n\nMvh\nAnna Berg"), draft=replace(DRAFT, text=text)).situation
        for moment in ("write", "send"):
            verdict = evaluate(replace(written, moment=moment), rules)
            levels = {"block", "confirm"}
            stopped |= {(snippet.id, found.check.id) for found in verdict.findings if found.check.level in levels}

    assert {pair for pair in stopped if pair[1] not in ("plain-send", "empty-required-field")} == EXPECTED


def test_ten_are_in_english_too_and_a_reply_made_of_one_is_stopped_by_no_rule(rules: Rules):
    settings = rules.knowledge.settings
    signature = "\n".join(("Kind regards", "", "Sandra", *settings.signature_english))
    mail = "Hello, could you please help me with this? Thank you.\n\nKind regards,\nAnna Berg"
    english = [snippet for snippet in rules.snippets if snippet.english]
    stopped = set()
    for snippet in english:
        text = f"Hello Anna,\n\n{snippet.english}\n\nYou are welcome to get back to us. Have a nice day!\n\n{signature}"
        written = context_of(incoming(mail), draft=replace(DRAFT, text=text)).situation
        for moment in ("write", "send"):
            found = evaluate(replace(written, moment=moment), rules).findings
            stopped |= {(snippet.id, each.check.id) for each in found if each.check.level in ("block", "confirm")}
            stopped |= {(snippet.id, each.check.id) for each in found if each.check.id == "customer-writes-english"}

    assert len(english) == 10
    assert all(language_of(snippet.english) == "en" for snippet in english)
    assert {pair for pair in stopped if pair[1] not in ("plain-send", "empty-required-field")} == set()


def test_every_snippet_belongs_to_a_theme(library: list[Snippet]):
    assert {snippet.theme for snippet in library} == THEMES


def test_no_keyword_stands_twice(library: list[Snippet]):
    twice = {s.id for s in library if len({keyword.casefold() for keyword in s.keywords}) < len(s.keywords)}

    assert twice == set()


def test_every_snippet_opens_kindly(library: list[Snippet]):
    unkind = [s.id for s in library if not s.text.startswith(("Tack för", "Vad bra", "Vad roligt"))]

    assert unkind == []


@pytest.mark.parametrize("word", ["bifogar", "bifogad", "bilaga", "medföljer"])
def test_only_the_attached_copy_speaks_of_an_attachment(library: list[Snippet], word: str):
    assert {s.id for s in library if word in s.text.casefold()} <= {"fakturakopia-bifogad"}


@pytest.mark.parametrize(
    ("mail", "first", "never"),
    [
        ("Sv: Er skuld\n\nHej, jag betalade det här förra veckan.", "hanvisning-till-krav", "dodsbo"),
        ("Jag flyttar in i en lägenhet den första april. Hur tecknar jag elnät hos er?", "inflyttning", "skyddad-identitet"),
        ("Jag flyttar in på ny adress, hur tecknar jag avtal?", "inflyttning", "skyddad-identitet"),
        ("Jag flyttar in i maj, hur tecknar jag avtal?", "inflyttning", "skyddad-identitet"),
        ("Min adress får inte synas någonstans, hur tecknar jag avtal?", "skyddad-identitet", "anvisat-elavtal"),
        ("Hej, hur gör jag en flyttanmälan till min nya lägenhet?", "inflyttning", "skyddad-identitet"),
    ],
)
def test_a_common_word_alone_brings_up_no_reply_of_another_kind(rules: Rules, mail: str, first: str, never: str):
    suggested = [each.snippet for each in rules.index.suggest(mail)]

    assert suggested[0] == first
    assert never not in suggested
