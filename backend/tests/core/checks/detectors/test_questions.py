"""The customer's questions: all of them, or those that the draft does not speak of."""

from backend.tests.core.invented import answer, context_of, mail, text_at
from rutinlots.core.checks.detectors.questions import detect

TWO = "Hej!\n\nVad kostar en elmätare? När kommer montören med nycklarna?"


def asked(which: str, *mails: str, draft: str | None = None) -> list[str]:
    context = context_of(*map(mail, mails), draft=draft and f"Hej Anna,\n\n{draft}")
    hits = detect(context, {"which": which})
    shown = [hit.values["question"].strip("”").removesuffix(" …") for hit in hits]
    assert all(each in text_at(context, hit.spans[0]) for hit, each in zip(hits, shown, strict=True))
    return [hit.values["question"] for hit in hits]


def test_several_questions_are_all_told():
    assert asked("several", TWO) == ["”Vad kostar en elmätare?”", "”När kommer montören med nycklarna?”"]


def test_one_question_is_not_several():
    assert asked("several", "Vad kostar en elmätare?") == []


def test_questions_of_all_mails_that_wait_are_counted_together():
    assert len(asked("several", "Vad kostar en elmätare?", "När kommer montören?")) == 2


def test_a_question_that_is_asked_again_is_one_at_its_later_place():
    context = context_of(mail("Vad kostar en elmätare?"), mail("VAD kostar en elmätare? När kommer montören?"))
    hits = detect(context, {"which": "several"})
    assert [hit.spans[0].where for hit in hits] == ["conversation/1", "conversation/1"]


def test_a_question_that_was_answered_is_not_asked_any_more():
    context = context_of(mail(TWO), answer("Så här."), mail("Vad kostar en säkring?"))
    assert detect(context, {"which": "several"}) == []


def test_questions_that_the_draft_does_not_speak_of():
    assert asked("untouched", TWO, draft="Elmätaren är gratis.") == ["”När kommer montören med nycklarna?”"]
    assert asked("untouched", TWO, draft="Elmätaren är gratis, montören kommer i morgon.") == []


def test_a_single_question_is_not_forgotten_but_answered_in_other_words():
    assert asked("untouched", "Vad kostar en elmätare?", draft="Tack för ditt mejl.") == []


def test_a_reply_that_speaks_of_no_question_has_forgotten_none():
    assert asked("untouched", TWO, draft="Vad har du för kundnummer?") == []


def test_a_question_of_an_earlier_mail_is_left_too():
    assert asked("untouched", "Vad kostar en elmätare?", "När kommer montören?", draft="Montören kommer i maj.") == [
        "”Vad kostar en elmätare?”"
    ]


def test_a_question_is_quoted_without_the_greeting_and_the_full_stop():
    assert asked("several", "Hej, undrar vad en elmätare kostar. Och när kommer montören?") == [
        "”undrar vad en elmätare kostar”",
        "”Och när kommer montören?”",
    ]


def test_while_nothing_is_written_nothing_is_left():
    assert asked("untouched", TWO) == []
    assert asked("untouched", TWO, draft="") == []


def test_a_question_in_the_customers_mail_is_pointed_at_though_the_mail_is_answered_between_its_lines():
    context = context_of(mail("> Hej\nVad kostar en elmätare?\n> Tack\nNär kommer montören?"))
    hits = detect(context, {"which": "several"})
    assert [text_at(context, hit.spans[0]) for hit in hits] == ["Vad kostar en elmätare?", "När kommer montören?"]


def test_a_long_question_is_cut_between_two_words():
    long = f"Vad kostar elmätaren {'abcd ' * 13}"  # 86 characters

    assert asked("several", f"{long}abc?", "När kommer montören?")[0] == f"”{long}abc?”"
    assert asked("several", f"{long}abcd?", "När kommer montören?")[0] == f"”{long}…”"


def test_a_statement_beside_the_answers_may_be_the_answer_in_other_words():
    assert asked("untouched", TWO, draft="Elmätaren är gratis. Vi ringer dig på fredag förmiddag innan besöket.") == []
    for more in ("Tack för att du hör av dig till oss!", "Ha en riktigt fin dag.", "Om det ändras skickar vi ett sms.", "Vi ses!"):
        assert len(asked("untouched", TWO, draft=f"Elmätaren är gratis. {more}")) == 1


def test_in_a_short_mail_a_few_questions_are_evident():
    def evident(text: str) -> list[bool]:
        return [hit.evident for hit in detect(context_of(mail(text)), {"which": "several"})]

    assert evident(TWO) == [True, True]
    assert evident(TWO + " Jag bor i huset vid vägen." * 12) == [False, False]
    assert evident(TWO + " Hur byter jag dosan? Vem äger kabeln?") == [False] * 4


def test_a_question_of_time_is_about_what_came_before_it_and_never_forgotten():
    mail = "- Vad kostar en elmätare?\n- Hur lång tid tar det?"

    assert asked("several", mail) == ["”Vad kostar en elmätare?”", "”Hur lång tid tar det?”"]
    assert asked("untouched", mail, draft="Elmätaren kostar 900 kr.") == []
