"""What is said of a mail that was sent in a scenario."""

from dataclasses import replace

import pytest

from backend.tests.shipped import shipped
from rutinlots.core.practice.judge import Logged, Outcome, answered, judge
from rutinlots.core.scenarios.model import Scenario

BY_ID = {each.id: each for each in shipped().scenarios}
ATTACHMENT, NIGHT, AGAIN = (BY_ID[name] for name in ("glomd-bilaga", "eskalera-pa-kvallen", "kunden-aterkommer"))

EASY, TEMPLATE, GRIEF, NOREPLY = (
    BY_ID[name] for name in ("det-latta-mejlet", "mallen-ar-inte-ifylld", "dodsbo", "svar-till-noreply")
)


COLLECTIONS, WHO, NAMED = (BY_ID[name] for name in ("svar-till-kravgruppen", "vem-ar-kunden", "anvandarnamn-i-halsningen"))


def judged(scenario: Scenario, logged: Logged | None = "yes", **changes: object) -> Outcome:
    sent = answered(scenario, shipped())
    return judge(scenario, replace(sent, draft=replace(sent.draft, **changes)), logged, shipped())


def test_a_mail_of_greeting_and_signature_alone_is_no_answer() -> None:
    text = answered(ATTACHMENT, shipped()).draft.text
    signature = text[text.index("Med vänlig hälsning") :]
    found = judged(ATTACHMENT, text=f"{text.splitlines()[0]}\n\n{signature}", attachments=())

    assert not found.written
    assert not found.solved
    assert judged(ATTACHMENT).written


def short(scenario: Scenario, words: str) -> Outcome:
    """What is said where the answer is only these words, between the greeting and the signature."""
    text = answered(scenario, shipped()).draft.text
    return judged(scenario, text=f"{text.splitlines()[0]}\n\n{words}\n\n{text[text.index('Med vänlig hälsning') :]}")


@pytest.mark.parametrize(
    "words",
    ["ok då", "Okej!", "Hmm …", "Tack för ditt mejl!\n\nHa en fin dag!", "Ok, hör gärna av dig igen.", "Thank you!", "?"],
)
@pytest.mark.parametrize("scenario", [ATTACHMENT, NAMED, BY_ID["tva-fragor"]], ids=lambda each: each.id)
def test_courtesies_alone_answer_nothing_and_no_check_is_credited(scenario: Scenario, words: str) -> None:
    found = short(scenario, words)

    assert (found.written, found.solved, found.caught) == (False, False, ())


@pytest.mark.parametrize(
    "words",
    ["Ja, det stämmer.", "Ja.", "Nej tyvärr.", "Visst!", "Klart nu.", "Det går bra.", "Den 12 april.", "Tack, det är ändrat."],
)
def test_a_short_answer_is_an_answer(words: str) -> None:
    found = short(NAMED, words)

    assert (found.written, found.solved) == (True, True)
    assert short(ATTACHMENT, words).written


def test_courtesies_are_enough_where_the_draft_or_the_model_answer_has_nothing_else() -> None:
    sent = answered(ATTACHMENT, shipped())
    polite = replace(sent.draft, text="Hej Anna,\n\nTack för ditt mejl!\n\nMed vänlig hälsning,\n\nSandra")

    def says_enough(scenario: Scenario) -> bool:
        return judge(scenario, replace(sent, draft=polite), "yes", shipped()).written

    begun = replace(ATTACHMENT, start=replace(ATTACHMENT.start, draft=polite))
    example = replace(ATTACHMENT.facit.example, draft=polite)
    model = replace(ATTACHMENT, facit=replace(ATTACHMENT.facit, example=example))
    assert (says_enough(begun), says_enough(model), says_enough(ATTACHMENT)) == (True, True, False)


def test_a_line_that_was_right_and_has_gone_is_a_needless_change() -> None:
    text = answered(ATTACHMENT, shipped()).draft.text
    found = judged(ATTACHMENT, text=text.replace("Ha en fin dag!", "Välkommen åter!"))

    assert found.needless == ("Ha en fin dag!",)
    assert found.solved


def test_what_must_be_put_right_counts_though_the_scenario_is_about_something_else() -> None:
    text = answered(ATTACHMENT, shipped()).draft.text
    found = judged(ATTACHMENT, text=text.replace("Ha en fin dag!", "Ring min kollega på gunnar.blom@ellevio.se. Ha en fin dag!"))

    assert [finding.check.id for finding in found.missed] == ["colleague-contact"]
    assert [check.id for check in found.caught] == ["forgotten-attachment"]
    assert not found.solved


@pytest.mark.parametrize(
    ("scenario", "logged", "right"),
    [
        (ATTACHMENT, "new", True),
        (ATTACHMENT, "yes", True),
        (ATTACHMENT, "append", False),
        (ATTACHMENT, None, False),
        (AGAIN, "append", True),
        (AGAIN, "new", False),
        (NIGHT, None, True),
        (NIGHT, "new", False),
    ],
)
def test_the_log_is_judged_by_what_the_engine_would_have_asked_for(scenario: Scenario, logged: Logged | None, right: bool) -> None:
    found = judged(scenario, logged)

    assert found.log is right
    assert found.solved is right


def test_a_reply_must_leave_as_the_scenario_says() -> None:
    found = judged(ATTACHMENT, send_mode="send")

    assert found.sent is False
    assert not found.solved


def test_a_note_must_be_a_note_and_the_group_must_be_changed() -> None:
    sent = answered(NIGHT, shipped())
    kept = replace(sent, ticket=replace(sent.ticket, properties={"Status": "Öppen"}))
    found = judge(NIGHT, kept, None, shipped())
    assert (found.kind, found.properties, found.solved) == (True, (("Grupp", "Produktspecialist Releasy"),), False)

    mail = replace(sent, draft=replace(sent.draft, kind="reply", to=("ola.nord@example.com",)))
    assert judge(NIGHT, mail, None, shipped()).kind is False


def test_a_wrong_way_to_send_is_one_slip() -> None:
    found = judged(ATTACHMENT, send_mode="send")

    assert (found.sent, found.missed, found.tips) == (False, (), ())
    assert "plain-send" not in {check.id for check in found.caught}


def test_a_scenario_that_is_about_the_way_to_send_counts_it_once_too() -> None:
    about = replace(ATTACHMENT, solved=replace(ATTACHMENT.solved, gone=("plain-send",)))
    found = judged(about, send_mode="send")

    assert (found.sent, found.missed) == (False, ())
    assert "plain-send" not in {check.id for check in found.caught}
    assert not found.solved
    assert "plain-send" in {check.id for check in judged(about).caught}


def test_a_required_field_that_was_to_be_set_is_missed_once_and_another_by_itself() -> None:
    scenario = replace(ATTACHMENT, solved=replace(ATTACHMENT.solved, properties={"Typ": "Fråga"}))
    sent = answered(ATTACHMENT, shipped())

    def left(**filled: str | None) -> Outcome:
        ticket = replace(sent.ticket, properties=filled, required=("Typ", "Kategori"))
        return judge(scenario, replace(sent, ticket=ticket), "yes", shipped())

    one, both = left(Kategori="Faktura"), left()
    assert (one.properties, one.missed) == ((("Typ", "Fråga"),), ())
    assert both.properties == (("Typ", "Fråga"),)
    assert [(finding.check.id, finding.fields) for finding in both.missed] == [("empty-required-field", ("Kategori",))]


def test_a_note_instead_of_a_reply_is_not_missed_again_for_how_it_was_sent() -> None:
    found = judged(ATTACHMENT, logged=None, kind="note", send_mode="send")

    assert (found.kind, found.sent, found.log, found.solved) == (False, None, None, False)


@pytest.mark.parametrize(
    ("old", "new", "needless"),
    [
        ("Tack för ditt mejl! Ja,", "Tack för att du hör av dig! Ja,", ("Tack för ditt mejl!",)),
        ("Hej Noah,\n\nTack", "Hej Noah! Tack", ()),
        ("banken resten.\n\nFrån nästa", "banken resten. Från nästa", ()),
    ],
)
def test_a_needless_change_is_told_by_the_sentence_and_new_lines_and_stops_are_none(old: str, new: str, needless: tuple) -> None:
    text = answered(EASY, shipped()).draft.text
    assert old in text

    assert judged(EASY, text=text.replace(old, new)).needless == needless


def test_a_tip_that_the_model_answer_does_not_follow_is_not_given() -> None:
    text = answered(TEMPLATE, shipped()).draft.text
    changed = text.replace("Ha en fin dag!", "Tack och hej!")

    assert judged(TEMPLATE).tips == ()
    assert "likely-follow-up" not in {each.check.id for each in judged(TEMPLATE, text=changed).tips}


def test_a_tip_at_work_may_be_what_a_scenario_is_about() -> None:
    text = answered(GRIEF, shipped()).draft.text
    found = judged(GRIEF, text=text.replace("Hej Elin", "Hej Gunvor"))

    assert [finding.check.id for finding in found.missed] == ["uncertain-salutation"]
    assert not found.solved
    assert "uncertain-salutation" not in {check.id for check in judged(GRIEF).caught}


def test_a_ticket_whose_customer_is_asked_something_may_be_closed_or_not() -> None:
    for mode in ("send", "send-and-close"):
        found = judged(GRIEF, send_mode=mode)
        assert (found.sent, found.missed, found.solved) == (None, (), True)


@pytest.mark.parametrize(
    ("to", "addressed", "missed"),
    [
        (("Maja.Sund@example.org",), True, []),
        (("maja.sund@example.com",), False, []),
        (("maja.sund@example.org", "inga@example.com"), False, []),
        (("noreply@ellevio.se",), True, ["noreply-recipient"]),
    ],
)
def test_a_mail_to_another_than_the_customer_is_wrong_and_one_slip(to: tuple[str, ...], addressed: bool, missed: list[str]) -> None:
    found = judged(NOREPLY, to=to)

    assert [each.check.id for each in found.missed] == missed
    assert found.addressed is addressed
    assert (found.log, found.gate.situation) == (True, "new"), "the log is that of the mail that should have gone"
    assert found.solved is (addressed and not missed)


def test_an_escalated_ticket_that_is_closed_waits_for_no_answer() -> None:
    sent = answered(NIGHT, shipped())
    closed = replace(sent, ticket=replace(sent.ticket, properties={**sent.ticket.properties, "Status": "Avslutad"}))

    assert judge(NIGHT, closed, None, shipped()).properties == (("Status", "Öppen"),)


def test_another_customers_name_in_the_salutation_is_wrong_whatever_the_scenario_is_about() -> None:
    for scenario in (each for each in shipped().scenarios if each.facit and each.solved.kind == "reply"):
        text = answered(scenario, shipped()).draft.text
        found = judged(scenario, text=" ".join((text.split(maxsplit=1)[0], "Torbjörn,", text.split(maxsplit=2)[2])))
        assert "uncertain-salutation" in {each.check.id for each in found.missed}, scenario.id


def test_what_the_reply_must_not_say_is_told_by_the_sentence_and_with_the_scenarios_reason() -> None:
    text = answered(COLLECTIONS, shipped()).draft.text
    wrong = "Vi ser att betalningen har kommit in, så du kan bortse från kravet."
    found = judged(COLLECTIONS, text=text.replace("Du är alltid", f"{wrong} Du är alltid"))

    [slip] = found.slips
    assert slip.because == COLLECTIONS.solved.must_not_say[0].because
    assert slip.words == (wrong.rstrip("."),)
    assert (found.missed, found.solved) == ((), False)
    assert judged(COLLECTIONS).slips == ()


def test_what_the_reply_must_say_and_does_not_is_told_without_words() -> None:
    text = answered(TEMPLATE, shipped()).draft.text
    found = judged(TEMPLATE, text=text.replace("1 april", "11 april"))

    assert [(slip.because, slip.words) for slip in found.slips] == [(TEMPLATE.solved.must_say[0].because, ())]
    assert not found.solved


@pytest.mark.parametrize("quoted", ["\n\n> Ditt avtal är avslutat.", "\n\nDen 3 mars skrev Karin Ek:\n> Ditt avtal är avslutat."])
def test_what_is_quoted_below_the_reply_is_not_said(quoted: str) -> None:
    text = answered(WHO, shipped()).draft.text

    assert judged(WHO, text=text + quoted).slips == ()
    assert judged(WHO, text=f"Hej Jonas,\n\nDitt avtal är avslutat.{text[10:]}").slips != ()


def test_an_empty_mail_and_another_kind_of_mail_are_one_slip_whatever_they_do_not_say() -> None:
    text = answered(TEMPLATE, shipped()).draft.text
    assert judged(TEMPLATE, text="Hej Amina,").slips == ()
    assert judged(TEMPLATE, text=text.replace("1 april", "11 april"), kind="note", send_mode="send").slips == ()


def test_a_check_counts_for_nothing_where_another_spoke_for_it_or_the_mail_is_none_that_it_looks_at() -> None:
    glad = judge(GRIEF, answered(GRIEF, shipped(), mistake=True), "yes", shipped())
    assert [each.check.id for each in glad.missed] == ["cheerful-in-grief"]
    assert glad.caught == (), "it says nothing of the loss either"

    noon = BY_ID["eskalera-mitt-pa-dagen"]
    assert judged(noon, kind="note", text="Kunden frågar om sin solel.").caught == ()
    assert judged(ATTACHMENT, text="Hej Sara,", attachments=()).caught == ()


def test_a_file_that_the_customer_was_to_have_is_missed_though_the_mail_promises_none() -> None:
    text = answered(ATTACHMENT, shipped()).draft.text
    silent = judged(ATTACHMENT, text=text.replace("Jag bifogar en kopia av avtalet.", "Ditt avtal gäller."), attachments=())
    assert (silent.attached, silent.solved, silent.missed, silent.caught) == (False, False, (), ())

    assert judged(ATTACHMENT).attached
    promised = judged(ATTACHMENT, attachments=())
    assert promised.attached, "that the file is not there is said once"
    assert [each.check.id for each in promised.missed] == ["forgotten-attachment"]
    assert judged(ATTACHMENT, kind="note", attachments=()).attached, "it was another kind of mail"
