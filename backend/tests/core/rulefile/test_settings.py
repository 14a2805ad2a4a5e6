"""A team's settings: what would switch a check off, or make it speak up at every mail, is refused with its cure."""

from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.settings import BOUNDS, read_settings
from rutinlots.rule_files.document import read_document
from rutinlots.workshop.words import SETTINGS

SHIPPED = read_document((Path(__file__).parents[4] / "shared_rules" / "settings.yaml").read_text("utf-8")).values


def refused(**changed: Any) -> RuleFileError:
    """Why settings with other values are refused; None takes the key away."""
    values: Mapping[str, Any] = {key: value for key, value in {**SHIPPED, **changed}.items() if value is not None}
    with pytest.raises(RuleFileError) as found:
        read_settings(values)
    return found.value


@pytest.mark.parametrize("key", ["domains", "staffing_domains"])
@pytest.mark.parametrize("domain", ["@ellevio.se", "kund@ellevio.se", "se", "ellevio.", "ellevio se", "*.ellevio.se"])
def test_what_is_no_domain_would_find_no_colleague_and_is_refused(key: str, domain: str):
    fault = refused(**{key: [SHIPPED[key][0], domain]})
    assert fault.path == (key, 1)
    assert "ingen mejldomän; skriv det efter @" in fault.what


@pytest.mark.parametrize("key", ["domains", "staffing_domains"])
def test_a_domain_where_customers_have_their_mail_is_refused(key: str):
    assert "många kunder" in refused(**{key: ["Gmail.com"]}).what


def test_a_company_without_a_domain_is_refused_and_one_without_a_staffing_firm_is_not():
    assert "”domains” är tom" in refused(domains=[]).what
    assert read_settings({key: value for key, value in SHIPPED.items() if key != "staffing_domains"}).staffing_domains == ()


@pytest.mark.parametrize("changed", [{"function_phones": ["0771-53 53 00", "växeln"]}, {"collections_phone": "ring oss"}])
def test_what_is_no_telephone_number_is_refused(changed: Mapping[str, Any]):
    assert "inget telefonnummer; skriv som 0771" in refused(**changed).what


@pytest.mark.parametrize("key", ["own_sender", "internal_sender"])
def test_the_address_of_kravgruppen_that_is_our_own_senders_is_refused(key: str):
    assert "skriv deras egen adress" in refused(collections_address=SHIPPED[key]).what


@pytest.mark.parametrize("word", ["kundservice", "kravgruppen", "Kundserviceinternt"])
def test_a_word_for_addresses_that_are_not_read_is_not_the_name_of_one_that_is(word: str):
    fault = refused(noreply_words=["noreply", word])
    assert (fault.path, "ta bort ordet" in fault.what) == (("noreply_words", 1), True)


def test_a_word_of_a_letter_is_too_short_to_know_an_address_by():
    assert "för kort" in refused(noreply_words=["a"]).what


@pytest.mark.parametrize("key", ["function_addresses", "signature_closing", "collections_name", "own_sender", "log_code"])
def test_a_key_that_is_missing_is_called_so_and_not_taken_for_another_that_is_there(key: str):
    assert f"”{key}” saknas" in refused(**{key: None}).what


def test_a_misspelt_key_is_still_pointed_at():
    assert "okänd nyckel ”compani”; menade du ”company”?" in refused(company=None, compani="Ellevio").what


@pytest.mark.parametrize("hours", ["22:00-06:00", "08:00-08:00", "08:00-00:00"])
def test_hours_past_midnight_are_refused_with_how_to_write_them(hours: str):
    assert "samma dag; skriv midnatt som 23:59" in refused(second_line={**SHIPPED["second_line"], "fredag": hours}).what


def test_a_day_may_have_a_pause_or_several():
    with_pause = {**SHIPPED["second_line"], "fredag": "08:00–12:00,13:00-15:00, 15:30-17:00"}
    hours = read_settings(
        {**SHIPPED, "second_line": with_pause, "second_line_exceptions": {"2026-12-23": "09:00-10:00, 11:00-12:00"}}
    )

    assert hours.second_line.hours[5] == ((time(8), time(12)), (time(13), time(15)), (time(15, 30), time(17)))
    assert hours.second_line.hours[1] == ((time(8), time(17)),)
    assert hours.second_line.exceptions == {date(2026, 12, 23): ((time(9), time(10)), (time(11), time(12)))}


@pytest.mark.parametrize("hours", ["08:00-12:00, 12:00-17:00", "08:00-12:00, 11:00-17:00", "13:00-17:00, 08:00-12:00"])
def test_the_times_of_a_day_stand_in_order_with_a_pause_between(hours: str):
    fault = refused(second_line={**SHIPPED["second_line"], "fredag": hours})
    assert fault.what == f"”{hours}”: den andra tiden ska börja efter att den första har slutat"


@pytest.mark.parametrize(
    "hours", ["08:00-12:00,", ", 08:00-12:00", "08:00-12:00 13:00-17:00", "08:00-12:00, stängt", "stängt, stängt"]
)
def test_what_is_no_list_of_times_is_refused_with_how_it_is_written(hours: str):
    assert "ska vara som 08:00-17:00" in refused(second_line={**SHIPPED["second_line"], "fredag": hours}).what


@pytest.mark.parametrize("key", BOUNDS)
def test_a_limit_is_a_whole_number_within_reason_and_both_ends_are_accepted(key: str):
    least, most = BOUNDS[key]
    wide = {"few_facilities": "0", "many_facilities": "10000"}
    for number in (least, most):
        assert getattr(read_settings({**SHIPPED, **wide, key: f"0{number}"}), key) == number

    fault = refused(**{key: str(most + 1)})
    assert fault.path == (key,)
    assert fault.what == f"”{key}” är {most + 1}, och det kan inte stämma; skriv ett heltal, {least} till {most}"


@pytest.mark.parametrize("written", ["-1", "3.5", "tre", "1 000", "\u0663", "²", ["3"]])
def test_a_limit_that_is_no_whole_number_is_refused_with_what_may_be_written(written: object):
    fault = refused(letter_days=written)
    assert (fault.path, fault.what) == (("letter_days",), "”letter_days” är inget heltal; skriv ett heltal, 0 till 90")


def test_a_number_of_thousands_of_digits_is_refused_and_shown_by_its_beginning():
    assert "är 99999999999999999999…, och" in refused(letter_days="9" * 5000).what


def test_a_limit_that_is_missing_or_misspelt_is_called_so():
    assert refused(letter_days=None).what == "”letter_days” saknas: skriv ett heltal, 0 till 90"
    assert refused(letter_days="").what == "”letter_days” är tom: skriv ett heltal, 0 till 90"
    assert "menade du ”letter_days”?" in refused(letter_days=None, leter_days="3").what


@pytest.mark.parametrize("hours", ["08:00+02:00-17:00", "08:00-17:00Z", "08:00Z-17:00Z"])
def test_hours_in_a_time_zone_of_their_own_are_refused(hours: str):
    assert "ska vara som 08:00-17:00" in refused(second_line={**SHIPPED["second_line"], "fredag": hours}).what


@pytest.mark.parametrize("day", ["0206-12-24", "1999-12-31", "2100-01-01", "9999-12-31"])
def test_a_day_in_another_century_is_refused(day: str):
    fault = refused(second_line_exceptions={day: "stängt"})
    assert fault.path == ("second_line_exceptions", day)
    assert fault.what == f"året {day[:4]} kan inte stämma; skriv ett mellan 2000 och 2099"


def test_the_readme_and_the_form_tell_the_bounds():
    rows = (Path(__file__).parents[4] / "shared_rules" / "README.md").read_text("utf-8").splitlines()
    for key, (least, most) in BOUNDS.items():
        (row,) = (each for each in rows if f"`{key}`" in each)
        assert f"{least} till {most}" in row
        assert any(words.get(key, ("", ""))[1] == f"Ett heltal, {least} till {most}." for words in SETTINGS.values())
