"""A signature line gives a person's name, or none."""

import pytest

from rutinlots.core.mail.ending.signer import signed_name
from rutinlots.core.mail.ending.signoff import sign_offs
from rutinlots.core.mail.lines import lines_of


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Anna Berg", "Anna Berg"),
        ("Anna Berg, 070-174 06 01", "Anna Berg"),
        ("Anna Berg tel 070-174 06 01", "Anna Berg"),
        ("Anna Berg | Ekonomi", "Anna Berg"),
        ("Anna Berg (ordförande)", "Anna Berg"),
        ("Anna på Solrosen", "Anna"),
        ("Anna-Karin Öst", "Anna-Karin Öst"),
        ("Anna & Per", "Anna & Per"),
        ("Anna och Per Berg", "Anna och Per Berg"),
        ("A. Lindqvist", "A. Lindqvist"),
        ("Advokat Petra Holm", "Petra Holm"),
        ("Anna Berg (skriver från makens mejl)", "Anna Berg"),
        ("Klass 5B gm Petra Holm, lärare", "Petra Holm"),
        ("Samfälligheten Viken genom Petra Holm", "Petra Holm"),
        ("Brf Eken gm vår kassör Petra Holm", "Petra Holm"),
        ("Uthyrningen gm Lasse", "Lasse"),
        ("ANNA BERG", "ANNA BERG"),
        ("Đức Nguyễn", "Đức Nguyễn"),
        ("Sinéad O'Connor", "Sinéad O'Connor"),
    ],
)
def test_a_name_is_read_out_of_what_stands_around_it(line: str, name: str):
    assert signed_name(line) == name


@pytest.mark.parametrize(
    "line",
    [
        "", "A.B.", "J", "12345", "anna", "Ellevio", "Kundservice", "Bygg & Betong AB",
        "Styrelsen, Brf Solgården", "Familjen Holm", "Ekonomiavdelningen", "Teamledaren", "Tack", "Stockholm",
        "Bifogat finner du avtalet", "Jag återkommer i morgon", "Återkom gärna till mig snarast",
        "Anna, det var inte vad vi kom överens om", "070-174 06 01", "a@example.se",
        "En sak till", "Brf Eken gm styrelsen", "Genom Anna Berg fick vi veta", "Jag fick avtalet genom Petra Holm",
        "Anna (som jag skrev vill vi byta) men inte nu",
        "Alltså id 735999102000000015", "Lgh 1301",
    ],
)  # fmt: skip
def test_anything_else_is_no_name(line: str):
    assert signed_name(line) is None


def test_a_name_without_capitals_is_one_only_where_a_name_is_expected():
    assert signed_name("anna berg") is None
    assert signed_name("anna berg", lower_case=True) == "anna berg"


@pytest.mark.parametrize("signed", ["Brf Eken\ngm Ulla Norr", "Brf Eken gm\nUlla Norr", "Brf Eken\nGenom: Ulla Norr, kassör"])
def test_who_signs_for_others_may_be_on_the_line_below(signed: str):
    assert [each.name for each in sign_offs(lines_of(f"När läser ni av?\n\nMvh\n{signed}"))] == ["Ulla Norr"]


def test_a_line_below_the_name_that_goes_on_with_something_else_changes_no_name():
    text = "När läser ni av?\n\nMvh\nUlla Norr\n\nGenom att svara på mejlet godkänner du våra villkor."
    assert [each.name for each in sign_offs(lines_of(text))] == ["Ulla Norr"]


@pytest.mark.parametrize("rule", ["====", "==========", "****", "* * *", "####", "----", "____", "~~~~"])
def test_a_name_under_a_drawn_line_is_a_signature(rule: str):
    text = f"När läser ni av?\n\n{rule}\nKalle Persson\nBygg AB\n070-174 06 01"
    assert [(each.start, each.name) for each in sign_offs(lines_of(text))] == [(text.index(rule), "Kalle Persson")]


@pytest.mark.parametrize(
    "text",
    [
        "Jag undrar två saker:\n\n====\nKalle Persson\nHan har flyttat ut, och nu vill han ha sin slutfaktura skickad till mig.",
        "Jag undrar två saker:\n\n====\nFakturan för mars\nMätaren i källaren",
        "* Kalle Persson\n* Eva Persson\n* Nils Persson ska stå på avtalet",
        "Två saker\n==\nKalle Persson",
    ],
)
def test_a_drawn_line_between_two_parts_signs_nothing(text: str):
    assert [each.name for each in sign_offs(lines_of(text))] == []
