"""Labels of a form and the lines of a chat's robot are not what the customer asks."""

import pytest

from backend.tests.core.invented import mail
from rutinlots.core.entities.questions import questions
from rutinlots.core.mail.form import asked_in
from rutinlots.core.mail.thread import take_apart


def test_only_the_message_of_a_form_is_asked():
    form = (
        "Förnamn: Karin\nTelefon: 070-000 00 00\nMeddelande: Hur sent har ni öppet?\nJag samtycker till att uppgifterna sparas: Ja"
    )

    assert asked_in(form) == "Hur sent har ni öppet?"


def test_lines_below_the_message_belong_to_it():
    assert asked_in("Namn: Karin\nE-post: k@example.com\nMeddelande:\nHur sent har ni öppet?") == "\nHur sent har ni öppet?"


def test_the_robot_of_a_chat_asks_nothing():
    chat = "Chatthistorik\nBot: Välj Flytt, Faktura eller Avbrott\nKarin: Annat\nKarin: Hur sent har ni öppet?"

    assert asked_in(chat) == "Karin: Annat\nKarin: Hur sent har ni öppet?"


def test_a_mail_with_a_label_in_it_is_left_as_it_is():
    mail = "Hej, fakturan är fel.\nTelefon: 070-000 00 00\nJag godkänner den inte."

    assert asked_in(mail) == mail


FORM = """Ärendeformulär
Ärendetyp: Flytt
Är du redan kund hos oss?: Ja
Vad gäller ditt ärende? Inflyttning
Namn: Anna Berg
E-post: anna.berg@example.com
Hur vill du bli kontaktad?: E-post
Beskriv ditt ärende: Kan ni byta min elmätare?
Går bytet att göra i maj? Jag är hemma då"""
BARE = """Namn
Anna Berg

E-postadress
anna.berg@example.com

Vad gäller ditt ärende?
Faktura

Meddelande
Hej, när kommer fakturan?"""
NUMBERED = """Fråga 1: Vad gäller det?
Svar: Faktura
Fråga 2: Vilken adress gäller det?
Svar: Storgatan 1

Kan ni rätta fakturan?"""
BANNER = """[EXTERNT MEJL] Var försiktig med länkar. Känner du igen avsändaren?

Hej, när kommer fakturan?

Hur nöjd är du med vårt svar? Svara på enkäten"""


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        (FORM, ["Kan ni byta min elmätare?", "Går bytet att göra i maj?"]),
        (BARE, ["när kommer fakturan?"]),
        (NUMBERED, ["Kan ni rätta fakturan?"]),
        (BANNER, ["när kommer fakturan?"]),
        ("Ärende #90231 skapades av systemet. Stämmer det?\n\nHej, när byts mätaren?", ["när byts mätaren?"]),
    ],
)
def test_what_a_form_or_a_system_asks_is_none_of_the_customers_questions(text: str, theirs: list[str]):
    assert [question.text.removeprefix("Hej, ") for question in questions(take_apart(mail(text)).own)] == theirs


def test_a_customer_may_ask_in_the_same_words():
    text = "Hej!\n\nVad gäller för mätaren? Jag undrar\nHur vill du ha avläsningen? Ring mig\n\nNamn: Anna"
    assert [question.text for question in questions(take_apart(mail(text)).own)] == [
        "Vad gäller för mätaren?", "Hur vill du ha avläsningen?",
    ]  # fmt: skip
