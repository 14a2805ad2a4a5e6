"""How many facilities the customer's mails and the subject are about."""

from backend.tests.core.invented import answer, context_of, mail, text_at
from rutinlots.core.facts.facilities import FacilityCount, facility_count

ONE, TWO = "735999123000000011", "735999123000000028"
FIVE = "Ändra namn på 5 anläggningar."


def counted(*conversation, **ticket) -> tuple[int, list[str]]:
    context = context_of(*conversation, ticket=ticket)
    found = facility_count(context)
    return found.number, [text_at(context, span) for span in found.spans]


def test_ids_of_all_mails_are_counted_once_and_pointed_at_everywhere():
    assert counted(mail(f"{ONE} och {TWO}"), answer("Klart."), mail(ONE)) == (2, [ONE, TWO, ONE])


def test_a_number_in_words_is_counted_where_it_is_larger():
    assert counted(mail(FIVE), mail(ONE)) == (5, ["5 anläggningar"])
    assert counted(mail("Ändra namn på 2 anläggningar."), mail(f"{ONE} {TWO}")) == (2, [ONE, TWO])


def test_the_largest_number_of_several_mails():
    assert counted(mail(FIVE), mail("Ändra namn på 3 anläggningar.")) == (5, ["5 anläggningar"])


def test_the_subject_counts_when_it_says_more():
    assert counted(mail(FIVE), subject="Namn på 7 anläggningar") == (7, ["7 anläggningar"])
    assert counted(mail(FIVE), subject="Namn på 5 anläggningar")[0] == 5
    assert facility_count(context_of(mail(FIVE), ticket={"subject": "Namn på 5 anläggningar"})).spans[0].where == "conversation/0"
    assert facility_count(context_of(mail("Hej"), ticket={"subject": "Namn på 7 anläggningar"})).spans[0].where == "ticket"


def test_what_we_write_is_not_counted():
    assert counted(answer(f"{FIVE} {ONE}"), mail("Tack")) == (0, [])


def test_without_a_ticket_there_are_none():
    assert facility_count(context_of(ticket=None)) == FacilityCount(0, ())


def test_it_is_counted_once_for_a_question():
    context = context_of(mail(FIVE))
    assert facility_count(context) is facility_count(context)
