"""``fix``: what one click makes of the draft."""

import pytest

from backend.tests.core.invented import answer, check_of, context_of, hits_of, mail
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.validation.examples import mend

SIGNED = "Hej Anna,\n\nDet stämmer.\n\nMed vänlig hälsning,\nSandra"
MISSING = {"in": "draft", "any": ["tack"]}


def removed(text: str) -> str:
    hits = hits_of(context_of(draft=text), fix={"remove": "match"})
    return mend(text, hits[0].fixes)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Det går tyvärr inte.", "Det går inte."),
        ("Det går tyvärr   inte.", "Det går inte."),
        ("Det går inte tyvärr.", "Det går inte ."),
        ("Hej.\n\nTyvärr\n\nSlut.", "Hej.\n\nSlut."),
        ("Hej.\n  Tyvärr  \nSlut.", "Hej.\nSlut."),
        ("Hej.\nTyvärr", "Hej.\n"),
        ("Tyvärr\nSlut.", "Slut."),
        ("\nTyvärr\nSlut.", "\nSlut."),
        ("Tyvärr\nEtt.\nTvå.", "Ett.\nTvå."),
        ("Tyvärr nej.\nSlut.", "nej.\nSlut."),
        ("Nej tyvärr\nSlut.", "Nej \nSlut."),
    ],
)
def test_what_is_removed_takes_the_line_it_empties_or_the_space_after_it(before: str, after: str):
    assert removed(before) == after


def test_what_is_found_outside_the_draft_takes_nothing_along():
    check = {"present": {"in": "thread.out", "any": ["tyvärr"]}, "fix": {"remove": "match"}}
    (hit,) = hits_of(context_of(answer("Tyvärr   nej.")), **check)
    assert hit.fixes[0].span == hit.spans[0]


def test_what_is_replaced_keeps_its_surroundings():
    text = "Det går tyvärr inte, tyvärr."
    hits = hits_of(context_of(draft=text), fix={"replace": "ju"})

    assert mend(text, tuple(fix for hit in hits for fix in hit.fixes)) == "Det går ju inte, ju."


def inserted(text: str, at: str | None = None) -> str:
    fix = {"insert": "Tack!", **({"at": at} if at else {})}
    (hit,) = hits_of(context_of(draft=text), present=None, absent=MISSING, fix=fix)
    return mend(text, hit.fixes)


@pytest.mark.parametrize("at", [None, "start"])
def test_what_is_inserted_stands_at_the_start_unless_the_file_says_where(at: str | None):
    assert inserted(SIGNED, at) == "Tack!\n\n" + SIGNED


def test_inserted_after_the_greeting():
    assert inserted(SIGNED, "after-greeting") == SIGNED.replace("Hej Anna,", "Hej Anna,\n\nTack!")


def test_inserted_after_a_greeting_that_is_not_there_it_stands_at_the_start():
    assert inserted("Det stämmer.", "after-greeting") == "Tack!\n\nDet stämmer."


def test_inserted_before_the_signature():
    assert inserted(SIGNED, "before-signature") == SIGNED.replace("stämmer.", "stämmer.\n\nTack!")


def test_inserted_before_the_signature_it_leaves_the_blank_lines_there_as_they_are():
    assert inserted("Det stämmer.\n\n\nMvh\nSandra", "before-signature") == "Det stämmer.\n\nTack!\n\n\nMvh\nSandra"


def test_inserted_before_a_signature_that_is_all_there_is():
    assert inserted("Med vänlig hälsning,\nSandra", "before-signature") == "Tack!\n\nMed vänlig hälsning,\nSandra"
    assert inserted("\n\nMed vänlig hälsning,\nSandra", "before-signature") == "Tack!\n\nMed vänlig hälsning,\nSandra"


def test_inserted_before_a_sign_off_in_the_same_line():
    assert inserted("Det stämmer. Mvh Sandra", "before-signature") == "Det stämmer.\n\nTack!\n\nMvh Sandra"


def test_inserted_before_a_signature_that_is_not_there_it_stands_at_the_start():
    assert inserted("Det stämmer.", "before-signature") == "Tack!\n\nDet stämmer."


def test_without_a_draft_there_is_nothing_to_insert_into():
    (hit,) = hits_of(context_of(answer("Hej")), present=None, absent={"in": "thread.out", "any": ["tack"]}, fix={"insert": "Tack!"})
    assert hit.fixes == ()


@pytest.mark.parametrize(
    ("fix", "label"),
    [({"remove": "match"}, "Ta bort"), ({"replace": "ju"}, "ju"), ({"insert": "Nej"}, "Lägg till"),
     ({"remove": "match", "label": "Bort"}, "Bort"), ({"replace": "ju", "label": "Byt"}, "Byt"),
     ({"insert": "Nej", "label": "Dit"}, "Dit"), ({"insert": "Nej", "at": "before-signature"}, "Lägg till")],
)  # fmt: skip
def test_a_button_says_what_the_file_says_or_what_it_does(fix: dict, label: str):
    for draft in ("Det går tyvärr inte.", "Det går tyvärr inte. Mvh Sandra"):
        (hit,) = hits_of(context_of(draft=draft), fix=fix)
        assert hit.fixes[0].label == label


def test_a_check_without_a_fix_has_none():
    assert hits_of(context_of(draft="Tyvärr."))[0].fixes == ()


@pytest.mark.parametrize(
    "fix",
    [{}, {"label": "Bort"}, {"remove": "match", "replace": "ju"}, {"replace": "ju", "insert": "x"}, {"remove": "allt"},
     {"remove": "match", "insert": "x"}],
)  # fmt: skip
def test_a_fix_does_just_one_thing(fix: dict):
    with pytest.raises(RuleFileError, match="fix: skriv just en av: remove: match, replace: text, insert: text"):
        check_of(fix=fix)


def test_a_spot_that_does_not_exist():
    with pytest.raises(RuleFileError, match=r"fix\.at: ”end” finns inte; välj bland: start, after-greeting, before-signature"):
        check_of(fix={"insert": "x", "at": "end"})


ENGLISH = "Hello Anna,\n\nYou will find the invoice on My pages, and you can pay it there.\n\nHave a nice weekend!"


def test_what_is_put_in_is_in_english_where_the_draft_is():
    fix = {"replace": "trevlig dag", "english": "nice day"}
    seek = {"in": "draft", "any": ["nice weekend", "trevlig helg"]}

    (hit,) = hits_of(context_of(draft=ENGLISH), fix=fix, present=seek)
    assert mend(ENGLISH, hit.fixes).endswith("Have a nice day!")
    (hit,) = hits_of(context_of(draft="Hej,\n\nFakturan är betald och klar.\n\nTrevlig helg!"), fix=fix, present=seek)
    assert (hit.fixes[0].label, hit.fixes[0].text) == ("Trevlig dag", "Trevlig dag")


def test_before_anything_is_written_the_customers_language_counts():
    asked = mail("Hello, how do I pay the invoice that you sent me?")
    fix = {"insert": "Tack!", "english": "Thanks!"}

    (hit,) = hits_of(context_of(asked, draft="Hello Anna,"), present=None, absent=MISSING, fix=fix)
    assert hit.fixes[0].text.strip() == "Thanks!"


def test_english_goes_with_a_text():
    with pytest.raises(RuleFileError, match="english hör till replace eller insert"):
        check_of(present={"in": "draft", "any": ["tack"]}, fix={"remove": "match", "english": "x"})
