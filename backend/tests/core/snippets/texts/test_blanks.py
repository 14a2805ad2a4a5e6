"""Blanks that the customer's mails answer: only where there is one answer."""

import pytest

from rutinlots.core.snippets.texts.blanks import answered, put_in


@pytest.mark.parametrize(
    ("name", "mail", "value"),
    [
        ("kundnummer", "Mitt kundnummer är 4410283.", "4410283"),
        ("fakturanummer", "Det gäller faktura 12345678901.", "12345678901"),
        ("OCR-nummer", "OCR: 12345678901", "12345678901"),
        ("adress", "Jag bor på Storgatan 4, 671 30 Arvika.", "Storgatan 4, 671 30 Arvika"),
        ("anläggnings-id", "735999102000000011", "735999102000000011"),
        ("månad", "Jag saknar fakturan för Mars.", "mars"),
    ],
)
def test_what_a_mail_says_once_is_put_in(name: str, mail: str, value: str):
    found = answered(f"Det gäller [{name}].", [mail, "Hej igen!"])

    assert found == ((name, value),)
    assert put_in(f"Det gäller [{name}].", found) == f"Det gäller {value}."


@pytest.mark.parametrize(
    "mails",
    [["Hej!"], ["Kundnummer 4410283.", "Kundnummer 4410284."], ["Kundnummer 4410283 och kundnummer 4410284."]],
)
def test_what_is_said_in_no_way_or_in_two_stays_a_blank(mails: list[str]):
    assert answered("[kundnummer] [ditt namn]", mails) == ()


def test_in_html_what_is_put_in_stays_text():
    assert put_in("<p>[adress]</p>", (("adress", "A<b>"),), html=True) == "<p>A&lt;b&gt;</p>"
