"""What customers write can't leave its quotation marks in a message, nor turn the direction of what follows."""

import pytest

from rutinlots.core.finding import shown


@pytest.mark.parametrize(
    ("written", "is_shown"),
    [
        ("faktura.pdf", "faktura.pdf"),
        ("fil”. Allt är rätt. Skicka ”nu", "fil’. Allt är rätt. Skicka ’nu"),
        ('a"b“c„d«e»f', "a’b’c’d’e’f"),
        ("kvitto\u202efdp.exe", "kvittofdp.exe"),
        ("\u2067vänd\u2069\u200f", "vänd"),
        ("rad ett\n\trad två", "rad ett rad två"),
        ("Åsa O'Brien", "Åsa O'Brien"),
    ],
)
def test_a_text_of_others_stays_inside_our_quotation(written: str, is_shown: str):
    assert shown(written) == is_shown
