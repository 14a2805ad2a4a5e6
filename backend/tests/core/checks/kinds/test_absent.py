"""``absent``: something is missing that should stand there."""

from backend.tests.core.invented import answer, context_of, hits_of
from rutinlots.core.finding import Hit

FINE_DAY = {"in": "draft", "any": ["trevlig dag", "fin dag"]}
TEMPLATE = "Hej Anna,\n\nMed vänlig hälsning,\nSandra"


def missing(draft: str | None, moment: str = "send", **absent) -> list[Hit]:
    context = context_of(answer("Fin dag!"), draft=draft, moment=moment)
    return hits_of(context, present=None, absent={**FINE_DAY, **absent})


def test_what_is_missing_is_one_hit_without_a_place():
    assert missing("Hej Anna,\n\nDet stämmer.") == [Hit()]


def test_one_of_the_wordings_is_enough():
    assert missing("Hej Anna,\n\nDet stämmer. Ha en fin dag!") == []


def test_it_may_stand_in_any_of_the_places():
    context = context_of(draft="Hej", moment="send")
    assert hits_of(context, present=None, absent={"in": ["draft.subject", "draft"], "any": ["hej"]}) == []


def test_while_only_the_template_stands_there_nothing_is_missing_yet():
    assert missing(TEMPLATE, moment="write") == []


def test_a_mail_that_has_begun_is_looked_at_while_it_is_written():
    assert missing("Hej Anna,\n\nDet stämmer.\n\nMed vänlig hälsning,\nSandra", moment="write") == [Hit()]


def test_a_template_that_is_sent_is_looked_at():
    assert missing(TEMPLATE) == [Hit()]


def test_without_a_draft_nothing_is_missing_in_it():
    assert missing(None) == []


def test_what_is_missing_in_the_thread_is_so_without_a_draft():
    assert missing(None, **{"in": "thread.out", "any": ["faktura"]}) == [Hit()]
    assert missing(None, **{"in": "thread.out"}) == []
