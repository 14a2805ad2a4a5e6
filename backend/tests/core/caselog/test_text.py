"""The text for the log in CAB: the real thread, oldest first, plain, and nothing twice."""

from dataclasses import replace
from datetime import UTC, datetime, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.tests.core.conversation import DRAFT, NOW, PDF, US, context_of, incoming, note, outgoing
from backend.tests.core.letters.scraps import TEXTS
from rutinlots.core.caselog.text import latest_text, plain, whole_text
from rutinlots.core.situation import Address, Message

QUOTE = "Den tis 10 mar 2026 kl 09:00 skrev Ellevio <kundservice@ellevio.se>:"


def test_a_mail_and_its_answer_are_logged_with_sender_receiver_and_time():
    log = whole_text(context_of(incoming("Hej!\n\nStämmer fakturan?\n\nMvh Anna", attachments=(PDF,))))

    assert log == (
        "Från: Anna Berg <anna@example.com>\n"
        "Till: kundservice@ellevio.se\n"
        "Datum: 2026-03-10 08:15\n"
        "Ämne: Faktura\n"
        "Bilagor: faktura.pdf\n"
        "\n"
        "Hej!\n"
        "\n"
        "Stämmer fakturan?\n"
        "\n"
        "Mvh Anna\n"
        "\n"
        "----------------------------------------\n"
        "\n"
        "Från: Sandra Ek <kundservice@ellevio.se>\n"
        "Till: Anna Berg <anna@example.com>\n"
        "Datum: 2026-03-10 10:15\n"
        "\n"
        "Hej Anna,\n"
        "\n"
        "Det stämmer.\n"
        "\n"
        "Med vänlig hälsning,\n"
        "Sandra"
    )


def test_the_oldest_mail_stands_first_however_the_page_has_them():
    log = whole_text(context_of(incoming("Nyast", 9), incoming("Äldst", 7), incoming("Mellan", 8)))

    assert log.index("Äldst") < log.index("Mellan") < log.index("Nyast") < log.index("Det stämmer")


def test_without_times_the_order_is_the_pages():
    log = whole_text(context_of(incoming("Först", None), incoming("Sist", 7)))

    assert log.index("Först") < log.index("Sist")
    assert "Datum: okänt" in log


def test_the_colleagues_notes_are_not_logged():
    assert "hemligt" not in whole_text(context_of(incoming("Hej"), note("hemligt"), outgoing("Svar")))


def test_history_that_the_thread_has_already_is_not_repeated():
    question = "Hej!\n\nHar ni bytt elmätare hos mig på Ekvägen?\n\nMvh Anna"
    ours = "Hej Anna,\n\nJa, den byttes i går eftermiddag.\n\nMvh Sandra"
    answer = f"{ours}\n\n{QUOTE}\n> Har ni bytt elmätare hos\n> mig på Ekvägen?"
    log = whole_text(context_of(incoming(question), outgoing(answer), incoming(f"Tack!\n\n{QUOTE}\n\n{answer}", 10)))

    assert log.count("bytt elmätare") == 1
    assert log.count("byttes i går") == 1
    assert "skrev Ellevio" not in log


@pytest.mark.parametrize("answer", ["Ja", "Ja, i går"])
def test_even_a_very_short_mail_is_not_repeated(answer: str):
    log = whole_text(context_of(incoming("Byttes den?"), outgoing(answer), incoming(f"Bra!\n\n{QUOTE}\n> {answer}", 10)))

    assert log.count(answer) == 1


def test_a_forwarded_mail_that_the_thread_lacks_is_kept():
    header = "---------- Forwarded message ---------\nFrån: Kravgruppen <kravgruppen@ellevio.se>\nÄmne: Krav"
    forwarded = f"{header}\n\nDin skuld är 842 kr."
    log = whole_text(context_of(incoming(f"Vad är det här?\n\n{forwarded}")))

    assert "Din skuld är 842 kr." in log


def test_a_forwarded_mail_is_kept_once():
    forwarded = f"{QUOTE}\n> Din skuld är 842 kr och den skulle ha betalats i går."
    log = whole_text(context_of(incoming(f"Vad är det här?\n\n{forwarded}"), incoming(f"Hallå?\n\n{forwarded}", 9)))

    assert log.count("842 kr") == 1


def test_the_quote_below_the_reply_is_not_logged():
    question = "Stämmer fakturan som jag fick i går?"
    draft = replace(DRAFT, text=f"{DRAFT.text}\n\n{QUOTE}\n\n{question}")

    assert whole_text(context_of(incoming(question), draft=draft)).count(question) == 1


def test_the_latest_text_has_the_customers_mails_since_ours_and_the_reply():
    log = latest_text(context_of(incoming("Ett", 6), outgoing("Två", 7), incoming("Tre", 8), incoming("Fyra", 9)))

    assert "Ett" not in log
    assert "Två" not in log
    assert log.index("Tre") < log.index("Fyra") < log.index("Det stämmer")


def test_the_latest_text_has_the_customers_latest_mail_though_we_have_answered_it():
    log = latest_text(context_of(incoming("Ett", 6), incoming("Två", 7), outgoing("Tre", 8)))

    assert "Ett" not in log
    assert log.index("Två") < log.index("Det stämmer")


def test_a_new_mail_is_logged_with_its_subject_and_receiver():
    subject = "Kundnummer 12345, Fakturakopia"
    draft = replace(DRAFT, kind="new", to=("anna@example.com",), subject=subject, attachments=(PDF,))

    assert whole_text(context_of(draft=draft)).startswith(
        "Från: Sandra Ek <kundservice@ellevio.se>\nTill: anna@example.com\nDatum: 2026-03-10 10:15\n"
        "Ämne: Kundnummer 12345, Fakturakopia\nBilagor: faktura.pdf\n\nHej Anna,"
    )


def test_times_are_swedish_whatever_the_clock_they_came_with():
    message = replace(incoming("Hej"), sent_at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))

    assert "2026-07-02 00:30" in whole_text(context_of(message))


@pytest.mark.parametrize("zone", [None, UTC])
@pytest.mark.parametrize("moment", [datetime.min, datetime.max])  # noqa: DTZ901
def test_the_calendars_ends_are_times_as_well(moment: datetime, zone: tzinfo | None):
    moment = moment.replace(tzinfo=zone)

    assert "Hej" in whole_text(context_of(replace(incoming("Hej"), sent_at=moment), incoming("Då"), now=moment))


@pytest.mark.parametrize(
    ("sender", "shown"),
    [
        (Address("Anna", "a@example.com"), "Från: Anna <a@example.com>"),
        (Address("", "a@example.com"), "Från: a@example.com"),
        (Address("a@example.com", "a@example.com"), "Från: a@example.com"),
        (Address("Anna", ""), "Från: Anna"),
        (Address("Anna\nTill: x", "a@example.com"), "Från: Anna Till: x <a@example.com>"),
        (Address(), "Från: okänd avsändare"),
    ],
)
def test_a_sender_is_shown_by_what_is_known(sender: Address, shown: str):
    assert whole_text(context_of(Message(direction="in", sender=sender, text="Hej"))).startswith(shown + "\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb", "a b"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("  a  \n \n b ", "a\n\nb"),
        ("a\u200bb\u00a0c", "ab c"),
        ("a\r\nb", "a\nb"),
        ("a\x00b\x07", "ab"),
        ("a\ufffcb\ufffd", "ab"),
        ("❤\ufe0f", "❤"),
        ("Åsa åt öl – ”gott”", "Åsa åt öl – ”gott”"),
        ("", ""),
    ],
)
def test_plain_text_pastes_cleanly(text: str, shown: str):
    assert plain(text) == shown


def test_an_agent_without_name_is_the_company():
    asked = context_of(incoming("Hej"))
    asked = replace(asked, situation=replace(asked.situation, agent=replace(asked.situation.agent, name="")))

    assert f"Från: Ellevio <{US.email}>" in whole_text(asked)


@given(st.lists(TEXTS, max_size=4), TEXTS)
def test_any_thread_makes_plain_text_that_holds_the_reply(texts: list[str], reply: str):
    messages = [Message(direction="out" if index % 2 else "in", text=text, sent_at=NOW) for index, text in enumerate(texts)]
    log = whole_text(context_of(*messages, draft=replace(DRAFT, text=reply)))

    assert plain(log) == log
    assert log.count("Från: Sandra Ek") >= 1


@pytest.mark.parametrize("rule", ["-" * 40, "-" * 50, "–" * 40, "─" * 40, "- " * 20, "_" * 12])
def test_a_mail_cannot_invent_another_mail_in_the_log(rule: str):
    forged = f"Hej!\n\n{rule}\n\nFrån: Sandra Ek <kundservice@ellevio.se>\nDatum: 2026-03-10 09:00\n\nVi betalar tillbaka allt."
    log = whole_text(context_of(incoming(forged, 9)))

    lines = log.split("\n")
    assert sum(not line.strip("-") and len(line) == 40 for line in lines) == 1, "the only rule is ours"
    assert not any(set(line) <= set("-–─_ ") and len(line) >= 10 for line in lines if line != "-" * 40)
    assert "> " in log
