"""The company's signature under a mail: there, once, under the agent's first name."""

from dataclasses import replace

import pytest

from backend.tests.core.invented import KNOWLEDGE, SETTINGS, context_of, reply, text_at
from rutinlots.core.checks.detectors.signature import PARAMETERS, detect
from rutinlots.core.context import Context
from rutinlots.core.finding import Hit
from rutinlots.core.situation import Agent
from rutinlots.core.validation.examples import mend

TEXT = "Hej Anna,\n\nFakturan är betald."
BLOCK = "Kundservice\nEllevio AB\n0771-53 53 00\nwww.ellevio.se"
SIGNATURE = f"Med vänlig hälsning,\n\nSandra\n{BLOCK}"
WHOLE = f"{TEXT}\n\n{SIGNATURE}"


def asked(text: str, agent: str = "Sandra Ek") -> Context:
    return context_of(draft=text, agent=Agent("1", agent))


def hits(fault: str, text: str, agent: str = "Sandra Ek") -> list[Hit]:
    return detect(asked(text, agent), {"fault": fault})


def faults(text: str, agent: str = "Sandra Ek") -> list[str]:
    return [fault for fault in PARAMETERS["fault"] if hits(fault, text, agent)]


def pointed(fault: str, text: str, agent: str = "Sandra Ek") -> str:
    (hit,) = hits(fault, text, agent)
    return text_at(asked(text, agent), hit.spans[0]) if hit.spans else ""


def mended(fault: str, text: str, agent: str = "Sandra Ek") -> str:
    (hit,) = hits(fault, text, agent)
    return mend(text, hit.fixes)


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        f"{TEXT}\n\nVänliga hälsningar\nSandra\n{BLOCK}",
        f"{TEXT}\n\nMvh Sandra\n{BLOCK}",
        f"{TEXT}\n\nMed vänlig hälsning,\nSandra\nKundservice | Ellevio AB | Tel: 0771-535300",
        f"{TEXT}\n\nMed vänlig hälsning,\nSandra, Kundservice\nEllevio AB\n0771-53 53 00",
        f"{TEXT}\n\nMvh\nSandra\nKundservice, Ellevio AB",
        f"{TEXT}\n\nMed vänlig hälsning, Sandra, Kundservice, Ellevio AB, 0771-53 53 00, www.ellevio.se",
        f"Hej Anna,\n\nRing oss:\n0771-53 53 00\n\n{SIGNATURE}",
        "Hello Anna,\n\nIt is paid.\n\nKind regards,\nSandra\nCustomer Service\nEllevio AB",
        f"Hej Anna,\n\n{SIGNATURE}\n\nFakturan är betald och allt är som det ska vara hos er nu.",
    ],
)
def test_a_whole_signature_has_no_fault(text: str):
    assert faults(text) == []


@pytest.mark.parametrize("draft", [None, reply(""), reply(" \n ")])
def test_without_a_text_there_is_no_fault(draft):
    for fault in PARAMETERS["fault"]:
        assert detect(context_of(draft=draft), {"fault": fault}) == []


# --- missing


def test_a_mail_without_a_signature_gets_one_below_its_text():
    assert pointed("missing", TEXT) == ""
    assert (hits("missing", TEXT)[0].spans, hits("missing", TEXT)[0].values) == ((), {"instead": ""})
    assert hits("missing", TEXT)[0].fixes[0].label == "Lägg in signaturen"
    assert mended("missing", TEXT) == WHOLE


def test_half_of_the_block_is_a_signature_and_less_is_none():
    assert hits("missing", f"{TEXT}\n\nMvh\nSandra\nKundservice\nEllevio AB") == []
    assert len(hits("missing", f"{TEXT}\n\nMvh\nSandra\nKundservice")) == 1


def test_a_line_that_both_blocks_have_is_half_of_neither():
    """The English block is two lines: half of it is also a line of every Swedish signature that ends too soon."""
    assert faults(f"{TEXT}\n\nMed vänlig hälsning,\nSandra\nEllevio AB") == ["missing"]


def test_a_whole_block_may_be_the_beginning_of_another():
    settings = replace(SETTINGS, signature_english=("Kundservice",))
    context = replace(asked(f"{TEXT}\n\nMvh\nSandra\nKundservice"), knowledge=replace(KNOWLEDGE, settings=settings))
    assert detect(context, {"fault": "missing"}) == []


@pytest.mark.parametrize(
    "two",
    ["Kundservice.\nELLEVIO   AB,", "Tel. 0771-535300\nhttps://www.ellevio.se/", "Telefon: 0771535300\nWebb: www.ellevio.se",
     "Kundservice • Ellevio AB"],
)  # fmt: skip
def test_a_line_of_the_block_may_be_written_in_several_ways(two: str):
    assert hits("missing", f"{TEXT}\n\nMvh\nSandra\n{two}") == []


@pytest.mark.parametrize("other", ["Ring 0771-53 53 00", "0771-53 53 01", "Ellevio", "www.ellevio.se/faktura"])
def test_what_says_something_else_is_no_line_of_the_block(other: str):
    assert len(hits("missing", f"{TEXT}\n\nMvh\nSandra\nKundservice\n{other}")) == 1


def test_a_line_that_is_long_is_no_signature():
    block = "Kundservice | Ellevio AB | 0771-53 53 00 | www.ellevio.se | "

    assert hits("missing", f"{TEXT}\n\nMvh\nSandra\n{block:x<120}") == []
    assert len(hits("missing", f"{TEXT}\n\nMvh\nSandra\n{block:x<121}")) == 1


def test_a_sign_off_without_the_block_is_written_out():
    text = f"{TEXT}\n\nMvh\nSandra"

    assert pointed("missing", text) == ""
    assert mended("missing", text) == WHOLE


def test_a_sign_off_by_the_company_is_pointed_at():
    text = f"{TEXT}\n\nMed vänlig hälsning Kundservice"
    (hit,) = hits("missing", text)

    assert text_at(asked(text), hit.spans[0]) == "Med vänlig hälsning Kundservice"
    assert hit.values == {"instead": ", inte bara ”Med vänlig hälsning Kundservice”"}
    assert mended("missing", text) == WHOLE


def test_only_the_sign_off_is_pointed_at_and_not_what_stands_below():
    assert pointed("missing", f"{TEXT}\n\nMvh Kundservice\n\nPS. Tack för tålamodet.") == "Mvh Kundservice"


def test_what_stands_below_the_name_is_kept():
    assert mended("missing", f"{TEXT}\n\nMvh\nSandra\n\nPS. Tack för tålamodet.") == f"{WHOLE}\n\nPS. Tack för tålamodet."


def test_a_sign_off_that_nothing_stands_under_is_written_out():
    assert mended("missing", f"{TEXT}\n\nMed vänliga hälsningar") == WHOLE


def test_an_english_mail_and_an_agent_without_a_name_get_no_swedish_signature():
    assert hits("missing", "Hello Anna,\n\nIt is paid.")[0].fixes == ()
    assert hits("missing", TEXT, agent="")[0].fixes == ()


def test_the_last_sign_off_is_the_one():
    text = "Hej Anna,\n\nHälsningar från oss\n\nFakturan är betald.\n\nMvh\nSandra"
    assert mended("missing", text) == f"Hej Anna,\n\nHälsningar från oss\n\nFakturan är betald.\n\n{SIGNATURE}"


def test_a_friendly_sentence_is_no_sign_off():
    text = f"{TEXT}\n\nVänligen skicka oss en bild på mätaren."
    assert mended("missing", text) == f"{text}\n\n{SIGNATURE}"


# --- twice


def test_two_alike_the_later_one_is_one_too_many():
    text = f"{WHOLE}\n\n{SIGNATURE}"
    (hit,) = hits("twice", text)

    assert text_at(asked(text), hit.spans[0]) == SIGNATURE
    assert hit.spans[0].start > len(WHOLE)


def test_the_poorer_of_two_is_one_too_many():
    assert pointed("twice", f"{TEXT}\n\nMvh\nSandra\nKundservice\n\n{SIGNATURE}") == "Mvh\nSandra\nKundservice"
    assert pointed("twice", f"{WHOLE}\n\nMvh Sandra\nEllevio AB") == "Mvh Sandra\nEllevio AB"


def test_the_poorer_is_the_one_with_less_of_the_block_however_many_its_lines():
    assert pointed("twice", f"{TEXT}\n\nMvh\nSandra\nKundservice\n\nMvh Sandra\nEllevio AB\nKundservice") == (
        "Mvh\nSandra\nKundservice"
    )


def test_a_name_under_a_sign_off_is_a_signature():
    assert pointed("twice", f"{TEXT}\n\nMvh\nSandra\n\n{SIGNATURE}") == "Mvh\nSandra"
    assert pointed("twice", f"{TEXT}\n\nMvh Sandra\n\n{SIGNATURE}") == "Mvh Sandra"


def test_only_the_first_name_under_a_sign_off_belongs_to_it():
    assert pointed("twice", f"{TEXT}\n\nMvh\nSandra\nLisa\n\n{SIGNATURE}") == "Mvh\nSandra"


def test_a_sign_off_that_nobody_stands_under_is_only_a_friendly_line():
    assert hits("twice", f"{TEXT}\n\nMed vänliga hälsningar\n\n{SIGNATURE}") == []
    assert hits("twice", f"Hej Anna,\n\nMed vänliga hälsningar\n\nFakturan är betald.\n\n{SIGNATURE}") == []


def test_a_swedish_and_an_english_one_are_two():
    english = "Kind regards,\nSandra\nCustomer Service"
    assert pointed("twice", f"{WHOLE}\n\n{english}") == english


def test_a_block_that_stands_there_again_without_a_sign_off():
    assert pointed("twice", f"{WHOLE}\n\nKundservice\nEllevio AB") == "Kundservice\nEllevio AB"
    assert pointed("twice", f"{WHOLE}\n\n{BLOCK}\n\nPS. Tack för tålamodet.") == BLOCK


def test_one_line_of_the_block_may_stand_in_the_text():
    assert hits("twice", f"Hej Anna,\n\nRing oss:\n0771-53 53 00\n\n{SIGNATURE}") == []


@pytest.mark.parametrize(
    "told",
    ["Du når oss på:\n0771-53 53 00\nwww.ellevio.se", "Så här når du oss\nTelefon: 0771-53 53 00\nWebb: www.ellevio.se",
     "Skicka fullmakten till:\n\nEllevio AB\nKundservice\nBox 2563\n403 17 Göteborg",
     "Vår adress är\n\nKundservice\nEllevio AB\n115 77 Stockholm"],
)  # fmt: skip
def test_how_to_reach_us_told_in_the_text_is_no_signature(told: str):
    assert faults(f"Hej Anna,\n\n{told}\n\nHa en fin dag!\n\n{SIGNATURE}") == []
    assert faults(f"Hej Anna,\n\n{told}\n\nHa en fin dag!\n\n{SIGNATURE}\n\n{SIGNATURE}") == ["twice"]
    assert "no-name" in faults(f"Hej Anna,\n\n{told}\n\nHa en fin dag!\n\nMed vänlig hälsning,\n\n{BLOCK}")


@pytest.mark.parametrize("sign_off", ["Med vänlig hälsning:", "Mvh"])
def test_a_signature_that_the_text_goes_on_below_is_still_one(sign_off: str):
    assert hits("twice", f"{TEXT}\n\n{sign_off}\nKundservice\nEllevio AB\n\nPS. Läs av mätaren.\n\n{SIGNATURE}") != []


def test_our_postal_address_is_no_signature_where_the_real_one_has_further_lines_in_it():
    address = "Skicka blanketten till:\n\nEllevio AB\nKundservice\nBox 242\n681 25 Kristinehamn"
    longer = SIGNATURE.replace("\nwww.", "\n\nFrågor och svar\n\nwww.")

    assert longer != SIGNATURE
    assert faults(f"Hej Anna,\n\n{address}\n\nHa en fin dag!\n\n{longer}") == []
    assert faults(f"Hej Anna,\n\n{address}\n\nHa en fin dag!\n\n{longer}\n\n{longer}") == ["twice"]


def test_without_a_signature_there_are_not_two():
    assert hits("twice", f"{TEXT}\n\nMvh\nSandra\n\nMvh\nSandra") == []


# --- no name


def test_a_block_without_a_name_above_it():
    text = f"{TEXT}\n\nMed vänlig hälsning,\n\n{BLOCK}"

    assert hits("no-name", text) == [Hit(values={"name": " (Sandra)"})]
    assert hits("no-name", text, agent="") == [Hit(values={"name": ""})]


@pytest.mark.parametrize(
    "above",
    ["Sandra", "Sandra Ek", "SANDRA,", "Mvh Sandra", "Lisa Holm", "Sandra på Ellevio", "Lisa från Ellevio", "Lisa på Ellevio",
     "Lisa hos Ellevio", "Lisa (vikarie)", "Lisa & Bo", "Lisa Maria Anna Holm"],
)  # fmt: skip
def test_what_is_a_name_above_the_block(above: str):
    assert hits("no-name", f"{TEXT}\n\nMed vänlig hälsning,\n{above}\n{BLOCK}") == []


@pytest.mark.parametrize("name", ["Sandra", "/Sandra", "*Sandra*", "Sandra.", "Sandra 🌞", "sandra", "Ellevio genom Sandra"])
@pytest.mark.parametrize(
    "between", ["", "Ellevio Kundservice", "kundrådgivare", "Rådgivare privatmarknad", "(svarar 8-16)", "___", "--"]
)
def test_the_agents_name_counts_with_marks_and_above_a_title_or_a_line(name: str, between: str):
    assert hits("no-name", f"{TEXT}\n\nMed vänlig hälsning,\n{name}\n{between}\n{BLOCK}") == []


@pytest.mark.parametrize(
    "last",
    ["Ha det fint! Sandra", "Ha det fint! Mvh Sandra", "Trevlig dag önskar Sandra på Ellevio", "- Sandra", "Mvh från Sandra"],
)
def test_the_agents_name_counts_in_the_last_line_of_the_text(last: str):
    assert hits("no-name", f"{TEXT}\n\n{last}\n\n{BLOCK}") == []


def test_a_customer_with_the_agents_name_signs_nothing():
    assert len(hits("no-name", f"Hej Sandra,\n\nTack.\n\n{BLOCK}")) == 1
    assert len(hits("no-name", f"Hej Sandra,\n\nTack för att Sandra skickade in den och väntade så länge.\n\n{BLOCK}")) == 1


@pytest.mark.parametrize(
    "above",
    ["Tack för att du hör av dig till oss", "Ha det!", "Trevlig helg", "Ellevio", "Kundtjänst", "vi på Ellevio",
     "Teamet på Ellevio", "Kundservice hos Ellevio", "Lisa Ellevio", "Fakturan är betald.", "oss alla", "Ja?", "Obs:"],
)  # fmt: skip
def test_what_is_no_name_above_the_block(above: str):
    assert len(hits("no-name", f"{TEXT}\n\nMed vänlig hälsning,\n\n{above}\n{BLOCK}")) == 1


def test_what_is_no_name_in_the_line_of_the_block():
    assert len(hits("no-name", f"{TEXT}\n\nMvh\nTeamet, Kundservice\nEllevio AB")) == 1


def test_a_block_in_pieces_has_no_name_above_it():
    assert len(hits("no-name", f"{TEXT}\n\nSandra\nKundservice\n\nFakturan är betald.\n\nEllevio AB")) == 1


def test_without_a_signature_no_name_is_missing():
    assert hits("no-name", TEXT) == []


# --- surname


def test_the_agents_surname_is_taken_away():
    text = WHOLE.replace("Sandra", "Sandra Ek")
    (hit,) = hits("surname", text)

    assert pointed("surname", text) == "Sandra Ek"
    assert (hit.fixes[0].label, hit.values) == ("Sandra", {"name": "Sandra"})
    assert mended("surname", text) == WHOLE


def test_a_surname_in_the_line_of_the_sign_off():
    assert pointed("surname", f"{TEXT}\n\nMvh Sandra Ek\n{BLOCK}") == "Sandra Ek"


def test_a_comma_after_the_surname_is_no_part_of_it():
    assert pointed("surname", f"{TEXT}\n\nMvh Sandra Ek,\n{BLOCK}") == "Sandra Ek"
    assert pointed("surname", f"{TEXT}\n\nMvh\nSandra Ek,\n{BLOCK}") == "Sandra Ek"


def test_a_surname_in_the_line_of_the_block():
    assert pointed("surname", f"{TEXT}\n\nMvh\nSandra Ek, Kundservice\nEllevio AB\n0771-53 53 00") == "Sandra Ek"


def test_another_word_after_the_first_name_is_no_surname():
    assert hits("surname", WHOLE.replace("Sandra", "Sandra Maria")) == []
    assert hits("surname", WHOLE.replace("Sandra", "Sandra Maria"), agent="Sandra") == []


def test_where_the_agent_is_not_known_a_surname_is_known_by_the_lists():
    assert pointed("surname", WHOLE.replace("Sandra", "Lisa Lindqvist"), agent="") == "Lisa Lindqvist"
    assert hits("surname", WHOLE.replace("Sandra", "Lisa Maria"), agent="") == []


def test_the_agents_surname_need_not_be_on_any_list():
    assert pointed("surname", WHOLE.replace("Sandra", "Sandra Qwertsdotter"), agent="Sandra Qwertsdotter") == "Sandra Qwertsdotter"


def test_a_surname_is_the_last_of_the_names():
    assert pointed("surname", WHOLE.replace("Sandra", "Sandra Maria Ek"), agent="Sandra Maria Ek") == "Sandra Maria Ek"
    assert hits("surname", WHOLE.replace("Sandra", "Sandra Maria"), agent="Sandra Maria Ek") == []
    assert hits("surname", WHOLE.replace("Sandra", "Lisa Sandra"), agent="Sandra") == []
    assert pointed("surname", WHOLE.replace("Sandra", "Lisa Maria Lindqvist"), agent="") == "Lisa Maria Lindqvist"


def test_a_word_on_no_list_is_no_surname():
    assert hits("surname", WHOLE.replace("Sandra", "Lisa Qwertzu"), agent="") == []


def test_four_words_are_a_name_and_five_are_none():
    agent = "Sandra Maria Anna Ek"
    assert pointed("surname", WHOLE.replace("Sandra", agent), agent=agent) == agent
    assert hits("surname", WHOLE.replace("Sandra", "Sandra Maria Anna Lisa Ek")) == []


def test_without_a_signature_there_is_no_surname():
    assert hits("surname", f"{TEXT}\n\nMvh\nSandra Ek") == []


@pytest.mark.parametrize("sign_off", ["//Ellevio", "/ Ellevio", "- Ellevio", "~Ellevio Kundservice", "//Sandra", "/Sandra Ek"])
def test_a_slash_and_ourselves_is_a_sign_off(sign_off: str):
    fault = mended("missing", f"{TEXT}\n\n{sign_off}")
    assert sign_off not in fault
    assert fault.startswith(f"{TEXT}\n\nMed vänlig hälsning,")
    assert pointed("twice", f"{TEXT}\n\n{sign_off}\n\n{SIGNATURE}") == sign_off


def test_a_sign_off_at_the_end_of_a_line_is_replaced_by_a_signature_of_its_own():
    assert pointed("missing", f"{TEXT} //Ellevio") == "//Ellevio"
    assert mended("missing", f"{TEXT} //Ellevio").startswith(f"{TEXT}\n\nMed vänlig hälsning,")


@pytest.mark.parametrize("line", ["/Anna", "- Kundnummer", "Läs mer: //ellevio.se", "Ring Ellevio/Sandra.", "- Ellevio byter den"])
def test_other_words_after_a_slash_or_a_dash_are_no_sign_off_of_ours(line: str):
    assert pointed("missing", f"{TEXT}\n\n{line}") == ""
    assert faults(f"Hej Anna,\n\n{line}\n\n{SIGNATURE}") == []


@pytest.mark.parametrize(
    "wish",
    ["Hälsningar och trevlig vår!", "All the best for your move!", "Varma hälsningar till familjen!", "Regards and good luck!"],
)
def test_a_wish_that_begins_like_a_sign_off_is_no_signature(wish: str):
    assert hits("twice", f"{TEXT}\n\n{wish}\n\n{SIGNATURE}") == []
    assert pointed("twice", f"{TEXT}\n\n{wish}\n\nMvh Sandra\n\n{SIGNATURE}") == "Mvh Sandra"
