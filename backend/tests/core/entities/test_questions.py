"""Which of a customer's questions a reply speaks of."""

import pytest

from rutinlots.core.entities.questions import questions, untouched


def left(mail: str, reply: str) -> list[str]:
    return [question.text for question in untouched(list(questions(mail)), reply)]


def test_a_question_that_the_reply_says_nothing_about_is_left():
    mail = "När kommer slutfakturan? Och kan ni byta min mätare?"

    assert left(mail, "Slutfakturan kommer i maj.") == ["Och kan ni byta min mätare?"]


def test_another_form_of_the_word_is_the_same_word():
    assert left("Har betalningen kommit in?", "Fakturan är betald.") == []


def test_whom_to_turn_to_is_answered_by_a_number_or_an_address():
    assert left("Vart ringer jag om strömmen går?", "Du når oss på 0771-53 53 00.") == []
    assert left("Vart ringer jag om strömmen går?", "Det ordnar vi.") == ["Vart ringer jag om strömmen går?"]


def test_a_yes_or_a_no_answers_one_question():
    mail = "Har ni fått blanketten? Kan ni skicka en ny dosa?"

    assert left(mail, "Ja, den kom i går.") == ["Kan ni skicka en ny dosa?"]
    assert left(mail, "Ja, den kom i går. Nej, det går tyvärr inte.") == []


@pytest.mark.parametrize("mail", ["Vad kostar dosan?", "Hur byter jag dosan?"])
def test_a_yes_answers_no_question_that_asks_for_something_else(mail: str):
    assert left(mail, "Ja, vi förstår dig.") == [mail]


def test_two_questions_in_one_sentence_are_two():
    asked = "Jag undrar hur lång uppsägningstiden är och vad som händer med min e-faktura."

    texts = [each.text for each in questions(asked)]
    assert texts == ["Jag undrar hur lång uppsägningstiden är", "vad som händer med min e-faktura."]
    assert left(asked, "Uppsägningstiden är en månad.") == ["vad som händer med min e-faktura."]


def test_a_half_that_is_about_nothing_belongs_to_the_other():
    asked = "Vad kostar bytet och hur lång tid tar det?"

    assert [each.text for each in questions(asked)] == [asked]


def test_where_a_question_is_skipped_the_sentence_before_it_is_no_answer():
    mail = "Hur länge är strömmen borta? Vad gäller för ersättning?"

    assert left(mail, "Strömmen är tillbaka klockan 14.") == ["Vad gäller för ersättning?"]


def test_a_question_that_points_back_is_about_the_sentence_before_it():
    assert left("Vi har fått en ny ordförande. Kan ni uppdatera det?", "Ordföranden är nu ändrad.") == []


def test_what_the_customer_wants_to_be_told_is_a_question():
    mail = "Skulle vilja ha besked om två saker: dels vad som gäller för ersättning, dels om ni kan flytta mätarbytet."

    assert left(mail, "Mätarbytet är flyttat till augusti.") == ["vad som gäller för ersättning"]


@pytest.mark.parametrize(
    "text",
    ["Hallå?", "Vill du avregistrera dig från vårt nyhetsbrev?", "Kan du inte läsa mejlet?", "Visste du att vi har rea?",
     "Läs mer på https://butik.example/rea?", "Är ni inte kloka?", "Vad är det här för service?"],
)  # fmt: skip
def test_calls_and_the_questions_of_footers_are_none(text):
    assert list(questions(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Undrar hur lång tid bytet tar. Skulle också vilja veta om jag måste vara hemma.", 2),
        ("Hej, ä de ja som ska beställa elektriker. Å va kostar de med anslutning.", 2),
        ("Tjena, har ni fått min anmälan. Å när kan ja räkna med svar om flytten.", 2),
        ("Hur gör ja för å säg upp elen. Å kan ja få slutfaktura på mejl.", 2),
        ("Vore bra att få veta vad anslutningen kostar. Likaså hur lång tid byggandet tar.", 2),
        ("Kan ni säga mig när avbrottet börjar. Och om jag får ersättning.", 2),
        ("Tacksam för besked om mätarbytet. Även när montören kommer hit.", 2),
        ("- Hur ändrar jag fakturaadressen\n- Vad kostar ett mätarbyte", 2),
        ("1. När kommer montören\n2. Vad kostar bytet", 2),
        ("• Hur får jag e-faktura\n1) Vad kostar bytet\nb) När kommer slutfakturan\nFråga 4: Måste jag vara hemma vid bytet", 4),
        ("- Vad bra att ni ringde om mätaren.\n- När jag flyttar behövs inget abonnemang.\n1. Säkring 16 A", 0),
        ("Vad bra att ni ringde om mätaren.", 0),
        ("Va skönt att fakturan är rättad nu.", 0),
        ("Har tänkt att flytta i maj. Och när jag flyttar behövs inget abonnemang.", 0),
        ("Även om jag betalar i tid kommer en påminnelse.", 0),
    ],
)
def test_questions_need_no_question_mark_nor_the_written_language(text, found):
    assert len(list(questions(text))) == found


def test_what_marks_a_question_in_a_list_is_no_part_of_it():
    assert [question.text for question in questions("a) När kommer montören?\n- Vad kostar bytet")] == [
        "När kommer montören?", "Vad kostar bytet",
    ]  # fmt: skip


def test_a_question_with_a_clear_word_of_its_own_is_not_about_the_one_before_it():
    asked = "När kommer montören för mätarbytet? Och hur gör jag för att få autogiro?"
    assert left(asked, "Montören byter mätaren på torsdag.") == ["Och hur gör jag för att få autogiro?"]


def test_dialect_asks_too():
    mail = "Hej ja undra ba när ni kommer å byter mätarn å om ja måst va hemma"

    assert [question.text for question in questions(mail)] == [
        "Hej ja undra ba när ni kommer å byter mätarn", "om ja måst va hemma",
    ]  # fmt: skip
