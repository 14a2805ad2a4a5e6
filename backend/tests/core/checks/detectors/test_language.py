"""A customer who writes English and what is in Swedish to them."""

import pytest

from backend.tests.core.invented import answer, context_of, mail, note
from rutinlots.core.checks.detectors.language import detect
from rutinlots.core.situation import Message

ENGLISH = "Hi, could you please send me a copy of my invoice? Thank you."
SWEDISH = "Hej! Jag undrar över min faktura. Kan ni skicka den till mig?"
ANSWER = "Hello Anna,\n\nThank you for your email. You will find the invoice on our website."
SVAR = "Hej Anna,\n\nTack för att du kontaktar oss. Du hittar fakturan på Mina sidor, där du loggar in."


def found(mail: str, draft: str | None) -> list[str]:
    return [hit.values["what"] for hit in detect(context_of(Message(direction="in", text=mail), draft=draft), {})]


def test_an_answer_in_swedish():
    assert found(ENGLISH, SVAR) == ["Ditt svar"]


def test_a_swedish_closing_phrase_under_an_english_answer_is_replaced():
    text = f"{ANSWER}\n\nMed vänliga hälsningar,\nSandra"
    [hit] = detect(context_of(Message(direction="in", text=ENGLISH), draft=text), {})

    assert hit.values["what"] == "”Med vänliga hälsningar”"
    [fix] = hit.fixes
    assert text[: fix.span.start] + fix.text + text[fix.span.end :] == f"{ANSWER}\n\nKind regards,\nSandra"


@pytest.mark.parametrize(
    "words", ["Got your mail, thanks", "Got it, thank you!", "Thank you for the mail, have a nice day", "Ok thanks, you rock"]
)
def test_a_few_english_words_do_not_make_a_swedish_thread_english(words: str):
    def hits(*conversation: Message) -> bool:
        return bool(detect(context_of(*conversation, draft=SVAR), {}))

    assert not hits(mail("Faktura 123?"), answer(SVAR), mail(words))
    assert not hits(mail(f"{words}\n\nDen 3 mars 2026 kl 10:15 skrev Ellevio <kundservice@ellevio.se>:\n> {SVAR.splitlines()[-1]}"))
    assert hits(mail(words))
    assert hits(mail(ENGLISH), answer(SVAR), mail(words))
    assert hits(answer(ANSWER), mail(words))
    assert hits(note(SVAR), mail(words))


@pytest.mark.parametrize(
    "words", ["I do not speak Swedish, sorry for that", "Thank you but I can't read this", "Hi, where is my invoice"]
)
def test_a_few_english_words_that_ask_for_something_do(words: str):
    assert detect(context_of(mail("Faktura 123?"), answer(SVAR), mail(words), draft=SVAR), {})


def test_nothing_where_both_write_the_same_language_or_there_is_no_answer():
    assert found(ENGLISH, f"{ANSWER}\n\nKind regards,\nSandra") == []
    assert found(SWEDISH, SVAR) == []
    assert found(SWEDISH, ANSWER) == []
    assert found(ENGLISH, None) == []
    assert found(ENGLISH, "Hej Anna,\n\n\nMed vänlig hälsning\nSandra") == []


def test_a_swedish_paragraph_in_an_english_answer_is_pointed_at():
    left = "Glöm inte att du själv säger upp avtalet med ditt elhandelsföretag."
    text = f"{ANSWER}\n\n{left}\n\nHave a nice day!"
    [hit] = detect(context_of(Message(direction="in", text=ENGLISH), draft=text), {})

    assert (hit.values["what"], text[hit.spans[0].start : hit.spans[0].end]) == ("Ett stycke", left)
    assert found(ENGLISH, f"{ANSWER}\n\nMina sidor is on ellevio.se.\n\nHave a nice day!") == []


def test_a_swedish_end_and_closing_phrase_are_each_pointed_at():
    text = f"{ANSWER}\n\nHa en riktigt fin dag och hör gärna av dig igen om du undrar något!\n\nMed vänliga hälsningar,\nSandra"
    [end, phrase] = detect(context_of(Message(direction="in", text=ENGLISH), draft=text), {})

    def words(hit):
        [span] = hit.spans
        assert span.where == "draft"
        return text[span.start : span.end]

    assert end.values == {"what": "Avslutet"}
    assert words(end).startswith("Ha en riktigt fin dag")
    assert words(end).endswith("något!")
    assert words(phrase) == "Med vänliga hälsningar"
    assert [fix.label for fix in phrase.fixes] == ["Skriv Kind regards"]


def test_a_note_or_no_draft_is_not_an_answer():
    assert detect(context_of(Message(direction="in", text=ENGLISH)), {}) == []
