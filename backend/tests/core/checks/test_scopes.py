"""Where a check can look: each scope is the text that its name says, at its place."""

from dataclasses import replace

import pytest

from backend.tests.core.invented import KNOWLEDGE, answer, context_of, mail, note, reply, text_at
from rutinlots.core.checks.scopes import SCOPES, Passage, read_scopes
from rutinlots.core.context import Context
from rutinlots.core.finding import Span
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.reader import MappingReader
from rutinlots.core.situation import Attachment

DRAFT = """Hej Anna,

Hej Sandra!

Tack för ditt mejl.

Fakturan är betald.

Trevlig dag!

Med vänlig hälsning,
Sandra

Den 9 mars 2026 kl. 10:00 skrev Anna Berg <anna@example.com>:
> Är den betald?"""

MAIL = """Hej!

Är fakturan betald?

Med vänlig hälsning
Anna Berg

Den 8 mars 2026 kl. 10:00 skrev Ellevio <kundservice@ellevio.se>:
> Här är fakturan."""


def seen(scope: str, context: Context) -> list[str]:
    """The texts of a scope, each shown to lie where it says."""
    passages = SCOPES[scope](context)
    for passage in passages:
        assert text_at(context, passage.span(0, len(passage.text))) == passage.text
    return [passage.text for passage in passages]


def of_draft(scope: str, text: str = DRAFT) -> list[str]:
    return seen(scope, context_of(draft=text))


def test_the_draft_is_what_the_agent_wrote_without_signature_and_history():
    (written,) = of_draft("draft")
    assert written.startswith("Hej Anna,")
    assert written.rstrip().endswith("Trevlig dag!")


def test_where_the_text_stands_below_a_signature_it_is_what_was_written_too():
    text = "Hej Anna,\n\nMed vänlig hälsning,\nSandra\nKundservice\n\nFakturan är betald och allt är som det ska vara hos er."
    above, below = of_draft("draft", text)

    assert above.strip() == "Hej Anna,"
    assert below.strip().startswith("Fakturan är betald")


def test_a_draft_of_a_signature_alone_has_one_empty_passage():
    assert of_draft("draft", "Med vänlig hälsning,\nSandra") == [""]


def test_a_place_in_a_passage_is_counted_from_the_texts_start():
    assert Passage("draft", 10, "text").span(1, 3) == Span("draft", 11, 13)


def test_greetings():
    assert of_draft("draft.greeting") == ["Hej Anna,"]
    assert of_draft("draft.extra-greetings") == ["Hej Sandra!"]


def test_the_opening_of_a_mail_with_one_greeting_is_its_first_paragraph():
    assert of_draft("draft.opening", DRAFT.replace("Hej Sandra!\n\n", "")) == ["Tack för ditt mejl."]


def test_the_opening_of_a_mail_with_several_greetings_has_them_too():
    assert of_draft("draft.opening") == ["Hej Anna,\n\nHej Sandra!\n\nTack för ditt mejl."]


def test_the_body_is_what_stands_between_greeting_and_closing():
    assert of_draft("draft.body") == ["Tack för ditt mejl.\n\nFakturan är betald."]


@pytest.mark.parametrize("scope", [name for name in SCOPES if name.startswith("draft")])
def test_without_a_draft_its_scopes_are_nowhere(scope: str):
    assert seen(scope, context_of(mail(MAIL))) == []


@pytest.mark.parametrize("scope", ["draft.greeting", "draft.extra-greetings", "draft.subject"])
def test_parts_that_a_draft_does_not_have_are_nowhere(scope: str):
    assert of_draft(scope, "Fakturan är betald.") == []


def test_the_subject_is_the_drafts_own():
    context = context_of(ticket={"subject": "Ärendet"}, draft=reply("Hej", subject="Svaret"))
    assert seen("draft.subject", context) == ["Svaret"]
    assert SCOPES["draft.subject"](context)[0].where == "subject"


def test_mails_from_us_are_those_that_left():
    context = context_of(mail("In"), note("Not"), answer("Ut"), answer("Ut igen"))

    assert seen("thread.out", context) == ["Ut", "Ut igen"]
    assert [passage.where for passage in SCOPES["thread.out"](context)] == ["conversation/2", "conversation/3"]


def test_without_a_ticket_there_is_no_thread():
    assert seen("thread.out", context_of(ticket=None)) == []


# --- read from a check file


def named(value) -> list[str]:
    context = context_of(draft=reply(DRAFT, subject="Svaret"))
    return [passage.text for passage in read_scopes(MappingReader({"in": value}))(context)]


def test_one_scope_by_its_name():
    assert named("draft.subject") == ["Svaret"]


def test_several_scopes_in_the_order_they_are_named():
    assert named(["draft.subject", "draft.greeting"]) == ["Svaret", "Hej Anna,"]


@pytest.mark.parametrize(("value", "path"), [("mejlet", "in"), (["draft", "mejlet"], r"in\.1")])
def test_a_scope_that_does_not_exist(value, path: str):
    with pytest.raises(RuleFileError, match=f"{path}: ”mejlet” finns inte; välj bland: draft, "):
        named(value)


def test_no_scope_at_all():
    with pytest.raises(RuleFileError, match="”in” saknas: skriv en lista"):
        read_scopes(MappingReader({}))
    with pytest.raises(RuleFileError, match="in: ”in” är tom: skriv minst en plats"):
        named([])


def test_all_of_the_draft_has_the_signature_but_not_the_history():
    (everything,) = of_draft("draft.all")
    assert everything.startswith("Hej Anna,")
    assert everything.rstrip().endswith("Med vänlig hälsning,\nSandra")
    assert of_draft("draft.all", "") == []


@pytest.mark.parametrize(("kind", "expected"), [("new", ["Din flytt"]), ("reply", []), ("forward", [])])
def test_the_subject_is_new_in_a_new_mail_only(kind: str, expected: list[str]):
    context = context_of(draft=reply("Hej", kind=kind, subject="Din flytt"))
    assert [passage.text for passage in SCOPES["draft.new-subject"](context)] == expected
    assert SCOPES["draft.new-subject"](context_of()) == []


def test_what_stands_below_a_signature_is_where_it_says_after_lines_above_it():
    """The place is counted from the beginning of the draft also where blank lines come first."""
    text = "\n\nHej Anna,\n\nMed vänlig hälsning,\nSandra\nKundservice\n\nFakturan är betald och allt är som det ska vara hos er."
    assert of_draft("draft", text)[-1].strip().startswith("Fakturan är betald")


THEIRS = "Vad betyder ”Anläggning XX” och [datum] i brevet?"


@pytest.mark.parametrize("said", ["”XX”", '"XX"', "’XX’", "dag's ”XX”", "”Anläggning XX”", "”[datum]”"])
def test_what_the_customer_wrote_and_the_reply_quotes_is_not_the_agents(said: str):
    (text,) = seen_as("draft.all", context_of(mail(THEIRS), draft=reply(f"Hej,\n\nMed {said} menas ert eget.")))
    assert "XX" not in text
    assert "datum" not in text
    assert text.endswith("menas ert eget.")


@pytest.mark.parametrize("said", ["den XX", "«XX»", "”XXX”", "”[belopp]”", "[datum]", "”anläggningen XX”"])
def test_what_is_not_quoted_or_not_word_for_word_is_the_agents(said: str):
    (text,) = seen_as("draft.all", context_of(mail(THEIRS), draft=reply(f"Hej,\n\nMed {said} menas ert eget.")))
    assert said in text


@pytest.mark.parametrize(
    ("written", "theirs"),
    [
        ("Anläggning XX är avläst.", "Gäller det anläggning XX?"),
        ("Faktura 123XX4 är betald.", "Faktura 123XX4, tack."),
        ("Vi ser 2026-XX i vårt system.", "Vad är ”2026-XX”?"),
        ("Kundnummer: 19xx-12.", "Mitt nummer är 19XX-12"),
    ],
)
def test_a_name_or_number_with_crosses_that_the_customer_wrote_is_not_the_agents(written: str, theirs: str):
    (text,) = seen_as("draft.all", context_of(mail(theirs), draft=reply(f"Hej,\n\n{written}")))
    assert "xx" not in text.casefold()


@pytest.mark.parametrize(
    ("written", "theirs"),
    [
        ("Kundnummer XXXXXX är ditt.", "Mitt kundnummer är 12 och jag vill ha XXXXXX."),
        ("XX", "XX"),
        ("Faktura 123XX4 är betald.", "Faktura 123XX45, tack."),
        ("Faktura 123XX4 är betald.", "Hej!\n\nDen 1 mars skrev Ellevio <kundservice@ellevio.se>:\n> Faktura 123XX4"),
    ],
)
def test_crosses_that_the_customer_did_not_write_so_are_the_agents(written: str, theirs: str):
    (text,) = seen_as("draft.all", context_of(mail(theirs), draft=reply(f"Hej,\n\n{written}")))
    assert "XX" in text


@pytest.mark.parametrize(
    "said", ["[SYNC ERROR]", "<Okänd anläggning>", "[Justering]", "{offline}", "<Justering>", "[Ned. avgift/rabatt]"]
)
def test_brackets_that_the_customer_wrote_are_not_the_agents(said: str):
    context = context_of(mail(f"Hej! Det står {said} här."), draft=reply(f"Hej,\n\nRaden {said} betyder [datum]."))
    (text,) = seen_as("draft.all", context)
    assert said not in text
    assert "[datum]" in text


@pytest.mark.parametrize(
    ("said", "theirs"),
    [
        ("[JUSTERING]", "Vad är [Justering] på fakturan?"),
        ("[Energiskatt]", "> [Energiskatt] 100 kr\n\nVad är det här?"),
        ("[Rörlig avgift]", "Vad är det här?\n\nFrån: Ellevio <noreply@ellevio.se>\nSkickat: den 3 mars 2026\nTill: Anna\n"
                            "Ämne: Din faktura\n\n[Rörlig avgift] 214 kr"),
    ],
)  # fmt: skip
def test_a_row_of_an_invoice_is_not_the_agents_however_the_customer_brought_it(said: str, theirs: str):
    (text,) = seen_as("draft.all", context_of(mail(theirs), draft=reply(f"Hej,\n\nRaden {said} betyder skatt.")))
    assert said not in text


@pytest.mark.parametrize("said", ["[datum]", "[Belopp]", "[kundnummer]", "<namn>", "{start-datum}", "[NN]", "[name]"])
def test_a_word_that_templates_leave_to_fill_in_is_the_agents_though_the_customer_wrote_it(said: str):
    (text,) = seen_as("draft.all", context_of(mail(f"Det stod {said} i ert mejl."), draft=reply(f"Hej,\n\nDet blir {said}.")))
    assert said in text


@pytest.mark.parametrize("said", ["[ange orsak]", "[Välj faktura]", "[om kunden har solceller]"])
def test_an_instruction_of_a_template_that_the_customer_quotes_is_the_agents(said: str):
    quoted = f"Va?\n\nDen 8 mars 2026 kl. 10:00 skrev Ellevio <kundservice@ellevio.se>:\n> Det blev så: {said}"
    (text,) = seen_as("draft.all", context_of(mail(quoted), draft=reply(f"Hej,\n\nDet blev så: {said}")))
    assert said in text


def test_what_a_reply_of_the_library_has_in_brackets_is_the_agents():
    knowledge = replace(KNOWLEDGE, templates={"Flytt": "Du flyttar [nyckelord]."})
    context = context_of(mail("Det stod [nyckelord]."), draft=reply("Hej,\n\nDu flyttar [nyckelord]."), knowledge=knowledge)
    assert "[nyckelord]" in seen_as("draft.all", context)[0]


@pytest.mark.parametrize("said", ["de [montörerna] kom aldrig förbi", "Min mamma [Gun] flyttar i maj"])
def test_a_quotation_may_have_words_of_the_agents_in_brackets(said: str):
    theirs = mail("Hej! de kom aldrig förbi. Min mamma flyttar i maj.")
    (text,) = seen_as("draft.all", context_of(theirs, draft=reply(f"Hej,\n\nDu skrev ”{said}”, och det är noterat.")))
    assert "[" not in text


@pytest.mark.parametrize("said", ["Min mamma [datum] flyttar i maj", "[montörerna]", "de [montörerna]", "hon [Gun] flyttar i juni"])
def test_a_quotation_that_is_no_longer_the_customers_is_the_agents(said: str):
    theirs = mail("Hej! de kom aldrig förbi. Min mamma flyttar i maj.")
    (text,) = seen_as("draft.all", context_of(theirs, draft=reply(f"Hej,\n\nDu skrev ”{said}”, och det är noterat.")))
    assert "[" in text


def test_brackets_out_of_our_mail_that_the_customer_quotes_are_ours():
    quoted = "Ja tack!\n\nDen 8 mars 2026 kl. 10:00 skrev Ellevio <kundservice@ellevio.se>:\n> Hej [namn], vill du byta?"
    (text,) = seen_as("draft.all", context_of(mail(quoted), draft=reply("Hej [namn],\n\nNu är det bytt.")))
    assert "[namn]" in text


def test_the_name_of_the_customers_file_is_not_the_agents():
    theirs = mail("Se bifogat.", attachments=(Attachment("Avtal.pdf"),))
    ours = answer("Hej!", attachments=(Attachment("Pris.pdf"),))
    (text,) = seen_as("draft", context_of(theirs, ours, draft=reply("Hej,\n\nAvtal.pdf är hos kollegorna, och här är Pris.pdf.")))
    assert text.endswith("········· är hos kollegorna, och här är Pris.pdf.")


def test_words_out_of_our_own_mail_are_ours():
    (text,) = seen_as("draft.all", context_of(mail("Hej!"), answer(THEIRS), draft=reply("Hej,\n\nMed ”XX” menas ert eget.")))
    assert "”XX”" in text


def test_the_customers_subject_is_not_the_agents():
    ticket = {"subject": "Vad betyder XX?"}
    assert seen_as("draft.subject", context_of(mail("Hej!"), ticket=ticket, draft=reply("Hej", subject="Re: Vad betyder XX?"))) == [
        "Re: ···············"
    ]
    for ours in (
        context_of(mail("Hej!"), ticket=ticket, draft=reply("Hej", subject="Den XX april")),
        context_of(mail("Hej!"), ticket=ticket, draft=reply("Hej", kind="new", subject="Vad betyder XX?")),
        context_of(answer("Hej!"), mail("Hej!"), ticket=ticket, draft=reply("Hej", subject="Vad betyder XX?")),
    ):
        assert "XX" in seen_as("draft.subject", ours)[0]


def test_a_greeting_below_the_signature_that_says_again_is_no_second_one():
    signed = "Hej Anna,\n\nMätaren byts i maj, det är allt vi vet.\n\nMed vänlig hälsning,\nSandra\nKundservice\n\n"
    assert of_draft("draft.extra-greetings", signed + "Hej igen Anna!\n\nDet blir den 3 maj, och du behöver inte vara hemma.") == []
    assert of_draft("draft.extra-greetings", signed + "Hej Anna!\n\nDet blir den 3 maj, och du behöver inte vara hemma.") == [
        "Hej Anna!"
    ]


def seen_as(scope: str, context: Context) -> list[str]:
    """The texts of a scope, where some letters are dots."""
    return [passage.text for passage in SCOPES[scope](context)]
