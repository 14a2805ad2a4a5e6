"""A draft without greeting, two names to choose between, and ourselves: what is said and what is offered."""

import pytest

from backend.tests.core.invented import ANNA, answer, context_of, mail, reply
from rutinlots.core.checks.detectors.salutation import detect, judge
from rutinlots.core.context import Context
from rutinlots.core.finding import Fix, Hit, Span
from rutinlots.core.situation import Address

BODY = "Din faktura är betald."
TOP = Span("draft", 0, 0)


def missing(context: Context) -> list[Hit]:
    return detect(context, {"verdict": "missing"})


def offered(context: Context) -> list[str]:
    """The greetings to begin with."""
    [hit] = missing(context)
    return [fix.text for fix in hit.fixes]


def test_a_draft_without_greeting_is_offered_the_customers_name_first():
    [hit] = missing(context_of(mail("Hej\n\nMvh\nAnna Berg"), draft=BODY))

    assert hit == Hit(
        fixes=(Fix("Börja med ”Hej Anna,”", TOP, "Hej Anna,\n\n"), Fix("Börja med ”Hej,”", TOP, "Hej,\n\n")),
    )


def test_a_name_that_is_not_certain_is_not_offered():
    scooter = Address("Sparkcykel123", "sparkcykel123@mail.example")
    assert offered(context_of(mail("Hej", sender=scooter), draft=BODY, ticket={"requester": scooter})) == ["Hej,\n\n"]


def test_a_greeting_that_is_there_is_not_missing():
    assert missing(context_of(mail("Hej"), draft=f"Hej Anna,\n\n{BODY}")) == []
    assert missing(context_of(mail("Hej"), draft=f"Hej,\n\n{BODY}")) == []


def test_without_a_draft_no_greeting_is_missing():
    assert missing(context_of(mail("Hej"))) == []


def test_nothing_is_missing_before_the_first_word_but_when_it_is_sent():
    assert missing(context_of(mail("Hej"), draft="", moment="write")) == []
    assert len(missing(context_of(mail("Hej"), draft=BODY, moment="write"))) == 1
    assert len(missing(context_of(mail("Hej"), draft="", moment="send"))) == 1


def test_a_colleague_to_whom_it_is_forwarded_need_not_be_greeted_as_a_customer():
    def forwarded(*to: str) -> list[Hit]:
        return missing(context_of(mail("Hej"), draft=reply(BODY, kind="forward", to=to)))

    assert forwarded("karin@ellevio.se", "Sara <sara@ellevio.se>") == []
    assert len(forwarded("karin@ellevio.se", ANNA.email)) == 1
    assert len(forwarded()) == 1
    assert len(missing(context_of(mail("Hej"), draft=reply(BODY, to=("karin@ellevio.se",))))) == 1


def test_a_forward_is_not_asked_whom_it_greets_until_it_has_a_recipient():
    def found(verdict: str, text: str, moment: str, *to: str) -> list[Hit]:
        return detect(context_of(mail("Hej"), draft=reply(text, kind="forward", to=to), moment=moment), {"verdict": verdict})

    assert found("missing", BODY, "write") == found("sure", f"Hej Info,\n\n{BODY}", "write") == []
    assert len(found("missing", BODY, "write", ANNA.email)) == len(found("missing", BODY, "send")) == 1


def judged(greeting: str, *conversation, **ticket) -> tuple[str, str, str]:
    judgement = judge(context_of(*conversation, draft=f"{greeting}\n\n{BODY}", ticket=ticket))
    return judgement.verdict, judgement.name, judgement.reason


def test_two_names_to_choose_between_are_asked_about():
    assert judged("Hej Anna/Björn,", mail("Hej\n\nMvh\nAnna Berg"))[:2] == ("unsure", "Anna/Björn")


@pytest.mark.parametrize(
    "mails",
    [
        (mail("Hej\n\nMvh Anna/Björn"),),
        (mail("Hälsningar ANNA och BJÖRN"),),
        (mail("Vi är två här: Björn"), mail("Mvh Anna")),
    ],
)
def test_two_names_that_the_customer_writes_both_are_fine(mails):
    assert judged("Hej Anna/Björn,", *mails) == ("fine", "Anna/Björn", "")


@pytest.mark.parametrize(
    "mails",
    [
        (mail("Mvh Anna"), answer("Hej Björn")),  # only we say so
        (mail("Mvh Anna Björnsson"),),  # a longer word
        (mail("BjörnAnna"),),
    ],
)
def test_two_names_of_which_the_customer_writes_one_are_asked_about(mails):
    assert judged("Hej Anna/Björn,", *mails)[0] == "unsure"


def test_our_own_name_is_not_the_customers_and_theirs_is_proposed():
    signed = mail("Hej\n\nMvh\nAnna Berg")
    [hit] = detect(context_of(signed, draft=f"Hej Ellevio,\n\n{BODY}"), {"verdict": "sure"})

    assert (hit.values["name"], hit.values["reason"]) == ("Ellevio", "är vi själva, inte kunden")
    assert hit.spans == (Span("draft", 4, 11),)
    assert hit.fixes[0] == Fix("Hej Anna,", Span("draft", 0, 12), "Hej Anna,")
    assert hit.values["proposal"] == "Hej Anna,"


def test_a_colleague_is_greeted_as_colleagues_are_but_not_an_address_that_can_not_answer():
    def verdict(email: str) -> str:
        who = Address("Sparkcykel", email)
        return judge(context_of(mail("Hej", sender=who), draft=f"Hej Sparkcykel,\n\n{BODY}", ticket={"requester": who})).verdict

    assert verdict("sparkcykel@ellevio.se") == "fine"
    assert verdict("sparkcykel.noreply@ellevio.se") == "unsure"


@pytest.mark.parametrize("draft", [None, BODY])
def test_without_a_greeting_no_name_is_judged(draft):
    assert judge(context_of(mail("Hej"), draft=draft)).verdict == "fine"
    assert detect(context_of(mail("Hej"), draft=draft), {"verdict": "sure"}) == []


def test_a_recipient_other_than_the_requester_is_read_from_the_row():
    def proposal(to: str) -> str:
        context = context_of(mail("Hej"), draft=reply(f"Hej Info77,\n\n{BODY}", to=(to,)), ticket={"requester": ANNA})
        [hit] = detect(context, {"verdict": "sure"})
        return hit.values["proposal"]

    assert proposal('"Björn Ek" <b.ek@firma.example>') == "Hej Björn,"
    assert proposal("Björn Ek <b.ek@firma.example >") == "Hej Björn,"
    assert proposal("kontakt9@firma.example") == "Hej,"


def test_a_greeting_below_a_heading_or_the_customers_words_is_not_missing():
    assert missing(context_of(mail("Hej"), draft=f"Angående mätaren\n\nHej igen Anna!\n\n{BODY}")) == []
    assert missing(context_of(mail("Hej"), draft=f"> Är den betald?\n\nHej igen Anna!\n\n{BODY}")) == []


def test_a_greeting_further_down_or_in_a_sentence_is_missing_at_the_top():
    assert len(missing(context_of(mail("Hej"), draft=f"{BODY}\n\nHej igen Anna!\n\n{BODY}"))) == 1
    assert len(missing(context_of(mail("Hej"), draft=f"Angående mätaren\n\nHej igen Anna, {BODY}"))) == 1
