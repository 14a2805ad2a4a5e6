"""The customer's mail is about something that the topics file knows."""

from backend.tests.core.invented import answer, context_of, mail, text_at
from rutinlots.core.checks.detectors.topic import detect
from rutinlots.core.finding import Hit

MOVING = {"is": "moving"}


def test_each_place_in_the_mails_that_wait_is_pointed_at():
    context = context_of(mail("Jag ska flytta."), mail("Är flytten klar? Flyttar jag i dag?"))
    hits = detect(context, MOVING)

    assert [text_at(context, hit.spans[0]) for hit in hits] == ["flytta", "flytten", "Flyttar"]
    assert [hit.spans[0].where for hit in hits] == ["conversation/0", "conversation/1", "conversation/1"]
    assert all(hit.values == {"topic": "flytt"} for hit in hits)


def test_the_subject_alone_has_no_place():
    assert detect(context_of(mail("Hej"), ticket={"subject": "Flytt"}), MOVING) == [Hit(values={"topic": "flytt"})]


def test_another_topic_and_a_mail_that_is_answered():
    assert detect(context_of(mail("Min faktura?")), MOVING) == []
    assert detect(context_of(mail("Flytt"), answer("Klart."), mail("Tack")), MOVING) == []


def test_a_mail_with_quotes_between_its_lines_is_pointed_at_rightly():
    context = context_of(mail("> Hej\nJa.\n> Flytt?\nJag flyttar nu."))
    assert [text_at(context, hit.spans[0]) for hit in detect(context, MOVING)] == ["flyttar"]
