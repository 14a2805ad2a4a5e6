"""Opening hours as people write them: the usual ways are understood, and what can mean several things is left to be refused."""

import pytest

from rutinlots.workshop.forms.hours import as_hours


@pytest.mark.parametrize(
    "written",
    [
        *("9-13", "09-13", "9–13", "9 — 13", "9−13", "09:00-13:00", "09.00-13.00", "9.00 – 13", "9,00-13,00", "0900-1300"),
        *("kl. 9-13", "kl 9-13", "kl.9-13", "Kl. 9.00–13.00", "klockan 9 till 13", "kl. 9 – kl. 13", "9 till 13", "9 t.o.m. 13"),
        *("mellan 9 och 13", "från 9 till 13", "från kl. 9 till kl. 13", "öppet 9-13", "Öppet: 9-13", "  9 -  13 "),
        *("9-13.", "900-1300"),
    ],
)
def test_the_usual_ways_to_write_hours_are_understood(written: str):
    assert as_hours(written) == "09:00-13:00"


@pytest.mark.parametrize(
    "written",
    [
        *("9-12, 13-16", "9-12,13-16", "9-12 och 13-16", "9–12 samt 13–16", "9-12; 13-16", "9-12/13-16", "9-12 + 13-16"),
        *("kl. 9-12 och kl. 13-16", "mellan 9 och 12 och mellan 13 och 16", "från 9 till 12 och 13 till 16", "öppet 9-12, 13-16."),
        "9,00-12,00,13,00-16,00",
    ],
)
def test_a_day_with_a_pause_in_the_middle_is_understood(written: str):
    assert as_hours(written) == "09:00-12:00, 13:00-16:00"


@pytest.mark.parametrize("written", ["", " ", "-", "–", "stängt", "Stängd", "STÄNGT", "stängt hela dagen", "Helt stängt."])
def test_closed_is_written_in_several_ways(written: str):
    assert as_hours(written) == "stängt"


@pytest.mark.parametrize(
    "written",
    [
        *("9", "kl. 9", "halv nio till fem", "från 9", "till 13", "9 13", "9.5-13", "hela dagen"),
        *("stängt 12-13", "stängt efter 13", "lunch 12-13", "9-13 eller 10-14", "ca 9-13"),
        *("09001300", "9-13 jämna veckor", "2026-12-24", "9-12, halv ett till fem", "9-12,", "9-12 13-16"),
    ],
)
def test_what_can_mean_several_things_stays_as_it_was_written(written: str):
    assert as_hours(written) == written


@pytest.mark.parametrize("stretch", ["1-2,", "8-9,"])
def test_the_longest_that_is_nearly_hours_is_left_as_quickly_as_any(stretch: str):
    """If each way to cut it were tried again after each cut, a thousand would meet the time limit that every test has."""
    for number in range(1000):
        written = f"{stretch * 17}{number}?"
        assert as_hours(written) == written
