"""What the customer asks next, and the draft does not answer yet."""

from backend.tests.core.invented import answer, context_of, mail
from rutinlots.core.checks.detectors.follow_ups import detect

MOVING = mail("Jag ska flytta.")


def told(draft: str | None, *conversation) -> list[str]:
    return [hit.values["question"] for hit in detect(context_of(*conversation, draft=draft), {})]


def test_a_question_that_the_draft_does_not_speak_of():
    assert told("Hej Anna,\n\nFlytten är registrerad.", MOVING) == ["”När flyttar jag?”"]


def test_a_question_that_it_answers():
    assert told("Hej Anna,\n\nSkriv vilket datum du flyttar.", MOVING) == []


def test_a_mail_about_something_else_and_one_that_is_answered():
    assert told("Hej Anna,\n\nKlart.", mail("Min faktura?")) == []
    assert told("Hej Anna,\n\nKlart.", MOVING, answer("Klart."), mail("Tack!")) == []


def test_while_nothing_is_written_nothing_is_asked():
    assert told(None, MOVING) == told("Hej Anna,\n\nMed vänlig hälsning,\nSandra", MOVING) == []


def test_what_an_answer_in_english_holds_is_not_told_by_swedish_words():
    assert told("Hi Anna,\n\nThank you for your email. We have registered the move and will send the invoice.", MOVING) == []
