"""Labels of a form and the lines of a chat's robot are not what the customer asks."""

from rutinlots.core.mail.form import asked_in


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
