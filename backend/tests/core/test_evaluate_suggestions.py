"""When replies are suggested while a reply is written: until it holds one of them, or is written."""

from backend.tests.core.invented import answer, context_of, mail
from backend.tests.shipped import shipped
from rutinlots.core.evaluate import WHOLE, evaluate
from rutinlots.core.finding import Suggestion

ASKED = "Hej! Hur får jag e-faktura till internetbanken?\n\nAnna"
BELOW = "\n\nMed vänlig hälsning,\n\nSandra"
KRAV = mail("Jag har betalat.\n\nFrån: Kravgruppen <kravgruppen@ellevio.se>\nÄmne: Obetald faktura\nHej, betala nu.")


def suggested(body: str, *conversation) -> list[Suggestion]:
    context = context_of(*(conversation or (mail(ASKED),)), draft=f"Hej Anna,\n\n{body}{BELOW}", moment="write")
    return list(evaluate(context.situation, shipped()).suggestions)


def names(body: str, *conversation) -> list[str]:
    return [each.snippet for each in suggested(body, *conversation)]


def test_a_reply_that_is_begun_is_helped_like_an_empty_one():
    assert "e-faktura" in names("")
    assert names("Tack för att du hör av dig. Jag har tittat på det.") == names("")


def test_after_a_suggestion_was_inserted_none_is_shown():
    text = next(each.text for each in suggested("") if each.snippet == "e-faktura")

    assert names(text) == []
    assert names(text.replace("Mina sidor", "vår webbplats")) == []


def test_some_of_a_suggestions_words_are_not_the_suggestion():
    text = next(each.text for each in suggested("") if each.snippet == "e-faktura")

    assert names(text.split("\n")[0]) == names("")


def test_a_reply_that_is_wholly_written_by_hand_needs_no_suggestion():
    assert names("ord " * (WHOLE - 1)) == names("")
    assert names("ord " * WHOLE) == []


def test_what_a_check_calls_for_is_suggested_until_it_stands_there():
    called = [each for each in suggested("ord " * WHOLE, KRAV) if each.check]

    assert [each.snippet for each in called] == ["hanvisning-till-krav"] == names("ord " * WHOLE, KRAV)
    assert names(called[0].text, KRAV) == []


def test_what_a_tip_calls_for_comes_first_where_it_fits_and_last_where_something_else_does():
    def first_and_called(text: str) -> tuple[str, str]:
        context = context_of(mail(text), moment="open")
        told = evaluate(context.situation, shipped()).suggestions
        return told[0].snippet, next(each.snippet for each in told if each.check)

    pages = "fakturakopia-mina-sidor"
    assert first_and_called("Hej, kan jag få en fakturakopia för januari?") == (pages, pages)
    without_internet = "Hej, kan ni skicka en kopia på fakturan med vanlig post? Jag saknar internet."
    assert first_and_called(without_internet) == ("fakturakopia-per-post", pages)


def test_the_subject_speaks_until_it_has_been_answered():
    subject = {"ticket": {"subject": "Fråga om e-faktura"}}
    first, later = mail("Hej, hur gör jag? Anna"), mail("Tack, då väntar jag. Anna")

    def fitting(*conversation) -> list[str]:
        context = context_of(*conversation, moment="open", **subject)
        return [each.snippet for each in evaluate(context.situation, shipped()).suggestions]

    assert "e-faktura" in fitting(first)
    assert fitting(first, answer("Vi ser över det och återkommer."), later) == []
